"""How far a vintage rewrites what is stored: held against the largest rewrite seen between real vintages of its source.

Publishers do revise, so a rewrite is measured, not forbidden. Of each numeric column, over the rows both have:

- ``volume``: sum of the absolute changes / sum of the absolute values before;
- ``entity``: the same of one country with ten rows or more, over at least the sum a median country has, so that a small
  country's single event does not count for much.

Where a row that is not there means none (``Source.absence``) the columns are first summed by country and month or year, of the
countries and months that had something before.

Seen between the vintages at hand, each number being the largest of any column (``tests/test_rewrites.py`` measures them again):

| source | pairs | volume | entity |
|---|---|---|---|
| ``hdr`` | 2021-22, 2023-24, 2025 | .159 (income: another price base) | .771 (income, Libya) |
| ``vdem`` | v15, v16's best estimates | .007 | .029 |
| ``ucdp_totals`` | 24 in two and a half years | .085 | .232 (Ghana) |

The thresholds stand beside each source (``Source.rewrite``): these numbers, rounded up. Sources seen once take the largest.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators.model import Source, Vintage
from indicators.store.losses import named

_FEWEST = 10  # values that are not 0 in a column, and rows of a country, below which a change is not judged


@dataclass(frozen=True)
class Rewritten:
    """One column's rewrite: ``share`` of the common rows with another value, ``volume``, ``total`` after over before, and the
    country that changes most with its ``entity`` change.
    """

    column: str
    rows: int
    share: float
    volume: float
    total: float
    most: str
    entity: float

    @property
    def text(self) -> str:
        """The figures in a sentence."""
        whom = f"; most in {named(self.most)}: {self.entity:.0%}" if self.most else ""
        return (
            f"{self.column}: {self.share:.0%} of {self.rows:,} rows have another value, the changes are {self.volume:.1%} of what was "
            f"there, the total is {self.total:.2f} times what it was{whom}"
        )


def measured(vintage: Vintage, before: pd.DataFrame, source: Source) -> list[Rewritten]:
    """The rewrite of every numeric column that both have."""
    names = [
        item.name for item in source.fields
        if item.type in ("number", "integer") and item.name not in source.primary_key
        and item.name not in (*vintage.lacks, *source.rewrite.last_year)
    ]  # fmt: skip
    if not names or before.empty:
        return []
    old, new = (_keyed(frame, names, source) for frame in (before, vintage.frame))
    if source.absence is not None:
        names = [name for name in names if name in source.absence.columns]
        held = new.index.get_level_values(0).isin(old.index.get_level_values(0))
        held &= new.index.get_level_values(1).isin(old.index.get_level_values(1))
        both = old[names].add_suffix("_before").join(new.loc[held, names], how="outer").fillna(0.0)
    else:
        both = old.add_suffix("_before").join(new, how="inner")
    return [one for name in names if (one := _column(both, name)) is not None]


def _keyed(frame: pd.DataFrame, names: list[str], source: Source) -> pd.DataFrame:
    """Columns by whom and when, or by primary key; the first level of the index is the country."""
    whom = frame[source.entity].astype(str).rename("whom") if source.entity else pd.Series("", index=frame.index, name="whom")
    if source.absence is None:
        rest = [frame[name].astype(str) for name in source.primary_key if name != source.entity]
        return frame[names].astype("float64").set_axis(pd.MultiIndex.from_arrays([whom, *rest]), axis=0)
    when = frame[source.dated].astype(str).str[:7] if source.dated else pd.Series("", index=frame.index)
    return frame[names].astype("float64").groupby([whom, when.rename("when")]).sum()


def _column(both: pd.DataFrame, name: str) -> Rewritten | None:
    pair = both[[f"{name}_before", name]].dropna().set_axis(["old", "new"], axis=1)
    mass = float(pair["old"].abs().sum())
    if (pair["old"] != 0).sum() < _FEWEST:
        return None
    change = (pair["new"] - pair["old"]).abs()
    whom = pair.index.get_level_values(0)
    by = pd.DataFrame({"change": change, "old": pair["old"].abs()}).groupby(whom).agg(
        change=("change", "sum"), old=("old", "sum"), rows=("old", "size")
    )  # fmt: skip
    enough = by[by["rows"] >= _FEWEST]
    ratios = enough["change"] / enough["old"].clip(lower=by["old"].median())
    most = "" if ratios.dropna().empty or whom.nunique() < 2 else str(ratios.idxmax())
    total = float(pair["old"].sum())
    return Rewritten(
        column=name, rows=len(pair), share=float((change > 1e-9).mean()), volume=float(change.sum()) / mass,
        total=float(pair["new"].sum()) / total if total else 1.0, most=most, entity=float(ratios[most]) if most else 0.0,
    )  # fmt: skip


def beyond(vintage: Vintage, before: pd.DataFrame, source: Source) -> list[Rewritten]:
    """The columns whose rewrite is larger than any seen, the largest first."""
    found = [
        one for one in measured(vintage, before, source)
        if one.volume > source.rewrite.volume or one.entity > source.rewrite.entity
    ]  # fmt: skip
    return sorted(found, key=lambda one: -one.volume)
