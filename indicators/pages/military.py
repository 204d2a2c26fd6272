"""Foreign forces: how many, whose, who says so, what it may mean, and the bases they left."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import months, wording
from indicators.charts import military as charts
from indicators.model import FIRST_PERIOD
from indicators.pages import address, breakdown, page
from indicators.registry import READINGS
from indicators.tables import areas
from indicators.tables import military as tables
from indicators.wording import military as words

LEDGER, AGREEMENTS = "foreign_forces", "agreements"
PERSONS = {name: st.column_config.NumberColumn(format="localized") for name in ("best", "low", "high")}
GLANCE = ["date", "summary", "source_publisher", "source_grade", "source_url"]
SHARES = address.Switch("shares", lambda: words.SHARES)


def _labels() -> dict[str, str]:
    """What a reader calls the dimension's score under each reading."""
    others = {f"military.{key}": item.name.here for key, item in READINGS.items() if item.scores == "military"}
    return {"military": words.DECLARED} | others


@page.cached()
def _sponsors(known: page.Known) -> tuple[pd.DataFrame, pd.DataFrame]:
    ledger, last = page.frame_of(known, LEDGER), page.last_month(known) or FIRST_PERIOD
    return tables.sponsors(ledger, FIRST_PERIOD, last), tables.totals(ledger, FIRST_PERIOD, last)


@page.cached(6)
def _levels(known: page.Known) -> pd.DataFrame:
    return tables.levels(page.frame_of(known, LEDGER), FIRST_PERIOD, page.last_month(known) or FIRST_PERIOD)


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    for sentence in _sentences(scope):
        st.markdown(sentence)
    SHARES.draw()
    page.draw(scope, sponsors(scope))
    _who(scope)
    page.draw(scope, readings(scope))
    _read(scope)
    page.draw(scope, agreements(scope))
    page.draw(scope, bases(scope))
    _rows(scope, words.LEDGER, "ledger")
    breakdown.show(scope, "military")


@page.cached(100)
def _sentences(scope: page.Scope) -> list[str]:
    """What is told first, in Markdown."""
    by, totals = _sponsors(scope.known)
    total = tables.at(totals, scope.end)
    if total is None:
        return [f"**{page.escaped(words.unknown(scope.end))}**"]
    ledger, then = page.frame_of(scope.known, LEDGER), months.period(months.ordinal(scope.end) - tables.YEAR)
    before = tables.at(totals, then)
    first = words.sentence(scope.end, total.best, total.low, total.high, _shares(by, scope.end))
    so_far = totals[totals["period"] <= scope.end]
    every = _levels(scope.known)
    oldest = tables.oldest(ledger, then, every), tables.oldest(ledger, scope.end, every)
    against = words.against(before.best if before else None, total.best, tables.peak(so_far), *oldest)
    return [f"**{page.escaped(first)}**", page.escaped(against)]


def _shares(by: pd.DataFrame, period: str) -> dict[str, float]:
    now = by[(by["period"] == period) & (by["best"] > 0)].sort_values("best", ascending=False)
    return dict(zip(now["sponsor"].astype(str), now["share"].astype(float), strict=True))


def sponsors(scope: page.Scope) -> page.Figure:
    """Personnel, or shares of it, by who sends it."""
    return _by_sponsor(scope, SHARES.value())


