"""The tour for a first visitor, in French."""

from __future__ import annotations

TOUR = "Visite guidée"
NO_TOUR = "aucune visite"
OFFER = "Première visite ?"
DECLINE = "Non merci"
END = "Terminer la visite"
BACK = "Retour"
QUESTIONS = {
    "worse": "La situation s’aggrave-t-elle ?", "who": "Qui en est à l’origine, et qui est présent ?", "next": "Que peut-il advenir ?",
}  # fmt: skip
SAID = {
    "worse": {
        "conflict": (
            "Les morts mois par mois ; la carte montre les civils tués. Les mois les plus récents sont des premières publications, révisées "
            "par la suite."
        ),
        "compare": "Les pays sont classés selon les violences. Est-ce ce seul pays, ou la région ?",
        "whatif": "La moyenne des dimensions est ici géométrique. La réponse tient-elle avec une autre pondération ?",
    },
    "who": {
        "actors": "À combien de morts chaque acteur armé a pris part, qui il a tué et qui il a perdu, par année.",
        "military": (
            "Les courbes montrent des parts : quels soldats sont là, qui est parti, et ce qui est contesté dans un cas comme dans "
            "l’autre."
        ),
        "partners": "Ce qui a été signé, livré ou seulement évoqué, et avec qui.",
    },
    "next": {
        "outlook": "Ce que disent les prévisions de morts, combien de fois elles ont été justes, et où elles ont échoué.",
        "alerts": "Ce qui est en vigueur, selon quelle règle, et combien de fois cette règle a vu juste.",
        "whatif": "Un nouveau coup d’État est supposé. C’est de l’arithmétique et non une prévision : ce qui varierait, et de combien.",
    },
}


def place(number: int, of: int) -> str:
    """Which stop of how many."""
    return f"{number} sur {of}."


def on(page: str) -> str:
    """The link to the next stop."""
    return f"Suite : {page}"
