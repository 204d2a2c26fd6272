"""Foreign military presence: how many, whose, who says so, what it may mean, agreements and bases."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from indicators import months
from indicators.charts import military as charts
from indicators.model import FIRST_PERIOD
from indicators.pages import breakdown, page
from indicators.registry import READINGS
from indicators.tables import military as tables
from indicators.wording import military as words

LEDGER, AGREEMENTS = "foreign_forces", "agreements"
PERSONS = {name: st.column_config.NumberColumn(format="localized") for name in ("best", "low", "high")}


@page.cached()
def _sponsors(known: page.Known) -> tuple[pd.DataFrame, pd.DataFrame]:
    ledger, last = page.frame_of(known, LEDGER), page.last_month(known) or FIRST_PERIOD
    return tables.sponsors(ledger, FIRST_PERIOD, last), tables.totals(ledger, FIRST_PERIOD, last)


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    sponsors, totals = _sponsors(scope.known)
    now = sponsors[sponsors["period"] == scope.end].sort_values("best", ascending=False)
    shares = {str(row["sponsor"]): float(row["share"]) for row in now.to_dict("records") if row["best"] > 0}
    total = tables.at(totals, scope.end)
    if total is None:
        st.markdown(f"#### {page.escaped(words.unknown(scope.end))}")
    else:
        st.markdown(f"#### {page.escaped(words.sentence(scope.end, total.best, total.low, total.high, shares))}")
        ledger, then = page.frame_of(scope.known, LEDGER), months.period(months.ordinal(scope.end) - tables.YEAR)
        before = tables.at(totals, then)
        st.markdown(
            page.escaped(
                words.against(
                    before.best if before else None,
                    total.best,
                    tables.peak(totals[totals["period"] <= scope.end]),
                    tables.oldest(ledger, then),
                    tables.oldest(ledger, scope.end),
                )
            )
        )
    _over_time(scope, sponsors, totals, shares)
    _who(scope, totals)
    _readings(scope)
    _dots(scope)
    _rows(words.LEDGER, tables.listed(page.frame_of(scope.known, LEDGER), scope.start, scope.end), "ledger")
    breakdown.show(scope, "military")


def _over_time(scope: page.Scope, sponsors: pd.DataFrame, totals: pd.DataFrame, shares: Mapping[str, float]) -> None:
    order = tables.order(sponsors)
    table = sponsors[sponsors["period"].between(scope.start, scope.end)]
    whole = totals[totals["period"].between(scope.start, scope.end)]
    st.header(words.SPONSORS, anchor="sponsors")
    if table.empty and not whole.empty:
        st.info(words.NOBODY_THEN)
        return
    relative = st.toggle(words.SHARES, key="shares", bind="query-params")
    page.figure(
        scope, "sponsors", words.SPONSORS,
        lambda: charts.sponsors(tables.filled(table, whole), whole, order, scope.start, scope.end, relative),
        table, unit=words.SHARE_UNIT if relative else words.UNIT, sources=(LEDGER,), last=scope.end,
        note="" if relative else words.SPONSORS_NOTE, alt_text=words.sponsors_alt(scope.end, shares), heading=False,
    )  # fmt: skip


def _who(scope: page.Scope, totals: pd.DataFrame) -> None:
    every = [months.period(number) for number in range(months.ordinal(FIRST_PERIOD), months.ordinal(scope.end) + 1)][::-1]
    heading = st.container()
    month = st.selectbox(words.WHO, every, key="month", bind="query-params", width=220)
    heading.header(words.who(month), anchor="who")
    ledger = page.frame_of(scope.known, LEDGER)
    present = tables.present(ledger, month)
    if present.empty:
        st.info(words.NOBODY if tables.at(totals, month) else page.escaped(words.unknown(month)))
        return
    page.evidence(
        present.assign(status=present["status"].map(words.STATUS)).drop(columns="rows"),
        key="present",
        title=words.who(month),
        columns=PERSONS,
    )
    st.subheader(words.BEHIND)
    page.evidence(tables.behind(ledger, month), key="behind", title=words.BEHIND)


def _readings(scope: page.Scope) -> None:
    scores = page.results(scope.known).scores
    table = tables.readings(scores, scope.start, scope.end)
    names = {"military": words.DECLARED} | {
        f"military.{key}": item.name.en for key, item in READINGS.items() if item.scores == "military"
    }
    now = table[table["period"] == scope.end].set_index("key")
    said = {names[str(key)]: float(score) for key, score in now["score"].items()}
    page.figure(
        scope, "readings", words.READINGS, lambda: charts.readings(table, names, scope.start, scope.end), table,
        unit=words.READINGS_UNIT, sources=(LEDGER, "population"), last=scope.end, alt_text=words.readings_alt(scope.end, said),
    )  # fmt: skip
    if "military" in now.index and len(now) > 1:
        declared = table[(table["period"] == scope.end) & (table["key"] == "military")]
        band = float((declared["high"] - declared["low"]).iloc[0])
        st.markdown(page.escaped(words.spread(scope.end, min(said.values()), max(said.values()), band)))
    names = {tables.DECLARED: words.DECLARED} | {key: item.name.en for key, item in READINGS.items()}
    beside = tables.beside(scores, scope.end, names)
    if len(beside) > 1 and beside["key"].iloc[0] == tables.DECLARED:
        width = float(beside["index_high"].iloc[0] - beside["index_low"].iloc[0])
        st.markdown(page.escaped(words.index_spread(beside["index"].min(), beside["index"].max(), width)))
        page.evidence(
            beside.drop(columns="key"),
            key="beside",
            title=words.BESIDE,
            columns={name: st.column_config.NumberColumn(format="%.1f") for name in tables.BESIDE_COLUMNS[2:]},
        )
    st.subheader(words.ARGUMENTS)
    for item in READINGS.values():
        st.markdown(f"- **{page.escaped(item.name.en)}**: {page.escaped(item.argument)}")


def _dots(scope: page.Scope) -> None:
    agreements = tables.agreements(page.frame_of(scope.known, AGREEMENTS), scope.start, scope.end)
    bases = tables.bases(page.frame_of(scope.known, LEDGER), scope.start, scope.end)
    for key, title, table, field, names, unit, source, rows in (
        (
            "agreements",
            words.AGREEMENTS,
            agreements,
            "category",
            words.CATEGORIES,
            words.AGREEMENTS_UNIT,
            AGREEMENTS,
            words.AGREEMENT_ROWS,
        ),
        ("bases", words.BASES, bases, "sponsor", {}, words.BASES_UNIT, LEDGER, words.BASE_ROWS),
    ):
        newest = "" if table.empty else str(table["date"].iloc[-1])
        page.figure(
            scope, key, title, lambda table=table, field=field, names=names: charts.dots(table, field, names, scope.start, scope.end), table,  # type: ignore[misc]
            unit=unit, sources=(source,), last=newest[:7] or scope.end, alt_text=words.dots_alt(title, len(table), newest) if newest else title,
        )  # fmt: skip
        _rows(rows, table, f"{key}_rows")


def _rows(title: str, table: pd.DataFrame, key: str) -> None:
    box = st.expander(title, key=key, on_change="rerun", type="compact")
    if box.open and not table.empty:
        with box:
            page.evidence(table.iloc[::-1], key=key, title=title)
