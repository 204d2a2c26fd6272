"""Texts of what to watch and how fresh the sources are, at the end of the first page, in French."""

from __future__ import annotations

from indicators.french import upper
from indicators.wording.fr import day as day_of
from indicators.wording.fr import month, number
from indicators.wording.fr._figures import decimal, many, of_month
from indicators.wording.fr.terms import term

WATCH = "Ce qu’il faut suivre"
WATCH_NOTE = (
    "Échéances promises, mesures annoncées et chiffres attendus, tirés des tables qui alimentent ces pages, et alertes en vigueur. Une "
    "probabilité n’y "
    "figure jamais sans son bilan."
)
ALERTS, SURGE, FACT = "Alertes en vigueur.", "Une forte hausse.", "énonce ce qui s’est passé"
NO_ALERT, ALL_ALERTS = (
    "Aucune, hormis celles qui portent sur les données elles-mêmes",
    "Toutes les alertes, leur historique et leur bilan",
)
PROMISED, ANNOUNCED, RELEASES, WEAK_ROWS, ODD, EDITIONS = (
    "Engagements.", "Annoncé, non réalisé.", "Premières publications.", "Rapporté par une seule source peu sûre.", "Un mois sujet à caution.",
    "Éditions attendues.",
)  # fmt: skip
NONE_PROMISED = "Aucune transition assortie d’une date promise n’est en cours, et aucune date promise n’est à venir."
FRESH_UNIT = "dernier mois couvert par chaque source (point) et date de parution de sa dernière édition (anneau)"
FRESH_NOTE = (
    "Attendue : selon le calendrier de l’éditeur, tel que ses dernières éditions l’ont suivi. Une source compte jusqu’à sa "
    "première lacune."
)
FRESH_NAMES = {
    "ucdp_totals": "UCDP, morts par mois (repris par un tiers)", "ucdp_months": "UCDP, morts par mois et par type",
    "ucdp_cy": "UCDP, morts par année", "ucdp_ged": "UCDP, événements par lieu", "idmc": "IDMC, personnes déplacées internes",
    "unhcr": "HCR, réfugiés", "unhcr_origins": "HCR, origines", "vdem": "V-Dem, démocratie", "population": "Banque mondiale, population",
    "hdr": "PNUD, développement humain", "wgi": "Banque mondiale, stabilité",
}  # fmt: skip
LEDGERS = "Registres du projet"


def right(right: int, judged: int, world: bool) -> str:
    """How often an alert's rule was right."""
    return f"{many(right, 'juste', 'justes')} sur {number(judged)}{', tous pays confondus' if world else ''}"


def overdue(what: str, made: str, due: str, late: float) -> str:
    """The promise a running transition is held to first; ``late`` in months."""
    return (
        f"{upper(term(what))} : engagement du {day_of(made)}, échéance le {day_of(due)}, dépassée de {decimal(late, 0)} mois."
    )


def ahead(what: str, due: str) -> str:
    """A day promised that is to come."""
    return f"Prochaine échéance en vigueur : {day_of(due)}, {term(what)}."


def first_releases(first: str, last: str, deaths: float, low: float, high: float) -> str:
    """Which months may still change, and by how much the newest."""
    span = of_month(last) if first == last else f"{of_month(first)} à {month(last)}"
    return (
        f"Les chiffres des décès {span} ne sont pas définitifs. {upper(month(last))} : {number(deaths)} ; d’après les révisions de tels "
        f"chiffres, de {number(low)} à {number(high)} dans environ neuf cas sur dix."
    )


def odd(period: str, deaths: int, before: int, after: int) -> str:
    """A first release that stands far below its neighbours."""
    return (
        f"{upper(month(period))} : {many(deaths, 'décès', 'décès')}, entre {number(before)} et {number(after)} les mois voisins ; le chiffre "
        "peut être incomplet."
    )


def editions(late: list[tuple[str, str]], next_: tuple[str, str] | None) -> str:
    """Sources whose next edition is due (name, month since when), the longest due first, and what comes next."""
    waited = " ; ".join(f"{name}, depuis {month(since)}" for name, since in late)
    told = f"Attendues et non conservées : {waited}." if late else ""
    soon = f"Prochaine édition : {next_[0]}, {month(next_[1])}." if next_ else ""
    return " ".join(part for part in (told, soon) if part)


def due(period: str, late: bool) -> str:
    """Beside a source: when its next edition comes."""
    if not period:
        return "en continu"
    return f"attendue {'depuis' if late else 'en'} {month(period)}"


def fresh_finding(late: int, dated: int, newest: str, oldest: str) -> str:
    """The title of the sources: how many of those with a calendar are late, and the ends of what they cover."""
    if not dated:
        return "Aucune source dotée d’un calendrier n’est connue"
    ends = f"entre {month(oldest)} et {month(newest)}" if oldest != newest else f"en {month(newest)}"
    reach = f"les chiffres s’arrêtent {ends}"
    if not late:
        return f"Aucune nouvelle édition n’est attendue ; {reach}"
    return f"Une nouvelle édition est attendue pour {late} des {dated} sources ; {reach}"


def fresh_alt(told: list[str]) -> str:
    """The chart of the sources in words; ``told`` is a sentence for each."""
    return f"Points dans le temps, par source. {' '.join(told)}"


def fresh_row(name: str, last: str, published: str, when: str) -> str:
    """One source in words."""
    return f"{name} : jusqu’à {month(last)}, parution le {day_of(published)}, {when}."
