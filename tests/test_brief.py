"""The brief says nothing that its footnotes do not hold: every figure is followed to its row, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

import indicators
from indicators import language, wording
from indicators.brief import inputs, ledger, made
from indicators.brief.content import Brief, Cards, Charts, Heading, Note, Paragraphs, Said, Table
from indicators.registry import SOURCES
from indicators.subject import SUBJECT
from indicators.tables import watch
from tests.brief_example import brief, known, records, share_worse, table
from tests.pages.test_french import ENGLISH, bare

LAST = "2026-05"
MONTHS = ("2012-03", "2020-08", "2022-06", LAST)
BOTH = [(month, lang) for month in MONTHS for lang in ("en", "fr")]
NUMBER = re.compile(r"[+−-]?\d{1,3}(?:[,\u202f]\d{3})+(?!\d)|[+−-]?\d+(?:[.,]\d+)?")
NAMES = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
SCALE = {"en": re.compile(r"\bof 100\b|\b100 simulations"), "fr": re.compile(r"\bsur 100\b")}


def units(content: Brief) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Text that is cited together, with its footnotes: a sentence, a card, a row of the table, the title of a chart."""
    for block in content.blocks:
        match block:
            case Paragraphs(lines):
                for one in (said for line in lines for said in line.said):
                    yield one.text, one.notes
            case Cards(cards):
                for card in cards:
                    parts = (card.name, Said(card.figure), *card.lines)
                    yield " | ".join(one.text for one in parts), tuple(number for one in parts for number in one.notes)
            case Table(_, _, rows):
                for row in rows:
                    cells = [one for cell in row for one in cell]
                    yield " | ".join(one.text for one in cells), tuple(number for one in cells for number in one.notes)
            case Charts(charts):
                for chart in charts:
                    yield chart.title.text, chart.title.notes


def taken(text: str, lang: str) -> tuple[list[str], list[float]]:
    """The months (YYYY-MM) and days (ISO) of a text, and the other numbers in it."""
    months = {name: f"{place:02d}" for place, name in enumerate(NAMES[lang], start=1)}
    named = "|".join(months)
    dates: list[str] = []

    def date_of(found: re.Match[str]) -> str:
        day, month, year = found.groups()
        dates.append(f"{year}-{months[month.lower() if lang == 'fr' else month]}" + (f"-{int(day):02d}" if day else ""))
        return " "

    rest = re.sub(
        rf"(?:\b(\d{{1,2}})(?:er)? )?\b({named}) (\d{{4}})", date_of, text, flags=re.IGNORECASE if lang == "fr" else 0
    )
    rest = SCALE[lang].sub(" ", rest)
    return dates, [value(one, lang) for one in NUMBER.findall(re.sub(r"(?<=\d)–(?=\d)", " ", rest))]


def value(text: str, lang: str) -> float:
    plain = text.replace("−", "-").replace("\u202f", "")
    return float(plain.replace(",", "") if lang == "en" else plain.replace(",", "."))


def holds(number: float, note: Note) -> bool:
    """Whether a footnote's rows or computed figures hold a number, to the precision it is printed with."""
    cells = [cell for row in note.rows for cell in row.cells.values()]
    words = " ".join(cell for cell in cells if isinstance(cell, str))
    figures = [float(cell) for cell in cells if not isinstance(cell, str)] + list(note.computed.values())
    told = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d)[,\u202f](?=\d{3})", "", words))]
    if number in told:
        return True
    whole = number == int(number)
    close = 0.56 if whole else 0.056  # stored bands have one decimal: rounding twice may cost .05 of the last place
    return any(abs(abs(number) - abs(scale * one)) <= close for one in figures for scale in (1, 100))


def test_taking_a_text_apart():
    assert taken("On 6 October 2026, 1,357 of 100 killed: +0.8, 27–443, 42 %, May 2026", "en") == (
        ["2026-10-06", "2026-05"], [1357.0, 0.8, 27.0, 443.0, 42.0],
    )  # fmt: skip
    assert taken("1er juin 2022 : 1\u202f357 morts, −0,5 ; 69 sur 100", "fr") == (["2022-06-01"], [1357.0, -0.5, 69.0])


@pytest.mark.parametrize(("month", "lang"), BOTH)
def test_every_number_stands_in_a_footnote_of_its_own(month, lang):
    content = brief(month, lang)
    seen = 0
    for text, numbers in units(content):
        notes = [content.notes[number - 1] for number in numbers]
        for number in taken(text, lang)[1]:
            assert any(holds(number, note) for note in notes), f"{number} of {text!r} is in none of {numbers}"
            seen += 1
    assert seen > 40


