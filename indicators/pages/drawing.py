"""A chart as the browser gets it: a Vega-Lite specification with its data as Arrow, made once and kept.

Streamlit would check every chart against Vega-Lite's schema and serialise its data at every interaction, which is most of a
rerun's time. Here that happens once for each view; what a view shows follows from the data folder and the reader's choices,
and both are in the key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st
from altair.utils import schemapi
from altair.utils.core import sanitize_geo_interface

from indicators.charts import theme

VALIDATE = False  # the tests of the pages set it: there every chart is checked against the schema
KEPT = 200  # specifications, some 50 kB each
PADDING = {"left": 4, "top": 7, "right": 6, "bottom": 8}  # pixels; Streamlit's own is 0 but below, which cuts the top label
_PASSING = ("chart_", "data_", "rows_", "csv_", "png_", "svg_")  # widgets that change no chart: boxes, buttons, clicks
_globals = Lock()  # Altair's data transformers and theme are global


def choices() -> tuple[tuple[str, str], ...]:
    """What the reader has chosen on the page, as part of a key."""
    state = st.session_state
    return tuple(sorted((str(key), repr(state[key])) for key in state if not str(key).startswith(_PASSING)))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def prepared(key: tuple[Hashable, ...], dark: bool, svg: bool, _chart: Callable[[], theme.Chart]) -> dict[str, Any]:
    """The specification of ``_chart()``, dressed; ``datasets`` holds Arrow streams by content hash.

    ``svg`` draws elements that can be clicked and named instead of a canvas.
    """
    del key
    with _globals, schemapi.debug_mode(VALIDATE), alt.theme.enable("none"):
        shown = theme.dressed(_chart(), dark=dark, font=theme.PAGE_FONT)
        if svg:
            shown.usermeta = {"embedOptions": {"renderer": "svg"}}
        datasets: dict[str, Any] = {}
        alt.data_transformers.register("arrow", _kept)
        with alt.data_transformers.enable("arrow", datasets=datasets):
            spec: dict[str, Any] = shown.to_dict(validate=VALIDATE)
    inline = spec.get("datasets", {})
    spec["padding"] = PADDING
    return {**spec, "datasets": {**inline, **datasets}} if inline or datasets else spec


def _kept(data: Any, datasets: dict[str, Any]) -> Any:
    """Altair's hook for data: a frame becomes an Arrow stream, shapes stay GeoJSON; both named by their content."""
    if hasattr(data, "__geo_interface__"):
        shapes = sanitize_geo_interface(data.__geo_interface__)
        return _named(shapes, json.dumps(shapes).encode(), datasets)
    if not isinstance(data, pd.DataFrame):
        return data
    table = pa.Table.from_pandas(data, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    content = sink.getvalue().to_pybytes()
    return _named(content, content, datasets)


def _named(data: Any, content: bytes, datasets: dict[str, Any]) -> dict[str, str]:
    name = hashlib.sha256(content).hexdigest()[:16]
    datasets[name] = data
    return {"name": name}


def show(spec: dict[str, Any], key: str, alt_text: str, *, selects: bool = False) -> Any:
    """Draw a prepared chart; with ``selects`` a click reruns the page, and its selections come back, else None."""
    copied = dict(spec)  # Streamlit takes the datasets out of what it is given
    if not selects:
        st.vega_lite_chart(copied, width="stretch", theme=None, alt=alt_text, key=key)
        return None
    return st.vega_lite_chart(copied, width="stretch", theme=None, alt=alt_text, key=key, on_select="rerun").get("selection")
