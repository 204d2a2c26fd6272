"""Dated facts: rows of the curated tables from the month told of on, turning points first."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators.brief.content import Heading, Paragraph, Paragraphs, Said
from indicators.brief.inputs import LEDGERS, Inputs
from indicators.brief.notes import Notebook
from indicators.subject import SUBJECT
from indicators.tables import overview
from indicators.wording import brief as words

MOST = 8  # facts told
LETTERS = 1000  # of their sentences together, at most
EARLIER = 3  # facts told of earlier months where there is none
WEAK = "C"
COLUMNS = ("date", "date_precision", "summary", "source_grade", "table", "id")


@dataclass(frozen=True)
class Facts:
    """Rows from ``start`` to ``end`` (ISO days) that are told (COLUMNS), by date, of ``rows`` there are; ``earlier`` where they are older."""

    start: str
    end: str
    told: pd.DataFrame
    rows: int
    earlier: bool


def facts(inputs: Inputs) -> Facts:
    """The facts of the month told of, and of what follows it to the day it is looked at from."""
    start, end = f"{inputs.month}-01", inputs.seen
    every = _every(inputs)
    inside = every[every["date"].between(start, end)]
    if len(inside):
        return Facts(start, end, _chosen(inside, _turning(inputs), MOST), len(inside), earlier=False)
    before = every[every["date"] < start]
    return Facts(start, end, _chosen(before.tail(EARLIER), set(), EARLIER), 0, earlier=True)


def _every(inputs: Inputs) -> pd.DataFrame:
    """Every row of the ledgers by date; of one day told in several tables those of the first that tells it."""
    parts = []
    for key in LEDGERS:
        frame = inputs.ledger(key).rename(columns={"made": "date"})
        own = frame[(frame["country"] == SUBJECT.code) & (frame.get("basis", "") != "derived")]
        precision = own.get("date_precision", "day")
        parts.append(own.assign(date_precision=precision, table=key, rank=LEDGERS.index(key)))
    rows = pd.concat([one for one in parts if len(one)] or parts, ignore_index=True)
    first = rows.groupby("date")["rank"].transform("min")
    return rows[rows["rank"] == first].sort_values(["date", "rank", "id"], ignore_index=True)


def _turning(inputs: Inputs) -> set[str]:
    """Ids of rows that are turning points: those of the overview, and capitals that changed hands or were besieged."""
    points = overview.turning_points(inputs.ledger("governance_events"), inputs.ledger("foreign_forces"))
    return {*points["id"], *inputs.ledger("territory")["id"]}


def _chosen(rows: pd.DataFrame, turning: set[str], most: int) -> pd.DataFrame:
    """At most ``most`` rows of LETTERS together: turning points, then others, sources that are not weak first, the newest first."""
    order = rows.assign(weak=rows["source_grade"] == WEAK, other=~rows["id"].isin(turning))
    ranked = order.sort_values(["weak", "other", "date"], ascending=[True, True, False], kind="stable")
    fits = ranked["summary"].str.len().cumsum() <= LETTERS
    return ranked[fits].head(most).sort_values(["date", "rank", "id"])


def shown(inputs: Inputs, notes: Notebook) -> tuple[Heading, Paragraphs]:
    """Their heading and sentences, each with its row."""
    found = facts(inputs)
    lines = [Paragraph((_said(row, notes),)) for row in found.told.to_dict("records")]
    if found.earlier:
        lines = [Paragraph((Said(words.no_facts(found.start, found.end)),)), *lines]
    elif len(found.told) < found.rows:
        lines.append(Paragraph((Said(words.chosen(len(found.told), found.rows), (_counted(found, notes),)),)))
    return Heading(words.facts(found.start, found.end)), Paragraphs(tuple(lines))


def _said(row: dict[object, object], notes: Notebook) -> Said:
    told = {str(key): value for key, value in row.items()}
    number = notes.curated(str(told["table"]), told)
    return Said(
        words.fact(str(told["date"]), str(told["date_precision"]), str(told["summary"]), str(told["source_grade"])), (number,)
    )


def _counted(found: Facts, notes: Notebook) -> int:
    return notes.computed("facts", words.FACTS_TITLE, computed={"rows": found.rows, "told": len(found.told)})
