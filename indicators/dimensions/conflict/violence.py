"""Measures of organised violence: deaths, civilian deaths, affected districts, armed dyads. Pure functions.

Months are those an event *ended* in (UCDP's ``date_end``). Rates are per 100,000 inhabitants (``population``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from indicators import memo, months
from indicators.dimensions import population
from indicators.dimensions.conflict import cercles, deaths, events, provisional
from indicators.dimensions.conflict import territory as capitals
from indicators.dimensions.curated import by_country
from indicators.model import NATIVE_COLUMNS, STATUSES, Snapshots, Vintage
from indicators.subject import SUBJECT

YEAR, QUARTER = 12, 3
PER = 100_000.0
EXACT, DISTRICT, DISTRICT_CENTRE = (1, 2), (1, 2, 3), (1, 2, 3, 5)  # UCDP's where_prec: place, near, cercle; 5: linear feature

Counts = npt.NDArray[np.float64]


def lethality(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Deaths of the trailing 12 months per 100,000; only where all twelve months are known."""
    return _rates(snapshots, countries, start, end, YEAR)


def acute(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Deaths of the trailing 3 months, times 4, per 100,000."""
    return _rates(snapshots, countries, start, end, QUARTER)


def civilians(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Deaths in one-sided violence plus civilian deaths in the other types, trailing 12 months, per 100,000.

    From events or their sums; December of each year they do not reach from the country-year file. UCDP gives bounds for
    one-sided violence only.
    """
    parts = []
    for country in countries:
        numbers = _grid(start, end, YEAR)
        part = windows(country, deaths.civilian(snapshots, country, int(numbers[0]), int(numbers[-1])), YEAR)
        parts += [part, _not_told(_civilians_by_year(snapshots, (country,)), part)]
    return _per_inhabitants(snapshots, _stack(parts), end)


def diffusion(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Share of the subject's second-level units with at least one death in the trailing 12 months.

    ``best`` counts events placed to the cercle or better (where_prec 1-3), ``low`` those placed to the spot or its
    surroundings (1-2), ``high`` also linear features with a named cercle (5).
    """
    cod = snapshots.newest("cod_ab")
    known = events.known(snapshots, SUBJECT.code) if SUBJECT.code in countries else None
    if cod is None or known is None:
        return _empty()
    numbers = _grid(start, end, YEAR)
    frame = known.frame[(known.frame["best"] >= 1) & known.frame["where_prec"].isin(DISTRICT_CENTRE)]
    place = cercles.cercle_of(frame["adm2"].where(frame["adm2"] != ""), cod.frame)
    frame = frame.assign(unit=place)[place.notna().to_numpy()]
    values = [
        _distinct(frame[frame["where_prec"].isin(allowed)], "unit", numbers) / SUBJECT.layer(2).count
        for allowed in (DISTRICT, EXACT, DISTRICT_CENTRE)
    ]
    result = _native(SUBJECT.code, numbers[YEAR - 1 :], values, f"cod_ab {events.SOURCE}", _releases(known, numbers))
    result["vintage"] = f"{cod.version} " + result["vintage"]
    result["status"] = np.where(known.provisional(numbers)[YEAR - 1 :], "provisional", "normal")
    return _within(result[_full(known, numbers)], end)


def fragmentation(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """State-based and non-state dyads with at least one death in the trailing 12 months.

    ``low`` and ``high`` count dyads by UCDP's low and high figures of their events; December of each year they do not reach
    from the country-year file, without bounds of its own.
    """
    parts = []
    for country in countries:
        known = events.known(snapshots, country)
        part = _empty()
        if known is not None:
            numbers = _grid(start, end, YEAR)
            frame = known.frame[known.frame["type"] != "one_sided"]
            values = [_distinct(frame[frame[name] >= 1], "dyad_id", numbers) for name in ("best", "low", "high")]
            part = _native(country, numbers[YEAR - 1 :], values, events.SOURCE, _releases(known, numbers))
            part["status"] = np.where(known.provisional(numbers)[YEAR - 1 :], "provisional", "normal")
            part = part[_full(known, numbers)]
            parts.append(part)
        yearly = snapshots.newest(deaths.YEARLY)
        if yearly is not None:
            rows = yearly.frame[(yearly.frame["country"] == country) & (yearly.frame["type"] != "one_sided")]
            count = rows.groupby("year")["dyads"].sum()
            numbers = np.array([months.december(year) for year in count.index], dtype="int64")
            told = _native(country, numbers, [np.asarray(count, dtype="float64")] * 3, deaths.YEARLY, yearly.version)
            parts.append(_not_told(told, part))
    return _within(_stack(parts), end)


def lethality_yearly(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Deaths of a year per 100,000, every country of UCDP's country-year file, in December."""
    del start
    yearly = snapshots.newest(deaths.YEARLY)
    if yearly is None:
        return _empty()
    sums = _of(yearly, countries).groupby(["country", "year"], as_index=False)[["best", "low", "high"]].sum()
    return _per_inhabitants(snapshots, _yearly(sums, yearly), end)


def civilians_yearly(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Civilians killed in a year per 100,000 (see ``civilians``), every country of UCDP's country-year file, in December."""
    del start
    return _per_inhabitants(snapshots, _civilians_by_year(snapshots, countries), end)


def _rates(snapshots: Snapshots, countries: Sequence[str], start: str, end: str, width: int) -> pd.DataFrame:
    numbers = _grid(start, end, width)
    span = int(numbers[0]), int(numbers[-1])
    parts = [windows(country, deaths.monthly(snapshots, country, *span), width) for country in countries]
    return _per_inhabitants(snapshots, _stack(parts), end)


def deaths_by_month(snapshots: Snapshots, country: str, first: int, last: int) -> pd.Series:
    """Deaths by month number, NaN where not known."""
    series = deaths.monthly(snapshots, country, first, last)
    return pd.Series(series.best, index=series.numbers)


def civilians_by_month(snapshots: Snapshots, country: str, first: int, last: int) -> pd.Series:
    """Deaths of civilians by month number, NaN where neither events nor their sums tell them."""
    series = deaths.civilian(snapshots, country, first, last)
    return pd.Series(series.best, index=series.numbers)


def windows(country: str, series: deaths.Monthly, width: int) -> pd.DataFrame:
    """Native rows of sums over the trailing ``width`` months, scaled to twelve; only where every month is known."""
    numbers = series.numbers
    ends = numbers[width - 1 :]
    shown = sliding_window_view(numbers, width)
    # bounds of the running year are not known before it is over
    early = (shown // 12 == ends[:, None] // 12) & (ends[:, None] % 12 != 11)
    values = [sliding_window_view(series.best, width).sum(axis=1)]
    for place, name in enumerate(("low", "high")):
        # bounds of a single month are wider than those of a sum, whose errors even out in part
        known = [provisional.bounds(one, width)[place] / provisional.bounds(one, 1)[place] for one in provisional.STAGES]
        scale = np.array([1.0, *known])[series.stage]
        late, before = (sliding_window_view(getattr(series, prefix + name) * scale, width) for prefix in ("", "early_"))
        values.append(np.where(early, before, late).sum(axis=1))
    part = _native(country, ends, [value * (YEAR / width) for value in values], "", "")
    part["status"] = [STATUSES[place] for place in sliding_window_view(series.rank, width).max(axis=1)]
    part["source"], part["vintage"] = _origins(series.rests, numbers, width)
    return part.dropna(subset=["best"])


def _origins(rests: deaths.Rests, numbers: npt.NDArray[np.int64], width: int) -> tuple[list[str], list[str]]:
    """Sources and versions, space-joined, of the vintages that the months of each window rest on."""
    vintages = sorted(rests, key=lambda vintage: vintage[0])
    flags = np.zeros((len(numbers) - width + 1, len(vintages)), dtype=bool)
    for place, vintage in enumerate(vintages):
        flags[:, place] = sliding_window_view(rests[vintage], width).any(axis=1)
    named: dict[tuple[bool, ...], tuple[str, str]] = {}
    for row in map(tuple, flags):
        if row not in named:
            chosen = [vintage for vintage, used in zip(vintages, row, strict=True) if used]
            named[row] = " ".join(dict.fromkeys(source for source, _ in chosen)), " ".join(version for _, version in chosen)
    rows = [named[tuple(row)] for row in flags]
    return [source for source, _ in rows], [vintage for _, vintage in rows]


def _releases(known: events.Events, numbers: npt.NDArray[np.int64]) -> list[str]:
    """The releases of events, space-joined, that the months of each trailing year rest on."""
    return _origins({(events.SOURCE, version): where for version, where in known.releases(numbers).items()}, numbers, YEAR)[1]


def _not_told(yearly: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``yearly`` for months that ``part`` lacks, after its first month: releases leave gaps."""
    if part.empty:
        return yearly
    rest: pd.DataFrame = yearly[(yearly["period"] > part["period"].min()) & ~yearly["period"].isin(part["period"])]
    return rest


def _civilians_by_year(snapshots: Snapshots, countries: Sequence[str]) -> pd.DataFrame:
    """Civilians killed by country and year from the country-year file, in December."""
    yearly = snapshots.newest(deaths.YEARLY)
    if yearly is None:
        return _empty()
    sums = _civilians(yearly.frame, tuple(countries))
    return _yearly(sums, yearly)


@memo.last(16, lasting=True)
def _civilians(frame: pd.DataFrame, countries: tuple[str, ...]) -> pd.DataFrame:
    rows = frame[frame["country"].isin(countries)]
    one_sided = rows["type"] == "one_sided"
    counted = rows[["country", "year"]].assign(
        **{name: rows[name].where(one_sided, rows["civilians"]) for name in ("best", "low", "high")}
    )
    return counted.groupby(["country", "year"], as_index=False)[["best", "low", "high"]].sum()


def _of(yearly: Vintage, countries: Sequence[str]) -> pd.DataFrame:
    return yearly.frame[yearly.frame["country"].isin(list(countries))]


def _yearly(sums: pd.DataFrame, yearly: Vintage) -> pd.DataFrame:
    period = sums["year"].astype(str) + "-12"
    return sums.assign(period=period, status="normal", source=deaths.YEARLY, vintage=yearly.version)[list(NATIVE_COLUMNS)]


def _per_inhabitants(snapshots: Snapshots, counts: pd.DataFrame, end: str) -> pd.DataFrame:
    """Counts to rates per 100,000; rows without a known population are dropped."""
    if counts.empty:
        return _empty()
    people = population.of(snapshots, counts["country"], months.ordinals(counts["period"]))
    rates = counts.assign(**{name: counts[name].to_numpy() / people * PER for name in ("best", "low", "high")})
    vintage = snapshots.newest(population.SOURCE)
    rates["source"] = rates["source"] + f" {population.SOURCE}"
    rates["vintage"] = rates["vintage"] + f" {vintage.version if vintage else ''}"
    return _within(rates.dropna(subset=["best"]), end)


def _grid(start: str, end: str, width: int) -> npt.NDArray[np.int64]:
    """Month numbers from ``width`` - 1 months before ``start`` to ``end``."""
    return np.arange(months.ordinal(start) - width + 1, months.ordinal(end) + 1)


def _distinct(frame: pd.DataFrame, column: str, numbers: npt.NDArray[np.int64]) -> Counts:
    """How many different values of ``column`` the rows of each trailing year have (rows carry ``month``)."""
    rows = frame[(frame["month"] >= numbers[0]) & (frame["month"] <= numbers[-1])]
    codes, names = pd.factorize(rows[column])
    seen = np.zeros((len(numbers), max(len(names), 1)), dtype=bool)
    seen[rows["month"].to_numpy() - numbers[0], codes] = True
    return np.asarray(sliding_window_view(seen, YEAR, axis=0).any(axis=2).sum(axis=1), dtype="float64")


def _full(known: events.Events, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether all twelve months of each trailing year are covered."""
    return np.asarray(sliding_window_view(known.covered(numbers), YEAR).all(axis=1))


def _native(
    country: str, numbers: npt.NDArray[np.int64], values: Sequence[Counts], source: str, vintage: str | Sequence[str]
) -> pd.DataFrame:
    best, low, high = values
    return pd.DataFrame(
        {
            "country": country, "period": months.periods(numbers), "best": best, "low": low, "high": high,
            "status": "normal", "source": source, "vintage": vintage,
        }
    )  # fmt: skip


def _stack(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    filled = [part for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else _empty()


def _within(frame: pd.DataFrame, end: str) -> pd.DataFrame:
    return frame[frame["period"] <= end][list(NATIVE_COLUMNS)].reset_index(drop=True)


def _empty() -> pd.DataFrame:
    return pd.DataFrame(columns=list(NATIVE_COLUMNS))


def territory(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Regional capitals outside state control at the month's end (``territory.capitals_outside``), the subject only."""
    return by_country(snapshots, "territory", countries, lambda rows, _: capitals.capitals_outside(rows, start, end))
