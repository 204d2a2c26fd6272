"""A link to a section (``/governance#attempts``) lands on it: Streamlit jumps there once, before the charts above have their height."""

from __future__ import annotations

import streamlit as st

_SECONDS = 60  # after the section is there: as long as charts above it may still be on their way, on a slow machine too
# Goes there again whenever the page above or below it has grown, once for each window that was opened with a section in its
# address, and never against the reader: scrolling grows nothing, and the first wheel, key or touch ends it.
_SCRIPT = f"""<script>
(() => {{
  if (window.landed || location.hash.length < 2) return;
  window.landed = true;
  const name = location.hash.slice(1);
  let left = {_SECONDS * 5}, laid = "";
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"])
    addEventListener(kind, () => {{ left = 0; }}, {{ once: true, passive: true, capture: true }});
  const look = () => {{
    const section = document.getElementById(name), main = document.querySelector("[data-testid=stMain]");
    if (section && main) {{
      left -= 1;
      const now = Math.round(section.getBoundingClientRect().top + main.scrollTop) + " of " + main.scrollHeight;
      if (left > 0 && now !== laid) section.scrollIntoView();
      laid = now;
    }}
    if (left > 0) setTimeout(look, 200);
  }};
  look();
}})();
</script>"""


def hold() -> None:
    """Put the script at the end of the page."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)
