"""``outlook --views``: ViEWS' forecast beside ours, with what must be known to read the two together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from indicators.cli.ending import note, option

if TYPE_CHECKING:
    import pandas as pd

    from indicators.views.kept import Forecast
    from indicators.views.record import Record


def asked(code: str) -> pd.DataFrame:
    """Fetch and store ViEWS' newest run about a country, and give the table; notes say what it is and how it did so far.

    Raises UsageError for a country we have no forecast of, before anything is fetched; SourceError, ContractError.
    """
    import indicators
    from indicators.store import read
    from indicators.views import beside, fetched, kept, record

    with option("--country"):
        ours = indicators.forecasts(code)
    theirs = fetched.fetch(code, datetime.now(UTC).date().isoformat())
    found = record.judged(kept.stored(code), record.state_based(read.load(), code))
    _told(theirs, found)
    return beside.table(ours, theirs, found)


def _told(theirs: Forecast, found: Record) -> None:
    from indicators.views import declared, kept

    note(
        f"ViEWS' run {theirs.run}, stored on {theirs.fetched} in {kept.folder()}; not to be passed on. Cite {declared.CITATION}"
    )
    note(
        "two quantities: ViEWS expects deaths in state-based conflict only, our median and band (5 to 95 %) are of all three "
        "types of violence. Do not subtract or average them"
    )
    note(_record(found))


def _record(found: Record) -> str:
    from indicators.views.record import DEATHS, HISTORY

    late = f"; {found.late} stored after the month's first figures were out are left out" if found.late else ""
    if not found.cases:
        return (
            f"no month of a stored forecast has come yet for which UCDP's deaths by type, and {HISTORY} months of them before it, "
            f"are stored here: no record{late}. Without one the probabilities of {DEATHS} deaths or more are withheld. Run this "
            "each month, and the record begins by itself"
        )
    return (
        f"ViEWS' record here: {found.cases} forecasts of {found.months} months, mean absolute error {found.error:.1f} deaths "
        f"(mean of the {HISTORY} months before: {found.error_base:.1f}), Brier score of {DEATHS} deaths or more {found.brier:.3f} "
        f"(base rate: {found.brier_base:.3f}){late}. Few forecasts prove little"
    )
