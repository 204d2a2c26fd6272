"""UCDP, the Uppsala Conflict Data Program: its tables as the project declares them, and how each is fetched.

Events come from the keyless downloads, or from the API where ``UCDP_API_TOKEN`` is set; the world by month and the
country-years always from the downloads (``downloads`` and ``api`` document what of these contracts is verified). The
third-party totals are imported by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from indicators.model import CC_BY, SNAPSHOT, Download, Fetch, Field, Source, Text, Web
from indicators.relations import ISO3, Absence, Inside, Ordered, Rewrite, Same, Step, Total
from indicators.sources.ucdp import api as ucdp_api
from indicators.sources.ucdp import country_years as ucdp_cy
from indicators.sources.ucdp import downloads as ucdp_downloads
from indicators.sources.ucdp import ged as ucdp_ged
from indicators.sources.ucdp import monthly as ucdp_months
from indicators.sources.ucdp import scan as ucdp_scan
from indicators.sources.ucdp import totals as ucdp_totals
from indicators.subject import SUBJECT

_PUBLISHER = Text(
    "Uppsala Conflict Data Program (UCDP), Department of Peace and Conflict Research, Uppsala University",
    "Programme de données sur les conflits d’Uppsala (UCDP), département de recherche sur la paix et les conflits, Université d’Uppsala",
)
_URL = "https://ucdp.uu.se/downloads/"
_TYPES = ("state_based", "non_state", "one_sided")
_FIRST = 1989  # the year UCDP's events begin with
_COUNTRY = Field(
    "country", "string", "ISO 3166-1 alpha-3 code of the country where the deaths occurred (Kosovo XKX).", pattern=ISO3
)
# UCDP counts a conflict as active from 25 deaths in a year. Between real vintages whole country-years of up to 20 deaths went.
_ACTIVE = 25
# What the totals' vintages show of a year that was candidate data and became final: .349, in Chad .54.
_CANDIDATES = Rewrite(volume=0.35, entity=0.55)
_PERIOD = Field("period", "yearmonth", "Month in which the events ended.", minimum=f"{_FIRST}-01")
_BOUNDS = Ordered(("low", "best", "high"))
_ONE_SIDED = Same(("civilians", "best"), where=("type", "one_sided"))


def _deaths(name: str, most: int, words: str, *, required: bool = True) -> Field:
    return Field(name, "integer", f"Deaths{words}", required=required, minimum=0, maximum=most)


def _figures(most: int) -> tuple[Field, Field, Field]:
    """Best, low and high, at most ``most`` each."""
    return (
        _deaths("best", most, ", best estimate."),
        _deaths("low", most, ", low estimate; never above best here."),
        _deaths("high", most, ", high estimate; never below best here."),
    )


def _events(web: Web, folder: Path) -> Sequence[Download]:
    """The newest releases of events, from the API where a token is set, else from the downloads."""
    key = ucdp_api.token()
    if key:
        return ucdp_api.Api(web, key, date.today()).download(folder)
    return ucdp_downloads.events(web, folder)


_DOWNLOADS = {ucdp_downloads.BASE: ucdp_downloads.ADDRESS}

GED = Source(
    key="ucdp_ged",
    title=Text(
        "UCDP Georeferenced Event Dataset (GED) and Candidate Events Dataset",
        "UCDP : événements géoréférencés (GED) et événements candidats",
    ),
    publisher=_PUBLISHER,
    url=_URL,
    licence=CC_BY,
    citation=(
        "Sundberg, Ralph and Erik Melander (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace Research "
        "50(4). Davies, Shawn, Garoun Engström, Therése Pettersson and Magnus Öberg (2024). Organized violence 1989-2023, and "
        "the prevalence of organized crime groups. Journal of Peace Research 61(4). Candidate events: Hegre, Håvard, Mihai "
        "Croicu, Kristine Eck and Stina Högbladh (2020). Introducing the UCDP Candidate Events Dataset. Research and "
        "Politics 7(3)."
    ),
    cadence="annual in May or June; candidate events around the 20th of the following month",
    coverage=f"{SUBJECT.name.en}, its neighbours, Benin and Togo; annual releases from 1989 to the year before, candidates their months",
    credentials="none for files; the API asks for a free token",
    lag_months=1,
    fields=(
        Field("id", "integer", "UCDP's number of the event.", minimum=1),
        _COUNTRY,
        Field("date_start", "date", "First possible day of the event."),
        Field("date_end", "date", "Last possible day of the event; the project dates by it.", minimum=f"{_FIRST}-01-01"),
        Field("type", "string", "Type of organised violence.", enum=_TYPES),
        Field("adm1", "string", "First-order administrative unit as UCDP names it; empty where unknown.", required=False),
        Field("adm2", "string", "Second-order administrative unit as UCDP names it; empty where unknown.", required=False),
        Field("latitude", "number", "Degrees north of the place UCDP coded.", minimum=-90, maximum=90),
        Field("longitude", "number", "Degrees east of the place UCDP coded.", minimum=-180, maximum=180),
        Field(
            "where_prec",
            "integer",
            "Precision of the place: 1 exact, 2 within 25 km, 3 second-order unit, 4 first-order, 6 country.",
            minimum=1,
            maximum=7,
        ),
        Field(
            "date_prec",
            "integer",
            "Precision of the date: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more than a month.",
            minimum=1,
            maximum=5,
        ),
        Field("dyad_id", "integer", "UCDP's number of the pair of parties.", minimum=1),
        Field("dyad", "string", "The pair of parties, in UCDP's words."),
        Field("side_a", "string", "First party; in one-sided violence the one that killed."),
        Field("side_b", "string", "Second party; Civilians in one-sided violence."),
        _deaths("deaths_a", ucdp_scan.MOST_DEATHS, " of side A, best estimate."),
        _deaths("deaths_b", ucdp_scan.MOST_DEATHS, " of side B, best estimate."),
        _deaths("deaths_civilians", ucdp_scan.MOST_DEATHS, " of civilians, best estimate."),
        _deaths("deaths_unknown", ucdp_scan.MOST_DEATHS, " of people of unknown status, best estimate."),
        *_figures(ucdp_scan.MOST_DEATHS),
        Field("code_status", "string", "Clear, or what UCDP still checks in a candidate event."),
    ),
    primary_key=("id",),
    kind=SNAPSHOT,
    parse=ucdp_ged.parse,
    fetch=Fetch(
        bases={**_DOWNLOADS, ucdp_api.BASE: ucdp_api.ADDRESS},
        hosts=(ucdp_downloads.HOST, ucdp_api.HOST),
        download=_events,
        credential=ucdp_api.CREDENTIAL,
    ),
    joined=True,
    relations=(
        _BOUNDS,
        Ordered(("date_start", "date_end")),
        Total(("best", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")),
        Inside(("country", "longitude", "latitude"), SUBJECT.boxes),
    ),
    absence=Absence(("best", "low", "high", "deaths_civilians"), ("best",), _ACTIVE),
    rewrite=_CANDIDATES,
)

COUNTRY_YEAR = Source(
    key="ucdp_cy",
    title=Text(
        "UCDP Country-Year Dataset on Organized Violence within Country Borders",
        "UCDP : violences organisées à l’intérieur des frontières, par pays et par année",
    ),
    publisher=_PUBLISHER,
    url=_URL,
    licence=CC_BY,
    citation=(
        "Davies, Shawn, Therése Pettersson, Margareta Sollenberg and Magnus Öberg (2025). Organized violence 1989-2024, and "
        "the challenges of identifying civilian victims. Journal of Peace Research 62(4)."
    ),
    cadence="annual in June",
    coverage="every state of UCDP's list, yearly from 1989 to the year before the release; a year without deaths is a row of 0",
    credentials="none",
    lag_months=6,
    fields=(
        _COUNTRY,
        Field("year", "year", "Calendar year.", minimum=_FIRST),
        Field("type", "string", "Type of organised violence.", enum=_TYPES),
        *_figures(ucdp_cy.MOST_DEATHS),
        _deaths("civilians", ucdp_cy.MOST_DEATHS, " of civilians, best estimate; in one-sided violence the same as best."),
        Field("dyads", "integer", "Active pairs of parties; in one-sided violence actors that killed civilians.", minimum=0),
    ),
    primary_key=("country", "year", "type"),
    kind=SNAPSHOT,
    parse=ucdp_cy.parse,
    fetch=Fetch(bases=_DOWNLOADS, hosts=(ucdp_downloads.HOST,), download=ucdp_downloads.years),
    relations=(_BOUNDS, Ordered(("civilians", "best")), _ONE_SIDED),
)

MONTHS = Source(
    key="ucdp_months",
    title=Text(
        "Deaths in organised violence by country, month and type, summed from UCDP GED and candidate events",
        (
            "Morts dans les violences organisées par pays, mois et type, sommées à partir du GED et des événements candidats de "
            "l’UCDP"
        ),
    ),
    publisher=Text(f"{_PUBLISHER.en}; summed by this project", f"{_PUBLISHER.fr} ; sommes établies par le présent projet"),
    url=_URL,
    licence=CC_BY,
    citation=(
        "Sundberg and Melander (2013), Davies, Pettersson and Öberg (2026), Hegre et al. (2020): UCDP GED and candidate events, "
        "summed by country and month of the events' last day."
    ),
    cadence="annual in May or June; candidate events around the 20th of the following month",
    coverage=(
        "the world; annual releases from 1989 to the year before, candidates of a year from January to their month. A vintage whose "
        "name begins with cut- is second-hand: best figures only, of the countries with an event in it, no place, bound or actor"
    ),
    credentials="none",
    lag_months=1,
    fields=(
        _COUNTRY,
        _PERIOD,
        Field("type", "string", "Type of organised violence.", enum=_TYPES),
        _deaths("best", ucdp_cy.MOST_DEATHS, ", best estimate."),
        _deaths(
            "low", ucdp_cy.MOST_DEATHS, ", low estimate, never above best; empty where the file gives none.", required=False
        ),
        _deaths(
            "high", ucdp_cy.MOST_DEATHS, ", high estimate, never below best; empty where the file gives none.", required=False
        ),
        _deaths(
            "civilians",
            ucdp_cy.MOST_DEATHS,
            " of civilians, best estimate; in one-sided violence the same as best; empty where the file does not tell them.",
            required=False,
        ),
    ),
    primary_key=("country", "period", "type"),
    kind=SNAPSHOT,
    parse=ucdp_months.parse,
    fetch=Fetch(bases=_DOWNLOADS, hosts=(ucdp_downloads.HOST,), download=ucdp_downloads.months),
    joined=True,
    relations=(_BOUNDS, Ordered(("civilians", "best")), _ONE_SIDED),
    absence=Absence(("best", "low", "high", "civilians"), ("best",), _ACTIVE),
    rewrite=_CANDIDATES,
)

TOTALS = Source(
    key="ucdp_totals",
    title=Text(
        "Deaths in organised violence by country and month, aggregated from UCDP GED and candidate events",
        (
            "Morts dans les violences organisées par pays et par mois, agrégées à partir du GED et des événements candidats de "
            "l’UCDP"
        ),
    ),
    publisher=Text(f"{_PUBLISHER.en}; aggregated by a third party", f"{_PUBLISHER.fr} ; agrégation par un tiers"),
    url=_URL,
    licence=CC_BY,
    citation=(
        "Sundberg and Melander (2013), Davies et al. (2025), Hegre et al. (2020): UCDP GED 25.1 and candidate events, "
        "aggregated by a third party; events that span two months are not counted."
    ),
    cadence="monthly, around the 20th of the following month",
    coverage="133 countries from 1989; earlier vintages thirteen countries of West Africa and the Sahel from 2019",
    credentials="none",
    lag_months=1,
    fields=(
        _COUNTRY,
        Field("period", "yearmonth", "Month.", minimum=f"{_FIRST}-01"),
        _deaths(
            "best",
            ucdp_totals.MOST_DEATHS,
            " of all three types, best estimate; 0 also where the country is absent from the events.",
        ),
    ),
    primary_key=("country", "period"),
    kind=SNAPSHOT,
    parse=ucdp_totals.parse,
    rewrite=Rewrite(volume=0.09, entity=0.24),
    step=Step(),  # months differ by any factor, but none is without a death or the same everywhere
)

SOURCES = (GED, COUNTRY_YEAR, MONTHS, TOTALS)
