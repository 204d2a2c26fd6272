"""Texts of the page that compares countries, in French."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.french import listed, noun, the, upper
from indicators.registry import INDICATORS
from indicators.subject import SUBJECT
from indicators.wording import fr as wording
from indicators.wording.fr._figures import OF, THE, decimal, many, place

TITLE = "Comparaison"
LEAD = f"{upper(THE)} et d’autres pays, selon les indicateurs dont tous disposent."
ON_WHAT = (
    "La comparaison porte sur ce dont chaque pays dispose, au mois de décembre de chaque année : les morts et les civils tués pour les "
    "violences ; les élections et la stabilité pour la gouvernance ; l’IDH, le rang et l’évolution en dix ans pour le développement. "
    "Elle ne "
    "comporte ni dimension militaire ni indice : les coups d’État, les engagements, les mesures et les forces étrangères ne sont "
    "relevés que "
    f"pour {THE}. Ces scores diffèrent donc des scores mensuels {OF}."
)
YEAR = "Décembre de"
ORDER, MEAN = "Classer par", "mean"
ORDERS = {MEAN: "moyenne des dimensions"} | {
    key: wording.DIMENSIONS[key].lower() for key in dict.fromkeys(one.dimension for one in INDICATORS.values() if one.compare)
}
BINS = ("0–14", "15–29", "30–44", "45–59", "60–74", "75–100")
SHORT = {
    "conflict.lethality": "Morts", "conflict.civilians": "Civils", "governance.electoral_democracy": "Démocratie",
    "governance.political_stability": "Stabilité", "development.hdi": "IDH", "development.hdi_rank": "Rang IDH",
    "development.hdi_decade": "Dix ans",
}  # fmt: skip
UNIT = "score de 0 à 100 sur ce dont tous les pays disposent ; plus il est élevé, plus le risque est grand"
PLACE = f"{SUBJECT.name.fr} et autres pays"
HEAT_NOTE = (
    "Le score des violences est exactement 0 dans la plupart des pays du monde, et les rangs entre ces pays n’ont pas de sens. Des scores "
    "proches peuvent ne pas être distincts : le tableau ci-dessous indique où les intervalles des éditeurs se recoupent."
)
MANY = 4  # countries that stand level; so many are counted, not named
HISTORY = "La situation au mois de décembre de chaque année"
HISTORY_NOTE = "Fines lignes grises : les autres pays choisis."
TABLE = "Sur quoi, et de combien"
STANDING = f"Le rang {OF}"
VERDICT = {
    "above": f"{SUBJECT.name.fr} : score plus élevé",
    "below": f"{SUBJECT.name.fr} : score moins élevé",
    "alike": "écart non établi",
}
NOBODY = f"Choisir un pays à comparer avec {THE}."
NOTHING = f"À la date et pour le mois choisis, aucun mois de décembre connu ne permet de comparer {THE}."


def answer(year: str, other: str, above: Sequence[str], below: Sequence[str], alike: Sequence[str]) -> str:
    """Is the subject worse than the other, and in what? Lists are of names with scores."""
    parts = []
    if above:
        parts.append(f"un risque plus élevé que {the(other)} pour {listed(list(above))}")
    if below:
        parts.append(f"un risque moins élevé{'' if parts else f' que {the(other)}'} pour {listed(list(below))}")
    text = f"À la fin de {year}, "
    if parts:
        text += f"{THE} présente {' et '.join(parts)}"
    if alike:
        text += " ; " if parts else ""
        text += f"d’après les intervalles des éditeurs, l’écart entre les deux pays n’est pas établi pour {listed(list(alike))}"
    return text + "."


def widest(name: str, mine: float, theirs: float) -> str:
    """The indicator on which the two differ most."""
    return f"L’écart établi le plus grand porte sur « {name} » ({decimal(mine)} contre {decimal(theirs)})."


def nothing_in_common(year: str, other: str) -> str:
    """Two countries without a common dimension."""
    return f"À la fin de {year}, {THE} et {the(other)} n’ont aucune dimension en commun."


def scored(name: str, mine: float, theirs: float) -> str:
    """A dimension with both scores."""
    return f"{noun(name)} ({decimal(mine)} contre {decimal(theirs)})"


def ordinal(number: int) -> str:
    """``1er``, ``2e``, ``11e``: of a rank, masculine."""
    return place(number)


def finding(year: str, places: Sequence[tuple[str, int, int]]) -> str:
    """The title of the table: the subject's place in each dimension (name, place, countries), 1st being the most risk."""
    if not places:
        return f"{upper(THE)} n’a pas de rang parmi les pays à la fin de {year}"
    told = [f"{place(rank)} sur {ranked} ({name.lower()})" for name, rank, ranked in places]
    return f"Rang {OF} à la fin de {year}, à compter du risque le plus élevé : {listed(told)}"


def highest(dimension: str, countries: Sequence[str]) -> str:
    """Above a small chart: who stands highest in its last year; several stand level."""
    if len(countries) >= MANY:
        return f"{dimension} : {len(countries)} pays à égalité"
    return f"{dimension} : score le plus élevé, {listed(list(countries))}"


def history_finding(tops: Sequence[tuple[str, Sequence[str]]], shown: int) -> str:
    """The title of the small charts: who of the ``shown`` countries stands highest at the end of each dimension (name, countries)."""
    groups: dict[str, list[str]] = {}
    for dimension, first in tops:
        if len(first) < MANY:
            groups.setdefault(listed(list(first)), []).append(dimension.lower())
    if not groups or shown == 1:
        return HISTORY
    told = " ; ".join(f"{who} ({listed(what)})" for who, what in groups.items())
    return f"Score le plus élevé de {shown} pays à la fin : {told}"


def until(period: str) -> str:
    """Below the heading of a small chart."""
    return f"Jusqu’à {wording.month(period)}"


def heat_alt(year: str, countries: int) -> str:
    """The table in words."""
    return (
        f"Tableau des scores à la fin de {year}, {many(countries, 'pays', 'pays')}, par dimension et par indicateur, en six classes de "
        "couleur. Les données figurent dans le tableau ci-dessous."
    )


def series_alt(countries: Sequence[str]) -> str:
    """The small charts in words."""
    return f"Courbes des scores par année : {', '.join(countries)}. Les données figurent dans le tableau ci-dessous."
