"""UCDP's importers: known answers from the publisher's files, the three layouts, and refusals instead of tracebacks."""

import os
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import countries
from indicators.model import SourceError, Vintage
from indicators.sources.ucdp import country_years as ucdp_cy
from indicators.sources.ucdp import declared as ucdp
from indicators.sources.ucdp import ged as ucdp_ged
from indicators.sources.ucdp import totals as ucdp_totals
from indicators.sources.ucdp import versions as ucdp_versions
from indicators.subject import SUBJECT

SHARED = Path(os.environ.get("INDICATORS_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data")) / "ucdp"
GED_HEAD = (
    "id,relid,year,active_year,code_status,type_of_violence,dyad_new_id,dyad_name,side_a,side_b,source_headline,where_prec,"
    "adm_1,adm_2,latitude,longitude,country,country_id,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low"
)
GED_ROWS = (
    '11,M-1,2022,1,Clear,3,900,A - Civilians,A,Civilians,"Three, ""said""\nto be",1,Mopti region,Djenné cercle,14.1,-4.6,Mali,'
    "432,1,2022-03-02,2022-03-05,0,0,7,0,7,9,5",
    "12,M-2,2022,1,Clear,1,901,Government of Mali - A,Government of Mali,A,,6,,,17.1,-4,Mali,432,5,2022-01-31,2022-02-01,1,2,"
    "0,0,3,2,4",
    "13,B-1,2021,1,Check dyad,2,902,A - B,A,B,,2,Sahel region,,14,-1.5,Burkina Faso,439,2,2021-12-30,2021-12-31,0,0,0,0,0,1,0",
    "14,F-1,2021,1,Clear,2,902,A - B,A,B,,2,,,46,2,France,220,2,2021-12-30,2021-12-31,0,0,0,1,1,1,1",
)
GED_TEXT = "\n".join((GED_HEAD, *GED_ROWS)) + "\n"
TOTALS_TEXT = "vintage,month,country,best\n" + "".join(
    f"{day},{month},{country},{index}\n"
    for day, last in (("2024-01-26", 2), ("2024-02-22", 3))
    for index, month in enumerate(("2023-10", "2023-11", "2023-12")[:last])
    for country in ("Mali", "Ivory Coast")
)


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def shared(*names: str) -> list[Path]:
    paths = [SHARED / name for name in names]
    if not all(path.exists() for path in paths):
        pytest.skip("the publishers' files are absent")
    return paths


def wide_text(months: int = 264) -> str:
    names = [name for name in map(countries.name, countries.codes()) if "," not in name][:70]
    days = pd.date_range("1989-01-31", periods=months, freq="ME").strftime("%Y-%m-%d")
    head = "," + ",".join(names) + ",Unnamed: 99"
    return "\n".join([head, *(day + "," + ",".join(str(number) for number in range(len(names))) + ",0" for day in days)]) + "\n"


def cy_text() -> str:
    columns = list(ucdp_cy._NEEDED)
    numbers = sorted(set(countries._by_number()) - {315, 340, 255, 265, 679, 680})
    lines = [",".join(columns)]
    for number in numbers:
        for year in (2022, 2023, 2024):
            cells = dict.fromkeys(columns, "0")
            cells |= {
                "country_id_cy": str(number),
                "country_cy": countries.name(countries.iso3_of_gw(number) or ""),
            }
            cells |= {"year_cy": str(year), "version": "25.1", "sb_total_deaths_best_cy": "3", ucdp_cy._TOTAL: "3"}
            lines.append(",".join(f'"{cells[column]}"' for column in columns))
    return "\n".join(lines) + "\n"


def check_invariants(vintages: tuple[Vintage, ...]) -> None:
    """What every accepted file must come out as."""
    source = {item.key: item for item in ucdp.SOURCES}
    assert vintages
    for vintage in vintages:
        frame, declared = vintage.frame, source[vintage.source]
        assert list(frame.columns) == declared.columns
        assert not frame.duplicated(list(declared.primary_key)).any()
        assert not frame.isna().any().any()
        assert vintage.start <= vintage.end
        assert (frame["best"] >= 0).all()
        assert vintage.countries is not None
        assert set(frame["country"]) <= set(vintage.countries)
        if "low" in frame:
            assert (frame["low"] <= frame["best"]).all()
            assert (frame["best"] <= frame["high"]).all()
        if "date_end" in frame:
            assert (frame["date_start"] <= frame["date_end"]).all()
            assert frame[["date_end", "id"]].apply(tuple, axis=1).is_monotonic_increasing
            assert set(frame["country"]) <= set(SUBJECT.region)


