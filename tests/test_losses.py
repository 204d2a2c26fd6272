"""Every file of a publisher that is at hand, in the order in which they appeared: no rule refuses one. And the same, damaged."""

from __future__ import annotations

import gzip
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest

from indicators.model import SourceError, Vintage
from indicators.registry import SOURCES
from indicators.store import acceptance, refresh, rewrites
from indicators.store.acceptance import Accepted
from tests.store_example import contents, score
from tests.structural import shared

EVENTS = [f"ucdp/ged241_{name}.csv" for name in (
    "hdx_benin", "hdx_burkina_faso", "hdx_cote_ivoire", "hdx_mali", "hdx_senegal", "hdx_togo", "niger_clean",
)]  # fmt: skip
FILES = [  # in order of publication: source, files; version and day where the file does not tell them
    ("mli_adm1", ["geo/mli_adm1_cod2021_simplified.geojson"], "2021", "2021-12-20"),
    ("mli_adm2", ["geo/mli_adm2_cod2021_simplified.geojson"], "2021", "2021-12-20"),
    ("west_africa", ["geo/west_africa_countries_50m.geojson"], "2021", "2021-12-20"),
    ("cod_ab", ["population/mli_pcodes_adm1_adm2_2021.csv"]),
    ("hdr", ["undp/HDR21-22_Composite_indices_complete_time_series.csv"]),
    ("census", ["population/rgph5_2022_population_10_frame.csv"]),
    ("hdr", ["undp/HDR23-24_Composite_indices_complete_time_series.csv"]),
    ("ucdp_ged", EVENTS),
    ("wgi", ["worldbank/wgi_1996_2023_long.csv"]),
    ("vdem", ["vdem/vdem_v15_indices_1960_2024.csv"]),
    ("hdr", ["undp/HDR25_Composite_indices_complete_time_series.csv"]),
    ("ucdp_cy", ["ucdp/organizedviolencecy_v25_1.csv"]),
    ("population", ["worldbank/population_total.csv"]),
    ("ucdp_months", ["ucdp/candidate_25_01_25_12_events_seven_columns_world.csv"]),
    ("vdem", ["vdem/vdem_v16_polyarchy_owid_1960_2025.csv"]),
    ("ucdp_ged", ["ucdp/candidate_26_0_2_events_mali_neighbours.csv"]),
    ("ucdp_totals", ["ucdp/country_month_totals_vintages_west_africa.csv"]),
    ("us_personnel", ["us_troops/dmdc_mali_quarterly_to_2025-12.csv"]),
    ("idmc", ["unhcr/idmc.csv"]),
    ("ucdp_totals", ["ucdp/country_month_totals_1989-01_2026-05.csv"]),
    ("unhcr", ["unhcr/population_west_africa.csv"]),
    ("unhcr_origins", ["unhcr/population_world_1951_2025.csv.gz"]),
    ("wdi_context", ["context/gapminder_wdi_mali_neighbours.csv"]),
    ("gold_price", ["context/gold_price_monthly_1833_2026-06.csv"]),
]  # fmt: skip


@lru_cache(maxsize=1)
def parsed() -> tuple[tuple[str, tuple[Vintage, ...]], ...]:
    with TemporaryDirectory() as folder:
        return tuple(
            (key, SOURCES[key].parse([unpacked(shared(name), folder) for name in names], *(named or (None, None))))
            for key, names, *named in FILES
        )


def unpacked(path: Path, folder: str) -> Path:
    if path.suffix != ".gz":
        return path
    plain = Path(folder) / path.stem
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    return plain


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """All of them, one after another, in a folder that was empty."""
    folder = tmp_path_factory.mktemp("real")
    for key, vintages in parsed():
        report = refresh.add({key: vintages}, folder=folder, score=score)
        assert report.failures == {}
        assert report.written
    return folder


def test_no_real_file_is_refused(stored):
    """Three editions of hdr, two of vdem and of ucdp_ged, 24 of the totals, one of twelve other sources."""
    assert len([name for name in contents(stored) if name.startswith("snapshots/")]) == 3 + 2 + 2 + 24 + 12


def of(key: str) -> list[Vintage]:
    return [one for name, vintages in parsed() if name == key for one in vintages]


@pytest.fixture
def judge(tmp_path):
    """``judge(vintage, before, ...)``: accepted beside the stored ones before it, or the refusal."""

    def run(vintage, *before, accepted=acceptance.NOTHING):
        source = SOURCES[vintage.source]
        try:
            acceptance.accept(vintage, source, acceptance.Shelf(tmp_path, before, {}), accepted)
        except SourceError as error:
            return str(error)
        return ""

    return run


def without(vintage: Vintage, bad: pd.Series) -> Vintage:
    return replace(vintage, frame=vintage.frame[~bad].reset_index(drop=True))


