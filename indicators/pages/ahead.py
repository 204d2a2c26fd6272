"""The end of the first page: what to watch, and how fresh each source is."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from indicators import months
from indicators.alerts import rules, surge
from indicators.charts import fresh as charts
from indicators.dimensions.conflict import deaths as counts
from indicators.dimensions.governance import transition
from indicators.model import EDITED, FIRST_PERIOD
from indicators.pages import alerts, figure, outlook, page
from indicators.registry import INDICATORS, PULSE_PARTS, SOURCES
from indicators.subject import SUBJECT
from indicators.tables import alerts as alert_tables
from indicators.tables import conflict, method, watch
from indicators.tables import outlook as outlook_tables
from indicators.wording import ahead as words
from indicators.wording import alerts as said
from indicators.wording import outlook as outlook_words
from indicators.wording import overview

BEHIND = tuple(dict.fromkeys(key for item in (*INDICATORS.values(), *PULSE_PARTS.values()) for key in item.sources))
APART = " · "
MOST = 3  # weak rows told


@page.cached(12)
def items(known: page.Known, day: str) -> list[str]:
    """What to watch on ``day``, each a paragraph of Markdown."""
    told = [
        *_alerts(known), *_promises(known, day), *_surge(known), *_releases(known), *_announced(known, day), *_weak(known, day),
        *_editions(known, day),
    ]  # fmt: skip
    return [f"**{head}** {text}" for head, text in told if text]


def _cited(row: dict[str, object], text: str) -> str:
    return f"{page.escaped(text)} {page.badge(str(row['source_grade']))} {page.cited(row)}"


def _alerts(known: page.Known) -> list[tuple[str, str]]:
    """The alerts in force but those about this instrument's own data, each with how often its rule was right."""
    told = alerts.lately(known)
    force = [one for one in told.force if rules.RULES[one.rule].kind != "upkeep"]
    lines = [
        f"{page.escaped(said.NAMES[rule])} ({page.escaped(_right(told.record[rule]))})" for rule in alert_tables.by_rule(force)
    ]
    return [(words.ALERTS, (APART.join(lines) or page.escaped(words.NO_ALERT)) + ".")]


def _right(rows: list[dict[str, Any]]) -> str:
    """How often a rule was right, in all countries where it is asked of all."""
    judged = [row for row in rows if row["judged"]]
    if not judged:
        return words.FACT
    row = max(judged, key=lambda one: one["judged"])
    return words.right(int(row["right"]), int(row["judged"]), row["group"] == "world")


def _surge(known: page.Known) -> list[tuple[str, str]]:
    """The frozen probability of a surge with its record, and when the watch flag goes up."""
    now = outlook.newest(known)
    rows = (
        []
        if now is None
        else [one for one in outlook_tables.stated(now).to_dict("records") if one["statement"] == surge.STATEMENT]
    )
    record = alerts.lately(known).record.get("surge_watch", [])
    flags = [one for one in record if one["group"] == "world" and one["judged"]]
    if not rows or now is None:
        return []
    told = [
        outlook_words.watch(now.origin, rows[0]["probability"], rows[0]["base_rate"], surge.SILENCE),
        outlook.alike(rows[0]),
    ]
    told += [outlook_words.flag(surge.LEAST, int(flags[0]["right"]), int(flags[0]["judged"]))] if flags else []
    return [(words.SURGE, page.escaped(" ".join(told)))]


def _promises(known: page.Known, day: str) -> list[tuple[str, str]]:
    late, ahead = watch.promises(page.frame_of(known, "promises"), day)
    told = []
    if late:
        gone = (pd.Timestamp(day) - pd.Timestamp(late["due"])).days / transition.DAYS_A_MONTH
        told.append(_cited(late, words.overdue(late["what"], late["made"], late["due"], gone)))
    told += [_cited(row, words.ahead(row["what"], row["due"])) for row in ahead]
    return [(words.PROMISED, APART.join(told) or words.NONE_PROMISED)]


