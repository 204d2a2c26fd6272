"""Armed actors: in how many deaths each was part, whom it killed, whom it lost; when, against whom and where; and who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from indicators import months
from indicators.charts import actors as charts
from indicators.charts import maps, palette
from indicators.pages import address, page
from indicators.pages.figure import Panel
from indicators.pages.map import BOUNDS, shapes, towns
from indicators.tables import actors as tables
from indicators.tables import conflict, parties, places
from indicators.tables.parties import CIVILIANS, ORDER, OTHER
from indicators.wording import actors as words
from indicators.wording import terms

EVENTS, LEDGER = "ucdp_ged", "actors"
MOST = 10  # other sides and places that have a bar
GLANCE = ["ucdp", "full_name", "date", "until", "summary", "source_grade", "source_url"]
MEASURE = address.Choice("show", lambda: words.MEASURE, list(tables.MEASURES), "deaths", lambda key: words.MEASURES[key])
STEP = address.Choice("by", lambda: words.STEP, list(tables.STEPS), "year", lambda key: words.STEPS[key])
ACTOR = address.Choice("actor", lambda: words.ACTOR, list(ORDER), "JNIM", lambda key: words.PARTIES[key])
LEVEL = address.Choice("level", lambda: words.LEVEL, list(conflict.LEVELS), "cercle", lambda key: words.LEVELS[key])


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    st.caption(page.escaped(words.fresh(*conflict.placed(page.snapshots(scope.known), scope.start, scope.end))))
    if _events(scope).empty:
        st.info(words.NOTHING)
        _who(scope)
        return
    page.draw(scope, shares(scope))
    box = st.expander(words.HOW, key="box_how", type="compact")
    box.markdown("\n".join(f"- {page.escaped(line)}" for line in words.HOW_LINES))
    _when(scope)
    _one(scope)
    _who(scope)


@page.cached(4)
def _known(known: page.Known) -> pd.DataFrame:
    return conflict.known(page.snapshots(known))


def _events(scope: page.Scope) -> pd.DataFrame:
    """The events of the months chosen."""
    return conflict.within(_known(scope.known), scope.start, scope.end, conflict.TYPES, "region", None)


def _parties(scope: page.Scope) -> parties.Named:
    return parties.named(page.frame_of(scope.known, LEDGER))


def _last(scope: page.Scope) -> str:
    return page.through(_events(scope), scope)


def shares(scope: page.Scope) -> page.Figure:
    """Three bars of each party: deaths in events it was part of, civilians it killed, and whose the dead were."""
    events, named = _events(scope), _parties(scope)
    table, sums = tables.shares(events, named), tables.balance(events, named)
    panels = [
        Panel(words.PART, words.PART_NOTE, lambda: _bars(table, "deaths", "share")),
        Panel(words.KILLED, words.KILLED_NOTE, lambda: _bars(table, "killed_civilians")),
        Panel(words.DEAD, words.DEAD_NOTE, lambda: _dead(events, named)),
    ]
    first, killers = (_top(table, "party", name) for name in ("deaths", "killed_civilians"))
    title = words.parties_finding(*first, sums.deaths, *killers, sums.one_sided)
    shown = table.assign(party=table["party"].map(words.PARTIES))
    return page.Figure(
        "parties", title, words.PARTIES_UNIT, panels[0].chart, shown, (EVENTS, LEDGER), min(scope.start, _last(scope)), _last(scope),
        words.parties_alt(sums.deaths), words.adding(sums.deaths, sums.counted, sums.one_sided, sums.counted_one_sided), panels=panels,
    )  # fmt: skip


def _top(table: pd.DataFrame, key: str, value: str) -> tuple[list[str], int]:
    """Who has most, several where even, and how much; nobody where it is nothing."""
    most = int(table[value].max()) if len(table) else 0
    return (table.loc[table[value] == most, key].astype(str).tolist() if most else []), most


def _bars(table: pd.DataFrame, value: str, share: str | None = None) -> Any:
    rows = table[table[value] > 0].sort_values(value, ascending=False, kind="stable")
    parts: Sequence[float | None] = list(rows[share]) if share else [None] * len(rows)
    told = [words.told(number, part) for number, part in zip(rows[value], parts, strict=True)]
    shown = pd.DataFrame({"name": rows["party"].map(words.PARTIES), "number": rows[value], "told": told})
    return charts.bars(shown, [_role(str(one)) for one in rows["party"]])


def _dead(events: pd.DataFrame, named: parties.Named) -> Any:
    rows = tables.dead(events, named)
    rows = rows[rows["deaths"] > 0]
    shown = pd.DataFrame({"name": rows["whose"].map(_named), "number": rows["deaths"], "told": rows["deaths"].map(words.told)})
    return charts.bars(shown, [_role(str(one)) for one in rows["whose"]])


def _named(whose: str) -> str:
    """What a reader calls a party, civilians, the dead of several sides or of none."""
    others = {CIVILIANS: words.CIVILIANS, tables.SEVERAL: words.SEVERAL, tables.UNKNOWN: words.UNKNOWN}
    return others.get(whose) or words.PARTIES[whose]


def _role(whose: str) -> str:
    """The colour of a party (palette.ACTORS); civilians have that of one-sided violence, what belongs to nobody is pale."""
    if whose == CIVILIANS:
        return "@one_sided"
    return "@faint" if whose in (tables.SEVERAL, tables.UNKNOWN) else palette.actor(whose)


def timeline(scope: page.Scope) -> page.Figure:
    """A lane for each party, by year or month."""
    events, named, measure, step = _events(scope), _parties(scope), MEASURE.value(), STEP.value()
    table = tables.when(events, named, measure, step)
    shown = [one for one in ORDER if one in set(tables.shares(events, named)["party"])]
    told = table.assign(name=table["party"].map(words.PARTIES))
    names, roles = [words.PARTIES[one] for one in shown], [palette.actor(one) for one in shown]
    unseen = _unseen(scope)
    top = table[table["number"] == table["number"].max()]
    best = [(str(row["party"]), str(row["period"]), int(row["number"])) for row in top.to_dict("records")]
    return page.Figure(
        "when", words.when_finding(measure, step, best), words.when_unit(measure, step),
        lambda: charts.lanes(told, names, roles, unseen, scope.start, scope.end, step, words.UNSEEN),
        told[["period", "name", "number"]].rename(columns={"name": "party"}), (EVENTS, LEDGER), scope.start, scope.end,
        words.when_alt(len(names), scope.start, scope.end), words.WHEN_NOTE, empty=words.NO_DEATHS,
    )  # fmt: skip


def _unseen(scope: page.Scope) -> list[tuple[str, str]]:
    """First and last months of the spans without events, within the months chosen."""
    known = page.snapshots(scope.known)
    found: list[tuple[str, str]] = []
    for number in range(months.ordinal(scope.start), months.ordinal(scope.end) + 1):
        one = months.period(number)
        if conflict.placed(known, one, one)[0]:
            continue
        if found and months.ordinal(found[-1][1]) == number - 1:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return found


def _when(scope: page.Scope) -> None:
    figure = timeline(scope)
    st.header(page.escaped(figure.title), anchor="when")
    with st.container(horizontal=True):
        MEASURE.select(360)
        STEP.select(120)
    page.draw(scope, figure, heading=False)


def against(scope: page.Scope) -> page.Figure:
    """The other sides of one party's events."""
    party = ACTOR.value()
    table = tables.against(_events(scope), _parties(scope), party)
    opponents, most = _top(table, "opponent", "deaths")
    title = words.against_finding(party, opponents, most, int(table["deaths"].sum()), opponents == [CIVILIANS])
    shown = table[table["deaths"] > 0].head(MOST)
    bars = pd.DataFrame(
        {"name": shown["opponent"].map(terms.term), "number": shown["deaths"], "told": shown["deaths"].map(words.told)}
    )
    last = _last(scope)
    return page.Figure(
        "against", title, words.AGAINST_UNIT, lambda: charts.bars(bars, [_role(str(one)) for one in shown["opponent_party"]]),
        table.drop(columns="opponent_party"), (EVENTS, LEDGER), min(scope.start, last), last, title,
        words.rest(len(table) - len(shown)), empty=words.NO_DEATHS,
    )  # fmt: skip