def next_edition(key: str) -> tuple[Vintage, Vintage]:
    """The newest real vintage, and one of a year later that repeats it and adds a next year: the last one, a little moved.

    Numbers are one in a thousand lower and whole numbers beside them by one, or where a source has whole numbers alone those one
    in a hundred higher (by one where they are few): a year that is the one before in every row is refused.
    """
    last = of(key)[-1]
    frame = last.frame
    year = int(last.end[:4]) + 1
    added = frame[frame["year"] == year - 1].assign(year=year)
    numbers = [item.name for item in SOURCES[key].fields if item.type == "number"]
    whole = [item.name for item in SOURCES[key].fields if item.type == "integer" and item.name not in SOURCES[key].primary_key]
    if numbers:
        added[numbers] = (added[numbers] * 0.999).round(6)
        added[whole] = (added[whole] - 1).clip(lower=1)
    else:
        for name in whole:
            more = added[name] * 101 // 100
            added[name] = (more if (more != added[name]).any() else more + 1).astype(added[name].dtype)
    longer = pd.concat([frame, added], ignore_index=True)
    day = f"{int(last.published[:4]) + 1}{last.published[4:]}"
    return last, replace(last, version="next", published=day, end=f"{year}-12", frame=longer)


YEARLY = ("hdr", "wgi", "population", "vdem", "ucdp_cy", "idmc", "unhcr", "wdi_context")


def whom(key: str) -> str:
    return SOURCES[key].entity


@pytest.mark.parametrize("key", YEARLY)
def test_the_next_edition_as_it_should_be_raises_no_alarm(judge, key):
    last, later = next_edition(key)
    assert judge(later, last) == ""


@pytest.mark.parametrize("key", YEARLY)
def test_an_edition_without_the_subject_is_refused_though_it_has_a_year_more(judge, key):
    last, later = next_edition(key)
    gone = without(later, later.frame[whom(key)] == "MLI")
    said = judge(gone, last)
    rows = last.frame[last.frame[whom(key)] == "MLI"]
    assert (
        f"{key} next: Mali (MLI) {rows['year'].min()} to {rows['year'].max()} were stored in {last.version} and are gone"
        in said
    )
    assert f"({len(rows):,} rows)" in said
    assert said.endswith(f"add --accept-shrink {key}:MLI.")
    assert judge(gone, last, accepted=Accepted(shrink=frozenset({f"{key}:MLI"}))) == ""
    assert judge(gone, last, accepted=Accepted(shrink=frozenset({f"{key}:NER", "gold_price"}))) == said


@pytest.mark.parametrize("key", YEARLY)
def test_an_edition_without_some_years_of_the_subject_is_refused(judge, key):
    last, later = next_edition(key)
    bad = (later.frame[whom(key)] == "MLI") & later.frame["year"].between(2015, 2020)
    said = judge(without(later, bad), last)
    first, final = later.frame.loc[bad, "year"].min(), later.frame.loc[bad, "year"].max()
    assert f"Mali (MLI) {first} to {final} were stored in {last.version} and are gone" in said


def test_one_year_is_one_row(judge):
    last, later = next_edition("population")
    bad = (later.frame["country"] == "MLI") & (later.frame["year"] == 2012)
    assert "Mali (MLI) 2012 was stored in wdi-2025-07 and is gone (1 row)" in judge(without(later, bad), last)


def test_many_countries_are_told_by_number(judge):
    last, later = next_edition("population")
    said = judge(without(later, later.frame["country"] > "TZA"), last)  # a file in order of country, cut at a line end
    assert "Uganda (UGA) 1960 to 2024; Ukraine (UKR) 1960 to 2024; Uruguay (URY) 1960 to 2024 and " in said
    assert said.endswith("add --accept-shrink population.")


def test_a_month_of_a_country_in_the_totals(judge):
    *_, last, later = sorted(of("ucdp_totals"), key=lambda one: one.published)
    bad = (later.frame["country"] == "MLI") & (later.frame["period"] == "2024-07")
    assert "Mali (MLI) 2024-07 was stored in 2026-03-29 and is gone" in judge(without(later, bad), last)
    assert judge(later, last) == ""


def test_a_real_withdrawal_of_values_passes_and_one_of_the_subject_does_not(judge):
    """HDR 2025 left 89 values of the HDI empty that HDR 2023-24 had, none of them Mali's."""
    _, before, later = of("hdr")
    assert judge(later, before) == ""
    blank = later.frame["hdi"].where(~((later.frame["country"] == "MLI") & (later.frame["year"] == 2010)))
    said = judge(replace(later, frame=later.frame.assign(hdi=blank)), before)
    assert "hdr 2025: Mali (MLI) hdi 2010 was stored in 2023-24 and is empty (1 value)" in said
    many = later.frame["hdi"].where(later.frame["year"] != 2022)  # 193 of some 5,800 known values
    assert "hdi 2022; " in judge(replace(later, frame=later.frame.assign(hdi=many)), before)


