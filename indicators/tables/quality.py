"""What the section on quality shows: records read, kept and left out of every vintage, and the rules that struck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from indicators.model import Source
from indicators.registry import SOURCES
from indicators.store.outcomes import Outcome

VINTAGE_COLUMNS = ("source", "title", "vintage", "published", "read", "kept", "left_out")
SOURCE_COLUMNS = ("source", "title", "read", "left_out", "end", "when")
RULE_COLUMNS = ("source", "vintage", "rule", "effect", "count", "treatment")
_COUNTS = ("read", "kept", "left_out")
_ORDER = {"left_out": 0, "changed": 1, "noted": 2}


def vintages(stored: Sequence[Mapping[str, Any]], known: Mapping[str, Source] = SOURCES) -> pd.DataFrame:
    """VINTAGE_COLUMNS of ``store.quality.vintages``: sources by title, the newest vintage first; counts missing where unrecorded."""
    rows = [{**{name: one.get(name) for name in VINTAGE_COLUMNS}, "title": known[one["source"]].title.here} for one in stored]
    frame = pd.DataFrame(rows, columns=list(VINTAGE_COLUMNS)).astype(dict.fromkeys(_COUNTS, "Int64"))
    frame = frame.iloc[::-1].sort_values("title", kind="stable", key=lambda one: one.str.casefold())
    return frame.reset_index(drop=True)


def sources(table: pd.DataFrame, ended: Mapping[str, Outcome], known: Mapping[str, Source] = SOURCES) -> pd.DataFrame:
    """SOURCE_COLUMNS: the newest vintage of each source in ``vintages``, and the last refresh here; those refused without any vintage
    at the end. ``end`` and ``when`` are ``""`` for one that was never refreshed here.
    """
    newest = table.drop_duplicates("source")[["source", "title", "read", "left_out"]]
    lost = [key for key, one in ended.items() if key in known and key not in set(newest["source"]) and one.reason]
    rows = pd.DataFrame({"source": lost, "title": [known[key].title.here for key in lost]}).astype("str")
    every = pd.concat([newest, rows], ignore_index=True)
    found = [ended.get(key) for key in every["source"]]
    every = every.assign(end=[one.end if one else "" for one in found], when=[one.when if one else "" for one in found])
    return every[list(SOURCE_COLUMNS)]


def rules(stored: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """RULE_COLUMNS: what was left out first, then what was changed, then what is noted; within each the most first."""
    rows = [{**line, "source": one["source"], "vintage": one["vintage"]} for one in stored for line in one["rules"]]
    frame = pd.DataFrame(rows, columns=list(RULE_COLUMNS)).astype({"count": "int64"})
    place = frame["effect"].map(_ORDER)
    return frame.assign(place=place).sort_values(["place", "count"], ascending=[True, False], kind="stable", ignore_index=True)[
        list(RULE_COLUMNS)
    ]
