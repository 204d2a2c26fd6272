"""What a notebook's picture was drawn from, as a short digest: the same on every machine, unlike the bytes of the picture.

Runs inside a notebook's kernel (``watch``), before the first cell. Knows Vega-Lite and its renderer, nothing of this project.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

MIME = "application/vnd.drawn+json"
DIGITS = 6  # significant: logarithms and powers differ in the last bits between processors
_LONG = re.compile(r"\d+\.\d{7,}")
_NAME = re.compile(r"\b(?:data-|param_|view_)[0-9a-f]{16,}(?:_\d+)?\b")  # Altair's, made of the bits of what is named


def rounded(text: str) -> str:
    """The text with each number of more than six decimals at six significant digits."""
    return _LONG.sub(lambda found: f"{float(found[0]):.{DIGITS}g}", text)


def digest(specification: dict[str, Any], *drawn_by: object) -> str:
    """16 hexadecimal digits for a Vega-Lite specification, its data included, and for the words of who draws it.

    Neither the order of keys counts, nor digits after the sixth, nor the names that Altair invents.
    """
    names: dict[str, str] = {}
    text = json.dumps([_plain(specification, names), *map(str, drawn_by)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        # Data sets come last: by then all of their names have been met where they are used.
        keys = sorted(value, key=lambda key: (key == "datasets", key))
        return {_renamed(key, names): _plain(value[key], names) for key in keys}
    if isinstance(value, list):
        return [_plain(one, names) for one in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") + 0.0  # no negative zero
    return rounded(_renamed(value, names)) if isinstance(value, str) else value


def _renamed(text: str, names: dict[str, str]) -> str:
    return _NAME.sub(lambda found: names.setdefault(found[0], f"name {len(names)}"), text)


def watch() -> None:
    """From now on each picture that vl-convert draws tells, beside the cell's outputs, what it was drawn from."""
    import vl_convert
    from IPython.display import publish_display_data

    draw = vl_convert.vegalite_to_png

    def told(specification: str | dict[str, Any], *words: Any, **options: Any) -> bytes:
        picture = bytes(draw(specification, *words, **options))
        read = json.loads(specification) if isinstance(specification, str) else specification
        by = digest(read, vl_convert.__version__, words, sorted(options.items()))
        publish_display_data({MIME: {"picture": hashlib.sha256(picture).hexdigest(), "specification": by}})
        return picture

    vl_convert.vegalite_to_png = told
