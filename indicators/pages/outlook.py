"""The outlook: what is forecast of the coming months and stated of the year, what came, and how often such words came true."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators import folders, months, strict
from indicators.charts import outlook as charts
from indicators.outlook import backtest, outcomes
from indicators.outlook.panel import SUMMED, TOTALS, Panel
from indicators.pages import address, figure, page, record
from indicators.pages.known import newest_day, wordless
from indicators.store import hindsight, issues, scorecard
from indicators.tables import outlook as tables
from indicators.wording import outlook as words

SOURCES = (TOTALS,)
SOON = 3  # months after the day of knowledge that are told in words


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    choice = _origin(scope)
    if choice is None:
        first = min(_origins(scope.known), default="")
        st.info(page.escaped(words.none(first)))
    else:
        told = _issue(scope.known, choice.value())
        choice.select(420)
        st.markdown(page.escaped(_basis(told)))
        if coming := _coming(scope.known, choice.value()):
            st.markdown(f"**{words.SOON}.** {page.escaped(words.soon(coming))}")
        page.draw(scope, fan(scope))
        _said(told)
        page.draw(scope, reliability(scope))
    page.draw(scope, provisional(scope))
    record.show(scope)
    st.header(words.NOT_FOR, anchor="not-for")
    for note in words.NOT_FOR_NOTES:
        st.markdown(f"- {page.escaped(note)}")


def today(known: page.Known) -> bool:
    """Whether all that is stored was known, so that what was made of it may be shown too."""
    return known.as_of is None or known.as_of >= newest_day(page.Known(known.stamp))


def day_of(known: page.Known) -> str:
    """The day of knowledge (ISO), today where none is chosen."""
    return figure.known_on(page.Scope(known, "", ""))


@wordless(6)
def whole(known: page.Known) -> Panel | None:
    """Deaths by country and month as known, None where the subject's are not."""
    return tables.known_panel(page.snapshots(known))


@wordless(6)
def frozen(known: page.Known) -> list[str]:
    """Origins of the issues that may be shown on the day, the newest first."""
    return tables.frozen_origins(folders.folder(), day_of(known), whole(known))


@wordless(4)
def standing(known: page.Known) -> tables.Issue | None:
    """What is said from the newest figures known: frozen where it is, else made now; None where nothing can be."""
    panel, origins = whole(known), frozen(known)
    if origins and (panel is None or origins[0] == months.period(panel.last)):
        return _frozen(known, origins[0])
    return None if panel is None else tables.made(panel)


def _frozen(known: page.Known, origin: str) -> tables.Issue:
    kept = scorecard.table(folders.folder(), "backtest_statements")
    own = pd.DataFrame(columns=list(hindsight.STATEMENT_COLUMNS)) if kept is None else kept
    return tables.frozen(folders.folder(), origin, day_of(known), own)


@wordless(6)
def _origins(known: page.Known) -> dict[str, str]:
    """Every origin to choose from with what it is (``tables.Basis``), the newest first."""
    now = standing(known)
    if now is None:
        return {}
    kept = scorecard.table(folders.folder(), "backtest_forecasts") if today(known) else None
    past = [] if kept is None else [str(one) for one in kept["origin"].unique()]
    found = {**dict.fromkeys(past, "backtest"), **dict.fromkeys(frozen(known), "frozen"), now.origin: now.basis}
    return dict(sorted(found.items(), reverse=True))


@wordless(60)
def _issue(known: page.Known, origin: str) -> tables.Issue:
    now = standing(known)
    assert now is not None
    if origin == now.origin:
        return now
    if _origins(known)[origin] == "frozen":
        return _frozen(known, origin)
    found = tables.backtested(folders.folder(), origin, now)
    assert found is not None
    return found


def _origin(scope: page.Scope) -> address.Choice | None:
    """The origin chosen: the newest up to the last month chosen; None where there is none."""
    every = _origins(scope.known)
    reached = [one for one in every if one <= scope.end]
    if not reached:
        return None
    return address.Choice("origin", words.ORIGIN, list(every), reached[0], partial(_named, scope.known))


