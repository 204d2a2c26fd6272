"""Texts of the development page, in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators.french import at, listed, upper
from indicators.subject import SUBJECT
from indicators.wording.fr import day, month, number
from indicators.wording.fr._figures import OF, THE, decimal, many, percent, place

TITLE = "Développement"
LEAD = (
    f"Le développement humain et ses composantes, le rang {OF} et les raisons pour lesquelles les rangs diffèrent, et les personnes "
    "contraintes de quitter leur foyer."
)
MEASURES = {
    "hdi": "IDH, 0–1", "health": "indice de santé, 0–1", "education": "indice d’éducation, 0–1", "income": "indice de revenu, 0–1",
    "le": "espérance de vie à la naissance, années", "eys": "durée attendue de scolarisation, années",
    "mys": "durée moyenne de scolarisation, années", "gnipc": "revenu par habitant, dollars internationaux constants",
}  # fmt: skip
AXES = {
    "hdi": "IDH", "health": "indice, 0–1", "education": "indice, 0–1", "income": "indice, 0–1", "le": "années", "eys": "années",
    "mys": "années", "gnipc": "dollars par habitant",
}  # fmt: skip
DECIMALS = {"le": 1, "eys": 1, "mys": 1, "gnipc": 0}  # the rest are indices, three as UNDP prints them
MEASURE = "Mesure"
PARTS = {"hdi": "IDH", "health": "santé", "education": "éducation", "income": "revenu"}
PARTS_TITLE = "L’IDH et ses trois composantes"
PARTS_UNIT = "indice de 0 à 1 ; l’IDH est la moyenne géométrique des trois"
PARTS_NOTE = "La valeur d’une année figure à son mois de décembre."
PLACE = f"{SUBJECT.name.fr} et autres pays"
WORLD = "Le monde"
BESIDE = f"L’IDH {OF} et d’autres pays"
BESIDE_NOTE = "Une seule édition ; le PNUD ne donne pas d’intervalle. La valeur d’une année figure à son mois de décembre."
RANKS = "Le rang, calculé et publié"
RANKS_UNIT = "place parmi les pays classés ; 1 correspond à l’IDH le plus élevé"
RANKS_NOTE = (
    "Chaque rapport publie le rang de son année la plus récente ; les éditions suivantes révisent les valeurs et classent davantage "
    "de pays, "
    "si bien qu’une même année reçoit un autre rang. Les valeurs et les rangs d’éditions différentes ne sont pas comparables."
)
ORIGINS = {"computed": "calculé dans l’édition la plus récente", "printed": "tel que publié par chaque rapport"}
EDITIONS = "Les mêmes années dans différentes éditions"
EDITIONS_UNIT = "IDH, 0–1 ; l’écart entre les éditions est la fourchette du score"
WORLD_UNIT = "nombre de pays par IDH ; à côté d’un nom, son IDH et son rang"
DECADE = "Évolution en dix ans face aux pairs"
DECADE_UNIT = (
    f"points d’IDH en dix ans, moins la médiane des pays partis à moins de 0,05 {OF} ; la fourchette est l’écart entre les "
    "éditions"
)
DISPLACED = "Personnes contraintes de quitter leur foyer"
DISPLACED_UNIT = "personnes au 31 décembre"
PER_THOUSAND = "pour 1 000 habitants"
PER_THOUSAND_UNIT = "personnes au 31 décembre pour 1 000 habitants, selon la population la plus récente alors connue"
DISPLACED_NOTE = (
    f"Les deux décomptes des personnes déplacées à l’intérieur {OF} portent sur les mêmes personnes : ils ne doivent jamais être "
    "additionnés."
)
PAIR = 2  # countries that can be compared
THREE = 3  # parts of the HDI
SERIES = {
    "refugees": f"réfugiés originaires {OF} (HCR)",
    "idmc": "personnes déplacées internes (IDMC)",
    "unhcr": "personnes déplacées internes (HCR)",
}
_ONE = {
    "refugees": f"réfugié originaire {OF} (HCR)",
    "idmc": "personne déplacée interne (IDMC)",
    "unhcr": "personne déplacée interne (HCR)",
}
ASYLUM_YEARS = f"Réfugiés originaires {OF}, par pays d’asile"
ELSEWHERE = "ailleurs"
ASYLUM_UNIT = f"réfugiés originaires {OF} au 31 décembre"
PRINTED_ROWS = "Les rangs publiés par les rapports et leurs sources"


def sentence(
    edition: str, year: int, value: float, rank: int, ranked: int, printed: tuple[str, int, int] | None, age: int
) -> str:
    """HDI, rank and age; ``printed`` is the report that told of that year as its newest, its rank, and of how many."""
    text = (
        f"L’édition connue la plus récente ({edition}) donne un IDH de {decimal(value, 3)} pour {THE} en {year}, au {place(rank)} rang sur "
        f"{ranked} pays ayant une valeur"
    )
    if printed is not None:
        text += f" ; rang publié ({printed[0]}) : {printed[1]} sur {printed[2]}"
    return f"{text}. Ce chiffre date de {age} mois." if age > 0 else f"{text}."


def editions_finding(count: int, widest: tuple[int, float, float] | None) -> str:
    """The title of the editions: where they differ most; ``widest`` is year, lowest, highest."""
    if not count:
        return f"Aucune édition ne donne l’IDH {OF} pour ces années"
    if widest is None:
        return "Une seule édition porte sur ces années" if count == 1 else "Aucune année n’est commune à deux éditions"
    year, low, high = widest
    if f"{low:.3f}" == f"{high:.3f}":
        return f"{count} éditions donnent le même IDH pour toute année commune à deux d’entre elles"
    return f"{count} éditions du rapport : l’écart est le plus grand pour {year}, de {decimal(low, 3)} à {decimal(high, 3)}"


def displaced_finding(year: str, values: Mapping[str, float]) -> str:
    """The title of displacement: persons at the end of its last year; ``values`` by the keys of SERIES."""
    told = [
        many(values[key], _ONE[key], SERIES[key])
        for key in SERIES
        if key in values and (key != "unhcr" or "idmc" not in values)
    ]
    return f"{' et '.join(told)} à la fin de {year}" if told else DISPLACED


def asylum_finding_now(year: int | None, first: Sequence[str], most: float) -> str:
    """The title of the countries of asylum: which had taken in most."""
    if year is None or not most:
        return asylum(year)
    each = " chacun" if len(first) > 1 else ""
    return (
        f"{'Premiers' if len(first) > 1 else 'Premier'} pays d’asile des réfugiés originaires {OF} à la fin de {year} : "
        f"{listed(list(first))} ({number(most)}{each})"
    )


def editions_note(vintages: Mapping[str, str]) -> str:
    """Every edition drawn (name -> day it appeared); the caption names the newest alone."""
    return "Éditions : " + ", ".join(f"{name} ({day(when)})" for name, when in vintages.items()) + "." if vintages else ""


def unknown(period: str) -> str:
    """No HDI known."""
    return f"À la date choisie, aucun IDH d’une année achevée en {month(period)} ou avant n’est connu."


def weakest(parts: Mapping[str, float]) -> str:
    """Which part holds the index back."""
    low = min(parts, key=lambda name: parts[name])
    others = ", ".join(f"{name} {decimal(value, 3)}" for name, value in parts.items() if name != low)
    return f"La composante la plus faible est : {low} ({decimal(parts[low], 3)} ; {others})."


def displaced(year: str, values: Mapping[str, tuple[float, float | None]]) -> str:
    """Displacement in a sentence; ``values`` gives persons, and per 1,000 inhabitants where these are known."""
    told = [
        many(value, _ONE[key], SERIES[key]) + ("" if rate is None else f", soit {decimal(rate)} pour 1 000 habitants")
        for key, (value, rate) in values.items()
        if key != "unhcr" or "idmc" not in values
    ]
    return f"Au 31 décembre {year} : {' ; '.join(told)}."


def parts_finding(year: str, parts: Mapping[str, float]) -> str:
    """The title of the HDI's parts in the last year shown: which is the lowest of the three."""
    three = {name: value for name, value in parts.items() if name != PARTS["hdi"]}
    if len(three) < THREE:
        return PARTS_TITLE
    low = min(three, key=lambda name: three[name])
    return f"Composante la plus faible de l’IDH en {year} : {low} ({decimal(three[low], 3)})"


