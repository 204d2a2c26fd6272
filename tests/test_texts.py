"""What declarations say in both languages: complete, the same numbers, French typography, no word left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from indicators import french, language, registry
from indicators.model import Contested, Dimension, Indicator, Reading, Source, Text
from indicators.subject import SUBJECT

# Proper names, and words that are written alike.
SAME = frozenset({"Mali", "cercle", "cercles", "Natural Earth", *(one.name.en for one in SUBJECT.capitals)})
ENGLISH = frozenset(
    {
        "the", "of", "and", "with", "which", "that", "than", "from", "this", "its", "their", "there", "is", "are", "was", "were", "has", "have",
        "had", "not", "but", "by", "who", "what", "when", "where", "how", "between", "into", "over", "under", "while", "each", "every", "only",
        "more", "most", "less", "least", "other", "others", "one", "two", "three", "years", "months", "share", "deaths",
    }
)  # fmt: skip
# Names of indicators and publications by which they are known stand in English.
NAMED = re.compile(r"\b(?:conflict|governance|military|development|pulse)\.\w+|V-Dem \([^)]*\)|Refugee Data Finder|Pink Sheet")


def declared() -> Iterator[tuple[str, Text]]:
    """Every Text of the registry and the subject, with where it stands."""
    everything = {
        **registry.SOURCES, **registry.DIMENSIONS, **registry.INDICATORS, **registry.READINGS, registry.PULSE.key: registry.PULSE,
        **registry.PULSE_PARTS,
    }  # fmt: skip
    for key, one in everything.items():
        yield from of(key, one)
    yield from of("subject", SUBJECT)
    yield "subject.title", SUBJECT.title


def of(where: str, one: object) -> Iterator[tuple[str, Text]]:
    if isinstance(one, Text):
        yield where, one
    elif isinstance(one, tuple):
        for place, part in enumerate(one):
            yield from of(f"{where}[{place}]", part)
    elif is_dataclass(one) and not isinstance(one, type):
        for field in fields(one):
            yield from of(f"{where}.{field.name}", getattr(one, field.name))


DECLARED = dict(declared())
every = pytest.mark.parametrize("text", DECLARED.values(), ids=DECLARED)


def test_what_a_page_shows_of_a_declaration_is_declared_in_both_languages():
    shown = {
        Indicator: ("name", "unit", "argument", "goalposts_argument"), Dimension: ("name", "short", "argument"),
        Reading: ("name", "argument"), Contested: ("as_risk", "as_protection"), Source: ("title", "publisher"),
    }  # fmt: skip
    for kind, names in shown.items():
        assert {name: kind.__annotations__[name] for name in names} == dict.fromkeys(names, "Text"), kind
    indicators = len(registry.INDICATORS) + len(registry.PULSE_PARTS)
    assert sum(where.endswith(".goalposts_argument") for where in DECLARED) == indicators
    assert sum(where.endswith(".title") for where in DECLARED) == len(registry.SOURCES) + 1


def test_a_text_in_one_language_is_none():
    with pytest.raises(TypeError):
        Text("only English")  # type: ignore[call-arg]


@every
def test_both_languages_are_there_and_differ(text):
    assert isinstance(text, Text)
    assert text.en.strip()
    assert text.fr.strip()
    assert text.en != text.fr or text.en in SAME


@every
def test_numbers_are_the_same(text):
    english = re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3}\b)", "", text.en))
    french_ = re.findall(r"\d+(?:,\d+)?", text.fr.replace("\u202f", ""))
    assert sorted(english) == sorted(one.replace(",", ".") for one in french_)
    assert text.en.count("%") == text.fr.count("%")
    assert len(re.findall(r"(?<![\w+])-\d", text.en)) == text.fr.count("−")


@every
def test_french_is_typeset_as_french(text):
    plain = text.fr
    assert not re.search(r"[^\u00a0\d][:;?!%]|\d[;?!%]|\d:(?!\d)", plain), "a no-break space stands before : ; ? ! %"
    assert not re.search(r"['\"]| ,| \.|  ", plain)
    assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»", plain)
    assert not re.search(r"\d\.\d|\d[  ]\d{3}\b", plain), "a decimal comma, a narrow no-break space between thousands"


@every
def test_no_word_is_left_in_english(text):
    words = re.findall(r"[a-zà-ÿœ]+", NAMED.sub("", text.fr).casefold())
    assert not ENGLISH & set(words)


def test_here_is_the_language_chosen():
    text = Text("one", "un")
    assert text.here == "one"
    with language.told_in("fr"):
        assert text.here == "un"
    assert text.here == "one"


@pytest.mark.parametrize(
    ("name", "the", "of_", "at"),
    [
        ("Niger", "le Niger", "du Niger", "au Niger"),
        ("France", "la France", "de la France", "en France"),
        ("Algérie", "l’Algérie", "de l’Algérie", "en Algérie"),
        ("Iran", "l’Iran", "de l’Iran", "en Iran"),
        ("Mexique", "le Mexique", "du Mexique", "au Mexique"),
        ("États-Unis", "les États-Unis", "des États-Unis", "aux États-Unis"),
        ("Cuba", "Cuba", "de Cuba", "à Cuba"),
    ],
)
def test_names_of_countries_in_a_french_sentence(name, the, of_, at):
    assert (french.the(name), french.of(name), french.at(name)) == (the, of_, at)


def test_a_number_of_a_declaration_in_french():
    assert french.number("-0.27") == "−0,27"
