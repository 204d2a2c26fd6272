"""A hook of MkDocs: the pages of the site, from the project's own files, declarations and docstrings. Nothing is written twice.

A link to a file that is a page leads to that page; a link to another file of the repository leads to a copy of it in the site;
a link to a folder is told as text.
"""

from __future__ import annotations

import inspect
import posixpath
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]

PAGES = {
    "README.md": "index.md",
    "README.fr.md": "francais.md",
    "data/README.md": "dictionary.md",
    "indicators/README.md": "architecture.md",
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "DATA_LICENCES.md": "licences.md",
    "deploy/README.md": "scale.md",
}
_LINK = re.compile(r"(!?)\[([^\]\n]*)\]\((?!https?://|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")
_PICTURE = re.compile(r'(srcset|src)="(?!https?://)([^"]+)"')


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every page, and every file of the repository a page links to."""
    if str(ROOT) not in sys.path:  # here, because MkDocs takes back what a hook adds while it is loaded
        sys.path.insert(0, str(ROOT))
    copied: set[str] = set()
    for path, page in PAGES.items():
        text = (ROOT / path).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=linked(text, path, copied)))
    for page, text in made():
        files.append(File.generated(config, page, content=text))
    for path in sorted(copied):
        files.append(File.generated(config, place(path), abs_src_path=str(ROOT / path)))
    return files


def linked(text: str, path: str, copied: set[str]) -> str:
    """The text of a file at ``path``, its links and pictures led to pages and copies; what is to be copied is added to ``copied``.

    Raises ValueError where a link leads nowhere.
    """

    def target(name: str) -> str | None:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        if found in PAGES:
            return PAGES[found]
        if not (ROOT / found).exists():
            raise ValueError(f"{path}: a link leads to {found}, which is not there")
        if (ROOT / found).is_dir():
            return None
        copied.add(found)
        return place(found)

    def link(match: re.Match[str]) -> str:
        mark, words, name, anchor = match.groups(default="")
        to = target(name)
        return words if to is None else f"{mark}[{words}]({to}{anchor})"

    def picture(match: re.Match[str]) -> str:
        return f'{match[1]}="{target(match[2])}"'

    return _PICTURE.sub(picture, _LINK.sub(link, text))


def place(path: str) -> str:
    """Where a copied file stands in the site: MkDocs leaves out what begins with a dot, and takes .md for a page."""
    return "files/" + path.lstrip(".").replace(".md", ".txt")


def made() -> Iterator[tuple[str, str]]:
    """The pages made of declarations and docstrings."""
    yield "method.md", "\n".join(method("en"))
    yield "methode.md", "\n".join(method("fr"))
    yield "python.md", "\n".join(functions())


HEADS = {
    "en": ("How scores are made", "unit", "weight", "score 0 at", "score 100 at", "carried for", "months", "Limits"),
    "fr": (
        "Comment les scores sont faits", "unité", "poids", "score 0 à", "score 100 à", "reporté pendant", "mois", "Limites",
    ),
}  # fmt: skip


def method(key: str) -> Iterator[str]:
    """The method in language ``key``: steps, every dimension and indicator with its arguments, readings, limits."""
    from indicators import wording
    from indicators.language import told_in
    from indicators.registry import DIMENSIONS, INDICATORS, READINGS

    with told_in(key):
        words = wording.method
        steps, unit, weight, zero, hundred, carried, months, limits = HEADS[key]
        yield f"# {wording.PAGES['method']}\n\n## {steps}\n"
        yield from (f"{place}. {step}" for place, step in enumerate(words.STEPS, start=1))
        for dimension in DIMENSIONS.values():
            yield f"\n## {dimension.name.here}\n\n{dimension.argument.here}\n"
            for one in INDICATORS.values():
                if one.dimension == dimension.key:
                    yield f"\n### {one.name.here}\n\n`{one.key}`: {one.argument.here}\n"
                    low, high = one.goalposts
                    posts = f"{zero} {low:g}, {hundred} {high:g}"
                    yield f"- {unit}: {one.unit.here}; {weight}: {one.weight:g}; {posts}; {carried} {one.max_carry} {months}"
                    yield f"- {one.goalposts_argument.here}"
        yield f"\n## {words.READINGS}\n"
        yield from (f"- **{one.name.here}**. {one.argument.here}" for one in READINGS.values())
        yield f"\n## {limits}\n"
        yield from (f"- {note}" for note in words.LIMIT_NOTES)


def functions() -> Iterator[str]:
    """The public functions with their signatures and docstrings."""
    import indicators

    yield "# Python\n\n```python\nimport indicators\n```\n"
    for name in indicators.__all__:
        one: Any = getattr(indicators, name)
        if callable(one):
            yield f"\n## {name}\n\n```python\n{name}{inspect.signature(one)}\n```\n\n{inspect.getdoc(one)}\n"
