"""Texts of the page on armed actors."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.subject import SUBJECT
from indicators.wording.en import day, month, number
from indicators.wording.en.verdict import listed

TITLE = "Armed actors"
LEAD = (
    f"Who fights in {SUBJECT.name.en}, by the names UCDP gives them: in how many deaths each was part, whom it killed, where, when and "
    "against whom."
)
PARTIES = {
    "government": f"Government of {SUBJECT.name.en}", "Russian forces": "Russian forces", "JNIM": "JNIM and predecessors", "IS": "IS (Sahel)",
    "FLA": "FLA, before it CSP-PSD, CMA", "Platform": "GATIA, MSA and Platform", "self-defence groups": "Self-defence groups",
    "others": "All others",
}  # fmt: skip
INSIDE = {  # in a sentence
    **PARTIES, "Russian forces": "Russian forces", "self-defence groups": "self-defence groups", "others": "all others",
}  # fmt: skip
CIVILIANS, SEVERAL, UNKNOWN = "Civilians", "Sides of several parties", "Not known whose"
PARTIES_UNIT = "deaths in UCDP’s events, best figures, persons"
PART, KILLED, DEAD = "Events it was part of", "Civilians killed by it", "Whose the dead were"
PART_NOTE = "Deaths, and their share of all; a death counts for each party"
KILLED_NOTE = "Deaths in one-sided violence"
DEAD_NOTE = "Deaths by side; they add up to all"
MEASURE, STEP, ACTOR, LEVEL = "Show", "By", "Actor", "Places"
MEASURES = {
    "deaths": "deaths in events it was part of",
    "killed_civilians": "civilians killed by it in one-sided violence",
    "own_dead": "dead on its own side",
}
STEPS = {"year": "year", "month": "month"}
LEVELS = {"region": SUBJECT.layer(1).plural.en, "cercle": SUBJECT.layer(2).plural.en}
WHEN_NOTE = (
    "One scale for all lanes; the highest bar of each has its number. A year with months of which no sides are known is low "
    "for that reason."
)
UNSEEN = "no sides known"
HOW = "How this is counted"
HOW_LINES = (
    "An actor is part of an event where it is one of the two sides, alone or with others. All deaths of the event then count for it, "
    "whoever died and by whose hand: it is no figure of guilt.",
    "One-sided violence is what UCDP calls the direct and deliberate killing of civilians by an organised group or a government; the one "
    "side is named, the other is civilians. Civilians killed in fighting between two armed sides are not in it.",
    "Whose the dead were is UCDP’s count by side. These figures add up to all deaths without overlap.",
    "UCDP’s events to 2023 do not name the Wagner Group as a side: what it did with the army stands under the Government of "
    f"{SUBJECT.name.en}. In February 2026 two events name the Government of Russia beside it, and count for both.",
    "All others are neighbours’ governments, communities as UCDP names them, the rebellions of the 1990s and groups without a row below.",
)
AGAINST_UNIT = "deaths in its events by the other side, UCDP’s names and best figures"
PLACES_UNIT = "deaths in its events whose place is known, best figures"
PLACES_NOTE = "The bins are the same for every actor and period."
BINS = ("0", "1–9", "10–49", "50–149", "150–299", "300 or more")
MAP, TOP = "On the map", "Most deaths"
NAMES_ROWS = "All actors: names, descent and sources"
NO_ROW = "The table of actors has no row of this kind that was known by then."
NOTHING = (
    "No event that names its sides is known in these months by the day chosen. Choose other months, or a later day, at the top."
)
NO_DEATHS = "No event of this actor is known in these months."


def _share(part: float) -> str:
    return "under 1%" if 0 < part < 0.005 else f"{part:.0%}"


def told(value: float, part: float | None = None) -> str:
    """A number beside its bar, with the share (0 to 1) it is."""
    return number(value) if part is None else f"{number(value)} · {_share(part)}"


def fresh(known: int, shown: int) -> str:
    """How many of the months shown have events with sides."""
    if known == shown:
        return f"Events name their sides in {'the month shown' if shown == 1 else f'all {number(shown)} months shown'}."
    return f"Events name their sides in {number(known)} of the {number(shown)} months shown; nothing here speaks of the others."


def parties_finding(first: Sequence[str], deaths: int, total: int, killers: Sequence[str], killed: int, one_sided: int) -> str:
    """The title of the three bars. ``first`` are the keys of who was part of most ``deaths`` of ``total``, ``killers`` of who killed
    most (``killed``) of ``one_sided`` civilians; several where even, none where nobody."""
    if not total:
        return "Nobody died in the events whose sides are known in these months"
    who = listed([INSIDE[one] for one in first])
    each = " each" if len(first) > 1 else ""
    text = f"{who} took part in events with {_share(deaths / total)} of {number(total)} deaths{each}"
    if not one_sided:
        return f"{text}; none in one-sided violence"
    whom = listed([INSIDE[one] for one in killers])
    even = " each" if len(killers) > 1 else ""
    return f"{text}; most civilians in one-sided violence were killed by {whom} ({number(killed)} of {number(one_sided)}{even})"


def adding(deaths: int, counted: int, one_sided: int, counted_one_sided: int) -> str:
    """Under the bars: how parties add up to the deaths."""
    twice = counted - deaths
    text = f"The bars on the left add up to the {number(deaths)} deaths: no event here has two parties of this list"
    if twice:
        text = (
            f"The bars on the left add up to {number(counted)}, {number(twice)} more than the {number(deaths)} deaths, since most events "
            "have two parties"
        )
    again = counted_one_sided - one_sided
    if again > 0:
        text += f". Of one-sided violence {number(again)} {'death counts' if again == 1 else 'deaths count'} for two parties"
        return f"{text}. Whose the dead were adds up exactly."
    return f"{text}. The other two add up exactly."


_DONE = {
    "deaths": "deaths in its events",
    "killed_civilians": "civilians killed by it one-sidedly",
    "own_dead": "dead on its side",
}


def when_unit(measure: str, step: str) -> str:
    """Under the title of the lanes."""
    return f"{MEASURES[measure]}, by actor and {STEPS[step]} the event ended in"


def when_finding(measure: str, step: str, top: Sequence[tuple[str, str, int]]) -> str:
    """The title of the lanes: who had the highest bar, and when; several where even. ``top`` are party, period and number."""
    if not top:
        return "Nothing of this kind is known in these months"
    told = [f"{PARTIES[party]} in {period if step == 'year' else month(period)}" for party, period, _ in top[:2]]
    more = "" if len(top) < 3 else f" and {len(top) - 2} more"
    each = " each" if len(top) > 1 else ""
    return f"Highest: {', '.join(told)}{more}, {number(top[0][2])} {_DONE[measure]}{each}"


def against_finding(party: str, opponents: Sequence[str], deaths: int, total: int, civilians: bool) -> str:
    """The title of the other sides: against whom most of the ``total`` deaths in a party's events were."""
    if not total:
        return f"{PARTIES[party]}: no death in its events of these months"
    if len(opponents) > 1:
        return f"{PARTIES[party]}: {number(deaths)} of {number(total)} deaths each against {listed(opponents)}"
    how = "in one-sided violence against civilians" if civilians else f"in fighting with {opponents[0]}"
    if " - " in opponents[0]:
        how = f"between {opponents[0].replace(' - ', ' and ')}"
    return f"{PARTIES[party]}: {_share(deaths / total)} of {number(total)} deaths in its events were {how}"


