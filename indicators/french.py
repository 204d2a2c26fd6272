"""French: articles and prepositions with the names of states and organisations, by the rules and their exceptions; numbers.

Gender follows the first word: feminine where it ends in -e or -ion. The lists hold what that rule gets wrong.
"""

from __future__ import annotations

import re
import unicodedata

_MASCULINE = ("belize", "cambodge", "mexique", "mozambique", "royaume-uni", "saint-siège", "suriname", "zimbabwe")
_FEMININE = ("cedeao", "minusma", "misma", "rd congo", "sierra leone", "trinité-et-tobago")
_PLURAL = (
    "bahamas", "bermudes", "comores", "émirats", "états-unis", "fidji", "forces", "îles", "maldives", "nations unies", "palaos",
    "pays-bas", "philippines", "samoa américaines", "seychelles", "tonga",
)  # fmt: skip
_BARE = (  # names without an article
    "andorre", "anguilla", "antigua-et-barbuda", "aruba", "bahreïn", "bonaire,", "cabo verde", "chypre", "cuba", "curaçao",
    "djibouti", "gibraltar",
    "guam", "guernesey", "haïti", "hong kong", "israël", "jersey", "kiribati", "la réunion", "macao", "madagascar", "malte", "maurice",
    "mayotte", "monaco", "montserrat", "nauru", "niue", "oman", "porto rico", "saint-", "sainte-", "sao tomé-et-principe", "singapour",
    "taïwan", "tokelau", "tuvalu", "wallis-et-futuna",
)  # fmt: skip
_ASPIRATED = ("haut", "honduras", "hong")  # hong: Hongrie, Hong Kong
_IN = ("haïti", "israël")  # without an article, but "en"


def _starts(name: str, words: tuple[str, ...]) -> bool:
    plain = name.casefold()
    return any(plain == word or plain.startswith(word if word.endswith("-") else f"{word} ") for word in words)


def _vowel(name: str) -> bool:
    first = unicodedata.normalize("NFD", name[:1]).casefold()[:1]
    return first != "" and first in "aeiouhœ" and not name.casefold().startswith(_ASPIRATED)


def _feminine(name: str) -> bool:
    if _starts(name, _FEMININE):
        return True
    first = re.split(r"[\s-]", name, maxsplit=1)[0]
    return not _starts(name, _MASCULINE) and first.casefold().endswith(("e", "ion"))


def _bare(name: str) -> bool:
    return _starts(name, _BARE) and not _starts(name, _MASCULINE)


def elided(word: str, name: str) -> str:
    """``de mai``, ``d’Algérie``: ``word`` without its last letter before a vowel."""
    return f"{word[:-1]}’{name}" if _vowel(name) else f"{word} {name}"


def the(name: str) -> str:
    """``la France``, ``le Niger``, ``l’Algérie``, ``les États-Unis``, ``Cuba``."""
    if _bare(name):
        return name
    if _starts(name, _PLURAL):
        return f"les {name}"
    return elided("la" if _feminine(name) else "le", name)


def of(name: str) -> str:
    """``de la France``, ``du Niger``, ``de l’Algérie``, ``des États-Unis``, ``de Cuba``."""
    if _bare(name):
        return elided("de", name)
    if _starts(name, _PLURAL):
        return f"des {name}"
    return f"de {the(name)}" if _vowel(name) or _feminine(name) else f"du {name}"


def at(name: str) -> str:
    """Where: ``en France``, ``au Niger``, ``en Iran``, ``aux États-Unis``, ``à Cuba``."""
    if _bare(name):
        return f"{'en' if _starts(name, _IN) else 'à'} {name}"
    if _starts(name, _PLURAL):
        return f"aux {name}"
    return f"en {name}" if _vowel(name) or _feminine(name) else f"au {name}"


def noun(name: str) -> str:
    """A common noun inside a sentence: ``les violences``, ``la gouvernance``, ``le développement``."""
    plain = name[:1].lower() + name[1:]
    return f"les {plain}" if plain.split(" ")[0].endswith("s") else the(plain)


def upper(text: str) -> str:
    """The first letter as a capital, the rest as it is: ``IDH`` stays."""
    return text[:1].upper() + text[1:]


def listed(names: list[str], last: str = "et") -> str:
    """``A``, ``A et B``, ``A, B et C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def number(text: str) -> str:
    """A number written in English, ``-0.27``, as French writes it: ``−0,27``."""
    return text.replace(".", ",").replace("-", "−")
