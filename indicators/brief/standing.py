"""Where things stand: the verdict in three lines, level, pulse and outlook, and the four dimensions."""

from __future__ import annotations

from indicators import months, wording
from indicators.brief import figures
from indicators.brief.content import Card, Cards, Paragraph, Paragraphs, Row, Said, Table
from indicators.brief.inputs import Inputs
from indicators.brief.notes import Notebook
from indicators.registry import DIMENSIONS, PULSE
from indicators.scoring.verdict import Direction
from indicators.subject import SUBJECT
from indicators.tables import conflict
from indicators.tables import overview as overview_table
from indicators.wording import brief as words
from indicators.wording import conflict as conflict_words
from indicators.wording import frame, overview
from indicators.wording import verdict as verdict_words

RECORD = ("probability", "base_rate", "skill")  # what is told of it, and its cases
ABOVE = "above"  # the statement that is told


def killed(inputs: Inputs, notes: Notebook) -> Paragraphs:
    """Deaths of twelve months against the twelve before."""
    found = conflict.year_to(inputs.snapshots, inputs.month)
    if found is None:
        return Paragraphs((Paragraph((Said(conflict_words.unknown(inputs.month)),), words.DEATHS),), "plain")
    then = conflict.year_to(inputs.snapshots, inputs.before)
    first = months.period(months.ordinal(inputs.month) - (2 * overview_table.YEAR if then else overview_table.YEAR) + 1)
    told = {"best": found.best, "low": found.low, "high": found.high}
    if then is not None:
        told |= {"before": then.best}
        if then.best:
            told |= {"times": found.best / then.best, "more": found.best / then.best - 1}
    cited = (*notes.deaths(first, inputs.month), notes.computed("killed", words.KILLED_TITLE, computed=told))
    text = conflict_words.sentence(
        inputs.month, found.best, found.low, found.high, then.best if then else None, found.provisional
    )
    return Paragraphs((Paragraph((Said(text, cited),), words.DEATHS),), "plain")


def verdict(inputs: Inputs, notes: Notebook) -> Paragraphs:
    """Where the month stands, which way each dimension moved, and how sure that is."""
    found = inputs.verdict
    if found is None or found.index is None:
        missing = [name for key, name in wording.DIMENSIONS.items() if inputs.score(key, inputs.month) is None]
        has_index = inputs.score("index", inputs.month) is not None
        told = [(overview.STANDS, overview.no_verdict(inputs.month, missing, has_index), _levels(inputs, notes))]
        if found is not None:
            told.append((words.VERDICT[1], verdict_words.dimensions(found), (_judged(inputs, notes),)))
    else:
        level, way, sure = verdict_words.whole(found)
        told = [
            (words.VERDICT[0], level, _levels(inputs, notes)),
            (words.VERDICT[1], way, (_judged(inputs, notes),)),
            (words.VERDICT[2], sure, (_judged(inputs, notes), notes.score("index", inputs.month))),
        ]
    return Paragraphs(tuple(Paragraph((Said(text, cited),), lead) for lead, text, cited in told), "verdict")


def _levels(inputs: Inputs, notes: Notebook) -> tuple[int, ...]:
    return tuple(notes.score(key, inputs.month) for key in ("index", PULSE.key) if inputs.score(key, inputs.month) is not None)


def _judged(inputs: Inputs, notes: Notebook) -> int:
    """The note of what was simulated: shares of histories in which the month is worse than a year before."""
    found = inputs.verdict
    assert found is not None
    named = [("index", found.index), (PULSE.key, found.pulse), *found.dimensions.items(), *found.readings.items()]
    computed = {f"worse {key}": one.worse for key, one in named if one is not None}
    rows = [
        Row("scores", "", f"{SUBJECT.code},{period},index,index")
        for period in (inputs.before, inputs.month)
        if inputs.score("index", period) is not None
    ]
    return notes.computed("verdict", words.VERDICT_TITLE, rows, computed)


def cards(inputs: Inputs, notes: Notebook) -> Cards:
    """Level, pulse and outlook."""
    found = inputs.verdict
    return Cards(
        (
            _card(inputs, notes, "index", overview.INDEX, found.index if found else None, "@ink"),
            _card(inputs, notes, PULSE.key, overview.PULSE, found.pulse if found else None, "@pulse"),
            _outlook(inputs, notes),
        )
    )


