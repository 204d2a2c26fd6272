"""Data and method: sources and checksums, the catalogue with its arguments, limits, quality, everything to download."""

from __future__ import annotations

from datetime import date

import streamlit as st

from indicators import __version__
from indicators.model import EDITED
from indicators.pages import address, page
from indicators.registry import DIMENSIONS, INDICATORS, READINGS
from indicators.registry import SOURCES as DECLARED
from indicators.store import read
from indicators.tables import method as tables
from indicators.wording import method as words


def show(scope: page.Scope) -> None:
    """Draw the page: it tells of the folder as it is stored today, whatever day the other pages look back to."""
    stored = tables.entries()
    table = tables.sources(stored, date.today().isoformat())
    st.markdown(f"#### {page.escaped(words.count(int((table['vintages'] > 0).sum()), len(stored)))}")
    dated = table[(table["published"] != "") & (table["vintage"] != EDITED)].sort_values("published")
    if len(dated):
        st.markdown(page.escaped(words.newest(DECLARED[str(dated["key"].iloc[-1])].title, str(dated["published"].iloc[-1]))))
    st.header(words.SOURCES, anchor="sources")
    st.caption(words.SOURCES_NOTE)
    page.evidence(table.drop(columns="attribution"), key="sources", title=words.SOURCES)
    for title, key, rows in (
        (words.ATTRIBUTION, "attribution", table[["key", "attribution", "licence"]]),
        (words.FILES, "files", tables.files(stored)),
    ):
        box = st.expander(title, key=key, on_change="rerun", type="compact")
        if box.open:
            with box:
                page.evidence(rows, key=key, title=title)
    st.header(words.HOW, anchor="how")
    st.markdown("\n".join(f"{place}. {step}" for place, step in enumerate(words.STEPS, start=1)))
    _catalogue()
    _dimensions()
    st.header(words.LIMITS, anchor="limits")
    for note in words.LIMIT_NOTES:
        st.markdown(f"- {note}")
    st.header(words.UNCOUNTED, anchor="reported-not-counted")
    st.caption(words.UNCOUNTED_NOTE)
    page.evidence(
        tables.uncounted({key: page.frame_of(scope.known, key) for key in tables.REPORTED}),
        key="uncounted",
        title=words.UNCOUNTED,
    )
    st.header(words.QUALITY, anchor="quality")
    st.caption(words.QUALITY_NOTE)
    page.evidence(read.table("quality"), key="quality", title=words.QUALITY)
    _everything(scope)


def _catalogue() -> None:
    st.header(words.CATALOGUE, anchor="catalogue")
    page.evidence(tables.catalogue(), key="catalogue", title=words.CATALOGUE)
    key = address.Choice("indicator", words.CHOOSE, list(INDICATORS), next(iter(INDICATORS))).select(340)
    item = INDICATORS[key]
    with st.container(border=True):
        st.subheader(page.escaped(item.name.here))
        st.markdown(page.escaped(words.goalposts(*item.goalposts, item.unit, item.scale)))
        st.markdown(page.escaped(words.facts(item.weight, item.kind, item.max_carry, ", ".join(item.sources))))
        st.markdown(f"**{words.WHY}.** {page.escaped(item.argument)}")
        st.markdown(f"**{words.GOALPOSTS}.** {page.escaped(item.goalposts_argument)}")
        if item.contested is not None:
            st.markdown(f"**{words.BOTH}**")
            st.markdown(f"- **{words.AS_RISK}.** {page.escaped(item.contested.as_risk)}")
            st.markdown(f"- **{words.AS_PROTECTION}.** {page.escaped(item.contested.as_protection)}")


def _dimensions() -> None:
    st.header(words.DIMENSIONS, anchor="dimensions")
    for one in DIMENSIONS.values():
        st.markdown(f"- **{page.escaped(one.name.here)}.** {words.weight(one.weight)} {page.escaped(one.argument)}")
    st.header(words.READINGS, anchor="readings")
    for reading in READINGS.values():
        st.markdown(f"- **{page.escaped(reading.name.here)}.** {page.escaped(reading.argument)}")


def _everything(scope: page.Scope) -> None:
    st.header(words.DOWNLOAD, anchor="download")
    st.caption(words.DOWNLOAD_NOTE)
    st.download_button(
        words.ZIP, tables.archive, file_name=words.ZIP_NAME, mime="application/zip", key="zip", on_click="ignore"
    )
    st.header(words.CITE, anchor="cite")
    last = page.last_month(scope.known) or scope.end
    st.code(words.citation(__version__, last, scope.known.as_of or date.today().isoformat()), language=None, wrap_lines=True)
