"""A link to a section (``/governance#attempts``) lands on it: Streamlit jumps there once, before the charts above have their height."""

from __future__ import annotations

import streamlit as st

_SECONDS = 8  # after the section is there: as long as charts above it may still be on their way
# Goes there again whenever the section has moved, once for each window that was opened with a section in its address, and never
# against the reader, whose first scroll, key or touch ends it.
_SCRIPT = f"""<script>
(() => {{
  if (window.landed || location.hash.length < 2) return;
  window.landed = true;
  const name = decodeURIComponent(location.hash.slice(1));
  let left = {_SECONDS * 5}, place = null;
  for (const kind of ["wheel", "touchstart", "keydown", "mousedown"])
    addEventListener(kind, () => {{ left = 0; }}, {{ once: true, passive: true }});
  const look = () => {{
    const section = document.getElementById(name);
    if (section) {{
      left -= 1;
      const top = Math.round(section.getBoundingClientRect().top);
      if (left > 0 && top !== place) section.scrollIntoView();
      place = Math.round(section.getBoundingClientRect().top);
    }}
    if (left > 0) setTimeout(look, 200);
  }};
  look();
}})();
</script>"""


def hold() -> None:
    """Put the script at the end of the page."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)
