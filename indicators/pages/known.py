"""What is known, as every page reads it: results and snapshots of a day, kept until the data folder changes.

Whatever a page shows is computed from the data folder as it stands at this interaction: cached results are keyed by the
index file's time and size.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from indicators import folders, language, memo
from indicators.dimensions.conflict import events
from indicators.language import current
from indicators.model import Results, Snapshots, Vintage
from indicators.registry import INDICATORS, PULSE_PARTS, SOURCES
from indicators.scoring import changes, levels, panel, score, uncertainty
from indicators.scoring import verdict as verdicts
from indicators.scoring.levels import Levels
from indicators.scoring.panel import Panel
from indicators.scoring.sides import Side
from indicators.scoring.verdict import Verdict
from indicators.store import read
from indicators.tables import monthly

P = ParamSpec("P")
T = TypeVar("T")
Simulated = tuple[Panel, Levels]
_MARKS = "\\`*_{}[]<>()#+-.!|~$:^"


@dataclass(frozen=True)
class Known:
    """What is known: the data folder as of a day. Part of every cache key."""

    stamp: str
    as_of: str | None = None
    reconstruct: bool = False


@dataclass(frozen=True)
class Scope:
    """What the reader chose: what is known, and the months ``start`` to ``end`` (YYYY-MM), ``end`` being the month told of."""

    known: Known
    start: str
    end: str


def plain(known: Known) -> tuple[str, str, str | None, bool]:
    """A cache key of what is known, with the folder it stands in."""
    return str(folders.folder()), known.stamp, known.as_of, known.reconstruct


def plain_scope(scope: Scope) -> tuple[object, ...]:
    """A cache key of a scope."""
    return (*plain(scope.known), scope.start, scope.end)


def wordless(most: int = 48) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the ``most`` results last asked for, shared by all sessions, by the values of the arguments, whatever the language.

    Streamlit's own cache hashes every argument anew at each call, which is most of a rerun's time where a page asks fifty times.
    Frames are shared, not copied: pandas writes on a copy, and no page changes a frame in place.
    """
    return _keeping(most, lambda: "")


def cached(most: int = 48) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The same for what may hold texts: the language is part of its key."""
    return _keeping(most, language.current)


def _keeping(most: int, tongue: Callable[[], str]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        kept = memo.Kept(most)

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            key = (tongue(), *map(_plain, args), *((name, _plain(kwargs[name])) for name in sorted(kwargs)))
            return kept.get(key, lambda: function(*args, **kwargs))

        return asked

    return decorate


def _plain(value: Any) -> Hashable:
    if isinstance(value, Known):
        return plain(value)
    return plain_scope(value) if isinstance(value, Scope) else value


def stamp() -> str:
    """Time and size of the index file: changes with every commit to the data folder."""
    try:
        found = (folders.folder() / "datapackage.json").stat()
    except OSError:
        return "none"
    return f"{found.st_mtime_ns} {found.st_size}"


@wordless(6)
def snapshots(known: Known) -> Snapshots:
    """Every source's vintages as known. Raises ContractError where the folder is not what its index says."""
    return read.steady(read.load(as_of=known.as_of, reconstruct=known.reconstruct))


@wordless(6)
def newest_day(known: Known) -> str:
    """The day (ISO) the newest vintage or curated row that is known appeared; an empty text where nothing is known."""
    found = snapshots(known)
    return max((item.published for key in found.vintages for item in found.all(key)), default="")


@dataclass(frozen=True)
class Past:
    """What ``Results`` are, scored anew for a past day, of other countries only where a page asks."""

    known: Known
    observations: pd.DataFrame = field(repr=False, compare=False)
    scores: pd.DataFrame = field(repr=False, compare=False)

    @cached_property
    def world(self) -> pd.DataFrame:
        """Every country's yearly scores (``scoring.score.world``)."""
        return score.world(snapshots(self.known))

    @cached_property
    def pulse(self) -> pd.DataFrame:
        """The pulse of the countries compared (``scoring.score.pulse_table``)."""
        return score.pulse_table(snapshots(self.known), self.scores)


@wordless(6)
def results(known: Known) -> Results | Past:
    """The subject's observations and scores as known, every country's, and the pulse: stored ones for today, scored anew for the past.

    A day on which all that is stored was known is today's.
    """
    if known.as_of is None or known.as_of >= newest_day(Known(known.stamp)):
        return Results(*(read.table(key) for key in ("observations", "scores", "world", "pulse")))
    return _anew(known)[0]


@wordless(3)
def _anew(known: Known) -> tuple[Past, Simulated | None]:
    """A past day's observations and scores, and what a verdict on them is about; None where nothing was known."""
    seen = score.observe(snapshots(known))
    if seen.empty:
        return Past(known, seen, score.scores(seen)), None
    whole, found = _levelled(known, seen)
    return Past(known, seen, levels.tidy(found)), (whole, _telling(found))


