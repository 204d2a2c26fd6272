"""Texts of the overview, in French."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING

from indicators.french import listed, upper
from indicators.wording.fr import NOTHING, STATUS, month, number, signed
from indicators.wording.fr import day as day_of
from indicators.wording.fr._figures import AT, OF, THE, decimal, points
from indicators.wording.fr.terms import term

if TYPE_CHECKING:
    import pandas as pd

TITLE = f"Quel est le niveau de risque {AT} ?"
LEAD = "Par mois, à partir de données ouvertes. 100 est le risque le plus élevé."
INDEX = "Niveau"
PULSE = "Pouls"
WITHOUT = "Niveau sans les forces étrangères"
HAPPENED = "Ce qui s’est passé."
STANDS = "Où en est le risque."
SURE = "Degré de certitude."
SPAN = "Mois affichés"
SPANS = {"60": "5 ans", "120": "10 ans", "all": "Tout", "chosen": "Selon le choix"}
INDEX_NOTE = (
    "Zone ombrée : neuf simulations sur dix. Point évidé : plus d’un dixième du poids repose sur des premières publications. Le niveau est "
    "lent, l’essentiel reposant sur des chiffres annuels ; le pouls ne voit que les derniers mois et ne prédit rien. Les "
    "losanges sont tous les "
    "tournants : en survoler un pour le lire. Sont inscrits au-dessus les coups d’État, les capitales qui ont changé "
    "de mains, les "
    "forces importantes arrivées ou parties, et le mois le plus meurtrier."
)
HOLLOW_NOTE = "Point évidé : plus d’un dixième du poids repose sur des premières publications."
WRITTEN = "Les tournants inscrits sur le graphique"
TURNED = {
    "coup": "coup d’État", "lost": "{} hors du contrôle de l’État", "regained": "{} de nouveau sous le contrôle de l’État",
    "left": "départ, {}", "came": "arrivée, {}", "deadliest": "{} personnes tuées, mois le plus meurtrier", "besieged": "siège, {}",
}  # fmt: skip
TURNING = "Ce qui s’est passé"
UNIT = "score de 0 à 100 ; plus il est élevé, plus le risque est grand"
POINTS = "points de l’indice"
MOVED_NOTE = (
    "La somme des barres de toutes les causes est l’évolution totale. Hachures : aucun chiffre nouveau ; leur largeur est "
    "l’évolution qu’un "
    "tel chiffre n’a pas dépassée en autant de mois, 9 fois sur 10."
)
ALL_TURNING = "Ce qui s’est passé pendant ces mois, avec les sources"
BASE = "Comparé à"
KNOW = "Ce qu’il faut savoir de ces chiffres"
NOTES = (
    "L’indice décrit ; il ne prédit pas. Les morts de l’année écoulée prédisent mieux celles de l’année suivante que ne le fait cet "
    "indice.",
    "Les fourchettes sont simulées : chaque chiffre comporte une erreur, selon sa source ou selon les révisions passées de chiffres "
    "semblables ; un chiffre reporté vieillit ; les poids varient autour de ceux retenus. Les lectures et l’agrégation n’entrent pas "
    "dans la "
    "fourchette ; elles sont indiquées à côté.",
    "Les chiffres de plus d’un an sont reportés ; chaque fiche indique quelle part de son poids ils représentent.",
    "La dimension militaire mesure la perte et le changement d’appui sécuritaire extérieur. Le point de savoir si le risque tient à la "
    "présence ou au départ est contesté ; cette dimension compte pour moitié, et ses lectures sont présentées sous « Degré de "
    "certitude ».",
    "Les décès comptés sont ceux qui ont pu être datés, localisés et attribués : un minimum. Les derniers mois sont des premières "
    "publications, "
    "révisées par la suite.",
)


def direction(end: str) -> str:
    """Before the sentence on directions."""
    return f"Évolution sur l’année s’achevant en {month(end)}."


def dimensions_finding(end: str, since: Mapping[str, tuple[str, float, float]]) -> str:
    """The title of the dimensions' lines: which stands highest at the end, and which moved most.

    ``since`` gives of each dimension with a score in ``end`` its first month shown, its score then and its score in ``end``.
    """
    if not since:
        return f"Aucune dimension n’a de score en {month(end)}"
    top = max(now for _, _, now in since.values())
    first = [name for name, (_, _, now) in since.items() if decimal(now, 0) == decimal(top, 0)]
    text = f"Score le plus élevé en {month(end)} : {listed(first)}, à {decimal(top, 0)} sur 100"
    name, (start, then, now) = max(since.items(), key=lambda one: abs(one[1][2] - one[1][1]))
    if decimal(now, 0) == decimal(then, 0):
        return text
    way = "hausse" if now > then else "baisse"
    return f"{text} ; plus forte {way} : {name}, de {decimal(then, 0)} en {month(start)} à {decimal(now, 0)}"


def turned(period: str, kind: str, what: str) -> str:
    """A turning point as it is written on the chart, its month first: ``mars 2022 : 1 357 personnes tuées, mois le plus meurtrier``."""
    named = number(float(what)) if kind == "deadliest" else listed([_plain(one) for one in what.split("; ")])
    return f"{month(period)} : {TURNED[kind].format(named)}"


def _plain(name: str) -> str:
    return re.sub(r" \(.*\)", "", term(name))


def in_lines(text: str, width: int = 27) -> str:
    """The text in at most two lines, of ``width`` letters or as few more as it takes: a row of the chart has room for two."""
    lines = next(found for wide in count(width) if len(found := textwrap.wrap(text, wide)) <= 2)
    return "\n".join(lines)


def event(day: str, summary: str) -> str:
    """A turning point with its day."""
    return f"{day_of(day)} : {summary}"


def no_verdict(period: str, missing: list[str], has_index: bool) -> str:
    """Said where a month has no verdict: no index, or none a year before."""
    if has_index:
        return f"{upper(month(period))} ne peut être comparé à l’année précédente, qui n’a pas d’indice."
    if missing:
        return f"En {month(period)}, {THE} n’a pas d’indice ; dimensions trop peu connues : {listed(missing)}."
    return (
        f"En {month(period)}, {THE} n’a pas d’indice : celui-ci commence en janvier 2001, date à laquelle tous ses indicateurs "
        "sont entrés."
    )


def card(band: tuple[float, float] | None, before: float | None, status: str, stale: float) -> str:
    """What stands under a card's score: band, a year before, age of the figures."""
    parts = [f"Neuf simulations sur dix : de {decimal(band[0], 0)} à {decimal(band[1], 0)}."] if band else []
    parts += [f"Un an plus tôt : {decimal(before)}."] if before is not None else []
    share = round(stale * 100)
    old = (
        f"{share} % de son poids ne repose sur aucun chiffre des douze derniers mois." if share else f"{upper(STATUS[status])}."
    )
    return " ".join([*parts, old])


