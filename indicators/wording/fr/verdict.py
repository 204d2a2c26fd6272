"""The verdict in words, in French. Rules in ``scoring.verdict``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from indicators import registry
from indicators.french import listed as _listed
from indicators.french import noun, upper
from indicators.wording.fr import month
from indicators.wording.fr._figures import OF, decimal

if TYPE_CHECKING:
    from indicators.scoring.verdict import Direction, Verdict

DIRECTION = {
    "worse": "dégradation", "better": "amélioration", "no_new_data": "pas de donnée nouvelle", "cannot_tell": "évolution incertaine",
}  # fmt: skip
# The sign of this dimension is disputed: which way is worse is a reading, so it is said to be higher or lower.
DISPUTED = {
    "worse": "hausse", "better": "baisse", "no_new_data": "pas de donnée nouvelle", "cannot_tell": "évolution incertaine",
}  # fmt: skip
HOW = (
    "Dégradation ou amélioration : au moins huit simulations sur dix concordent. Pas de donnée nouvelle : moins de la moitié du poids a un "
    "chiffre portant sur un mois plus récent. Évolution incertaine : ni l’un ni l’autre."
)


def disputed(key: str) -> bool:
    """Whether the sign of a dimension is disputed: its weight is a half."""
    return registry.DIMENSIONS[key].weight < 1


def direction(found: Direction) -> str:
    """The word for a dimension, the index or the pulse."""
    words = DISPUTED if found.key in registry.DIMENSIONS and disputed(found.key) else DIRECTION
    return words[found.word]


def chance(found: Direction) -> str:
    """How sure: the share of simulations in which it is worse, in words a reader can repeat."""
    share = round(found.worse * 100)
    if share in (0, 100):
        return f"dégradation dans {'toutes les simulations' if share else 'aucune simulation'}"
    return f"dégradation dans {share} {'simulations' if share > 1 else 'simulation'} sur 100"


def _band(found: Direction) -> str:
    return (
        f"{decimal(found.score, 0)} sur 100 (neuf simulations sur dix : de {decimal(found.p05, 0)} à {decimal(found.p95, 0)})"
    )


def level(found: Verdict) -> str:
    """First sentence: where index and pulse stand."""
    if found.index and found.pulse:
        told = f"l’indice de risque {OF} est de {_band(found.index)} ; le pouls, qui ne voit que les derniers mois, de {_band(found.pulse)}"
    elif found.index:
        told = f"l’indice de risque {OF} est de {_band(found.index)}"
    elif found.pulse:
        told = f"le pouls {OF} est de {_band(found.pulse)}"
    else:
        return f"Pour {month(found.now)}, ni l’indice ni le pouls ne peuvent être établis."
    return f"En {month(found.now)}, {told}."


def dimensions(found: Verdict) -> str:
    """Second sentence: the direction of each dimension."""
    if not found.dimensions:
        return f"Aucune dimension ne peut être comparée à {month(found.then)}."
    groups: dict[str, list[str]] = {}
    for key, one in found.dimensions.items():
        groups.setdefault(_clause(one), []).append(noun(registry.DIMENSIONS[key].short.fr))
    told = [clause.format(listed(names)) for clause, names in groups.items()]
    return f"Par rapport à {month(found.then)} : {' ; '.join(told)}."


def _clause(found: Direction) -> str:
    if found.word == "no_new_data":
        return "aucune donnée nouvelle pour {}"
    if found.word == "cannot_tell":
        return "ni amélioration ni dégradation nettes pour {}"
    return direction(found) + " pour {}" + (" (sens contesté)" if disputed(found.key) else "")


def sure(found: Verdict) -> str:
    """Third sentence: how sure the comparison of the index is, what it depends on, and how old its figures are."""
    if found.index is None:
        return f"L’indice ne peut être comparé à {month(found.then)}."
    one = found.index
    judged = {
        "worse": "L’indice se dégrade",
        "better": "L’indice s’améliore",
        "no_new_data": "Faute de données nouvelles, on ne peut dire si l’indice se dégrade ou s’améliore",
        "cannot_tell": "Ces données ne permettent pas de dire si l’indice, dans son ensemble, se dégrade ou s’améliore",
    }[one.word]
    return f"{judged} : {chance(one)}{_by_reading(found)} ; {_age(found.stale)}."


def _by_reading(found: Verdict) -> str:
    if not found.readings:
        return ""
    low = min(found.readings.values(), key=lambda reading: reading.worse)
    high = max(found.readings.values(), key=lambda reading: reading.worse)
    least, most = (round(reading.worse * 100) for reading in (low, high))
    return "" if least == most else f" (selon la lecture, de {least}, « {_reading(low)} », à {most}, « {_reading(high)} »)"


def _age(stale: float) -> str:
    share = round(stale * 100)
    if not share:
        return "la totalité de son poids repose sur des chiffres des douze derniers mois"
    return f"{share} % de son poids ne repose sur aucun chiffre des douze derniers mois"


def _reading(found: Direction) -> str:
    return upper(registry.READINGS[found.key.removeprefix("index.")].name.fr)


def listed(names: Iterable[str]) -> str:
    """``A``, ``A et B``, ``A, B et C``."""
    return _listed(list(names))


def whole(found: Verdict) -> tuple[str, str, str]:
    """The three sentences."""
    return level(found), dimensions(found), sure(found)
