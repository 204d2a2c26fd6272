"""Texts on how well the forecasts did, and where they failed."""

from __future__ import annotations

from indicators.outlook import backtest
from indicators.subject import SUBJECT
from indicators.wording.en import day as day_of
from indicators.wording.en import month, number, written

TITLE = "How well it did"
NOTE = (
    f"A backtest: the models as if they had been run at {len(backtest.origins())} past origins, each seeing nothing after its origin, on "
    f"figures as revised since; months of {backtest.TARGETS[0][:4]} to {backtest.TARGETS[1][:4]}. No record of forecasts made."
)
AGAINST, MEASURE, GROUP = "Held against", "Judged by", "Countries"
BENCHMARKS = {
    "smoothed": "last year's months, blurred",
    "conflictology": "last year's months as they were",
    "last_observed": "the last month again",
}
MEASURES = {"crps": "how far off", "ignorance": "how surprised", "interval_score": "how wide, and missed"}
GROUPS = {
    "subject": SUBJECT.name.en, "neighbours": "Its neighbours", "beside": "Countries set beside it", "active": "25 deaths a year or more",
    "world": "All countries",
}  # fmt: skip
GAINS_UNIT = (
    "loss against the benchmark in per cent (point) and nine in ten resampled values (band); left of zero there is less loss"
)
GAINS_NOTE = "Where the band crosses zero no gain is shown. Years and countries were drawn anew, whole."
AVERAGES = "The means behind it"
TECHNICAL = "Technical names"
TECHNICAL_NOTES = (
    "The forecast is a linear pool of three: conflictology (the last 12 months as they were), weighted conflictology (36 months, a "
    "weight halving every 4) and a pooled hurdle regression over all countries, one third each.",
    "Last year's months as they were: conflictology. Blurred: smoothed conflictology, the benchmark a gain has to be shown over. The last "
    "month again: a Poisson distribution around it.",
    "How far off: continuous ranked probability score (CRPS), in deaths. How surprised: ignorance (IGN), in bits over eleven bins. How "
    "wide, and missed: mean interval score (MIS) at 90%, in deaths. Less is better in all three.",
    "Inside the band: coverage of the central 50% and 90%. Gains: block bootstrap by target year and country, 90% intervals.",
)
ROWS = {
    "crps": "how far off, in deaths (CRPS)", "ignorance": "how surprised, in bits (IGN)",
    "interval_score": "how wide, and missed, in deaths (MIS)",
    "covered50": "inside the band for half (0.5 is right)", "covered90": "inside the band for nine in ten (0.9 is right)",
}  # fmt: skip
MODELS = {
    "pool": "the forecast", "conflictology": "last year's months", "smoothed": "the same, blurred", "last_observed": "the last month again",
}  # fmt: skip
WHAT = "judged by"
FAILED = "Where it failed"
FAILED_NOTE = "Each is the forecast made one month before, the nearest there is; the farthest off stands first, by CRPS."
MISSES_UNIT = "deaths in the month, on a scale of square roots: band for nine in ten, middle (line), what came (point)"
FROZEN = "Frozen forecasts scored so far"
NO_FROZEN = (
    "None yet: no month of a frozen forecast is known. Only these will be clean evidence; each is scored against its month's first release "
    "and against its final figure."
)
NO_RECORD = "No backtest is stored. Run  python -m indicators outlook --backtest --store."
EVIDENCE = {"frozen": "frozen before the month was out", "late": "frozen after the month was out"}
FIGURES = {"first": "first releases", "final": "final figures"}


def made_later(known: str) -> str:
    """Told on a past day: the record was made after it."""
    return f"The record below was made after {day_of(known)}, on figures revised since."


def gains_finding(own: float, own_low: float, own_high: float, world: float, world_low: float, world_high: float) -> str:
    """The title of the gains: the subject's and the world's change of loss in per cent with its interval."""
    return f"{SUBJECT.name.en}: {_verdict(own, own_low, own_high)}; all countries: {_verdict(world, world_low, world_high)}"


def _verdict(gain: float, low: float, high: float) -> str:
    interval = f"{_signed(gain)}%, from {_signed(low)} to {_signed(high)}"
    return f"no gain is shown ({interval})" if low <= 0 <= high else f"{'less' if gain < 0 else 'more'} loss ({interval})"


def gains_alt(told: list[str]) -> str:
    """The gains in words; ``told`` is a sentence a group."""
    return f"Points with bands by group of countries. {' '.join(told)}"


def gains_row(name: str, gain: float, low: float, high: float) -> str:
    """One group in words."""
    return f"{name}: {_signed(gain)}%, from {_signed(low)} to {_signed(high)}."


def years(lost: list[str], every: int) -> str:
    """The years in which it lost against last year's months, blurred; ``lost`` are told ones."""
    if not lost:
        return f"In none of the {every} years was it farther off in {SUBJECT.name.en} than last year's months, blurred."
    told = "; ".join(lost)
    return (
        f"In {len(lost)} of the {every} years it was farther off in {SUBJECT.name.en} than last year's months, blurred: {told}."
    )


def year(value: str, ours: float, theirs: float) -> str:
    """One of these years."""
    return f"{value} ({ours:.1f} against {theirs:.1f} deaths)"


def countries(lost: int, every: int, worst: list[str]) -> str:
    """In how many countries it lost; ``worst`` are told ones."""
    if not lost:
        return f"Of the {every} countries with a thousand deaths or more it was farther off in none."
    return f"Of the {every} countries with a thousand deaths or more it was farther off in {lost}, most in {', '.join(worst)}."


def country(name: str, change: float) -> str:
    """One of these countries."""
    return f"{name} ({_signed(change)}%)"


def misses_finding(name: str, deaths: float, low: float, high: float) -> str:
    """The title of the misses: the worst one; ``name`` is its month, with its country where there are several."""
    return (
        f"{name} brought {number(deaths)} deaths; a month before, nine in ten outcomes lay from {number(low)} to {number(high)}"
    )


def missed(name: str, period: str) -> str:
    """A month of a country."""
    return f"{name}, {month(period)}"


def misses_alt(told: list[str]) -> str:
    """The misses in words; ``told`` is a sentence for each."""
    return f"Bands and points, the worst miss first. {' '.join(told)}"


def _signed(value: float) -> str:
    text = written(value, "+,.1f")
    return text if set(text) & set("123456789") else "0.0"
