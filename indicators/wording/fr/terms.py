"""Values, names and columns that tables and charts show, in French."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators import countries
from indicators.french import elided, of
from indicators.subject import SUBJECT
from indicators.wording import vocabulary

TERMS = dict(vocabulary.rows())
_LAYERS = {layer.name.en: layer.name.fr for layer in SUBJECT.layers}
_PLACE = re.compile(rf"(.+) ({'|'.join(_LAYERS)})")
_GOVERNMENT = re.compile(r"Government of (.+)")
_FILLED = (  # sentences with a figure or names in them
    (
        re.compile(r"Ignored: columns that are new to this project \((.+)\)\."),
        "Ignorées\u00a0: colonnes nouvelles pour ce projet ({}).",
    ),
    (
        re.compile(r"Rings that collapse at (\d+) decimals are left out\."),
        "Les contours qui disparaissent à {} décimales sont écartés.",
    ),
)
_JOINED = ((" - ", " – "), ("; ", "\u00a0; "), (": ", "\u00a0: "), (", ", ", "))


def term(text: str) -> str:
    """What French calls a value, a name or a column of a table; the text itself where no other name is known.

    Countries by their short names, places of a layer (``North region``), governments as UCDP names them (``Government of Niger``),
    and lists joined by a dash, a semicolon, a colon or a comma, part by part.
    """
    return _known(text) or _listed(text) or text


def _known(text: str) -> str | None:
    if text in TERMS:
        return TERMS[text]
    if (code := countries.iso3_of_name(text)) is not None:
        return countries.name(code, "fr")
    if found := _GOVERNMENT.fullmatch(text):
        named = _known(found[1])
        return f"gouvernement {of(named)}" if named else None
    if found := _PLACE.fullmatch(text):
        return f"{_LAYERS[found[2]]} {elided('de', found[1])}"
    return next((said.format(found[1]) for known, said in _FILLED if (found := known.fullmatch(text))), None)


def _listed(text: str, joined: Sequence[tuple[str, str]] = _JOINED) -> str | None:
    """A list, part by part: after semicolons any, after dashes where a part is known, after colons and commas where all are."""
    for place, (mark, shown) in enumerate(joined, start=1):
        parts = re.split(f"(?<!\u00a0){re.escape(mark)}", text)
        known = [_known(part) or _listed(part, joined[place:]) for part in parts] if len(parts) > 1 else []
        told = [one is not None for one in known]
        if known and (mark == "; " or all(told) or (mark == " - " and any(told))):
            return shown.join(one or part for one, part in zip(known, parts, strict=True))
    return None
