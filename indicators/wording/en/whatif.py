"""Texts of the room where inputs, weights and scales can be otherwise."""

from __future__ import annotations

from indicators.wording.en import month, signed

TITLE = "What if"
LEAD = "Change what the scores rest on and see what becomes of them. A scenario is not a forecast: it says nothing of how likely it is."
SCENARIO = "Scenario"
_NONE = "none"
SCENARIOS = {
    _NONE: "As known", "capitals": "Four capitals lost", "coup": "A new coup", "forces": "Foreign forces leave", "elections": "Elections held",
    "calm": "A year of calm",
}  # fmt: skip
KEPT = {
    _NONE: "Choose a scenario, or move a weight below.",
    "capitals": "Not changed: deaths, displacement and everything else.",
    "coup": "Not changed: sanctions, suspensions and promises, which would follow later.",
    "forces": (
        "Not changed: deaths and who holds which town. With nobody left the change of partners scores 0, so this dimension can fall; "
        "whether departure is the risk is disputed, and the readings below say so each way."
    ),
    "elections": "Not changed: suspensions, sanctions and the yearly scores of democracy and stability.",
    "calm": "Not changed: who holds which town, how many are displaced, and everything else.",
}  # fmt: skip
CHANGED, UNCHANGED = "Changed.", "Nothing is changed."
RESET = "Back to the declared values"
SIMULATIONS = "Worse, simulated"
WEIGHTINGS = "Worse, reweighted"
WEIGHTS = "Weights"
WEIGHTS_NOTE = "0 leaves a dimension out. Only their proportion counts."
READING_BOX = "Reading and aggregation"
READING = "Reading"
DECLARED_READING = "As declared"
READING_NOTE = "A reading sets the weights; sliders moved before it begin anew."
METHOD = "Mean of the dimensions"
METHODS = {"arithmetic": "Arithmetic", "geometric": "Geometric", "harmonic": "Harmonic", "median": "Median"}
METHOD_NOTE = (
    "Arithmetic lets a good dimension make up for a bad one; geometric and harmonic do so less, and count a score below 1 as 1; the "
    "median looks at the middle alone. Inside a dimension the mean stays arithmetic."
)
GOALPOSTS = "Goalposts of contested indicators"
GOALPOSTS_NOTE = "The values that score 0 and 100, in the indicator's own unit."
UNIT = "score 0–100, higher is more risk"
POINTS = "points of the level"
NOW, DECLARED = "what if", "as declared"
INSTEAD_NOTE = "Bars: nine of ten simulations. Above in colour, what if; below in grey, as declared."
CAUSES = {
    "scenario": "Scenario", "goalposts": "Goalposts", "inside": "Weights inside the dimensions", "across": "Weights of the dimensions",
    "method": "Mean of the dimensions", "out": "If it were left out",
}  # fmt: skip
BECAUSE_NOTE = "Choices are made one after the other, in this order; the bars add up to the difference."
OUT_NOTE = "Each bar is a question of its own: the level without this indicator, less the level."
NO_BECAUSE = "Nothing that was chosen moves the level or the pulse of this month."
STRESS_NOTE = "Each scenario in the same month, at the declared weights, readings and goalposts. Small: the difference from the score as known."
COLUMNS = {"index": "Level", "pulse": "Pulse"}
EMPTY = "No score of this month is known. Choose another month, or a later day of knowledge, at the top of the page."
BINS = ("10 less", "3 to 10 less", "0.5 to 3 less", "alike", "0.5 to 3 more", "3 to 10 more", "10 more")


def changed(scenario: str, period: str) -> str:
    """What a scenario changes, in one sentence."""
    return {
        "capitals": f"At the end of {month(period)} four regional capitals are outside the state’s control, those already lost among them.",
        "coup": f"A coup succeeds on the last day of {month(period)}.",
        "forces": f"Every foreign force that is counted has left by the end of {month(period)}.",
        "elections": f"An elected president is sworn in on the last day of {month(period)}, and the transition ends.",
        "calm": f"Nobody is killed in organised violence in the twelve months to the end of {month(period)}.",
    }.get(scenario, f"These are the scores of {month(period)} as known.")


def no_change(scenario: str, period: str) -> str:
    """Said where a scenario has nothing to change."""
    why = {
        "capitals": "so many were out of it already, or nothing was known of them",
        "forces": "none was counted",
        "elections": "no transition was running",
        "calm": "nobody was",
    }.get(scenario, "nothing was known of it")
    return f"In {month(period)} this changes nothing: {why}."


