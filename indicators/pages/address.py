"""What the reader chose, kept in the address: each choice a parameter, each change a step that the browser's Back undoes.

Streamlit's own binding of widgets replaces the address, so that Back leaves the page, and drops what it cannot read without a
word. Here a choice is read from the address, written to it by the widget's callback (which makes a step in the browser's
history), and what cannot be read is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from indicators import wording

T = TypeVar("T")
Label = str | Callable[[], str]  # what stands at import is a function, which is asked in the reader's language
_SEEN, _PAGE, _TOLD, _ASKED, _BARE = (f"_address_{name}" for name in ("seen", "page", "told", "asked", "bare"))
_USUAL = "_address_usual_"  # before a choice's key: its default at the last run
TOUR = "tour"  # where a guided tour stands: no choice of what is shown
SHARED = ("from", "to", "as_of", "reconstruct", "lang", TOUR)  # go along from page to page
CHART = "chart"  # the one chart that is asked for


def arrive(page: str) -> None:
    """Begin a run of ``page``: shared choices come along where the reader has changed pages, the others stay behind."""
    state = st.session_state
    state[_TOLD], state[_ASKED] = [], {CHART}
    seen, bare = state.setdefault(_SEEN, {}), state.setdefault(_BARE, {})
    if state.get(_PAGE) != page:
        if _PAGE in state:
            bare[page] = {key: seen[key] for key in SHARED if seen.get(key) is not None and key not in st.query_params}
        for key in [key for key in seen if key not in SHARED]:
            del seen[key]
            state.pop(key, None)  # a choice of another page may have this name, and other options
        for key in [key for key in SHARED if key in state]:
            state[key] = state[key]  # else Streamlit gives the widget, which is another one on another page, its first option
    state[_PAGE] = page
    for key, text in bare.get(page, {}).items():  # Back to the bare address of this page means what it meant on arrival
        if key not in st.query_params:
            st.query_params[key] = text


def tell(text: str) -> None:
    """Say something about the address on top of the page."""
    told: list[str] = st.session_state.setdefault(_TOLD, [])
    if text not in told:
        told.append(text)


def told() -> list[str]:
    """What has to be said of the address at the end of a run, parameters that nothing asked for among it."""
    unknown = [key for key in st.query_params if key not in st.session_state.get(_ASKED, set())]
    return [*st.session_state.get(_TOLD, []), *map(wording.unknown_parameter, unknown)]


def chart() -> str | None:
    """Key of the one chart asked for."""
    return st.query_params.get(CHART)


def read(key: str, parse: Callable[[str], T], default: T) -> T:
    """The choice ``key``: from the address where it has changed, else as it stands; ``parse`` raises ValueError with what to tell."""
    state, now = st.session_state, st.query_params.get(key)
    seen = state.setdefault(_SEEN, {})
    state.setdefault(_ASKED, set()).add(key)
    if key not in state or now != seen.get(key):
        state[key] = default
        if now is not None:
            try:
                state[key] = parse(now)
            except ValueError as error:
                tell(str(error))
    seen[key] = now
    value: T = state[key]
    return value


def write(key: str, told: Callable[[Any], str | None] = str) -> None:
    """Put a choice into the address; for widgets' ``on_change``."""
    text = told(st.session_state[key])
    st.session_state.setdefault(_SEEN, {})[key] = text
    if text is None:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = text


def put(key: str, value: str) -> None:
    """Choose ``value`` for the reader, as a click elsewhere on the page asks; before the widget of ``key`` is drawn."""
    st.session_state[key] = value
    write(key)


def said(label: Label) -> str:
    """A label in the language of now."""
    return label if isinstance(label, str) else label()


