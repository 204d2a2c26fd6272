"""The dashboard's entry: page configuration and navigation, nothing else. Start it with ``python -m indicators serve``."""

from functools import partial

import streamlit as st

from indicators import wording
from indicators.pages import page

if __name__ == "__main__":
    st.set_page_config(page_title=wording.SITE, layout="wide")
    chosen: list[page.Scope | None] = []
    pages = {
        name: st.Page(
            partial(lambda opened: page.opened(opened, chosen[0]), name), title=title, url_path=name, default=name == "overview"
        )
        for name, title in wording.PAGES.items()
    }
    current = st.navigation(list(pages.values()))
    chosen.append(page.controls())
    current.run()