def _named(known: page.Known, origin: str) -> str:
    basis = _origins(known).get(origin)
    if basis == "frozen":
        return words.named(origin, words.frozen_on(_issue(known, origin).frozen))
    return words.named(origin, words.BACKTEST if basis == "backtest" else words.NOT_FROZEN)


def _basis(told: tables.Issue) -> str:
    if told.basis == "backtest":
        return words.backtest(told.origin, backtest.CONFIGURATIONS, backtest.CONFIGURATIONS_ON_TARGETS)
    if told.basis == "known":
        return words.known(told.origin)
    if told.later:
        return words.frozen_later(told.origin, told.frozen)
    last = months.ordinal(told.origin)
    return words.frozen(told.origin, told.frozen, sum(outcomes.late(told.frozen, last + lead) for lead in range(1, 13)))


@wordless(60)
def _fan(known: page.Known, origin: str) -> pd.DataFrame:
    panel = whole(known)
    assert panel is not None
    return tables.fan(_issue(known, origin), panel, page.snapshots(known))


def _coming(known: page.Known, origin: str) -> list[tuple[str, float, float, float]]:
    """The forecast's first months after that of the day of knowledge: month, bounds of nine in ten, middle."""
    table = _fan(known, origin)
    rows = table[(table["lead"] > 0) & (table["period"] > day_of(known)[:7])].head(SOON)
    return list(rows[["period", "p05", "p50", "p95"]].itertuples(index=False, name=None))


def fan(scope: page.Scope) -> page.Figure:
    """The forecast by month beside what came."""
    choice = _origin(scope)
    table = pd.DataFrame(columns=list(tables.FAN_COLUMNS)) if choice is None else _fan(scope.known, choice.value())
    title, note = _fan_title(table), " ".join(one for one in (words.RING, words.ONE_MONTH, _held()) if one)
    coming = table[table["lead"] > 0]
    shown = [words.fan_row(*row) for row in coming[["period", "p05", "p50", "p95"]].itertuples(index=False, name=None)]
    origin = choice.value() if choice else scope.end
    start, end = (str(table["period"].iloc[0]), str(table["period"].iloc[-1])) if len(table) else (scope.start, scope.end)
    return page.Figure(
        "fan", title, words.FAN_UNIT, lambda: charts.ahead(table, origin), table, (TOTALS, SUMMED), start, end, words.fan_alt(origin, shown),
        note, empty=words.none(min(_origins(scope.known), default="")),
    )  # fmt: skip


def _held() -> str:
    share = record.covered()
    return "" if share is None else words.held_note(share)


def _fan_title(table: pd.DataFrame) -> str:
    if table.empty:
        return words.TITLE
    found = tables.outcomes(table)
    if found.empty:
        first = table[table["lead"] == 1].iloc[0]
        return words.ahead(*(first[name] for name in ("period", "p05", "p25", "p75", "p95")))
    far = found.iloc[int(found["outside"].abs().argmax())]
    inside = int((found["outside"] == 0).sum())
    return words.came(len(found), inside, str(far["period"]), float(far["deaths"]), float(far["outside"]))


def _said(told: tables.Issue) -> None:
    st.header(words.SAID, anchor="statements")
    st.caption(page.escaped(words.SAID_NOTE))
    rows = tables.stated(told).to_dict("records")
    if not rows:
        st.info(page.escaped(words.NO_STATEMENT))
        return
    with st.grid(4, min_column_width=230, height="stretch"):
        for row in rows:
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.metric(words.STATEMENTS[row["statement"]], words.probability(row["probability"]))
                st.caption(page.escaped(" ".join(_record(row))))
    st.caption(page.escaped(words.SURGE))


def _record(row: dict[Any, Any]) -> list[str]:
    """The record of a statement in sentences."""
    told = [words.outcome(bool(row["happened"]))] if pd.notna(row["happened"]) else []
    told += [words.base(row["base_rate"]), alike(row)]
    told += [words.own(row["own_cases"], row["own_happened"])] if row["own_cases"] else []
    return told + ([words.skill(row["skill"])] if pd.notna(row["skill"]) else [])


def alike(row: dict[Any, Any]) -> str:
    """What became of statements with such a probability."""
    if not row["class_cases"]:
        return words.never(row["from"], row["to"])
    return words.reliable(row["from"], row["to"], row["class_cases"], row["class_happened"])


