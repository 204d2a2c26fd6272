"""Texts are asked for in the reader's language at each use: nothing of a page, table or chart keeps the one of its import."""

from __future__ import annotations

import subprocess
import sys
import types
from dataclasses import fields, is_dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from indicators import countries, language, wording
from indicators.model import Text
from indicators.registry import READINGS

pytest.importorskip("streamlit")

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("pages", "charts", "tables")
MARK = "☛ "


def marked(value: Any, mark: str = MARK) -> Any:
    """The value with every text in it marked; keys stay."""
    if isinstance(value, str):
        return mark + value
    if isinstance(value, dict):
        return {key: marked(one, mark) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(marked(one, mark) for one in value)
    if isinstance(value, types.FunctionType):

        @wraps(value)
        def told(*args: Any, **kwargs: Any) -> Any:
            return marked(value(*args, **kwargs), mark)

        return told
    return value


def copied(name: str, mark: str = MARK) -> types.ModuleType:
    """A module of English texts, marked."""
    source = import_module(f"indicators.wording.en{name}")
    made = types.ModuleType(f"indicators.wording.fr{name}")
    keys = {"MEAN", "WHERE"}  # not texts, or compared with names
    for key, value in vars(source).items():
        own = getattr(value, "__module__", source.__name__).startswith("indicators.wording")
        setattr(made, key, marked(value, mark) if own and not key.startswith("__") and key not in keys else value)
    return made


def modules() -> list[Any]:
    """Every module of the rooms that show something."""
    found = []
    for room in ROOMS:
        package = import_module(f"indicators.{room}")
        found += [import_module(f"indicators.{room}.{one.name}") for one in iter_modules(package.__path__)]
    return found


def texts(value: Any, seen: dict[int, Any]) -> list[str]:
    """Every text that a value holds, defaults of functions and fields among it."""
    if isinstance(value, str):
        return [value]
    if id(value) in seen or (isinstance(value, type) and not is_dataclass(value)):
        return []
    seen[id(value)] = value  # kept alive, or another value might be given its number
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in texts(one, seen)]
    if isinstance(value, list | tuple | set | frozenset):
        return [text for one in value for text in texts(one, seen)]
    if isinstance(value, types.FunctionType):
        held = [cell.cell_contents for cell in value.__closure__ or ()]
        return texts([value.__defaults__ or (), value.__kwdefaults__ or {}, held], seen)
    if is_dataclass(value) and not isinstance(value, Text):
        if isinstance(value, type):
            return texts([one.default for one in fields(value)], seen)
        return texts([getattr(value, one.name) for one in fields(value)], seen)
    return []


def kept() -> list[str]:
    """Where a text stands that was asked for at import: the English ones are marked before anything is imported."""
    for name in ["", *(f".{one}" for one in wording.modules())]:
        source = import_module(f"indicators.wording.en{name}")
        vars(source).update(vars(copied(name)))
    Text.here = property(lambda one: MARK + one.en)  # type: ignore[method-assign,assignment]
    countries.shown = lambda code: MARK + code  # type: ignore[assignment]
    seen: dict[int, Any] = {}
    return [
        f"{module.__name__}.{key}: {text}"
        for module in modules()
        for key, value in vars(module).items()
        if not key.startswith("__")
        for text in texts(value, seen)
        if MARK in text
    ]


def test_no_module_keeps_a_text_of_its_import():
    body = "from tests import test_spoken as here; print(*here.kept(), len(here.modules()), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", body], cwd=ROOT, capture_output=True, text=True, check=True)
    *found, count = done.stdout.splitlines()
    assert found == []
    assert int(count) > 40


@pytest.fixture
def foreign(monkeypatch):
    """French texts are the English ones, marked."""
    for name in ["", *(f".{one}" for one in wording.modules())]:
        monkeypatch.setitem(sys.modules, f"indicators.wording.fr{name}", copied(name))
    found = modules()  # imported in English
    with language.told_in("fr"):
        yield found


def choices(found: list[Any]) -> list[Any]:
    from indicators.pages import address

    kinds = (address.Choice, address.Several, address.Switch, address.Day)
    return [value for module in found for value in vars(module).values() if isinstance(value, kinds)]


def test_every_choice_is_labelled_in_the_language_of_now(foreign):
    from indicators.pages import address

    every = choices(foreign)
    assert len(every) >= 12
    for one in every:
        assert address.said(one.label).startswith(MARK), one.key
        for option in one._every() if isinstance(one, address.Several) else getattr(one, "options", ()):
            declared = {key: reading.name.fr for key, reading in READINGS.items()} if one.key == "reading" else {}
            expected = countries.name(option, "fr") if option in countries.codes() else declared.get(option, MARK)
            assert one.named(option).startswith(expected), (one.key, option)


def test_countries_stand_in_the_order_of_their_names_in_the_language_of_now(foreign):
    from indicators.pages import governance

    order = governance.BESIDE._every()
    assert order.index("DEU") < order.index("AUT")  # Allemagne, Autriche; Austria, Germany
    with language.told_in("en"):
        order = governance.BESIDE._every()
        assert order.index("AUT") < order.index("DEU")


def test_a_figure_says_in_the_language_of_now_where_it_is_and_what_is_missing(foreign):
    import pandas as pd

    from indicators.pages.figure import Figure

    shown = Figure("one", "", "", lambda: None, pd.DataFrame(), (), "2020-01", "2020-02", "")  # type: ignore[arg-type,return-value]
    assert shown.empty.startswith(MARK)


def test_a_function_kept_for_later_is_told_in_the_language_it_was_kept_in():
    with language.told_in("fr"):
        later = language.kept(lambda: Text("later", "plus tard").here)
    assert later() == "plus tard"
    assert language.current() == "en"


def test_what_is_kept_of_a_page_is_kept_by_language(foreign):
    from indicators.pages import known

    asked = []

    @known.cached()
    def told(seen: known.Known) -> str:
        asked.append(seen)
        return Text("one", "un").here

    one = known.Known("a stamp of this test")
    assert [told(one), told(one)] == ["un", "un"]
    with language.told_in("en"):
        assert [told(one), told(one)] == ["one", "one"]
    assert len(asked) == 2
