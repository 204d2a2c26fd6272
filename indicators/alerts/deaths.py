"""A month with more deaths than any of the months before it, and with enough of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import numpy.typing as npt

from indicators import months
from indicators.alerts.rule import Alert, Basis, Known, Rule
from indicators.model import Snapshots, Vintage
from indicators.outlook.panel import SUMMED, TOTALS
from indicators.outlook.settings import Numbers

FLOOR = 100  # deaths
SHORT, LONG = 12, 36  # months
RELEASED = 26  # day of the following month by which a first release is out, as its publisher's calendar goes
PROMPT = 2  # months within which a vintage can be a month's first release


def highest(deaths: Numbers, length: int) -> npt.NDArray[np.bool_]:
    """Whether each month (rows; countries are columns) has FLOOR deaths or more, and more than any of the ``length - 1`` before.

    False before there are as many months.
    """
    found = np.zeros(deaths.shape, dtype=bool)
    if len(deaths) >= length:
        before = np.lib.stride_tricks.sliding_window_view(deaths, length - 1, axis=0)[:-1].max(axis=-1)
        found[length - 1 :] = (deaths[length - 1 :] >= FLOOR) & (deaths[length - 1 :] > before)
    return found


def release(snapshots: Snapshots, month: int, country: str) -> tuple[str, Basis]:
    """The day a month's deaths were first told, and how that is known (``Alert.basis``)."""
    days = [one.published for one in _vintages(snapshots, country) if months.ordinal(one.end) >= month]
    first = min(days, default="")
    if first and months.ordinal(first) - month <= PROMPT:
        return first, "published"
    calendar = f"{months.period(month + 1)}-{RELEASED}"
    return (calendar if not first else min(calendar, first)), "calendar"


def _vintages(snapshots: Snapshots, country: str) -> Iterator[Vintage]:
    for key in (TOTALS, SUMMED):
        for one in snapshots.all(key):
            if not one.version.startswith("cut-") and (one.countries is None or country in one.countries):
                yield one


def _finder(key: str, length: int) -> Callable[[Known], Iterable[Alert]]:
    def find(known: Known) -> Iterator[Alert]:
        whole = known.panel
        if whole is None or known.country not in whole.countries:
            return
        own = whole.deaths[:, [whole.column(known.country)]]
        for row in np.flatnonzero(highest(own, length)):
            month = whole.first + int(row)
            since, basis = release(known.snapshots, month, known.country)
            until = release(known.snapshots, month + 1, known.country)[0] if month < whole.last else ""
            values = {"deaths": float(own[row, 0]), "period": months.period(month), "months": length}
            evidence = tuple(f"{source} {version}" for source, version, _ in whole.inputs)
            yield Alert(key, known.country, months.period(month), since, until, basis, values, evidence)

    return find


RULES = (
    Rule(
        "deaths_12", "figure", {"months": SHORT, "floor": FLOOR}, _finder("deaths_12", SHORT), own=False, stronger="deaths_36"
    ),
    Rule("deaths_36", "figure", {"months": LONG, "floor": FLOOR}, _finder("deaths_36", LONG), own=False),
)
