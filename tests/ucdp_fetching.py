"""What the tests of fetching UCDP share: names of files, a source fetched and parsed, both ways a file is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators.model import Snapshots, Source, SourceError, Vintage
from indicators.network import fetching
from indicators.sources.ucdp import scan as ucdp_scan

MALI = {"2025-12": 10, "2026-02": 7, "2026-03": 3, "2026-06": 6, "2026-07": 2, "2026-08": 5}
RELEASES = ["26.1", "26.01.26.06", "26.0.7", "26.0.8"]
GED261, CONSOLIDATED = "ged/ged261-csv.zip", "candidateged/GEDEvent_v26_01_26_06.csv"
JULY, AUGUST = "candidateged/GEDEvent_v26_0_7.csv", "candidateged/GEDEvent_v26_0_8.csv"
YEARS = "organizedviolencecy/organizedviolencecy-261-csv.zip"


@pytest.fixture(autouse=True)
def keyless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UCDP_API_TOKEN", raising=False)


@pytest.fixture(params=["counted", "streamed"])
def reading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways a file is read: small ones have every record's fields counted, large ones are streamed."""
    ucdp_scan._scan.cache_clear()
    if request.param == "streamed":
        monkeypatch.setattr(ucdp_scan, "_STREAMED", 0)
    return str(request.param)


def fetch(source: Source, web: Any, folder: Path) -> tuple[Vintage, ...]:
    folder.mkdir(exist_ok=True)
    return tuple(fetching.read(source, web, folder)[0])


def refused(source: Source, web: Any, folder: Path) -> str:
    with pytest.raises(SourceError) as caught:
        fetch(source, web, folder)
    message = str(caught.value)
    assert "\n" not in message
    assert str(folder) not in message
    assert len(message) < 600
    return message


def snapshots(**vintages: tuple[Vintage, ...]) -> Snapshots:
    return Snapshots({key: sorted(found, key=lambda one: one.published) for key, found in vintages.items()})


def by_month(frame: pd.DataFrame, column: str = "best") -> dict[str, int]:
    sums = frame[frame["country"] == "MLI"].groupby("period")[column].sum()
    return {str(period): int(value) for period, value in sums.items()}
