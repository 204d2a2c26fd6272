"""V-Dem's indices as known: the newest vintage that has one, with bounds of an older one where it has none. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators.model import Snapshots, Vintage

SOURCE = "vdem"
COLUMNS = ("country", "year", "best", "low", "high", "borrowed")


def known(snapshots: Snapshots, index: str = "polyarchy", countries: Sequence[str] | None = None) -> tuple[pd.DataFrame, str]:
    """COLUMNS of an index (0-1) by country and year, and the names of the vintages used; empty where none has it.

    Where the newest vintage gives no bounds, their distances from best are those of the newest one before it that does, for the
    same country and year, else for the country's last year there; never beyond 0 and 1. ``borrowed`` marks the latter: no
    version has told that year's bounds. A country that was never given bounds has none here, and is left out; one that a version
    without bounds does not hold keeps what the one before said. ``countries``: only these, None for all.
    """
    vintages = [one for one in snapshots.all(SOURCE) if one.frame[index].notna().any()]
    if not vintages:
        return pd.DataFrame(columns=list(COLUMNS)), ""
    told = _of(vintages[-1], index, countries)
    bare = told["low"].isna()
    if not bare.any():
        return told.assign(borrowed=False)[list(COLUMNS)], vintages[-1].version
    lender = next((one for one in reversed(vintages[:-1]) if one.frame[f"{index}_low"].notna().any()), None)
    if lender is None:
        return told[~bare].assign(borrowed=False)[list(COLUMNS)], vintages[-1].version
    lent = _of(lender, index, countries).dropna(subset=["low"])
    kept = lent[~lent["country"].isin(told["country"])].assign(borrowed=False)
    filled = pd.concat([_with_bounds(told, lent), kept], ignore_index=True)
    return filled.dropna(subset=["low"])[list(COLUMNS)].reset_index(drop=True), f"{vintages[-1].version} {lender.version}"


def _of(vintage: Vintage, index: str, countries: Sequence[str] | None) -> pd.DataFrame:
    columns = {index: "best", f"{index}_low": "low", f"{index}_high": "high"}
    frame = vintage.frame if countries is None else vintage.frame[vintage.frame["country"].isin(list(countries))]
    return frame[["country", "year", *columns]].rename(columns=columns).dropna(subset=["best"])


def _with_bounds(told: pd.DataFrame, lent: pd.DataFrame) -> pd.DataFrame:
    """``told`` with its empty bounds filled by the distances of ``lent``."""
    widths = lent.assign(below=lent["best"] - lent["low"], above=lent["high"] - lent["best"])[
        ["country", "year", "below", "above"]
    ]
    same = told.merge(widths, on=["country", "year"], how="left")
    last = widths.sort_values("year").groupby("country").last()
    bare = same["low"].isna()
    missing = bare & same["below"].isna()
    below, above = (same[name].where(~missing, same["country"].map(last[name])) for name in ("below", "above"))
    return same.assign(
        low=same["low"].where(~bare, (same["best"] - below).clip(lower=0.0)),
        high=same["high"].where(~bare, (same["best"] + above).clip(upper=1.0)), borrowed=missing,
    )  # fmt: skip
