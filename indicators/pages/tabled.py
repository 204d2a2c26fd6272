"""Tables on a page: columns named for people, days in words, links that only lead to pages, rows that open."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators import memo, wording
from indicators.charts import spoken
from indicators.language import current
from indicators.pages import replay
from indicators.pages.known import escaped
from indicators.relations import WEB
from indicators.wording import frame as words

_ADDRESSES = ("source_url", "source2_url", "url")  # columns of addresses from data
_DAY, _MONTH = r"\d{4}-[01]\d-[0-3]\d", r"\d{4}-[01]\d"
MOST = 2000  # rows of a table that are sent to the page; all are in the file
WRITTEN = (
    300  # rows up to which fractions are written by the language; longer tables hold whole numbers, which the browser writes
)
_PRINTF = re.compile(r"%(\.\d[fg])")


def linked(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an empty cell where an address is not one of the web: a link may lead to a page, never run a script."""
    named = [name for name in _ADDRESSES if name in table.columns]
    return table.assign(**{name: table[name].where(table[name].astype(str).str.fullmatch(WEB.regex)) for name in named})


def rows(
    table: pd.DataFrame,
    *,
    key: str,
    columns: dict[str, Any] | None = None,
    glance: Sequence[str] | None = None,
    opens: bool = False,
) -> int | None:
    """A table with its columns named for people and its links open; ``columns`` are Streamlit's settings by column.

    Where ``glance`` is given, only its columns are shown at first, in its order. Days and months are written in words. With
    ``opens`` a row can be chosen: its place is given back, None where none is; the columns beside ``glance`` are left to who opens it.
    """
    made = (_content(table), repr((columns, glance, opens)))
    shown: dict[str, Any] = {"hide_index": True, "width": "stretch", "column_order": glance, "key": key, "placeholder": "–"}

    def sent(**more: Any) -> Any:
        told, forms, settings = _written_kept.get(
            (*made, current()), lambda: _written(table, columns or {}, glance if opens else None)
        )
        return st.dataframe(_styled(told, forms), column_config=settings, **shown, **more)

    if not opens:
        replay.draw((*made, key), sent)
        return None
    chosen = sent(on_select="rerun", selection_mode="single-row")["selection"]["rows"]
    return int(chosen[0]) if chosen and chosen[0] < len(table) else None


_written_kept = memo.Kept(100)


@memo.last(300)
def _content(table: pd.DataFrame) -> str:
    """What tells one table from another: pages make some of theirs anew at every interaction."""
    told = [(str(name), str(column.dtype), column.tolist()) for name, column in table.items()]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _styled(table: pd.DataFrame, forms: Mapping[str, str]) -> Any:
    """The table with its numbers written by the language; made at each use, since pandas notes in it what it writes."""
    if not forms:
        return table
    return table.style.format(na_rep="").format({name: partial(_number, one) for name, one in forms.items()})


def _written(
    table: pd.DataFrame, columns: Mapping[str, Any], glance: Sequence[str] | None
) -> tuple[pd.DataFrame, dict[str, str], dict[str, Any]]:
    """The table, or of a table whose rows open the columns at a glance; how its numbers are written; the settings of its columns."""
    told = table[[name for name in glance if name in table.columns]] if glance else table
    named = {name: words.column(name) for name in map(str, told.columns)}
    links = {name: st.column_config.LinkColumn(named[name]) for name in (*_ADDRESSES, "link") if name in named}
    given = {name: {**setting, "label": setting.get("label") or named.get(name)} for name, setting in columns.items()}
    dated, days = timed(spoken.frame(linked(told.head(MOST))))
    moments = {name: st.column_config.DatetimeColumn(named[name], format=form) for name, form in days.items()}
    forms = _forms(dated, given)
    numbers = {name: _unformed(given.get(name, {"label": named.get(name)})) for name in forms}
    return dated, forms, {**named} | links | moments | given | numbers


def _forms(table: pd.DataFrame, given: Mapping[str, Any]) -> dict[str, str]:
    """How the numbers of each column of a short table with fractions are written, as Python formats.

    Streamlit's own formats know no decimal comma and write a hyphen for a minus sign. Empty where the browser may write them.
    """
    fractions = _fractions(table)
    if len(table) > WRITTEN or not fractions:
        return {}
    asked = {name: str((given.get(name, {}).get("type_config") or {}).get("format") or "%.4g") for name in fractions}
    whole = [str(name) for name in table.columns if pd.api.types.is_integer_dtype(table[name])]
    return dict.fromkeys(whole, ",.0f") | {name: found[1] for name, form in asked.items() if (found := _PRINTF.fullmatch(form))}


def _fractions(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table.columns if pd.api.types.is_float_dtype(table[name])]


def _unformed(setting: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in (setting.get("type_config") or {}).items() if key != "format"}
    return {**setting, "type_config": {"type": "number", **kept}}


def _number(form: str, value: float) -> str:
    if math.isnan(value):
        return ""
    return wording.written(value, ",.0f" if form.endswith("g") and float(value).is_integer() else form)


def timed(table: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """The table with its columns of ISO days and months as times, and how each of these is written."""
    forms: dict[str, str] = {}
    for name in map(str, table.columns):
        texts = table[name].dropna()
        if len(texts) and isinstance(texts.iloc[0], str):
            filled = texts[texts != ""]
            written = ((_DAY, words.DAY_FORM), (_MONTH, words.MONTH_FORM))
            form = [one for pattern, one in written if len(filled) and filled.str.fullmatch(pattern).all()]
            forms |= dict.fromkeys([name][: len(form)], "".join(form))
    return table.assign(**{name: pd.to_datetime(table[name].replace("", None)) for name in forms}), forms


def opened(row: Mapping[Any, Any], key: str) -> None:
    """All of one row of a table in words, what is empty left out."""
    lines = [
        f"**{escaped(words.column(str(name)))}{wording.COLON}** {_told(str(name), value)}"
        for name, value in row.items()
        if _some(value)
    ]
    with st.container(border=True, key=f"row_{key}"):
        st.markdown("  \n".join(lines))


def _some(value: object) -> bool:
    return not (value is None or value is pd.NA or value == "" or (isinstance(value, float) and math.isnan(value)))


def _told(name: str, value: object) -> str:
    text = str(value)
    if name in (*_ADDRESSES, "link") and re.fullmatch(WEB.regex, text):
        return f"[{escaped(text)}]({text.replace('(', '%28').replace(')', '%29')})"
    if isinstance(value, bool):
        return words.YES if value else words.NO
    if isinstance(value, float):
        return escaped(wording.written(value, ",.0f" if value.is_integer() else ".4g"))
    return escaped(
        wording.day(text) if re.fullmatch(_DAY, text) else wording.month(text) if re.fullmatch(_MONTH, text) else text
    )
