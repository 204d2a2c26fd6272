"""Checks whether a parsed vintage may be stored: it matches its declaration, has a valid name, and has not lost rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indicators import months
from indicators.model import ContractError, Source, SourceError, Vintage
from indicators.store import commit, contracts, read
from indicators.store.differences import shared

_SEEN = "-seen-"


@dataclass(frozen=True)
class Shelf:
    """The stored vintages of a source, oldest first, and the checksum of every indexed file, by path."""

    root: Path
    vintages: Sequence[Vintage]
    digests: Mapping[str, str]

    def same_name(self, vintage: Vintage) -> list[Vintage]:
        """The vintage of this name and its later changed versions (``-seen-``), oldest first."""
        first = [one for one in self.vintages if one.version == vintage.version]
        return first + [one for one in self.vintages if first and one.version.startswith(f"{vintage.version}{_SEEN}")]

    def same_content(self, vintage: Vintage, source: Source, digest: str) -> Vintage | None:
        """The stored vintage with the same content: the last of its name, else the latest before it with the same coverage."""
        alike = [one for one in self.vintages if one.published <= vintage.published and _extent(one) == _extent(vintage)]
        for last in (self.same_name(vintage) or alike)[-1:]:
            if self.digests.get(source.path(last.version, last.published)) == digest:
                return last
        return None

    def occupied(self, path: str, data: bytes) -> bool:
        """Whether a file with different content exists at the vintage's path."""
        there = commit.read_committed(self.root, path, commit.checksum(data))
        return there is None and (self.root / path).exists()


def accept(
    vintage: Vintage, source: Source, shelf: Shelf, accept_shrink: bool, today: str | None = None
) -> tuple[Vintage, bytes, bool]:
    """The vintage as it will be read back, its bytes, and whether it is new.

    If the content is already stored, the stored vintage is returned, not new: the one of the same name or, for publishers that do
    not name releases, the latest. If the publisher changed the content of a stored name, ``today`` (the day of the download)
    makes it a separate vintage (``26.1-seen-2026-11-24``); without ``today``, as in an import by hand, it is rejected.
    Raises SourceError or ContractError.
    """
    name = f"{source.key} {vintage.version}"
    _refuse_names(vintage, source, name)
    data = read.to_bytes(vintage.frame, source)
    frame = read.from_bytes(data, source, name)
    wrong = contracts.problems(frame, source.fields, source.primary_key, name, source.relations)
    if wrong:
        raise SourceError(wrong[0] + ". Check that the file is the publisher's and complete.")
    whole = replace(vintage, frame=frame)
    digest = commit.checksum(data)
    if not source.kind.keeps_vintages:
        return whole, data, shelf.digests.get(source.path(whole.version, whole.published)) != digest
    known = shelf.same_content(whole, source, digest)
    if known is not None:
        return known, data, False
    if shelf.same_name(whole) and today is not None and today > whole.published:
        whole = replace(whole, version=f"{whole.version}{_SEEN}{today}", published=today, published_basis="inferred")
    if shelf.same_name(whole) or shelf.occupied(source.path(whole.version, whole.published), data):
        raise SourceError(
            f"{name}: {source.path(whole.version, whole.published)} is stored with other content, and vintages are never overwritten. "
            "If the publisher changed it, import it with another --vintage."
        )
    if today is not None and any(
        one.published == whole.published
        and _extent(one) == _extent(whole)
        and read.vintage_order(one) > read.vintage_order(whole)
        for one in shelf.vintages
    ):
        raise SourceError(
            f"{name}: an earlier download of the same day is stored and would take precedence. Run refresh again tomorrow."
        )
    if not accept_shrink:
        _refuse_shrink(whole, source, shelf.vintages, name)
    return whole, data, True


def _refuse_names(vintage: Vintage, source: Source, name: str) -> None:
    if vintage.source != source.key:
        raise ContractError(f"{name}: the importer of {source.key} returned a vintage of {vintage.source}")
    if not contracts.safe_version(vintage.version):
        raise SourceError(f"{source.key}: {vintage.version!r} is not a valid vintage name. Use letters, digits, dots, - and _.")
    if not contracts.iso_date(vintage.published):
        raise SourceError(f"{name}: publication day {vintage.published!r} is not a date. Give --published as YYYY-MM-DD.")


def _extent(vintage: Vintage) -> tuple[tuple[str, ...] | None, str, str]:
    return vintage.countries, vintage.start, vintage.end


def _refuse_shrink(vintage: Vintage, source: Source, stored: Sequence[Vintage], name: str) -> None:
    """Reject fewer rows or a shorter period than the previous stored vintage; where several are read together, the longest.

    Rows are counted for the countries both cover.
    """
    older = [
        one for one in stored
        if one.published <= vintage.published and shared(one, vintage) and one.start <= vintage.end and vintage.start <= one.end
    ]  # fmt: skip
    if not older:
        return
    last = max(older, key=_length) if source.joined else older[-1]  # the first of the longest; sorted, so that the newest is
    remedy = f"The stored vintage {last.version} is kept. If the publisher really removed rows, add --accept-shrink."
    now, before = _rows(vintage, last), _rows(last, vintage)
    if now < before:
        raise SourceError(f"{name}: {now:,} rows, {last.version} has {before:,}. {remedy}")
    if vintage.start > last.start or vintage.end < last.end:
        spans = f"{vintage.start} to {vintage.end}, {last.version} {last.start} to {last.end}"
        raise SourceError(f"{name}: covers {spans}. {remedy}")


def _length(vintage: Vintage) -> tuple[int, str]:
    return months.ordinal(vintage.end) - months.ordinal(vintage.start), vintage.published


def _rows(vintage: Vintage, other: Vintage) -> int:
    """Rows of the countries another vintage covers too."""
    if other.countries is None or "country" not in vintage.frame:
        return len(vintage.frame)
    return int(vintage.frame["country"].isin(other.countries).sum())
