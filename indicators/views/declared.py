"""ViEWS' API as a source of its own, in no registry: no refresh fetches it, and nothing of it enters the data folder.

The publisher could not be reached while this was written. The contract is inferred from the server's public source and from
answers others recorded: the list of runs at ``/``, ``/{run}/cm/sb`` (country-months, state-based conflict) in pages from 1, a
last page that may be empty, no key. A country the API does not know drops the filter without a word, and the whole world is
returned; ``answers`` refuses that. No licence of the data is stated, so they stay on the user's machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from indicators.model import SNAPSHOT, Download, Fetch, Licence, Source, Text, Web
from indicators.sources import answers as text
from indicators.views import answers

BASE, ADDRESS, HOST = "views", "https://api.viewsforecasting.org/", "api.viewsforecasting.org"
CITATION = "Hegre, H. et al. (2019), Journal of Peace Research 56(2), 155-174"
_SIZE = 1000  # rows of a page; a country's run has 36
_LIMIT = 8_000_000  # bytes of an answer
_ACCEPT = ("application/json",)


def source(country: str, day: str) -> Source:
    """ViEWS, asked on ``day`` (ISO) for one country (ISO alpha-3)."""
    return Source(
        key="views", title=Text("ViEWS forecasts", "Prévisions ViEWS"), publisher=Text("ViEWS", "ViEWS"),
        url="https://viewsforecasting.org/",
        licence=Licence("none-stated", "No licence stated: not to be passed on", "https://viewsforecasting.org/"),
        citation=CITATION, cadence="monthly", coverage="country-months, 36 months ahead", credentials="none", lag_months=1,
        fields=(), primary_key=(), kind=SNAPSHOT, parse=None,
        fetch=Fetch({BASE: ADDRESS}, (HOST,), partial(download, country, day), on_request=True),
    )  # fmt: skip


def download(country: str, day: str, web: Web, folder: Path) -> Sequence[Download]:
    """The newest run's answers about a country, a file a page, the run as version; raises SourceError."""
    run = answers.newest(_asked(web, "", {}), day)
    paths: list[Path] = []
    whole = 1
    while len(paths) < whole:
        number = len(paths) + 1
        body = _asked(web, f"{run}/cm/sb", {"iso": country, "pagesize": str(_SIZE), "page": str(number)})
        whole = answers.page(body, number, country).pages
        paths.append(text.keep(body, folder / f"page{number:03d}.json"))
    return [Download(tuple(paths), version=run, published=day)]


def _asked(web: Web, path: str, params: dict[str, str]) -> bytes:
    return web.read(BASE, path, params, accept=_ACCEPT, limit=_LIMIT, also_retry=text.meant_later)
