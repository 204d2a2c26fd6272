"""Two ways to show deaths by place: in numbers, and per 100,000 inhabitants. What the map page asks of either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from indicators.tables import places, rates
from indicators.wording import map as words


@dataclass(frozen=True)
class Numbers:
    """Persons killed. ``measure`` is deaths or civilians."""

    measure: str
    form: str = ",.0f"
    decimals: int = 0
    sources: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[Sequence[str], Sequence[str]]:
        """The bins of a period and of a difference, in words."""
        return words.BINS, words.STEPS

    def of(self, table: pd.DataFrame, period: str) -> pd.DataFrame:
        """``places.of`` of a period, with ``bin``."""
        del period
        return table.assign(bin=places.bins(table["value"]))

    def compared(self, first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
        """Two periods beside each other."""
        return places.compared(first, second)

    def bins(self, table: pd.DataFrame, column: str) -> list[int]:
        """The bin of each place, in one of the periods or in the difference."""
        return places.bins(table[column], places.STEPS if column == "difference" else places.BINS)

    def shown(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table as readers get it."""
        return table

    def unit(self, changes: bool = False) -> str:
        """Under the title of the maps, or of the changes."""
        return words.CHANGES_UNIT if changes else words.unit(self.measure)

    def note(self, table: pd.DataFrame) -> str:
        """Beside the sources of a map."""
        del table
        return words.MAP_NOTE

    def finding(self, first: str, second: str, sums: tuple[int, int], table: pd.DataFrame) -> str:
        """Title of the maps; ``sums`` are placed or not."""
        rises = list(zip(table["name"].astype(str), table["difference"].astype(int), strict=True))
        return words.finding(self.measure, first, second, sums, rises)

    def year_finding(self, year: str, every: int, table: pd.DataFrame) -> str:
        """Title of a year's map."""
        top = int(table["value"].max())
        return words.year_finding(self.measure, year, every, _named(table, "value"), top)

    def changes_finding(self, level: str, up: int, down: int) -> str:
        """Title of the changes by place."""
        return words.changes_finding(level, up, down)

    def changes_note(self, table: pd.DataFrame) -> str:
        """Beside the sources of the changes."""
        del table
        return ""

    def less(self, first: str, second: str) -> str:
        """Under the heading of the difference."""
        return words.less(first, second)

    def alt(self, first: str, second: str, sums: tuple[int, int], title: str) -> str:
        """The maps in words."""
        del title
        return words.alt(first, second, sums)


@dataclass(frozen=True)
class Rates:
    """Persons killed a year per 100,000 inhabitants, ``people`` by P-code of their region."""

    measure: str
    people: pd.Series = field(repr=False, compare=False)
    form: str = ",.1f"
    decimals: int = rates.DECIMALS
    sources: tuple[str, ...] = (rates.SOURCE,)

    @property
    def names(self) -> tuple[Sequence[str], Sequence[str]]:
        """The bins of a period and of a difference, in words."""
        return words.RATE_BINS, words.RATE_STEPS

    def of(self, table: pd.DataFrame, period: str) -> pd.DataFrame:
        """``places.of`` of a period as rates, with ``bin``."""
        rated = rates.of(table, self.people, period)
        return rated.assign(bin=rates.bins(rated["value"]))

    def compared(self, first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
        """Two periods beside each other."""
        return rates.compared(first, second)

    def bins(self, table: pd.DataFrame, column: str) -> list[int]:
        """The bin of each place, in one of the periods or in the difference."""
        return rates.steps(table[column]) if column == "difference" else rates.bins(table[column])

    def shown(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table as readers get it."""
        return rates.rounded(table)

    def unit(self, changes: bool = False) -> str:
        """Under the title of the maps, or of the changes."""
        return words.RATE_CHANGES_UNIT if changes else words.rate_unit(self.measure)

    def note(self, table: pd.DataFrame) -> str:
        """Beside the sources of a map."""
        return f"{words.caveat(float(self.people.sum()), rates.without(table))} {words.RATE_NOTE}"

    def finding(self, first: str, second: str, sums: tuple[int, int], table: pd.DataFrame) -> str:
        """Title of the maps."""
        del sums
        known = table.dropna(subset=["second"])
        top = known[known["second"] == known["second"].max()]
        before, now = (float(top[name].iloc[0]) if len(top) else 0.0 for name in ("first", "second"))
        return words.rate_finding(self.measure, first, second, top["name"].astype(str).tolist(), before, now)

    def year_finding(self, year: str, every: int, table: pd.DataFrame) -> str:
        """Title of a year's map."""
        del every
        most = table["value"].max()
        return words.rate_year_finding(self.measure, year, _named(table, "value"), 0.0 if pd.isna(most) else float(most))

    def changes_finding(self, level: str, up: int, down: int) -> str:
        """Title of the changes by place."""
        del level
        return words.rate_changes_finding(up, down)

    def changes_note(self, table: pd.DataFrame) -> str:
        """Beside the sources of the changes."""
        return words.caveat(float(self.people.sum()), rates.without(table))

    def less(self, first: str, second: str) -> str:
        """Under the heading of the difference."""
        return words.rate_less(first, second)

    def alt(self, first: str, second: str, sums: tuple[int, int], title: str) -> str:
        """The maps in words."""
        del sums
        return words.rate_alt(first, second, title)


def _named(table: pd.DataFrame, column: str) -> list[str]:
    """Names of the places where a column is highest."""
    return [str(name) for name in table.loc[table[column] == table[column].max(), "name"]]
