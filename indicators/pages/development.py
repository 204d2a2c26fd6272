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
PEERS = page.beside("peers", SUBJECT.beside["development"])
MEASURE = address.Choice(
    "measure", lambda: words.MEASURE, list(tables.MEASURES), next(iter(tables.MEASURES)), lambda key: words.MEASURES[key]
)
RELATIVE = address.Switch("per1000", lambda: words.PER_THOUSAND)


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    for sentence in _sentences(scope):
        st.markdown(sentence)
    page.draw(scope, parts(scope))
    st.header(words.BESIDE, anchor="beside")
    with st.grid(2, min_column_width=220):
        PEERS.select()
        MEASURE.select()
    page.draw(scope, beside(scope), level=3)
    page.draw(scope, ranks(scope))
    _printed(scope)
    page.draw(scope, editions(scope))
    page.draw(scope, world(scope))
    page.draw(scope, decade(scope))
    st.header(words.DISPLACED, anchor="people")
    _said(_displaced(scope))
    RELATIVE.draw()
    page.draw(scope, displaced(scope), level=3)
    page.draw(scope, asylum_years(scope))
    page.draw(scope, asylum(scope))
    breakdown.show(scope, "development")


@page.cached(100)
def _sentences(scope: page.Scope) -> list[str]:
    """What is told first, in Markdown: where the HDI stands, and its weakest part."""
    hdr = page.frame_of(scope.known, HDR)
    year, every = tables.world(hdr, tables.december(scope.end))
    mine = every[every["country"] == SUBJECT.code]
    if year is None or mine.empty:
        return [f"**{page.escaped(words.unknown(scope.end))}**"]
    printed = page.frame_of(scope.known, PRINTED)
    told = printed[printed["data_year"] == year]
    vintage = page.snapshots(scope.known).newest(HDR)
    place = (str(told["report"].iloc[-1]), int(told["rank"].iloc[-1]), int(told["ranked"].iloc[-1])) if len(told) else None
    row = mine.iloc[0]
    age = months.ordinal(scope.end) - months.december(year)
    edition = "" if vintage is None else vintage.version
    text = words.sentence(edition, year, float(row["hdi"]), int(row["rank"]), int(row["ranked"]), place, age)
    december = months.period(months.december(year))
    now = tables.parts(hdr, december, december).set_index("series")["value"]
    weakest = words.weakest({words.PARTS[key]: float(now[key]) for key in ("health", "education", "income")})
    return [f"**{page.escaped(text)}**", page.escaped(weakest)]


def _last(table: pd.DataFrame, column: str, names: dict[str, str]) -> dict[str, float]:
    """The last value of each series, by name."""
    newest = table.sort_values("period").groupby(column).last()
    value = "value" if "value" in newest.columns else "best"
    return {names[str(key)]: float(one) for key, one in newest[value].items()}


def _order() -> tuple[str, ...]:
    return (SUBJECT.code, *PEERS.value())


def _december(year: int | None, scope: page.Scope) -> str:
    return scope.end if year is None else months.period(months.december(year))


@page.cached(100)
def parts(scope: page.Scope) -> page.Figure:
    """The HDI and its three parts."""
    table = tables.parts(page.frame_of(scope.known, HDR), *tables.decembers(scope.start, scope.end))
    last, now = page.through(table, scope), _last(table, "series", words.PARTS)
    return page.Figure(
        "hdi_parts", words.parts_finding(last[:4], now), words.PARTS_UNIT,
        lambda: series.lines(table, words.PARTS, scope.start, scope.end, "index, 0-1", ".3f"), table, (HDR,), min(scope.start, last), last,
        words.lines_alt(words.PARTS_TITLE, now), words.PARTS_NOTE,
    )  # fmt: skip


def beside(scope: page.Scope) -> page.Figure:
    """A measure beside other countries."""
    return _beside(scope, MEASURE.value(), _order())


