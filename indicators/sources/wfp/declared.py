"""WFP's monthly prices of food and fuel in the subject's markets.

File: HDX's ``wfp_food_prices_<iso3>.csv``, columns ``date, admin1, admin2, market, (market_id,) latitude, longitude, category,
commodity, (commodity_id,) unit, priceflag, pricetype, currency, price, usdprice``; the second line may be HXL tags (older files)
and is then skipped. Both layouts were seen in other countries' files as users quote them, up to September 2026; the subject's own
was not at hand. Nothing in a row tells the country: the markets' coordinates do, and a market outside the subject's box refuses the file.

Inferred: that a price of 0 means none was taken, that ``usdprice`` may be empty, that ``forecast`` in ``priceflag`` marks prices
nobody saw; all three are left out or left empty, and counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indicators.model import CC_BY_IGO, SNAPSHOT, Fetch, Field, Records, Source, SourceError, Text, Vintage
from indicators.sources import reading, tables
from indicators.sources.tables import Release
from indicators.sources.wfp import hdx
from indicators.subject import SUBJECT

MOST = 1e9  # of any currency for any unit; a million francs buy an animal
_NEEDED = (
    "date", "admin1", "admin2", "market", "latitude", "longitude", "category", "commodity", "unit", "priceflag", "pricetype",
    "currency", "price", "usdprice",
)  # fmt: skip
_TEXTS = {
    "admin1": "admin1", "admin2": "admin2", "market": "market", "category": "category", "commodity": "commodity", "unit": "unit",
    "pricetype": "price_type", "priceflag": "flag", "currency": "currency",
}  # fmt: skip
_REQUIRED = ("market", "commodity", "unit", "pricetype", "currency")
_AGAIN = "Download the file again and import it as downloaded."


def parse(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """WFP's table -> one vintage: period (YYYY-MM), place, commodity, unit, price in the currency and in dollars.

    Prices are for the unit as WFP writes it (KG, 50 KG, L), never converted. Raises SourceError.
    """
    path = tables.one_file(paths, "WFP prices")
    reading.refuse_unfinished(path)
    raw = reading.read_csv(path, _NEEDED, table="WFP price file")
    raw = raw[~raw["date"].str.startswith("#")]
    if raw.empty:
        raise SourceError(f"{path.name}: has a header but no records. {_AGAIN}")
    frame = _checked(path, raw)
    kept = frame["price"].notna() & (frame["price"] > 0)
    forecast = frame["flag"].str.contains("forecast")
    every = frame[kept & ~forecast]
    reading.unique(path, every, WFP.primary_key)
    if every.empty:
        raise SourceError(f"{path.name}: no price in any record. {_AGAIN}")
    tidy = tables.tidy(every, WFP.columns, WFP.primary_key)
    release = _release(path, tidy, version, published)
    return (
        Vintage(
            source=WFP.key, version=release.version, published=release.published, published_basis=release.basis,
            start=str(tidy["period"].min()), end=str(tidy["period"].max()), countries=(SUBJECT.code,), frame=tidy,
            quality=(
                *tables.left_out(
                    ("no_price", int((~kept).sum()), "Records without a price, or with a price of 0, are absent."),
                    ("forecast", int((kept & forecast).sum()), "Forecast prices are left out."),
                ),
                *tables.counted(
                    ("no_dollars", int(tidy["usd"].isna().sum()), "Prices without a value in dollars are kept with it empty."),
                ),
            ),
            inputs=tables.provenance(path), records=Records(len(raw), len(tidy)),
        ),
    )  # fmt: skip


def _checked(path: Path, raw: pd.DataFrame) -> pd.DataFrame:
    """Text as the columns stored, price NaN where there is none."""
    day = raw["date"].str.strip()
    reading.refuse(path, raw, "date", ~day.str.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])-\d\d"), "a day YYYY-MM-DD")
    for name in _REQUIRED:
        reading.refuse(path, raw, name, raw[name].str.strip() == "", "a value")
    reading.refuse(path, raw, "currency", ~raw["currency"].str.strip().str.fullmatch("[A-Z]{3}"), "a currency's three letters")
    box = SUBJECT.boundaries
    for name, (low, high) in (("latitude", box.latitudes), ("longitude", box.longitudes)):
        place = reading.numbers(path, raw, name, low=-180, high=180, empty=True)
        reading.refuse(
            path, raw, name, (place < low) | (place > high), f"a place in {SUBJECT.name.en} (is it another country's file?)"
        )
    price = reading.numbers(path, raw, "price", low=0, high=MOST, empty=True)
    usd = reading.numbers(path, raw, "usdprice", low=0, high=MOST, empty=True)
    texts = {ours: raw[theirs].str.strip().astype("str") for theirs, ours in _TEXTS.items()}
    usd = usd.mask(usd == 0)  # written with few decimals: a cheap unit rounds to 0, which is no price
    return pd.DataFrame({"period": day.str[:7].astype("str"), **texts, "price": price, "usd": usd})


def _release(path: Path, frame: pd.DataFrame, version: str | None, published: str | None) -> Release:
    """The day of HDX's last change where the file's name holds it, as ``hdx`` makes it; what the user gives wins."""
    named = hdx.DATED.search(path.name)
    day, last = (named[1] if named else ""), str(frame["period"].max())
    if not (published or day):
        raise SourceError(f"{path.name}: nothing tells when these prices were published. Add --published DATE.")
    digest = hashlib.sha256(frame.to_csv(index=False, lineterminator="\n").encode()).hexdigest()
    known = Release(f"hdx-{last}-{digest[:10]}", day, "stated")
    found = tables.settle(path, {int(last[:4]): known}, int(last[:4]), version, published)
    if found.published[:7] < last:
        raise SourceError(f"{path.name}: has prices of {last}, so it cannot have been published on {found.published}.")
    return found


WFP = Source(
    key="wfp_prices",
    title=Text("WFP food and fuel prices by market", "PAM : prix des denrées alimentaires et des carburants par marché"),
    publisher=Text(
        "World Food Programme, through OCHA's Humanitarian Data Exchange",
        "Programme alimentaire mondial (PAM), par l’intermédiaire du Humanitarian Data Exchange de l’OCHA",
    ),
    url=f"https://data.humdata.org/dataset/{hdx.dataset()}",
    licence=CC_BY_IGO,
    citation=f"World Food Programme. {SUBJECT.name.en} - Food Prices. https://data.humdata.org/dataset/{hdx.dataset()}",
    cadence="weekly, prices by month",
    coverage=f"markets of {SUBJECT.name.en}, monthly, from 2003 as far as prices were taken",
    credentials="none",
    lag_months=2,  # a month's prices come in over the two months after it
    fields=(
        Field("period", "yearmonth", "Month of the price"),
        Field("admin1", "string", "First administrative unit of the market, as WFP writes it", required=False),
        Field("admin2", "string", "Second administrative unit of the market, as WFP writes it", required=False),
        Field("market", "string", "Market"),
        Field("category", "string", "WFP's group of the commodity", required=False),
        Field("commodity", "string", "What is sold, fuel and wages among it"),
        Field("unit", "string", "Quantity the price is for, as WFP writes it"),
        Field("price_type", "string", "Retail, wholesale or farm gate, as WFP writes it"),
        Field("flag", "string", "Whether taken once a month (actual) or averaged (aggregate)", required=False),
        Field("currency", "string", "Currency of the price, ISO 4217"),
        Field("price", "number", "Price of the unit in the currency", minimum=0, maximum=MOST),
        Field("usd", "number", "Price of the unit in US dollars, by WFP's rate", required=False, minimum=0, maximum=MOST),
    ),
    primary_key=("period", "admin1", "admin2", "market", "commodity", "unit", "price_type", "flag", "currency"),
    kind=SNAPSHOT,
    parse=parse,
    fetch=Fetch(bases={hdx.BASE: hdx.ADDRESS}, hosts=hdx.HOSTS, download=hdx.download, on_request=True),
)

SOURCES = (WFP,)
