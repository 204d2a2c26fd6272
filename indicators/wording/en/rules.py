"""Texts of the page on alerts; what alerts say themselves stands in ``alerts``."""

from __future__ import annotations

from indicators.subject import SUBJECT
from indicators.wording.en import number

LINK = "source"
BLIND = "Months that may be unseen"
BLIND_NOTE = (
    "Fewer deaths can mean that fewer were seen. A month is marked where deaths fell below two thirds of the usual and fewer events than usual "
    "were placed precisely, or where communications were cut."
)
GIVEN_UNIT = "alerts from their first day to their end, by rule; in colour those in force; hollow: wrong"
GIVEN_NOTE = (
    "Rules on deaths look back on today's revised figures; until the first stored releases their days are those of the publisher's calendar. "
    "The months chosen above tell how far back this goes."
)
NONE_GIVEN = "No alert was given in this time."
ROWS = "Every alert, and what became of it"
CAME = {"": "", "right": "right", "wrong": "wrong", "not known yet": "not known yet"}
RIGHT_TITLE = "How often a rule was right"
RIGHT_UNIT = "share of alerts that were right (point), nine-in-ten interval (band), and the share of all months that would have been (line)"
RIGHT_NOTE = "A rule is worth something where its band lies right of the line. Rules that state what happened are neither right nor wrong."
BOTH = f"{SUBJECT.name.en} and all countries"
RULES = "The rules, in words"
RULES_NOTE = "Each was declared before it was counted: when it speaks, when it ends, what right means, and its record."
SUBSCRIBE = "How to be told"
FEED = "The feed as a file (Atom)"
WAYS = (
    (
        "Feed.", "This command writes the alerts as a feed. Put the file on a web server and give its address to any feed reader; written anew "
        "after each refresh, it brings what is new.",
    ),
    (
        "Mail.", "This command sends the alerts through your own mail server. Name the server, the sender and the receivers in the environment "
        "(INDICATORS_SMTP_HOST, INDICATORS_SMTP_FROM, INDICATORS_SMTP_TO); nothing is sent without them, and no password is stored.",
    ),
    (
        "After each refresh.", "A refresh ends with the alerts that are new. Run it on a schedule, such as once a day.",
    ),
)  # fmt: skip


def upkeep(count: int) -> str:
    """Label of the alerts about this instrument's own data."""
    return f"About the data behind these pages: {count} more"


def blind_rows(count: int) -> str:
    """Label of the months marked."""
    return f"All {count} months marked since 2000" if count != 1 else "The one month marked since 2000"


def given_finding(count: int, force: int, rules: list[str], most: int) -> str:
    """The title of the history: how many alerts, how many in force, the rules that spoke most often."""
    if not count:
        return NONE_GIVEN[:-1]
    if count == 1:
        return f"One alert was given: {rules[0].lower()}; {'it is' if force else 'none is'} in force"
    return f"{number(count)} alerts were given, {number(force)} of them in force; most often: {' and '.join(rules).lower()} ({number(most)})"


def given_row(name: str, count: int) -> str:
    """One rule in words."""
    return f"{name}: {number(count)}."


def given_alt(told: list[str]) -> str:
    """The history in words; ``told`` is a sentence a rule."""
    return f"Bars over time by rule. {' '.join(told)}"


def judged(name: str, own: bool, figures: str, right: int, judged: int) -> str:
    """A rule, whose record it is, and how many of its alerts were right."""
    where = SUBJECT.name.en if own else "all"
    released = ", as first told" if figures == "published" else ""
    return f"{name}, {where}{released} ({number(right)} of {number(judged)})"


def right_finding(own_right: int, own_judged: int, right: int, judged: int) -> str:
    """The title of the record: the surge watch in the country and in all."""
    return (
        f"Surge watch: {number(own_right)} of {number(own_judged)} alerts were right in {SUBJECT.name.en}, {number(right)} of "
        f"{number(judged)} in all "
        "countries"
    )


def right_alt(names: list[str]) -> str:
    """The record in words."""
    return f"Points with bands by rule: {'; '.join(names)}."


def when(text: str) -> str:
    """When a rule speaks."""
    return f"Given where {text}."