@page.cached(100)
def _by_sponsor(scope: page.Scope, relative: bool) -> page.Figure:
    by, totals = _sponsors(scope.known)
    order = tables.order(by)
    whole = totals[totals["period"].between(scope.start, scope.end)]
    table = tables.filled(by[by["period"].between(scope.start, scope.end)], whole)
    said = _shares(by, scope.end)
    marks = tables.marks(page.frame_of(scope.known, LEDGER), whole, _levels(scope.known))
    texts = [
        words.peak_mark(row["date"][:7], row["value"])
        if row["kind"] == tables.PEAK
        else words.left_mark(row["date"], row["force"])
        for row in marks.to_dict("records")
    ]
    note = "" if relative else " ".join(part for part in (words.SPONSORS_NOTE, words.marks_note(texts)) if part)
    told = list(zip(whole["period"].astype(str), whole["best"].astype(float), strict=True))
    title = words.shares_finding(scope.end, said) if relative else words.finding(told) if told else words.unknown(scope.end)
    return page.Figure(
        "sponsors", title, words.SHARE_UNIT if relative else words.UNIT,
        lambda: charts.sponsors(
            table, whole, order, scope.start, scope.end, relative, labels=_names(table, whole, order, scope.end, relative),
            ends=_ends(by, scope.end, relative), marks=marks.assign(text=texts)),
        table, (LEDGER,), scope.start, scope.end, words.sponsors_alt(scope.end, said), note,
        empty=words.NOBODY_THEN if len(whole) else wording.NOTHING_HERE,
    )  # fmt: skip


def _names(table: pd.DataFrame, whole: pd.DataFrame, order: list[str], end: str, relative: bool) -> pd.DataFrame:
    top = 1.0 if relative else float(whole["high"].max())
    over = {} if relative else dict(zip(whole["period"], whole["high"], strict=True))
    found = areas.labels(table, order, top, name="sponsor", value="share" if relative else "best", over=over)
    there = set(table.loc[(table["period"] == end) & (table["best"] > 0), "sponsor"])
    found = found[found["inside"].astype(bool) | ~found["name"].isin(there)].rename(columns={"name": "sponsor"})
    return found.assign(text=found["sponsor"].map(lambda name: words.SHORT.get(name, name)))


def _ends(by: pd.DataFrame, end: str, relative: bool) -> pd.DataFrame:
    now = by[(by["period"] == end) & (by["best"] > 0)].sort_values("best")
    most = now.tail(2)  # more names would cover each other; the table has all
    named = most.assign(name=most["sponsor"].map(lambda name: words.SHORT.get(name, name)))
    texts = [words.last_label(*row) for row in named[["name", "best", "low", "high"]].itertuples(index=False)]
    heights = (now["share" if relative else "best"].cumsum()).loc[most.index]
    return pd.DataFrame({"sponsor": most["sponsor"], "at": heights, "text": texts})