@page.cached(100)
def _beside(scope: page.Scope, measure: str, order: tuple[str, ...]) -> page.Figure:
    names = {key: countries.shown(key) for key in order}
    table = tables.series(page.frame_of(scope.known, HDR), order, *tables.decembers(scope.start, scope.end), measure)
    decimals, now, last = words.DECIMALS.get(measure, 3), _last(table, "country", names), page.through(table, scope)
    return page.Figure(
        "hdi_beside", words.beside_finding(measure, now), words.MEASURES[measure],
        lambda: series.neighbours(table, names, order, scope.start, scope.end, words.AXES[measure], f",.{decimals}f"), table, (HDR,),
        min(scope.start, last), last, words.lines_alt(words.beside(measure), now, decimals), words.BESIDE_NOTE, words.PLACE,
    )  # fmt: skip


@page.cached(100)
def ranks(scope: page.Scope) -> page.Figure:
    """The rank, computed and as printed."""
    table = tables.ranks(
        page.frame_of(scope.known, HDR), page.frame_of(scope.known, PRINTED), *tables.decembers(scope.start, scope.end)
    )
    computed = table[table["origin"] == "computed"]
    rank, year = (None, None) if computed.empty else (int(computed["rank"].iloc[-1]), int(computed["year"].iloc[-1]))
    last = scope.end if table.empty else _december(int(table["year"].max()), scope)
    return page.Figure(
        "ranks", words.ranks_finding(rank, year), words.RANKS_UNIT, lambda: charts.ranks(table, words.ORIGINS), table, (HDR, PRINTED),
        min(scope.start, last), last, words.ranks_alt(rank, year), words.RANKS_NOTE,
    )  # fmt: skip


