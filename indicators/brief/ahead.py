"""What to watch, as it stood on the day the month is looked at from: promises, first releases, steps announced, weak rows, editions."""

from __future__ import annotations

import pandas as pd

from indicators import months
from indicators.brief.content import Paragraph, Paragraphs, Said
from indicators.brief.inputs import Inputs
from indicators.brief.notes import Notebook
from indicators.dimensions.conflict import deaths as counts
from indicators.dimensions.governance import transition
from indicators.model import FIRST_PERIOD
from indicators.registry import INDICATORS, PULSE_PARTS
from indicators.subject import SUBJECT
from indicators.tables import conflict, method, watch
from indicators.wording import ahead as words
from indicators.wording import brief as own_words

BEHIND = tuple(dict.fromkeys(key for item in (*INDICATORS.values(), *PULSE_PARTS.values()) for key in item.sources))
MOST = 2  # rows told of each kind
LATE = 2  # editions told as late
LETTERS = 320  # of the rows of a kind together


def shown(inputs: Inputs, notes: Notebook) -> Paragraphs:
    """Each kind a paragraph; kinds with nothing to tell are left out."""
    told = (
        _promises(inputs, notes),
        *_releases(inputs, notes),
        _announced(inputs, notes),
        _weak(inputs, notes),
        _editions(inputs, notes),
    )
    return Paragraphs(tuple(one for one in told if one is not None and one.said))


def _promises(inputs: Inputs, notes: Notebook) -> Paragraph:
    day = inputs.seen
    late, ahead = watch.promises(inputs.ledger("promises"), day)
    said = []
    if late:
        gone = (pd.Timestamp(day) - pd.Timestamp(late["due"])).days / transition.DAYS_A_MONTH
        number = notes.computed("overdue", own_words.overdue_title(day), computed={"months": gone})
        said.append(
            Said(words.overdue(late["what"], late["made"], late["due"], gone), (notes.curated("promises", late), number))
        )
    said += [Said(words.ahead(row["what"], row["due"]), (notes.curated("promises", row),)) for row in ahead[:MOST]]
    return Paragraph(tuple(said) or (Said(words.NONE_PROMISED),), words.PROMISED)


def _releases(inputs: Inputs, notes: Notebook) -> list[Paragraph]:
    """Which months are first releases, and those far below their neighbours; of the last month known alone."""
    every = conflict.by_period(inputs.snapshots, FIRST_PERIOD, inputs.month)
    if not inputs.newest or every.empty or not every["provisional"].iloc[-1]:
        return []
    final = every.loc[~every["provisional"], "period"].tolist()
    first, newest = str(every.loc[every["period"] > (final[-1] if final else ""), "period"].min()), every.iloc[-1]
    last = str(newest["period"])
    series = counts.monthly(inputs.snapshots, SUBJECT.code, *[months.ordinal(last)] * 2)
    low, high = float(series.low[0]), float(series.high[0])
    band = notes.computed("nowcast", own_words.NOWCAST_TITLE, computed={"low": low, "high": high})
    text = words.first_releases(first, last, float(newest["best"]), low, high)
    told = [Paragraph((Said(text, (*notes.deaths(first, last), band)),), words.RELEASES)]
    odd = watch.thin(every.set_index("period")["best"], every["provisional"])[-1:]
    return told + [Paragraph((Said(words.odd(*one), _beside(notes, one[0])),), words.ODD) for one in odd]


def _beside(notes: Notebook, period: str) -> tuple[int, ...]:
    number = months.ordinal(period)
    return notes.deaths(months.period(number - 1), months.period(number + 1))


def _announced(inputs: Inputs, notes: Notebook) -> Paragraph:
    rows = watch.announced(inputs.ledger("governance_events"), inputs.seen)
    return Paragraph(_rows([("governance_events", row) for row in rows[::-1]], notes), words.ANNOUNCED)


def _weak(inputs: Inputs, notes: Notebook) -> Paragraph:
    tables = {key: inputs.ledger(key) for key in method.REPORTED}
    whole = {(key, row["id"]): row for key, frame in tables.items() for row in frame.to_dict("records")}
    found = [(str(row["table"]), whole[row["table"], row["id"]]) for row in watch.weak(tables, inputs.seen)]
    return Paragraph(
        _rows([(table, {str(name): one for name, one in row.items()}) for table, row in found], notes), words.WEAK_ROWS
    )


def _rows(rows: list[tuple[str, dict[str, object]]], notes: Notebook) -> tuple[Said, ...]:
    """The first MOST rows whose sentences together are short enough."""
    said, letters = [], 0
    for table, row in rows[:MOST]:
        letters += len(str(row["summary"]))
        if letters <= LETTERS:
            day, precision = str(row.get("date", row.get("made"))), str(row.get("date_precision", "day"))
            told = own_words.fact(day, precision, str(row["summary"]), str(row["source_grade"]))
            said.append(Said(told, (notes.curated(table, row),)))
    return tuple(said)


def _editions(inputs: Inputs, notes: Notebook) -> Paragraph | None:
    """Editions that are late and the next one, on the day of knowledge: of the last month known alone."""
    if not inputs.newest:
        return None
    table = watch.fresh(inputs.snapshots, BEHIND, inputs.day)
    dated = table[(table["due"] != "") & table["key"].isin(list(words.FRESH_NAMES))]
    late = dated[dated["late"]].sort_values(["due", "key"]).head(LATE)
    soon = dated[~dated["late"]].sort_values(["due", "key"]).head(1)
    named = [(words.FRESH_NAMES[str(row["key"])], str(row["due"])) for row in late.to_dict("records")]
    following = (words.FRESH_NAMES[str(soon["key"].iloc[0])], str(soon["due"].iloc[0])) if len(soon) else None
    text = words.editions(named, following)
    if not text:
        return None
    return Paragraph((Said(text, (notes.computed("editions", own_words.CALENDAR_TITLE),)),), words.EDITIONS)
