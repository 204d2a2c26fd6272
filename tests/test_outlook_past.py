"""Cutting the future off every input changes no earlier forecast, statement or alert: ten origins, sixteen countries' own figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators import months
from indicators.alerts import rules
from indicators.alerts.rule import Known
from indicators.model import Snapshots, Vintage
from indicators.outlook import models, statements
from indicators.outlook.panel import Panel, panel
from indicators.registry import SOURCES
from indicators.store import read

KEY = "ucdp_totals"
COUNTRIES = (
    "AFG", "BFA", "COD", "COL", "DZA", "ETH", "IND", "IRQ", "MLI", "MOZ", "MRT", "NER", "NGA", "SOM", "TCD", "UKR",
)  # fmt: skip
ORIGINS = (
    "2008-03", "2010-12", "2012-01", "2013-07", "2015-11", "2017-02", "2019-06", "2020-09", "2022-03", "2025-05",
)  # fmt: skip


@pytest.fixture(scope="module")
def totals() -> Vintage:
    """The newest totals from 1997 on, of the sixteen."""
    found = read.load().newest(KEY)
    assert found is not None
    rows = found.frame[found.frame["country"].isin(COUNTRIES) & (found.frame["period"] >= "1997-01")]
    return replace(found, countries=COUNTRIES, start="1997-01", frame=rows.reset_index(drop=True))


def seen(vintage: Vintage) -> Panel:
    found = panel(Snapshots({KEY: [vintage]}))
    assert found is not None
    return found


@pytest.mark.parametrize("origin", ORIGINS)
def test_what_is_said_at_an_origin_needs_nothing_after_it(totals, origin):
    month = months.ordinal(origin)
    (past,) = read.cut(totals, SOURCES[KEY], month)
    assert past.frame["period"].max() <= origin
    cut, whole = seen(past), seen(totals).until(month)
    assert cut.last == month
    assert models.pool(cut).tobytes() == models.pool(whole).tobytes()
    assert statements.said(cut).equals(statements.said(whole))


def test_a_forecast_does_change_with_its_own_past(totals):
    """What the comparison above would show if an input reached the models: one more death a month earlier."""
    whole = seen(totals).until(months.ordinal("2022-03"))
    other = whole.deaths.copy()
    other[-1, whole.column("MLI")] += 300
    assert models.pool(whole).tobytes() != models.pool(replace(whole, deaths=other)).tobytes()


def test_alerts_on_deaths_of_a_cut_series_are_those_of_the_whole_up_to_then(totals):
    def given(vintage: Vintage) -> list[str]:
        known = Known(Snapshots({KEY: [vintage]}), "2026-06-30", "MLI")
        return [one.about for one in rules.given(known) if one.rule in ("deaths_12", "deaths_36")]

    everything = given(totals)
    assert len(everything) > 20
    for origin in ORIGINS:
        (past,) = read.cut(totals, SOURCES[KEY], months.ordinal(origin))
        assert given(past) == [about for about in everything if about <= origin], origin
