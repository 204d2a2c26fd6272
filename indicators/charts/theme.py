"""The look every chart shares: colours that hold for the colour-blind (Okabe and Ito 2008), one font."""

from __future__ import annotations

COLOURS = {
    "conflict": "#D55E00", "governance": "#0072B2", "military": "#CC79A7", "development": "#009E73",
    "index": "#6B6B6B", "index.without_military": "#E69F00",
}  # fmt: skip
FONT = "Roboto, sans-serif"
HEIGHT = 300
