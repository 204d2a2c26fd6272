"""Numbers chosen by slider and kept in the address, like ``address``'s choices; a number that stands at its default is left out of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from indicators import wording
from indicators.pages import address

_DEFAULT = "_default_"


def _standing(key: str, default: object) -> None:
    """Where a default has moved (another reading was chosen) and the address asks for nothing, the choice moves with it."""
    state = st.session_state
    if state.get(_DEFAULT + key, default) != default and key not in st.query_params:
        state.pop(key, None)
    state[_DEFAULT + key] = default


def forget(keys: Sequence[str]) -> None:
    """Take choices back: out of the address, and to their defaults. For callbacks."""
    for key in keys:
        st.session_state.pop(key, None)
        st.session_state.get("_address_seen", {}).pop(key, None)
        st.query_params.pop(key, None)


@dataclass(frozen=True)
class Number:
    """A number from ``low`` to ``high`` in steps, or its default."""

    key: str
    label: str
    low: float
    high: float
    step: float
    default: float

    @property
    def options(self) -> list[float]:
        """Every number that can be chosen."""
        return grid(self.low, self.high, self.step, self.default)

    def value(self) -> float:
        """What is chosen, without drawing anything."""
        _standing(self.key, self.default)
        return float(address.read(self.key, self._parsed, self.default))

    def _parsed(self, text: str) -> float:
        told = among(text, self.options)
        if told is None:
            raise ValueError(wording.no_number(self.label, text, self.low, self.high, self.step, self.default))
        return told

    def _told(self, value: float) -> str | None:
        return None if value == self.default else f"{value:g}"

    def slider(self) -> float:
        """Draw it."""
        self.value()
        st.select_slider(
            self.label,
            self.options,
            format_func=wording.plain,
            key=self.key,
            on_change=address.write,
            args=(self.key, self._told),
        )
        return float(st.session_state[self.key])


@dataclass(frozen=True)
class Span:
    """Two different numbers between ``low`` and ``high`` in steps, the lower first, or its default."""

    key: str
    label: str
    low: float
    high: float
    step: float
    default: tuple[float, float]

    @property
    def options(self) -> list[float]:
        """Every number that can be one of the two."""
        return grid(self.low, self.high, self.step, *self.default)

    def value(self) -> tuple[float, float]:
        """What is chosen, without drawing anything."""
        _standing(self.key, self.default)
        first, last = address.read(self.key, self._parsed, self.default)
        return float(first), float(last)

    def _parsed(self, text: str) -> tuple[float, float]:
        parts = text.split(",")
        first, last = (among(one, self.options) for one in parts) if len(parts) == 2 else (None, None)
        if first is None or last is None or first >= last:
            raise ValueError(wording.no_span(self.label, text, self.low, self.high, self.step, *self.default))
        return first, last

    def _told(self, value: tuple[float, float]) -> str | None:
        return None if tuple(value) == self.default else ",".join(f"{one:g}" for one in value)

    def _moved(self) -> None:
        """Where the two ends were drawn together the upper one makes room, at the end of the scale the lower."""
        first, last = st.session_state[self.key]
        if first == last:
            place = min(self.options.index(first), len(self.options) - 2)
            st.session_state[self.key] = (self.options[place], self.options[place + 1])
        address.write(self.key, self._told)

    def slider(self) -> tuple[float, float]:
        """Draw it as a slider with two ends."""
        self.value()
        st.select_slider(self.label, self.options, format_func=wording.plain, key=self.key, on_change=self._moved)
        first, last = st.session_state[self.key]
        return float(first), float(last)


def grid(low: float, high: float, step: float, *more: float) -> list[float]:
    """The numbers from ``low`` to ``high`` in steps, and ``more``, in order."""
    count = round((high - low) / step)
    return sorted({*(round(low + place * step, 9) for place in range(count + 1)), *more})


def among(text: str, options: Sequence[float]) -> float | None:
    """The option that a text names as a number; None where it names none."""
    try:
        told = float(text)
    except ValueError:
        return None
    return next((one for one in options if math.isclose(one, told, abs_tol=1e-9)), None)


def rounded(step: float) -> float:
    """The step of 1, 2 or 5 times a power of ten that is nearest, on a scale of ratios."""
    power = 10.0 ** math.floor(math.log10(step))
    return round(min((1.0, 2.0, 5.0, 10.0), key=lambda one: abs(math.log(one * power / step))) * power, 12)