def test_a_column_that_a_second_hand_file_never_had_is_no_loss_and_one_that_the_publisher_empties_is(judge):
    own, chart = of("vdem")
    assert judge(chart, own) == ""
    bare = replace(chart, lacks=())
    assert "was stored" in judge(bare, own) or "were stored" in judge(bare, own)
    added = own.frame[own.frame["year"] == 2024].assign(year=2025)
    numbers = [name for name in added if name not in ("country", "year")]
    added[numbers] = (added[numbers] * 0.999).round(6)  # a year that repeats the one before in every row is refused
    later = replace(
        own, version="v16", published="2026-03-18", end="2025-12", frame=pd.concat([own.frame, added], ignore_index=True)
    )
    assert judge(later, own, replace(chart, frame=own.frame.assign(libdem=float("nan")))) == ""
    emptied = replace(later, frame=later.frame.assign(libdem=float("nan")))
    # the chart in between has no liberal democracy: the version before it says what was known
    said = judge(emptied, own, replace(chart, frame=own.frame.assign(libdem=float("nan"))))
    assert "libdem" in said
    assert "are empty" in said


@pytest.mark.parametrize(
    ("key", "one", "other", "says"),
    [
        ("ucdp_cy", "best", "high", "expected low <= best <= high"),
        ("vdem", "polyarchy", "polyarchy_high", "expected polyarchy_low <= polyarchy <= polyarchy_high"),
        ("vdem", "polyarchy_low", "polyarchy", "expected polyarchy_low <= polyarchy <= polyarchy_high"),
        ("hdr", "eys", "mys", "column mys: '20.2862892', expected 0 to 20"),
        ("hdr", "le", "gnipc", "column le: '3642.0496', expected 10 to 100"),
        ("wgi", "stddev", "estimate", "column stddev: '-"),
    ],
)
def test_swapped_columns_break_a_promise(judge, key, one, other, says):
    last = of(key)[0] if key == "vdem" else of(key)[-1]
    later = replace(last, version="next", published="2027-01-01")
    frame = last.frame.assign(**{one: last.frame[other], other: last.frame[one]})
    assert says in judge(replace(later, frame=frame), last)


def test_swapped_bounds_that_a_parser_put_in_order_again_are_asked_about(judge):
    """Best and high exchanged, then high raised to best: no promise is broken. UCDP's high estimates are 1.47 times its best ones."""
    last = of("ucdp_cy")[-1]
    frame = last.frame.assign(best=last.frame["high"])
    frame["civilians"] = frame["civilians"].where(frame["type"] != "one_sided", frame["best"])
    later = replace(last, version="next", published="2027-01-01", frame=frame)
    assert "--accept-revision ucdp_cy" in judge(later, last)
    best = next(one for one in rewrites.measured(later, last.frame, SOURCES["ucdp_cy"]) if one.column == "best")
    assert round(best.total, 2) == 1.47
    assert judge(later, last, accepted=Accepted(revision=frozenset({"ucdp_cy"}))) == ""


def test_a_thousandfold_is_asked_about(judge):
    last, later = next_edition("idmc")
    said = judge(replace(later, frame=later.frame.assign(idps=later.frame["idps"] // 1000)), last)
    assert "--accept-revision idmc" in said


def test_an_event_table_may_lose_an_event_and_not_a_country(judge):
    first = of("ucdp_ged")[0]
    again = replace(first, version="25.1", published="2025-06-11")
    one = first.frame["id"] == first.frame["id"].iloc[-1]
    assert "5,047 rows, 24.1 has 5,048" in judge(without(again, one), first)
    said = judge(without(again, first.frame["country"] == "MLI"), first)
    assert "Mali (MLI)" in said
    assert said.endswith("add --accept-shrink ucdp_ged:MLI.")


def test_swapped_headers_of_events_break_their_sum(judge):
    """Best and high exchanged: the deaths of each side no longer add up to best."""
    first = of("ucdp_ged")[0]
    swapped = first.frame.assign(best=first.frame["high"])
    assert "expected best = deaths_a + deaths_b + deaths_civilians + deaths_unknown" in judge(replace(first, frame=swapped))


def test_swapped_coordinates_of_events_lie_outside_their_country(judge):
    first = of("ucdp_ged")[0]
    swapped = first.frame.assign(latitude=first.frame["longitude"], longitude=first.frame["latitude"])
    assert "expected longitude and latitude inside the country" in judge(replace(first, frame=swapped))


def test_a_row_of_a_time_to_come_is_refused(judge):
    last = of("population")[0]
    late = replace(last, frame=last.frame.assign(year=last.frame["year"].replace(2024, 2099)))
    assert "column year: 2099, later than 2025-07-02, the day it was published" in judge(late)


def test_the_thresholds_are_the_largest_rewrites_seen():
    """The table in ``store.rewrites``, measured again: no real pair is beyond its threshold, and the largest is just below it."""
    for key in ("hdr", "vdem", "ucdp_totals"):
        source, vintages = SOURCES[key], sorted(of(key), key=lambda one: one.published)
        seen = [
            one for earlier, later in pairwise(vintages) for one in rewrites.measured(later, earlier.frame, source)
        ]  # fmt: skip
        assert 0.6 * source.rewrite.volume < max(one.volume for one in seen) <= source.rewrite.volume
        assert 0.6 * source.rewrite.entity < max(one.entity for one in seen) <= source.rewrite.entity
