"""Tables on pages: days in words, rows that open, nothing printed as None."""

from __future__ import annotations

import pandas as pd

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
