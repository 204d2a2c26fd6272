"""What happened on one day and is told for a while: a measure taken or lifted, a force that arrives or leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from indicators.alerts.rule import FEED_DAYS, Alert, Known, Rule, later

_NAMED = ("body", "measure", "kind", "force", "sponsor", "status", "summary", "summary_fr")
Chosen = Callable[[pd.DataFrame], pd.Series]


def _finder(key: str, source: str, chosen: Chosen) -> Callable[[Known], Iterable[Alert]]:
    def find(known: Known) -> Iterator[Alert]:
        rows = known.rows(source)
        for row in rows[chosen(rows)].to_dict("records") if len(rows) else ():
            since = str(row["public_from"])
            values = {name: str(row[name]) for name in _NAMED if name in row}
            evidence = (f"{source}:{row['id']}",)
            yield Alert(
                key,
                known.country,
                str(row["id"]),
                since,
                later(since, FEED_DAYS),
                "row",
                values,
                evidence,
                str(row["source_url"]),
            )

    return find


def _phase(name: str) -> Chosen:
    return lambda rows: (rows["phase"] == name) & (rows["measure"] != "")


def _status(*names: str) -> Chosen:
    return lambda rows: rows["status"].isin(names) & (rows["relation"] == "owner")


_DAYS = {"days": FEED_DAYS}
RULES = (
    Rule("measure_taken", "fact", _DAYS, _finder("measure_taken", "governance_events", _phase("effective"))),
    Rule("measure_lifted", "fact", _DAYS, _finder("measure_lifted", "governance_events", _phase("lifted"))),
    Rule("force_arriving", "fact", _DAYS, _finder("force_arriving", "foreign_forces", _status("arrived"))),
    Rule(
        "force_leaving", "fact", _DAYS, _finder("force_leaving", "foreign_forces", _status("announced_withdrawal", "withdrawn"))
    ),
)
