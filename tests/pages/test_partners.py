"""The page on partners: titles true in every range, amounts as the rows have them, both sides of a dispute."""

from __future__ import annotations

import random
import re

import pytest

from indicators import months
from indicators.store import read
from indicators.tables import partners as tables
from indicators.wording import partners as words
from tests.pages.app import opened

KNOWN = read.load()
LEDGER, CLAIMS = KNOWN.newest("agreements").frame, KNOWN.newest("claims").frame


def test_the_title_is_true_in_every_range():
    chosen, low, high = random.Random(4), months.ordinal("2013-01"), months.ordinal("2026-05")
    seen = set()
    for _ in range(200):
        start, end = (months.period(one) for one in sorted(chosen.randint(low, high) for _ in range(2)))
        rows = LEDGER[LEDGER["date"].astype(str).str[:7].between(start, end)]
        title = words.finding(tables.by_state(tables.timeline(LEDGER, start, end)))
        if found := re.fullmatch(r"(\d+) of (\d+) agreements, deliveries and talks on record are with (.+)", title):
            own = (
                rows["partner_group"].str.startswith(found[3])
                if found[3] != "other partners"
                else rows["partner_group"] == "other"
            )
            assert (int(found[1]), int(found[2])) == (int(own.sum()), len(rows))
            assert rows.groupby(rows["partner_group"].str.split(":").str[0]).size().max() == int(found[1])
            seen.add("most")
        elif found := re.fullmatch(r"(\d+) agreements.* with (\d+) partners?", title):
            assert int(found[1]) == len(rows)
            seen.add("even")
        else:
            assert len(rows) <= 1
            seen.add("few")
    assert seen >= {"most", "even", "few"}


@pytest.mark.parametrize(
    ("low", "high", "currency", "basis", "said"),
    [
        (3.6e10, 3.6e10, "XOF", "total", "36 bn CFA francs"),
        (1.1e11, 1.15e11, "XOF", "year", "110–115 bn CFA francs a year"),
        (2e8, None, "USD", "total", "over 200 m dollars"),
        (None, 2e8, "USD", "total", "up to 200 m dollars"),
        (1.08e7, 1.08e7, "USD", "month", "10.8 m dollars a month"),
        (9e8, 1.1e9, "USD", "total", "900 m–1.1 bn dollars"),
    ],
)
def test_an_amount_in_words(low, high, currency, basis, said):
    assert words.money(low, high, currency, basis) == said


def test_cfa_francs_in_euros_at_the_fixed_rate():
    # 36,000,000,000 / 655.957 = 54,881,646
    assert words.in_euros(3.6e10, 3.6e10, "XOF") == "54.9 m euros"
    assert words.in_euros(1e8, 1e8, "USD") == ""


def test_what_is_called_mining_firms_is_mining():
    assert set(LEDGER.loc[LEDGER["partner_group"] == "other", "category"]) == {"mining"}


def test_the_page_shows_every_amount_and_both_sides():
    page = opened("partners", dispute="wagner-nature")
    assert not page.exception
    text = "\n".join(one.value for one in page.markdown).replace("\\", "")
    for amount in ("110–115 bn CFA francs a year", "over 200 m dollars", "10.8 m dollars a month", "36 bn CFA francs"):
        assert text.count(f"**{amount}**") == 1, amount
    sides = CLAIMS[CLAIMS["pair"] == "wagner-nature"]
    assert len(sides) == 2
    for row in sides.itertuples():
        assert row.summary in text


def test_an_empty_range_says_so():
    page = opened("partners", from_="1995-01", to="1995-12")
    assert not page.exception
    assert "No agreement" in page.header[0].value


@pytest.mark.parametrize("day", ["2021-09-13", "2023-01-01"])
def test_a_side_that_had_not_spoken_is_said_to_be_silent(day):
    claims = read.load(as_of=day).newest("claims")
    if claims is None:
        pytest.skip("no claim was public on that day")
    pairs = tables.pairs(claims.frame)
    assert set(pairs["pair"]) <= set(CLAIMS["pair"])
    assert (claims.frame["public_from"] <= day).all()


def test_the_rows_of_one_partner_are_shown_with_what_is_certain():
    page = opened("partners", partner="Russia")
    assert not page.exception
    own = LEDGER[
        LEDGER["partner_group"].str.startswith("Russia") & LEDGER["date"].astype(str).str[:7].between("2010-01", "2026-05")
    ]
    firm = own[own["status"].isin(["signed", "delivered"]) & own["source_grade"].isin(["A", "B"])]
    said = " ".join(one.value for one in page.markdown).replace("\\", "")
    assert f"{len(firm)} of {len(own)} are signed or delivered according to a source of grade A" in said
    assert 0 < len(firm) < len(own)
    shown = page.dataframe[0].value
    assert sorted(zip(shown["date"].dt.strftime("%Y-%m-%d"), shown["partner"], strict=True)) == sorted(
        zip(own["date"], own["partner"], strict=True)
    )
