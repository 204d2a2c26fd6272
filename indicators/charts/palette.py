"""Every colour, as a role with a light and a dark shade. Charts and pages name roles; nothing else holds a colour.

A role stands in a specification as ``@name`` and becomes a colour when the chart is drawn (``resolved``). Dimensions bring
their own colours in their declarations. Risk is one ramp from light to dark, change is blue and orange: no green, no red,
since what is good or bad about a disputed thing is not ours to say.
"""

from __future__ import annotations

import json
import re
from typing import Any

from indicators.registry import DIMENSIONS, PULSE
from indicators.subject import SUBJECT

# light, dark; the contrast on the page's background is at least 4.5 for every role that colours text
_BASE = {
    "paper": ("#FFFFFF", "#15171B"), "panel": ("#F5F4F0", "#1F2228"), "ink": ("#12151A", "#E9E7E2"), "soft": ("#5B6068", "#A8ACB3"),
    "rule": ("#D9D7D0", "#3A3E46"), "grid": ("#ECEAE4", "#2B2F36"), "accent": ("#0B6675", "#5CC6D4"),
    "filled": ("#0B6675", "#0E7C8B"),  # behind white text
    "more": ("#BF6C1C", "#DB8F3C"), "less": ("#3B719F", "#6A9CC9"), "more_text": ("#9A5208", "#F0A95A"), "less_text": ("#2A618F", "#8DBBE3"),
    "state_based": ("#A8442A", "#F0906F"), "non_state": ("#D9A066", "#96743F"), "one_sided": ("#52304A", "#CDA3C0"),
    "other": ("#8A8D93", "#8A8D93"), "faint": ("#C9C7C0", "#4A4F58"),
}  # fmt: skip
RISK = ("#F6EFE6", "#EBD5BF", "#D9B199", "#B98578", "#8C5860", "#52304A")  # six bins, low to high
DIFFERENCE = ("#1F4E79", "#6C98BE", "#C9DBE8", "#F1F0EC", "#F3CFA8", "#DE9550", "#8F4A06")  # seven bins, less to more
DIFFERENCE_DARK = ("#8DBBE3", "#4F7FA8", "#2C4358", "#2B2F36", "#54402B", "#A0692B", "#F0A95A")
_STEPS = {f"risk{place}": (shade, RISK[::-1][place]) for place, shade in enumerate(RISK)} | {
    f"difference{place}": shades for place, shades in enumerate(zip(DIFFERENCE, DIFFERENCE_DARK, strict=True))
}
_ON = {
    f"on_risk{place}": ("#12151A" if place < 4 else "#FFFFFF", "#E9E7E2" if place < 2 else "#15171B") for place in range(6)
} | {"on_deep": ("#FFFFFF", "#15171B")}  # text
# What is fixed for a sponsor of forces or a partner, in every chart and range. A branch has its state's colour.
_SPONSORS = {
    "United Nations": ("un", "#2F6FA5", "#5C9BD1"), "France": ("france", "#2F3E73", "#8E9BD3"), "Russia": ("russia", "#B0533C", "#DD8468"),
    "African coalition": ("african", "#8C7A3A", "#B9A765"), "European Union": ("eu", "#A88BC0", "#BFA6DC"),
    "European coalition": ("takuba", "#5E9C8F", "#7FBCAF"), "Türkiye": ("turkiye", "#3F7F78", "#6FB3AB"),
    "China": ("china", "#8A6A12", "#C9A24A"), "mining firms": ("mining", "#5B6068", "#A8ACB3"),
}  # fmt: skip
_ACTORS = {
    "JNIM": ("jnim", "#6B4E16", "#C6A15A"), "IS": ("islamic_state", "#8A3B5E", "#D489A8"), "government": ("army", "#2B5C9A", "#84B3EA"),
    "Russian forces": ("russia", "#B0533C", "#DD8468"), "FLA": ("fla", "#3F7F78", "#6FB3AB"),
    "Platform": ("platform", "#7C6A86", "#B5A3BF"), "self-defence groups": ("selfdefence", "#5B6068", "#A8ACB3"),
}  # fmt: skip
ACTORS = (*(f"@{role}" for role, _, _ in _ACTORS.values()), "@other", "@one_sided", "@faint")  # what a bar of the dead may have
_COUNTRIES = {"BFA": ("bfa", "#B0533C", "#DD8468"), "NER": ("ner", "#7A4C8C", "#CBA2DC"), "TCD": ("tcd", "#8A6A12", "#C9A24A")}
_READABLE = {"eu": ("#7A5F94", "#BFA6DC"), "takuba": ("#2F7566", "#7FBCAF"), "african": ("#75642A", "#B9A765")}


def _colours() -> dict[str, tuple[str, str]]:
    named = [*_SPONSORS.values(), *_ACTORS.values(), *_COUNTRIES.values()]
    fixed = {role: (light, dark) for role, light, dark in named}
    written = {f"{role}_text": _READABLE.get(role, shades) for role, shades in fixed.items()}
    return _BASE | _STEPS | _ON | fixed | written


def colours() -> dict[str, tuple[str, str]]:
    """Every role with its light and its dark colour; dimensions and the pulse as they are declared now."""
    declared = {key: one.colours for key, one in DIMENSIONS.items()}
    return _ROLES | declared | {"pulse": PULSE.colours}


_ROLES = _colours()


def dimension(key: str) -> str:
    """Role of a dimension, of the pulse, or of the index (ink)."""
    return f"@{key}" if key in DIMENSIONS or key == PULSE.key else "@ink"


def sponsor(name: str) -> str:
    """Role of a sponsor or partner by the beginning of its name: ``Russia (Wagner Group)`` is Russia; grey where none is fixed."""
    return f"@{next((role for begin, (role, _, _) in _SPONSORS.items() if name.startswith(begin)), 'other')}"


def country(code: str) -> str:
    """Role of a country by its ISO 3166-1 alpha-3 code: the subject is ink, others without a colour of their own grey."""
    return "@ink" if code == SUBJECT.code else f"@{_COUNTRIES.get(code, ('other',))[0]}"


def actor(name: str) -> str:
    """Role of an armed actor by the key of its party (``sources.curated.actors.PARTIES``); grey where none is fixed."""
    return f"@{_ACTORS.get(name, ('other',))[0]}"


def text(role: str) -> str:
    """The shade of a role that can be read as text on the page."""
    return (
        f"{role}_text"
        if role[1:] in {one for one, _, _ in (*_SPONSORS.values(), *_ACTORS.values(), *_COUNTRIES.values())}
        else role
    )


def resolved(spec: dict[str, Any], dark: bool) -> dict[str, Any]:
    """A specification without its data, every role in it a colour of the page."""
    shades = {role: pair[dark] for role, pair in colours().items()}
    written = re.sub(r"@([a-z_0-9]+)", lambda found: shades.get(found[1], found[0]), json.dumps(spec))
    told: dict[str, Any] = json.loads(written)
    return told
