"""Texts of the conflict map, in French."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.french import listed, upper
from indicators.subject import SUBJECT
from indicators.wording.fr import actors, month, number
from indicators.wording.fr._figures import OF, decimal, many, percent

TITLE = "Carte des violences"
LEAD = (
    "Les lieux où des personnes ont été tuées au cours de deux périodes, et ceux où la situation a changé, d’après les "
    "événements de l’UCDP dont le lieu est connu."
)
LEVEL, MEASURE, FIRST, SECOND, TYPE, VIEW = "Découpage", "Afficher", "Période", "Comparée à", "Violences", "Vue"
ONE = {"cercle": SUBJECT.layer(2).name.fr, "region": SUBJECT.layer(1).name.fr}
LEVELS = {"cercle": SUBJECT.layer(2).plural.fr, "region": SUBJECT.layer(1).plural.fr}
MEASURES = {"deaths": "morts", "civilians": "civils tués"}
TYPES = {"all": "tous types", "state_based": "étatiques", "non_state": "non étatiques", "one_sided": "contre des civils"}
NOTHING = "À la date choisie, aucune publication connue d’événements ne couvre une année entière."
PARTIES = {**actors.PARTIES, "government": f"{actors.PARTIES['government']} contre des civils"}
PARTY_NOTE = (
    "La couleur d’un point est celle de l’autre partie lorsque les forces gouvernementales sont l’une des deux ; celle de "
    "l’auteur lorsque des "
    "civils ont été tués ; entre deux groupes armés, celle du premier nommé par l’UCDP. Les noms sont ceux de l’UCDP."
)
DIFFERENCE = "Différence"
BINS = ("0", "1–9", "10–49", "50–149", "150–299", "300 ou plus")
STEPS = (
    "150 ou plus de moins", "50–149 de moins", "10–49 de moins", "moins de 10 d’écart", "10–49 de plus", "50–149 de plus", "150 ou plus",
)  # fmt: skip
MAP_NOTE = (
    "Les classes sont les mêmes pour toutes les périodes : une période plus longue atteint des classes plus élevées. "
    "Les lieux sont ceux que l’UCDP a pu "
    "établir ; les pays voisins sont en contour, et leurs événements ne sont pas montrés."
)
CHANGES_UNIT = "personnes ; point évidé : première période ; point plein : seconde période"
PER = "Exprimer en"
PERS = {"persons": "nombres", "inhabitants": "pour 100 000 habitants"}
BY_REGION = (
    f"Le recensement donne les habitants par {SUBJECT.layer(1).name.fr} : les taux sont donc par {SUBJECT.layer(1).name.fr}."
)
NO_CENSUS = "À la date choisie, aucun recensement n’est connu : les morts ne peuvent pas être rapportés à 100 000 habitants."
RATE_BINS = ("0", "moins de 1", "1 à 10", "10 à 30", "30 à 100", "100 ou plus")
RATE_STEPS = (
    "30 ou plus de moins", "10 à 30 de moins", "1 à 10 de moins", "moins de 1 d’écart", "1 à 10 de plus", "10 à 30 de plus", "30 ou plus",
)  # fmt: skip
NO_FIGURE = "sans chiffre du recensement"
RATE_NOTE = (
    "Les taux sont annuels et les classes les mêmes pour toutes les périodes. Les lieux sont ceux que l’UCDP a pu établir ; les pays voisins "
    "sont en contour, et leurs événements ne sont pas montrés."
)
RATE_CHANGES_UNIT = "par an pour 100 000 habitants ; point évidé : première période ; point plein : seconde période"
PLAY, YEAR = "Faire défiler les années", "Année"
_NONE = {"deaths": "Aucun mort", "civilians": "Aucun civil tué"}


def named(period: str) -> str:
    """A period as a reader writes it."""
    return period.replace("-", "–")


def fresh(last: str) -> str:
    """How far events with places reach."""
    return (
        f"Les événements localisés sont complets jusqu’à **{month(last)}** : rien ici ne porte sur des mois ultérieurs. Pour "
        "l’ensemble du pays, ceux-ci figurent à la rubrique Violences."
    )


def unit(measure: str) -> str:
    """Under the title of the maps."""
    return f"{MEASURES[measure]}, meilleures estimations"


def finding(measure: str, first: str, second: str, sums: tuple[int, int], rises: Sequence[tuple[str, int]]) -> str:
    """The title of the maps: both sums, placed or not, and the place that rose most; ``rises`` are place and rise, the largest first."""
    what, (before, now) = upper(MEASURES[measure]), sums
    if before == now:
        text = f"{what} : {number(now)} pour {named(first)} comme pour {named(second)}"
    else:
        way = "hausse" if now > before else "baisse"
        text = f"{what} en {way} : {number(now)} ({named(second)}) contre {number(before)} ({named(first)})"
    up = [(place, rise) for place, rise in rises if rise > 0][:1]
    if not up:
        return text
    return f"{text} ; plus forte hausse{'' if now > before else ', malgré tout'} : {up[0][0]}"


def year_finding(measure: str, year: str, every: int, places: Sequence[str], most: int) -> str:
    """The title of one year's map: how many, and where most of those that could be placed."""
    one, more = {"deaths": ("mort", "morts"), "civilians": ("civil tué", "civils tués")}[measure]
    if not most:
        return f"{many(every, one, more)} en {year}, aucun localisé" if every else f"{_NONE[measure]} en {year}"
    each = " chacun" if len(places) > 1 else ""
    return f"{many(every, one, more)} en {year} ; maximum localisé : {listed(list(places))} ({number(most)}{each})"


