"""How often each rule was right: what it would have said at past origins, and what came.

Rules on deaths and the surge watch are judged by one outcome, that of the statement ``surge``: three months together within the
next six have a mean of at least twice that of the last twelve. Months count where a country had 100 deaths or more in the
last twelve. A surge begins in a month whose three-month mean is at least twice its twelve-month mean, the month before's not;
it was foreseen where the rule spoke in one of the six months before. A promise that came due is judged by whether it was
kept. Other rules state facts: they have a number a year and no precision. Intervals are Wilson's (1927), 90 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats  # type: ignore[import-untyped]

from indicators import months
from indicators.alerts import deaths, promises, rules, surge
from indicators.alerts.rule import Alert, Known
from indicators.outlook import statements
from indicators.outlook.panel import TOTALS, Panel
from indicators.outlook.settings import Numbers
from indicators.subject import SUBJECT

START, END = "2000-01", "2025-12"
AHEAD = 6  # months before a surge in which it is foreseen
LEVEL = 0.9
LENGTHS = {"deaths_12": deaths.SHORT, "deaths_36": deaths.LONG}
COLUMNS = (
    "rule", "group", "figures", "start", "end", "years", "alerts", "judged", "right", "precision", "precision_low", "precision_high",
    "base_rate", "events", "foreseen", "recall", "recall_low", "recall_high", "lead_months", "false_a_year", "alerts_a_year",
)  # fmt: skip
REVISED, PUBLISHED, ROWS = "revised", "published", "rows"
Pair = tuple[str, int]  # country and month number


@dataclass(frozen=True)
class Cases:
    """Months that could be judged: whether the outcome came, by country and month; the months in which surges began."""

    outcome: dict[Pair, bool]
    begins: tuple[Pair, ...]

    def of(self, country: str | None) -> Cases:
        """Those of one country; all where None."""
        if country is None:
            return self
        return Cases(
            {pair: came for pair, came in self.outcome.items() if pair[0] == country},
            tuple(pair for pair in self.begins if pair[0] == country),
        )


def record(known: Known) -> pd.DataFrame:
    """The record of every rule from START to END as far as its history goes: COLUMNS, NaN where a measure does not apply.

    ``figures``: ``revised``, today's figures, with the release calendar for the day; ``published``, as first released, from stored
    vintages (it ends where they do); ``rows``, dated rows from the day each could be known.
    """
    parts = [*(_on_deaths(known, known.panel) if known.panel is not None else ()), *_on_rows(known)]
    return pd.DataFrame(parts, columns=list(COLUMNS))


def _on_deaths(known: Known, whole: Panel) -> list[tuple[object, ...]]:
    table = statements.cases(whole)
    table = table[(table["statement"] == surge.STATEMENT) & table["origin"].between(START, END)]
    cases = judged(whole, table)
    watches = [
        (str(country), month)
        for country, rows in table.sort_values("origin").groupby("country")
        for month in surge.flags(months.ordinals(rows["origin"]).tolist(), rows["probability"].tolist())
    ]
    spoken = {**{key: _highest(whole, length) for key, length in LENGTHS.items()}, "surge_watch": watches}
    rows = []
    for key, said in spoken.items():
        for group, country in (("subject", SUBJECT.code), ("world", None)):
            own = [pair for pair in said if country in (None, pair[0])]
            rows.append((key, group, REVISED, *measured(own, cases.of(country))))
    rows += [(key, "subject", PUBLISHED, *_as_published(known, length, cases)) for key, length in LENGTHS.items()]
    return rows


def judged(whole: Panel, table: pd.DataFrame) -> Cases:
    """The cases of a panel: ``table`` has country, origin and happened of the statement, one row a month."""
    month = months.ordinals(table["origin"])
    outcome = {
        (str(country), int(number)): bool(came)
        for country, number, came in zip(table["country"], month, table["happened"], strict=True)
    }
    running = _mean(whole.deaths, 3) >= 2 * _mean(whole.deaths, 12)  # NaN compares as False
    place = {name: number for number, name in enumerate(whole.countries)}
    begins = [
        (country, number)
        for country, number in outcome
        if running[whole.row(number), place[country]] and not running[whole.row(number) - 1, place[country]]
    ]
    return Cases(outcome, tuple(sorted(begins)))


def _mean(values: Numbers, length: int) -> Numbers:
    means = np.full_like(values, np.nan)
    if len(values) >= length:
        means[length - 1 :] = np.lib.stride_tricks.sliding_window_view(values, length, axis=0).mean(axis=-1)
    return means


def _highest(whole: Panel, length: int) -> list[Pair]:
    row, column = np.nonzero(deaths.highest(whole.deaths, length))
    found = sorted((whole.countries[place], whole.first + int(number)) for number, place in zip(row, column, strict=True))
    return [pair for pair in found if START <= months.period(pair[1]) <= END]


def measured(said: Sequence[Pair], cases: Cases) -> tuple[object, ...]:
    """COLUMNS from ``start`` on, of the country-months in which a rule spoke.

    Precision is of the alerts whose outcome is known; the base rate is the outcome's share of all months judged. ``lead_months``
    is the median from the last alert before a surge to its beginning; the years are country-years judged.
    """
    known = [cases.outcome[pair] for pair in said if pair in cases.outcome]
    spoke = set(said)
    leads = [
        next((ahead for ahead in range(1, AHEAD + 1) if (country, month - ahead) in spoke), None)
        for country, month in cases.begins
    ]
    foreseen = [lead for lead in leads if lead is not None]
    years = len(cases.outcome) / 12
    numbers = [month for _, month in cases.outcome]
    span = (months.period(min(numbers)), months.period(max(numbers))) if numbers else ("", "")
    base = float(np.mean(list(cases.outcome.values()))) if cases.outcome else np.nan
    return (
        *span, years, len(said), len(known), sum(known), *share(sum(known), len(known)), base,
        len(cases.begins), len(foreseen), *share(len(foreseen), len(cases.begins)),
        float(np.median(foreseen)) if foreseen else np.nan, _a_year(len(known) - sum(known), years), _a_year(len(said), years),
    )  # fmt: skip


def share(count: int, whole: int) -> tuple[float, float, float]:
    """A share with Wilson's interval at LEVEL; NaN where there is nothing to share."""
    if not whole:
        return (np.nan, np.nan, np.nan)
    interval = stats.binomtest(count, whole).proportion_ci(LEVEL, method="wilson")
    return count / whole, float(interval.low), float(interval.high)


