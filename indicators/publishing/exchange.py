"""The scores in two forms that others exchange data in: SDMX-CSV 2.0, and CSV with HXL hashtags."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from indicators.publishing.tables import Table
from indicators.subject import SUBJECT

FLOW = f"{SUBJECT.code}_RISK:SCORES(1.0)"
# CL_OBS_STATUS 2.2: normal, provisional, estimated, imputed. A value carried forward is an imputation; STATUS tells it apart.
OBS_STATUS = {"normal": "A", "provisional": "P", "estimated": "E", "imputed": "I", "carried": "I"}
SDMX = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", "LEVEL", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "STATUS",
    "LOWER", "UPPER", "P05", "P50", "P95", "COVERAGE", "STALE", "PROVISIONAL",
)  # fmt: skip
HXL = {
    "country": "#country+code+v_iso3", "period": "#date+month", "level": "#indicator+level", "key": "#indicator+code",
    "score": "#indicator+value+num", "low": "#indicator+value+num+low", "high": "#indicator+value+num+high", "status": "#status",
    "coverage": "#meta+coverage", "p05": "#indicator+value+num+p05", "p50": "#indicator+value+num+p50", "p95": "#indicator+value+num+p95",
    "stale": "#meta+stale", "provisional": "#meta+provisional",
}  # fmt: skip


def sdmx(scores: Table) -> bytes:
    """SDMX-CSV 2.0: a row an observation, its key, value and attributes; all rows are new information (ACTION ``I``).

    An indicator's code has ``_`` for the dot: an identifier of SDMX has none, since dots part the values of a key.
    """
    head, *rows = _rows(scores)
    found = []
    for row in rows:
        told = dict(zip(head, row, strict=True))
        attributes = [told[name] for name in ("low", "high", "p05", "p50", "p95", "coverage", "stale", "provisional")]
        key = [told["country"], told["level"].upper(), told["key"].replace(".", "_"), told["period"]]
        status = [OBS_STATUS[told["status"]], told["status"]]
        found.append(["dataflow", FLOW, "I", "M", *key, told["score"], *status, *attributes])
    return _text([SDMX, *found])


def hxl(scores: Table) -> bytes:
    """The table with a row of HXL hashtags (HXL 1.1) under its header. Raises KeyError for a column without one."""
    head, *rows = _rows(scores)
    return _text([head, [HXL[name] for name in head], *rows])


def _rows(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.data.decode("utf-8"), newline="")))


def _text(rows: Iterable[Sequence[str]]) -> bytes:
    handle = io.StringIO(newline="")
    csv.writer(handle, lineterminator="\n").writerows(rows)
    return handle.getvalue().encode()