def _releases(known: page.Known) -> list[tuple[str, str]]:
    last = page.last_month(known)
    every = conflict.by_period(page.snapshots(known), FIRST_PERIOD, last) if last else pd.DataFrame()
    if every.empty or not every["provisional"].iloc[-1]:
        return []
    final = every.loc[~every["provisional"], "period"].tolist()
    first, newest = every.loc[every["period"] > (final[-1] if final else ""), "period"].min(), every.iloc[-1]
    series = counts.monthly(page.snapshots(known), SUBJECT.code, *[months.ordinal(str(newest["period"]))] * 2)
    text = words.first_releases(
        str(first), str(newest["period"]), float(newest["best"]), float(series.low[0]), float(series.high[0])
    )
    odd = watch.thin(every.set_index("period")["best"], every["provisional"])
    return [(words.RELEASES, page.escaped(text)), *((words.ODD, page.escaped(words.odd(*one))) for one in odd)]


def _announced(known: page.Known, day: str) -> list[tuple[str, str]]:
    rows = watch.announced(page.frame_of(known, "governance_events"), day)
    return [(words.ANNOUNCED, APART.join(_cited(row, overview.event(row["date"], row["summary"])) for row in rows))]


def _weak(known: page.Known, day: str) -> list[tuple[str, str]]:
    rows = watch.weak({key: page.frame_of(known, key) for key in method.REPORTED}, day)[:MOST]
    return [(words.WEAK_ROWS, APART.join(_cited(row, overview.event(row["date"], row["summary"])) for row in rows))]


def _editions(known: page.Known, day: str) -> list[tuple[str, str]]:
    table = _table(known, day)
    dated = table[table["due"] != ""]
    late = dated[dated["late"]].sort_values("due")
    soon = dated[~dated["late"]].sort_values("due").head(1)
    following = (str(soon["name"].iloc[0]), str(soon["due"].iloc[0])) if len(soon) else None
    return [(words.EDITIONS, page.escaped(words.editions(list(zip(late["name"], late["due"], strict=True)), following)))]


@page.cached(12)
def _table(known: page.Known, day: str) -> pd.DataFrame:
    """Each source behind the scores with its name; the tables edited by hand are one line, outlines none."""
    table = watch.fresh(page.snapshots(known), BEHIND, day)
    edited = table["key"].map(lambda key: SOURCES[key].kind.edited)
    own = table[edited].sort_values("published").tail(1).assign(key=EDITED)
    rest = table[~edited & (table["due"] != "")]
    both = pd.concat([own, rest], ignore_index=True)
    return both.assign(
        name=[words.FRESH_NAMES.get(key, words.LEDGERS) for key in both["key"]],
        when=[words.due(due, late) for due, late in zip(both["due"], both["late"], strict=True)],
    )


def fresh(scope: page.Scope) -> page.Figure:
    """How fresh each source is."""
    return _fresh(scope, figure.known_on(scope))


@page.cached(100)
def _fresh(scope: page.Scope, day: str) -> page.Figure:
    table = _table(scope.known, day)
    dated = table[table["due"] != ""]
    told = [words.fresh_row(*row) for row in table[["name", "last", "published", "when"]].itertuples(index=False, name=None)]
    start = table["last"].min() if len(table) else scope.start
    title = words.fresh_finding(int(dated["late"].sum()), len(dated), str(dated["last"].max()), str(dated["last"].min()))
    return page.Figure(
        "fresh", title, words.FRESH_UNIT, lambda: charts.fresh(table, start, day[:7]), table, BEHIND, start, day[:7], words.fresh_alt(told),
        words.FRESH_NOTE,
    )  # fmt: skip


def watch_list(scope: page.Scope) -> None:
    """Draw what to watch; it is told of the day of knowledge, whatever months are chosen, as is how fresh each source is."""
    st.header(words.WATCH, anchor="watch")
    st.caption(words.WATCH_NOTE)
    told = items(scope.known, figure.known_on(scope))
    half = (len(told) + 1) // 2
    for column, part in zip(st.columns(2, gap="large"), (told[:half], told[half:]), strict=True):
        column.markdown("\n\n".join(part))
    outlook.link("alerts", words.ALL_ALERTS)
