"""Whether a parsed vintage may enter the store: its declaration, its name, and no unexplained loss of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from indicators import contracts, store
from indicators.model import FIRST_PERIOD, ContractError, Source, SourceError, Vintage


def outlines(source: Source, paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """A boundary file -> one vintage with ``geometry`` as GeoJSON text beside the declared columns.

    Raises SourceError for another layer than the source's, or where version and day are not given: the file tells neither.
    """
    from indicators.sources import geo, reading

    if len(paths) != 1:
        raise SourceError(f"{source.key}: {len(paths)} files given. Name one GeoJSON file.")
    if version is None or published is None:
        raise SourceError(f"{source.key}: outlines do not say their version. Give --vintage and --published.")
    layer, written, quality = geo.parse_geo(paths[0])
    if layer != source.key:
        raise SourceError(f"{paths[0].name}: holds {layer}, not {source.key}. Import it as {layer}.")
    frame = store.from_bytes(written.encode(), source, paths[0].name)
    inputs = ((paths[0].name, reading.sha256(paths[0])),)
    whole = (FIRST_PERIOD, published[:7], None)
    return (Vintage(source.key, version, published, "given", *whole, frame, quality, inputs),)


def stored_path(vintage: Vintage, source: Source) -> str:
    """Path of a vintage within the data folder."""
    if source.kind == "geo":
        return f"geo/{source.key}.geojson"
    return f"snapshots/{source.key}/{vintage.published}_{vintage.version}.csv"


def accept(
    vintage: Vintage, source: Source, stored: Sequence[Vintage], root: Path, accept_shrink: bool
) -> tuple[Vintage, bytes, bool]:
    """The vintage as it will be read back, its bytes, and whether it is new; raises SourceError or ContractError."""
    name = f"{source.key} {vintage.version}"
    if vintage.source != source.key:
        raise ContractError(f"{name}: the importer of {source.key} returned a vintage of {vintage.source}")
    if not contracts.safe_version(vintage.version):
        raise SourceError(f"{source.key}: {vintage.version!r} cannot be a vintage's name. Use letters, digits, dots, - and _.")
    if not contracts.iso_date(vintage.published):
        raise SourceError(f"{name}: publication day {vintage.published!r} is not a date. Give --published as YYYY-MM-DD.")
    path = stored_path(vintage, source)
    data = store.to_bytes(vintage.frame, source)
    frame = store.from_bytes(data, source, name)
    wrong = contracts.problems(frame, source.fields, source.primary_key, name)
    if wrong:
        raise SourceError(wrong[0] + ". Check that the file is the publisher's and whole.")
    whole = replace(vintage, frame=frame)
    target = root / path
    if source.kind != "geo" and target.exists():
        if target.read_bytes() != data:
            raise SourceError(
                f"{name}: {path} is stored with other content, and vintages are never overwritten. "
                "If the publisher changed it, import it with another --vintage."
            )
        if any(one.version == vintage.version and one.published == vintage.published for one in stored):
            return whole, data, False
    if source.kind == "geo" and target.exists() and target.read_bytes() == data:
        return whole, data, False
    if not accept_shrink:
        _refuse_shrink(whole, stored, name)
    return whole, data, True


def _refuse_shrink(vintage: Vintage, stored: Sequence[Vintage], name: str) -> None:
    """Fewer rows or a shorter span than the newest stored older vintage of the same countries and an overlapping span."""
    older = [
        one for one in stored
        if one.published <= vintage.published and one.countries == vintage.countries
        and one.start <= vintage.end and vintage.start <= one.end
    ]  # fmt: skip
    if not older:
        return
    last = older[-1]
    remedy = f"The stored vintage {last.version} is kept. If the publisher really cut it, add --accept-shrink."
    if len(vintage.frame) < len(last.frame):
        raise SourceError(f"{name}: {len(vintage.frame):,} rows, {last.version} has {len(last.frame):,}. {remedy}")
    if vintage.start > last.start or vintage.end < last.end:
        spans = f"{vintage.start} to {vintage.end}, {last.version} {last.start} to {last.end}"
        raise SourceError(f"{name}: covers {spans}. {remedy}")
