"""The Human Development Index from its components, so that every published value can be checked."""

from __future__ import annotations

import numpy as np
import pandas as pd

LIFE_EXPECTANCY = (20.0, 85.0)  # years
EXPECTED_SCHOOLING = (0.0, 18.0)  # years
MEAN_SCHOOLING = (0.0, 15.0)  # years
INCOME = (100.0, 75_000.0)  # GNI per head, constant international dollars, on a log scale


def hdi_from_components(le: pd.Series, eys: pd.Series, mys: pd.Series, gnipc: pd.Series) -> pd.Series:
    """HDI (float64, unrounded) of life expectancy, expected and mean years of schooling, and income per head.

    UNDP, *Human Development Report*, technical note 1 (the same goalposts in the editions 2021/22 to 2025): each part is
    its distance from the lower goalpost as a share of the goalposts' span, at most 1; income in natural logarithms;
    education the arithmetic mean of its two parts; the index the geometric mean of the three. Units: years, years, years,
    dollars. NaN where a component is missing or lies below its lower goalpost, where UNDP publishes none either.
    """
    table = parts(le, eys, mys, gnipc)
    return (table["health"] * table["education"] * table["income"]) ** (1 / 3)


def parts(le: pd.Series, eys: pd.Series, mys: pd.Series, gnipc: pd.Series) -> pd.DataFrame:
    """The three indices behind the HDI, 0-1: columns ``health``, ``education``, ``income`` (see ``hdi_from_components``)."""
    logarithm = pd.Series(np.log(gnipc.where(gnipc > 0).astype("float64")), index=gnipc.index)
    return pd.DataFrame(
        {
            "health": _share(le, LIFE_EXPECTANCY),
            "education": (_share(eys, EXPECTED_SCHOOLING) + _share(mys, MEAN_SCHOOLING)) / 2,
            "income": _share(logarithm, (float(np.log(INCOME[0])), float(np.log(INCOME[1])))),
        }
    )


def _share(values: pd.Series, goalposts: tuple[float, float]) -> pd.Series:
    low, high = goalposts
    share = (values.astype("float64") - low) / (high - low)
    return share.where(share >= 0).clip(upper=1.0)
