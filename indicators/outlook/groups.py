"""The groups of countries a forecast's record is kept for."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from indicators.outlook.panel import Panel
from indicators.outlook.settings import ACTIVE, SHORT
from indicators.subject import SUBJECT

GROUPS = ("subject", "neighbours", "beside", "active", "world")
BESIDE = SUBJECT.beside.get("outlook", SUBJECT.neighbours)

Members = Mapping[str, npt.NDArray[np.bool_]]


def members(known: Panel) -> Members:
    """Which of a panel's countries belong to each of GROUPS at its last month.

    ``beside`` are the countries the record was first measured on; ``active`` had 25 deaths or more in the last twelve months.
    """
    names = np.array(known.countries)
    return {
        "subject": names == SUBJECT.code,
        "neighbours": np.isin(names, SUBJECT.neighbours),
        "beside": np.isin(names, BESIDE),
        "active": known.deaths[-SHORT:].sum(axis=0) >= ACTIVE,
        "world": np.ones(len(names), dtype=bool),
    }
