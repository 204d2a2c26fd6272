"""The dashboard's entry: page configuration and navigation, nothing else. Start it with ``python -m indicators serve``."""

import streamlit as st

from indicators import wording
from indicators.pages import overview

if __name__ == "__main__":
    st.set_page_config(page_title=wording.TITLE, layout="wide")
    overview.show()
