"""Tables on pages: days in words, rows that open, nothing printed as None."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import language
from indicators.pages import tabled


def test_days_and_months_become_times_and_other_texts_stay():
    table = pd.DataFrame({"day": ["2026-05-06", ""], "month": ["2026-05", "2025-12"], "name": ["2026-05-06", "x"], "n": [1, 2]})
    made, forms = tabled.timed(table)
    assert forms == {"day": "D MMM YYYY", "month": "MMM YYYY"}
    assert made["day"].isna().tolist() == [False, True]
    assert made["month"].iloc[0] == pd.Timestamp("2026-05-01")
    assert made["name"].tolist() == table["name"].tolist()
    assert tabled.timed(table.iloc[:0])[1] == {}


def test_a_value_in_words():
    told = tabled._told
    assert told("date", "2026-05-06") == "6 May 2026"
    assert told("last_month", "2026-05") == "May 2026"
    assert told("n", 3.0) == "3"
    assert told("n", 0.41864) == "0\\.4186"
    assert told("contested", True) == "yes"
    assert told(
        "source_url", "https://example.org/a(b)"
    ) == "[https\\:\\/\\/example\\.org\\/a\\(b\\)](https://example.org/a%28b%29)".replace("\\/", "/")
    assert "](" not in told("source_url", "javascript:alert(1)")
    assert not any(tabled._some(one) for one in (None, "", float("nan"), pd.NA))
    assert all(tabled._some(one) for one in (0, 0.0, False, "x"))


def test_numbers_of_a_table_are_written_by_the_language():
    table = pd.DataFrame({"difference": [-13.5, 7.25], "value": [9.0, 0.41864], "n": [1600, 2], "name": ["a", "b"]})
    given = {"difference": st.column_config.NumberColumn(format="%.1f")}
    forms = tabled._forms(table, given)
    assert forms == {"difference": ".1f", "value": ".4g", "n": ",.0f"}
    assert [tabled._number(".1f", -13.5), tabled._number(".4g", 9.0), tabled._number(",.0f", 1600)] == ["−13.5", "9", "1,600"]
    with language.told_in("fr"):
        assert [tabled._number(".1f", -13.5), tabled._number(".4g", 0.41864)] == ["−13,5", "0,4186"]
    assert tabled._number(".1f", float("nan")) == ""
    assert tabled._forms(table[["n", "name"]], {}) == {}, "whole numbers alone are the browser's to write"
    assert tabled._forms(pd.concat([table] * 200), given) == {}, "long tables are too slow to write"
