"""The texts pages share, in French: names and signatures as in ``wording.en``.

Typography: a no-break space (U+00A0) before : ; ? ! % and inside guillemets, U+202F between thousands, a decimal comma.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from indicators import registry
from indicators.french import upper
from indicators.subject import SUBJECT
from indicators.wording import formats
from indicators.wording.fr._figures import THE, count, decimal
from indicators.wording.fr._figures import plain as _plain

if TYPE_CHECKING:
    from indicators.model import Vintage

SITE = SUBJECT.title.fr
PAGES = {
    "overview": "Vue d’ensemble",
    "conflict": "Violences",
    "governance": "Gouvernance",
    "military": "Forces étrangères",
    "development": "Développement",
    "map": "Carte des violences",
    "compare": "Comparaison",
    "actors": "Acteurs armés",
    "two_days": "Connu à deux dates",
    "partners": "Partenaires",
    "outlook": "Perspectives",
    "alerts": "Alertes",
    "whatif": "Et si…",
    "method": "Données et méthode",
}
GROUPS = {  # the top bar
    "": ("overview",),
    "Dimensions": ("conflict", "governance", "military", "development"),
    "Explorer": ("map", "compare", "actors", "partners", "two_days", "whatif"),
    "Perspectives": ("outlook", "alerts"),
    "Méthode": ("method",),
}
FROM = "De"
TO = "À"
SPANS = {"60": "5 ans", "120": "10 ans", "all": "Tout"}
LANGUAGE = "Langue"
AS_OF = "État des connaissances"
AS_OF_HELP = "N’affiche que ce qui était publié à cette date. Sans date : tout ce qui est conservé."
RECONSTRUCT = "Utiliser aussi les millésimes ultérieurs, arrêtés à cette date"
RECONSTRUCT_HELP = (
    "Lorsqu’aucun millésime n’était conservé à cette date, prendre le plus ancien disponible et l’arrêter à ce que l’éditeur "
    "aurait alors publié : ce qui pouvait être su, non ce qui a été dit."
)
EMPTY = "Aucun score n’est encore enregistré. Exécuter  python -m indicators rebuild  puis recharger cette page."
BROKEN = (
    "Le dossier de données est illisible en l’état. Exécuter  python -m indicators check  pour savoir quel fichier est en cause, puis "
    "le restaurer depuis git."
)
NOTHING_HERE = (
    "Rien n’est connu ici pour ces mois et à cette date. Choisir d’autres mois, ou une date plus tardive, en haut de la page."
)
NO_SOURCE = "aucune connue à cette date"
BESIDE = f"Pays à comparer avec {THE}"
COLON = "\u00a0:"
CSV_OF = "CSV : {}"
MANY = 6  # sources; a caption with more names publishers' vintages without their days
NOTHING = 0.05  # points; a change below it prints as 0.0 and is called none
STATUS = {
    "normal": "valeurs les plus récentes",
    "provisional": "certaines valeurs provisoires",
    "carried": "certaines valeurs reportées",
    "estimated": "certaines valeurs estimées",
    "imputed": "certaines valeurs imputées",
}


def month(period: str) -> str:
    """``mai 2026`` of ``2026-05``."""
    return formats.month(period, "fr")


def day(iso: str) -> str:
    """``1er juin 2024`` of ``2024-06-01``."""
    text = formats.day(iso, "fr")
    return f"1er {text[2:]}" if text.startswith("1 ") else text


DIMENSIONS = {key: one.short.fr for key, one in registry.DIMENSIONS.items()}


def signed(value: float, decimals: int = 1) -> str:
    """``+1,2`` or ``−1,2``; what prints as nothing has no sign."""
    return decimal(value, decimals, apart=False, sign=True)


def written(value: float, form: str) -> str:
    """A number by a Python format, such as ``.1f`` or ``,.0f``, with French separators: the decimal comma, a narrow space between thousands."""
    return format(value, form).translate({ord(","): "\u202f", ord("."): ",", ord("-"): "−", ord("%"): "\u00a0%"})


def plain(value: float) -> str:
    """As short as it goes: ``1``, ``0,5``."""
    return _plain(value)


def number(value: float) -> str:
    """Whole number with thousands apart."""
    return count(value)


def source(key: str, vintage: str, published: str) -> str:
    """A source in a caption: key, vintage, the day it appeared."""
    return f"{key} {vintage} ({published})" if vintage else f"{key} (table du projet, connue au {published})"


def sources(vintages: Iterable[Vintage]) -> str:
    """The sources of a chart: key, vintage and day of each; with many, the curated tables are only counted."""
    found = list(vintages)
    dated = [item for item in found if not item.edited]
    own = [item.published for item in found if item.edited]
    if len(found) > MANY and own:
        return many_sources([f"{item.source} {item.version}" for item in dated], len(own), max(own))
    told = [source(item.source, item.version, item.published) for item in dated]
    told += [source(item.source, "", item.published) for item in found if item.edited]
    return ", ".join(told) or NO_SOURCE


def many_sources(dated: Iterable[str], curated: int, published: str) -> str:
    """The sources of a chart that rests on many: publishers' by key and vintage, the curated ones counted."""
    told = f"{count(curated)} {'table du projet (connue' if curated == 1 else 'tables du projet (connues'} au {published})"
    return ", ".join([*dated, told])


