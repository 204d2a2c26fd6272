"""The brief of a month as content, in the language chosen (``language.current``)."""

from __future__ import annotations

from indicators.brief import ahead, figures, ledger, standing
from indicators.brief.content import Block, Brief, Charts, Heading, Paragraph, Paragraphs, Said
from indicators.brief.inputs import Inputs, newest_day
from indicators.brief.notes import Notebook
from indicators.language import current
from indicators.registry import SOURCES
from indicators.subject import SUBJECT
from indicators.version import VERSION
from indicators.wording import ahead as ahead_words
from indicators.wording import brief as words


def made(inputs: Inputs) -> Brief:
    """The whole content; notes are numbered as they are first cited, from the top to the end."""
    notes = Notebook(inputs)
    blocks: tuple[Block, ...] = (
        standing.verdict(inputs, notes),
        standing.cards(inputs, notes),
        standing.dimensions(inputs, notes),
        standing.killed(inputs, notes),
        Charts(figures.four(inputs, notes)),
        *ledger.shown(inputs, notes),
        Heading(ahead_words.WATCH),
        ahead.shown(inputs, notes),
        Heading(words.LIMITS),
        _limits(inputs),
    )
    rebuilt = inputs.snapshots.reconstructed
    first = inputs.score("conflict", inputs.month)
    return Brief(
        language=current(), month=inputs.month, day=inputs.day, title=words.title(inputs.month),
        subtitle=words.told(inputs.month, inputs.last, bool(first and float(first["provisional"]) > 0), newest_day(inputs.snapshots)),
        head=f"{SUBJECT.title.here} · {words.KIND}", known=words.known(inputs.day, inputs.as_of, rebuilt), foot=words.foot(inputs.day, VERSION),
        blocks=blocks, notes_title=words.NOTES, grades=words.GRADES, notes=notes.notes(),
    )  # fmt: skip


def _limits(inputs: Inputs) -> Paragraphs:
    lines = list(words.LIMIT_LINES)
    absent = [SOURCES[key].title.here for key in inputs.snapshots.absent] if inputs.as_of else []
    if absent:
        lines.append(words.absent(absent))
    return Paragraphs((Paragraph(tuple(Said(line) for line in lines)),), "small")
