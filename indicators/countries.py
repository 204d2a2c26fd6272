"""States and territories: codes, names in both languages, and the spellings UCDP and its re-users write.

The table is ``countries.csv`` beside this module: ``iso3`` (ISO 3166-1 alpha-3; XKX is Kosovo's user-assigned code; CSK,
withdrawn, is Czechoslovakia, which UCDP's country-year file lists to 1992), ``gw`` (numbers of UCDP's country list, which
follows Gleditsch and Ward; several separated by ``|`` where successor and predecessor are one country here: Serbia and
Yugoslavia, the two Germanies, the two Yemens; empty for territories), ``name_en``, ``name_fr``, ``spellings`` (``|``).
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from indicators import choices, language

_ENDED = frozenset({"CSK"})
_LETTERS = 3  # of an ISO code


@dataclass(frozen=True)
class Country:
    """One row of the table."""

    iso3: str
    gw: tuple[int, ...]
    en: str
    fr: str
    spellings: tuple[str, ...]


@cache
def _table() -> dict[str, Country]:
    # The csv module and not pandas: pandas would read the text "NA" as missing.
    with (Path(__file__).with_name("countries.csv")).open(encoding="utf-8", newline="") as handle:
        return {
            row["iso3"]: Country(
                row["iso3"],
                tuple(int(number) for number in row["gw"].split("|") if number),
                row["name_en"],
                row["name_fr"],
                tuple(item for item in row["spellings"].split("|") if item),
            )
            for row in csv.DictReader(handle)
        }


@cache
def _by_number() -> dict[int, str]:
    return {number: country.iso3 for country in _table().values() for number in country.gw}


@cache
def _by_name() -> dict[str, str]:
    found = {}
    for country in _table().values():
        for text in (country.en, country.fr, *country.spellings):
            found[_plain(text)] = country.iso3
    return found


def _plain(text: str) -> str:
    """Lower case without accents, typographic apostrophes or spare spaces, so that spellings compare."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    return " ".join("".join(item for item in decomposed if not unicodedata.combining(item)).casefold().split())


def codes() -> tuple[str, ...]:
    """ISO3 codes of every state and territory that exists today, in alphabetical order."""
    return tuple(sorted(set(_table()) - _ENDED))


def iso3_of_gw(number: int) -> str | None:
    """ISO3 code of a UCDP (Gleditsch-Ward) country number, None where unknown."""
    return _by_number().get(number)


def iso3_of_name(text: str) -> str | None:
    """ISO3 code of a country's name in any spelling of the table, accents and case aside; None where unknown."""
    return _by_name().get(_plain(text))


def find(text: str) -> str:
    """ISO3 code of a country given by its code or its name, case and accents aside; raises ValueError with the nearest names."""
    code = text.strip().upper()
    if code in codes():
        return code
    if (found := iso3_of_name(text)) is not None:
        return found
    names = [country.en for country in _table().values()]
    hint = choices.near(text, names) or (choices.near(code, codes()) if len(code) == _LETTERS else "")
    raise ValueError(f"unknown country {text!r}. {hint or 'Use an ISO code, such as BFA, or a name, such as Burkina Faso.'}")


def name(iso3: str, lang: Literal["en", "fr"] = "en") -> str:
    """A country's short name; the code itself where the table does not know it."""
    country = _table().get(iso3)
    if country is None:
        return iso3
    return country.fr if lang == "fr" else country.en


def shown(iso3: str) -> str:
    """A country's short name in the language chosen (``language.current``)."""
    return name(iso3, "fr" if language.current() == "fr" else "en")
