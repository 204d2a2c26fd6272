"""The scorecard: every frozen forecast against what came, and beside it the backtest, called so."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from indicators import strict
from indicators.model import Snapshots, Source
from indicators.outlook import backtest, groups, issue, models, outcomes, record
from indicators.outlook.panel import Panel
from indicators.outlook.settings import LEADS, RECIPE
from indicators.store import commit, csv_text, issues, package

COLUMNS = ("evidence", "figures", *record.RECORD_COLUMNS)
FROZEN, LATE, BACKTEST = "frozen", "late", "backtest"


def scorecard(root: Path, entries: Sequence[package.Entry], snapshots: Snapshots, known: Mapping[str, Source]) -> pd.DataFrame:
    """Frozen forecasts scored against first and final figures, by group, lead and model, then the backtest: COLUMNS.

    ``evidence`` is ``frozen``, ``late`` (the month's first release was out, though not stored, when the forecast was frozen) or
    ``backtest``; ``figures`` is ``first``, ``final`` or, of the backtest, ``revised``. Without an outcome yet a frozen forecast
    has no row.
    """
    parts = []
    cases = scored(root, entries, snapshots, known)
    for evidence, figures in product((FROZEN, LATE), outcomes.FIGURES):
        rows = cases[(cases["evidence"] == evidence) & (cases["figures"] == figures)]
        if not rows.empty:
            parts.append(record.averaged(rows, ("all", "lead")).assign(evidence=evidence, figures=figures))
    kept = table(root, "backtest")
    if kept is not None:
        parts.append(kept[kept["slice"] != "origin"].assign(evidence=BACKTEST, figures="revised"))
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def scored(root: Path, entries: Sequence[package.Entry], snapshots: Snapshots, known: Mapping[str, Source]) -> pd.DataFrame:
    """Cases of all frozen forecasts whose month is known: ``record.CASE_COLUMNS``, evidence, figures.

    Samples are made again from each issue's own inputs; an issue whose samples no longer give its frozen quantiles, or whose
    inputs are gone, is left out (``check`` names it).
    """
    came = outcomes.Outcomes(snapshots)
    parts = [pd.DataFrame(columns=[*record.CASE_COLUMNS, "evidence", "figures"])]
    for path, data in sorted(issues.manifests(root).items()):
        told = strict.parse_json(data)
        whole = issues.remade(root, told, entries, known)
        if whole is not None and told["recipe"] == RECIPE and told["settings"] == issue.settings_digest():
            parts += _cases(whole, told, came, issues.frozen(root, Path(path).stem))
    found = [part for part in parts if not part.empty]
    return pd.concat(found, ignore_index=True) if found else parts[0]


def _cases(whole: Panel, told: Mapping[str, Any], came: outcomes.Outcomes, frozen: Any) -> list[pd.DataFrame]:
    ahead = [whole.last + lead for lead in LEADS]
    known = {name: came.figures(name, whole.countries, ahead) for name in outcomes.FIGURES}
    if not any(np.isfinite(values).any() for values in known.values()):
        return []
    made = models.forecast(whole)
    kept = {name: made[name] for name in backtest.KEPT}
    if not _agrees(issue.forecasts(whole, made[models.POOL]), frozen[1]):
        return []
    parts = []
    for name, values in known.items():
        table = record.cases(kept, values, whole.countries, whole.last, LEADS, groups.members(whole))
        behind = [outcomes.late(told["frozen"], whole.last + int(lead)) for lead in table["lead"]]
        parts.append(table.assign(evidence=np.where(behind, LATE, FROZEN), figures=name))
    return parts


def _agrees(again: pd.DataFrame, frozen: pd.DataFrame) -> bool:
    names = list(issue.NAMES)
    joined = again.merge(frozen, on=["country", "period"], suffixes=("", "_frozen"))
    return len(joined) == len(frozen) and all((joined[name] == joined[f"{name}_frozen"]).all() for name in names)


def table(root: Path, key: str) -> pd.DataFrame | None:
    """A stored table of the backtest (``package.BACKTEST_TABLES``); None where none is stored."""
    declared = {one.key: one for one in package.BACKTEST_TABLES}[key]
    data = commit.read_current(root, declared.path)
    return None if data is None else csv_text.from_csv_text(data, declared.fields, declared.path)


def backtest_files(
    cases: pd.DataFrame, inputs: Sequence[Mapping[str, str]], looked_back: Mapping[str, pd.DataFrame]
) -> dict[str, bytes]:  # fmt: skip
    """A backtest's tables and where they come from, as files (path -> bytes); ``looked_back`` are ``hindsight.tables``."""
    made = {
        **looked_back,
        "backtest": record.averaged(cases),
        "backtest_gains": record.gains(cases),
        "backtest_pit": record.calibration(cases),
    }
    told = {
        "origins": list(backtest.ORIGINS), "targets": list(backtest.TARGETS), "recipe": RECIPE,
        "settings": issue.settings_digest(), "inputs": list(inputs),
        "selection": f"Some {backtest.CONFIGURATIONS} configurations were looked at before this one was chosen, "
        f"{backtest.CONFIGURATIONS_ON_TARGETS} of them on these targets. Figures are the revised ones of the inputs, not those "
        "published at each origin. Only forecasts frozen before their month are clean evidence.",
    }  # fmt: skip
    tables = {
        one.path: csv_text.to_csv_text(made[one.key], one.fields, one.primary_key, fixed=_decimals(one)).encode()
        for one in package.BACKTEST_TABLES
    }
    return {**tables, f"{package.OUTLOOK_FOLDER}backtest.json": (json.dumps(told, indent=1) + "\n").encode()}


def _decimals(declared: package.Table) -> dict[str, int]:
    return {one.name: 4 for one in declared.fields if one.type == "number"}