def test_ged_fixture_by_hand(tmp_path: Path) -> None:
    (vintage,) = ucdp_ged.parse([write(tmp_path / "ged241_part.csv", GED_TEXT)])
    check_invariants((vintage,))
    assert (vintage.version, vintage.start, vintage.end, vintage.published_basis) == ("24.1", "1989-01", "2023-12", "inferred")
    assert vintage.countries == ("BFA", "MLI")
    assert vintage.frame["id"].tolist() == [13, 12, 11]
    second = vintage.frame.set_index("id").loc[12]
    assert (second["best"], second["low"], second["high"]) == (3, 2, 4)
    assert {item.rule: item.count for item in vintage.quality} == {
        "best_zero": 1, "no_adm1": 1, "country_centroid": 1, "not_clear": 1, "best_above_high": 1, "low_above_best": 1,
        "outside_region": 1,
    }  # fmt: skip


def test_ged_layouts_give_the_same_table(tmp_path: Path) -> None:
    plain = write(tmp_path / "ged241_a.csv", GED_TEXT)
    (expected,) = ucdp_ged.parse([plain])
    hdx = GED_HEAD.replace("best,high,low", "best_est,high_est,low_est") + "\n"
    for row in GED_ROWS:
        for day in ("2022-03-02", "2022-03-05", "2022-01-31", "2022-02-01", "2021-12-30", "2021-12-31"):
            row = row.replace(day, f"{day[5:7]}/{day[8:]}/{day[:4]} 00:00:00")
        hdx += row + ",\n"
    api = GED_TEXT
    for day in ("2022-03-05", "2021-12-31"):
        api = api.replace(day, day + "T00:00:00")
    candidate = "\ufeff" + GED_TEXT.replace("2022-03-05", "2022-03-05 00:00:00.000")
    with zipfile.ZipFile(tmp_path / "ged241-csv.zip", "w") as folder:
        folder.writestr("GEDEvent_v24_1.csv", GED_TEXT)
    others = [write(tmp_path / f"ged241_{index}.csv", text) for index, text in enumerate((hdx, api, candidate))]
    for path in [*others, tmp_path / "ged241-csv.zip"]:
        (found,) = ucdp_ged.parse([path])
        pd.testing.assert_frame_equal(found.frame, expected.frame)


def american(text: str, day_first: bool = False) -> str:
    """HDX's layout of a file, or its dates the other way round, as a spreadsheet of Europe writes them."""
    order = r"\3/\2/\1 00:00:00" if day_first else r"\2/\3/\1 00:00:00"
    return re.sub(r"(\d{4})-(\d\d)-(\d\d)(?=,)", order, text.replace("best,high,low", "best_est,high_est,low_est"))


@pytest.mark.parametrize(
    ("row", "old", "new", "says"),
    [
        (0, ",3,900,", ",2,900,", "column side_b: 'Civilians', expected Civilians in one-sided violence, and in no other type"),
        (1, ",1,901,", ",2,901,", "column side_a: 'Government of Mali', expected two parties without a government"),
        (2, ",Check dyad,2,", ",Clear,1,", "column side_a: 'A', expected Government of ... in state-based violence"),
        (2, ",Check dyad,2,", ",Check dyad,1,", ""),
    ],
)
def test_parties_are_of_the_type_beside_them(row, old, new, says, tmp_path):
    """UCDP defines the types by who fights; what it still checks may have no name yet."""
    assert old in GED_ROWS[row]
    rows = [one.replace(old, new) if at == row else one for at, one in enumerate(GED_ROWS)]
    path = write(tmp_path / "ged241.csv", "\n".join((GED_HEAD, *rows)) + "\n")
    if not says:
        assert len(ucdp_ged.parse([path])[0].frame) == 3
        return
    with pytest.raises(SourceError, match=re.escape(says)):
        ucdp_ged.parse([path])


def test_month_and_day_are_never_guessed(tmp_path: Path) -> None:
    early = "\n".join((GED_HEAD, GED_ROWS[0]))  # the 2nd to the 5th of March
    for text in (american(early), american(early, day_first=True)):
        with pytest.raises(SourceError, match=r"no day above 12 tells whether .* Write dates as YYYY-MM-DD"):
            ucdp_ged.parse([write(tmp_path / "ged241_a.csv", text)])
    with pytest.raises(SourceError, match="record 3, column date_end: '31/12/2021 00:00:00'"):
        ucdp_ged.parse(
            [write(tmp_path / "ged241_a.csv", american(GED_TEXT.replace("2022-01-31", "2022-01-30"), day_first=True))]
        )
    (vintage,) = ucdp_ged.parse([write(tmp_path / "ged241_a.csv", american(GED_TEXT))])
    assert vintage.frame["date_end"].tolist() == ["2021-12-31", "2022-02-01", "2022-03-05"]


