"""The development page: HDI, ranks and displacement as the publishers say, in every state of the data."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from indicators.tables import development as tables
from tests.bundled import bundled
from tests.pages.app import opened

KNOWN = bundled()
HDR = KNOWN.newest("hdr").frame


def test_the_sentence_is_undps():
    page = opened("development", to="2025-12", as_of=date(2025, 12, 31))
    assert not page.exception
    said = page.markdown[0].value.replace("\\", "")
    assert "HDI of 2023 at 0.419, place 188 of 193" in said  # HDR 2025, table 1
    assert "20 months old" in said  # December 2023 to August 2025, the last month known then


def test_parts_give_the_published_index():
    wide = tables.parts(HDR, "1990-01", "2023-12").pivot(index="period", columns="series", values="value")
    product = (wide["health"] * wide["education"] * wide["income"]) ** (1 / 3)
    assert (product.round(3) - wide["hdi"]).abs().max() < 1e-9


def test_ranks_of_2019_differ_by_edition():
    table = tables.ranks(HDR, KNOWN.newest("hdi_rank_as_published").frame, "2010-01", "2026-05")
    year = table[table["year"] == 2019].set_index("origin")
    assert year.loc["computed", ["rank", "ranked"]].tolist() == [188, 192]
    assert year.loc["printed", ["rank", "ranked"]].tolist() == [184, 189]


def test_counts_of_displaced_people_are_never_added_and_silence_is_no_zero():
    unhcr = pd.DataFrame(
        {
            "year": [2020, 2020],
            "origin": ["MLI", "MLI"],
            "asylum": ["NER", "MLI"],
            "refugees": [5, 0],
            "asylum_seekers": [1, 0],
            "idps": [0, 0],
        }
    )
    idmc = pd.DataFrame({"country": ["MLI"], "year": [2020], "idps": [7]})
    table = tables.displaced(unhcr, idmc, "2010-01", "2026-05").set_index("series")["value"]
    assert table.to_dict() == {"refugees": 5, "idmc": 7}


def test_displacement_in_2013_has_both_counts():  # CALIBRATION, section 2
    table = tables.displaced(KNOWN.newest("unhcr").frame, KNOWN.newest("idmc").frame, "2013-01", "2013-12").set_index("series")[
        "value"
    ]
    assert (table["idmc"], table["unhcr"]) == (218_000, 254_822)


@pytest.mark.parametrize(
    "choices",
    [
        {"as_of": date(2024, 6, 1)},
        {"as_of": date(2024, 6, 1), "reconstruct": True},
        {"from_": "1995-01", "to": "1999-12"},
        {"as_of": date(2022, 1, 1), "reconstruct": True},
    ],
)
def test_the_past_gives_no_traceback(choices):
    assert not opened("development", **choices).exception
