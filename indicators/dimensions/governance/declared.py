"""Governance: coups, overdue transitions, electoral democracy, political stability, isolation. Measuring functions; pure.

The curated three are computed in ``coups``, ``transition`` and ``isolation`` for the subject alone, one row a month; the tables name
a source for every fact and are complete for the subject from 1960, so a month without a measure or an attempt is a true zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from indicators import months
from indicators.dimensions.curated import by_country
from indicators.dimensions.governance import coups, democracy, isolation, transition
from indicators.model import FIRST_PERIOD, NATIVE_COLUMNS, Contested, Dimension, Errors, Indicator, Snapshots, Text
from indicators.subject import SUBJECT

EVENTS = "governance_events"
PROMISES = "promises"
WGI = "wgi"
VDEM = "vdem"
EARLIER = 12  # months before the first one asked for, more than any ledger's value is carried
STANDARD_ERRORS = 1.645  # 90 % of a normal distribution: the margin the World Bank draws (WGI documentation)


def coup_exposure(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Faded sum of coup attempts since 1960 (``coups.exposure``), monthly from 1990-01, the subject only."""
    return _monthly(snapshots, countries, start, end, EVENTS, coups.exposure)


def transition_overdue(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Months past the promised end of the running transition (``transition.overdue``), monthly from 1992-06, the subject only."""
    return _monthly(snapshots, countries, start, end, PROMISES, transition.overdue)


def measures_in_force(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Measures of the closed list in force at the month's end (``isolation.counts``), monthly from 1990-01, the subject only."""
    return _monthly(snapshots, countries, start, end, EVENTS, isolation.counts)


def political_stability(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """WGI political stability, in December; standard normal units (higher = more stable), band +-1.645 standard errors."""
    del start  # what came before may be carried into it
    found = snapshots.newest(WGI)
    if found is None:
        return pd.DataFrame(columns=list(NATIVE_COLUMNS))
    table = found.frame[found.frame["indicator"] == "pv"]
    margin = STANDARD_ERRORS * table["stddev"]
    values = table.assign(best=table["estimate"], low=table["estimate"] - margin, high=table["estimate"] + margin)
    return _yearly(values, countries, end, WGI, found.version)


def electoral_democracy(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """V-Dem electoral democracy index (polyarchy, 0-1), in December; band = V-Dem's code-low and code-high.

    A year whose bounds no version has told takes the widths of the country's last year and is ``estimated`` (``democracy``).
    """
    del start  # what came before may be carried into it
    table, versions = democracy.known(snapshots, countries=countries)
    native = _yearly(table, countries, end, VDEM, versions)
    told = table.loc[table["borrowed"].astype(bool), ["country", "year"]]
    guessed = set(zip(told["country"], told["year"].astype(str) + "-12", strict=True))
    marked = [pair in guessed for pair in zip(native["country"], native["period"], strict=True)]
    return native.assign(status=native["status"].mask(pd.Series(marked, index=native.index, dtype=bool), "estimated"))


def _monthly(
    snapshots: Snapshots,
    countries: Sequence[str],
    start: str,
    end: str,
    source: str,
    compute: Callable[[pd.DataFrame, int, int], pd.DataFrame],
) -> pd.DataFrame:
    """Native observations of ``compute(frame, first, last)`` -> month, best, low, high on a curated table.

    From a year before ``start`` on: what came before may be carried into it.
    """
    first = max(months.ordinal(FIRST_PERIOD), min(months.ordinal(start), months.ordinal(end)) - EARLIER)

    def of(rows: pd.DataFrame, country: str) -> pd.DataFrame:
        del country
        values = compute(rows, first, months.ordinal(end))
        return values.assign(period=months.periods(values["month"]))

    return by_country(snapshots, source, countries, of)


def _yearly(values: pd.DataFrame, countries: Sequence[str], end: str, source: str, version: str) -> pd.DataFrame:
    """Native observations from country, year, best, low, high; earlier years stay, they may be carried."""
    last = months.ordinal(end)
    chosen = values[values["country"].isin(list(countries)) & (values["year"].astype("int64") * 12 + 11 <= last)]
    chosen = chosen.dropna(subset=["best", "low", "high"])
    # a producer's bound on the wrong side of its own best is moved to best, which stays untouched
    return chosen.assign(
        low=chosen[["best", "low"]].min(axis=1), high=chosen[["best", "high"]].max(axis=1),
        period=chosen["year"].map(lambda year: f"{int(year):04d}-12"), status="normal", source=source, vintage=version,
    )[list(NATIVE_COLUMNS)].sort_values(["country", "period"], ignore_index=True)  # fmt: skip


DIMENSION = Dimension(
    key="governance",
    name=Text("Governance", "Gouvernance"),
    short=Text("Governance", "Gouvernance"),
    colours=("#2B5C9A", "#84B3EA"),
    weight=1.0,
    argument=(
        "Who may rule, by what rule and until when. Past coups, an overdue return to elected rule, closed elections, an "
        "unstable order and broken ties with neighbours each make the next rupture likelier or costlier. What institutions "
        "are worth to those who live under them is another question, which these five do not answer."
    ),
)

INDICATORS = (
    Indicator(
        key="governance.coup_exposure",
        name=Text("Coup exposure", "Exposition aux coups d’État"),
        dimension="governance",
        unit="attempts, fading by half every 5 years",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 3.0),
        weight=1.0,
        max_carry=0,
        sources=(EVENTS,),
        measure=coup_exposure,
        reads=coups.attempts,
        argument=(
            "Coups follow coups: the best known sign of the next attempt is a recent one, and the effect wears off over years "
            "(Londregan and Poole 1990). A success counts 1, an open failure one half, and either loses half its weight every "
            "five years. Plots that only the government reports, and rebellions that lists of coups leave out, count in the "
            "high bound alone. It says nothing of why an attempt was made or whether it was welcomed."
        ),
        goalposts_argument=(
            f"0 is a country without attempts. Two successes within nine months bring {SUBJECT.name.en} to 2.35 in May 2021; with 2 as the "
            "upper end it would stay at 100 for more than a year, so 3 leaves room for a third."
        ),
        errors=Errors(
            "High adds plots that only the government reports; how many of them were attempts nobody knows, so each value between best "
            "and high is possible, the nearer to best the likelier. The same plots count at every date.",
            shared=0.9,
            family="plots",
        ),
    ),
    Indicator(
        key="governance.transition_overdue",
        name=Text("Transition overdue", "Retard de la transition"),
        dimension="governance",
        unit="months past the first promised end",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 60.0),
        weight=1.0,
        max_carry=3,  # the first weeks of a spell, before any day is named
        sources=(PROMISES,),
        measure=transition_overdue,
        reads=transition.dated,
        argument=(
            "Those who take power by force promise a day on which they give it back; how long that day has passed is a "
            "yardstick they chose themselves. Counted from the first promise of a transition until an elected president is "
            "sworn in; the low bound counts from the newest promise, the high bound from the earliest polling day named. It "
            "does not judge what was done in the time, and a kept promise of a poor election would also end it."
        ),
        goalposts_argument=(
            f"60 months are one presidential term, lost. Unless an elected president is sworn in before, {SUBJECT.name.en}'s transition of "
            "2020 reaches 100 in March 2027 and the indicator then stops telling more."
        ),
        errors=Errors(
            "The days are known. Low and high count from other promises: readings, no errors, and not simulated. A month without a promise "
            "carries the last value, which ages as the subject's own changed since 2001.",
            bounds="reading",
            ageing=((12, 20.0), (24, 37.0), (36, 39.0)),
        ),
        contested=Contested(
            as_risk=(
                "A term of five renewable years given to the head of state in July 2025 without a vote is no return to "
                "elected rule: the promise of March 2022 stays overdue."
            ),
            as_protection=(
                "The government holds that the revised charter lawfully set a new term after national consultations, to put "
                "security before elections: nothing is overdue until July 2030."
            ),
        ),
    ),
    Indicator(
        key="governance.electoral_democracy",
        name=Text("Electoral democracy", "Démocratie électorale"),
        dimension="governance",
        unit="index 0-1",
        kind="stock",
        scale="linear",
        goalposts=(0.8, 0.1),
        weight=1.0,
        max_carry=60,
        sources=(VDEM,),
        measure=electoral_democracy,
        compare=electoral_democracy,
        argument=(
            "Whether rulers are chosen in clean elections with free association and expression (V-Dem, polyarchy): where they "
            "are not, changing them takes other means. Between the two ends lie the regimes most often shaken (Hegre and "
            "others 2001), so a low value is not proof of danger nor a high one of calm. Experts code it; V-Dem's bounds are "
            "those of its measurement model."
        ),
        goalposts_argument=(
            "A fifth of all country-years since 1990 lie above 0.8 and one in eighteen below 0.1: both ends are reached by "
            f"real countries, and {SUBJECT.name.en} moved between scores of 28 (2011) and 86 (1990 and 2024) without touching either."
        ),
        errors=Errors(
            "V-Dem's code-low and code-high lie about one standard deviation from its estimate; much of the error is the coders' and the "
            "same in every year. A carried value ages as those of all countries in conflict changed.",
            bounds="deviation",
            ageing=((12, 7.0), (24, 13.0), (36, 17.0)),
            shared=0.8,
        ),
    ),
    Indicator(
        key="governance.political_stability",
        name=Text("Political stability", "Stabilité politique"),
        dimension="governance",
        unit="standard normal units",
        kind="stock",
        scale="linear",
        goalposts=(1.0, -3.0),
        weight=1.0,
        max_carry=60,
        sources=(WGI,),
        measure=political_stability,
        compare=political_stability,
        argument=(
            "How likely informed observers hold unrest, violence or an unconstitutional end of the government (World Bank, "
            "political stability and absence of violence). Alone among these it helped to tell which quiet countries would "
            "see war next year. It holds violence too, so part of it repeats the conflict dimension (correlation with "
            "lethality 0.65), and it is measured relative to the world of each year; until 2002 only every second one."
        ),
        goalposts_argument=(
            f"{SUBJECT.name.en} stood at -2.56 in 2022 and -2.73 in 2023: an end at -2.5 would hold it at 100 from December 2022 on, a quarter "
            "of the months since 2012. One country-year in 860 lies beyond -3, one in six above 1."
        ),
        errors=Errors(
            "Low and high are 1.645 of the World Bank's standard errors either side, 5 % and 95 %. The same sources are asked each year. "
            "A carried value ages as those of all countries in conflict changed.",
            bounds="interval",
            ageing=((12, 9.0), (24, 12.0), (36, 15.0)),
            shared=0.6,
        ),
    ),
    Indicator(
        key="governance.isolation",
        name=Text("Isolation", "Isolement"),
        dimension="governance",
        unit="measures in force",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 8.0),
        weight=1.0,
        max_carry=0,
        sources=(EVENTS,),
        measure=measures_in_force,
        reads=isolation.deciding,
        argument=(
            "Suspensions, sanctions and exits cut the ties through which crises are mediated, trade is insured and money "
            "flows. Counted are the measures of a closed list in force on the last day of the month: the low bound leaves out "
            f"what {SUBJECT.name.en} chose itself, the high bound adds what is announced and not yet in force. A count treats an asset "
            "freeze and a closed border alike."
        ),
        goalposts_argument=(
            "Seven measures were in force on 30 June 2022, the most so far; with 6 as the upper end, one month in eight since "
            "2012 would stand at 100. 8 leaves room for one more."
        ),
        errors=Errors(
            "The measures are known. Low and high count other kinds of measures: readings, no errors, and not simulated.",
            bounds="reading",
        ),
        contested=Contested(
            as_risk="Leaving a body ends its mediation, its market and its courts whoever decides it, and is slow to undo.",
            as_protection=(
                "The government calls its exits from ECOWAS, the G5 Sahel and the Francophonie acts of sovereignty that "
                "replace ties held to be hostile by an alliance of its choice; the low bound counts imposed measures alone."
            ),
        ),
    ),
)
