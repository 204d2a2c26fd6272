"""The dashboard's entry script: page configuration and navigation, nothing else. ``indicators serve`` has Streamlit run it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import wording
from indicators.pages import page


def main() -> None:
    """Set up the window, the controls and the navigation, and run the page that is open."""
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


if __name__ == "__main__":
    main()
