"""What moved a score, small enough for paper. A frame in, a chart out; pure."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from indicators.charts import palette, theme

NAMES = 205  # pixels of the names, left of the bars
LETTERS = 34  # of a line of a name
ROOM = 44  # pixels right and left of the bars, for their numbers
LEAST = 0.005  # points; a smaller change is none


def moved(table: pd.DataFrame, width: int) -> theme.Chart:
    """Points of a score by indicator between two months, as bars from zero, the largest first, in a picture ``width`` pixels wide.

    ``table`` has name, dimension, change (points of the score). Names stand on the left, in lines where they are long: Vega cuts what it
    cannot measure.
    """
    rows = table.loc[table["change"].abs() >= LEAST, ["name", "dimension", "change"]]
    rows = rows.assign(place=range(len(rows)), label=["\n".join(textwrap.wrap(name, LETTERS)) for name in rows["name"]])
    reach = max(0.5, float(rows["change"].abs().max()) if len(rows) else 0.5)
    keys = list(dict.fromkeys(rows["dimension"]))
    x = alt.Scale(domain=[-reach, reach], range=[NAMES + ROOM, width - ROOM], nice=False)
    colour = alt.Scale(domain=keys, range=[palette.dimension(str(key)) for key in keys])
    y = alt.Y("place:O", axis=None, scale=alt.Scale(domain=rows["place"].tolist()))
    base = alt.Chart(rows).encode(y=y, x=alt.X("change:Q", scale=x, axis=None))
    names = base.mark_text(align="left", baseline="middle", lineBreak="\n", lineHeight=13).encode(
        x=alt.value(0), text="label:N"
    )
    bars = base.mark_bar(height=13).encode(color=alt.Color("dimension:N", scale=colour, legend=None))
    text = base.encode(text=alt.Text("change:Q", format="+.2f"))
    rising = text.transform_filter("datum.change >= 0").mark_text(align="left", dx=4)
    falling = text.transform_filter("datum.change < 0").mark_text(align="right", dx=-4)
    zero = alt.Chart(pd.DataFrame({"x": [0.0]})).mark_rule(color="@soft").encode(x=alt.X("x:Q", scale=x, axis=None))
    chart: theme.Chart = alt.layer(bars, zero, names, rising, falling)
    return chart
