"""Development: HDI and its parts, rank computed and printed, the editions' spread, the world, displacement."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import countries, months
from indicators.charts import development as charts
from indicators.charts import series
from indicators.pages import address, breakdown, page
from indicators.subject import SUBJECT
from indicators.tables import development as tables
from indicators.wording import development as words

HDR, PRINTED = "hdr", "hdi_rank_as_published"
MOST_ASYLUM = 12


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    hdr = page.frame_of(scope.known, HDR)
    year, world = tables.world(hdr, scope.end)
    _sentences(scope, hdr, year, world)
    _parts(scope, hdr)
    chosen = _beside(scope, hdr)
    _ranks(scope, hdr)
    _editions(scope)
    _world(scope, year, world, chosen)
    _decade(scope)
    _displaced(scope)
    breakdown.show(scope, "development")


def _sentences(scope: page.Scope, hdr: pd.DataFrame, year: int | None, world: pd.DataFrame) -> None:
    mine = world[world["country"] == SUBJECT.code]
    if year is None or mine.empty:
        st.markdown(f"#### {page.escaped(words.unknown(scope.end))}")
        return
    printed = page.frame_of(scope.known, PRINTED)
    told = printed[printed["data_year"] == year]
    vintage = page.snapshots(scope.known).newest(HDR)
    place = (str(told["report"].iloc[-1]), int(told["rank"].iloc[-1]), int(told["ranked"].iloc[-1])) if len(told) else None
    row = mine.iloc[0]
    age = months.ordinal(scope.end) - months.december(year)
    edition = "" if vintage is None else vintage.version
    text = words.sentence(edition, year, float(row["hdi"]), int(row["rank"]), int(row["ranked"]), place, age)
    st.markdown(f"#### {page.escaped(text)}")
    december = months.period(months.december(year))
    now = tables.parts(hdr, december, december).set_index("series")["value"]
    st.markdown(page.escaped(words.weakest({words.PARTS[key]: float(now[key]) for key in ("health", "education", "income")})))


def _last(table: pd.DataFrame, column: str, names: dict[str, str]) -> dict[str, float]:
    """The last value of each series, by name."""
    newest = table.sort_values("period").groupby(column).last()
    value = "value" if "value" in newest.columns else "best"
    return {names[str(key)]: float(one) for key, one in newest[value].items()}


def _parts(scope: page.Scope, hdr: pd.DataFrame) -> None:
    table = tables.parts(hdr, scope.start, scope.end)
    page.figure(
        scope, "hdi_parts", words.PARTS_TITLE, lambda: series.lines(table, words.PARTS, scope.start, scope.end, "index, 0-1", ".3f"), table,
        unit=words.PARTS_UNIT, sources=(HDR,), last=page.through(table, scope), note=words.PARTS_NOTE,
        alt_text=words.lines_alt(words.PARTS_TITLE, _last(table, "series", words.PARTS)),
    )  # fmt: skip


def _beside(scope: page.Scope, hdr: pd.DataFrame) -> list[str]:
    st.header(words.BESIDE, anchor="beside")
    chosen = page.beside("peers", SUBJECT.beside["development"]).select()
    measure = address.Choice("measure", words.MEASURE, list(tables.MEASURES), next(iter(tables.MEASURES))).select(220)
    order = [SUBJECT.code, *chosen]
    names = {key: countries.name(key) for key in order}
    table = tables.series(hdr, order, scope.start, scope.end, measure)
    title, decimals = words.beside(measure), words.DECIMALS.get(measure, 3)
    page.figure(
        scope, "hdi_beside", title,
        lambda: series.neighbours(table, names, order, scope.start, scope.end, words.AXES[measure], f",.{decimals}f"), table,
        unit=words.MEASURES[measure], sources=(HDR,), last=page.through(table, scope), note=words.BESIDE_NOTE,
        alt_text=words.lines_alt(title, _last(table, "country", names), decimals),
    )  # fmt: skip
    return order


def _ranks(scope: page.Scope, hdr: pd.DataFrame) -> None:
    printed = page.frame_of(scope.known, PRINTED)
    table = tables.ranks(hdr, printed, scope.start, scope.end)
    computed = table[table["origin"] == "computed"]
    rank, year = (None, None) if computed.empty else (int(computed["rank"].iloc[-1]), int(computed["year"].iloc[-1]))
    last = scope.end if table.empty else months.period(months.december(int(table["year"].max())))
    page.figure(
        scope, "ranks", words.RANKS, lambda: charts.ranks(table, words.ORIGINS), table, unit=words.RANKS_UNIT, sources=(HDR, PRINTED),
        last=last, note=words.RANKS_NOTE, alt_text=words.ranks_alt(rank, year),
    )  # fmt: skip
    box = st.expander(words.PRINTED_ROWS, key="printed_rows", on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(printed, key="printed", title=words.PRINTED_ROWS)


def _editions(scope: page.Scope) -> None:
    known = page.snapshots(scope.known)
    table = tables.editions(known, scope.start, scope.end)
    drawn = set(table["edition"])
    vintages = {one.version: one.published for one in known.all(HDR) if one.version in drawn}
    last = scope.end if table.empty else months.period(months.december(int(table["year"].max())))
    newest = {str(row["edition"]): float(row["hdi"]) for row in table.to_dict("records")}
    st.header(words.EDITIONS, anchor="editions")
    if vintages:
        st.markdown(page.escaped(words.editions_sentence(len(vintages), tables.widest(table))))
    page.figure(
        scope, "editions", words.EDITIONS, lambda: charts.editions(table, scope.start, scope.end), table, unit=words.EDITIONS_UNIT,
        sources=(HDR,), last=last, note=words.editions_note(vintages), alt_text=words.lines_alt(words.EDITIONS, newest), heading=False,
    )  # fmt: skip


def _world(scope: page.Scope, year: int | None, world: pd.DataFrame, order: list[str]) -> None:
    names = {key: countries.name(key) for key in order}
    mine = world[world["country"] == SUBJECT.code]
    page.figure(
        scope, "hdi_world", words.world(year), lambda: charts.distribution(world, names, order), world, unit=words.WORLD_UNIT,
        sources=(HDR,), last=scope.end if year is None else months.period(months.december(year)),
        alt_text=words.world_alt(None if mine.empty else int(mine["rank"].iloc[0]), len(world)),
    )  # fmt: skip


def _decade(scope: page.Scope) -> None:
    table = tables.decade(page.results(scope.known).observations, scope.start, scope.end)
    page.figure(
        scope, "decade", words.DECADE, lambda: series.ranged(table, scope.start, scope.end, "HDI points", decimals=3), table,
        unit=words.DECADE_UNIT, sources=(HDR,), last=page.through(table, scope),
        alt_text=words.lines_alt(words.DECADE, {} if table.empty else {SUBJECT.name.en: float(table["best"].iloc[-1])}),
    )  # fmt: skip


def _displaced(scope: page.Scope) -> None:
    unhcr, idmc = page.frame_of(scope.known, "unhcr"), page.frame_of(scope.known, "idmc")
    table = tables.per_thousand(tables.displaced(unhcr, idmc, scope.start, scope.end), page.snapshots(scope.known))
    st.header(words.DISPLACED, anchor="displaced")
    if not table.empty:
        last = str(table["period"].max())
        now = {str(row["series"]): row for row in table[table["period"] == last].to_dict("records")}
        said = {
            key: (float(now[key]["value"]), None if pd.isna(now[key]["per_1000"]) else float(now[key]["per_1000"]))
            for key in words.SERIES
            if key in now
        }
        st.markdown(page.escaped(words.displaced(last[:4], said)))
    relative = address.Switch("per1000", words.PER_THOUSAND).draw()
    shown = table.assign(value=table["per_1000"]).dropna(subset=["value"]) if relative else table
    title, form, decimals = (words.PER_THOUSAND, ".1f", 1) if relative else ("persons", ",.0f", 0)
    page.figure(
        scope, "displaced", words.DISPLACED, lambda: series.lines(shown, words.SERIES, scope.start, scope.end, title, form),
        table if len(shown) else shown, unit=words.PER_THOUSAND_UNIT if relative else words.DISPLACED_UNIT,
        sources=("unhcr", "idmc", "population") if relative else ("unhcr", "idmc"), last=page.through(shown, scope),
        note=words.DISPLACED_NOTE, alt_text=words.lines_alt(words.DISPLACED, _last(shown, "series", words.SERIES), decimals), heading=False,
    )  # fmt: skip
    _asylum(scope, unhcr)


def _asylum(scope: page.Scope, unhcr: pd.DataFrame) -> None:
    over = tables.asylum_years(unhcr, scope.start, scope.end)
    keys = [
        key
        for key in dict.fromkeys(over.sort_values("year", ascending=False, kind="stable")["asylum"])
        if key != tables.ELSEWHERE
    ]
    labels = {str(key): countries.name(str(key)) for key in keys} | {tables.ELSEWHERE: words.ELSEWHERE}
    year, where = tables.asylum(unhcr, scope.end)
    most = where.head(MOST_ASYLUM)
    names = {str(key): countries.name(str(key)) for key in most["asylum"]}
    alt_text = (
        words.asylum_alt(names[str(most["asylum"].iloc[0])], float(most["refugees"].iloc[0]))
        if len(most)
        else words.asylum(year)
    )
    last = scope.end if year is None else months.period(months.december(year))
    page.figure(
        scope, "asylum_years", words.ASYLUM_YEARS, lambda: charts.asylum_years(over, labels, scope.start, scope.end), over,
        unit=words.ASYLUM_UNIT, sources=("unhcr",), last=last, alt_text=alt_text,
    )  # fmt: skip
    page.figure(
        scope, "asylum", words.asylum(year), lambda: charts.asylum(most, names), where, unit=words.ASYLUM_UNIT, sources=("unhcr",),
        last=last, alt_text=alt_text,
    )  # fmt: skip
