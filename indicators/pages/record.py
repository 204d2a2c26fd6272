"""How well the forecasts did and where they failed: the second half of the page on the outlook."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators import countries, folders, wording
from indicators.charts import record as charts
from indicators.outlook import backtest
from indicators.outlook.panel import TOTALS
from indicators.pages import address, page
from indicators.pages.known import stamp, wordless
from indicators.registry import SOURCES
from indicators.store import commit, package, read, scorecard
from indicators.subject import SUBJECT
from indicators.tables import record as tables
from indicators.wording import record as words

BEHIND = (TOTALS,)
SCORED = ("evidence", "figures", "model", "crps", "ignorance", "interval_score", "covered90", "cases")


def show(scope: page.Scope) -> None:
    """Draw both; they tell of what is stored, whatever day and months are chosen."""
    st.header(words.TITLE, anchor="record")
    st.caption(page.escaped(words.NOTE))
    if scope.known.as_of is not None:
        st.caption(page.escaped(words.made_later(scope.known.as_of)))
    kept = record(stamp())
    if kept.gains.empty:
        st.info(page.escaped(words.NO_RECORD))
        return
    with st.container(horizontal=True, gap="medium"):
        _against().segments()
        _measure().segments()
    page.draw(scope, gains(scope), level=3)
    _averages(kept)
    _frozen()
    _failed(scope, kept)


@wordless(3)
def record(stamp_: str) -> tables.Record:
    """What the folder keeps, as of its index file's time and size."""
    del stamp_
    return tables.stored(folders.folder())


def covered() -> float | None:
    """How often the band for nine in ten held the subject's months in the backtest."""
    return tables.covered(record(stamp()))


def _against() -> address.Choice:
    return address.Choice("against", words.AGAINST, list(words.BENCHMARKS), tables.SMOOTHED, words.BENCHMARKS.__getitem__)


def _measure() -> address.Choice:
    return address.Choice("measure", words.MEASURE, list(words.MEASURES), "crps", words.MEASURES.__getitem__)


def _group() -> address.Choice:
    names = {key: words.GROUPS[key] for key in (tables.SUBJECT_ONLY, tables.WORLD)}
    return address.Choice("failed", words.GROUP, list(names), tables.SUBJECT_ONLY, names.__getitem__)


def gains(scope: page.Scope) -> page.Figure:
    """Loss against a benchmark by group of countries."""
    against, measure = _against().value(), _measure().value()
    table = tables.gains(record(stamp()), against, measure)
    told = [words.gains_row(words.GROUPS[row[0]], *row[1:]) for row in table.itertuples(index=False, name=None)]
    ends = {str(row[0]): row[1:] for row in table.itertuples(index=False, name=None)}
    both = [*ends.get(tables.SUBJECT_ONLY, ()), *ends.get(tables.WORLD, ())]
    title = words.gains_finding(*both) if len(both) == 6 else words.TITLE
    unit = f"{words.MEASURES[measure]}{wording.COLON} {words.GAINS_UNIT}"
    del scope
    return page.Figure(
        "gains", title, unit, partial(charts.gains, table, words.GROUPS), table, BEHIND,
        *backtest.TARGETS, words.gains_alt(told), words.GAINS_NOTE, words.BENCHMARKS[against], empty=words.NO_RECORD,
    )  # fmt: skip


def _averages(kept: tables.Record) -> None:
    box = st.expander(words.AVERAGES, key="box_averages", on_change="rerun", type="compact")
    if box.open:
        with box:
            group = address.Choice(
                "group", words.GROUP, list(words.GROUPS), tables.SUBJECT_ONLY, words.GROUPS.__getitem__
            ).select(320)
            table = tables.averages(kept, group)
            shown = table.assign(measure=table["measure"].map(words.ROWS)).rename(
                columns={"measure": words.WHAT, **words.MODELS}
            )
            number = st.column_config.NumberColumn(format="%.2f")
            st.dataframe(shown, hide_index=True, key="rows_averages", column_config=dict.fromkeys(shown.columns[1:], number))
    with st.expander(words.TECHNICAL, key="box_technical", type="compact"):
        st.markdown("\n".join(f"- {page.escaped(one)}" for one in words.TECHNICAL_NOTES))


def _frozen() -> None:
    box = st.expander(words.FROZEN, key="box_frozen", on_change="rerun", type="compact")
    if box.open:
        with box:
            table = _scored(stamp())
            if table.empty:
                st.markdown(page.escaped(words.NO_FROZEN))
                return
            told = {"evidence": words.EVIDENCE, "figures": words.FIGURES, "model": words.MODELS}
            page.rows(table.assign(**{name: table[name].map(names) for name, names in told.items()}), key="rows_scored")


@wordless(3)
def _scored(stamp_: str) -> pd.DataFrame:
    """The subject's frozen forecasts against what came: SCORED."""
    del stamp_
    root = folders.folder()
    found = scorecard.scorecard(root, package.entries(commit.read_index(root)), read.load(), SOURCES)
    own = found[(found["evidence"] != scorecard.BACKTEST) & (found["group"] == tables.SUBJECT_ONLY) & (found["slice"] == "all")]
    return own[list(SCORED)].reset_index(drop=True)


def _failed(scope: page.Scope, kept: tables.Record) -> None:
    st.header(words.FAILED, anchor="failed")
    years, every = tables.lost_years(kept)
    st.markdown(page.escaped(words.years([words.year(*row) for row in years.itertuples(index=False, name=None)], every)))
    worst, lost, of = tables.lost_countries(kept)
    if of:
        named = [words.country(countries.shown(row["country"]), row["change"]) for row in worst.to_dict("records")]
        st.markdown(page.escaped(words.countries(lost, of, named)))
    _group().segments(hidden=True)
    page.draw(scope, misses(scope), level=3)


def misses(scope: page.Scope) -> page.Figure:
    """The forecasts that missed most."""
    group = _group().value()
    rows = tables.misses(record(stamp()), group)
    own = group == tables.SUBJECT_ONLY
    names = [
        wording.month(period) if own else words.missed(countries.shown(code), period)
        for code, period in zip(rows["country"], rows["period"], strict=True)
    ]
    table = rows.assign(name=names)
    told = [words.misses_finding(*row) for row in table[["name", "deaths", "p05", "p95"]].itertuples(index=False, name=None)]
    del scope
    return page.Figure(
        "misses", told[0] if told else words.FAILED, words.MISSES_UNIT, partial(charts.misses, table), table, BEHIND, *backtest.TARGETS,
        words.misses_alt([f"{one}." for one in told]), words.FAILED_NOTE, SUBJECT.name.here if own else words.GROUPS[tables.WORLD],
        empty=words.NO_RECORD,
    )  # fmt: skip


FIGURES = {"gains": gains, "misses": misses}