@pytest.mark.parametrize(("month", "lang"), BOTH)
def test_every_date_is_the_briefs_or_stands_in_a_footnote(month, lang):
    content, given = brief(month, lang), known(month)
    calendar = words_of(lang).CALENDAR_TITLE
    own = {month, given.before, given.last, content.day, given.seen, f"{month}-01", given.first_issue}
    due = set(watch.fresh(given.snapshots, list(SOURCES), given.day)["due"])
    for text, numbers in units(content):
        notes = [content.notes[number - 1] for number in numbers]
        held = {part for note in notes for row in note.rows for part in (*row.key.split(","), *map(str, row.cells.values()))}
        named = {one for part in held for one in taken(part, lang)[0]}
        allowed = own | held | named | (due if any(note.title == calendar for note in notes) else set())
        for found in taken(text, lang)[0]:
            assert found in allowed or any(one.startswith(found) for one in held), f"{found} of {text!r}"


def words_of(lang):
    from importlib import import_module

    return import_module(f"indicators.wording.{lang}.brief")


@pytest.mark.parametrize(("month", "lang"), BOTH)
def test_every_footnote_leads_to_rows_that_hold_its_figures(month, lang):
    for note in brief(month, lang).notes:
        assert note.rows or note.computed or note.title in (words_of(lang).CALENDAR_TITLE,), note
        for row in note.rows:
            found = records(row)
            assert found or row.table == "ucdp_ged", row
            for name, cell in row.cells.items():
                if row.version == "curated":
                    stored = found[0][f"{name}_fr" if lang == "fr" and f"{name}_fr" in found[0] else name]
                    assert str(cell).replace(".0", "") == stored or not stored, (row, name)
                else:
                    assert sum(float(one[name]) for one in found) == pytest.approx(float(cell)), (row, name)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_curated_footnote_tells_of_its_row(lang):
    """Title, publisher, link and grade as the table has them."""
    content = brief(LAST, lang)
    own = [note for note in content.notes if note.grade and note.rows[0].version == "curated"]
    assert len(own) >= 8
    for note in own:
        (row,) = records(note.rows[0])
        told = [row[f"source_{name}"] for name in ("title", "publisher", "url", "grade", "date")]
        assert [note.title, note.publisher, note.url, note.grade, note.published] == told
    sources = [note for note in content.notes if note.vintage]
    assert {"ucdp_totals", "ucdp_ged", "vdem", "wgi", "hdr", "population"} <= {note.rows[0].table for note in sources}
    assert all(note.url.startswith("https://") and note.grade == "A" and note.published for note in sources)


@pytest.mark.parametrize("month", MONTHS)
def test_what_no_row_holds_is_computed_as_its_footnote_says(month):
    content, given = brief(month, "en"), known(month)
    by_title = {note.title: note.computed for note in content.notes}
    words = words_of("en")
    shares = by_title[words.VERDICT_TITLE]
    for key, level, name in (("index", "index", "index"), ("pulse", "pulse", "pulse"), ("conflict", "dimension", "conflict")):
        assert shares[f"worse {key}"] == pytest.approx(share_worse(level, name, given.before, month))
    causes = indicators.changes(given.before, month).query("level == 'index'").groupby("cause")["points"].sum()
    for cause, points in by_title[words.MOVED_TITLE].items():
        assert points == pytest.approx(causes.sum() if cause == "change" else causes[cause], abs=0.001)
    killed = by_title[words.KILLED_TITLE]
    deaths = [row for note in content.notes for row in note.rows if "best" in row.cells]
    year = {row.key: float(row.cells["best"]) for row in deaths if given.before < row.key[4:] <= month}
    assert killed["best"] == sum(year.values())
    assert len(year) == 12
    # the indicator is deaths a hundred thousand: its bounds stand to its best figure as those of deaths to deaths
    rate = given.observations.query(f"period == '{month}' and indicator == 'conflict.lethality'").iloc[0]
    assert [killed["low"] / killed["best"], killed["high"] / killed["best"]] == pytest.approx(
        [rate["low"] / rate["best"], rate["high"] / rate["best"]]
    )


def test_the_last_months_own_computed_figures():
    content, words = brief(LAST, "en"), words_of("en")
    by_title = {note.title: note.computed for note in content.notes}
    # May 2026 stands at 438; of a month's first release .29 to 1.58 were 5 % and 95 % of final over released deaths
    assert by_title[words.NOWCAST_TITLE] == {"low": pytest.approx(438 * 0.29), "high": pytest.approx(438 * 1.58)}
    # the charter's day, 26 March 2022, to the day of knowledge in months of 365.25 / 12 days
    days = (date.fromisoformat(content.day) - date(2022, 3, 26)).days
    assert by_title[words.overdue_title(content.day)] == {"months": pytest.approx(days / 365.25 * 12)}


