"""Alerts: those in force on the day of knowledge, all there were, how often their rules were right, and how to be told."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators import folders
from indicators.alerts import rules
from indicators.alerts.rule import Alert
from indicators.alerts.rule import Known as Seen
from indicators.charts import alerts as charts
from indicators.pages import feed, outlook, page
from indicators.pages.known import stamp, wordless
from indicators.relations import WEB
from indicators.store import alerting, hindsight
from indicators.subject import SUBJECT
from indicators.tables import alerts as tables
from indicators.tables import unseen
from indicators.wording import alerts as said
from indicators.wording import rules as words

BEHIND = ("ucdp_totals", "governance_events", "promises", "foreign_forces", "territory")
COMMANDS = (
    "python -m indicators alerts --feed alerts.xml",
    "python -m indicators alerts --mail",
    "python -m indicators refresh",
)
GLANCE = ["since", "rule", "said", "came"]


def show(scope: page.Scope) -> None:
    """Draw the page for the day of knowledge; the months chosen tell how far back the history goes."""
    told = now(scope.known)
    st.header(page.escaped(said.heading(SUBJECT.name.here, told.day, len(told.force))), anchor="force")
    if told.withheld:
        st.info(page.escaped(said.NO_RECORD))
    _force(told)
    _ended(told)
    _blind(scope, told)
    page.draw(scope, given(scope))
    _rows(scope)
    page.draw(scope, right(scope))
    _rules(told)
    _subscribe(told)


@wordless(4)
def now(known: page.Known) -> tables.Told:
    """What is said on the day of knowledge, with every alert there was."""
    return of(known, history=True)


@wordless(4)
def lately(known: page.Known) -> tables.Told:
    """The same without alerts that ended a month or more before: much faster."""
    return of(known, history=False)


def of(known: page.Known, history: bool) -> tables.Told:
    """What the rules say of what is known."""
    root, day = folders.folder(), outlook.day_of(known)
    moves = tuple(one for one in alerting.moves(root) if one.day <= day)
    seen = Seen(page.snapshots(known), day, SUBJECT.code, moves, history)
    return tables.of(seen, alerting.table(root, alerting.RECORD), str(alerting.manifest(root).get("made", "")))


def _force(told: tables.Told) -> None:
    if not told.force:
        st.markdown(page.escaped(said.NONE))
    upkeep = [one for one in told.force if rules.RULES[one.rule].kind == "upkeep"]
    for rule, own in tables.by_rule(one for one in told.force if one not in upkeep).items():
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{page.escaped(said.NAMES[rule])}**")
            st.markdown("\n".join(f"- {_alert(one)}" for one in own))
            st.caption("  \n".join(map(page.escaped, _recorded(told, rule))))
    if upkeep:
        with st.expander(words.upkeep(len(upkeep)), key="box_upkeep", type="compact"):
            st.markdown("\n".join(f"- {_alert(one)}" for one in upkeep))


def _alert(one: Alert) -> str:
    """An alert in a sentence, with its days and where a reader can look."""
    days = said.since(one.since, one.until)
    return f"{page.escaped(said.said(one.rule, one.values))} {page.escaped(f'({days})')}{_link(one.link)}"


def _link(address: str) -> str:
    """Where a reader can look; nothing where an address is not one of the web."""
    if not pd.Series([address]).str.fullmatch(WEB.regex).iloc[0]:
        return ""
    return f" **[{words.LINK}]({address.replace('(', '%28').replace(')', '%29')})**"


def _recorded(told: tables.Told, rule: str) -> list[str]:
    """When an alert ends and what right means, and the record of its rule, in lines."""
    return [" ".join(one for one in (said.ENDS[rule], said.RIGHT.get(rule, "")) if one), *map(said.record, told.record[rule])]


def _ended(told: tables.Told) -> None:
    ended = told.ended()
    if ended:
        st.markdown(f"**{said.ENDED}**")
        st.markdown("\n".join(f"- {page.escaped(said.NAMES[one.rule])}: {_alert(one)}" for one in ended))


def _blind(scope: page.Scope, told: tables.Told) -> None:
    st.header(words.BLIND, anchor="blind")
    st.caption(page.escaped(words.BLIND_NOTE))
    if told.lately[1]:
        st.markdown(page.escaped(said.unseen(list(told.unseen), *told.lately)))
    table = _unseen(scope.known)
    box = st.expander(words.blind_rows(len(table)), key="box_blind", on_change="rerun", type="compact")
    if box.open and len(table):
        with box:
            page.evidence(
                table, key="blind", title=words.BLIND, glance=["period", "deaths", "usual", "placed", "usual_placed", "why"]
            )


@wordless(4)
def _unseen(known: page.Known) -> pd.DataFrame:
    return unseen.table(page.snapshots(known)).round({"usual": 1, "placed": 2, "usual_placed": 2, "chance": 3})


@wordless(12)
def _history(known: page.Known, start: str) -> pd.DataFrame:
    issue = outlook.standing(known)
    own = pd.DataFrame(columns=list(hindsight.STATEMENT_COLUMNS)) if issue is None else issue.own
    return tables.history(now(known), own, start)


def given(scope: page.Scope) -> page.Figure:
    """Every alert there was, a line a rule."""
    table, day = _history(scope.known, scope.start), now(scope.known).day
    first, most = _most(table["rule"])
    title = words.given_finding(len(table), int(table["force"].sum()), [said.NAMES[key] for key in first], most)
    return page.Figure(
        "given", title, words.GIVEN_UNIT, partial(charts.given, table, said.NAMES, scope.start, day), table, BEHIND, scope.start,
        max(day[:7], scope.start), words.given_alt(_counted(table["rule"])), words.GIVEN_NOTE, empty=words.NONE_GIVEN,
    )  # fmt: skip


def _most(column: pd.Series) -> tuple[list[str], int]:
    """The rules with most alerts, and how many these are."""
    counts = column.value_counts()
    most = int(counts.max()) if len(counts) else 0
    return [key for key in rules.RULES if counts.get(key, 0) == most and most], most


def _counted(column: pd.Series) -> list[str]:
    counts = column.value_counts()
    return [words.given_row(said.NAMES[key], int(counts[key])) for key in rules.RULES if key in counts]


def _rows(scope: page.Scope) -> None:
    box = st.expander(words.ROWS, key="box_alerts", on_change="rerun", type="compact")
    if box.open:
        with box:
            sentences = {(one.rule, one.about): said.said(one.rule, one.values) for one in now(scope.known).given}
            table = _history(scope.known, scope.start)
            keys = zip(table["rule"], table["about"], strict=True)
            shown = table.assign(
                said=[sentences[key] for key in keys], rule=table["rule"].map(said.NAMES), came=table["came"].map(words.CAME)
            )  # fmt: skip
            page.evidence(
                shown[["since", "until", "rule", "said", "came", "link"]], key="alerts", title=words.ROWS, glance=GLANCE
            )


@wordless(3)
def _stored(stamp_: str) -> pd.DataFrame:
    del stamp_
    return tables.precisions(alerting.table(folders.folder(), alerting.RECORD))


def right(scope: page.Scope) -> page.Figure:
    """How often each rule that can be right or wrong was right."""
    rows = _stored(stamp())
    names = [
        words.judged(said.NAMES[row["rule"]], row["group"] == "subject", row["figures"], int(row["right"]), int(row["judged"]))
        for row in rows.to_dict("records")
    ]
    table = rows.assign(name=names)
    del scope
    return page.Figure(
        "right", _right_title(rows), words.RIGHT_UNIT, partial(charts.right, table), table, BEHIND, "2000-01", "2025-12",
        words.right_alt(names), words.RIGHT_NOTE, words.BOTH, empty=said.NO_RECORD,
    )  # fmt: skip


def _right_title(rows: pd.DataFrame) -> str:
    found = {row["group"]: row for row in rows[rows["rule"] == "surge_watch"].to_dict("records")}
    if set(found) != {"subject", "world"}:
        return words.RIGHT_TITLE
    own, world = found["subject"], found["world"]
    return words.right_finding(*(int(row[name]) for row in (own, world) for name in ("right", "judged")))


def _rules(told: tables.Told) -> None:
    st.header(words.RULES, anchor="rules")
    st.caption(page.escaped(words.RULES_NOTE + (f" {said.made(told.made)}" if told.made else "")))
    with st.grid(2, min_column_width=380):
        for key in told.record:
            with st.container(gap="xxsmall"):
                lines = [words.when(said.WHEN[key]), said.ENDS[key], said.RIGHT.get(key, "")]
                st.markdown(f"**{page.escaped(said.NAMES[key])}.** {page.escaped(' '.join(one for one in lines if one))}")
                st.caption(
                    "  \n".join(page.escaped(said.record(row)) for row in told.record[key]) or page.escaped(said.NO_RECORD)
                )


def _subscribe(told: tables.Told) -> None:
    st.header(words.SUBSCRIBE, anchor="subscribe")
    for (head, text), command in zip(words.WAYS, COMMANDS, strict=True):
        st.markdown(f"**{head}** {page.escaped(text)}")
        st.code(command, language=None, wrap_lines=True)
    st.download_button(
        words.FEED, partial(feed.atom, told), file_name=f"{SUBJECT.name.en.lower()}_alerts.xml", mime="application/atom+xml",
        key="csv_feed", on_click="ignore", icon=":material/rss_feed:",
    )  # fmt: skip


FIGURES = {"given": given, "right": right}
