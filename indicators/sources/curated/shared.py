"""Shared by all curated tables: the common last columns, the licence and the source grades.

A curated row is one dated fact, read by a person in a source a reader can open, and told in the project's own sentence.
``source_grade``: A = official body, agency dispatch or the published dataset itself; B = reputable secondary source;
C = second-hand or partisan; the row is then marked by its grade and, where a figure, by a wider band. ``known_from`` is the
day the source appeared (the event's own day where the source is of that day): ``as_of`` shows a row from then on.
"""

from __future__ import annotations

from indicators.model import CURATED, Field, Licence, Source
from indicators.subject import SUBJECT

LICENCE = Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/")
GRADES = ("A", "B", "C")

COMMON = (
    Field("source_title", "string", "Title of the source, as printed"),
    Field("source_publisher", "string", "Who published the source"),
    Field("source_url", "string", "Address at which the source can be read"),
    Field(
        "source_grade", "string", "A official, agency or dataset; B reputable secondary; C second-hand or partisan", enum=GRADES
    ),
    Field("known_from", "date", "Day the source appeared: the row is visible as of this day"),
    Field("summary", "string", "The fact in one sentence of the project's own"),
    Field("country", "string", "Country the fact is about, ISO 3166-1 alpha-3"),
)


def source(key: str, title: str, coverage: str, fields: tuple[Field, ...]) -> Source:
    """The declaration of a curated table: its own columns followed by COMMON, keyed by ``id``."""
    return Source(
        key=key,
        title=title,
        publisher=SUBJECT.title.en,
        url=f"data/curated/{key}.csv",
        licence=LICENCE,
        citation=f"{SUBJECT.title.en}, {title[0].lower()}{title[1:]}; each row names its own source.",
        cadence="edited by hand",
        coverage=coverage,
        credentials="none",
        lag_months=0,
        fields=(Field("id", "string", "Stable name of the row"), *fields, *COMMON),
        primary_key=("id",),
        kind=CURATED,
        parse=None,
    )