def beside_finding(measure: str, values: Mapping[str, float]) -> str:
    """The title of the comparison: who stands highest at the end of its line."""
    name = upper(MEASURES[measure].split(", ")[0])
    return f"{name} : maximum, {max(values, key=lambda one: values[one])}" if len(values) > 1 else beside(measure)


def ranks_finding(rank: int | None, year: int | None) -> str:
    """The title of the ranks."""
    return RANKS if rank is None else f"Selon l’édition la plus récente, {THE} occupait le {place(rank)} rang en {year}"


def world_finding(year: int | None, rank: int | None, ranked: int) -> str:
    """The title of the world's HDI."""
    return world(year) if rank is None else f"En {year}, {THE} occupait le {place(rank)} rang sur {ranked} pays selon l’IDH"


def decade_finding(best: float | None, year: str) -> str:
    """The title of the ten-year change."""
    if best is None or f"{abs(best):.3f}" == "0.000":
        return DECADE
    moved = "a perdu" if best < 0 else "a gagné"
    return f"Dans les dix ans s’achevant en {year}, {THE} {moved} {decimal(abs(best), 3)} point d’IDH par rapport à ses pairs"


def asylum_finding(year: int | None, first: str, most: float, every: float) -> str:
    """The title of refugees over the years: where most of them are in the last."""
    if not every:
        return ASYLUM_YEARS
    where = first if first == ELSEWHERE else at(first)
    return f"{percent(most / every)} des réfugiés originaires {OF} se trouvaient {where} à la fin de {year}"


