"""The footnotes of a brief as they are asked for: one for each source, result row or curated row, numbered as first cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from indicators import months
from indicators.brief.content import Note, Row
from indicators.brief.inputs import Inputs
from indicators.dimensions.conflict import deaths as counts
from indicators.model import EDITED, Vintage
from indicators.registry import INDICATORS, PULSE, PULSE_PARTS, SOURCES
from indicators.subject import SUBJECT
from indicators.wording import brief as words
from indicators.wording import frame

DATASET = "A"  # of an agency's own figures: an official one, an agency's or a data set (``pages.page.badge``)
SINGLY = 4  # keys of a table named one by one
_LEVEL = {"index": "index", PULSE.key: "pulse"}
Figures = Mapping[str, float]


@dataclass
class _Open:
    note: Note
    rows: list[Row] = field(default_factory=list)
    vintages: list[Vintage] = field(default_factory=list)
    computed: dict[str, float] = field(default_factory=dict)


class Notebook:
    """Footnotes by what they cite. Each method returns the number of a note and adds the rows asked for to it."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self._open: dict[str, _Open] = {}

    def notes(self) -> tuple[Note, ...]:
        """All footnotes, in the order of their numbers."""
        return tuple(_closed(one) for one in self._open.values())

    def _cited(self, key: str, note: Note, rows: Iterable[Row], computed: Figures | None = None) -> int:
        held = self._open.setdefault(key, _Open(note))
        held.rows += [row for row in rows if row not in held.rows]
        held.computed |= computed or {}
        return list(self._open).index(key) + 1

    def curated(self, table: str, row: Mapping[str, object]) -> int:
        """A row of a curated table."""
        told = {
            name: str(row[name])
            for name in ("source_publisher", "source_title", "source_date", "source_url", "source_grade", "id")
        }
        note = Note(
            told["source_publisher"],
            told["source_title"],
            told["source_date"],
            told["source_url"],
            told["source_grade"],
            "",
            "",
        )
        cells = {str(name): str(value) for name, value in row.items() if name in SOURCES[table].columns}
        return self._cited(f"{table}:{told['id']}", note, [Row(table, EDITED, told["id"], cells)])

    def score(self, key: str, *periods: str) -> int:
        """Rows of the scores of months (YYYY-MM): the index, a dimension or the pulse."""
        rows = []
        for period in periods:
            found = self.inputs.score(key, period)
            if found is not None:
                cells = {name: float(found[name]) for name in ("score", "p05", "p95", "stale")}
                rows.append(Row("scores", "", f"{SUBJECT.code},{period},{_LEVEL.get(key, 'dimension')},{key}", cells))
        return self._cited(f"score:{key}", self._own(words.SCORE_TITLE, self.inputs.day), rows)

    def computed(self, key: str, title: str, rows: Iterable[Row] = (), computed: Figures | None = None) -> int:
        """What this project computes and stores in no row: by which rule is told by ``title``."""
        return self._cited(f"computed:{key}", self._own(title, self.inputs.day), rows, computed)

    def stored(self, key: str, title: str, published: str, rows: Iterable[Row]) -> int:
        """Rows of another result table of this project."""
        return self._cited(f"stored:{key}", self._own(title, published), rows)

    def _own(self, title: str, published: str) -> Note:
        return Note(
            SUBJECT.title.here,
            title,
            published,
            "",
            "",
            words.method(self.inputs.as_of, self.inputs.snapshots.reconstructed),
            "",
        )

    def source(self, key: str, versions: Iterable[str] = (), rows: Iterable[Row] = (), until: str = "") -> int:
        """A source as a whole, or its ``rows``; of a curated table the rows known, else those of the subject to month ``until``."""
        found = self.inputs.snapshots.all(key)
        wanted = set(versions)
        used = [one for one in found if one.version in wanted] or list(found[-1:])
        told = list(rows) or [_whole(one, until) for one in used]
        declared = SOURCES[key]
        edited = declared.kind.edited
        publisher = SUBJECT.title.here if edited else frame.PUBLISHERS.get(key, declared.publisher.here)
        url = "" if edited else declared.url
        number = self._cited(
            f"source:{key}", Note(publisher, declared.title.here, "", url, "" if edited else DATASET, "", ""), told
        )
        held = self._open[f"source:{key}"]
        held.vintages += [one for one in used if one not in held.vintages]
        return number

    def behind(self, dimension: str) -> dict[str, int]:
        """The sources that a dimension's scores of the month rest on, or the pulse's: short name -> note."""
        inputs = self.inputs
        members = [key for key, one in {**INDICATORS, **PULSE_PARTS}.items() if one.dimension == dimension]
        rows = inputs.observations[
            (inputs.observations["period"] == inputs.month) & inputs.observations["indicator"].isin(members)
        ]
        versions: dict[str, set[str]] = {}
        for sources, vintages in zip(rows["source"], rows["vintage"], strict=True):
            for source in str(sources).split():
                versions.setdefault(source, set()).update(str(vintages).split())
        order = {key: place for place, key in enumerate(SOURCES)}
        return {
            key: self.source(key, versions[key], until=inputs.month) for key in sorted(versions, key=lambda one: order[one])
        }

    def deaths(self, start: str, end: str) -> tuple[int, ...]:
        """Deaths by month from ``start`` to ``end``: a note for each source that a month rests on."""
        series = counts.monthly(self.inputs.snapshots, SUBJECT.code, months.ordinal(start), months.ordinal(end))
        found: dict[str, list[Row]] = {}
        for place, number in enumerate(series.numbers):
            resting = [name for name, where in series.rests.items() if where[place] and name[0] != counts.YEARLY]
            if resting:
                source = resting[0][0]
                version = " ".join(version for key, version in resting if key == source)
                key = f"{SUBJECT.code},{months.period(int(number))}"
                found.setdefault(source, []).append(Row(source, version, key, {"best": float(series.best[place])}))
        return tuple(
            self.source(source, {version for row in rows for version in row.version.split()}, rows)
            for source, rows in found.items()
        )


