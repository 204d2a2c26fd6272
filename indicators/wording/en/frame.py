"""Texts around every chart: its source line, its small print, what a reader can do with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from indicators.subject import SUBJECT
from indicators.wording.en import NO_SOURCE, SITE, day, month

if TYPE_CHECKING:
    from indicators.model import Vintage

USES = {
    "data": ":material/table: Data", "download": ":material/download: Download", "share": ":material/link: Share",
    "embed": ":material/code: Embed", "cite": ":material/format_quote: Cite",
}  # fmt: skip
DAY_FORM, MONTH_FORM = "D MMM YYYY", "MMM YYYY"  # of days and months in tables
USE = "What to do with this chart"
PICTURE = {"png": "PNG", "svg": "SVG"}
ZIP = "CSV and description (zip)"
YES, NO = "yes", "no"
ROWS = "What the chart shows"
BEHIND = "Where it comes from"
SHARE_NOTE = (
    "The link keeps the months, every choice and the day of knowledge: whoever opens it sees these figures, not later ones."
)
EMBED_NOTE = "For another page: this chart and its source line, and nothing else. It keeps the day of knowledge."
WHOLE = "The whole page"
LICENCES = {
    "CC-BY-4.0": "CC BY 4.0", "CC-BY-SA-4.0": "CC BY-SA 4.0", "CC-BY-3.0-IGO": "CC BY 3.0 IGO", "other-pd": "public domain",
    "UN-Comtrade-policy": "UN Comtrade's own terms",
}  # fmt: skip
SHARED_LICENCE = "CC-BY-SA-4.0"
PUBLISHERS = {
    "ucdp_ged": "UCDP", "ucdp_cy": "UCDP", "ucdp_months": "UCDP", "ucdp_totals": "UCDP, by a third party", "hdr": "UNDP", "wgi": "World Bank",
    "population": "World Bank", "vdem": "V-Dem", "unhcr": "UNHCR", "idmc": "IDMC", "unhcr_origins": "UNHCR", "cod_ab": "OCHA",
    "mli_adm1": "OCHA", "mli_adm2": "OCHA", "west_africa": "Natural Earth", "wdi_context": "World Bank", "comtrade": "UN Comtrade",
    "wfp_prices": "WFP", "us_personnel": "US Department of Defense, by a third party", "gold_price": "World Bank, by a third party",
    "census": "INSTAT, by a third party",
}  # fmt: skip
LEDGERS = {
    "governance_events": "governance events", "promises": "promises", "foreign_forces": "foreign forces", "territory": "territory",
    "agreements": "agreements", "hdi_rank_as_published": "HDI ranks as printed", "claims": "claims",
    "shutdowns": "shutdowns", "actors": "armed actors",
}  # fmt: skip


def source_line(vintages: Iterable[Vintage]) -> str:
    """The sources of a chart in words: publishers with the years of their files, and the project's own ledgers."""
    years: dict[str, set[str]] = {}
    own: dict[str, str] = {}
    for one in vintages:
        if one.edited:
            own[LEDGERS.get(one.source, one.source)] = one.published
        else:
            years.setdefault(PUBLISHERS.get(one.source, one.source), set()).add(one.published[:4])
    told = [f"{name} ({', '.join(sorted(found))})" for name, found in years.items()]
    if own:
        ledger = f"this project's ledger of {next(iter(own))}" if len(own) == 1 else "this project's ledgers"
        told.append(f"{ledger}, known to {day(max(own.values()))}")
    return f"{'Source' if len(told) == 1 else 'Sources'}: {'; '.join(told) or NO_SOURCE}."


def vintage_line(title: str, vintage: Vintage, licence: str) -> str:
    """One source of a chart, with its version and day."""
    if vintage.edited:
        return f"{title}: known to {day(vintage.published)}. {LICENCES.get(licence, licence)}."
    return f"{title}: version {vintage.version}, published {day(vintage.published)}. {LICENCES.get(licence, licence)}."


def licence(names: Sequence[str]) -> str:
    """The licence of figures made from sources under ``names``: share-alike where one of them asks for it."""
    if not names or SHARED_LICENCE in names:
        return LICENCES[SHARED_LICENCE]
    return ", ".join(dict.fromkeys(LICENCES.get(name, name) for name in names))


