"""How a page looks on paper: text, charts and tables; no navigation, no control. Streamlit has no option for it, so these few rules are CSS."""

from __future__ import annotations

import streamlit as st

_HIDDEN = (
    "stHeader", "stToolbar", "stSidebar", "stTopNav", "stLogo", "stButton", "stDownloadButton", "stButtonGroup", "stPopover", "stSelectbox",
    "stMultiSelect", "stCheckbox", "stSlider", "stDateInput", "stExpander", "stElementToolbar", "stStatusWidget", "stPageLink",
    "stHeaderActionElements", "stDecoration",
)  # fmt: skip
_WHOLE = ("stApp", "stAppViewContainer", "stMain", "stMainBlockContainer", "stVerticalBlock", "stLayoutWrapper")
_TOGETHER = ("stVegaLiteChart", "stMetric", "stDataFrame", "stAlert")


def _named(names: tuple[str, ...], prefix: str = "") -> str:
    return ", ".join(f'{prefix}[data-testid="{name}"]' for name in names)


_NARROW = ("stVerticalBlock", "stLayoutWrapper", "stColumn", "stHorizontalBlock", "stElementContainer")
RULES = f"""
@media print {{
  @page {{ size: A4; margin: 14mm; }}
  html, body, #root, {_named(_WHOLE)} {{
    height: auto !important; max-height: none !important; overflow: visible !important; position: static !important;
  }}
  {_named(("stApp", "stAppViewContainer", "stMain", "stVerticalBlock"))} {{ display: block !important; inset: auto !important; }}
  {_named(("stMainBlockContainer",))} {{ padding: 0 !important; max-width: none !important; }}
  {_named(_NARROW)} {{ max-width: 100% !important; min-width: 0 !important; }}
  {_named(("stVerticalBlock",))} > * {{ margin-bottom: 0.6rem; }}
  {_named(_HIDDEN)} {{ display: none !important; }}
  {_named(_TOGETHER)} {{ break-inside: avoid; }}
  canvas, svg.marks {{ max-width: 100% !important; height: auto !important; }}
  [data-testid="stElementContainer"]:is(:has(h1, h2, h3), :has(+ * [data-testid="stVegaLiteChart"])) {{ break-after: avoid; }}
  a {{ color: inherit !important; }}
}}
"""


# Within columns Streamlit lays a group of buttons out in one line that scrolls: on a telephone the last ones are out of sight.
WRAPPED = '[data-testid="stButtonGroup"] [role$="group"] { flex-wrap: wrap !important; overflow: visible !important; }'


def rules(accent: str) -> None:
    """Put the rules for paper into the page, and one for the screen: a chosen segment and a slider's value are written in ``accent``.

    Streamlit writes it in the theme's primary colour, which must carry white text elsewhere and is too dark for a dark page.
    """
    chosen = '[data-testid="stButtonGroup"] [data-selected="true"] *, [data-testid="stSliderThumbValue"] *'
    st.html(f"<style>{chosen} {{ color: {accent} !important; }}{WRAPPED}{RULES}</style>")
