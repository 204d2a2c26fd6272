"""Which cercle a name means, and curated tables read one country at a time; by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.dimensions import curated
from indicators.dimensions.conflict import cercles
from indicators.model import NATIVE_COLUMNS
from tests.frames import snapshots, table, vintage

COD = table("pcode level name parent", [("ML05", 1, "Mopti", "ML"), ("ML0501", 2, "Mopti", "ML05"), ("ML0502", 2, "Baraouéli", "ML04"),
                                        ("ML0503", 2, "Gourma-Rharous", "ML06"), ("ML050301", 3, "Bamba", "ML0503")])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Djenné", "djenne"), ("GOURMA-RHAROUS cercle", "gourmarharous"), ("Cercles of  Mopti", "ofmopti"), ("Région/District Gao", "gao"),
     ("Baroueli", "baraoueli"), ("Kati 2", "kati2"), ("", "")],
)  # fmt: skip
def test_plain_names(name, plain):
    assert cercles.plain(name) == plain


def test_a_name_means_a_cercle_or_nothing():
    names = pd.Series(["Mopti", "Barouéli cercle", "gourma rharous", "Bamba", "", None, "Mopti"], index=[3, 4, 5, 6, 7, 8, 3])
    found = cercles.cercle_of(names, COD)
    assert [None if pd.isna(one) else one for one in found] == ["ML0501", "ML0502", "ML0503", None, None, None, "ML0501"]
    assert found.index.tolist() == names.index.tolist()
    assert cercles.pcodes(COD) == {"mopti": "ML0501", "baraoueli": "ML0502", "gourmarharous": "ML0503"}


# ---- curated tables


def facts(*rows):
    """Rows (country, value, grade, publisher, second publisher)."""
    return vintage("t", table("country value source_grade source_publisher source2_publisher", rows), "curated")


def told(known, *countries, **more):
    asked = []

    def compute(rows, country):
        assert "index" not in rows.columns
        asked.append((country, rows["value"].tolist(), rows.index.tolist()))
        return pd.DataFrame({"period": ["2000-01"], "best": [1.0], "low": [0.0], "high": [2.0], **more})

    return asked, curated.by_country(known, "t", countries, compute)


def test_each_countrys_rows_are_computed_by_themselves():
    known = snapshots(facts(("NER", 1, "A", "P", ""), ("MLI", 2, "B", "P", ""), ("NER", 3, "A", "P", "")))
    asked, found = told(known, "MLI", "NER", "FRA")
    assert asked == [("MLI", [2], [0]), ("NER", [1, 3], [0, 1])]
    assert found[["country", "period", "best", "low", "high", "status", "source", "vintage"]].to_numpy().tolist() == [
        ["MLI", "2000-01", 1, 0, 2, "normal", "t", "curated"], ["NER", "2000-01", 1, 0, 2, "normal", "t", "curated"],
    ]  # fmt: skip
    assert found.index.tolist() == [0, 1]
    assert told(known, "MLI", status="estimated")[1]["status"].tolist() == ["estimated"]


def test_without_a_table_nothing_is_asked():
    for known in (snapshots(), snapshots(facts())):
        asked, found = told(known, "MLI")
        assert asked == []
        assert found.empty
        assert set(NATIVE_COLUMNS) <= set(found.columns)


def test_a_country_with_lone_rows_of_grade_c_alone_is_omitted_and_not_zero():
    asked, found = told(
        snapshots(facts(("MLI", 1, "C", "P", ""), ("NER", 2, "C", "P", ""), ("NER", 3, "A", "P", ""))), "MLI", "NER"
    )
    assert asked == [("NER", [3], [0])]
    assert found["country"].tolist() == ["NER"]


def test_a_row_of_grade_c_needs_a_second_publisher_to_count():
    rows = [
        ("MLI", 1, "C", "P", ""),
        ("MLI", 2, "C", "P", "P"),
        ("MLI", 3, "C", "P", "Q"),
        ("MLI", 4, "B", "P", ""),
        ("MLI", 5, "A", "P", "P"),
    ]
    assert curated.counted(facts(*rows).frame)["value"].tolist() == [3, 4, 5]
    assert curated.counted(facts(*rows).frame.drop(columns="source2_publisher"))["value"].tolist() == [4, 5]
