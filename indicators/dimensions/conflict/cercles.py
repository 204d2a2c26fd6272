"""The subject's second administrative layer (cercles): matches names to units.

Names are compared without accents, case, punctuation and the words *cercle*, *region* and *district*, which unifies all
spellings in UCDP's files except those listed in the subject's ``spellings``.
"""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from indicators.subject import SUBJECT


def plain(name: str) -> str:
    """A name in small letters a-z and digits only, without the words *cercle*, *region* and *district*."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.split(r"[^a-z0-9]+", letters)
    joined = "".join(word for word in words if word not in {"cercle", "cercles", "region", "district"})
    return SUBJECT.boundaries.spellings.get(joined, joined)


def pcodes(cod: pd.DataFrame) -> dict[str, str]:
    """Plain name -> P-code of each cercle, from the ``cod_ab`` table (columns pcode, level, name, parent)."""
    rows = cod[cod["level"] == 2]
    return {plain(name): pcode for name, pcode in zip(rows["name"], rows["pcode"], strict=True)}


def cercle_of(names: pd.Series, cod: pd.DataFrame) -> pd.Series:
    """P-code of the cercle each name means (object, None where the name is empty or no cercle's), index of ``names``.

    The name of the second level alone decides: no two cercles share a name, and where UCDP places a cercle in the region it
    belonged to under an older frame the cercle is right and the region old.
    """
    table = pcodes(cod)
    meanings = {name: table.get(plain(str(name))) for name in names.dropna().unique()}
    return names.map(meanings).astype("object").where(names.notna(), None)
