"""``data/README.md``: the data dictionary, written from the declared sources and the stored vintages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from indicators.model import Field, Source
from indicators.relations import Relation
from indicators.store import contracts
from indicators.store.package import ALERT_TABLES, BACKTEST_TABLES, CHANGES, FORECASTS, STATEMENTS, TABLES, Entry

_HEAD = """# Data dictionary

Written by `python -m indicators rebuild`; edits are overwritten. `datapackage.json` is the index: it names every file with
publisher, vintage, licence, attribution and checksum. Scores are under CC BY-SA 4.0, each other file under its publisher's
licence. `snapshots/` holds vintages as `<source>/<published>_<version>.csv`, never edited; `curated/` is edited by hand,
then `rebuild`; `geo/` holds boundaries; `scores/` is computed; `outlook/` holds frozen
forecasts, never edited, and the backtest; `alerts/` the record of the alerts. CSV files are UTF-8, an empty cell means no value, never 0.
"""


def render(sources: Mapping[str, Source], stored: Iterable[Entry]) -> bytes:
    """The README's bytes: the result tables, then every source that has a file, in order of key."""
    vintages: dict[str, list[Entry]] = {}
    for entry in sorted(stored, key=lambda entry: entry.path):
        vintages.setdefault(entry.vintage.source, []).append(entry)
    parts = [_HEAD, "## Results\n"]
    for table in (*TABLES, CHANGES, FORECASTS, STATEMENTS, *BACKTEST_TABLES, *ALERT_TABLES):
        parts.append(
            f"### `{table.path}`\n\n{table.description}.\n\n{_columns(table.fields, table.primary_key, table.relations)}"
        )
    parts.append("## Sources\n")
    parts += [_source(sources[key], vintages[key]) for key in sorted(vintages)]
    return "\n".join(parts).encode()


def _source(source: Source, stored: Sequence[Entry]) -> str:
    facts = [
        ("Publisher", f"{source.publisher.en}, <{source.url}>"),
        ("Licence", f"[{source.licence.title}]({source.licence.url})"),
        ("Citation", source.citation),
        ("Cadence", source.cadence),
        ("Coverage", source.coverage),
        ("Credentials", source.credentials),
        ("Publication lag", f"{source.lag_months} months"),
    ]
    lines = [f"### `{source.key}`: {source.title.en}", "", *(f"- {name}: {_line(text)}" for name, text in facts), ""]
    lines += ["| vintage | published | known how | complete | file |", "|---|---|---|---|---|"]
    for entry in stored:
        one = entry.vintage
        lines.append(
            f"| {_line(one.version)} | {one.published} | {one.published_basis} | {one.start} to {one.end} | `{entry.path}` |"
        )
    return "\n".join(lines) + "\n\n" + _columns(source.fields, source.primary_key, source.relations)


def _columns(fields: Sequence[Field], key: Sequence[str], relations: Sequence[Relation] = ()) -> str:
    lines = ["| column | type | meaning | allowed |", "|---|---|---|---|"]
    for item in fields:
        kind = item.type + (", key" if item.name in key else "") + ("" if item.required else ", may be empty")
        lines.append(f"| `{item.name}` | {kind} | {_line(item.description)} | {_line(_allowed(item))} |")
    promised = [f"In every row: {'; '.join(_line(relation.expected) for relation in relations)}.", ""] if relations else []
    return "\n".join([*lines, "", *promised])


def _allowed(item: Field) -> str:
    """What a cell may hold beyond its type, in words."""
    limits = [", ".join(item.enum), item.pattern.words if item.pattern else "", contracts.bounds(item)]
    return "; ".join(text for text in limits if text)


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