def world(year: int | None) -> str:
    """Heading of the distribution."""
    return WORLD if year is None else f"Le monde en {year}"


def asylum(year: int | None) -> str:
    """Heading of the countries of asylum."""
    where = f"Les pays d’asile des réfugiés originaires {OF}"
    return where if year is None else f"{where} à la fin de {year}"


def beside(measure: str) -> str:
    """Heading of the comparison."""
    return f"{upper(MEASURES[measure].split(', ')[0])} : comparaison avec d’autres pays"


def lines_alt(what: str, values: Mapping[str, float], decimals: int = 3) -> str:
    """Lines in words, with their last values."""
    told = ", ".join(f"{name} {decimal(value, decimals)}" for name, value in values.items())
    return f"{what} au fil du temps. Dernières valeurs : {told}. Les données figurent dans le tableau ci-dessous."


def ranks_alt(rank: int | None, year: int | None) -> str:
    """Ranks in words."""
    last = "rang inconnu" if rank is None else f"{place(rank)} rang en {year}"
    return f"Rang {OF} par année, calculé et publié ; {last}. Les données figurent dans le tableau ci-dessous."


def world_alt(rank: int | None, ranked: int) -> str:
    """The distribution in words."""
    told = "rang inconnu" if rank is None else f"{place(rank)} rang"
    return (
        f"Histogramme de l’IDH de {ranked} pays ; {SUBJECT.name.fr} : {told}. Les données figurent dans le tableau ci-dessous."
    )


def asylum_alt(first: str, count: float) -> str:
    """Countries of asylum in words."""
    return (
        f"Diagramme en barres des réfugiés par pays d’asile ; maximum : {first}, {number(count)}. Les données figurent dans le tableau "
        "ci-dessous."
    )
