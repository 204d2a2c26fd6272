"""Every text a page shows, in one place, a folder a language: the same modules, names and signatures in each.

``wording.NAME`` and ``wording.<page>.NAME`` give the text in the language chosen (``language.current``) when they are asked for, so
ask at every use: a text kept at import stays in the language of that moment.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from indicators.language import current

if TYPE_CHECKING:  # signatures are those of the English texts; a test holds the others against them
    from indicators.wording.en import *  # noqa: F403  # types only: what wording.NAME gives is found at run time
    from indicators.wording.en import (
        actors as actors,
    )
    from indicators.wording.en import (
        ahead as ahead,
    )
    from indicators.wording.en import (
        alerts as alerts,
    )
    from indicators.wording.en import (
        breakdown as breakdown,
    )
    from indicators.wording.en import (
        brief as brief,
    )
    from indicators.wording.en import (
        changes as changes,
    )
    from indicators.wording.en import (
        commands as commands,
    )
    from indicators.wording.en import (
        compare as compare,
    )
    from indicators.wording.en import (
        conflict as conflict,
    )
    from indicators.wording.en import (
        development as development,
    )
    from indicators.wording.en import (
        frame as frame,
    )
    from indicators.wording.en import (
        governance as governance,
    )
    from indicators.wording.en import (
        map as map,
    )
    from indicators.wording.en import (
        method as method,
    )
    from indicators.wording.en import (
        military as military,
    )
    from indicators.wording.en import (
        outlook as outlook,
    )
    from indicators.wording.en import (
        overview as overview,
    )
    from indicators.wording.en import (
        partners as partners,
    )
    from indicators.wording.en import (
        quality as quality,
    )
    from indicators.wording.en import (
        record as record,
    )
    from indicators.wording.en import (
        rules as rules,
    )
    from indicators.wording.en import (
        site as site,
    )
    from indicators.wording.en import (
        terms as terms,
    )
    from indicators.wording.en import (
        tour as tour,
    )
    from indicators.wording.en import (
        two_days as two_days,
    )
    from indicators.wording.en import (
        verdict as verdict,
    )
    from indicators.wording.en import (
        whatif as whatif,
    )

_HERE = "indicators.wording"


class Spoken:
    """A module of texts, in the language chosen at each use."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(f"{_HERE}.{current()}.{self._name}"), name)


@cache
def modules() -> tuple[str, ...]:
    """The modules of texts, by the English ones."""
    return tuple(sorted(one.name for one in iter_modules(import_module(f"{_HERE}.en").__path__)))


def __getattr__(name: str) -> Any:
    if name.startswith("__") or name in ("en", "fr"):
        raise AttributeError(name)
    if name in modules():
        return Spoken(name)
    return getattr(import_module(f"{_HERE}.{current()}"), name)
