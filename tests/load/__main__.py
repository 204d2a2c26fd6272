"""``make load``: how many readers the dashboard and the published site bear. ``python -m tests.load readers`` or ``site`` runs one.

``site DIR`` measures a site that is published already, a copy of it; each takes some minutes, and needs the machine for itself.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.load import readers, static
from tests.replicas import NGINX

KINDS = ("readers", "site")


def main(words: list[str]) -> int:
    """What is named, or both; 2 for a name there is not, or a program that is missing."""
    named, rest = words[:1] or list(KINDS), words[1:]
    if strange := [one for one in named if one not in KINDS]:
        print(f"unknown: {strange[0]}; one of {', '.join(KINDS)}", file=sys.stderr)
        return 2
    if "site" in named and (NGINX is None or shutil.which("wrk") is None):
        print("nginx or wrk is missing: on Debian or Ubuntu run  sudo apt install nginx-light wrk", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if "readers" in named:
            for name, most in readers.held(folder, [int(one) for one in rest] or readers.COUNTS).items():
                print(f"{name} views: {most} readers within {readers.LIMIT:g} times the bare page")
        if "site" in named:
            static.measured(published(folder, rest), folder)
    return 0


def published(folder: Path, rest: list[str]) -> Path:
    """A copy of the site named, or one published now."""
    site = folder / "site"
    if rest:
        return Path(shutil.copytree(rest[0], site))
    from indicators.publishing.site import publish

    publish(site)
    return site


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