def places_finding(party: str, places: Sequence[str], most: int, placed: int, total: int) -> str:
    """The title of the places: where most of a party's ``placed`` deaths were."""
    if not placed:
        return (
            f"{PARTIES[party]}: none of {number(total)} deaths in its events can be placed"
            if total
            else f"{PARTIES[party]}: no death to place in these months"
        )
    of = f"{number(most)} of {number(placed)} deaths that can be placed"
    if len(places) > 1:
        return f"{PARTIES[party]}: most deaths in {listed(places)}, {number(most)} each of {number(placed)} that can be placed"
    return f"{PARTIES[party]}: {of} were in {places[0]}, more than anywhere else"


def placed(known: int, rest: int) -> str:
    """Under the map: what is drawn and what is not."""
    every = known + rest
    return f"{number(known)} placed; {number(rest)} ({rest / every:.0%}) not placed" if every else "nobody"


def one(party: str) -> str:
    """Heading over one actor's charts."""
    return PARTIES[party]


def summary(deaths: int, events: int, killed: int, own_dead: int) -> str:
    """One actor in a sentence."""
    return (
        f"Part of {number(events)} {'event' if events == 1 else 'events'} with {number(deaths)} {'death' if deaths == 1 else 'deaths'}; "
        f"{number(killed)} {'civilian' if killed == 1 else 'civilians'} killed by it in one-sided violence; {number(own_dead)} dead on its own "
        "side."
    )


def who(ucdp: str, full: str, other: str, since: str, precision: str, until: str) -> tuple[str, str]:
    """A row of the table of actors in words: UCDP's name, or where it has none the full one; and what follows it."""
    first = ucdp or full
    names = [one for one in (full, other) if one and one != first]
    begun = since[:4] if precision == "year" else month(since[:7]) if precision == "month" else day(since)
    ended = f", last known under this name in {month(until[:7])}" if until else ""
    unnamed = "" if ucdp else "; no side of UCDP\u2019s has this name"
    return first, f"{' (' + '; '.join(names) + ')' if names else ''}, known since {begun}{ended}{unnamed}"


def rest(sides: int) -> str:
    """How many other sides have no bar."""
    return f"{number(sides)} more with fewer deaths {'is' if sides == 1 else 'are'} in the table." if sides else ""


def top(shown: int, every: int, level: str) -> str:
    """Under the heading of the places."""
    return f"{number(shown)} of {number(every)} {LEVELS[level]} with deaths"


def parties_alt(total: int) -> str:
    """The three bars in words."""
    return f"Bars for each armed actor over {number(total)} deaths. The data are in the table below."


def when_alt(parties: int, start: str, end: str) -> str:
    """The lanes in words."""
    return f"Bars over time, a lane for each of {parties} armed actors, from {month(start)} to {month(end)}. The data are in the table below."
