"""The table of countries: codes, numbers and names answer without doubt."""

import csv
import os
from pathlib import Path

import pytest

from indicators import countries
from indicators.subject import SUBJECT

SHARED = Path(os.environ.get("INDICATORS_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data"))
TABLE = Path(countries.__file__).with_name("countries.csv")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_codes_are_unique_sorted_and_well_formed() -> None:
    codes = [row["iso3"] for row in rows()]
    assert codes == sorted(set(codes))
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in codes)
    assert "CSK" not in countries.codes()


def test_a_number_or_a_spelling_belongs_to_one_country() -> None:
    numbers = [number for row in rows() for number in row["gw"].split("|") if number]
    assert len(numbers) == len(set(numbers))
    for row in rows():
        for text in (row["name_en"], row["name_fr"], *filter(None, row["spellings"].split("|"))):
            assert countries.iso3_of_name(text) == row["iso3"], text


@pytest.mark.parametrize(
    ("number", "iso3"),
    [(432, "MLI"), (340, "SRB"), (345, "SRB"), (678, "YEM"), (680, "YEM"), (365, "RUS"), (565, "NAM"), (2, "USA"), (999, None)],
)
def test_ucdp_numbers(number: int, iso3: str | None) -> None:
    assert countries.iso3_of_gw(number) == iso3


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Mali", "MLI"), ("Bosnia and Herz.", "BIH"), ("DR Congo (Zaire)", "COD"), ("Dem. Rep. Congo", "COD"), ("Congo", "COG"),
        ("côte d\u2019ivoire", "CIV"), ("Ivory Coast", "CIV"), ("eSwatini", "SWZ"), ("Niger", "NER"), ("Nigeria", "NGA"),
        ("Guinea", "GIN"), ("Guinea-Bissau", "GNB"), ("Dominica", "DMA"), ("Namibia", "NAM"), ("NA", None), ("", None),
    ],
)  # fmt: skip
def test_spellings(text: str, iso3: str | None) -> None:
    assert countries.iso3_of_name(text) == iso3


def test_names_in_both_languages() -> None:
    assert countries.name("CIV") == "Côte d'Ivoire"
    assert (countries.name("NER", "en"), countries.name("MRT", "fr"), countries.name("DEU", "fr")) == (
        "Niger", "Mauritanie", "Allemagne",
    )  # fmt: skip
    assert countries.name("ZZZ") == "ZZZ"


def test_region_is_mali_its_neighbours_and_the_coast() -> None:
    assert SUBJECT.region[0] == "MLI"
    assert len(set(SUBJECT.region)) == 10
    assert set(SUBJECT.region) <= set(countries.codes())


def test_every_country_of_ucdp_files_is_known() -> None:
    path = SHARED / "ucdp" / "organizedviolencecy_v25_1.csv"
    if not path.exists():
        pytest.skip("the publishers' files are absent")
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            assert countries.iso3_of_gw(int(row["country_id_cy"])) == countries.iso3_of_name(row["country_cy"]) is not None
    with (SHARED / "ucdp" / "country_month_totals_1989-01_2026-05.csv").open(encoding="utf-8-sig", newline="") as handle:
        head = next(csv.reader(handle))
    unknown = [item for item in head[1:] if item and not item.startswith("Unnamed") and countries.iso3_of_name(item) is None]
    assert unknown == []
