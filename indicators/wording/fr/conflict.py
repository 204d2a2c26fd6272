"""Texts of the conflict page, in French."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.french import elided, listed, upper
from indicators.subject import SUBJECT
from indicators.wording.fr import month, number
from indicators.wording.fr._figures import OF, decimal, many, percent
from indicators.wording.fr.terms import term

TITLE = "Violences"
LEAD = "Les morts dans les violences organisées, selon le décompte de l’UCDP : quand, où, du fait de qui, et avec quelle certitude."
TYPES = {
    "state_based": "violences étatiques",
    "non_state": "violences non étatiques",
    "one_sided": "violences unilatérales (contre des civils)",
    "untyped": "type non encore connu",
}
TYPE_FILTER = "Types de violence"
EVERYWHERE = "ensemble du pays"
PLACE = "Lieu"
LEVEL = "Découpage de la carte"
LEVELS = {"region": SUBJECT.layer(1).name.fr, "cercle": SUBJECT.layer(2).name.fr}
MEASURE = "Couleur selon"
MEASURES = {"deaths": "morts", "events": "événements", "civilians": "civils tués"}
MONTHLY = "Morts par mois"
MONTHLY_UNIT = (
    "morts, meilleure estimation de l’UCDP, par mois de fin de l’événement ; les traits vont de l’estimation basse à l’estimation "
    "haute"
)
MONTHLY_NOTE = (
    "Barres évidées : premières publications, provisoires. Un mois qui dépasse le double du suivant est tronqué, et son nombre "
    "indiqué."
)
FILTERED = "Les mois dont les événements ne sont pas détaillés sont laissés de côté : le lieu et le type n’y sont pas connus."
INCOMPLETE = "peut être incomplet"
MAP = "Où"
CLICK = "Cliquer sur un lieu pour y limiter la page."
MAP_NOTE = (
    "Seuls sont portés sur la carte les événements dont le lieu est assez bien connu. "
    "Les classes sont les mêmes pour toutes les périodes."
)
BINS = ("aucun", "moins de 10", "10–49", "50–149", "150–299", "300 ou plus")
UNPLACED = "Hors de la carte, le lieu n’étant pas assez bien connu"
WHO = "Du fait de qui"
BY = "Compter par"
BYS = {"dyads": "paires d’acteurs", "actors": "acteurs"}
WHO_UNIT = {
    "dyads": "morts par paire d’acteurs, meilleure estimation",
    "actors": "morts dans les événements auxquels un acteur a pris part ; ces nombres ne s’additionnent pas",
}
EVENTS = "Les événements"
NO_EVENTS = "Aucun événement de ces types n’est connu pour ces mois et ce lieu."


def sentence(period: str, best: float, low: float, high: float, before: float | None, provisional: bool) -> str:
    """Deaths of twelve months against the twelve before."""
    text = (
        f"Au cours des douze mois s’achevant en {month(period)}, {many(best, 'personne a été tuée', 'personnes ont été tuées')}"
    )
    text += f" dans les violences organisées (de {number(low)} à {number(high)})"
    if before is not None:
        text += f", {_against(best, before)}" if before > 0 else ", contre aucune pendant les douze mois précédents"
    return f"{text}. Une partie de ces chiffres est provisoire." if provisional else f"{text}."


def _against(best: float, before: float) -> str:
    """``19 % de plus que``, ``2,4 fois le nombre``: from twice as many on, a percentage says less."""
    then = f"pendant les douze mois précédents ({number(before)})"
    if best >= 2 * before:
        return f"soit {decimal(best / before)} fois le nombre relevé {then}"
    if best == before:
        return f"soit autant que {then}"
    return f"soit {percent(abs(best - before) / before)} de {'plus' if best > before else 'moins'} que {then}"


def _count(events: int) -> str:
    return many(events, "événement", "événements")


def _deaths(deaths: int) -> str:
    return many(deaths, "mort", "morts")


def unknown(period: str) -> str:
    """Not all twelve months known."""
    return f"À la date choisie, le nombre de morts des douze mois s’achevant en {month(period)} n’est pas connu."


def in_place(name: str, deaths: int, total: int, start: str, end: str) -> str:
    """Under the national sentence where a place is chosen: its deaths, of all deaths in the same events and months."""
    share = f", soit {percent(deaths / total)} des {number(total)} de l’ensemble du pays" if total else ""
    return f"{name} : {_deaths(deaths)} dans les événements de ces types de {month(start)} à {month(end)}{share}."


def places(period: str, name: str, deaths: int, total: int, civilians: float) -> str:
    """Where and whom, as far as events tell."""
    return (
        f"Les lieux et les acteurs sont connus mois par mois jusqu’à {month(period)}. Pendant les douze mois s’achevant alors, la région "
        f"{elided('de', name)} est celle où l’on compte le plus de morts ({number(deaths)} sur {number(total)}) ; {percent(civilians)} de "
        "l’ensemble des personnes tuées étaient des civils."
    )


def placed(known: int, shown: int) -> str:
    """How many of the months shown have places and actors; nothing where all have."""
    if known == shown:
        return ""
    return f" Les lieux et les acteurs sont connus pour {number(known)} des {number(shown)} mois affichés."


def unplaced(events: int, deaths: int, total: int) -> str:
    """What is not painted."""
    return f"{_count(events)} ({_deaths(deaths)} sur {number(total)}) ne {'figurent' if events > 1 else 'figure'} pas sur la carte :"


def unplaced_row(where: str, events: int, deaths: int) -> str:
    """One kind of them."""
    return f"{upper(term(where))} : {_count(events)}, {_deaths(deaths)}"


def events(count: int, place: str) -> str:
    """Heading of the events."""
    return f"{EVENTS} : {number(count)}, {place}"


def who(by: str) -> str:
    """Heading of the pairs or actors."""
    return upper(BYS["dyads" if by == "dyads" else "actors"])


def monthly_finding(months_: Sequence[tuple[str, int]], place: str, start: str, end: str) -> str:
    """The title of the bars: month and deaths of each month shown; true of any range. ``place`` is a name, or empty."""
    where = f" ({place})" if place else ""
    total = sum(deaths for _, deaths in months_)
    if not total:
        return f"Aucun mort connu de {month(start)} à {month(end)}{where}"
    top, most = max(months_, key=lambda one: one[1])
    if len(months_) == 1 or start == end:
        return f"{_deaths(total)} en {month(top)}{where}"
    return f"{_deaths(total)}{where} ; maximum en {month(top)}, avec {number(most)}"


def map_unit(measure: str) -> str:
    """Under the title of the map."""
    return f"{MEASURES[measure]} par an, en moyenne des mois dont les événements sont connus"


def map_finding(measure: str, places: Sequence[str], most: int, every: int) -> str:
    """The title of the map: where most was, of ``every`` that is placed; ``measure`` is a key of MEASURES."""
    what = upper(MEASURES[measure])
    if not most:
        return f"{what} : aucune localisation possible pour ces mois"
    if len(places) > 1:
        return f"{what} : maximum à égalité, {listed(list(places))} ({number(most)} chacun)"
    return f"{what} localisés : maximum, {places[0]} ({number(most)} sur {number(every)})"


def who_finding(by: str, first: str, deaths: int, total: int) -> str:
    """The title of the pairs or actors: who was in most of the deaths shown."""
    share = percent(deaths / total)
    if by == "dyads":
        return f"{upper(term(first))} : {share} des décès affichés"
    return f"{upper(term(first))} : partie à des événements totalisant {share} des décès affichés"


def monthly_alt(start: str, end: str, total: float, place: str) -> str:
    """The bars in words."""
    return (
        f"Barres empilées des morts par mois et par type, {place}, de {month(start)} à {month(end)}, {number(total)} au total. "
        "Les données figurent dans le tableau ci-dessous."
    )


def map_alt(level: str, measure: str, first: str, value: int) -> str:
    """The map in words."""
    return (
        f"Carte {OF} par {level}, colorée selon : {measure} ; maximum : {first}, {number(value)}. Les données figurent dans le tableau "
        "ci-dessous."
    )


def who_alt(by: str, first: str, deaths: int) -> str:
    """Pairs or actors in words."""
    what = "paire d’acteurs" if by == "dyads" else "acteur"
    return (
        f"Morts par année et par {what} ; maximum : {term(first)}, {number(deaths)} au total. Les données figurent dans le "
        "tableau ci-dessous."
    )
