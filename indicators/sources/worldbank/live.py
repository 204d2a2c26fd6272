"""Governance and population from the World Bank's API: downloads, and responses as rows.

Governance is 18 series, estimate, standard error and number of sources of each of six; a release is whole only with all of
them of one update. Population is one. The answers themselves are checked by ``api``, which documents what of the
contract is verified.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from indicators.model import Download, Quality, SourceError, Web
from indicators.sources import answers, tables
from indicators.sources.tables import Release
from indicators.sources.worldbank import api as worldbank_api
from indicators.sources.worldbank import codes as worldbank_codes
from indicators.sources.worldbank.api import Limits, Series

WGI, POPULATION = "wgi", "population"  # the bases, moved by INDICATORS_WGI_URL and INDICATORS_POPULATION_URL
MOST_PEOPLE = 2_000_000_000
_WGI_DATABASE = "3"
_PEOPLE = "SP.POP.TOTL"
# our column -> end of the World Bank's code, and what its values may be
_PARTS = {
    "estimate": ("EST", Limits(-5, 5)),
    "stddev": ("SE", Limits(0, 5)),
    "sources": ("SR", Limits(0, 100, whole=True)),
}
_OF = {item: f"GOV_WGI_{item.upper()}" for item in ("cc", "ge", "pv", "rl", "rq", "va")}


@dataclass(frozen=True)
class Live:
    """Rows for the source's parser (``country`` missing for rows of no country), the release, and quality lines."""

    frame: pd.DataFrame = field(repr=False)
    release: Release
    quality: tuple[Quality, ...]


def download_wgi(web: Web, folder: Path) -> Sequence[Download]:
    """The 18 series of governance in ``folder``, every page as it came; raises SourceError."""
    codes = [f"{code}.{end}" for code in _OF.values() for end, _ in _PARTS.values()]
    made = [path for code in codes for path in worldbank_api.save(web, WGI, folder, code, _WGI_DATABASE)]
    return [Download(tuple(made))]


def download_population(web: Web, folder: Path) -> Sequence[Download]:
    """The series of population in ``folder``, every page as it came; raises SourceError."""
    return [Download(tuple(worldbank_api.save(web, POPULATION, folder, _PEOPLE)))]


def answered(paths: Sequence[Path]) -> bool:
    """Whether files are responses of the API."""
    return bool(paths) and all(answers.is_json(path) for path in paths)


def wgi(paths: Sequence[Path], version: str | None, published: str | None) -> Live:
    """Answers -> country, year, indicator, estimate, stddev (6 decimals), sources; raises SourceError."""
    wanted = {f"{code}.{end}": limits for code in _OF.values() for end, limits in _PARTS.values()}
    found = worldbank_api.series(paths, wanted, _WGI_DATABASE)
    parts = [_joined(paths[0], item, found) for item in _OF]
    frame = pd.concat(parts, ignore_index=True)
    return Live(
        frame.round({"estimate": 6, "stddev": 6}), _release(paths[0], "wgi", found, version, published), _unknown(found)
    )


def _joined(path: Path, item: str, found: Mapping[str, Series]) -> pd.DataFrame:
    """The three series of one indicator side by side; SourceError where an estimate lacks its error or sources."""
    columns = {}
    for name, (end, _) in _PARTS.items():
        one = found[f"{_OF[item]}.{end}"].frame
        coded = one["code"].where(one["code"] != "", one["name"].map(worldbank_codes.UNCODED).fillna(""))
        country = tables.to_iso3(
            path, one.assign(code=coded), "code", worldbank_codes.OLD, lambda code: code in worldbank_codes.ENDED
        )
        columns[name] = one.assign(who=country.where(country.notna(), one["name"]), country=country).set_index(["who", "year"])
        if columns[name].index.has_duplicates:
            who, year = columns[name].index[columns[name].index.duplicated()].tolist()[0]
            raise SourceError(f"{path.name}: duplicate row of {_OF[item]}.{end}: {who} in {year}, under two codes.")
    estimate = columns["estimate"]
    frame = pd.DataFrame({name: column["value"].reindex(estimate.index) for name, column in columns.items()})
    bare = frame["estimate"].notna() & (frame["stddev"].isna() | frame["sources"].isna()) & estimate["country"].notna()
    if bare.any():
        who, year = frame.index[bare.to_numpy()].tolist()[0]
        raise SourceError(f"{path.name}: {_OF[item]} of {who} in {year} has no standard error or no number of sources.")
    return frame.assign(country=estimate["country"], indicator=item).reset_index().drop(columns="who")


def population(paths: Sequence[Path], version: str | None, published: str | None) -> Live:
    """Answers -> country, year, population; raises SourceError. A row without any code is of a group, and left out."""
    path = paths[0]
    # 10 million million: aggregates such as the world pass too; what is stored stays below MOST_PEOPLE.
    found = worldbank_api.series(paths, {_PEOPLE: Limits(1, 1e13, whole=True)})
    one = found[_PEOPLE].frame
    country = tables.to_iso3(path, one, "code", {}, lambda code: code == "" or code in worldbank_codes.AGGREGATES)
    frame = pd.DataFrame({"country": country, "year": one["year"], "population": one["value"]})
    many = frame["country"].notna() & (frame["population"] > MOST_PEOPLE)
    if many.any():
        row = frame[many].iloc[0]
        raise SourceError(
            f"{path.name}: {row['population']:,.0f} people in {row['country']} in {row['year']}, which is implausible."
        )
    return Live(frame, _release(path, "wdi", found, version, published), _unknown(found))


def _release(path: Path, name: str, found: Mapping[str, Series], version: str | None, published: str | None) -> Release:
    """The update the answers are of; what the user gives wins."""
    one = next(iter(found.values()))
    known = Release(f"{name}-{one.updated}", one.updated, "stated")
    last = int(one.frame.loc[one.frame["value"].notna(), "year"].max()) if one.frame["value"].notna().any() else 0
    return tables.settle(path, {last: known}, last, version, published)


def _unknown(found: Mapping[str, Series]) -> tuple[Quality, ...]:
    told = [one.unknown for one in found.values() if one.unknown is not None]
    return (max(told, key=lambda one: one.count),) if told else ()