@page.cached(100)
def _there(known: page.Known, month: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Who was there in a month, and the rows that say so."""
    ledger, levels = page.frame_of(known, LEDGER), _levels(known)
    present = tables.present(ledger, month, levels)
    return present.assign(status=present["status"].map(words.STATUS)).drop(columns="rows"), tables.behind(ledger, month, levels)


def _who(scope: page.Scope) -> None:
    heading = st.container()
    month = address.Choice("month", words.WHO, _months(scope.end), scope.end, wording.month).select(220)
    heading.header(words.who(month), anchor="who")
    present, behind = _there(scope.known, month)
    if present.empty:
        covered = tables.at(_sponsors(scope.known)[1], month)
        st.info(words.NOBODY if covered else page.escaped(words.unknown(month)))
        return
    page.evidence(present, key="present", title=words.who(month), columns=PERSONS)
    st.subheader(words.BEHIND)
    page.evidence(behind, key="behind", title=words.BEHIND, glance=["sponsor", *GLANCE])


@page.cached(20)
def _months(end: str) -> tuple[str, ...]:
    return tuple(months.period(number) for number in range(months.ordinal(end), months.ordinal(FIRST_PERIOD) - 1, -1))


@page.cached(100)
def readings(scope: page.Scope) -> page.Figure:
    """The dimension under each reading."""
    table = tables.readings(page.results(scope.known).scores, scope.start, scope.end)
    said = _said(table, scope.end)
    return page.Figure(
        "readings", words.readings_finding(scope.end, said), words.READINGS_UNIT,
        lambda: charts.readings(table, _labels(), scope.start, scope.end), table, (LEDGER, "population"), scope.start, scope.end,
        words.readings_alt(scope.end, said),
    )  # fmt: skip


def _said(table: pd.DataFrame, period: str) -> dict[str, float]:
    now = table[table["period"] == period]
    names = _labels()
    return {names[str(key)]: float(score) for key, score in zip(now["key"], now["score"], strict=True)}


def _read(scope: page.Scope) -> None:
    spread, index, beside = _spreads(scope.known, scope.end)
    if spread:
        st.markdown(page.escaped(spread))
    if index:
        st.markdown(page.escaped(index))
        page.evidence(
            beside, key="beside", title=words.BESIDE, glance=["reading", "dimension", "index"],
            columns={name: st.column_config.NumberColumn(format="%.1f") for name in tables.BESIDE_COLUMNS[2:]},
        )  # fmt: skip
    st.subheader(words.ARGUMENTS)
    for item in READINGS.values():
        st.markdown(f"- **{page.escaped(item.name.here)}**{wording.COLON} {page.escaped(item.argument.here)}")


@page.cached(100)
def _spreads(known: page.Known, end: str) -> tuple[str, str, pd.DataFrame]:
    """How far the readings lie apart, of the dimension and of the index, in words (empty where one reading has a score); and a table."""
    scores = page.results(known).scores
    table = tables.readings(scores, end, end)
    said, own = _said(table, end), table[table["key"] == "military"]
    spread = index = ""
    if len(own) and len(said) > 1:
        band = float((own["high"] - own["low"]).iloc[0])
        spread = words.spread(end, min(said.values()), max(said.values()), band)
    names = {tables.DECLARED: words.DECLARED} | {key: item.name.here for key, item in READINGS.items()}
    beside = tables.beside(scores, end, names)
    if len(beside) > 1 and beside["key"].iloc[0] == tables.DECLARED:
        width = float(beside["index_high"].iloc[0] - beside["index_low"].iloc[0])
        index = words.index_spread(beside["index"].min(), beside["index"].max(), width)
    return spread, index, beside.drop(columns="key")


@page.cached(100)
def agreements(scope: page.Scope) -> page.Figure:
    """Agreements and deliveries as dated points."""
    table = tables.agreements(page.frame_of(scope.known, AGREEMENTS), scope.start, scope.end)
    counts = table["category"].map(words.CATEGORIES).value_counts()
    title = words.agreements_finding({str(key): int(rows) for key, rows in counts.items()})
    return _dotted(scope, "agreements", title, table, "category", words.CATEGORIES, words.AGREEMENTS_UNIT, AGREEMENTS)


@page.cached(100)
def bases(scope: page.Scope) -> page.Figure:
    """Bases left or handed over as dated points."""
    table = tables.bases(page.frame_of(scope.known, LEDGER), scope.start, scope.end)
    title = words.bases_finding(len(table), list(dict.fromkeys(table["sponsor"])))
    return _dotted(scope, "bases", title, table, "sponsor", {}, words.BASES_UNIT, LEDGER)


def _dotted(
    scope: page.Scope, key: str, title: str, table: pd.DataFrame, field: str, names: dict[str, str], unit: str, source: str
) -> page.Figure:
    newest = "" if table.empty else str(table["date"].iloc[-1])
    alt = words.dots_alt(title, len(table), newest) if newest else title
    return page.Figure(
        key,
        title,
        unit,
        lambda: charts.dots(table, field, names, scope.start, scope.end),
        table,
        (source,),
        scope.start,
        scope.end,
        alt,
    )


def _rows(scope: page.Scope, title: str, key: str) -> None:
    box = st.expander(title, key=key, on_change="rerun", type="compact")
    if not box.open:
        return
    table = tables.listed(page.frame_of(scope.known, LEDGER), scope.start, scope.end)
    if not table.empty:
        with box:
            page.evidence(table.iloc[::-1], key=key, title=title, glance=["sponsor", *GLANCE])


FIGURES = {"sponsors": sponsors, "readings": readings, "agreements": agreements, "bases": bases}