def spark_alt(name: str, line: pd.DataFrame) -> str:
    """A card's line in words; ``line`` has period and score, in order."""
    first, last = line.iloc[0], line.iloc[-1]
    return (
        f"{name} : courbe allant de {decimal(first['score'])} en {month(first['period'])} à {decimal(last['score'])} en "
        f"{month(last['period'])}."
    )


def no_score(name: str, key: str) -> str:
    """A card without a score."""
    if key == "index":
        return f"{name} : aucun score sans les quatre dimensions."
    return f"{name} : moins de 60 % de son poids a une valeur."


def history_finding(first: tuple[str, float], last: tuple[str, float], pulse: tuple[float, float | None] | None) -> str:
    """The title of the lines: the index in the first and last month shown, and the pulse (now, a year before) beside it."""
    change = last[1] - first[1]
    begin, end = decimal(first[1], 0), decimal(last[1], 0)
    if first[0] == last[0] or begin == end:
        text = f"Le niveau est de {end}" + ("" if first[0] == last[0] else f", comme en {month(first[0])}")
    else:
        text = f"Le niveau est {'monté' if change > 0 else 'descendu'} de {begin} en {month(first[0])} à {end}"
    if pulse is None:
        return text
    now, then = pulse
    if then is None or decimal(now, 0) == decimal(then, 0):
        return f"{text} ; le pouls est de {decimal(now, 0)}"
    return f"{text} ; le pouls est {'monté' if now > then else 'descendu'} de {decimal(then, 0)} à {decimal(now, 0)} en un an"


def moved(base: str, end: str, change: float, causes: Mapping[str, float]) -> str:
    """The finding of the changes: by how much the index moved, and the two causes that moved it most."""
    text = f"De {month(base)} à {month(end)} : {_way(change)}"
    largest = sorted((name for name in causes if abs(causes[name]) >= NOTHING), key=lambda name: -abs(causes[name]))[:2]
    told = listed([f"{name} ({signed(causes[name])})" for name in largest]) if largest else ""
    which = "principales causes" if len(largest) > 1 else "principale cause"
    return f"{text} ; {which} : {told}" if told else text


def _way(change: float) -> str:
    if abs(change) < NOTHING:
        return "l’indice n’a pas évolué"
    return f"{'hausse' if change > 0 else 'baisse'} de l’indice de {points(abs(change))}"


def index_alt(period: str, score: float | None, start: str) -> str:
    """The index chart in words."""
    now = "" if score is None else f" En {month(period)}, il est de {decimal(score)}."
    return (
        f"Courbe de l’indice de risque {OF}, de 0 à 100, de {month(start)} à {month(period)}, avec une fourchette et une seconde "
        "courbe sans la "
        f"dimension militaire.{now} Les données figurent dans le tableau ci-dessous."
    )


def dimension_alt(period: str, values: Mapping[str, float]) -> str:
    """The dimension chart in words."""
    told = ", ".join(f"{name} {decimal(score)}" for name, score in values.items())
    return f"Courbes des quatre dimensions. En {month(period)} : {told}. Les données figurent dans le tableau ci-dessous."


def moved_alt(base: str, end: str) -> str:
    """The bars of change in words."""
    return (
        f"Diagramme en barres, par cause, des points d’indice que chaque indicateur a ajoutés ou retirés entre {month(base)} et "
        f"{month(end)}. "
        "Les données figurent dans le tableau ci-dessous."
    )


def no_moved(base: str, end: str) -> str:
    """Said where one of the two months has no index."""
    return f"Il n’existe pas d’indice pour {month(base)} ou pour {month(end)} : leur différence ne peut être décomposée."