def placed(known: int, rest: int) -> str:
    """Under a period's heading: what is drawn and what is not."""
    every = known + rest
    if not every:
        return "Aucun"
    return f"{many(known, 'localisé', 'localisés')} ; {many(rest, 'non localisé', 'non localisés')} ({percent(rest / every)})"


def less(first: str, second: str) -> str:
    """Under the heading of the difference."""
    return f"{named(second)} moins {named(first)}, personnes localisées"


def by_place(level: str, known: int, rest: int) -> tuple[str, str]:
    """Heading of the year's map of places, and what stands below it."""
    return f"Par {ONE[level]}", placed(known, rest)


def by_actor(events: int, shown: int) -> tuple[str, str]:
    """Heading of the year's events as points, and what stands below it."""
    told = f"{number(shown)} des {number(events)} événements meurtriers, localisés au {ONE['cercle']} près"
    return "Événement par événement", f"{told} ; plus le point est grand, plus l’événement a été meurtrier"


def changes_finding(level: str, up: int, down: int) -> str:
    """The title of the changes by place: how many rose, how many fell."""
    if not (up or down):
        return f"Aucun changement ({LEVELS[level]})"
    return f"{upper(LEVELS[level])} : {number(up)} en hausse, {number(down)} en baisse"


def alt(first: str, second: str, sums: tuple[int, int]) -> str:
    """The maps in words."""
    killed = [many(one, "personne tuée", "personnes tuées") for one in sums]
    return f"Cartes {OF} : {named(first)}, {killed[0]} ; {named(second)}, {killed[1]}. Les données figurent dans le tableau ci-dessous."


def rate_unit(measure: str) -> str:
    """Under the title of maps of rates."""
    return f"{MEASURES[measure]} par an pour 100 000 habitants, meilleures estimations"


def rate(value: float) -> str:
    """A rate: whole from 10 on, else with one decimal."""
    return decimal(value, 0 if value >= 10 else 1)


def caveat(people: float, without: Sequence[str]) -> str:
    """What a rate divides by: ``people`` in the table's households, and the regions it has no figure of."""
    census = SUBJECT.census
    share = f"{decimal(people / 1e6)} des {decimal(census.counted / 1e6)} millions de personnes recensées"
    told = (
        f"Habitants : recensement de {census.year}, même chiffre pour toutes les années, ménages ordinaires seulement ({share}). Les déplacés "
        f"et les réfugiés hébergés dans des sites manquent, surtout {census.missing.fr} : les taux donnent un ordre de grandeur. "
        f"{upper(SUBJECT.layer(1).plural.fr)} dans leurs limites de {SUBJECT.boundaries.year}."
    )
    return f"{told} Sans chiffre du recensement, donc sans taux : {listed(list(without))}." if without else told


def rate_finding(measure: str, first: str, second: str, places: Sequence[str], before: float, now: float) -> str:
    """The title of maps of rates: where the second period's is highest; ``before`` is the first's there, where it is one place."""
    if not places or not now:
        return f"{_NONE[measure]} localisé dans une {ONE['region']} en {named(second)}"
    verb = "compte" if len(places) == 1 else "comptent"
    told = f"{listed(list(places))} {verb} le plus de {MEASURES[measure]} par habitant en {named(second)} : {rate(now)} par an pour 100 000"
    return f"{told}, contre {rate(before)} en {named(first)}" if len(places) == 1 else f"{told} chacune"


def rate_year_finding(measure: str, year: str, places: Sequence[str], most: float) -> str:
    """The title of one year's map of rates: where it was highest."""
    if not places or not most:
        return f"{_NONE[measure]} localisé dans une {ONE['region']} en {year}"
    verb = "compte" if len(places) == 1 else "comptent"
    told = f"{listed(list(places))} {verb} le plus de {MEASURES[measure]} par habitant en {year} : {rate(most)} pour 100 000"
    return told if len(places) == 1 else f"{told} chacune"


def rate_less(first: str, second: str) -> str:
    """Under the heading of the difference of rates."""
    return f"{named(second)} moins {named(first)}, par an pour 100 000 habitants"


def rate_changes_finding(up: int, down: int) -> str:
    """The title of the changes of rates: how many rose, how many fell."""
    if not (up or down):
        return f"Le taux n’a changé dans aucune {ONE['region']}"
    if not up:
        return f"Le taux n’a augmenté dans aucune {ONE['region']} et a baissé dans {number(down)}"
    fell = f"a baissé dans {number(down)}" if down else "n’a baissé dans aucune"
    return f"Le taux a augmenté dans {many(up, ONE['region'], LEVELS['region'])} et {fell}"


def rate_alt(first: str, second: str, finding: str) -> str:
    """Maps of rates in words."""
    return (
        f"Cartes {OF}, morts pour 100 000 habitants, {named(first)} et {named(second)}. {finding}. "
        "Les données figurent dans le tableau ci-dessous."
    )