def test_facts_are_the_rows_of_the_ledgers_turning_points_first():
    found = ledger.facts(known("2020-08"))
    rows = [row for name in inputs.LEDGERS for row in table(f"curated/{name}.csv")]
    august = [row["id"] for row in rows if (row.get("date") or row.get("made", "")).startswith("2020-08")]
    assert set(found.told["id"]) <= set(august)
    assert "2020-08-18-coup" in set(found.told["id"])
    assert list(found.told["date"]) == sorted(found.told["date"])
    assert (found.start, found.end, found.earlier) == ("2020-08-01", "2020-08-31", False)


def test_a_month_without_a_fact_says_so_and_tells_the_last_before():
    empty = next(month for month in (f"2015-{one:02d}" for one in range(1, 13)) if ledger.facts(known(month)).earlier)
    found = ledger.facts(known(empty))
    assert len(found.told) == ledger.EARLIER
    assert found.told["date"].max() < f"{empty}-01"
    told = [text for text, _ in units(brief(empty, "en"))]
    assert any(text.startswith("No row of the ledgers is dated from 1 ") for text in told)


def test_no_forecast_is_made_in_hindsight():
    told = " ".join(text for text, _ in units(brief("2022-06", "en")))
    assert "No outlook: no forecast was frozen at June 2022" in told
    assert "starts from May 2026" in told
    cards = next(block for block in brief(LAST, "en").blocks if isinstance(block, Cards))
    (first,) = [
        row for row in table(f"outlook/issues/{LAST}_forecasts.csv") if row["country"] == SUBJECT.code and row["lead"] == "1"
    ]
    assert cards.cards[2].figure == f"{first['p05']}–{first['p95']}"


@pytest.fixture(scope="module")
def past():
    return inputs.of("2024-06-01", reconstruct=True)


def test_what_was_not_known_on_a_day_is_not_in_its_brief(past):
    content = made.made(past)
    assert content.day == "2024-06-01"
    assert past.month == "2024-04"  # May's deaths were not out on 1 June
    assert "reconstructed" in content.known
    for note in content.notes:
        for row in note.rows:
            if row.version == "curated":
                (stored,) = records(row)
                assert stored["public_from"] <= "2024-06-01", row
    assert "No outlook" in " ".join(text for text, _ in units(content))
    scores = indicators.scores("2024-06-01", reconstruct=True, start="2024-04").set_index(["period", "key"])["score"]
    told = [
        row
        for note in content.notes
        for row in note.rows
        if row.table == "scores" and row.key.startswith("MLI,2024-04") and row.cells
    ]
    assert len(told) == 6
    for row in told:
        assert row.cells["score"] == pytest.approx(scores["2024-04", row.key.split(",")[3]], abs=1e-4)


def test_a_strict_day_before_the_index_was_known_says_what_is_missing():
    content = made.made(inputs.of("2024-06-01"))
    told = " ".join(text for text, _ in units(content))
    assert "has no index" in told
    limits = [
        said.text
        for block in content.blocks
        if isinstance(block, Paragraphs) and block.kind == "small"
        for line in block.lines
        for said in line.said
    ]
    assert any(text.startswith("Not known by that day: ") and "V-Dem" in text for text in limits)
    with pytest.raises(ValueError, match=r"no month could be scored by 2021-01-01.*--reconstruct"):
        inputs.of("2021-01-01")


@pytest.mark.parametrize("month", MONTHS)
def test_no_english_is_left_in_a_french_brief(month):
    content = brief(month, "fr")
    texts = [text for text, _ in units(content)]
    texts += [block.text for block in content.blocks if isinstance(block, Heading)]
    texts += [line.lead for block in content.blocks if isinstance(block, Paragraphs) for line in block.lines]
    texts += [content.title, content.subtitle, content.head, content.known, content.foot, content.notes_title, content.grades]
    for block in content.blocks:
        texts += [*block.head, block.name] if isinstance(block, Table) else []
        texts += [part for chart in block.charts for part in (chart.unit, chart.text)] if isinstance(block, Charts) else []
    with language.told_in("fr"):
        texts += [
            wording.brief.note("", one.title if not one.url else "", one.published, one.vintage, one.grade, "")
            for one in content.notes
        ]
    left = [one for one in texts if ENGLISH.search(bare(one))]
    assert left == []
    assert not [one for one in texts if re.search(r"[^\s\u00a0][;?!»%]|«(?!\u00a0)", bare(one))]
    assert not [text for text, _ in units(content) if re.search(r"\d\.\d", text)]


def test_both_languages_tell_the_same_figures():
    for month in MONTHS:
        english, french = brief(month, "en"), brief(month, "fr")
        assert [note.rows[0].key for note in english.notes if note.rows] == [
            note.rows[0].key for note in french.notes if note.rows
        ]
        assert [numbers for _, numbers in units(english)] == [numbers for _, numbers in units(french)]
