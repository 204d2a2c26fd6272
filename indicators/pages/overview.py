"""The first page: the index and the four dimensions now, against a year ago, over time, and their sources."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import indicators
from indicators import ageing, months, store, wording
from indicators.charts import scores as drawing
from indicators.model import ContractError
from indicators.registry import DIMENSIONS, INDICATORS

YEAR = 12
WITHOUT = "index.without_military"
SHOWN = ("key", "vintage", "published", "last_period", "licence", "title", "publisher", "url")


@st.cache_data(max_entries=2, show_spinner=False)
def _stored(stamp: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Scores (country, period, level, key, score, low, high, status, coverage), observations, sources; ``stamp`` is file time."""
    del stamp
    return indicators.scores(), indicators.observations(), indicators.sources()


def show() -> None:
    """Draw the page. Empty or broken data gives a calm message with the remedy."""
    st.title(wording.TITLE)
    st.text(wording.SUBTITLE)
    index = store.folder() / "datapackage.json"
    try:
        scores, observations, sources = _stored(index.stat().st_mtime_ns if index.exists() else 0)
    except ContractError:
        st.warning(wording.BROKEN)
        return
    if scores.empty:
        st.info(wording.EMPTY)
        return
    wide = {name: scores.pivot(index="period", columns="key", values=name) for name in ("score", "low", "high", "status")}
    _cards(wide, ageing.older(observations, str(scores["period"].max())))
    last = str(scores["period"].max())
    behind = {key for item in INDICATORS.values() for key in item.sources}
    dated = sources[sources["key"].isin(behind) & ~sources["vintage"].isin(["", "curated"])]
    used = wording.used(f"{row.key} {row.vintage}" for row in dated.itertuples())
    _figure(wording.INDEX_CHART, scores, {"index": wording.INDEX, WITHOUT: wording.WITHOUT}, ("index",), last, used)
    names = {key: item.name.en for key, item in DIMENSIONS.items()}
    _figure(wording.DIMENSION_CHART, scores, names, tuple(names), last, used)
    st.subheader(wording.KNOW)
    for note in wording.NOTES:
        st.markdown(f"- {note}")
    st.subheader(wording.SOURCES)
    st.dataframe(sources[list(SHOWN)], hide_index=True, column_config={"url": st.column_config.LinkColumn("url")})


def _cards(wide: dict[str, pd.DataFrame], older: dict[str, float]) -> None:
    last = str(wide["score"].index.max())
    before = months.period(months.ordinal(last) - YEAR)

    def value(name: str, key: str, period: str) -> float | None:
        table = wide[name]
        found = table[key].get(period) if key in table else None
        return None if found is None or pd.isna(found) else found

    def change(key: str) -> float | None:
        now, then = value("score", key, last), value("score", key, before)
        return None if now is None or then is None else now - then

    score = value("score", "index", last)
    if score is not None:
        low, high = float(wide["low"]["index"][last]), float(wide["high"]["index"][last])
        st.subheader(wording.summary(last, score, low, high, change("index"), value("score", WITHOUT, last)))
    names = {"index": wording.INDEX, **{key: item.name.en for key, item in DIMENSIONS.items()}}
    for column, (key, name) in zip(st.columns(len(names)), names.items(), strict=True):
        now = value("score", key, last)
        if now is None:
            continue
        moved = change(key)
        with column:
            calm = moved is None or abs(moved) < wording.NOTHING
            st.metric(
                name,
                f"{now:.1f}",
                wording.moved(moved, before),
                delta_color="off" if calm else "inverse",
                border=True,
                chart_data=wide["score"][key].dropna().tail(5 * YEAR).round(1),
                chart_type="line",
            )
            st.caption(
                wording.card(
                    float(wide["low"][key][last]), float(wide["high"][key][last]), wide["status"][key][last], older.get(key)
                )
            )


def _figure(title: str, scores: pd.DataFrame, names: dict[str, str], banded: tuple[str, ...], last: str, sources: str) -> None:
    st.subheader(title)
    st.altair_chart(drawing.over_time(scores, names, banded), width="stretch", theme="streamlit")
    st.caption(wording.caption(last, sources))
    table = scores[scores["key"].isin(names)].sort_values(["period", "key"], ascending=[False, True])
    with st.expander(f"{wording.TABLE}: {title}"):
        st.dataframe(table, hide_index=True)
        st.download_button(wording.DOWNLOAD, table.to_csv(index=False), file_name="mali_scores.csv", mime="text/csv", key=title)
