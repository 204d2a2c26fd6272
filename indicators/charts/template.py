"""A chart made once for its shape; data, months and other values are put into it at each view.

Building a chart with Altair and checking it takes most of the time of an interaction. Its shape hardly ever changes: what a
reader changes are rows and months. ``make`` names its data (``alt.NamedData``) and its values (``alt.param``), and both are
filled in later.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import pandas as pd

Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart | alt.ConcatChart  # what Altair makes
Data = pd.DataFrame | dict[str, Any]  # rows, or GeoJSON
Value = str | float | bool | None
HEIGHT = "height"  # the value that is no parameter: of a chart as high as it has lines


@dataclass(frozen=True)
class Template:
    """``make(*given)`` is the chart without data; ``data`` and ``values`` go in by the names it uses.

    ``make`` is a function of a module (it is part of a cache's key) and ``given`` all that its shape depends on.
    """

    make: Callable[..., Chart]
    given: tuple[Hashable, ...] = ()
    data: Mapping[str, Data] = field(default_factory=dict, compare=False)
    values: Mapping[str, Value] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What the shape depends on."""
        return self.make.__module__, self.make.__qualname__, *self.given


def filled(spec: Mapping[str, Any], datasets: Mapping[str, Any], values: Mapping[str, Value]) -> dict[str, Any]:
    """The specification with data sets, and with the values as parameters before those it has; HEIGHT is the chart's own, in pixels."""
    told = [{"name": name, "value": value} for name, value in values.items() if name != HEIGHT]
    full = {**spec, "params": [*told, *spec.get("params", [])]} if told else dict(spec)
    if HEIGHT in values:
        full[HEIGHT] = values[HEIGHT]
    return {**full, "datasets": {**spec.get("datasets", {}), **datasets}} if datasets else full


def rows(data: Mapping[str, Data]) -> dict[str, Any]:
    """Data as JSON for a file; days and months as ISO text, which Vega reads as time."""
    return {
        name: json.loads(one.to_json(orient="records", date_format="iso", date_unit="s"))
        if isinstance(one, pd.DataFrame)
        else one
        for name, one in data.items()
    }
