"""What the notebooks print with: a chart as a picture that every viewer draws, a sentence with figures, a table.

The notebooks in ``notebooks/`` hold questions and answers; what they compute stands in ``tables``, what they draw in ``charts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indicators import wording
from indicators.charts import theme
from indicators.dimensions.conflict import events
from indicators.model import Snapshots

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import Image, Markdown

WIDTH = 720  # pixels of the plot; the picture is written at SCALE times that
SCALE = 1.25


def show(chart: theme.Chart, title: str, snapshots: Snapshots, keys: Sequence[str], unit: str, note: str = "") -> Image:
    """The chart as a PNG with its title, unit and the sources ``keys`` with their vintages beneath it."""
    from IPython.display import Image

    named = wording.sources(vintage for key in keys for vintage in events.behind(snapshots, key))
    caption = f"Unit: {unit}. Sources: {named}." + (f" {note}" if note else "")
    return Image(data=theme.picture(chart, title, caption, "png", WIDTH, SCALE), width=WIDTH)  # type: ignore[no-untyped-call]  # IPython has no types here


def say(*sentences: str) -> Markdown:
    """Sentences whose figures the code has worked out."""
    from IPython.display import Markdown

    return Markdown(" ".join(sentences))  # type: ignore[no-untyped-call]


def table(frame: pd.DataFrame, decimals: int = 1) -> Markdown:
    """A small frame as a Markdown table, numbers with so many decimals, whole ones with none."""
    from IPython.display import Markdown

    return Markdown("\n".join(_lines(frame, decimals)))  # type: ignore[no-untyped-call]


def _lines(frame: pd.DataFrame, decimals: int) -> list[str]:
    head = [str(name).replace("_", " ") for name in frame.columns]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in frame.itertuples(index=False):
        lines.append("| " + " | ".join(_cell(one, decimals) for one in row) + " |")
    return lines


def _cell(value: object, decimals: int) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:,.{decimals}f}"
    return str(value).replace("|", "/")