def _a_year(count: int, years: float) -> float:
    return count / years if years else np.nan


def _as_published(known: Known, length: int, cases: Cases) -> tuple[object, ...]:
    """The rule on each month's first release, as stored vintages tell it, judged by today's figures."""
    released = first_releases(known, SUBJECT.code, length)
    found = [pair for pair, spoke in released.items() if spoke and months.period(pair[1]) <= END]
    seen = {pair for pair in released if pair in cases.outcome}
    own = Cases(
        {pair: came for pair, came in cases.outcome.items() if pair in seen},
        tuple(pair for pair in cases.begins if pair in seen),
    )
    return measured(found, own)


def first_releases(known: Known, country: str, length: int) -> dict[Pair, bool]:
    """Whether the rule spoke of each month whose first release is stored, on the figures of that release."""
    found: dict[Pair, bool] = {}
    for one in known.snapshots.all(TOTALS):
        last = months.ordinal(one.end)
        if months.ordinal(one.published) - last > deaths.PROMPT or one.countries is None or country not in one.countries:
            continue
        rows = one.frame[one.frame["country"] == country]
        sums = rows.assign(month=months.ordinals(rows["period"])).groupby("month")["best"].sum()
        series = sums.reindex(range(last - length + 1, last + 1)).fillna(0.0).to_numpy(dtype="float64")[:, None]
        if months.ordinal(one.start) <= last - length + 1:
            found.setdefault((country, last), bool(deaths.highest(series, length)[-1, 0]))
    return found


def _on_rows(known: Known) -> list[tuple[object, ...]]:
    facts = [rule for rule in rules.RULES.values() if rule.own and rule.key != "promise_due"]
    rows = [(rule.key, "subject", ROWS, *counted(rule.find(known), *_span(rule.key, rule.kind, known))) for rule in facts]
    return [*rows, ("promise_due", "subject", ROWS, *_kept(known))]


def _span(key: str, kind: str, known: Known) -> tuple[str, str]:
    """First and last day of the record; of upkeep from the first stored vintage, or first known move of the index, to now."""
    if kind != "upkeep":
        return f"{START}-01", f"{END}-31"
    days = (
        [one.published for one in known.snapshots.all(TOTALS)] if key == "source_overdue" else [one.day for one in known.moves]
    )
    return min(days, default=known.day), known.day


def counted(said: Iterable[Alert], start: str, end: str) -> tuple[object, ...]:
    """COLUMNS from ``start`` on, of a rule that states facts: how many alerts began from one ISO day to another."""
    number = len([one for one in said if start <= one.since <= end])
    years = (pd.Timestamp(end) - pd.Timestamp(start)).days / 365.25
    blank = [np.nan] * (len(COLUMNS) - COLUMNS.index("judged") - 1)
    return (start[:7], end[:7], years, number, *blank, _a_year(number, years))


def _kept(known: Known) -> tuple[object, ...]:
    """The alert of a promise due, right where the day went by without what was promised."""
    due = {one.row["id"]: one for one in promises.promises(known)}
    said = [
        one
        for one in rules.RULES["promise_due"].find(known)
        if f"{START}-01" <= one.since and str(one.values["due"]) <= f"{END}-31"
    ]
    broken = sum(not due[one.about].kept for one in said)
    whole = dict(zip(COLUMNS[3:], counted(said, f"{START}-01", f"{END}-31"), strict=True))
    whole |= {"judged": len(said), "right": broken}
    whole |= dict(zip(("precision", "precision_low", "precision_high"), share(broken, len(said)), strict=True))
    return tuple(whole.values())
