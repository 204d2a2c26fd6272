"""``brief``: two pages with footnotes, as a Word document, a PDF or an HTML file."""

from __future__ import annotations

import sys
from pathlib import Path

from indicators import choices
from indicators.cli.ending import UsageError, option
from indicators.cli.scores import emit
from indicators.store import commit

FORMATS = ("docx", "pdf", "html")


def run(as_of: str | None, reconstruct: bool, month: str | None, style: str | None, output: Path | None) -> None:
    """Write the brief in the language chosen. Raises UsageError for what there is not: a format, a month or a day."""
    kind = _format(style, output)
    with option("--month"):
        choices.span(month, month)
    with option("--as-of"):
        choices.past(as_of or "1990-01-01")
    if reconstruct and as_of is None:
        raise UsageError("--reconstruct needs a day. Add --as-of YYYY-MM-DD.")
    if output is None and kind != "html" and sys.stdout.isatty():
        raise UsageError(f"a {kind} file is not for a terminal. Add --output PATH.")
    commit.data_folder()
    from indicators.brief import files, inputs, made

    with option("--month" if month else "--as-of"):
        content = made.made(inputs.of(as_of, month, reconstruct))
        data = files.rendered(content, kind)
    emit(data, output)


def _format(style: str | None, output: Path | None) -> str:
    """The format asked for, or that of the file's name, or PDF."""
    suffix = output.suffix.removeprefix(".").lower() if output else ""
    kind = style or (suffix if suffix in FORMATS else "pdf")
    if kind not in FORMATS:
        raise UsageError(f"--format: {choices.unknown('format', kind, FORMATS)}")
    return kind