def whereabouts(scope: page.Scope) -> page.Figure:
    """Where the deaths of one party's events were."""
    party, level = ACTOR.value(), LEVEL.value()
    colour = palette.actor(party)
    own = tables.of(_events(scope), _parties(scope), party)
    outlines, around, frame = shapes(scope.known.stamp, level)
    table = conflict.by_place(own, outlines, level)
    first, most = _top(table, "name", "deaths")
    placed, total = int(table["deaths"].sum()), int(own["best"].sum())
    title = words.places_finding(party, first, most, placed, total)
    rows = table.assign(bin=places.bins(table["deaths"]))
    top = table[table["deaths"] > 0].head(MOST)
    bars = pd.DataFrame({"name": top["name"], "number": top["deaths"], "told": top["deaths"].map(words.told)})
    panels = [
        Panel(words.MAP, words.placed(placed, total - placed),
              lambda: maps.binned(rows, outlines, around, towns(), words.BINS, "risk", "deaths", frame, maps.TALL)),
        Panel(words.TOP, words.top(len(top), int((table["deaths"] > 0).sum()), level), lambda: charts.bars(bars, [colour] * len(bars))),
    ]  # fmt: skip
    last = _last(scope)
    return page.Figure(
        "whereabouts", title, words.PLACES_UNIT, panels[0].chart, table if placed else table.iloc[:0], (EVENTS, LEDGER, BOUNDS[level]),
        min(scope.start, last), last, title, words.PLACES_NOTE, panels=panels, empty=words.NO_DEATHS,
    )  # fmt: skip