def _whole(vintage: Vintage, until: str) -> Row:
    """The newest row of the subject that a month may rest on: of a curated table by its id, else by country and year or month."""
    source, frame = SOURCES[vintage.source], vintage.frame
    day = months.last_day(months.ordinal(until or vintage.end))
    if source.kind.edited:
        dated = str(source.dated or "made")
        rows = frame[(frame["country"] == SUBJECT.code) & (frame[dated].astype(str) <= day)].sort_values([dated, "id"])
        return Row(source.key, vintage.version, str(rows["id"].iloc[-1]) if len(rows) else "")
    if source.dated is None:
        return Row(source.key, vintage.version, source.key)
    if source.dated not in ("year", "period"):  # events one by one
        return Row(source.key, vintage.version, f"{SUBJECT.code},{min(vintage.end, day[:7])}")
    last = str(int(day[:4]) - (day[5:7] != "12")) if source.dated == "year" else day[:7]
    whose = frame[source.entity or source.dated].astype(str) == SUBJECT.code
    told = frame.loc[whose, source.dated].astype(str)
    told = told[told <= last]
    return Row(source.key, vintage.version, ",".join([SUBJECT.code, *([told.max()] if len(told) else [])]))


def _closed(one: _Open) -> Note:
    dated = sorted(one.vintages, key=lambda vintage: vintage.published)
    told = one.note
    if dated:
        told = replace(
            told,
            vintage=words.versions([(v.version, v.published) for v in dated if not v.edited]),
            published=dated[-1].published,
        )
    return replace(told, where=_where(one.rows), rows=tuple(one.rows), computed=dict(one.computed))


def _where(rows: Iterable[Row]) -> str:
    """Table and keys of rows: ``scores: NER,2025-05|2026-05,index,index``; a run of months by its first and last."""
    parts = []
    for table, group in groupby(sorted(rows, key=lambda row: (row.table, row.key)), key=lambda row: row.table):
        keys = list(dict.fromkeys(row.key for row in group))
        if len(keys) > SINGLY:
            keys = [f"{keys[0]} … {keys[-1]}"]
        parts.append(f"{table}: {_joined(keys)}")
    return "; ".join(parts)


def _joined(keys: list[str]) -> str:
    """Keys that differ in one part alone as one, that part's values between bars."""
    columns = list(zip(*[key.split(",") for key in keys], strict=False))
    alike = len({key.count(",") for key in keys}) == 1 and sum(len(set(one)) > 1 for one in columns) == 1
    return ",".join("|".join(dict.fromkeys(one)) for one in columns) if alike else "; ".join(keys)
