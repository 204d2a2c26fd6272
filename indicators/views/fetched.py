"""ViEWS' newest run about a country, fetched now and kept in the private folder."""

from __future__ import annotations

from indicators import strict, temporary
from indicators.model import SourceError
from indicators.network.client import Client, Patience
from indicators.network.reply import AGAIN
from indicators.views import declared, kept


def fetch(country: str, day: str, patience: Patience | None = None) -> kept.Forecast:
    """Fetch, check and store on ``day`` (ISO); raises SourceError or ContractError in one line, with nothing half-written."""
    kept.folder()  # first, so that nothing is asked for that may not be stored
    source = declared.source(country, day)
    assert source.fetch is not None
    with (
        temporary.folder("ViEWS: no folder for downloads") as own,
        Client((source,), patience=patience) as web,
    ):
        try:
            (made,) = source.fetch.download(web, own)
            assert made.version is not None
            return kept.keep(made.version, country, day, [strict.read(path) for path in made.paths])
        except SourceError as error:
            said = web.secrets.hide(str(error)).replace(AGAIN, "Run the command again.")
            raise SourceError(said if said.startswith("ViEWS") else f"ViEWS: {said}") from None
