"""Shared by all curated tables: the common last columns, the licence and the source grades.

A curated row is one dated fact, read by a person in a source a reader can open, and told in the project's own sentence.
``source_grade``: A = official body, agency dispatch or the published dataset itself; B = reputable secondary source;
C = second-hand or partisan. A row of grade C without a second source of another publisher moves no score: it is shown as
reported, not counted (``dimensions.curated.counted``).

Two dates: ``source_date`` is the day the source at hand appeared; ``public_from`` is the day the fact could first be known,
and ``as_of`` shows a row from then on. ``public_basis`` tells how that day is known: ``event``, reported at once; ``source``,
the source's own day; ``later``, it became known more than 60 days after it happened.

``source_state``: ``checked``, the source's text was read and says so; ``listed``, its address and gist were found elsewhere;
``not reachable``, no copy could be read.
"""

from __future__ import annotations

from indicators.model import CURATED, Field, Licence, Source, Text
from indicators.relations import ISO3, WEB, Relation
from indicators.subject import SUBJECT

LICENCE = Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/")
GRADES = ("A", "B", "C")

BASES = ("source", "event", "later")
STATES = ("checked", "listed", "not reachable")

COMMON = (
    Field("source_title", "string", "Title of the source, as printed; in square brackets where rebuilt from its address"),
    Field("source_publisher", "string", "Who published the source"),
    Field("source_url", "string", "Address at which the source can be read", pattern=WEB),
    Field(
        "source_grade", "string", "A official, agency or dataset; B reputable secondary; C second-hand or partisan", enum=GRADES
    ),
    Field("source_date", "date", "Day the source at hand appeared"),
    Field("summary", "string", "The fact in one sentence of the project's own"),
    Field("country", "string", "Country the fact is about, ISO 3166-1 alpha-3", pattern=ISO3),
    Field("public_from", "date", "Day the fact could first be known: the row is visible as of this day"),
    Field("public_basis", "string", "How that day is known", enum=BASES),
    Field("source2_title", "string", "Title of a second source", required=False),
    Field("source2_publisher", "string", "Who published the second source", required=False),
    Field("source2_url", "string", "Address of the second source", required=False, pattern=WEB),
    Field("summary_fr", "string", "The fact in one French sentence of the project's own"),
    Field("source_state", "string", "Whether the source could be read again", enum=STATES),
)


def source(
    key: str, title: Text, coverage: str, fields: tuple[Field, ...], more: tuple[Field, ...] = (),
    relations: tuple[Relation, ...] = (), begins: tuple[str, ...] = (), closes: str = "",
) -> Source:  # fmt: skip
    """The declaration of a curated table: its own columns, COMMON, and ``more`` that came later; keyed by ``id``.

    ``begins`` and ``closes`` as in ``model.Source``.
    """
    return Source(
        key=key,
        title=title,
        publisher=SUBJECT.title,
        url=f"data/curated/{key}.csv",
        licence=LICENCE,
        citation=f"{SUBJECT.title.en}, {title.en[0].lower()}{title.en[1:]}; each row names its own source.",
        cadence="edited by hand",
        coverage=coverage,
        credentials="none",
        lag_months=0,
        fields=(Field("id", "string", "Stable name of the row"), *fields, *COMMON, *more),
        primary_key=("id",),
        kind=CURATED,
        parse=None,
        begins=begins,
        closes=closes,
        relations=relations,
    )
