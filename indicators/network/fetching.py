"""Sources downloaded and parsed in parallel; a failing source does not affect the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from indicators import choices, folders, temporary
from indicators.model import Source, SourceError, Vintage, Web
from indicators.network.client import Client, Patience

AT_ONCE = 8
_DOWNLOADS = "no folder for downloads"
_BY_HAND = "python -m indicators refresh --from-file "
_TAIL = re.compile(rf" To import a file from \S+ by hand: {re.escape(_BY_HAND)}\S+=PATH$")
_HOST = re.compile(r"(?<=^could not resolve host )\S*[^\s.]")
Told = Callable[[str, str], object]


@dataclass(frozen=True)
class Outcome:
    """The result: vintages by source, and one line for each source that failed."""

    vintages: Mapping[str, Sequence[Vintage]]
    failures: Mapping[str, str]


def fetchable(known: Mapping[str, Source]) -> list[str]:
    """Sources that can be downloaded, in the registry's order."""
    return [key for key, source in known.items() if source.fetch is not None and source.parse is not None]


def unasked(known: Mapping[str, Source]) -> list[str]:
    """Sources a refresh fetches when none is named: ``fetchable`` without those fetched on request only."""
    return [key for key in fetchable(known) if (fetch := known[key].fetch) is not None and not fetch.on_request]


def chosen(keys: Sequence[str], known: Mapping[str, Source]) -> list[str]:
    """The sources to fetch: ``keys``, or all that can be; raises ValueError for one that is unknown or not fetched."""
    for key in keys:
        if key not in known:
            raise ValueError(choices.unknown("source", key, fetchable(known)))
        if known[key].fetch is None:
            raise ValueError(
                f"{key}: cannot be downloaded. Import its file with --from-file {key}=PATH, or edit the curated table."
            )
    return list(dict.fromkeys(keys)) or unasked(known)


def fetch(
    keys: Sequence[str], known: Mapping[str, Source], *, told: Told | None = None, patience: Patience | None = None,
    wait: Callable[[float], object] | None = None,
) -> Outcome:  # fmt: skip
    """Download and parse the sources ``keys`` in parallel; calls ``told(key, "done" or the failure)`` as each ends.

    All share one client, so a file that several sources need is downloaded once. Raises ValueError as ``chosen`` does, before
    any request.
    """
    keys = chosen(keys, known)
    vintages: dict[str, Sequence[Vintage]] = {}
    failures: dict[str, str] = {}
    with (
        temporary.folder(_DOWNLOADS) as folder,
        Client(known.values(), patience=patience or Patience(), wait=wait, kept=folders.cache_folder()) as web,
    ):
        pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="fetch")
        try:
            running: dict[Future[Sequence[Vintage]], str] = {}
            for key in keys:
                running[pool.submit(_one, known[key], web, folder / key)] = key
            for future in as_completed(running):
                key = running[future]
                try:
                    vintages[key] = future.result()
                except SourceError as error:
                    failures[key] = web.secrets.hide(str(error))
                if told is not None:
                    told(key, failures.get(key, "done"))
        finally:
            web.stop()  # an interrupt aborts running requests instead of waiting for them
            pool.shutdown(cancel_futures=True)
    order = [key for key in keys if key in vintages]
    return Outcome({key: vintages[key] for key in order}, {key: failures[key] for key in keys if key in failures})


def _one(source: Source, web: Client, folder: Path) -> Sequence[Vintage]:
    try:
        folder.mkdir()
    except OSError as error:
        raise SourceError(f"{source.key}: {temporary.no_room(_DOWNLOADS, error)}") from error
    found, made = read(source, web, folder)
    web.confirm(made)
    return found


def read(source: Source, web: Web, folder: Path) -> tuple[Sequence[Vintage], Sequence[Path]]:
    """Download a source into ``folder`` and parse it: its vintages and the files they come from.

    Raises SourceError, which begins with the source's key and ends with the command that imports the file by hand instead.
    """
    assert source.fetch is not None
    assert source.parse is not None
    found: list[Vintage] = []
    made: list[Path] = []
    try:
        for one in source.fetch.download(web, folder):
            made += one.paths
            found += source.parse(list(one.paths), one.version, one.published)
        if not found:
            raise SourceError(f"{source.key}: the publisher returned no data. Run refresh again.")
    except SourceError as error:
        told = str(error) if str(error).startswith(f"{source.key}:") else f"{source.key}: {error}"
        raise SourceError(f"{told} To import a file from {source.url} by hand: {_BY_HAND}{source.key}=PATH") from error
    return found, made


def grouped(failures: Mapping[str, str]) -> list[str]:
    """Error lines for failures (source -> message): one line for each cause, with all the sources that share it.

    Hosts that could not be resolved share a line too, since the cause is usually the same.
    """
    groups: dict[str, list[str]] = {}
    hosts: dict[str, list[str]] = {}
    for key, message in failures.items():
        cause = _TAIL.sub("", message.removeprefix(f"{key}: "))
        host = _HOST.search(cause)
        cause = _HOST.sub("HOST", cause)
        groups.setdefault(cause, []).append(key)
        hosts.setdefault(cause, []).extend([host[0]] if host else [])
    return [_line(cause, keys, hosts[cause], failures) for cause, keys in groups.items()]


def _line(cause: str, keys: Sequence[str], hosts: Sequence[str], failures: Mapping[str, str]) -> str:
    if len(keys) == 1:
        return failures[keys[0]]
    if hosts:
        head, tail = cause.split("HOST", 1)
        remedy = tail.removeprefix(". ")
        cause = f"{head}{', '.join(dict.fromkeys(hosts))}: {', '.join(keys)}. {remedy}"
    else:
        cause = f"{', '.join(keys)}: {cause}"
    return f"{cause} To import files by hand: {_BY_HAND}KEY=PATH"
