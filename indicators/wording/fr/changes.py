"""What the chart of a change by cause says, in French."""

from __future__ import annotations

from indicators.wording.fr import signed

HEADS = {
    "events": "Événements (lignes datées des registres)",
    "new data": "Données nouvelles",
    "revision": "Chiffres révisés",
    "time passing": "Passage du temps",
    "expiry": "Entrée dans la moyenne ou sortie",
    "method": "Méthode",
    "carrying": "Aucun chiffre nouveau",
}
SHORT = {
    "events": "événements", "new data": "données nouvelles", "revision": "chiffres révisés", "time passing": "passage du temps",
    "expiry": "changement de la moyenne", "method": "méthode", "carrying": "chiffres reportés",
}  # fmt: skip
AGE = "datant de {} mois"


def subtitle(start: str, end: str, change: float) -> str:
    """Unit, months and sum of the chart of the index."""
    return (
        f"Points de l’indice, de {start} à {end} ; la somme des barres est de {signed(change)}. Hachures : aucun chiffre nouveau ; leur "
        "largeur est l’évolution qu’un tel chiffre n’a pas dépassée en autant de mois, 9 fois sur 10."
    )


def still(names: list[str]) -> str:
    """Names of what did not move; empty where everything did."""
    return f"Sans évolution et sans ligne nouvelle : {', '.join(names)}." if names else ""
