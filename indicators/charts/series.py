"""One quantity over time, for the subject alone or for several countries, with its range. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators.charts import theme
from indicators.charts.lines import Line, country_lines, over_time
from indicators.charts.template import Template

ROLES = ("@ink", "@accent", "@more", "@development")
DASHES: tuple[tuple[int, ...], ...] = ((), (6, 3), (2, 2), (8, 3, 2, 3))


def ranged(
    table: pd.DataFrame, start: str, end: str, title: str, colour: str = "@accent", step: bool = False, decimals: int = 1
) -> Template:  # fmt: skip
    """One line of ``best`` with a band from ``low`` to ``high``. ``table`` has period, best, low, high; ``title`` is the unit."""
    rows = table.assign(series=title)
    flat = not table[["best", "low", "high"]].to_numpy(dtype="float64").any()  # all 0: Vega would write 0.000000 in mid air
    line = Line(title, title, colour, band=True)
    domain = (0.0, 1.0) if flat else None
    return over_time(
        rows, [line], start, end, key="series", value="best", form=f".{decimals}f", domain=domain, height=220, step=step
    )


def neighbours(
    table: pd.DataFrame, names: Mapping[str, str], order: Sequence[str], start: str, end: str, title: str, form: str = ".2f"
) -> Template:  # fmt: skip
    """Lines of countries, the first of ``order`` (ISO codes) drawn strongest and with its band. ``table`` has RANGE_COLUMNS.

    ``form`` is how a value is written; ``title`` is the unit, which stands in the chart's subtitle.
    """
    del title
    lines = [one for one in country_lines(order, names, most=8) if one.key in set(table["country"])][::-1]
    return over_time(table, lines, start, end, key="country", value="best", form=form, points=True)


def lines(table: pd.DataFrame, names: Mapping[str, str], start: str, end: str, title: str, form: str = ",.0f") -> Template:
    """Several quantities of the subject over time, told apart by colour and dash. ``table`` has period, series, value."""
    del title
    there = [key for key in names if key in set(table["series"])]
    shown = [Line(key, names[key], ROLES[place % 4], 2.0, DASHES[place % 4]) for place, key in enumerate(there)]
    return over_time(
        table, shown, start, end, key="series", value="value", form=form, points=True, room=0.3, height=theme.HEIGHT
    )