def _printed(scope: page.Scope) -> None:
    box = st.expander(words.PRINTED_ROWS, key="printed_rows", on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(page.frame_of(scope.known, PRINTED), key="printed", title=words.PRINTED_ROWS)


@page.cached(100)
def editions(scope: page.Scope) -> page.Figure:
    """The HDI in each edition of the report."""
    known = page.snapshots(scope.known)
    table = tables.editions(known, *tables.decembers(scope.start, scope.end))
    drawn = set(table["edition"])
    vintages = {one.version: one.published for one in known.all(HDR) if one.version in drawn}
    last = scope.end if table.empty else _december(int(table["year"].max()), scope)
    newest = {str(row["edition"]): float(row["hdi"]) for row in table.to_dict("records")}
    return page.Figure(
        "editions", words.editions_finding(table["edition"].nunique(), tables.widest(table)), words.EDITIONS_UNIT,
        lambda: charts.editions(table, scope.start, scope.end), table, (HDR,),
        min(scope.start, last), last, words.lines_alt(words.EDITIONS, newest), words.editions_note(vintages),
    )  # fmt: skip


def world(scope: page.Scope) -> page.Figure:
    """How many countries have which HDI."""
    return _world(scope, _order())


@page.cached(100)
def _world(scope: page.Scope, order: tuple[str, ...]) -> page.Figure:
    year, table = tables.world(page.frame_of(scope.known, HDR), tables.december(scope.end))
    names = {key: countries.shown(key) for key in order}
    mine = table[table["country"] == SUBJECT.code]
    rank, last = None if mine.empty else int(mine["rank"].iloc[0]), _december(year, scope)
    return page.Figure(
        "hdi_world", words.world_finding(year, rank, len(table)), words.WORLD_UNIT, lambda: charts.distribution(table, names, order), table,
        (HDR,), last, last, words.world_alt(rank, len(table)), place=words.WORLD,
    )  # fmt: skip


@page.cached(100)
def decade(scope: page.Scope) -> page.Figure:
    """The change over ten years against peers."""
    table = tables.decade(page.results(scope.known).observations, *tables.decembers(scope.start, scope.end))
    best, last = None if table.empty else float(table["best"].iloc[-1]), page.through(table, scope)
    return page.Figure(
        "decade", words.decade_finding(best, last[:4]), words.DECADE_UNIT,
        lambda: series.ranged(table, scope.start, scope.end, "HDI points", decimals=3), table, (HDR,), min(scope.start, last), last,
        words.lines_alt(words.DECADE, {} if best is None else {SUBJECT.name.here: best}),
    )  # fmt: skip


@page.cached(100)
def _displaced(scope: page.Scope) -> pd.DataFrame:
    unhcr, idmc = page.frame_of(scope.known, "unhcr"), page.frame_of(scope.known, "idmc")
    return tables.per_thousand(
        tables.displaced(unhcr, idmc, *tables.decembers(scope.start, scope.end)), page.snapshots(scope.known)
    )


def _said(table: pd.DataFrame) -> None:
    if table.empty:
        return
    last = str(table["period"].max())
    now = {str(row["series"]): row for row in table[table["period"] == last].to_dict("records")}
    said = {
        key: (float(now[key]["value"]), None if pd.isna(now[key]["per_1000"]) else float(now[key]["per_1000"]))
        for key in words.SERIES
        if key in now
    }
    st.markdown(page.escaped(words.displaced(last[:4], said)))


def displaced(scope: page.Scope) -> page.Figure:
    """People driven from their homes, in persons or per 1,000 inhabitants."""
    return _people(scope, RELATIVE.value())


@page.cached(100)
def _people(scope: page.Scope, relative: bool) -> page.Figure:
    table = _displaced(scope)
    shown = table.assign(value=table["per_1000"]).dropna(subset=["value"]) if relative else table
    form, decimals = (".1f", 1) if relative else (",.0f", 0)
    last = page.through(shown, scope)
    now = table[table["period"] == last].set_index("series")["value"]
    title = words.displaced_finding(last[:4], {str(key): float(value) for key, value in now.items()})
    return page.Figure(
        "displaced", title, words.PER_THOUSAND_UNIT if relative else words.DISPLACED_UNIT,
        lambda: series.lines(shown, words.SERIES, scope.start, scope.end, "persons", form), table if len(shown) else shown,
        ("unhcr", "idmc", "population") if relative else ("unhcr", "idmc"), min(scope.start, last), last,
        words.lines_alt(words.DISPLACED, _last(shown, "series", words.SERIES), decimals), words.DISPLACED_NOTE,
    )  # fmt: skip


@page.cached(100)
def asylum_years(scope: page.Scope) -> page.Figure:
    """Refugees over the years by country of asylum."""
    unhcr = page.frame_of(scope.known, "unhcr")
    over = tables.asylum_years(unhcr, *tables.decembers(scope.start, scope.end))
    newest = over.sort_values("year", ascending=False, kind="stable")["asylum"]
    keys = [key for key in dict.fromkeys(newest) if key != tables.ELSEWHERE]
    labels = {str(key): countries.shown(str(key)) for key in keys} | {tables.ELSEWHERE: words.ELSEWHERE}
    year, where = tables.asylum(unhcr, tables.december(scope.end))
    title, last = words.ASYLUM_YEARS, _december(year, scope)
    if len(where):
        first = where.iloc[0]
        title = words.asylum_finding(
            year, countries.shown(str(first["asylum"])), float(first["refugees"]), float(where["refugees"].sum())
        )
    return page.Figure(
        "asylum_years", title, words.ASYLUM_UNIT, lambda: charts.asylum_years(over, labels, scope.start, scope.end), over, ("unhcr",),
        min(scope.start, last), last, title,
    )  # fmt: skip


@page.cached(100)
def asylum(scope: page.Scope) -> page.Figure:
    """Where refugees were in the last year known."""
    year, where = tables.asylum(page.frame_of(scope.known, "unhcr"), tables.december(scope.end))
    most, last = where.head(MOST_ASYLUM), _december(year, scope)
    names = {str(key): countries.shown(str(key)) for key in most["asylum"]}
    top = float(most["refugees"].max()) if len(most) else 0.0
    title = words.asylum_finding_now(year, [names[str(key)] for key in most.loc[most["refugees"] == top, "asylum"]], top)
    told = (
        words.asylum_alt(names[str(most["asylum"].iloc[0])], float(most["refugees"].iloc[0]))
        if len(most)
        else words.asylum(year)
    )
    return page.Figure(
        "asylum", title, words.ASYLUM_UNIT, lambda: charts.asylum(most, names), where, ("unhcr",), last, last, told
    )


FIGURES = {
    "hdi_parts": parts, "hdi_beside": beside, "ranks": ranks, "editions": editions, "hdi_world": world, "decade": decade,
    "displaced": displaced, "asylum_years": asylum_years, "asylum": asylum,
}  # fmt: skip
