"""What indicators declare of revision and ageing, learnt again: of all countries in conflict, or of the subject since 2001."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from indicators.registry import INDICATORS
from indicators.scoring import composite, panel
from tests.bundled import bundled, bundled_results

POOLED = (
    "conflict.civilians", "governance.electoral_democracy", "governance.political_stability", "development.hdi",
    "development.hdi_rank", "development.hdi_decade",
)  # fmt: skip
OWN = ("conflict.diffusion", "conflict.fragmentation", "conflict.displacement", "governance.transition_overdue")
FRESH = ("normal", "provisional", "estimated")  # not carried


def test_every_ageing_is_learnt_here_again():
    assert sorted(key for key, one in INDICATORS.items() if one.errors.ageing) == sorted((*POOLED, *OWN))
    for key in POOLED:
        assert "all countries in conflict" in INDICATORS[key].errors.argument or "HDI" in INDICATORS[key].errors.argument
    for key in OWN:
        assert "all countries" not in INDICATORS[key].errors.argument


def nine_in_ten(changes: np.ndarray) -> float:
    return float(np.quantile(changes[np.isfinite(changes)], 0.9))


@lru_cache(maxsize=16)
def by_year(key: str) -> pd.DataFrame:
    """Scores of all countries (rows) by year, none carried."""
    world = bundled_results().world
    rows = world[(world["level"] == "indicator") & (world["key"] == key) & world["status"].isin(FRESH)]
    years = range(2001, 2027)
    return rows.assign(year=rows["period"].str[:4].astype("int64")).pivot_table(
        index="country", columns="year", values="score"
    ).astype("float64").reindex(columns=list(years))  # fmt: skip


@pytest.mark.parametrize("key", POOLED)
def test_yearly_figures_age_as_those_of_countries_in_conflict_changed(key):
    # in conflict: a year, since 2001, in which the lethality of the country scores above 0
    scores = by_year(key)
    fighting = (by_year("conflict.lethality") > 0).reindex(index=scores.index, fill_value=False)
    for age, declared in INDICATORS[key].errors.ageing:
        changes = (scores.shift(-age // 12, axis=1) - scores).abs().where(fighting).to_numpy()
        assert np.isfinite(changes).sum() > 500
        assert nine_in_ten(changes) == pytest.approx(declared, abs=0.6), age


@pytest.mark.parametrize("key", OWN)
def test_the_subjects_own_figures_age_as_they_changed_since_2001(key):
    seen = bundled_results().observations
    whole = panel.of(seen[(seen["period"] >= "2001-01") & (seen["age_months"] == 0)], INDICATORS)
    values = whole.score[:, whole.keys.index(key)]
    for age, declared in INDICATORS[key].errors.ageing:
        assert nine_in_ten(np.abs(values[age:] - values[:-age])) == pytest.approx(declared, abs=0.6), age


@pytest.mark.parametrize("key", ["development.hdi", "development.hdi_rank", "development.hdi_decade"])
def test_the_newest_year_of_an_edition_was_revised_by_the_next_as_much_as_declared(key):
    # in countries below 0.55: 32 of the edition of 2021/22, 32 of 2023/24
    one, known = INDICATORS[key], bundled()
    editions = known.all("hdr")[:3]
    assert [edition.version for edition in editions] == ["2021-22", "2023-24", "2025"]
    found = []
    for earlier, later in itertools.pairwise(editions):
        year = int(earlier.end[:4])
        frame = earlier.frame[(earlier.frame["year"] == year) & (earlier.frame["hdi"] < 0.55)]
        then, now = (
            _newest(one, replace(known, vintages={**known.vintages, "hdr": (edition,)}), year) for edition in (earlier, later)
        )
        found.append((now - then).abs().reindex(frame["country"]).to_numpy())
    assert 60 < sum(np.isfinite(part).sum() for part in found) <= 64
    assert nine_in_ten(np.concatenate(found)) == pytest.approx(one.errors.least, abs=0.5)


def _newest(one, known, year: int) -> pd.Series:
    countries = sorted(known.newest("hdr").frame["country"].unique())
    rows = one.compare(known, countries, f"{year}-01", f"{year}-12")
    rows = rows[rows["period"] == f"{year}-12"]
    return pd.Series(composite.normalise(rows["best"].to_numpy(dtype="float64"), one), index=rows["country"])
