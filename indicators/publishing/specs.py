"""A chart as a page of the site draws it: Vega-Lite for light and for dark, and the data of both once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import altair as alt

from indicators.charts import spoken, template, theme

PADDING = {"left": 4, "top": 7, "right": 6, "bottom": 8}  # pixels, as in the app


@dataclass(frozen=True)
class Spec:
    """``light`` and ``dark`` are specifications without data, ``data`` its sets by the names they use; ``height`` in pixels."""

    light: dict[str, Any]
    dark: dict[str, Any]
    data: dict[str, Any]
    height: int

    def whole(self) -> dict[str, Any]:
        """The light one with its data, which any Vega-Lite draws."""
        return {**self.light, "datasets": self.data}


def of(drawn: theme.Drawn) -> Spec:
    """The chart in the language chosen; data sets are named by their content, so that charts of a page can share them."""
    with alt.data_transformers.enable("default", max_rows=None):
        plain = theme.uncoloured(drawn, validate=False)
    own = spoken.rows(plain.pop("datasets", {}))
    data = {**own, **(spoken.rows(template.rows(drawn.data)) if isinstance(drawn, template.Template) else {})}
    names = {name: _digest(one) for name, one in data.items()}
    light, dark = (_renamed(_shaped(drawn, theme.shaded(plain, shade)), names) for shade in (False, True))
    return Spec(light, dark, {names[name]: one for name, one in data.items()}, _height(light, data))


def _shaped(drawn: theme.Drawn, spec: dict[str, Any]) -> dict[str, Any]:
    """As wide as the page lets it be, with the values a template takes."""
    filled = template.filled(spec, {}, drawn.values) if isinstance(drawn, template.Template) else spec
    return {**filled, "width": "container", "padding": PADDING, "autosize": {"type": "fit", "contains": "padding"}}


def _digest(data: Any) -> str:
    return "d" + hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def _renamed(part: Any, names: dict[str, str]) -> Any:
    """The specification with every data set under its new name."""
    if isinstance(part, dict):
        found = {key: _renamed(one, names) for key, one in part.items()}
        data = found.get("data")
        if isinstance(data, dict) and data.get("name") in names:
            found["data"] = {**data, "name": names[data["name"]]}
        return found
    return [_renamed(one, names) for one in part] if isinstance(part, list) else part


def _height(spec: dict[str, Any], data: dict[str, Any]) -> int:
    """The room to keep for it until it is drawn: its height, or what its steps come to at one a row of its longest data."""
    height = spec.get("height", theme.HEIGHT)
    if isinstance(height, dict):
        rows = max((len(one) for one in data.values() if isinstance(one, list)), default=1)
        return int(height.get("step", 20) * min(rows, 40)) + 60
    return int(height) + 40
