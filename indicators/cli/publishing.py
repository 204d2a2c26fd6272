"""``publish``: the static site, its tables, feeds and interface, from what is stored."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from indicators.cli.ending import UsageError
from indicators.store import commit

_BASE = re.compile(r"https?://[^\s?#\"'<>]+")


def run(target: Path, base: str) -> int:
    """Publish into ``target`` and tell what there is. Raises UsageError for an address or a folder that cannot be used."""
    if base and not _BASE.fullmatch(base):
        raise UsageError(f"--base-url: {base!r} is not an address. Write it whole, such as https://example.org/risk/.")
    commit.data_folder()
    from indicators.publishing import files, site

    try:
        made = site.publish(target, f"{base.rstrip('/')}/" if base else "", say=lambda text: print(text, file=sys.stderr))
    except files.Refused as error:
        raise UsageError(str(error)) from error
    print(f"published: {target}, {len(made.sums):,} files, {made.size / 1e6:.1f} MB; open {target / 'index.html'}")
    if not base:
        print("note: without --base-url there is no sitemap.xml, and feeds do not tell their own address", file=sys.stderr)
    return 0