def test_ged_parts_join_and_contradictions_are_refused(tmp_path: Path) -> None:
    one = write(tmp_path / "ged241_a.csv", "\n".join((GED_HEAD, *GED_ROWS[:2])))
    two = write(tmp_path / "ged241_b.csv", "\n".join((GED_HEAD, *GED_ROWS[1:])))
    (vintage,) = ucdp_ged.parse([one, two])
    assert vintage.frame["id"].tolist() == [13, 12, 11]
    assert {item.rule: item.count for item in vintage.quality}["repeated_record"] == 1
    other = write(tmp_path / "ged241_c.csv", "\n".join((GED_HEAD, GED_ROWS[1].replace(",3,2,4", ",3,2,1"))))
    with pytest.raises(SourceError, match="event 12 differs"):
        ucdp_ged.parse([one, other])
    newer = write(tmp_path / "ged251_b.csv", "\n".join((GED_HEAD, *GED_ROWS[1:])))
    with pytest.raises(SourceError, match="different releases"):
        ucdp_ged.parse([one, newer])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("432,1,2022-03-02", "436,1,2022-03-02", "record 1, column country_name"),
        ("2022-03-05", "2022-13-05", "record 1, column date_end"),
        ("2022-03-05", "2022-03-01", "record 1, column date_end"),
        ("2022-03-02,2022-03-05", "2023-03-02,2023-03-05", "record 1, column year"),
        (",14.1,", ",941,", "record 1, column latitude"),
        ("0,0,7,0,7,9,5", "0,0,7,0,7,9", "record 1: 27 fields"),
        ("0,0,7,0,7,9,5", "0,0,7,0,7,9,5,1", "record 1: 29 fields"),
        ("0,0,7,0,7,9,5", "0,0,7,0,-7,9,5", "record 1, column best"),
        ("12,M-2", "11,M-2", "duplicate key \\(id\\): 11"),
        ("0,0,7,0,7,9,5", "0,0,7,0,9,7,5", "record 1, column best: '9', expected the sum of deaths_a"),
        ("2022-03-02,2022-03-05", "03/02/2022,03/05/2022", "record 1, column date_end: '03/05/2022', expected a day"),
        ("2022-03-02,2022-03-05", "03/02/2022 00:00:00,03/05/2022 00:00:00", "dates in two forms"),
        ("Clear,3,900", "Clear,4,900", "record 1, column type"),
        ("type_of_violence", "kind", "'type' is missing"),
        ("best,high,low", "best,best,low", "duplicate column"),
        ("é", "\udce9", "text"),
        ('to be"', "to be", "broken CSV|fields"),
    ],
)
def test_ged_refuses_with_record_and_column(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GED_TEXT
    path = write(tmp_path / "ged241_a.csv", GED_TEXT.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    with pytest.raises(SourceError, match=message) as raised:
        ucdp_ged.parse([path])
    assert "\n" not in str(raised.value)
    assert str(tmp_path) not in str(raised.value)


@pytest.mark.parametrize("parse", [ucdp_ged.parse, ucdp_cy.parse, ucdp_totals.parse])
@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"<!DOCTYPE html><html>", b"PK\x03\x04rubbish", b"\xff\xfea\x00", b"a,b\n1,2\n", b"id\n"]
)
def test_other_files_are_refused(tmp_path: Path, parse, content: bytes) -> None:
    with pytest.raises(SourceError):
        parse([write(tmp_path / "ged241.csv", content)], None, None)


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("ged241_hdx_mali.csv", "24.1"), ("ged261-csv.zip", "26.1"), ("GEDEvent_v26_0_8.csv", "26.0.8"),
        ("GEDEvent_v26_01_26_06.csv", "26.01.26.06"), ("GEDEvent_v26_1_4_1101_2512.csv", None), ("mali.csv", None),
        ("GEDEvent_v26_0_13.csv", None), ("GEDEvent_v26_0_8_two_rows.csv", "26.0.8"),
    ],
)  # fmt: skip
def test_versions_in_names(name: str, version: str | None) -> None:
    assert ucdp_versions.in_name(name) == version


