"""Trade between the subject and five partners by year: all goods, and gold, as each side reports it.

Files: the public preview's answers (``preview`` documents what of its contract is verified), or the CSV that comtradeplus.un.org
exports, with the same column names (inferred; no file was at hand). Rows of other countries, flows and commodities, and parts
of a total (a second partner, a mode of transport, a customs procedure) are left out and counted.

The two sides differ: imports are valued with freight and insurance, exports without; goods change hands on the way, and gold is
reported by where it was refined. They are never added up or averaged. A year without a row was not filed or held no trade:
the table does not tell which, so it is no zero.

UN Comtrade's rows may not be passed on as they are without its subscription, say users who read its terms in 2026; the terms
themselves were not at hand. Nothing of it is bundled; whoever stores it should read
https://uncomtrade.org/docs/faqs-on-use-and-re-dissemination/ first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indicators.model import SNAPSHOT, Fetch, Field, Licence, Quality, Records, Source, SourceError, Text, Vintage
from indicators.relations import ISO3
from indicators.sources import answers, reading, tables
from indicators.sources.comtrade import preview
from indicators.sources.tables import Release
from indicators.subject import SUBJECT

LICENCE = Licence(
    "UN-Comtrade-policy",
    "UN Comtrade policy on use and re-dissemination (rows are not to be passed on)",
    "https://uncomtrade.org/docs/faqs-on-use-and-re-dissemination/",
)
MOST_DOLLARS = 1e12
_NAMES = ("reporterISO", "partnerISO")


def parse(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """Answers, or one CSV, -> one vintage: reporter, partner, year, flow, commodity, value_usd (current dollars), mirror.

    A row without a value is omitted and counted. Comtrade gives no interval. Raises SourceError.
    """
    if not paths:
        raise SourceError("comtrade: no file was given. Name Comtrade's CSV or answers.")
    unknown: list[Quality] = []
    if all(answers.is_json(path) for path in paths):
        parts = []
        for path in paths:
            raw, told = preview.rows(path)
            unknown += [told] if told is not None else []
            if len(raw):
                parts.append(_rows(path, raw))
    else:
        parts = [_csv(tables.one_file(paths, "UN Comtrade"))]
    if not parts:
        raise SourceError(f"{paths[0].name}: no rows in any answer. Check the countries and years that were asked.")
    every = pd.concat(parts, ignore_index=True)
    return (_vintage(paths, every, tuple(unknown[:1]), version, published),)


def _csv(path: Path) -> pd.DataFrame:
    raw = reading.read_csv(
        path, preview.NEEDED, optional=[*preview.WHOLE, *_NAMES], encodings=("utf-8-sig", "cp1252"), table="UN Comtrade CSV"
    )
    return _rows(path, raw)


def _rows(path: Path, raw: pd.DataFrame) -> pd.DataFrame:
    """Text as the columns stored, and why a row is left out (``""`` where it is not)."""
    year = reading.years(path, raw, "period", low=1962)
    value = reading.numbers(path, raw, "primaryValue", low=0, high=MOST_DOLLARS, empty=True)
    reporter, partner = (raw[name].str.strip().map(preview.codes().get) for name in ("reporterCode", "partnerCode"))
    for name, country in zip(_NAMES, (reporter, partner), strict=True):
        if name in raw:
            other = country.notna() & (raw[name].str.strip() != "") & (raw[name].str.strip() != country)
            reading.refuse(path, raw, name, other, "the country of the number beside it")
    frame = pd.DataFrame(
        {
            "reporter": reporter, "partner": partner, "year": year, "flow": raw["flowCode"].str.strip().map(preview.FLOWS.get),
            "commodity": raw["cmdCode"].str.strip().map(preview.COMMODITIES.get), "value_usd": value,
        }
    )  # fmt: skip
    sides = pd.Series(
        [{one, other} - {SUBJECT.code} <= set(preview.PARTNERS) and SUBJECT.code in (one, other) and one != other
         for one, other in zip(reporter, partner, strict=True)],
        index=raw.index, dtype="bool",
    )  # fmt: skip
    part = pd.Series(False, index=raw.index)
    for name, whole in preview.WHOLE.items():
        if name in raw:
            text = raw[name].str.strip()
            part |= (text != "") & (text != whole)
    other = ~sides | frame["flow"].isna() | frame["commodity"].isna()
    why = pd.Series("", index=raw.index).mask(value.isna(), "no_value").mask(part, "part").mask(other, "outside")
    return frame.assign(mirror=(reporter != SUBJECT.code).map({True: "yes", False: "no"}), why=why)


def _vintage(
    paths: Sequence[Path], every: pd.DataFrame, unknown: tuple[Quality, ...], version: str | None, published: str | None
) -> Vintage:
    path, left = paths[0], every["why"].value_counts()
    frame = every[every["why"] == ""].astype(dict.fromkeys(("reporter", "partner", "flow", "commodity", "mirror"), "str"))
    reading.unique(path, frame, COMTRADE.primary_key)
    if frame.empty:
        raise SourceError(
            f"{path.name}: no value between {SUBJECT.code} and {', '.join(preview.PARTNERS)}. Check that the file is of this source."
        )
    start, end = tables.span(int(frame["year"].min()), int(frame["year"].max()))
    tidy = tables.tidy(frame, COMTRADE.columns, COMTRADE.primary_key)
    release = _release(paths, tidy, version, published)
    return Vintage(
        source=COMTRADE.key, version=release.version, published=release.published, published_basis=release.basis,
        start=start, end=end, countries=(SUBJECT.code,), frame=tidy,
        quality=(
            *tables.left_out(
                ("outside", int(left.get("outside", 0)), "Rows of other countries, flows and commodities are left out."),
                ("part", int(left.get("part", 0)), "Rows of a part of a total (transport, customs, second partner) are left out."),
                ("no_value", int(left.get("no_value", 0)), "Rows without a value are absent."),
            ),
            *unknown,
        ),
        inputs=tuple(item for one in paths for item in tables.provenance(one)), records=Records(len(every), len(frame)),
    )  # fmt: skip


def _release(paths: Sequence[Path], frame: pd.DataFrame, version: str | None, published: str | None) -> Release:
    """The release: Comtrade names none, so a vintage is named by its last year and a checksum of its rows, dated by the request."""
    asked, last = preview.day(paths), int(frame["year"].max())
    if not (published or asked):
        raise SourceError(f"{paths[0].name}: nothing tells when these figures were published. Add --published DATE.")
    digest = hashlib.sha256(frame.to_csv(index=False, lineterminator="\n").encode()).hexdigest()
    return tables.settle(
        paths[0], {last: Release(f"preview-{last}-{digest[:10]}", asked, "inferred")}, last, version, published
    )


COMTRADE = Source(
    key="comtrade",
    title=Text(
        "UN Comtrade: trade with five partners, all goods and gold",
        "UN Comtrade : échanges avec cinq partenaires, toutes marchandises et or",
    ),
    publisher=Text("United Nations Statistics Division", "Division de statistique des Nations Unies"),
    url="https://comtradeplus.un.org",
    licence=LICENCE,
    citation="United Nations Statistics Division. UN Comtrade Database. https://comtradeplus.un.org",
    cadence="as countries report",
    coverage=f"{SUBJECT.code} with {', '.join(preview.PARTNERS)}, yearly from {preview.FIRST_YEAR}, as far as each side reports",
    credentials="none",
    lag_months=12,  # most countries file a year within the next; some years later, Russia not since 2021
    fields=(
        Field("reporter", "string", "Country that reports, ISO 3166-1 alpha-3 code", pattern=ISO3),
        Field("partner", "string", "Country it trades with, ISO 3166-1 alpha-3 code", pattern=ISO3),
        Field("year", "year", "Year of the trade"),
        Field("flow", "string", "Seen from the reporter", enum=("import", "export")),
        Field("commodity", "string", "All goods, or gold (HS 7108)", enum=("total", "gold")),
        Field(
            "value_usd",
            "number",
            "Current US dollars; imports with freight and insurance, exports without",
            minimum=0,
            maximum=MOST_DOLLARS,
        ),
        Field("mirror", "string", f"Whether the partner reports, and not {SUBJECT.code}", enum=("yes", "no")),
    ),
    primary_key=("reporter", "partner", "year", "flow", "commodity"),
    kind=SNAPSHOT,
    parse=parse,
    fetch=Fetch(bases={preview.BASE: preview.ADDRESS}, hosts=(preview.HOST,), download=preview.download, on_request=True),
)

SOURCES = (COMTRADE,)
