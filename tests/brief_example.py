"""Briefs of the bundled data, made once a process; and what their footnotes lead to, read from the data folder with the csv module alone."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from indicators import language
from indicators.brief import inputs, made
from indicators.brief.content import Brief, Row
from indicators.registry import INDICATORS, PULSE_PARTS
from indicators.scoring import levels, panel, uncertainty
from indicators.scoring import verdict as verdicts
from indicators.store import read
from indicators.subject import SUBJECT

DATA = Path(__file__).resolve().parents[1] / "data"
KEYS = {
    "scores": ("country", "period", "level", "key"), "outlook_forecasts": ("country", "origin", "period"),
    "outlook_statements": ("country", "origin", "statement"), "backtest": ("group", "slice", "value", "model"),
}  # fmt: skip


@lru_cache(maxsize=1)
def simulated():
    """The bundled observations, simulated: panel and levels."""
    both = {**INDICATORS, **PULSE_PARTS}
    whole = panel.of(read.table("observations"), both)
    return whole, levels.of(whole, uncertainty.simulate(whole, both, read.load()), INDICATORS)


def judge(then, now):
    whole, found = simulated()
    return verdicts.of(whole, found, then, now) if {then, now} <= set(found.periods) else None


@lru_cache(maxsize=16)
def known(month: str) -> inputs.Inputs:
    """What is stored, of a month."""
    return inputs.joined(read.load(), read.table("observations"), read.table("scores"), judge, None, month)


@lru_cache(maxsize=32)
def brief(month: str, lang: str) -> Brief:
    """The brief of a month with everything stored."""
    with language.told_in(lang):
        return made.made(known(month))


@cache
def table(path: str) -> tuple[dict[str, str], ...]:
    """The records of a file below the data folder."""
    with (DATA / path).open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def vintage(source: str, version: str) -> tuple[dict[str, str], ...]:
    """The records of a vintage, or of a curated table."""
    if version == "curated":
        return table(f"curated/{source}.csv")
    (found,) = (DATA / "snapshots" / source).glob(f"*_{version}.csv")
    return table(str(found.relative_to(DATA)))


def records(row: Row) -> list[dict[str, str]]:
    """The stored records that a row of a footnote names; several where a figure is their sum."""
    parts = row.key.split(",")
    if row.table in KEYS:
        folder = f"outlook/issues/{parts[1]}_{row.table.removeprefix('outlook_')}.csv"
        path = {"scores": "scores/scores.csv", "backtest": "outlook/backtest.csv"}.get(row.table, folder)
        return [one for one in table(path) if [one[name] for name in KEYS[row.table]] == parts]
    if row.version == "curated":
        return [one for one in vintage(row.table, row.version) if one["id"] == row.key]
    if row.table == "ucdp_ged":
        return events(row.version.split(), parts[1])
    found = vintage(row.table, row.version)
    if len(parts) == 1:  # a table about no period and no country
        return list(found)
    time = "period" if "period" in found[0] else "year"
    return [one for one in found if (one.get("country") or one.get("origin")) == parts[0] and one[time] == parts[1]]


def events(versions: list[str], month: str) -> list[dict[str, str]]:
    """Events of the subject that ended in a month, by id; a later release's instead of an earlier one's."""
    found = {}
    for version in versions:
        found |= {
            one["id"]: one
            for one in vintage("ucdp_ged", version)
            if one["country"] == SUBJECT.code and one["date_end"][:7] == month
        }
    return list(found.values())


def share_worse(level: str, key: str, then: str, now: str) -> float:
    """How often the later month is worse, counted over the draws; a tie counts half."""
    found = simulated()[1]
    before, after = (np.asarray(found.draws[level, key])[found.periods.index(one)] for one in (then, now))
    return float(((after > before) + (after == before) / 2).sum() / len(after))