def against(score: float, declared: float) -> str:
    """How far a score lies from the declared one; empty where they print alike."""
    told = signed(score - declared)
    return "" if told == "0.0" else told


def card(declared: float, low: float, high: float) -> str:
    """Under a score."""
    return f"Declared: {declared:.1f}. Nine of ten simulations: {low:.0f} to {high:.0f}."


def share(declared: float) -> str:
    """Under a share of simulations."""
    return f"Simulations in which the level is worse than a year before. Declared: {declared * 100:.0f}%."


def weightings(declared: float, outer: float) -> str:
    """Under the share of weightings; ``outer`` is that of the weights of dimensions alone."""
    return (
        f"Of any weights there can be, those that say worse than a year before. Declared: {declared * 100:.0f}%. Weights of the dimensions "
        f"alone: {outer * 100:.0f}%."
    )


def percent(value: float) -> str:
    """A share as a card shows it."""
    return f"{value * 100:.0f}%"


def beside(level: float, level_declared: float, pulse: float, pulse_declared: float) -> str:
    """Above the sliders, for a reader who does not see the cards."""
    return f"Level {level:.1f} (declared {level_declared:.1f}), pulse {pulse:.1f} (declared {pulse_declared:.1f})."


def pulse_note(parts: list[str]) -> str:
    """Which parts move the pulse."""
    return f"The pulse moves by {'; '.join(parts)}."


def instead_finding(
    period: str, scenario: str, more: bool, index: tuple[float, float] | None, pulse: tuple[float, float] | None
) -> str:
    """Level and pulse of a month (what if, declared); ``scenario`` is its key, ``more`` whether weights or scales are other than declared."""
    told = [(name, pair) for name, pair in (("level", index), ("pulse", pulse)) if pair]
    if not told:
        return f"{month(period)} has neither level nor pulse"
    if scenario == _NONE and not more:
        return f"As known in {month(period)}: {', '.join(f'{name} {pair[1]:.1f}' for name, pair in told)}"
    way = [SCENARIOS[scenario]] if scenario != _NONE else []
    way += ["other weights or scales"] if more else []
    text = f"{', '.join(way)}, {month(period)}: {', '.join(_instead(name, pair) for name, pair in told)}"
    return text[:1].upper() + text[1:]


def _instead(name: str, pair: tuple[float, float]) -> str:
    score, declared = (f"{one:.1f}" for one in pair)
    return f"{name} {score} as declared" if score == declared else f"{name} {score} instead of {declared}"


def because_finding(period: str, name: str, points: float, out: bool) -> str:
    """What moves the level most; ``name`` is empty where nothing does; ``out``: if it were left out."""
    if not name:
        return f"What was chosen does not move the level of {month(period)}"
    if out:
        return f"Left out, “{name}” would move the level of {month(period)} most: by {signed(points)}"
    return f"Most of the difference in the level of {month(period)}: {name} ({signed(points)})"


def stress_finding(period: str, scenario: str, score: float, points: float) -> str:
    """Which scenario moves the level most; ``scenario`` is its key, empty where there is no level or nothing moves it."""
    if not scenario:
        return f"Five scenarios for {month(period)}: none moves a level"
    return f"Of five scenarios, “{SCENARIOS[scenario]}” moves the level of {month(period)} most: by {signed(points)}, to {score:.1f}"


def instead_alt(period: str, lines: list[str]) -> str:
    """The chart of scores in words; ``lines`` are names with both scores."""
    return (
        f"Scores of {month(period)} as chosen and as declared, with bands: {'; '.join(lines)}. The data are in the table below."
    )


def line(name: str, score: float, declared: float) -> str:
    """One of these lines."""
    return f"{name} {score:.1f}, declared {declared:.1f}"


def because_alt(period: str, lines: list[str]) -> str:
    """The bars in words."""
    return f"Bars, in points, of what moves the level of {month(period)}: {'; '.join(lines)}. The data are in the table below."


def bar(name: str, points: float) -> str:
    """One of these bars."""
    return f"{name} {signed(points)}"


def stress_alt(period: str) -> str:
    """The table of scenarios in words."""
    return (
        f"Table of five scenarios for {month(period)} by level, pulse and dimension, each score with its difference from the score as "
        "known. The data are in the table below."
    )


def inside(dimension: str) -> str:
    """Label of the box of a dimension's sliders."""
    return f"Inside {dimension}"


def goalposts(name: str, unit: str) -> str:
    """Label of an indicator's goalposts."""
    return f"{name} ({unit})"
