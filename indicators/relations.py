"""What a table promises: its cells a pattern, its columns each other an order or a sum, its vintages each other how far they differ.

Each relation says which ``columns`` it is about, in words what is ``expected``, and which rows of a frame are ``broken``. A row with an
empty cell breaks nothing: absence is no figure. They are declared beside a source's fields, checked wherever a table is checked
(``store.contracts``), and written into the index, since Frictionless has no word for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # declarations are read where no table is, and loading pandas takes longer than the rest
    import pandas as pd


@dataclass(frozen=True)
class Pattern:
    """A regular expression that a whole cell matches, and the same in words."""

    regex: str
    words: str


ISO3 = Pattern("[A-Z]{3}", "an ISO 3166-1 alpha-3 code")
WEB = Pattern(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>\"\\^`{|}]*)?", "a web address (http or https)")


@dataclass(frozen=True)
class Ordered:
    """Values that do not fall from one column to the next: low, best, high; a first day and a last."""

    columns: tuple[str, ...]

    @property
    def expected(self) -> str:
        """The order, as it is written down."""
        return " <= ".join(self.columns)

    def broken(self, frame: pd.DataFrame) -> pd.Series:
        """Mask of rows in which a later column is below an earlier one; dates compare as text."""
        bad = _nowhere(frame)
        for left, right in combinations(self.columns, 2):
            bad |= _filled(frame, (left, right)) & (frame[left] > frame[right])
        return bad


@dataclass(frozen=True)
class Total:
    """A column that is the sum of others, ``columns`` being the total and then its parts; whole numbers."""

    columns: tuple[str, ...]

    @property
    def expected(self) -> str:
        """The sum, as it is written down."""
        return f"{self.columns[0]} = {' + '.join(self.columns[1:])}"

    def broken(self, frame: pd.DataFrame) -> pd.Series:
        """Mask of rows in which the parts add up to another number."""
        whole, *parts = self.columns
        return _filled(frame, self.columns) & (frame[parts].sum(axis=1) != frame[whole])


@dataclass(frozen=True)
class Same:
    """Two columns that are equal in the rows where a third has a value."""

    columns: tuple[str, str]
    where: tuple[str, str]

    @property
    def expected(self) -> str:
        """The equality and where it holds, as it is written down."""
        return f"{self.columns[0]} = {self.columns[1]} where {self.where[0]} is {self.where[1]}"

    def broken(self, frame: pd.DataFrame) -> pd.Series:
        """Mask of rows of that value in which the two differ."""
        left, right = self.columns
        return _filled(frame, self.columns) & (frame[self.where[0]] == self.where[1]) & (frame[left] != frame[right])


@dataclass(frozen=True)
class Inside:
    """Coordinates in the box of the row's country: ``columns`` are country, longitude, latitude.

    ``boxes``: ``(country, (west, east), (south, north))`` in degrees. A country without a box is not checked.
    """

    columns: tuple[str, str, str]
    boxes: tuple[tuple[str, tuple[float, float], tuple[float, float]], ...]

    @property
    def expected(self) -> str:
        """What must hold, in words."""
        return f"{self.columns[1]} and {self.columns[2]} inside the country"

    def broken(self, frame: pd.DataFrame) -> pd.Series:
        """Mask of rows whose place lies outside the box of their country."""
        country, longitude, latitude = self.columns
        bad = _nowhere(frame)
        for code, (west, east), (south, north) in self.boxes:
            inside = frame[longitude].between(west, east) & frame[latitude].between(south, north)
            bad |= (frame[country] == code) & ~inside
        return bad & _filled(frame, self.columns)


@dataclass(frozen=True)
class Sum:
    """A column that adds up, over the whole table, to between ``least`` and ``most``."""

    columns: tuple[str]
    least: float
    most: float

    @property
    def expected(self) -> str:
        """The limits of the sum, as they are written down."""
        return f"{self.columns[0]} of the whole table together {self.least:,.0f} to {self.most:,.0f}"

    def broken(self, frame: pd.DataFrame) -> pd.Series:
        """Mask of every row where the sum lies outside, of none where it lies inside."""
        return _nowhere(frame) | (not self.least <= frame[self.columns[0]].sum() <= self.most)


Relation = Ordered | Total | Same | Inside | Sum


def declared(relation: Relation) -> Mapping[str, Any]:
    """A relation as the index says it: its type, its sentence, and its properties."""
    properties = {item.name: getattr(relation, item.name) for item in fields(relation)}
    return {"type": type(relation).__name__.lower(), "description": relation.expected, **properties}


def _nowhere(frame: pd.DataFrame) -> pd.Series:
    return frame.index.to_series(index=frame.index).isna()


def _filled(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """Mask of rows with a value in every one of the columns."""
    return (frame[list(columns)].notna() & (frame[list(columns)] != "")).all(axis=1)


@dataclass(frozen=True)
class Absence:
    """Of a table whose missing row means none and not unknown. ``columns`` may be summed by country and period; a country's year of
    which every row is gone is a loss where the sum of ``amount`` was ``least`` or more: below, a publisher that looks again
    may well strike an event or two.
    """

    columns: tuple[str, ...]
    amount: tuple[str, ...]
    least: float


@dataclass(frozen=True)
class Rewrite:
    """The largest rewrite of history seen between two vintages of a source; a larger one is asked about (``store.rewrites``).

    ``volume``: sum of the absolute changes of a column over the sum of what it was; ``entity``: the same of one country, over at
    least what a median country has; ``withdrawn``: share of a column's known values left empty. ``last_year``: columns that
    a vintage fills for its last year only. The defaults are the largest of any source, for those seen once.
    """

    volume: float = 0.16
    entity: float = 0.78
    withdrawn: float = 0.0
    last_year: tuple[str, ...] = ()


SEEN_ONCE = Rewrite()


@dataclass(frozen=True)
class Step:
    """The largest step from one period to the next that a new vintage may add: ``entity``, of one row's figure, ``total``, of the
    sum over the rows both periods have; each a factor up or down, None where none is declared (``store.steps``).
    """

    entity: float | None = None
    total: float | None = None
