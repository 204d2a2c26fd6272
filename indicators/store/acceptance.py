"""Checks whether a parsed vintage may be stored: it matches its declaration, has a valid name, is of no day to come, has lost nothing
(``losses``) and rewrites history no further than any vintage did (``rewrites``), unless that is accepted by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from indicators import months
from indicators.model import ContractError, Source, SourceError, Vintage
from indicators.store import commit, contracts, losses, read, rewrites, steps
from indicators.store.differences import before, shared

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


@dataclass(frozen=True)
class Accepted:
    """Losses and rewrites that the user accepts by name: ``SOURCE``, or of losses ``SOURCE:COUNTRY`` as the refusal names them."""

    shrink: frozenset[str] = frozenset()
    revision: frozenset[str] = frozenset()


NOTHING = Accepted()


def accept(
    vintage: Vintage, source: Source, shelf: Shelf, accepted: Accepted = NOTHING, today: str | None = None
) -> tuple[Vintage, bytes, bool]:
    """The vintage as it will be read back, its bytes, and whether it is new.

    If the content is already stored, the stored vintage is returned, not new: the one of the same name or, for publishers that do
    not name releases, the latest. If the publisher changed the content of a stored name, ``today`` (the day of the download)
    makes it a separate vintage (``26.1-seen-2026-11-24``); without ``today``, as in an import by hand, it is rejected.
    Raises SourceError or ContractError.
    """
    name = f"{source.key} {vintage.version}"
    _refuse_names(vintage, source, name)
    if found := unaccounted(vintage):
        raise ContractError(f"{name}: {found} Nothing is stored. Report it: the importer is at fault, not the file.")
    data = read.to_bytes(vintage.frame, source)
    frame = read.from_bytes(data, source, name)
    wrong = contracts.problems(frame, source.fields, source.primary_key, name, source.relations)
    if wrong:
        raise SourceError(wrong[0] + ". Check that the file is the publisher's and complete.")
    whole = replace(vintage, frame=frame)
    _refuse_future(whole, source, name)
    digest = commit.checksum(data)
    if not source.kind.keeps_vintages:
        new = shelf.digests.get(source.path(whole.version, whole.published)) != digest
        if new:
            _refuse_loss(whole, source, shelf.vintages, name, accepted)
        return whole, data, new
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
    if today is not None:
        _refuse_clock(whole, shelf.vintages, name, today)
    _refuse_loss(whole, source, shelf.vintages, name, accepted)
    return whole, data, True


def _refuse_clock(vintage: Vintage, stored: Sequence[Vintage], name: str, today: str) -> None:
    """Reject a download dated by its day where a later vintage is stored: it would enter the past, and stand behind what is older."""
    later = max((one.published for one in stored if shared(one, vintage)), default="")
    if vintage.published == today < later:
        raise SourceError(
            f"{name}: would be dated {today}, the day of this download, and a vintage of {later} is stored. Is the clock of this "
            "machine right? Correct it, or run refresh again after that day."
        )


def _refuse_names(vintage: Vintage, source: Source, name: str) -> None:
    if vintage.source != source.key:
        raise ContractError(f"{name}: the importer of {source.key} returned a vintage of {vintage.source}")
    if not contracts.safe_version(vintage.version):
        raise SourceError(f"{source.key}: {vintage.version!r} is not a valid vintage name. Use letters, digits, dots, - and _.")
    if not contracts.iso_date(vintage.published):
        raise SourceError(f"{name}: publication day {vintage.published!r} is not a date. Give --published as YYYY-MM-DD.")


def unaccounted(vintage: Vintage) -> str:
    """What is said of records of the publisher's file that are neither kept nor left out by a named rule; ``""`` where none is."""
    if vintage.records is None:
        return ""
    read, kept, left = vintage.records.read, vintage.records.kept, sum(one.count for one in vintage.left_out)
    lost = abs(read - left - kept)
    return f"{read:,} records read, {left:,} left out by rule, {kept:,} kept: {lost:,} not accounted for." if lost else ""


def _extent(vintage: Vintage) -> tuple[tuple[str, ...] | None, str, str]:
    return vintage.countries, vintage.start, vintage.end


