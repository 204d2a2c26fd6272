"""The foreign-force ledger: dated figures of foreign forces in the subject, each with its source. A row is evidence, not a level.

What a row may say about a level stands in its columns, so that code applies rules and names no row:

- ``force`` is what holds one number at a time: the Wagner Group and Africa Corps are one, since much of the personnel went from
  one to the other and no source tells them apart. ``mission`` is the name the source uses. ``succeeds`` names the force that
  ends where this row's begins.
- ``relation``: only an ``owner``'s row moves a level. A ``contingent`` is part of its mission, a ``base`` is one place, and
  ``not_counted`` is left out of totals and shares: embassy staff, an alliance with the subject's own army in it, claims.
- ``population`` says whom a figure counts. ``in_country`` and ``uniformed`` set the level. ``military`` leaves police out and
  bounds it from below; where nobody was known to be there it is read as an open-ended figure. ``region`` counts several
  countries and bounds it from above; ``ceiling`` is what was authorised, the top of an open-ended figure; ``announced`` was to
  come, so the level lies between nothing and it; ``reduced`` says that the level has fallen, nobody says to what;
  ``all_personnel`` counts civilians too and says nothing of the level.
- ``basis``: ``stated`` by the source; ``derived`` from its figures by a difference; ``estimate``, the source's own word;
  ``inferred_date``, stated, on a day that was inferred; ``none``, no figure.

``source_date`` is the source's day; of an undated page, the first day on which it can have said so, the row's own.
``count`` says how a figure was made: ``exact``, a published head count; ``rounded``; ``estimate``, the source's own
word; ``none``, no figure.
"""

from __future__ import annotations

from indicators.model import Field, Text
from indicators.relations import Ordered, Pattern
from indicators.sources.curated.shared import source
from indicators.subject import SUBJECT

BLOCS = ("europe", "multilateral", "russia", "other")
STATUSES = ("level", "arrived", "announced_withdrawal", "withdrawn")
POPULATIONS = ("in_country", "uniformed", "military", "region", "ceiling", "announced", "reduced", "all_personnel")
RELATIONS = ("owner", "contingent", "base", "not_counted")
COUNTS = ("exact", "rounded", "estimate", "none")
_SPONSOR = Pattern("[A-Z][A-Z0-9]{2}", "an ISO 3166-1 alpha-3 code, or three letters of an organisation")
BASES = ("stated", "derived", "estimate", "inferred_date", "none")

FOREIGN_FORCES = source(
    "foreign_forces",
    Text(f"Foreign forces in {SUBJECT.name.en}, dated figures", f"Forces étrangères {SUBJECT.au}, chiffres datés"),
    f"{SUBJECT.name.en}, December 2012 to October 2026; no foreign force stationed from January 1990 to January 2013",
    (
        Field("sponsor", "string", "Who sends and answers for the force: a country, an organisation, a coalition"),
        Field(
            "sponsor_iso3",
            "string",
            "ISO 3166-1 alpha-3; UNO, EUU, EUR, AFR, AES, G5S for organisations and coalitions",
            pattern=_SPONSOR,
        ),
        Field("bloc", "string", "The sponsor's group, for the measure of realignment", enum=BLOCS),
        Field("force", "string", "What holds one number at a time"),
        Field("mission", "string", "Operation, mission or unit as the source names it"),
        Field("date", "date", "Day the figure is about; the last day of the month or year where no more is known"),
        Field("date_precision", "string", "How much of the date the source gives", enum=("day", "month", "year")),
        Field("status", "string", "What the row reports", enum=STATUSES),
        Field(
            "personnel_best", "integer", "Persons, where the source gives a level within the bounds", required=False, minimum=0
        ),
        Field("personnel_low", "integer", "Persons, lower bound", required=False, minimum=0),
        Field(
            "personnel_high",
            "integer",
            "Persons, upper bound; empty where the source says more than",
            required=False,
            minimum=0,
        ),
        Field("population", "string", "Whom the figure counts", enum=POPULATIONS),
        Field("relation", "string", "What the row is to its force", enum=RELATIONS),
        Field("basis", "string", "What the figure rests on", enum=BASES),
        Field("succeeds", "string", "Force that ends where this one begins", required=False),
        Field("bases", "string", "Places, as the source names them", required=False),
    ),
    (Field("count", "string", "How the figure was made", enum=COUNTS),),
    (Ordered(("personnel_low", "personnel_best", "personnel_high")),),
)

SOURCES = (FOREIGN_FORCES,)
