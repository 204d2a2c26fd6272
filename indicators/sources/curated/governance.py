"""Governance, curated: dated events of the subject's institutions, and what each transition promised.

Rules of both tables:

- ``source_date`` is the day the row's source appeared: the day its address or text gives; where that is a month, its last day;
  of an undated page the day the first edition of the table was closed, 12 July 2026. A dataset takes its release.
- Where a court stays or annuls a measure, the row is ``noted``: a measure is in force while it is applied, and the sentence says
  what the court held.
- An attempt is ``successful`` or ``failed`` where the published lists of coups count it. ``reported`` is a revolt inside the
  army that chronicles mention and those lists leave out, ``alleged`` a plot known from its accuser alone.
- The closed list holds what changes a country's standing in a body it belongs to, cuts its trade or payments, or names its
  rulers for a sanction. Lists of persons without an end on record and sanctions asked for by the subject itself stay outside
  (``closed_list`` no). Measures that a body takes and lifts together carry one name.
"""

from __future__ import annotations

from indicators.model import Field, Text
from indicators.relations import Ordered
from indicators.sources.curated.shared import source
from indicators.subject import SUBJECT

EVENT_TYPES = (
    "independence", "coup", "coup attempt", "government change", "election held", "election postponed", "election announced",
    "electoral law", "referendum", "constitution", "parliament dissolved", "transition charter", "term extension",
    "party ban", "party ban lifted", "opposition arrests", "suspension", "suspension lifted", "sanction", "sanction lifted",
    "withdrawal from body", "treaty", "treaty denounced", "secession declared", "territorial change", "security shock",
    "foreign intervention", "foreign-force mandate", "foreign-force withdrawal", "foreign-force restriction", "foreign-force change",
    "diplomacy", "court case", "report", "economy",
)  # fmt: skip
OUTCOMES = ("successful", "failed", "alleged", "reported")
MEASURES = ("membership", "embargo", "listing")
PHASES = ("announced", "effective", "lifted", "noted")
KINDS = ("imposed", "chosen")
CLASSES = ("promise", "schedule", "proposal", "mandate", "postponement")

GOVERNANCE_EVENTS = source(
    "governance_events",
    Text(f"Events of {SUBJECT.name.en}'s institutions", f"Événements institutionnels {SUBJECT.du}"),
    f"{SUBJECT.name.en}, 1960 to October 2026",
    (
        Field("date", "date", "Day of the event; the 15th stands for a month, 1 July for a year, where no more is known"),
        Field("date_precision", "string", "How much of the date the source gives", enum=("day", "month", "year")),
        Field("event_type", "string", "What kind of event", enum=EVENT_TYPES),
        Field("actor", "string", "Who acted, as the source names them"),
        Field("outcome", "string", "Of a coup or an attempt: how it ended and how sure it is", required=False, enum=OUTCOMES),
        Field("body", "string", "Body or state whose measure it is, for measures only", required=False),
        Field(
            "measure", "string", "Standing in the body, trade and payments, or names on a list", required=False, enum=MEASURES
        ),
        Field(
            "phase", "string", "effective starts a measure, lifted ends it, the others do neither", required=False, enum=PHASES
        ),
        Field("kind", "string", f"Imposed on {SUBJECT.name.en} or chosen by it", required=False, enum=KINDS),
        Field("closed_list", "string", "Whether the measure is counted as isolation", enum=("yes", "no")),
    ),
)

PROMISES = source(
    "promises",
    Text(f"Promised ends of {SUBJECT.name.en}'s transitions", f"Fins promises des transitions {SUBJECT.au}"),
    f"{SUBJECT.name.en}, transitions begun in 1991, 2012 and 2020, to October 2026",
    (
        Field("spell", "string", "Name of the transition"),
        Field("spell_start", "date", "Day the elected or standing president lost power"),
        Field("spell_end", "date", "Day an elected president was sworn in; empty while it lasts", required=False),
        Field("made", "date", "Day the date was given or put off"),
        Field("due", "date", "Day promised or scheduled; empty where none was given", required=False),
        Field(
            "class",
            "string",
            "promise: an end of the transition its authorities bound themselves to; schedule: a polling day; proposal: asked "
            "for, not decided; mandate: a term without a vote; postponement: put off without a new day",
            enum=CLASSES,
        ),
        Field("what", "string", "What was to happen on that day"),
    ),
    begins=("made", "spell_start"),
    closes="spell_end",
    relations=(Ordered(("spell_start", "spell_end")),),
)

SOURCES = (GOVERNANCE_EVENTS, PROMISES)