def reliability(scope: page.Scope) -> page.Figure:
    """How often what was stated came true, a panel a statement."""
    choice = _origin(scope)
    now = None if choice is None else _issue(scope.known, choice.value())
    table = pd.DataFrame(columns=["statement", "near"]) if now is None else tables.reliable(now)
    near, every = int(table["near"].sum()), len(table)
    panels = [
        page.Panel(words.STATEMENTS[key], _panel(now, key), partial(charts.held, table[table["statement"] == key]))
        for key in tables.STATED if now is not None and (table["statement"] == key).any()
    ]  # fmt: skip
    return page.Figure(
        "reliability", words.reliable_finding(near, every), words.RELIABLE_UNIT, lambda: charts.held(table), table, SOURCES, "2000-01",
        scope.end, words.reliable_alt(near, every), words.RELIABLE_NOTE, words.EVERY, panels=panels,
        empty=words.none(min(_origins(scope.known), default="")) if now is None else words.reliable_finding(0, 0),
    )  # fmt: skip


def _panel(now: tables.Issue | None, key: str) -> str:
    rows = [] if now is None else [one for one in tables.stated(now).to_dict("records") if one["statement"] == key]
    return f"{words.probability(rows[0]['probability'])} · {words.base(rows[0]['base_rate'])}" if rows else ""


@wordless(6)
def _provisional(known: page.Known) -> tuple[pd.DataFrame, int, int]:
    return tables.provisional(page.snapshots(known))


def provisional(scope: page.Scope) -> page.Figure:
    """The months that may still be revised, as a band."""
    table, inside, every = _provisional(scope.known)
    if table.empty:
        title = words.NO_BAND
    else:
        last = table.iloc[-1]
        known = pd.notna(last["low"])
        title = words.nowcast_finding(*last[["period", "released", "low", "high"]]) if known else words.nowcast_plain(
            *last[["period", "released"]]
        )  # fmt: skip
    start, end = (str(table["period"].iloc[0]), str(table["period"].iloc[-1])) if len(table) else (scope.end, scope.end)
    factors = int(table["factors"].iloc[-1]) if len(table) else 0
    return page.Figure(
        "provisional", title, words.NOWCAST_UNIT, lambda: charts.provisional(table), table, SOURCES, start, end, title,
        words.nowcast_note(factors, inside, every), empty=words.NO_BAND,
    )  # fmt: skip


BARE = 76  # pixels of a figure; kept while the browser loads what draws it


def card(scope: page.Scope) -> None:
    """The card of the first page: the newest frozen forecast's statements, each with its record; nothing is made for it."""
    now = newest(scope.known)
    if now is None or now.origin > scope.end:
        st.markdown(f"**{page.escaped(words.CARD_NAME)}**")
    if now is None:
        every = [str(strict.parse_json(data)["frozen"]) for data in issues.manifests(folders.folder()).values()]
        st.caption(page.escaped(words.card_none(min(every, default=""))))
    elif now.origin > scope.end:
        st.caption(page.escaped(words.card_before(now.origin)))
    else:
        _card(now)
    link("outlook", words.CARD_MORE)


@wordless(6)
def newest(known: page.Known) -> tables.Issue | None:
    """The newest frozen issue that may be shown on the day; None where there is none."""
    origins = frozen(known)
    return _frozen(known, origins[0]) if origins else None


def _card(now: tables.Issue) -> None:
    rows = {str(row["statement"]): row for row in tables.stated(now).to_dict("records")}
    if not rows:
        st.caption(page.escaped(words.NO_STATEMENT))
        return
    first = rows[tables.STATED[0]]
    st.metric(words.CARD_SAID, words.probability(first["probability"]), height=BARE)
    st.caption(
        page.escaped(f"{words.from_figures(now.origin)} {words.base(first['base_rate'])} {alike(first)} {words.NO_SHOCKS}")
    )


def link(name: str, label: str) -> None:
    """A link to another page, where there are others."""
    if "_pages" in st.session_state:
        st.page_link(st.session_state["_pages"][name], label=label, icon=":material/arrow_forward:")


FIGURES = {"fan": fan, "reliability": reliability, "provisional": provisional, **record.FIGURES}