@dataclass(frozen=True)
class Choice:
    """One of ``options``; ``named`` is what the reader sees of an option, the option itself stands in the address."""

    key: str
    label: Label
    options: Sequence[str]
    default: str
    named: Callable[[str], str] = str

    def value(self) -> str:
        """What is chosen, without drawing anything.

        A default may move with the months: what stands at the default of a moment ago and is not in the address follows it, so that
        one address has one answer.
        """
        state, usual = st.session_state, f"{_USUAL}{self.key}"
        chosen = read(self.key, self._parsed, self.default)
        follows = self.key not in st.query_params and chosen == state.get(usual)
        if chosen not in self.options or (follows and chosen != self.default):
            state[self.key] = chosen = self.default
        state[usual] = self.default
        return chosen

    def _parsed(self, text: str) -> str:
        if text not in self.options:
            raise ValueError(wording.not_an_option(said(self.label), text, self.named(self.default)))
        return text

    def select(self, width: int | str = "stretch") -> str:
        """Draw it as a box to choose from."""
        self.value()
        st.selectbox(
            said(self.label), self.options, format_func=self.named, key=self.key, width=width, on_change=write, args=(self.key,)  # type: ignore[arg-type]
        )  # fmt: skip
        return str(st.session_state[self.key])

    def segments(self, hidden: bool = False) -> str:
        """Draw it as a row of buttons."""
        self.value()
        st.segmented_control(
            said(self.label), self.options, format_func=self.named, key=self.key, required=True, on_change=write, args=(self.key,),
            label_visibility="collapsed" if hidden else "visible",
        )  # fmt: skip
        return str(st.session_state[self.key])

    def slider(self) -> str:
        """Draw it as a slider over the options in their order."""
        self.value()
        st.select_slider(
            said(self.label), self.options, format_func=self.named, key=self.key, on_change=write, args=(self.key,)
        )
        return str(st.session_state[self.key])


@dataclass(frozen=True)
class Switch:
    """Yes or no; ``true`` stands in the address for yes."""

    key: str
    label: Label
    help: Label | None = None

    def value(self) -> bool:
        """What is chosen, without drawing anything."""
        return read(self.key, self._parsed, False)

    def _parsed(self, text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError(wording.not_an_option(said(self.label), text, "false"))
        return text == "true"

    def draw(self, disabled: bool = False) -> bool:
        """Draw it as a toggle."""
        self.value()
        told = said(self.help) if self.help else None
        st.toggle(said(self.label), key=self.key, help=told, disabled=disabled, on_change=write, args=(self.key, _yes))
        return bool(st.session_state[self.key])


def _yes(value: bool) -> str | None:
    return "true" if value else None


@dataclass(frozen=True)
class Day:
    """A day from ``first`` to today, or none: then ``default``, where there is one."""

    key: str
    label: Label
    first: date
    help: Label | None = None
    default: date | None = None

    def value(self) -> date | None:
        """What is chosen, without drawing anything."""
        return read(self.key, self._parsed, self.default)

    def _parsed(self, text: str) -> date:
        shown = self.default.isoformat() if self.default else None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValueError(wording.no_day(text, shown)) from None
        if not self.first <= day <= date.today():
            raise ValueError(wording.day_outside(text, self.first.isoformat(), shown))
        return day

    def draw(self) -> date | None:
        """Draw it as a calendar."""
        self.value()
        st.date_input(
            said(self.label), min_value=self.first, max_value="today", key=self.key, help=said(self.help) if self.help else None,
            format="YYYY-MM-DD", on_change=write, args=(self.key, _iso),
        )  # fmt: skip
        found = st.session_state[self.key]
        return found if isinstance(found, date) else None


def _iso(value: date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else None


@dataclass(frozen=True)
class Several:
    """At most ``most`` of the options, comma-joined in the address."""

    key: str
    label: Label
    options: Sequence[str] | Callable[[], Sequence[str]]  # a function where their order is the reader's language's
    default: tuple[str, ...]
    most: int
    named: Callable[[str], str] = str

    def value(self) -> list[str]:
        """What is chosen, without drawing anything."""
        return list(read(self.key, self._parsed, list(self.default)))

    def _every(self) -> Sequence[str]:
        return self.options() if callable(self.options) else self.options

    def _parsed(self, text: str) -> list[str]:
        every = self._every()
        asked = list(dict.fromkeys(one for one in text.split(",") if one))
        found = [one for one in asked if one in every][: self.most]
        for one in asked:
            if one not in found:
                tell(wording.not_among(said(self.label), one, self.most))
        return found

    def select(self) -> list[str]:
        """Draw it as a box of several."""
        self.value()
        st.multiselect(
            said(self.label), self._every(), format_func=self.named, key=self.key, max_selections=self.most, on_change=write,
            args=(self.key, ",".join),
        )  # fmt: skip
        return list(st.session_state[self.key])


def link(more: dict[str, str]) -> str:
    """The address of what is shown, every choice in it; ``more`` are parameters that stand for or beside them."""
    state = st.session_state
    told_ = sorted(state.get(_ASKED, set()) - {TOUR})
    asked = [key for key in told_ if key in state and state[key] != state.get(f"_default_{key}")]
    chosen = {key: _text(state[key]) for key in asked}
    told = {key: text for key, text in {**chosen, **more}.items() if text}
    return f"{st.context.url}?{urlencode(told)}"


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, (list, tuple)):
        return ",".join(one if isinstance(one, str) else f"{one:g}" for one in value)
    return str(value or "")
