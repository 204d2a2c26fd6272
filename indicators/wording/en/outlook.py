"""Texts of the page on the outlook: what is said, what came, how often such words came true."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.subject import SUBJECT
from indicators.wording.en import day as day_of
from indicators.wording.en import month, number

TITLE = "Outlook"
LEAD = (
    f"How many people organised violence may kill in {SUBJECT.name.en} in each of the next twelve months, and how far such a forecast can "
    "be trusted."
)
SOON = "The coming months"
ORIGIN = "Forecast from the figures to"
BACKTEST, NOT_FROZEN = "backtest", "not frozen"
FAN_UNIT = "deaths in organised violence in the month; shaded: half and nine in ten of the simulated outcomes"
RING = "Ring: first release. Point: newest figure, hollow while it may still be revised."
ONE_MONTH = "Each band is of one month: months cannot be added up. Shocks are not foreseen."
SAID = "Four statements, each with its record"
SAID_NOTE = (
    "Three compare the deaths of the next 12 months with those of the last 12. A regression over all countries with a hundred deaths or "
    "more in twelve months, fitted anew each January on what was known by then. "
    "Base rate: how often it came true in all of them. A country's months overlap, so they are fewer cases than they seem."
)
STATEMENTS = {
    "above": "More deaths", "double": "More than twice as many", "half": "Less than half as many", "surge": "A surge within 6 months",
}  # fmt: skip
SURGE = "A surge: three months together with a mean of at least twice that of the last twelve."
NO_STATEMENT = "Statements need a hundred deaths in twelve months and three years of figures; here there are fewer."
RELIABLE_UNIT = "share that came true, by the probability stated; the larger the point the more cases; in colour the class of what is said now"
RELIABLE_NOTE = (
    "On the dashed line words and outcomes agree. Each statement was made from what was known at its origin, on today's revised figures: "
    "a backtest. Classes with few cases are left out."
)
EVERY = "All countries"
NOWCAST_UNIT = "deaths in the month as published (ring), and where about nine in ten final figures may lie (band)"
NARROWER = "The index takes the quantiles of every country's revisions, its own among them, and its range is narrower."
NO_BAND = "No figure of these months can still be revised, or no revision is stored to learn from."
NOT_FOR = "What it may not be used for"
NOT_FOR_NOTES = (
    f"To say that it is better in {SUBJECT.name.en} than last year's figures, blurred: that is not shown.",
    "To be warned of a shock. It knows how large a country's months have been, and nothing of what is being planned.",
    "To add months up to a year: how months move together is not modelled.",
    "To speak of a place, an actor or an attack: it knows deaths by country and month alone, no politics and no treaty.",
    "To measure what nobody reports: a month of silence counts as a month without deaths.",
    "To act on a probability without its record. The record stands beside each.",
)
CARD_NAME, CARD_MORE = "Outlook", "The whole outlook, with its record"
CARD_SAID = "**Outlook** · more deaths in 12 months"
NO_SHOCKS = "No forecast of shocks."


def named(origin: str, how: str) -> str:
    """An origin to choose; ``how`` says what it is."""
    return f"{month(origin)} ({how})"


def frozen_on(day: str) -> str:
    """Beside an origin: when its forecast was frozen."""
    return f"frozen on {day_of(day)}"


def frozen(origin: str, day: str, over: int) -> str:
    """What a frozen forecast is; ``over`` of its months were out at the publisher by then."""
    told = f"Frozen on {day_of(day)} from the figures to {month(origin)}; it is never changed."
    if not over:
        return told
    were = "The first of its twelve months was" if over == 1 else f"Of its twelve months the first {over} were"
    return f"{told} {were} over and published, though not stored here: of those it is no forecast before the fact."


def frozen_later(origin: str, day: str) -> str:
    """What a forecast is that was frozen after the day of knowledge, from the same figures."""
    return (
        f"Made from the figures to {month(origin)}, the newest known on the day chosen. It was frozen later, on {day_of(day)}."
    )


def known(origin: str) -> str:
    """What a forecast is that nobody had made by the day of knowledge."""
    return f"Not frozen: what the models of today say from the figures to {month(origin)} as they were known. The models were chosen later."


def backtest(origin: str, looked: int, on_these: int) -> str:
    """What a forecast of the backtest is: ``looked`` configurations were looked at, ``on_these`` of them on its years."""
    return (
        f"A backtest: what the models would have said from the figures to {month(origin)}, as revised since. Nobody said it then: {looked} "
        f"configurations were looked at before this one was chosen, {on_these} of them on these years."
    )


def none(first: str) -> str:
    """Told where no forecast is kept at the months chosen; ``first`` is the first origin there is, empty where there is none."""
    if not first:
        return "By this day too few monthly figures were known to forecast from. Choose a later day, or use later vintages cut to it."
    return (
        f"No forecast from so few months is kept: the first is from the figures to {month(first)}. Choose a later last month."
    )


def ahead(first: str, p05: float, p25: float, p75: float, p95: float) -> str:
    """The title of a forecast of which nothing is known yet."""
    return (
        f"{month(first)}: half of the simulated outcomes lie from {number(p25)} to {number(p75)} deaths, nine in ten from {number(p05)} "
        f"to {number(p95)}"
    )


def came(count: int, inside: int, farthest: str, deaths: float, outside: float) -> str:
    """The title of a forecast of which ``count`` months are known; ``outside`` is how far ``farthest`` lay above (+) or below the band."""
    if count == 1:
        where = "inside" if inside else "above" if outside > 0 else "below"
        return f"The one month known came {where} the band for nine in ten: {number(deaths)} deaths"
    told = f"{inside} of the {count} months known came inside the band for nine in ten"
    if inside == count:
        return told
    return f"{told}; {month(farthest)} lay farthest {'above' if outside > 0 else 'below'} it, with {number(deaths)} deaths"


def fan_alt(origin: str, shown: list[str]) -> str:
    """The forecast in words; ``shown`` is a sentence a month."""
    return f"Deaths by month to {month(origin)}, then the forecast. {' '.join(shown)}"


def fan_row(period: str, p05: float, p50: float, p95: float) -> str:
    """One month of the forecast in words."""
    return f"{month(period)}: {number(p50)} in the middle, nine in ten from {number(p05)} to {number(p95)}."


def soon(rows: Sequence[tuple[str, float, float, float]]) -> str:
    """The coming months (month, bounds of nine in ten, middle) in a sentence."""
    told = "; ".join(
        f"{month(period)}, {number(p05)} to {number(p95)} deaths, {number(p50)} in the middle" for period, p05, p50, p95 in rows
    )
    return f"{told}. Nine in ten simulated outcomes of a month lie between its two figures; months cannot be added up."


def held_note(share: float) -> str:
    """How often the wide band held."""
    return f"In the backtest the wide band held {_share(share)} of the months in {SUBJECT.name.en}; 90% would be right."


def base(rate: float) -> str:
    """The base rate of a statement."""
    return f"Base rate {_share(rate)}."


def reliable(low: float, high: float, cases: int, happened: float) -> str:
    """How often what was said with such a probability came true, in all countries."""
    return f"Said with {_share(low)} to {_share(high)} in {number(cases)} cases: {_share(happened)} came true."


def never(low: float, high: float) -> str:
    """Where such a probability was never stated before."""
    return f"A probability from {_share(low)} to {_share(high)} was never stated before."


def own(cases: int, happened: int) -> str:
    """The same of the subject alone."""
    return f"In {SUBJECT.name.en}: {number(happened)} of {number(cases)} such months."


def skill(gain: float) -> str:
    """The Brier skill score in words."""
    if gain <= 0:
        return "Over all cases no better than always saying the base rate."
    return f"Over all cases {_share(gain)} better than always saying the base rate."


def outcome(happened: bool) -> str:
    """What came of a statement of the past."""
    return f"It {'came' if happened else 'did not come'} true."


def reliable_finding(near: int, classes: int) -> str:
    """The title of the record: in how many classes of probability words and outcomes agree."""
    if not classes:
        return "No class of probabilities has enough cases to be told"
    return f"In {near} of {classes} classes of probability, what came true lay within 5 points of what was said"


def reliable_alt(near: int, classes: int) -> str:
    """The record in words."""
    return (
        f"Points by the probability stated and the share that came true; {near} of {classes} near the line on which both agree."
    )


def nowcast_finding(period: str, released: float, low: float, high: float) -> str:
    """The title of the provisional months: the newest and where its final figure may lie."""
    return f"{month(period)} stands at {number(released)} deaths; its final figure may lie between {number(low)} and {number(high)}"


def nowcast_plain(period: str, released: float) -> str:
    """The same where there is nothing to learn a band from."""
    return f"{month(period)} stands at {number(released)} deaths, which may be revised; by how much cannot be told yet"


def nowcast_note(factors: int, inside: int, months: int) -> str:
    """What the band rests on, and its record."""
    told = f"Learnt from {number(factors)} revisions of other countries' months. No figure is shifted."
    if not months:
        return f"{told} {NARROWER}"
    return (
        f"{told} Of {number(months)} months of the last revised year in {SUBJECT.name.en} and its neighbours {number(inside)} fell inside a "
        f"band learnt without their country: roughly nine in ten, on one year's evidence. {NARROWER}"
    )


def from_figures(origin: str) -> str:
    """From which figures the card speaks."""
    return f"From the figures to {month(origin)}."


def card_none(first: str) -> str:
    """On the card where nothing had been frozen by the day; ``first`` is the day of the first frozen forecast."""
    return (
        f"By this day no forecast had been frozen; the first is of {day_of(first)}." if first else "No forecast is frozen yet."
    )


def card_before(origin: str) -> str:
    """On the card where the months end before the forecast's origin."""
    return f"The frozen forecast is from the figures to {month(origin)}, after the last month chosen."


def watch(origin: str, probability: float, rate: float, months: int) -> str:
    """The surge among what to watch."""
    return f"From the figures to {month(origin)}, within {months} months: {_share(probability)}, base rate {_share(rate)}."


def flag(least: float, right: int, judged: int) -> str:
    """When the watch flag goes up, and how often it was right."""
    return f"The flag goes up at {_share(least)}; {number(right)} of {number(judged)} such flags since 2000 were right, in all countries."


def probability(share: float) -> str:
    """A probability as it is shown."""
    return _share(share)


def _share(value: float) -> str:
    return f"{100 * value:,.0f}%"
