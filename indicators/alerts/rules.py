"""The one list of rules, and what they say on a day."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.alerts import deaths, promises, surge, territory, told, upkeep
from indicators.alerts.rule import Alert, Known, Rule
from indicators.subject import SUBJECT

RULES: dict[str, Rule] = {
    rule.key: rule for module in (deaths, surge, territory, promises, told, upkeep) for rule in module.RULES
}  # fmt: skip


def asked(country: str) -> list[Rule]:
    """The rules that can say something of a country: all of them of the subject, of another those on its deaths."""
    return [rule for rule in RULES.values() if country == SUBJECT.code or not rule.own]


def given(known: Known) -> list[Alert]:
    """Every alert since records begin, as far as what is known on the day tells, in order of rule and day."""
    found = [sorted(rule.find(known), key=lambda one: (one.since, one.about)) for rule in asked(known.country)]
    return [one for part in found for one in part if one.since <= known.day]


def in_force(alerts: Iterable[Alert], day: str) -> list[Alert]:
    """Those in force on ``day`` (ISO), without those of which a stronger rule says more."""
    holding = [one for one in alerts if one.holds(day)]
    return [one for one in holding if not shadowed(one, holding, day)]


def shadowed(alert: Alert, alerts: Iterable[Alert], day: str) -> bool:
    """Whether a stronger rule is in force about the same thing on ``day``."""
    stronger = RULES[alert.rule].stronger
    return bool(stronger) and any(one.rule == stronger and _thing(one) == _thing(alert) and one.holds(day) for one in alerts)


def _thing(alert: Alert) -> str:
    """What two rules can both be about: a place, else a month."""
    return str(alert.values.get("place", alert.about))


def new(before: Iterable[Alert], after: Iterable[Alert]) -> list[Alert]:
    """Those of ``after`` that are not among ``before``."""
    known = {one.key for one in before}
    return [one for one in after if one.key not in known]
