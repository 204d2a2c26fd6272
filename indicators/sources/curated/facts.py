"""Curated tables of facts: regional capitals, agreements and deliveries, HDI ranks as printed, disputed claims, shutdowns.

Rules of the tables:

- **territory** holds changes of control over capitals of regions, one row a change, as the source tells it. A capital is
  outside state control where the state's forces do not hold the town; foreign or UN troops in it do not make it the state's.
  ``contested`` yes is a change one can read either way, such as a garrison beside the armed movements that hold the town.
  Not counted: a town before it was a regional capital, a battalion mixed with former rebels in a town they held.
- **agreements** holds arms, military, private military, nuclear, mining and energy dealings of the the subject's state with
  partners abroad, and what was delivered. ``status`` is that of the row's day: a later step is a row of its own. Amounts are
  the source's, in the source's currency; empty where it gives none.
- A siege or blockade of a capital is ``besieged``, its end ``relieved``; a siege whose end is not known stays open.
- **claims** holds what each side says on a disputed thing, in pairs, and what would decide it. It takes no side.
- **shutdowns** holds times in which telephone or internet did not work, by order or by damage, where a source tells it. It is
  far from complete: a month without a row may have had one.
- **hdi_rank_as_published** holds the rank each Human Development Report printed for the subject. It cannot be had from the newest
  time series, which is revised backwards and ranks only its last year.
"""

from __future__ import annotations

from indicators.model import Field, Text
from indicators.relations import ISO3, Ordered
from indicators.sources.curated.shared import source
from indicators.subject import SUBJECT

PRECISIONS = ("day", "month", "year")
CATEGORIES = (
    "military_technical", "arms_delivery", "private_military_contract", "nuclear", "mining", "energy", "other",
)  # fmt: skip
STATUSES = ("talks", "reported", "signed", "delivered", "announced", "ended")
CHANGES = ("lost", "regained", "besieged", "relieved")
BASES = ("total", "month", "year")

_DATE = Field("date", "date", "Day of the fact; the 15th stands for a month, 1 July for a year, where no more is known")
_PRECISION = Field("date_precision", "string", "How much of the date the source gives", enum=PRECISIONS)

TERRITORY = source(
    "territory",
    Text(
        "Regional capitals lost and regained, besieged and relieved",
        "Capitales régionales perdues et reprises, assiégées et dégagées",
    ),
    f"{SUBJECT.name.en}, capitals of the regions of 2021, January 1990 to October 2026",
    (
        Field("place", "string", "Capital of a region"),
        Field("pcode", "string", "OCHA's P-code of its region (COD-AB 2021)"),
        _DATE,
        _PRECISION,
        Field("change", "string", "What happens to the town, from the state's side", enum=CHANGES),
        Field("controller", "string", "Who holds the town from then on, as the source names them"),
        Field("contested", "string", "Whether the change can be read either way", enum=("yes", "no")),
    ),
)

AGREEMENTS = source(
    "agreements",
    Text(
        "Agreements and deliveries: arms, military, nuclear, mining, energy",
        "Accords et livraisons : armement, coopération militaire, nucléaire, mines, énergie",
    ),
    f"{SUBJECT.name.en}, a selection of what could be sourced, 2014 to October 2026",
    (
        _DATE,
        _PRECISION,
        Field("category", "string", "What the dealing is about", enum=CATEGORIES),
        Field("partner", "string", "Partner abroad, as the source names it"),
        Field("partner_iso3", "string", "Country of the partner, ISO 3166-1 alpha-3; EUU for the European Union", pattern=ISO3),
        Field("counterpart", "string", f"{SUBJECT.adjective.en} side"),
        Field("status", "string", "How far it had come on that day", enum=STATUSES),
        Field("amount_low", "number", "Amount, lower bound, in the currency", required=False, minimum=0),
        Field("amount_high", "number", "Amount, upper bound, in the currency", required=False, minimum=0),
        Field("currency", "string", "Currency of the amount, ISO 4217", required=False),
        Field("amount_basis", "string", "What the amount is for: in all, or by month or year", required=False, enum=BASES),
    ),
    (
        Field("partner_group", "string", "Partner, with the branch of the state or the firm where it is one of several"),
        Field("quantity", "number", "How many, as the source counts", required=False, minimum=0),
        Field("quantity_unit", "string", "What the quantity counts", required=False),
    ),
    (Ordered(("amount_low", "amount_high")),),
)

HDI_RANK_AS_PUBLISHED = source(
    "hdi_rank_as_published",
    Text(
        f"{SUBJECT.name.en}'s HDI rank as each report printed it",
        f"Rang {SUBJECT.du} selon l’IDH, tel que chaque rapport l’a imprimé",
    ),
    f"{SUBJECT.name.en}, Human Development Reports 2013 to 2025",
    (
        Field("report", "string", "Edition of the Human Development Report"),
        Field("data_year", "year", "Year the rank is about", minimum=1990),
        Field("rank", "integer", f"{SUBJECT.name.en}'s rank, 1 is the highest HDI", minimum=1),
        Field("ranked", "integer", "Countries ranked in that edition", minimum=1),
        Field("hdi", "number", f"{SUBJECT.name.en}'s HDI as the edition printed it", required=False, minimum=0, maximum=1),
        Field("date", "date", "Day the edition was published"),
    ),
    relations=(Ordered(("rank", "ranked")),),
)

CLAIMS = source(
    "claims",
    Text("What each side says on disputed things", "Ce que dit chaque partie sur les points contestés"),
    f"{SUBJECT.name.en}, 2013 to November 2026",
    (
        Field("pair", "string", "Name of the dispute; both sides carry it"),
        Field("topic", "string", "What is disputed"),
        Field("side", "string", "Which of the two sides speaks", enum=("a", "b")),
        Field("speaker", "string", "Who says it, with office"),
        Field("date", "date", "Day it was said"),
    ),
    (
        Field("decided_by", "string", "What would decide it"),
        Field("topic_fr", "string", "What is disputed, in French"),
        Field("decided_by_fr", "string", "What would decide it, in French"),
    ),
)

SHUTDOWNS = source(
    "shutdowns",
    Text("Telephone and internet shutdowns", "Coupures du téléphone et d’internet"),
    f"{SUBJECT.name.en}, those that could be sourced, 2013 to 2021; not complete",
    (
        Field("date", "date", "First day of it"),
        Field("date_precision", "string", "How much of the dates the source gives", enum=PRECISIONS),
        Field("until", "date", "Last day of which the source tells it"),
        Field("cut", "string", "What did not work", enum=("telephone", "internet", "both", "social_media")),
        Field("area", "string", "Where, as the source names it"),
        Field("cause", "string", "What the source gives as the cause"),
    ),
    relations=(Ordered(("date", "until")),),
)

SOURCES = (TERRITORY, AGREEMENTS, HDI_RANK_AS_PUBLISHED, CLAIMS, SHUTDOWNS)
