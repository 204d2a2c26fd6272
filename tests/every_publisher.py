"""All publishers of the registry on this machine: each at a base of its own, whole, and spoilt where a test says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from indicators.network import addresses
from indicators.sources.comtrade import preview
from indicators.sources.ucdp import declared as ucdp_source
from indicators.sources.undp import declared as undp_source
from indicators.sources.unhcr import live as unhcr_live
from indicators.sources.vdem import declared as vdem_source
from indicators.sources.wfp import hdx
from tests import live_example as live
from tests import structural, ucdp_example
from tests import test_comtrade as comtrade
from tests import test_fetch_undp as undp
from tests import test_fetch_unhcr as unhcr
from tests import test_fetch_vdem as vdem
from tests import test_fetch_worldbank as worldbank
from tests import test_wdi_context as wdi_context
from tests import test_wfp_prices as wfp
from tests.publisher import Answer, Handler, Publisher, publishing

BASES = ("ucdp", "ucdp_api", "hdr", "vdem", "wgi", "population", "unhcr", "idmc", "wdi_context", "comtrade", "wfp_prices")
PASSWORD = (
    "wgi",
    "population",
    "unhcr",
    "idmc",
    "hdr",
    "wdi_context",
    "comtrade",
    "wfp_prices",
)  # bases that are moved to a mirror with a password
SOURCES_OF = {
    "ucdp": ["ucdp_cy", "ucdp_months"], "ucdp_api": ["ucdp_ged"], **{base: [base] for base in BASES[2:]}
}  # fmt: skip
KINDS = {"": "text/html; charset=utf-8", "zip": "application/x-zip-compressed", "csv": "application/octet-stream"}


class Today(date):
    """24 November 2026, when these publishers are as they are, or a day before."""

    number = 24

    @classmethod
    def today(cls) -> Today:
        return cls(2026, 11, cls.number)


class Site:
    """What each base answers; ``spoilt`` holds another answer of a base, for all its paths, ``halved`` bases that send half of each table."""

    def __init__(self, server: Publisher, token: str) -> None:
        self.server, self.token = server, token
        self.spoilt: dict[str, Answer] = {}
        self.halved: set[str] = set()
        self.downloads, self.api = ucdp_example.files(), ucdp_example.Api(ucdp_example.releases())
        people = unhcr.publisher()
        self.held: dict[str, live.Publisher] = {
            "hdr": undp.held(), "vdem": vdem.held(), "wgi": worldbank.governance(), "population": worldbank.people(),
            "unhcr": people, "idmc": people, "wdi_context": wdi_context.publisher(),
            "comtrade": comtrade.publisher(), "wfp_prices": wfp.Exchange(changed="2026-11-13T08:00:00"),
        }  # fmt: skip
        server.answers = {"*": self.answer}

    def environ(self) -> dict[str, str]:
        """Where the bases are, some behind a password, and the token."""
        host = self.server.root.removeprefix("http://")
        plain = {addresses.variable(base): f"http://{host}/{base}/" for base in BASES if base not in PASSWORD}
        secret = {addresses.variable(base): f"http://reader:{self.token}@{host}/{base}/?key={self.token}" for base in PASSWORD}
        return {**plain, **secret, "UCDP_API_TOKEN": self.token}

    def answer(self, handler: Handler) -> None:
        """As the publisher whose base was asked."""
        parts = urlsplit(handler.path)
        base, _, path = parts.path.lstrip("/").partition("/")
        params = {name: value for name, value in parse_qsl(parts.query) if name != "key"}
        if base in self.halved and path:
            whole = handler.send
            handler.send = lambda status, kind, body, **headers: whole(status, kind, body[: len(body) // 2], **headers)  # type: ignore[method-assign]
        if base in self.spoilt:
            self.spoilt[base](handler)
        elif base == "ucdp":
            self._download(handler, path)
        elif base == "ucdp_api":
            self._api(handler, path, params)
        else:
            handler.send(*self.held[base].answer(path, params))

    def _download(self, handler: Handler, path: str) -> None:
        body = self.downloads.get(path)
        if body is None:
            handler.send(404, "text/html", b"none")
        else:
            handler.send(200, KINDS[path.rpartition(".")[2] if path else ""], body, ETag=f'"{hash(body)}"')

    def _api(self, handler: Handler, path: str, params: Mapping[str, str]) -> None:
        key = "secret" if handler.headers["x-ucdp-access-token"] == self.token else None
        try:
            body = self.api.read("ucdp_api", path, params, headers={"x-ucdp-access-token": key}, also_retry=None)
        except ucdp_example.Refused as error:
            handler.send(error.status, "text/plain", error.body)
            return
        handler.send(200, "application/json; charset=utf-8", body)

    def news(self) -> dict[str, str]:
        """Every publisher has something new; source -> the version it will be, where the publisher names one."""
        more = worldbank.people()
        more.updated = "2026-10-01"
        rows = more.series["SP.POP.TOTL"]
        more.series = {"SP.POP.TOTL": [{**row, "value": row["value"] and row["value"] + 1_000_000} for row in rows]}
        governance = worldbank.governance()
        governance.updated = "2026-11-01"
        people = unhcr.publisher()
        people.people[0]["refugees"] = 5001
        people.displaced[0]["total"] = 2501
        self.held |= {
            "population": more, "wgi": governance, "unhcr": people, "idmc": people,
            "hdr": undp.held(e2026=structural.hdr(2024).encode()),
            "vdem": vdem.held(vdem.zipped(vdem.TEXT.replace(",0.5,", ",0.6,", 1))),
        }  # fmt: skip
        context = wdi_context.publisher()
        context.updated = "2026-11-02"
        context.series["FP.CPI.TOTL.ZG"][1]["value"] = 12.5
        trade = comtrade.publisher()
        trade.rows[0]["primaryValue"] = 51_000_000
        prices = wfp.Exchange(wfp.TABLE.replace(",260,", ",265,"), "2026-11-20T08:00:00")
        self.held |= {"wdi_context": context, "comtrade": trade, "wfp_prices": prices}
        governance.series["GOV_WGI_PV.EST"][1]["value"] = -1.5
        august = ucdp_example.event(7, "2026-09-11", 1, 8)
        around = ucdp_example.elsewhere(500, "2026-09-30")
        country = {name: around[0][name] for name in ("country", "country_id")}
        second = ucdp_example.event(600, "2026-09-30", 1, 2, **country)  # a month that repeats the one before is refused
        september = [august, *around, second]
        self.downloads["candidateged/GEDEvent_v26_0_9.csv"] = ucdp_example.ged(september)
        self.downloads[""] = self.downloads[""].replace(
            b'<a href="#candidate">', b'<a href="candidateged/GEDEvent_v26_0_9.csv">csv</a><a href="#candidate">'
        )
        self.api.held = {**self.api.held, "26.0.9": september}
        table = list(csv.DictReader(io.StringIO(ucdp_example.country_years().decode())))
        next(row for row in table if row["os_dyad_count"] == "1")["os_dyad_count"] = "2"
        years = ucdp_example.ged(table, list(table[0]))
        self.downloads["organizedviolencecy/organizedviolencecy-261-csv.zip"] = ucdp_example.zipped(
            OrganizedViolenceCYDataSet26_1_DOT_csv=years
        )
        return {
            "population": "wdi-2026-10-01",
            "wgi": "wgi-2026-11-01",
            "hdr": "2026",
            "ucdp_ged": "26.0.9",
            "wdi_context": "wdi-2026-11-02",
        }


@contextmanager
def every_publisher(token: str, day: int = 24) -> Iterator[Site]:
    """All publishers, found by the environment, on a day of theirs; ended at the end."""
    with publishing() as server, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Today, "number", day)
        patch.setattr(preview, "PAUSE", 0.0)
        for module in (ucdp_source, undp_source, vdem_source, unhcr_live, preview, hdx):
            patch.setattr(module, "date", Today)
        site = Site(server, token)
        for name, value in site.environ().items():
            patch.setenv(name, value)
        yield site