def _card(inputs: Inputs, notes: Notebook, key: str, name: str, one: Direction | None, role: str) -> Card:
    row = inputs.score(key, inputs.month)
    if row is None:
        return Card(Said(name), "–", (Said(overview.no_score(name, key)),), role)
    band = (float(row["p05"]), float(row["p95"])) if row["p05"] == row["p05"] else None
    cited = [notes.score(key, inputs.month, *([inputs.before] if one else []))]
    lines = [Said(overview.card(band, one.before if one else None, str(row["status"]), float(row["stale"])))]
    if one:
        cited.append(_judged(inputs, notes))
        lines.append(Said(words.direction(verdict_words.direction(one))))
    return Card(Said(name, tuple(cited)), wording.written(float(row["score"]), ".1f"), tuple(lines), role)


def _outlook(inputs: Inputs, notes: Notebook) -> Card:
    issue = inputs.issue
    if issue is None or issue.forecasts.empty:
        return Card(Said(words.OUTLOOK), "–", (Said(words.no_outlook(inputs.month, inputs.first_issue)),), "@accent")
    first = issue.forecasts.iloc[0]
    cited = [figures.forecast(inputs, notes)]
    low, half, high = (int(first[name]) for name in ("p05", "p50", "p95"))
    lines = [Said(words.expected(str(first["period"]), half, low, high))]
    said = issue.statements[issue.statements["statement"] == ABOVE]
    if len(said):
        row = said.iloc[0]
        probability, base, skill = (float(row[name]) for name in RECORD)
        lines.append(Said(words.above(probability, base, skill, int(row["cases"]))))
        cells = {name: float(row[name]) for name in (*RECORD, "cases")}
        cited.append(notes.stored("statements", words.STATEMENT_TITLE, issue.frozen, [
            Row("outlook_statements", issue.frozen, f"{SUBJECT.code},{row['origin']},{ABOVE}", cells)
        ]))  # fmt: skip
    if issue.backtest is not None:
        lines.append(_record(inputs, notes, cited))
    return Card(Said(words.OUTLOOK, tuple(cited)), words.between(low, high), tuple(lines), "@accent")


def _record(inputs: Inputs, notes: Notebook, cited: list[int]) -> Said:
    assert inputs.issue is not None
    assert inputs.issue.backtest is not None
    table = inputs.issue.backtest
    row = table[(table["group"] == "subject") & (table["slice"] == "all") & (table["model"] == "pool")].iloc[0]
    cells = {"covered90": float(row["covered90"]), "cases": float(row["cases"])}
    cited.append(
        notes.stored("backtest", words.BACKTEST_TITLE, inputs.issue.frozen, [Row("backtest", "", "subject,all,,pool", cells)])
    )
    return Said(words.covered(float(row["covered90"]), int(row["cases"])))


def dimensions(inputs: Inputs, notes: Notebook) -> Table:
    """The dimensions that have a score: band, a year before, direction, weight on old figures, sources."""
    rows = [_row(inputs, notes, key) for key in DIMENSIONS]
    return Table(words.TABLE, words.HEAD, tuple(rows))


def _row(inputs: Inputs, notes: Notebook, key: str) -> tuple[tuple[Said, ...], ...]:
    name = wording.DIMENSIONS[key]
    row, then = inputs.score(key, inputs.month), inputs.score(key, inputs.before)
    if row is None:
        return ((Said(name),), *[(Said("–"),)] * 5, (Said(overview.no_score(name, key)),))
    one = inputs.verdict.dimensions.get(key) if inputs.verdict else None
    own = notes.score(key, inputs.month, *([inputs.before] if then else []))
    return (
        (Said(name, (own,)),),
        (Said(wording.written(float(row["score"]), ".0f")),),
        (Said(words.band(float(row["p05"]), float(row["p95"])) if row["p05"] == row["p05"] else "–"),),
        (Said(wording.written(float(then["score"]), ".0f") if then else "–"),),
        (_direction(inputs, notes, one),),
        (Said(words.percent(float(row["stale"]))),),
        _sources(notes.behind(key)),
    )


def _direction(inputs: Inputs, notes: Notebook, one: Direction | None) -> Said:
    if one is None:
        return Said("–")
    word = verdict_words.direction(one)
    moved = verdict_words.disputed(one.key) and one.word in ("worse", "better")
    return Said(words.disputed(word) if moved else word, (_judged(inputs, notes),))


def _sources(behind: dict[str, int]) -> tuple[Said, ...]:
    """Short names of publishers and ledgers, each once, with the notes of its sources."""
    named: dict[str, tuple[int, ...]] = {}
    for key, number in behind.items():
        name = frame.PUBLISHERS.get(key) or words.ledger(frame.LEDGERS.get(key, key))
        named[name] = (*named.get(name, ()), number)
    return tuple(Said(name, cited) for name, cited in named.items())
