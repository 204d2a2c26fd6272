"""The dashboard's entry script: page configuration and navigation, nothing else. ``indicators serve`` has Streamlit run it."""

from __future__ import annotations

import time
from functools import partial
from io import BytesIO

import pandas as pd
import streamlit as st

from indicators import memo, wording
from indicators.charts import palette, theme
from indicators.pages import answering, page, speech

BREATH = 0.06  # seconds, once a session: the window takes its width before there is something in it, which would jump
HEIGHT, SCALE = 32, 3  # of the name in the top bar, in pixels, and how many of a picture's make one


def main() -> None:
    """Set up the window and the navigation, and run the page that is open, in the reader's language."""
    pd.set_option("mode.string_storage", "python")  # for the short tables of pages what Arrow does once for each costs more
    answering.settle()
    speech.choose()
    st.set_page_config(page_title=wording.SITE, layout="wide")
    if "_pages" not in st.session_state:
        time.sleep(BREATH)
    pages = {
        name: st.Page(partial(page.opened, name), title=title, url_path=name, default=name == "overview")
        for name, title in wording.PAGES.items()
    }
    st.session_state["_pages"] = pages
    with answering.in_turn():
        groups = {group: [pages[name] for name in names] for group, names in wording.GROUPS.items()}
        if not st.context.is_embedded:
            st.logo(_name(wording.SITE, page.dark()), size="large")
        st.navigation(groups, position="hidden" if st.context.is_embedded else "top").run()


@memo.last(4)
def _name(site: str, dark: bool) -> bytes:
    """The instrument's name as a PNG, since the top bar takes no text: a bar of the accent and the heading's type."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(theme.FONTS / "SourceSerif4-Semibold.ttf", 20 * SCALE)
    wide = int(font.getlength(site)) + 14 * SCALE
    picture = Image.new("RGBA", (wide, HEIGHT * SCALE), (0, 0, 0, 0))
    drawing, shades = ImageDraw.Draw(picture), palette.colours()
    drawing.rectangle((0, 5 * SCALE, 4 * SCALE, 27 * SCALE), fill=shades["accent"][dark])
    drawing.text((13 * SCALE, HEIGHT * SCALE // 2), site, font=font, fill=shades["ink"][dark], anchor="lm")
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


if __name__ == "__main__":
    main()