GRADES = "Grade beside a source: A official, of an agency, or a dataset; B reputable secondary; C second-hand or partisan."
OPENS = "Tick a row to read all of it."


def publisher(name: str) -> str:
    """Who published a source."""
    return name


def subtitle(unit: str, start: str, end: str, place: str = SUBJECT.name.en, note: str = "") -> str:
    """Under a title: unit, place, period."""
    return f"{unit[:1].upper()}{unit[1:]}. {place[:1].upper()}{place[1:]}, {span(start, end)}." + (f" {note}" if note else "")


def span(start: str, end: str) -> str:
    """``May 2026``, ``January to May 2026`` or ``June 2021 to May 2026``."""
    if start == end:
        return month(end)
    first = month(start)
    return f"{first.rsplit(' ', 1)[0]} to {month(end)}" if start[:4] == end[:4] else f"{first} to {month(end)}"


def small_print(licence: str, known: str, link: str) -> str:
    """Under a picture that travels alone."""
    return f"{SITE}. Known on {day(known)}. Licence {licence}. {link}"


def citation(title: str, period: str, known: str, licence: str, link: str, sources: str = "") -> str:
    """A chart's citation, ready to paste."""
    behind = f" {sources}" if sources else ""
    return f"{SITE} ({known[:4]}). {title}. {period}.{behind} Known on {day(known)}. {licence}. {link}"


def snippet(link: str, title: str) -> str:
    """What another page holds to show the chart."""
    safe = title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    address = link.replace("&", "&amp;")
    return f'<iframe src="{address}" title="{safe}" width="100%" height="560" style="border:0" loading="lazy"></iframe>'


def no_chart(key: str, known: Iterable[str]) -> str:
    """Told where the address names a chart the page does not have."""
    told = ", ".join(known)
    return f"This page has no chart “{key}” to show alone" + (f"; it has {told}." if told else ".")


COLUMNS: Mapping[str, str] = {
    "full_name": "name in full", "other_names": "other names", "ucdp": "UCDP\u2019s name", "part_of": "part of", "successor_of": "came from",
    "killed_civilians": "civilians killed by it", "own_dead": "dead on its side", "opponent": "other side", "opponent_party": "its party",
    "full_name_fr": "name in full, in French",
    "p05": "low, 5%", "p95": "high, 95%", "declared": "as declared", "declared_p05": "as declared, low", "declared_p95": "as declared, high",
    "worse": "share of simulations that say worse",
    "cut": "what did not work", "until": "last day",
    "period": "month", "best": "best figure", "low": "low figure", "high": "high figure", "iso3": "country code",
    "source_title": "source", "source_publisher": "publisher", "source_url": "link", "source_grade": "grade", "public_from": "known since",
    "personnel_best": "persons, best", "personnel_low": "persons, low", "personnel_high": "persons, high", "id": "row", "key": "score of",
    "age_months": "age in months", "index_weight": "share of the index", "partner_group": "partner", "amount_low": "amount, low",
    "amount_high": "amount, high", "pcode": "place code", "ucdp_id": "UCDP number", "adm1": "region", "adm2": "cercle",
    "summary": "what happened", "killed_first": "killed, first period", "killed_second": "killed, second period",
    "sponsor_iso3": "country code", "dyad": "pair of actors", "side_a": "side A", "side_b": "side B", "date_start": "from", "date_end": "to",
    "lead": "months ahead", "p25": "lower end, half", "p50": "middle", "p75": "upper end, half",
    "base_rate": "base rate", "released": "as published", "happened": "share that came true",
    "class_cases": "cases of the class", "class_happened": "share of the class that came true", "own_cases": "own cases",
    "own_happened": "own that came true", "mean_probability": "probability stated", "factors": "revisions learnt from",
    "crps_smoothed": "CRPS of last year, blurred", "covered90": "inside the wide band", "interval_score": "interval score",
    "now": "said now", "near": "words and outcomes near",
    "came": "what became of it", "precision_low": "right, low", "precision_high": "right, high", "precision": "share right",
    "usual": "usual deaths", "placed": "placed precisely", "usual_placed": "usually placed precisely", "why": "marked because of",
    "judged": "judged", "said": "what is said",
    "gain": "change of loss",
}  # fmt: skip


def column(name: str) -> str:
    """What a reader calls a column."""
    return COLUMNS.get(name, name.replace("_", " "))