def caption(unit: str, last: str, sources: str, note: str = "") -> str:
    """Under a chart: unit, last month, sources with their vintage, what else must be known."""
    text = f"Unité : {unit}. Dernier mois : {month(last)}. Sources : {sources}."
    return f"{text} {note}" if note else text


def data_of(title: str) -> str:
    """Label of the box that holds a chart's data and pictures."""
    return f"Données et téléchargements : {title}"


def past(as_of: str, reconstruct: bool, end: str) -> str:
    """The banner of a page that shows the past."""
    if reconstruct:
        return (
            f"Ceci est une reconstitution au {day(as_of)} : millésimes publiés à cette date et, pour les autres sources, le plus ancien "
            f"conservé, arrêté à ce qui pouvait être su. Dernier mois couvert : {month(end)}."
        )
    return f"Cette page montre ce qui était publié au {day(as_of)}. Dernier mois couvert : {month(end)}."


def absent(keys: Iterable[str]) -> str:
    """What had no vintage by the chosen day."""
    return f"Non connu à cette date : {' ; '.join(registry.SOURCES[key].title.fr for key in keys)}."


def months_chosen(start: str, end: str) -> str:
    """Label of the box that holds the months."""
    return upper(month(end)) if start == end else f"De {month(start)} à {month(end)}"


def known_on(as_of: str | None) -> str:
    """Label of the box that holds the day of knowledge."""
    return f"Connu au {day(as_of)}" if as_of else "Connu à ce jour"


def fresh(last: str, provisional: bool, newest: str) -> str:
    """The line on top of every page: the last month, whether it is a first release, the day the newest source appeared."""
    first = " (premières publications)" if provisional else ""
    return f"Données jusqu’à **{month(last)}**{first} ; source la plus récente : {day(newest)}"


def reversed_months(start: str, end: str) -> str:
    """Told where the first month lay after the last; ``start`` and ``end`` are as they are shown."""
    return f"Le premier mois était postérieur au dernier ; la page montre la période de {month(start)} à {month(end)}."


def not_an_option(label: str, text: str, default: str) -> str:
    """Told where the address asks for what there is not."""
    return f"« {text} » n’est pas un choix possible pour « {label} » ; la page retient : {default}."


def not_among(label: str, text: str, most: int) -> str:
    """Told where one of several choices cannot be had."""
    return f"« {text} » n’est pas retenu pour « {label} » : valeur inconnue, ou plus de {most} choix."


def no_number(label: str, text: str, low: float, high: float, step: float, default: float) -> str:
    """Told where the address asks for a number that cannot be had."""
    return (
        f"« {text} » n’est pas un nombre de {plain(low)} à {plain(high)} par pas de {plain(step)} pour « {label} » ; la page "
        f"affiche {plain(default)}."
    )


def no_span(label: str, text: str, low: float, high: float, step: float, first: float, last: float) -> str:
    """Told where the address asks for two ends that cannot be had."""
    return (
        f"« {text} » n’est pas une paire de nombres de {plain(low)} à {plain(high)} par pas de {plain(step)}, le plus petit d’abord, "
        f"pour « {label} » ; la page affiche {plain(first)} et {plain(last)}."
    )


def no_month(text: str, first: str, last: str, shown: str) -> str:
    """Told where a month of the address cannot be shown."""
    return f"« {text} » n’est pas un mois compris entre {month(first)} et {month(last)} ; la page montre {month(shown)}."


def no_day(text: str, shown: str | None = None) -> str:
    """Told where the address names no day; ``shown`` is the day (ISO) shown in its place, None for today."""
    return f"« {text} » n’est pas une date (écrire 2024-06-01) ; la page montre {_instead(shown)}."


def day_outside(text: str, first: str, shown: str | None = None) -> str:
    """Told where a day of knowledge lies out of range; ``shown`` as in ``no_day``."""
    return f"La date demandée ({day(text)}) n’est pas comprise entre le {day(first)} et aujourd’hui ; la page montre {_instead(shown)}."


def _instead(shown: str | None) -> str:
    return f"ce qui était connu le {day(shown)}" if shown else "ce qui est connu à ce jour"


def unknown_parameter(key: str) -> str:
    """Told where the address has a parameter that nothing asks for."""
    return f"L’adresse contient « {key} », que cette page ne connaît pas ; ce paramètre est sans effet."


def nothing_known(as_of: str) -> str:
    """Shown where no month could be scored by the chosen day."""
    return (
        f"Au {day(as_of)}, aucune source conservée ne couvrait un mois. Choisir une date plus tardive, ou les millésimes ultérieurs "
        f"arrêtés à cette date : ces deux choix figurent sous « Connu au… », en haut de la page."
    )
