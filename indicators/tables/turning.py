"""The few turning points that are written on a chart: coups, capitals that changed hands, large forces that came or went, the
deadliest month; and where their names go. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators import months
from indicators.dimensions import curated

COLUMNS = ("period", "kind", "what")
PLACED_COLUMNS = ("period", "no", "row", "side", "text")
MOST = 6
KINDS = (
    "coup",
    "lost",
    "regained",
    "left",
    "deadliest",
    "came",
    "besieged",
)  # the ones that are written where room is short first
LARGE = 1000  # persons; a smaller force is in the list of turning points alone
LETTER = 6.3 / 780  # width of a letter as a share of the months shown, on the narrowest chart that writes names
ROWS = 3


def points(events: pd.DataFrame, forces: pd.DataFrame, levels: pd.DataFrame, territory: pd.DataFrame) -> pd.DataFrame:
    """Every candidate of the curated tables (rows that count), by month: COLUMNS.

    ``levels`` are ``military.levels`` of the forces, by which a force is large. ``what`` names the forces or
    places, joined by a semicolon where several fall into one month.
    """
    coups = events[events["event_type"] == "coup"].assign(kind="coup", what="")
    held = curated.counted(territory)
    held = held[held["change"].isin(["lost", "regained", "besieged"])].assign(kind=held["change"], what=held["place"])
    rows = pd.concat([coups, held, _moves(forces, levels)])[["date", "kind", "what"]]
    found = rows.assign(period=rows["date"].astype(str).str[:7]).drop_duplicates(["period", "kind", "what"])
    joined = found.groupby(["period", "kind"], as_index=False).agg(what=("what", "; ".join))
    return joined.sort_values(["period", "kind"], ignore_index=True)[list(COLUMNS)]


def _moves(forces: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """First arrival and first withdrawal of each force that ever had LARGE persons."""
    own = forces[forces["relation"] == "owner"]
    size = levels.groupby("force")["best"].max()
    large = own[own["force"].isin(size.index[size >= LARGE]) & (own["basis"] != "derived")]
    moves = large[large["status"].isin(["arrived", "withdrawn"])].sort_values("date").drop_duplicates(["force", "status"])
    return moves.assign(kind=moves["status"].map({"arrived": "came", "withdrawn": "left"}), what=moves["force"])


def deadliest(deaths: pd.Series) -> pd.DataFrame:
    """The month with the most of ``deaths`` (by YYYY-MM), as ``points``; no row where nobody died."""
    top = [(str(deaths.idxmax()), "deadliest", str(int(deaths.max())))] if len(deaths) and deaths.max() > 0 else []
    return pd.DataFrame(top, columns=list(COLUMNS))


def chosen(found: pd.DataFrame, start: str, end: str, most: int = MOST) -> pd.DataFrame:
    """At most ``most`` of ``points`` from ``start`` to ``end``, one a month: by KINDS, of a kind the newest first. By month."""
    inside = found[found["period"].between(start, end)]
    order = inside.assign(rank=inside["kind"].map(KINDS.index)).sort_values(["period"], ascending=False)
    picked = order.sort_values("rank", kind="stable").drop_duplicates("period").head(most)
    return picked.sort_values("period", ignore_index=True)[list(COLUMNS)]


def placed(periods: Sequence[str], texts: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """A number, a row (0 the top) and a side of its line for each text, so that none covers another: PLACED_COLUMNS.

    Lines of a text are parted by a line break. A text that would leave the chart on the right stands left of its line. What fits
    into none of ROWS is left out.
    """
    span = max(1, months.ordinal(end) - months.ordinal(start))
    taken: list[list[tuple[float, float]]] = [[] for _ in range(ROWS)]
    made: list[tuple[str, int, int, str, str]] = []
    for period, text in zip(periods, texts, strict=True):
        at = (months.ordinal(period) - months.ordinal(start)) / span
        wide = (max(map(len, text.split("\n"))) + 2) * LETTER
        side = "right" if at + wide <= 1.12 else "left"
        reach = (at, at + wide) if side == "right" else (at - wide, at)
        row = next((one for one in range(ROWS) if all(reach[1] < a or reach[0] > b for a, b in taken[one])), None)
        if row is not None:
            taken[row].append(reach)
            made.append((period, len(made) + 1, row, side, text))
    return pd.DataFrame(made, columns=list(PLACED_COLUMNS))
