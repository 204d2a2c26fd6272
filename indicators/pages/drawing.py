"""A chart as the browser gets it: a Vega-Lite specification with its data as Arrow.

Streamlit would check every chart against Vega-Lite's schema and serialise its data at every interaction, which is most of a
rerun's time. Here a specification is made once for a template and a theme, and a view only puts its rows and months in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st
from altair.utils import schemapi
from altair.utils.core import sanitize_geo_interface

from indicators import language, memo
from indicators.charts import spoken, template, theme
from indicators.pages import replay

VALIDATE = False  # the tests of the pages set it: there every chart is checked against the schema
KEPT = 200  # shapes of charts, and charts that can be clicked, some 50 kB each
PADDING = {"left": 4, "top": 7, "right": 6, "bottom": 8}  # pixels; Streamlit's own is 0 but below, which cuts the top label
_PASSING = (
    "_",
    "chart_",
    "table_",
    "box_",
    "data_",
    "rows_",
    "csv_",
    "png_",
    "svg_",
    "use_",
    "tour",
)  # widgets that change no chart: boxes, buttons, clicks
_PARTS = ("layer", "concat", "hconcat", "vconcat", "spec")  # of a specification, where charts stand
_globals = Lock()  # Altair's data transformers and theme are global


def choices() -> tuple[tuple[str, str], ...]:
    """What the reader has chosen on the page, as part of a key."""
    state = st.session_state
    return tuple(sorted((str(key), repr(state[key])) for key in state if not str(key).startswith(_PASSING)))


_views, _shapes = memo.Kept(KEPT), memo.Kept(KEPT)


def show(
    view: tuple[Hashable, ...], dark: bool, chart: Callable[[], theme.Drawn], key: str, alt_text: str, *, selects: bool = False
) -> Any:  # fmt: skip
    """Draw ``chart()``, which is made once for each ``view``, theme and language; ``view`` must hold all else it depends on.

    With ``selects`` its parts are elements that can be clicked and named instead of a canvas; a click reruns the page, and the
    selections come back, else None.
    """
    if not selects:
        replay.draw((view, dark, key, alt_text), lambda: _sent(_view(chart, dark, False), key, alt_text))
        return None
    spec = _views.get((view, dark, language.current()), lambda: _view(chart, dark, True))
    return _sent(spec, key, alt_text, on_select="rerun").get("selection")


def _sent(spec: dict[str, Any], key: str, alt_text: str, **more: Any) -> Any:
    copied = dict(spec)  # Streamlit takes the datasets out of what it is given
    high = spec.get("height")  # told beside, so that its place is kept while the browser draws what is above
    height: Any = high if isinstance(high, int) else "content"
    return st.vega_lite_chart(copied, width="stretch", height=height, theme=None, alt=alt_text, key=key, **more)


def _view(chart: Callable[[], theme.Drawn], dark: bool, svg: bool) -> dict[str, Any]:
    """The specification with its data; of a template only the data are new."""
    with _globals, schemapi.debug_mode(VALIDATE):  # in Altair's debug mode every part is checked as it is made
        drawn = chart()
    if not isinstance(drawn, template.Template):
        return _specified(drawn, dark, svg)
    spec = _shapes.get((drawn.key, dark, svg, language.current()), lambda: _specified(drawn, dark, svg))
    frames = {name: arrow(one) for name, one in drawn.data.items() if isinstance(one, pd.DataFrame)}
    outlines = {name: _text(one) for name, one in drawn.data.items() if not isinstance(one, pd.DataFrame)}
    filled: dict[str, Any] = _outlined(template.filled(spec, frames, drawn.values), outlines)
    return filled


@memo.told(8)
def _text(outlines: dict[str, Any]) -> str:
    return json.dumps(spoken.rows(outlines))


def _outlined(part: Any, outlines: Mapping[str, str]) -> Any:
    """The specification with GeoJSON as text where a layer names it: Streamlit reads and writes what is no text four times over."""
    if isinstance(part, list):
        return [_outlined(one, outlines) for one in part]
    if not outlines or not isinstance(part, dict):
        return part
    found = {name: _outlined(one, outlines) if name in _PARTS else one for name, one in part.items()}
    named = found.get("data")
    if isinstance(named, dict) and named.get("name") in outlines:
        found["data"] = {"values": outlines[named["name"]], "format": named["format"]}
    return found


def _specified(drawn: theme.Drawn, dark: bool, svg: bool) -> dict[str, Any]:
    datasets: dict[str, Any] = {}
    with _globals, schemapi.debug_mode(VALIDATE), alt.theme.enable("none"):
        alt.data_transformers.register("arrow", _kept)
        with alt.data_transformers.enable("arrow", datasets=datasets):
            spec = theme.specification(drawn, dark=dark, font=theme.PAGE_FONT, validate=VALIDATE)
    spec["padding"] = PADDING
    if svg:
        spec["usermeta"] = {"embedOptions": {"renderer": "svg"}}
    return template.filled(spec, datasets, {})


def _kept(data: Any, datasets: dict[str, Any]) -> Any:
    """Altair's hook for data: a frame becomes an Arrow stream, shapes stay GeoJSON; both named by their content."""
    if hasattr(data, "__geo_interface__"):
        shapes = sanitize_geo_interface(data.__geo_interface__)
        return _named(shapes, json.dumps(shapes).encode(), datasets)
    if not isinstance(data, pd.DataFrame):
        return data
    content = arrow(data)
    return _named(content, content, datasets)


def arrow(data: pd.DataFrame) -> bytes:
    """A frame as an Arrow stream."""
    table = pa.Table.from_pandas(spoken.frame(data), preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _named(data: Any, content: bytes, datasets: dict[str, Any]) -> dict[str, str]:
    name = hashlib.sha256(content).hexdigest()[:16]
    datasets[name] = data
    return {"name": name}
