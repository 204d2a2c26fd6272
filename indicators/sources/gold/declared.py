"""The price of gold by month, US dollars a troy ounce: context for a country that exports gold; in no score.

File: ``Date, Price``, months YYYY-MM; a third party's joining of a long series and, from 1960, the World Bank's *Pink Sheet*
(monthly averages). Before 1960 it repeats yearly averages for twelve months: left out and counted. The file tells no release; its
last month does. The World Bank publishes in the first days of the month after; that month's last day stands, that nothing counts
as known too early.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indicators import months
from indicators.model import CC_BY, SNAPSHOT, Field, Records, Source, SourceError, Text, Vintage
from indicators.relations import Rewrite, Step
from indicators.sources import reading, tables
from indicators.sources.tables import Release

FIRST = "1960-01"
_MONTH = r"[12]\d{3}-(0[1-9]|1[0-2])"
_FEWEST = 240  # months from 1960; fewer is a file cut short


def parse(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The file -> one vintage: period, usd_per_ounce (3 decimals), every month from 1960-01; raises SourceError for a gap."""
    path = tables.one_file(paths, "Gold price")
    reading.refuse_unfinished(path)
    raw = reading.read_csv(path, ["Date", "Price"], table="monthly gold price file")
    period = raw["Date"].str.strip()
    reading.refuse(path, raw, "Date", ~period.str.fullmatch(_MONTH).astype(bool), "a month YYYY-MM")
    price = reading.numbers(path, raw, "Price", low=1, high=100_000).round(3)
    every = pd.DataFrame({"period": period, "usd_per_ounce": price})
    reading.unique(path, every, GOLD_PRICE.primary_key)
    early = period < FIRST
    frame = tables.tidy(every[~early], GOLD_PRICE.columns, GOLD_PRICE.primary_key)
    tables.at_least(path, frame, _FEWEST, f"months from {FIRST} on")
    numbers = months.ordinals(frame["period"])
    gap = numbers.diff().fillna(1) != 1
    if frame["period"].iloc[0] != FIRST or gap.any():
        missing = FIRST if frame["period"].iloc[0] != FIRST else months.period(int(numbers[gap].iloc[0]) - 1)
        raise SourceError(f"{path.name}: {missing} is missing. Download the whole file again.")
    end = str(frame["period"].iloc[-1])
    day = months.last_day(months.ordinal(end) + 1)
    release = tables.settle(path, {int(end[:4]): Release(end, day, "inferred")}, int(end[:4]), version, published)
    return (
        Vintage(
            source=GOLD_PRICE.key, version=release.version, published=release.published, published_basis=release.basis, start=FIRST,
            end=end, countries=None, frame=frame,
            quality=tables.left_out(("yearly_average", int(early.sum()), "Months before 1960 repeat yearly averages: left out.")),
            inputs=tables.provenance(path), records=Records(len(raw), len(frame)),
        ),
    )  # fmt: skip


GOLD_PRICE = Source(
    key="gold_price",
    title=Text("Gold price, monthly average", "Cours de l’or, moyenne mensuelle"),
    publisher=Text(
        "World Bank, Commodity Markets (Pink Sheet); joined by a third party",
        "Banque mondiale, marchés des produits de base (Pink Sheet) ; séries réunies par un tiers",
    ),
    url="https://www.worldbank.org/en/research/commodity-markets",
    licence=CC_BY,
    citation="World Bank. Commodity Price Data (The Pink Sheet), gold (UK), US dollars per troy ounce, monthly.",
    cadence="monthly, in the first days of the month after",
    coverage="the world's price, every month from 1960; in no score",
    credentials="none",
    lag_months=1,
    fields=(
        Field("period", "yearmonth", "Month of the average"),
        Field("usd_per_ounce", "number", "US dollars a troy ounce, at the prices of the day", minimum=1, maximum=100_000),
    ),
    primary_key=("period",),
    rewrite=Rewrite(volume=0.01),  # a price on a market is not revised, its newest months are rounded anew
    step=Step(entity=2.0),  # the largest from one month to the next is 1.48, in January 1980
    kind=SNAPSHOT,
    parse=parse,
)

SOURCES = (GOLD_PRICE,)
