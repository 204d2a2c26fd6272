"""Second-hand files: the cut of candidate events, V-Dem's chart, partial harvests; known answers and what they lack."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from indicators import countries, months
from indicators.dimensions.conflict import deaths, violence
from indicators.dimensions.governance import democracy
from indicators.dimensions.governance import measures as governance
from indicators.model import Snapshots, SourceError, Vintage
from indicators.sources.ucdp import ged as ucdp_ged
from indicators.sources.ucdp import monthly as ucdp_months
from indicators.sources.ucdp.declared import MONTHS
from indicators.sources.vdem import charted
from indicators.sources.vdem import declared as vdem
from indicators.store import read
from tests import structural

CUT = "ucdp/candidate_25_01_25_12_events_seven_columns_world.csv"
HEAD = "id,conflict_new_id,conflict_name,country,best,type_of_violence,date"
NAMES = [countries.name(code) for code in structural.CODES if "," not in countries.name(code)][:25]
# One event in each of 25 countries in December, and the subject's by hand.
ROWS = [f"{number}.0,1,A - B,{name},2,1,2025-12-31" for number, name in enumerate(NAMES, start=100)]
MALI = [
    "1.0,2,Mali: Government,Mali,10,1,2025-01-05", "2.0,2,C - Civilians,Mali,4,3,2025-01-31", "3.0,2,C - D,Mali,0,2,2025-02-01",
    "4.0,2,C - Civilians,Mali,6,3,2025-02-02",
]  # fmt: skip
GOOD = "\n".join([HEAD, *ROWS, *MALI]) + "\n"
NAME = "GED_v25_01_25_12_cut.csv"


def test_known_answers_of_the_cut() -> None:
    (vintage,) = ucdp_months.parse([structural.shared(CUT)])
    assert (vintage.version, vintage.published, vintage.published_basis) == ("cut-25.01.25.12", "2026-01-20", "inferred")
    assert (vintage.start, vintage.end) == ("2025-01", "2025-12")
    assert vintage.countries is not None
    assert len(vintage.countries) == 77
    frame = vintage.frame
    mali = frame[frame["country"] == "MLI"]
    assert mali.groupby("type")["best"].sum().to_dict() == {"state_based": 1365, "non_state": 167, "one_sided": 636}
    assert mali.groupby("period")["best"].sum()[["2025-11", "2025-12"]].tolist() == [172, 27]
    assert frame.groupby("country")["best"].sum()[["BEN", "NGA"]].tolist() == [176, 6463]
    counts = {line.rule: line.count for line in vintage.quality}
    assert (counts["second_hand"], counts["best_zero"], counts["no_bounds"]) == (28_396, 2_700, len(frame))


def test_what_the_cut_does_not_tell_stays_empty(tmp_path: Path) -> None:
    (vintage,) = ucdp_months.parse([structural.write(tmp_path, GOOD, NAME)])
    structural.check(MONTHS, vintage)
    rows = vintage.frame[vintage.frame["country"] == "MLI"].set_index(["period", "type"])
    assert rows["best"].to_dict() == {
        ("2025-01", "one_sided"): 4, ("2025-01", "state_based"): 10, ("2025-02", "non_state"): 0, ("2025-02", "one_sided"): 6,
    }  # fmt: skip
    assert rows[["low", "high"]].isna().all(axis=None)
    assert rows["civilians"].dropna().to_dict() == {("2025-01", "one_sided"): 4, ("2025-02", "one_sided"): 6}
    assert read.from_bytes(read.to_bytes(vintage.frame, MONTHS), MONTHS, "x")["low"].isna().all()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("\n".join([HEAD, *ROWS[:19]]), "events of 19 countries"),
        (GOOD.replace("2025-12-31", "2025-11-30"), "reaches 2025-12"),
        (GOOD.replace("2025-02-01", "2024-12-31"), "a day of UCDP 25.01.25.12"),
        (GOOD.replace("Mali,10", "Malli,10"), "record 26, column country: 'Malli'"),
        (GOOD.replace("\n2.0,", "\n1.0,"), "duplicate key (id): 1"),
        (GOOD.replace("Mali,10,1,", "Mali,10,4,"), "column type_of_violence: '4'"),
        (
            GOOD.replace("Mali,10,1,", "Mali,10,2,"),
            "column type_of_violence: '2', expected the type that the conflict's name is of",
        ),
        (
            GOOD.replace("Mali,0,2,", "Mali,0,3,"),
            "column type_of_violence: '3', expected the type that the conflict's name is of",
        ),
        (GOOD.replace("Mali,10,", "Mali,-1,"), "column best: '-1'"),
        (GOOD[:-9], "a day (YYYY-MM-DD"),
    ],
)
def test_a_spoilt_cut_is_refused(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        ucdp_months.parse([structural.write(tmp_path, content, NAME)])
    assert says in str(caught.value)


def test_the_cut_is_no_annual_release_joins_nothing_and_is_no_events(tmp_path: Path) -> None:
    path = structural.write(tmp_path, GOOD, NAME)
    with pytest.raises(SourceError, match="no year of candidates"):
        ucdp_months.parse([path], "26.1", "2026-06-08")
    with pytest.raises(SourceError, match="joins no other file"):
        ucdp_months.parse([path, path])
    with pytest.raises(SourceError, match=r"Import it with ucdp_months="):
        ucdp_ged.parse([path])


@pytest.mark.parametrize("parse", [ucdp_ged.parse, ucdp_months.parse])
def test_a_partial_harvest_is_never_imported(tmp_path: Path, parse: object) -> None:
    assert callable(parse)
    text = "id,date,country,type_of_violence,best,low_as_stored,high_as_stored,first_seen,last_seen\n1,2026-05-01,Mali,1,3,3,4,x,y\n"
    with pytest.raises(SourceError, match="a partial harvest") as caught:
        parse([structural.write(tmp_path, text, "GEDEvent_v26_0_5.csv")], "26.0.5", "2026-06-20")
    assert "Import UCDP's own candidate file" in str(caught.value)


def test_the_publishers_own_file_of_the_same_number_stands_after_the_cut() -> None:
    frame = pd.DataFrame(columns=MONTHS.columns)
    names = [Vintage("ucdp_months", name, "2026-01-20", "inferred", "2025-01", "2025-12", None, frame) for name in
             ("25.01.25.12", "cut-25.01.25.12")]  # fmt: skip
    assert [one.version for one in sorted(names, key=read.vintage_order)] == ["cut-25.01.25.12", "25.01.25.12"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(GOOD))
def test_accidents_to_the_cut(content: bytes) -> None:
    structural.survives(MONTHS, content, "25.01.25.12", "2026-01-20")


def country_years(*rows: tuple[int, str, int, int]) -> Vintage:
    frame = pd.DataFrame(
        [("MLI", year, kind, best, best, best, civilians, 1) for year, kind, best, civilians in rows],
        columns=["country", "year", "type", "best", "low", "high", "civilians", "dyads"],
    )
    return Vintage("ucdp_cy", "25.1", "2025-06-11", "inferred", "1989-01", "2024-12", None, frame)


def test_measures_bound_and_raise_what_the_cut_leaves_open(tmp_path: Path) -> None:
    (cut,) = ucdp_months.parse([structural.write(tmp_path, GOOD, NAME)])
    # 2024: 8 killed in one-sided violence and 4 civilians in the rest, so all civilians are 12 / 8 = 1.5 times the first
    yearly = country_years((2024, "one_sided", 8, 8), (2024, "state_based", 40, 4), (2023, "one_sided", 1, 9))
    known = Snapshots({"ucdp_months": (cut,), "ucdp_cy": (yearly,)})
    span = months.ordinal("2025-01"), months.ordinal("2025-03")
    every = deaths.monthly(known, "MLI", *span)
    assert every.best.tolist() == [14, 6, 0]
    assert every.low.tolist() == pytest.approx([4.06, 1.74, 0])  # a first release: 0.29 and 1.58 times
    assert every.high.tolist() == pytest.approx([22.12, 9.48, 0])
    assert every.rank.tolist() == [1, 1, 1]  # provisional
    killed = deaths.civilian(known, "MLI", *span)
    # January: 4 known and a state-based event with deaths, raised; February: the other event cost nobody, so 6 is all
    assert killed.best.tolist() == pytest.approx([6, 6, 0])
    assert killed.low.tolist() == pytest.approx([1.16, 1.74, 0])
    assert killed.high.tolist() == pytest.approx([9.48, 9.48, 0])
    assert killed.rank.tolist() == [3, 1, 1]  # estimated, provisional
    assert killed.resting("ucdp_cy").tolist() == [True, False, False]


def test_a_country_without_an_event_in_the_cut_is_not_zero_but_unknown(tmp_path: Path) -> None:
    (cut,) = ucdp_months.parse([structural.write(tmp_path, GOOD, NAME)])
    absent = next(code for code in reversed(structural.CODES) if cut.countries and code not in cut.countries)
    month = months.ordinal("2025-06")
    assert pd.isna(deaths.monthly(Snapshots({"ucdp_months": (cut,)}), absent, month, month).best[0])


def test_years_the_releases_skip_come_from_the_country_year_file(tmp_path: Path) -> None:
    (cut,) = ucdp_months.parse([structural.write(tmp_path, GOOD, NAME)])
    yearly = country_years((2023, "one_sided", 5, 5), (2024, "one_sided", 8, 8), (2025, "one_sided", 99, 99))
    people = pd.DataFrame({"country": "MLI", "year": range(2015, 2025), "population": 10_000_000})
    inhabitants = Vintage("population", "x", "2025-07-02", "stated", "2015-01", "2024-12", None, people)
    older = pd.DataFrame([("MLI", "2023-03", "one_sided", 7, 7, 7, 7)], columns=MONTHS.columns)
    earlier = Vintage("ucdp_months", "24.1", "2024-05-22", "inferred", "1989-01", "2023-12", None, older)
    known = Snapshots({"ucdp_months": (earlier, cut), "ucdp_cy": (yearly,), "population": (inhabitants,)})
    found = violence.civilians(known, ("MLI",), "2023-01", "2026-05").set_index("period")["best"] * 100
    assert found["2023-12"] == pytest.approx(7)  # the release of events or sums, not the file's 5
    assert found["2024-12"] == pytest.approx(8)  # no release has 2024
    assert found["2025-12"] == pytest.approx(10)  # 4 + 6, no other civilians in 2024; not the file's 99


CHART = "Entity,Code,Year,v2x_polyarchy\n" + "".join(
    f"Somewhere,{code},{year},0.5\n" for code in structural.CODES[:152] for year in (2023, 2025)
)


def test_known_answers_of_v_dems_chart() -> None:
    (vintage,) = vdem.parse_vdem([structural.shared("vdem/vdem_v16_polyarchy_owid_1960_2025.csv")], None, None)
    structural.check(vdem.VDEM, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("owid-v16", "2026-03-17", "inferred")
    assert (vintage.start, vintage.end) == ("1960-01", "2025-12")
    mali = vintage.frame[vintage.frame["country"] == "MLI"].set_index("year")["polyarchy"]
    assert mali[[2024, 2025]].tolist() == [0.192, 0.164]
    empty = ["polyarchy_low", "polyarchy_high", "libdem", "libdem_low", "libdem_high"]
    assert vintage.frame[empty].isna().all(axis=None)
    (own,) = vdem.parse_vdem([structural.shared("vdem/vdem_v15_indices_1960_2024.csv")], None, None)
    theirs, ours = (set(one.frame[["country", "year"]].itertuples(index=False, name=None)) for one in (vintage, own))
    assert {year for _, year in theirs - ours} == {2025}  # V-Dem's own country-years, no state filled up
    assert {code for code, _ in ours - theirs} == {"PSE"}


def test_the_chart_leaves_out_what_v_dem_does_not_code(tmp_path: Path) -> None:
    text = CHART + (
        "World,OWID_WRL,2025,0.4\nZanzibar,OWID_ZAN,2025,0.2\nKosovo,OWID_KOS,2025,0.6\nWest Germany,OWID_GFR,1980,0.8\n"
        "South Sudan,SSD,2010,0.2\nSouth Sudan,SSD,2011,0.25\n"
    )
    (vintage,) = vdem.parse_vdem([structural.write(tmp_path, text)], None, None)
    found = vintage.frame.set_index(["country", "year"])["polyarchy"]
    assert (found["XKX", 2025], found["DEU", 1980], found["SSD", 2011]) == (0.6, 0.8, 0.25)
    assert ("SSD", 2010) not in found.index
    assert {line.rule: line.count for line in vintage.quality} == {
        "not_a_country": 2, "filled_up": 1, "no_bounds": 307, "no_libdem": 307,
    }  # fmt: skip
    assert "'OWID_XXX', expected the code of a country" in structural.refusal(
        vdem.VDEM, structural.write(tmp_path, text.replace("OWID_KOS", "OWID_XXX"))
    )
    assert "2 countries with the index for 2025" in structural.refusal(
        vdem.VDEM, structural.write(tmp_path, "\n".join([CHART.splitlines()[0], "A,MLI,2025,0.1", "B,NER,2025,0.1"]))
    )


def version(name: str, published: str, rows: list[tuple[object, ...]]) -> Vintage:
    columns = ["country", "year", "polyarchy", "polyarchy_low", "polyarchy_high", "libdem", "libdem_low", "libdem_high"]
    return Vintage("vdem", name, published, "stated", "2023-01", "2025-12", None, pd.DataFrame(rows, columns=columns))


def test_bounds_are_borrowed_and_marked() -> None:
    nan = float("nan")
    older = version(
        "v15", "2025-03-13",
        [
            ("MLI", 2023, 0.30, 0.25, 0.40, 0.2, 0.1, 0.3), ("MLI", 2024, 0.20, 0.18, 0.21, 0.1, 0.05, 0.2),
            ("PSE", 2024, 0.20, 0.18, 0.21, 0.1, 0.05, 0.2),
        ],
    )  # fmt: skip
    newer = version(
        charted.RELEASES[2025].version, "2026-03-17",
        [("MLI", year, best, nan, nan, nan, nan, nan) for year, best in ((2023, 0.31), (2024, 0.01), (2025, 0.16))]
        + [("NER", 2025, 0.3, nan, nan, nan, nan, nan)],
    )  # fmt: skip
    known = Snapshots({"vdem": (older, newer)})
    table, names = democracy.known(known)
    assert names == "owid-v16 v15"
    rows = table.set_index(["country", "year"])
    assert rows.loc[("MLI", 2023), ["low", "high"]].tolist() == pytest.approx([0.26, 0.41])
    assert rows.loc[("MLI", 2024), ["low", "high"]].tolist() == pytest.approx([0.0, 0.02])  # never below 0
    assert rows.loc[("MLI", 2025), ["low", "high"]].tolist() == pytest.approx([0.14, 0.17])  # widths of 2024
    assert rows["borrowed"].to_dict() == {
        ("MLI", 2023): False,
        ("MLI", 2024): False,
        ("MLI", 2025): True,
        ("PSE", 2024): False,
    }  # NER has none, PSE is not in the newer version
    native = governance.electoral_democracy(known, ("MLI", "NER"), "1990-01", "2025-12")
    assert native["status"].tolist() == ["normal", "normal", "estimated"]
    assert democracy.known(known, "libdem")[0]["year"].tolist() == [2023, 2024, 2024]  # the newest version that has it
    alone, name = democracy.known(Snapshots({"vdem": (newer,)}))
    assert (len(alone), name) == (0, "owid-v16")  # no bounds at all: three numbers or none
    assert governance.electoral_democracy(Snapshots({}), ("MLI",), "1990-01", "2025-12").empty


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(CHART))
def test_accidents_to_the_chart(content: bytes) -> None:
    structural.survives(vdem.VDEM, content, "x", "2026-03-17")