@pytest.mark.parametrize(
    ("version", "start", "end", "published"),
    [
        ("24.1", "1989-01", "2023-12", "2024-05-22"), ("26.0.8", "2026-08", "2026-08", "2026-09-20"),
        ("26.01.26.06", "2026-01", "2026-06", "2026-07-20"), ("25.0.12", "2025-12", "2025-12", "2026-01-20"),
    ],
)  # fmt: skip
def test_releases(version: str, start: str, end: str, published: str) -> None:
    found = ucdp_versions.release([Path("x.csv")], version, None)
    assert (found.start, found.end, found.published, found.basis) == (start, end, published, "inferred")


@pytest.mark.parametrize(
    ("version", "published"), [("27", None), ("29.1", None), ("24.1", "2023-12-30"), ("24.1", "soon"), (None, "2024-06-03")]
)
def test_impossible_releases_are_refused(version: str | None, published: str | None) -> None:
    with pytest.raises(SourceError, match="--"):
        ucdp_versions.release([Path("x.csv")], version, published)


def test_totals_fixture(tmp_path: Path) -> None:
    wide, long = write(tmp_path / "wide.csv", wide_text()), write(tmp_path / "long.csv", TOTALS_TEXT)
    vintages = ucdp_totals.parse([wide, long], None, None)
    check_invariants(vintages)
    assert [item.version for item in vintages] == ["10.0.12", "2024-01-26", "2024-02-22"]
    assert [item.published for item in vintages] == ["2011-01-20", "2024-01-26", "2024-02-22"]
    assert vintages[2].frame.values.tolist() == [
        [country, month, index] for country in ("CIV", "MLI") for index, month in enumerate(("2023-10", "2023-11", "2023-12"))
    ]
    assert (vintages[1].start, vintages[1].end, vintages[1].countries) == ("2023-10", "2023-11", ("CIV", "MLI"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2024-02-22,2023-12,Ivory Coast,2\n", "", "5 of 6 country-months"),
        ("Mali", "Atlantis", "column country"),
        ("2024-01-26,2023-10,Mali", "2024-01-26,2024-01,Mali", "column month"),
        ("2024-01-26,2023-11,Mali", "2024-01-26,2023-10,Mali", "duplicate key"),
    ],
)
def test_totals_refusals(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in TOTALS_TEXT
    with pytest.raises(SourceError, match=message):
        ucdp_totals.parse([write(tmp_path / "long.csv", TOTALS_TEXT.replace(old, new, 1))], None, None)


def test_country_year_refusals(tmp_path: Path) -> None:
    text = cy_text()
    lines = text.splitlines(keepends=True)
    for damaged, message in (
        ("".join(lines[:200]), "cut short"),
        (text.replace('"25.1"', '"24.1"', 1), "column version"),
        (text.replace('"3"', '"4"', 1), "sum of the three types"),
        ("".join([lines[0], *lines[2:3], *lines[1:]]), "duplicate key"),
        (text.replace('"Mali"', '"Niger"', 1), "column country_cy"),
    ):
        with pytest.raises(SourceError, match=message):
            ucdp_cy.parse([write(tmp_path / "cy.csv", damaged)], None, None)


def test_known_answers_ged() -> None:
    (path,) = shared("ged241_hdx_mali.csv")
    (vintage,) = ucdp_ged.parse([path])
    frame = vintage.frame
    assert (len(frame), frame["best"].sum()) == (2120, 15_742)
    for column in ("date_end", "date_start"):
        yearly = frame.groupby(frame[column].str.slice(0, 4))["best"].sum()
        assert [yearly[year] for year in ("2012", "2018", "2022", "2023")] == [359, 1281, 3650, 2109]
    counts = {item.rule: item.count for item in vintage.quality}
    assert counts == {
        "best_above_high": 18, "low_above_best": 5, "best_zero": 311, "no_adm1": 95, "country_centroid": 17,
    }  # fmt: skip
    (totals,) = ucdp_cy.parse(shared("organizedviolencecy_v25_1.csv"))
    mali = totals.frame[totals.frame["country"] == "MLI"].groupby("year")["best"].sum()
    events = frame.groupby(frame["date_end"].str.slice(0, 4).astype(int))["best"].sum().reindex(range(1989, 2024), fill_value=0)
    differences = (mali - events).dropna()
    assert differences[differences != 0].to_dict() == {2016: 7, 2017: 7, 2020: 34, 2022: 6, 2023: 9}


@pytest.mark.parametrize(
    ("cercle", "first", "last", "least"),
    [
        ("Djenné", "2022-03-26", "2022-03-31", 300),  # Moura
        ("Bankass", "2019-03-23", "2019-03-23", 140),  # Ogossagou
        ("Bankass", "2020-02-14", "2020-02-14", 30),  # Ogossagou again
        ("Bankass", "2022-06-18", "2022-06-19", 130),  # Diallassagou
    ],
)
def test_massacres_are_found(cercle: str, first: str, last: str, least: int) -> None:
    (path,) = shared("ged241_hdx_mali.csv")
    frame = ucdp_ged.parse([path])[0].frame
    found = frame[
        frame["adm2"].str.startswith(cercle) & (frame["date_start"] == first) & (frame["date_end"] == last)
        & (frame["best"] >= least)
    ]  # fmt: skip
    assert len(found) == 1
    assert found["adm1"].iloc[0] == "Mopti region"


def test_known_answers_other_files() -> None:
    parts = sorted(SHARED.glob("ged241*.csv"))
    shared("ged241_niger_clean.csv")
    (events,) = ucdp_ged.parse(parts)
    check_invariants((events,))
    assert events.countries == ("BEN", "BFA", "CIV", "MLI", "NER", "SEN", "TGO")
    assert events.frame.groupby("country").size()[["BFA", "MLI", "NER"]].tolist() == [1504, 2120, 585]
    assert {item.rule: item.count for item in events.quality}["lost_records"] == 2
    (years,) = ucdp_cy.parse(shared("organizedviolencecy_v25_1.csv"))
    check_invariants((years,))
    last = years.frame.query("country == 'MLI' and year == 2024").set_index("type")["best"].to_dict()
    assert last == {"state_based": 1008, "non_state": 274, "one_sided": 619}
    wide, long = shared("country_month_totals_1989-01_2026-05.csv", "country_month_totals_vintages_west_africa.csv")
    totals = ucdp_totals.parse([wide, long], "26.0.5", "2026-06-20")
    check_invariants(totals)
    assert len(totals) == 24
    mali = totals[-1].frame.query("country == 'MLI'").set_index("period")["best"]
    assert (mali["2026-05"], mali["2025-12"], mali["2024-01":"2024-12"].sum()) == (438, 27, 1897)
    with pytest.raises(SourceError, match="no event of Mali"):
        ucdp_ged.parse(shared("GEDEvent_v26_0_8_two_rows.csv"))


def mutate(data, content: bytes) -> bytes:
    """One to three changes of a valid file: cut, shifted, a byte changed, a cell or a record replaced."""
    for _ in range(data.draw(st.integers(1, 3))):
        position = data.draw(st.integers(0, max(len(content) - 1, 0)))
        how = data.draw(st.sampled_from(("cut", "insert", "byte", "line", "cell", "drop")))
        if how == "cut":
            content = content[:position]
        elif how == "insert":
            content = (
                content[:position] + data.draw(st.sampled_from((b",", b'"', b"\n", b"\x00", b"\xe9"))) + content[position:]
            )
        elif how == "byte":
            content = content[:position] + data.draw(st.binary(min_size=1, max_size=1)) + content[position + 1 :]
        elif how == "drop":
            content = content[:position] + content[position + data.draw(st.integers(1, 40)) :]
        else:
            mark = b"\n" if how == "line" else b","
            cells = content.split(mark)
            text = data.draw(
                st.one_of(st.text(max_size=12), st.sampled_from(("inf", "nan", "1e400", "9" * 40, "-1", "NA", "1_0")))
            )
            cells[data.draw(st.integers(0, len(cells) - 1))] = text.encode("utf-8", "replace")
            content = mark.join(cells)
    return content


FIXTURES = {
    "ged": (ucdp_ged.parse, GED_TEXT), "long": (ucdp_totals.parse, TOTALS_TEXT),
    "wide": (ucdp_totals.parse, wide_text()), "cy": (ucdp_cy.parse, cy_text()),
}  # fmt: skip


@pytest.mark.parametrize("kind", FIXTURES)
def test_fixtures_are_valid(tmp_path: Path, kind: str) -> None:
    parse, text = FIXTURES[kind]
    check_invariants(
        parse([write(tmp_path / "ged241.csv", text)], *(("94.0.1", "2094-03-01") if kind == "none" else (None, None)))
    )


@pytest.mark.parametrize("kind", FIXTURES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_files_are_refused_or_sound(tmp_path: Path, kind: str, data) -> None:
    parse, text = FIXTURES[kind]
    content = data.draw(st.binary(max_size=300)) if data.draw(st.integers(0, 9)) == 0 else mutate(data, text.encode())
    try:
        vintages = parse([write(tmp_path / "ged241.csv", content)], None, None)
    except SourceError as error:
        message = str(error)
    else:
        message = ""
        check_invariants(vintages)
    assert "\n" not in message
