"""Invented sources and a scoring of a few lines, for the tests of the store."""

import json
from pathlib import Path

import pandas as pd

from indicators.model import (
    CC_BY,
    CURATED,
    OBSERVATION_COLUMNS,
    OUTLINES,
    SCORE_COLUMNS,
    SNAPSHOT,
    Field,
    Quality,
    Results,
    Snapshots,
    Source,
    SourceError,
    Text,
    Vintage,
)
from indicators.relations import ISO3
from indicators.store.commit import LAST_LOOK, LOCK

COUNTRY = Field("country", "string", "ISO3", pattern=ISO3)
TEXTS = (
    "id",
    "source_title",
    "source_publisher",
    "source_url",
    "source_grade",
    "source_date",
    "summary",
    "country",
    "public_from",
)
EVENT_FIELDS = tuple(Field(name, "date" if name in ("source_date", "public_from") else "string", name) for name in TEXTS)


def parse_deaths(paths, version, published):
    """Lines ``period,deaths``; the last line must be ``end``."""
    rows = [line.split(",") for path in paths for line in Path(path).read_text().split()]
    if not rows or rows[-1] != ["end"]:
        raise SourceError("deaths: cut short. Download it again.")
    frame = pd.DataFrame(
        [("MLI", period, float(value)) for period, value in rows[:-1]], columns=["country", "period", "deaths"]
    )
    quality = (Quality("odd", 2, "Left as they are."),)
    return (
        Vintage("deaths", version or "1.0", published or "2024-06-01", "stated", frame["period"].min(), frame["period"].max(),
                ("MLI",), frame, quality, (("deaths.txt", "0" * 64),)),
    )  # fmt: skip


def parse_area(paths, version, published):
    rows = [("ML1", "Kayes", json.dumps({"type": "Point", "coordinates": [-11.4, 14.4]}))]
    frame = pd.DataFrame(rows, columns=["pcode", "name", "geometry"])
    return (Vintage("area", version or "2021", "2021-12-20", "stated", "1990-01", "2030-12", ("MLI",), frame),)


def source(key, kind, fields, primary_key, parse, lag=2):
    return Source(
        key=key, title=Text(f"Title of {key}", f"Titre de {key}"), publisher=Text("Publisher", "Éditeur"), url="https://example.org",
        licence=CC_BY, citation="Cited.",
        cadence="monthly", coverage="Mali.", credentials="none", lag_months=lag, fields=fields, primary_key=primary_key,
        kind=kind, parse=parse,
    )  # fmt: skip


SOURCES = {
    "deaths": source(
        "deaths", SNAPSHOT, (COUNTRY, Field("period", "yearmonth", "Month"), Field("deaths", "number", "Deaths", False)),
        ("country", "period"), parse_deaths,
    ),
    "area": source(
        "area", OUTLINES, tuple(Field(name, "string", name) for name in ("pcode", "name", "geometry")), ("pcode",), parse_area
    ),
    "events": source("events", CURATED, EVENT_FIELDS, ("id",), None),
}  # fmt: skip


def score(snapshots: Snapshots) -> Results:
    """Deaths as they are, plus one for each event known."""
    newest, events = snapshots.newest("deaths"), snapshots.newest("events")
    if newest is None:
        empty = pd.DataFrame(columns=list(SCORE_COLUMNS))
        return Results(pd.DataFrame(columns=list(OBSERVATION_COLUMNS)), empty, empty, empty)
    rows = newest.frame.dropna().assign(
        indicator="conflict.lethality", level="dimension", key="conflict", status="normal", age_months=0, source="deaths",
        vintage=newest.version, coverage=1.0, p05=float("nan"), p50=float("nan"), p95=float("nan"), stale=0.0, provisional=0.0,
    )  # fmt: skip
    value = rows["deaths"] + (0 if events is None else len(events.frame))
    rows = rows.assign(best=value, score=value, low=value, high=value)
    return Results(rows, rows, rows, rows)


def event(number: int, known: str, country: str = "MLI") -> str:
    """A row whose fact and source are both of the day ``known``."""
    return f"{number},Title,Publisher,https://example.org,A,{known},One sentence.,{country},{known}"


def put_events(folder: Path, *lines: str) -> None:
    (folder / "curated").mkdir(parents=True, exist_ok=True)
    (folder / "curated" / "events.csv").write_text("\n".join([",".join(TEXTS), *lines]) + "\n")


def put_deaths(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join([*lines, "end"]) + "\n")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of every file but the lock and the notes on refreshes, which are no data."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (LOCK, LAST_LOOK)
    }