@wordless(8)
def last_month(known: Known) -> str | None:
    """The last month scored, or None where nothing was known yet."""
    scores = results(known).scores
    return None if scores.empty else str(scores["period"].max())


@wordless(6)
def points(known: Known) -> pd.DataFrame:
    """What each indicator adds to its dimension and to the index in every month (``scoring.contributions``)."""
    return score.contributions(results(known).observations)


@wordless(3)
def _simulated(known: Known) -> Simulated:
    """The scores of every month with the draws of those a verdict is about."""
    told = results(known)
    anew = _anew(known)[1] if isinstance(told, Past) else None
    if anew is not None:
        return anew
    whole, found = _levelled(known, told.observations)
    return whole, _telling(found)


def _levelled(known: Known, observations: pd.DataFrame) -> Simulated:
    indicators = {**INDICATORS, **PULSE_PARTS}
    whole = panel.of(observations, indicators)
    return whole, levels.of(whole, uncertainty.simulate(whole, indicators, snapshots(known)), INDICATORS)


def _telling(found: Levels) -> Levels:
    """The same with the draws a verdict is about alone, at half the memory."""
    return replace(found, draws={key: one.astype("float32") for key, one in found.draws.items() if verdicts.tells(key)})


@wordless(200)
def verdict(known: Known, then: str, now: str) -> Verdict | None:
    """How month ``now`` stands against ``then``, and how sure that is; None where one of them has no scores."""
    if results(known).observations.empty:
        return None
    whole, found = _simulated(known)
    return verdicts.of(whole, found, then, now) if {then, now} <= set(found.periods) else None


@wordless(200)
def causes(known: Known, then: str, now: str) -> pd.DataFrame:
    """Why scores of ``now`` differ from those of ``then``, by cause (``scoring.changes.split``)."""
    seen, told = snapshots(known), results(known).observations
    return changes.split(Side(then, seen, told), Side(now, seen, told))


@wordless(6)
def _by_key(known: Known) -> dict[str, pd.DataFrame]:
    scores = results(known).scores.sort_values("period", kind="stable")
    return {str(key): rows.reset_index(drop=True) for key, rows in scores.groupby("key", sort=False)}


def scores_of(known: Known, keys: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """The scores of ``keys`` from ``start`` to ``end``, a key at a time, by month: as filtering all scores, and much faster."""
    found = []
    for key in keys:
        rows = _by_key(known).get(key)
        if rows is not None:
            periods = rows["period"].tolist()
            found.append(rows.iloc[bisect_left(periods, start) : bisect_right(periods, end)])
    rows_: pd.DataFrame = pd.concat(found, ignore_index=True) if found else results(known).scores.iloc[:0]
    return rows_


def month_of(known: Known, period: str) -> dict[str, monthly.Row]:
    """The scores of a month by key, readings left out; each a row of SCORE_COLUMNS."""
    rows = monthly.rows(results(known).scores).get(period, [])
    return {str(row["key"]): row for row in rows if row["level"] != "reading"}


@wordless(6)
def _weights(known: Known) -> dict[str, dict[str, float]]:
    rows = points(known)
    found: dict[str, dict[str, float]] = {}
    for period, name, weight in zip(rows["period"], rows["indicator"], rows["index_weight"], strict=True):
        found.setdefault(str(period), {})[str(name)] = float(weight)
    return found


def weights(known: Known, period: str) -> dict[str, float]:
    """What share of the index each indicator is in a month (0-1)."""
    return _weights(known).get(period, {})


def score_of(known: Known, key: str, period: str) -> float | None:
    """One score, or None where there is none."""
    rows = scores_of(known, (key,), period, period)
    return None if rows.empty else float(rows["score"].iloc[0])


@cached(60)
def frame_of(known: Known, source: str) -> pd.DataFrame:
    """The newest visible vintage of a source; its columns without rows where nothing was known yet."""
    vintage = snapshots(known).newest(source)
    return pd.DataFrame(columns=SOURCES[source].columns) if vintage is None else in_language(vintage.frame)


def in_language(frame: pd.DataFrame) -> pd.DataFrame:
    """Curated rows with their sentences in the reader's language, where they have them: ``summary_fr`` stands as ``summary``."""
    ending = f"_{current()}"
    told = {name.removesuffix(ending): frame[name] for name in frame.columns if str(name).endswith(ending)}
    return frame.assign(**told) if told else frame


@wordless(200)
def behind(known: Known, keys: tuple[str, ...]) -> tuple[Vintage, ...]:
    """The vintages behind charts that rest on the sources ``keys``."""
    return tuple(vintage for key in keys for vintage in events.behind(snapshots(known), key))


def escaped(words: str) -> str:
    """Text that Streamlit would read as markdown, made to read as itself. Everything that comes from data passes here."""
    return "".join("\\" + letter if letter in _MARKS else letter for letter in words.replace("\n", " "))


def dark() -> bool:
    """Whether the reader's page is dark."""
    return st.context.theme.type == "dark"
