"""Who fights, curated: armed actors under the names UCDP gives them, what else they are called, and what came of whom.

A row is an actor. ``ucdp`` holds the names by which UCDP's events are matched to it, exactly as its tables write one side; a side
of several names ("GATIA, MSA") belongs to each of them. An actor that UCDP names nowhere as a side has none: it is told, and no event
is counted for it. ``party`` is what the pages count and colour together: an alliance with the groups it was formed from, or armed
groups of one kind. No word of the table judges; designations of states and bodies are not repeated.

``date`` is the first day on which the actor was there under this name by the row's source, the 15th standing for a month and 1 July
for a year; ``until`` likewise the last.
"""

from __future__ import annotations

from indicators.model import Field, Text
from indicators.relations import Ordered
from indicators.sources.curated.shared import source
from indicators.subject import SUBJECT

PARTIES = ("government", "Russian forces", "JNIM", "IS", "FLA", "Platform", "self-defence groups", "others")

ACTORS = source(
    "actors",
    Text(f"Armed actors in {SUBJECT.name.en}, their names and descent", f"Acteurs armés {SUBJECT.au}, noms et filiation"),
    f"{SUBJECT.name.en}, every actor of UCDP's events since 1990 that is an organisation of its own there, to October 2026",
    (
        Field("date", "date", "First day on which it was there under this name, by the source"),
        Field("date_precision", "string", "How much of the date the source gives", enum=("day", "month", "year")),
        Field("until", "date", "Last day under this name; empty while it lasts or where none is known", required=False),
        Field("party", "string", "What it is counted and coloured with", enum=PARTIES),
        Field(
            "ucdp",
            "string",
            "UCDP's names of it as a side of events, semicolon-joined; empty where it names none",
            required=False,
        ),
        Field("full_name", "string", "Its name in full, in English where there is one"),
        Field("other_names", "string", "Other names and spellings, semicolon-joined", required=False),
        Field("part_of", "string", "Row of the actor it is or became a part of", required=False),
        Field("successor_of", "string", "Rows of the actors it came from, semicolon-joined", required=False),
    ),
    (Field("full_name_fr", "string", "Its name in full, in French"),),
    relations=(Ordered(("date", "until")),),
)

SOURCES = (ACTORS,)
