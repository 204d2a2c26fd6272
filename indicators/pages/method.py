"""Data and method: sources and checksums, the catalogue with its arguments, limits, quality, everything to download."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from indicators import __version__, memo, wording
from indicators.model import EDITED
from indicators.pages import address, ahead, page, quality
from indicators.registry import DIMENSIONS, INDICATORS, READINGS
from indicators.registry import SOURCES as DECLARED
from indicators.store import package
from indicators.tables import method as tables
from indicators.wording import frame
from indicators.wording import method as words
from indicators.wording import quality as quality_words


def _sections() -> dict[str, str]:
    """Anchor and title of each section."""
    return {
    "sources": words.SOURCES, "how": words.HOW, "catalogue": words.CATALOGUE, "dimensions": words.DIMENSIONS, "readings": words.READINGS,
    "limits": words.LIMITS, "reported-not-counted": words.UNCOUNTED, "quality": quality_words.TITLE,
    "download": words.DOWNLOAD, "cite": words.CITE,
    }  # fmt: skip


def show(scope: page.Scope) -> None:
    """Draw the page: it tells of the folder as it is stored today, whatever day the other pages look back to."""
    now = page.Known(scope.known.stamp)
    stored, table = _stored(now, date.today().isoformat())
    st.markdown(f"**{page.escaped(words.count(int((table['vintages'] > 0).sum()), len(stored)))}**")
    st.markdown(page.escaped(_fresh(ahead.fresh(scope).title, table)))
    st.markdown(
        f"{words.SECTIONS}{wording.COLON} {' · '.join(f'[{title}](#{anchor})' for anchor, title in _sections().items())}"
    )
    _sources(table, stored)
    st.header(words.HOW, anchor="how")
    st.markdown("\n".join(f"{place}. {step}" for place, step in enumerate(words.STEPS, start=1)))
    _catalogue()
    _dimensions()
    st.header(words.LIMITS, anchor="limits")
    for note in words.LIMIT_NOTES:
        st.markdown(f"- {note}")
    _rows(scope)
    _everything(scope)


@page.cached(4)
def _stored(now: page.Known, day: str) -> tuple[list[package.Entry], pd.DataFrame]:
    """The index entries of the folder as it is stored, and its sources on ``day``."""
    del now  # part of the key
    stored = tables.entries()
    return stored, tables.sources(stored, day)


@memo.told(8)
def _fresh(late: str, table: pd.DataFrame) -> str:
    """How many of the sources behind the scores are late, and which edition appeared last."""
    parts = [f"{late}."]
    dated = table[(table["published"] != "") & (table["vintage"] != EDITED)].sort_values("published")
    if len(dated):
        parts.append(words.newest(DECLARED[str(dated["key"].iloc[-1])].title.here, str(dated["published"].iloc[-1])))
    return " ".join(parts)


def _sources(table: pd.DataFrame, stored: list[package.Entry]) -> None:
    st.header(words.SOURCES, anchor="sources")
    st.caption(words.SOURCES_NOTE)
    told = _licensed(table)
    page.evidence(told, key="sources", title=words.SOURCES, glance=["title", "last_month", "published", "licence"])
    box = st.expander(words.ATTRIBUTION, key="attribution", on_change="rerun", type="compact")
    if box.open:
        lines = [
            words.attribution(*row) for row in told[["title", "licence", "attribution"]].itertuples(index=False, name=None)
        ]
        box.markdown("\n".join(f"- {page.escaped(line)}" for line in lines))
    box = st.expander(words.FILES, key="files", on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(tables.files(stored), key="files", title=words.FILES, glance=["path", "published", "bytes"])


@memo.told(8)
def _licensed(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop(columns="age_months").assign(licence=[frame.LICENCES.get(one, one) for one in table["licence"]])


def _rows(scope: page.Scope) -> None:
    st.header(words.UNCOUNTED, anchor="reported-not-counted")
    st.caption(words.UNCOUNTED_NOTE)
    glance = ["date", "summary", "source_publisher", "source_url"]
    page.evidence(_uncounted(scope.known), key="uncounted", title=words.UNCOUNTED, glance=glance)
    quality.show(page.Known(scope.known.stamp))


@page.cached(6)
def _uncounted(known: page.Known) -> pd.DataFrame:
    found = tables.uncounted({key: page.frame_of(known, key) for key in tables.REPORTED})
    return found.assign(table=found["table"].map(frame.LEDGERS))


def _catalogue() -> None:
    st.header(words.CATALOGUE, anchor="catalogue")
    st.caption(words.CATALOGUE_NOTE)
    table = _table()
    place = page.rows(table, key="rows_catalogue", glance=["name", "dimension", "weight", "unit"], opens=True)
    clicked = None if place is None else str(table["key"].iloc[place])
    if clicked != st.session_state.get("_catalogue_before"):  # a new click chooses; an old one does not undo the choice below
        st.session_state["_catalogue_before"] = clicked
        if clicked is not None:
            address.put("indicator", clicked)
    chosen = address.Choice(
        "indicator", words.CHOOSE, list(INDICATORS), next(iter(INDICATORS)), lambda key: INDICATORS[key].name.here
    )
    item = INDICATORS[chosen.select(340)]
    with st.container(border=True):
        st.subheader(page.escaped(item.name.here), anchor="indicator")
        st.markdown(page.escaped(words.goalposts(*item.goalposts, item.unit.here, item.scale)))
        named = " · ".join(dict.fromkeys(DECLARED[key].title.here for key in item.sources))
        st.markdown(page.escaped(words.facts(item.weight, item.kind, item.max_carry, named)))
        st.markdown(f"**{words.WHY}.** {page.escaped(item.argument.here)}")
        st.markdown(f"**{words.GOALPOSTS}.** {page.escaped(item.goalposts_argument.here)}")
        if item.contested is not None:
            st.markdown(f"**{words.BOTH}**")
            st.markdown(f"- **{words.AS_RISK}.** {page.escaped(item.contested.as_risk.here)}")
            st.markdown(f"- **{words.AS_PROTECTION}.** {page.escaped(item.contested.as_protection.here)}")


@memo.told(2)
def _table() -> pd.DataFrame:
    return tables.catalogue()


def _dimensions() -> None:
    st.header(words.DIMENSIONS, anchor="dimensions")
    for one in DIMENSIONS.values():
        st.markdown(f"- **{page.escaped(one.name.here)}.** {words.weight(one.weight)} {page.escaped(one.argument.here)}")
    st.header(words.READINGS, anchor="readings")
    for reading in READINGS.values():
        st.markdown(f"- **{page.escaped(reading.name.here)}.** {page.escaped(reading.argument.here)}")


def _everything(scope: page.Scope) -> None:
    st.header(words.DOWNLOAD, anchor="download")
    st.caption(words.DOWNLOAD_NOTE)
    st.download_button(
        words.ZIP, tables.archive, file_name=words.ZIP_NAME, mime="application/zip", key="zip", on_click="ignore"
    )
    st.header(words.CITE, anchor="cite")
    last = page.last_month(scope.known) or scope.end
    st.code(words.citation(__version__, last, scope.known.as_of or date.today().isoformat()), language=None, wrap_lines=True)
