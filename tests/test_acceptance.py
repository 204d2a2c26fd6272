"""What may enter the store: the same content once, a replaced file beside the one before it, nothing that lost rows unasked."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from indicators import __main__ as program
from indicators.model import SNAPSHOT, Field, Vintage
from indicators.relations import Absence
from indicators.store import check, refresh
from indicators.store.acceptance import Accepted
from tests.store_example import SOURCES, contents, event, put_events, score, source

TODAY = "2026-11-24"
FIELDS = (
    Field("id", "integer", "Number"), Field("country", "string", "ISO3"), Field("date", "date", "Day"),
    Field("best", "integer", "Deaths"),
)  # fmt: skip
KNOWN = {
    **SOURCES,
    "acts": replace(
        source("acts", SNAPSHOT, FIELDS, ("id",), lambda *_: ()), joined=True, absence=Absence(("best",), ("best",), 25)
    ),
}


def deaths(version: str, published: str, *values: float, first: int = 1) -> Vintage:
    """Deaths of as many months of 2020 from ``first`` on."""
    periods = [f"2020-{number:02}" for number in range(first, first + len(values))]
    frame = pd.DataFrame({"country": "MLI", "period": periods, "deaths": values})
    return Vintage("deaths", version, published, "inferred", periods[0], periods[-1], ("MLI",), frame)


def acts(
    version: str, published: str, start: str, end: str, *rows: tuple[int, str, str, int], countries: str = "MLI NER"
) -> Vintage:
    """Events ``(id, country, day, best)`` of a release that covers ``start`` to ``end``."""
    frame = pd.DataFrame(rows, columns=["id", "country", "date", "best"])
    return Vintage("acts", version, published, "inferred", start, end, tuple(countries.split()), frame)


@pytest.fixture
def folder(tmp_path):
    put_events(tmp_path / "data", event(1, "2023-05-01"))
    return tmp_path / "data"


@pytest.fixture
def bring(folder):
    """Vintages of one source into the store; the report."""

    def run(*vintages, today=TODAY, **options):
        report = refresh.add(
            {vintages[0].source: vintages}, today=today, folder=folder, sources=KNOWN, score=score, **options
        )  # fmt: skip
        assert check.check(folder, sources=KNOWN, score=score) == []
        return report

    return run


def test_the_same_answer_on_another_day_is_no_new_vintage(folder, bring):
    bring(deaths("api-a", "2026-11-01", 1, 2))
    before = contents(folder)
    report = bring(deaths("api-a2", "2026-11-08", 1, 2))
    assert [(one.version, one.stored_already) for one in report.changes] == [("api-a", True)]
    assert not report.written
    assert contents(folder) == before


def test_an_answer_that_returns_to_what_it_was_is_a_new_vintage(bring):
    for version, day, last in (("a", "2026-11-01", 2), ("b", "2026-11-08", 3)):
        bring(deaths(version, day, 1, last))
    report = bring(deaths("a-again", "2026-11-15", 1, 2))
    assert (report.changes[0].previous, report.changes[0].revised, report.written) == ("b", 1, True)


def test_a_file_replaced_under_its_name_is_kept_beside_the_first(folder, bring):
    first = deaths("26.1", "2026-06-08", 1, 2)
    bring(first)
    replaced = deaths("26.1", "2026-06-08", 1, 5)
    (change,) = bring(replaced).changes
    assert (change.version, change.published, change.previous, change.revised) == ("26.1-seen-2026-11-24", TODAY, "26.1", 1)
    assert bring(replaced, today="2026-12-01").changes[0].stored_already
    assert bring(first, today="2026-12-01").changes[0].version == "26.1-seen-2026-12-01"  # back to what it was
    assert sorted(path for path in contents(folder) if "snapshots/deaths" in path) == [
        "snapshots/deaths/2026-06-08_26.1.csv",
        "snapshots/deaths/2026-11-24_26.1-seen-2026-11-24.csv",
        "snapshots/deaths/2026-12-01_26.1-seen-2026-12-01.csv",
    ]
    again = bring(deaths("26.1", "2026-06-08", 1, 7), today="2026-12-01")  # a third content within a day
    assert "stored with other content" in again.failures["deaths"]


def test_a_file_replaced_under_its_name_is_refused_by_hand(bring):
    bring(deaths("26.1", "2026-06-08", 1, 2))
    assert "import it with another --vintage" in bring(deaths("26.1", "2026-06-08", 1, 5), today=None).failures["deaths"]


def test_a_second_answer_of_a_day_may_not_be_hidden_by_the_first(bring):
    bring(deaths("api-b", TODAY, 1, 2))
    assert "Run refresh again tomorrow" in bring(deaths("api-a", TODAY, 1, 3)).failures["deaths"]
    assert bring(deaths("api-c", TODAY, 1, 3)).written
    assert bring(deaths("api-a", "2026-11-25", 1, 4), today="2026-11-25").written


def test_a_name_is_one_vintage_whatever_its_day(bring):
    bring(deaths("27.1", "2027-06-30", 1, 2))
    assert bring(deaths("27.1", "2027-06-08", 1, 2)).changes[0].stored_already


def test_a_stranger_in_a_vintages_place_is_not_overwritten(folder, bring):
    bring(deaths("1", "2026-06-08", 1, 2))
    stranger = folder / "snapshots" / "deaths" / "2026-07-01_2.csv"
    stranger.write_text("mine\n")
    report = refresh.add(
        {"deaths": [deaths("2", "2026-07-01", 1, 2, 3)]}, today=TODAY, folder=folder, sources=KNOWN, score=score
    )
    assert "stored with other content" in report.failures["deaths"]
    assert stranger.read_text() == "mine\n"


@pytest.mark.parametrize(
    ("vintage", "says"),
    [
        (deaths("2", "2026-07-01", 1, 2), "Mali (MLI) 2020-03 was stored in 1 and is gone (1 row)"),
        (deaths("2", "2026-07-01", 1, 2, 3, first=2), "Mali (MLI) 2020-01 was stored in 1 and is gone (1 row)"),
    ],
)
def test_a_loss_needs_a_word(bring, vintage, says):
    bring(deaths("1", "2026-06-08", 1, 2, 3))
    report = bring(vintage)
    assert says in report.failures["deaths"]
    assert "--accept-shrink" in report.failures["deaths"]
    assert bring(vintage, accepted=Accepted(shrink=frozenset({"deaths:NER"}))).failures == report.failures
    assert bring(vintage, accepted=Accepted(shrink=frozenset({"deaths:MLI"}))).written


WHOLE = acts(
    "24.1", "2024-06-01", "1989-01", "2023-12", *((number, "MLI", "2023-05-01", 1) for number in range(9)), countries="MLI"
)
MONTH = acts("25.0.1", "2025-02-20", "2025-01", "2025-01", (20, "MLI", "2025-01-05", 3))


def test_a_release_of_more_countries_is_held_against_the_one_of_fewer(bring):
    """One event where nine were: the countries both cover count, and a candidate in between hides nothing."""
    bring(WHOLE, MONTH)
    cut = acts(
        "25.1",
        "2025-06-01",
        "1989-01",
        "2024-12",
        (1, "MLI", "2023-05-01", 1),
        *((50 + n, "NER", "2023-05-01", 1) for n in range(9)),
    )
    assert "acts 25.1: 1 rows, 24.1 has 9" in bring(cut).failures["acts"]


def test_a_candidate_removes_nothing_it_does_not_cover(bring):
    bring(WHOLE, MONTH)
    late = acts("25.0.2", "2025-03-20", "2025-02", "2025-02", (21, "MLI", "2025-02-03", 2), (20, "MLI", "2025-01-05", 4))
    (change,) = bring(late).changes
    assert (change.previous, change.added, change.revised, change.removed) == ("25.0.1", 1, 1, 0)
    assert (change.first, change.last) == ("2025-01-05", "2025-02-03")
    # The next release of all years is held against what these say together: 20 is dropped, 21 and the nine stay, 22 is new.
    rows = (
        *(tuple(row) for row in WHOLE.frame.to_numpy().tolist()),
        (21, "MLI", "2025-02-03", 2),
        (22, "NER", "2024-12-01", 1),
    )
    (change,) = bring(acts("26.1", "2026-06-01", "1989-01", "2025-12", *rows)).changes
    assert (change.previous, change.added, change.revised, change.removed) == ("25.0.2", 1, 0, 1)


@pytest.mark.parametrize("flag", ["--accept-shrink", "--accept-revision"])
def test_what_is_accepted_names_a_source(flag, capsys):
    with pytest.raises(SystemExit) as ended:
        program.main(["refresh", "--dry-run", "--from-file", "idmc=/nowhere.csv", flag, "vdme:MLI"])
    assert ended.value.code == 2
    assert f"error: {flag}: unknown source 'vdme'" in capsys.readouterr().err