def _refuse_future(vintage: Vintage, source: Source, name: str) -> None:
    """Reject a row of a day, month or year that had not begun when the vintage appeared."""
    if source.dated is None:
        return
    when = vintage.frame[source.dated].astype(str)
    late = when > when.map(lambda one: vintage.published[: len(one)])
    if late.any():
        position = int(late.to_numpy().argmax())
        raise SourceError(
            f"{name}, record {position + 1}, column {source.dated}: {when.iloc[position]}, later than {vintage.published}, the day it was "
            f"published ({int(late.sum()):,} such records). Check the file and --published."
        )


def _refuse_loss(vintage: Vintage, source: Source, stored: Sequence[Vintage], name: str, accepted: Accepted) -> None:
    """Reject what the stored vintages before have and this one has not, and a rewrite larger than any seen."""
    older = [
        one for one in stored
        if one.published <= vintage.published and (not source.joined or (shared(one, vintage) and _overlap(one, vintage)))
    ]  # fmt: skip
    if not older:
        return
    last = max(older, key=_length) if source.joined else older[-1]  # the first of the longest; sorted, so that the newest is
    known = _lent(before(vintage, older, source), older, source)
    gone: set[str] = set()
    for found in (losses.rows(vintage, known, source), losses.values(vintage, known, source)):
        gone |= {one.entity for one in found}
        open_ = [one for one in found if not {source.key, f"{source.key}:{one.entity}"} & accepted.shrink]
        if open_:
            raise SourceError(f"{name}: {losses.told(open_, last.version)}. {_remedy(last, source, open_)}")
    if not any(one.split(":")[0] == source.key for one in accepted.shrink):
        _refuse_shrink(vintage, last, source, name)
    left = (
        known[~known[source.entity].isin(gone)] if source.entity and gone else known
    )  # what is accepted as gone is no rewrite
    changed = rewrites.beyond(vintage, left, source)
    if changed and source.key not in accepted.revision:
        more = f" ({len(changed) - 1} more such columns)" if len(changed) > 1 else ""
        raise SourceError(
            f"{name}: rewrites more of {last.version} than any vintage did. {changed[0].text}{more}. The stored vintage is kept. If the "
            f"publisher really revised it so, add --accept-revision {source.key}."
        )
    told = "" if source.key in accepted.revision else steps.beyond(vintage, left, source)
    if told:
        raise SourceError(
            f"{name}: {told}. The stored vintage {last.version} is kept. Check the file; if the publisher really says so, add "
            f"--accept-revision {source.key}."
        )


def _remedy(last: Vintage, source: Source, found: Sequence[losses.Loss]) -> str:
    few = len(found) <= losses.NAMED and all(one.entity for one in found)
    names = list(dict.fromkeys(f"{source.key}:{one.entity}" for one in found)) if few else [source.key]
    options = " ".join(f"--accept-shrink {name}" for name in names)
    return f"The stored vintage {last.version} is kept. If the publisher really removed them, add {options}."


def _lent(known: pd.DataFrame, older: Sequence[Vintage], source: Source) -> pd.DataFrame:
    """``known`` with columns that it has no value in at all filled from the newest vintage that has some."""
    key = list(source.primary_key)
    for name in [item.name for item in source.fields if not item.required and known[item.name].isna().all()]:
        lender = next((one for one in reversed(older) if one.frame[name].notna().any()), None)
        if lender is not None:
            known = known.drop(columns=name).merge(lender.frame[[*key, name]], on=key, how="left")
    return known


def _overlap(one: Vintage, other: Vintage) -> bool:
    return one.start <= other.end and other.start <= one.end


def _refuse_shrink(vintage: Vintage, last: Vintage, source: Source, name: str) -> None:
    """Reject fewer rows, of the countries both cover, or a shorter time than the vintage before; of a joined source, the longest."""
    remedy = (
        f"The stored vintage {last.version} is kept. If the publisher really removed rows, add --accept-shrink {source.key}."
    )
    now, then = _rows(vintage, last), _rows(last, vintage)
    if now < then:
        raise SourceError(f"{name}: {now:,} rows, {last.version} has {then:,}. {remedy}")
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
