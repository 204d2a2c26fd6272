"""Texts of the page on data and method."""

from __future__ import annotations

from indicators.subject import SUBJECT
from indicators.wording.en import day, month

TITLE = "Data and method"
LEAD = "Where every number comes from, how a score is made of it, and what is wrong with it."
SOURCES = "Sources"
SOURCES_NOTE = (
    "Every vintage is kept; a table edited by hand is this project's own, each row with a source. Choose a row for its publisher, "
    "version, licence, attribution and link."
)
ATTRIBUTION = "Attribution of each source, as its licence asks"
SECTIONS = "On this page"
FILES = "Stored files and their checksums"
HOW = "How a score is made"
STEPS = (
    "**Measure.** Each indicator is a pure function of stored files: best, low and high of a month that has a value of "
    "its own. "
    "An annual value counts from December of its year. Absence is no row; a zero is made only where a source covers the month.",
    "**Carry.** A month without a value takes the last one before it, marked *carried*, for as long as the indicator's "
    "limit allows.",
    "**Normalise.** Fixed goalposts, linear or logarithmic, bring the value to 0–100; higher is more risk. Outside "
    "them a score stays "
    "at its end. They are argued below and never the minimum and maximum of the data, so that a new month cannot "
    "rewrite the past.",
    "**Weigh.** An indicator weighs 1, or one half where the sign of its effect is disputed; so does a dimension.",
    "**Aggregate.** Weighted arithmetic means within and across dimensions: contributions add up exactly. A dimension "
    "has a score where "
    "60% of its weight has a value; the index where all four dimensions have one, from January 2001 on.",
    "**Bands.** The publishers' low and high go through every step. The terms follow the OECD and JRC *Handbook on "
    "Constructing "
    "Composite Indicators* (2008), violence UCDP, statuses SDMX.",
)
CATALOGUE = "The catalogue"
CATALOGUE_NOTE = "Choose a row, or a name below, for the argument behind an indicator and its goalposts."
CHOOSE = "Indicator"
WHY = "Why it is a sign of risk, and what it does not mean"
GOALPOSTS = "Why the goalposts stand there"
BOTH = "Disputed: both readings"
AS_RISK = "More of it is risk"
AS_PROTECTION = "More of it is protection"
DIMENSIONS = "The dimensions"
READINGS = "Readings: the same observations weighed otherwise"
LIMITS = "Known limits"
LIMIT_NOTES = (
    "The index describes; it does not predict. Last year's deaths predict next year's better than a plain composite of these scores does.",
    "A band is the publishers' own range, not a confidence interval. Where a publisher gives none (HDI, civilians in "
    "clashes, dyads), "
    "there is none, and the band is too narrow.",
    "Deaths are those that could be dated, placed and attributed: a floor. Where nobody can report from, nothing is counted.",
    "Deaths of the newest months are first releases or consolidated ones. Their band is what later releases did to such figures in "
    "2024, the one year stored at every stage, in thirteen countries: roughly nine in ten.",
    "Places and actors of events, and with them the share of cercles, are known only for the months of UCDP's event files that "
    "are stored. Deaths of 2025 have types from a second-hand cut of UCDP's candidate events, which has no low and high; other "
    "months after the last annual release are totals without place, type or actor, and totals leave out events that span two months.",
    "Civilians killed in 2025 are counted in one-sided violence alone; the best figure is raised by the ratio of the last final "
    "year and marked estimated. The bounds of electoral democracy in its newest edition are the widths of the edition before.",
    "A siege whose end nobody reports counts for a year after the last row that tells of it, then in the high figure alone.",
    "The military dimension rests on a curated ledger: many levels are estimates between bounds, and a row of grade "
    "C counts only beside a second publisher. "
    "That nobody was stationed from 1990 to 2012 is this project's inference.",
    f"Measures against {SUBJECT.name.en} follow a closed list; a body's statement that changes nothing in force does "
    f"not count. Whether an exit that "
    f"{SUBJECT.name.en} chose is isolation is disputed; low counts only those imposed by others.",
    "HDI and its rank are two years old when they appear, and each edition rewrites its own past.",
    "What could be known on a past day is strict: before July 2025 no table of population had been stored, so that no rate per "
    "inhabitant exists then. A switch under “As known on” fills such gaps with the oldest vintage, cut to that day, and says so.",
    "The days on which UCDP's files appeared are inferred from its calendar; a curated page without a date counts from "
    "its own day.",
)
UNCOUNTED = "Reported, not counted"
UNCOUNTED_NOTE = (
    "These rows rest on one second-hand or partisan source (grade C). They are shown, and move no score until a second "
    "publisher confirms them."
)
DOWNLOAD = "Everything"
DOWNLOAD_NOTE = (
    "All stored vintages, curated tables, scores, the data dictionary and datapackage.json with licence "
    "and checksum of each file."
)
ZIP = "Download everything (zip)"
ZIP_NAME = "mali-risk-indicators.zip"
CITE = "How to cite"


def count(sources: int, files: int) -> str:
    """The page's first sentence."""
    return f"{sources} sources stand behind the pages, in {files} stored files; each file has a checksum, a licence and a day of publication."


def newest(title: str, published: str) -> str:
    """Which publisher's edition appeared last, by its title."""
    return f"The edition that appeared last is “{title}”, on {day(published)}."


def attribution(title: str, licence: str, text: str) -> str:
    """A source's attribution as its licence asks."""
    return f"{title} ({licence}): {text}"


def goalposts(zero: float, hundred: float, unit: str, scale: str) -> str:
    """Goalposts of an indicator in words."""
    return f"Scores 0 at {zero:g} and 100 at {hundred:g} ({unit}; {'logarithmic' if scale == 'log' else 'linear'} between)."


def facts(weight: float, kind: str, max_carry: int, sources: str) -> str:
    """Weight, kind, carry and sources of an indicator."""
    carry = f"carried for at most {max_carry} months" if max_carry else "never carried"
    return f"Weight {weight:g}. A {kind}, {carry}. Sources: {sources}."


def weight(value: float) -> str:
    """A dimension's weight."""
    return f"Weight {value:g}."


def citation(version: str, last: str, known: str) -> str:
    """The ready text."""
    return (
        f"{SUBJECT.title.en}, version {version}. Scores to {month(last)}, as known on {day(known)}. Code "
        f"under the MIT licence, scores "
        "under CC BY-SA 4.0. With: [the sources you rely on, as attributed above]."
    )