def _one(scope: page.Scope) -> None:
    """One actor: what it did and suffered, its names, against whom and where."""
    party = ACTOR.value()
    st.header(page.escaped(words.one(party)), anchor="actor")
    with st.container(horizontal=True):
        ACTOR.select(300)
        LEVEL.select(140)
    own = {str(row["party"]): row for row in tables.shares(_events(scope), _parties(scope)).to_dict("records")}
    if party in own:
        text = words.summary(*(int(own[party][name]) for name in ("deaths", "events", "killed_civilians", "own_dead")))
        st.markdown(f"**{page.escaped(text)}**")
    rows = tables.listed(page.frame_of(scope.known, LEDGER), party)
    if len(rows):
        st.markdown("\n".join(f"- {_told(row)}" for row in rows.to_dict("records")))
    elif party != OTHER:
        st.info(words.NO_ROW)
    page.draw(scope, against(scope), level=3)
    page.draw(scope, whereabouts(scope), level=3)


def _told(row: Mapping[Any, Any]) -> str:
    """A row of the table in a line: UCDP's name, the others, since when, its sentence and its source."""
    first, rest = words.who(
        *(str(row[name] or "") for name in ("ucdp", "full_name", "other_names", "date", "date_precision", "until"))
    )
    names = f"**{page.escaped(first)}**{page.escaped(rest)}."
    return f"{names} {page.escaped(str(row['summary']))} {page.badge(str(row['source_grade']))} {page.cited(row)}"


def _who(scope: page.Scope) -> None:
    frame = page.frame_of(scope.known, LEDGER)
    box = st.expander(words.NAMES_ROWS, key="actor_rows", on_change="rerun", type="compact")
    if box.open and len(frame):
        with box:
            order = frame["party"].map({one: place for place, one in enumerate(ORDER)})
            rows = frame.assign(order=order).sort_values(["order", "date", "id"], ignore_index=True).drop(columns="order")
            page.evidence(
                rows.assign(party=rows["party"].map(words.PARTIES)), key="actors", title=words.NAMES_ROWS, glance=GLANCE
            )


FIGURES = {"parties": shares, "when": timeline, "against": against, "whereabouts": whereabouts}
