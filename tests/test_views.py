"""ViEWS beside ours: fetched from an invented API over sockets, kept apart from all that is published, and its record."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from math import isnan
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from indicators import folders
from indicators.__main__ import main
from indicators.model import ContractError, SourceError
from indicators.network.client import Patience
from indicators.registry import SOURCES
from indicators.views import answers, beside, fetched, kept, record
from tests.frames import month, snapshots, table, vintage
from tests.publisher import PATIENCE, Handler, Publisher, publishing, status
from tests.test_layout import MODULES, ROOT, imports, name_of

RUN, DAY = "fatalities003_2026_08_t01", "2026-10-03"
RUNS = {
    "runs": ["escwa_001_2021_09_t01", "fatalities001_2022_07_t01", RUN, "fatalities002_2026_08_t01", "current", "r_2021_12_01"]
}
PATIENT = Patience(**PATIENCE, later=0.01)
FETCH = fetched.fetch


def row(step: int, **changed: Any) -> dict[str, Any]:
    """Step 1 is September 2026: month_id (2026 - 1980) * 12 + 9 = 561."""
    number = month("2026-08") + step
    plain = {
        "country_id": 50, "month_id": 560 + step, "name": "Mali", "gwcode": 432, "isoab": "MLI", "year": number // 12,
        "month": number % 12 + 1, "main_mean": 60.25 + step, "main_mean_ln": 4.1, "main_dich": 0.75,
    }  # fmt: skip
    return plain | changed


def envelope(rows: list[dict[str, Any]], size: int = 1000, number: int = 1) -> bytes:
    """A page as the server makes it: one page more than needed where the rows fill the pages before."""
    told = {
        "next_page": "", "prev_page": "", "models": ["main_mean"], "row_count": len(rows), "page_count": len(rows) // size + 1,
        "page_cur": number, "start_date": 561, "end_date": 596, "data": rows[(number - 1) * size : number * size],
    }  # fmt: skip
    return json.dumps(told).encode()


ROWS = [row(step) for step in range(1, 37)]


def say(body: bytes, status: int = 200) -> Callable[[Handler], None]:
    return lambda handler: handler.send(status, "application/json", body)


def paged(rows: list[dict[str, Any]], size: int) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        asked = parse_qs(urlsplit(handler.path).query)
        assert (asked["iso"], asked["pagesize"]) == (["MLI"], ["1000"])
        handler.send(200, "application/json", envelope(rows, size, int(asked["page"][0])))

    return answer


def torn(handler: Handler) -> None:
    """Half the body that was announced, then the end."""
    body = envelope(ROWS)
    handler.send(200, "application/json", body[: len(body) // 2], **{"Content-Length": str(len(body))})


def at_first(bad: Callable[[Handler], None], good: bytes) -> Callable[[Handler], None]:
    return lambda handler: bad(handler) if handler.times() == 1 else handler.send(200, "application/json", good)


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INDICATORS_PRIVATE", str(tmp_path / "private"))
    return tmp_path / "private" / "views"


@pytest.fixture
def server(private: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    with publishing() as found:
        monkeypatch.setenv("INDICATORS_VIEWS_URL", found.root)
        found.answers |= {"/": say(json.dumps(RUNS).encode()), f"/{RUN}/cm/sb": paged(ROWS, 1000)}
        yield found


def cli(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(["outlook", "--views", *words])
    except SystemExit as end:
        code = int(end.code or 0)
    found = capsys.readouterr()
    return code, found.out, found.err


def test_theirs_stands_beside_ours_and_probabilities_wait_for_a_record(capsys, server, private):
    code, out, err = cli(capsys)
    assert code == 0
    rows = pd.read_csv(io.StringIO(out)).set_index("period")
    assert tuple(rows.reset_index().columns[:2]) == ("period", "country")
    assert len(rows) == 12
    ours = rows.index >= "2026-09"
    assert rows.loc[ours, "views_run"].tolist() == [RUN] * int(ours.sum())
    assert rows.loc["2026-09", "views_state_based_mean"] == 61.2  # 60.25 + 1, one decimal
    assert rows.loc["2026-06":"2026-08", "views_state_based_mean"].isna().all()
    assert rows["views_state_based_25_or_more"].isna().all()
    assert (rows["views_cases"] == 0).all()
    assert "0.75" not in out
    assert "no record. Without one the probabilities of 25 deaths or more are withheld" in err
    assert "Do not subtract or average them" in err
    (file,) = private.iterdir()
    told = json.loads(file.read_text())
    assert (told["run"], told["country"], told["type"]) == (RUN, "MLI", "sb")
    assert json.loads(told["answers"][0])["data"] == ROWS
    assert len(server.asked) == 2


def test_what_is_fetched_twice_is_kept_once_with_its_first_day(server, private):
    first = fetched.fetch("MLI", DAY, PATIENT)
    assert fetched.fetch("MLI", "2026-11-02", PATIENT).fetched == DAY
    assert len(list(private.iterdir())) == 1
    server.answers[f"/{RUN}/cm/sb"] = paged([row(step, main_mean=1.0) for step in range(1, 37)], 1000)
    changed = fetched.fetch("MLI", "2026-11-02", PATIENT)
    assert [one.fetched for one in kept.stored("MLI")] == [DAY, "2026-11-02"]
    assert kept.stored("MLI")[0].frame.equals(first.frame)
    assert changed.frame["mean"].tolist() == [1.0] * 36
    assert kept.stored("NER") == []


@pytest.mark.parametrize(("size", "asked"), [(36, 2), (12, 4), (10, 4)])
def test_pages_are_read_to_the_last_which_may_be_empty(server, private, size, asked):
    # 36 rows: pages of 36 and of 12 end with an empty one, pages of 10 with one of 6.
    server.answers[f"/{RUN}/cm/sb"] = paged(ROWS, size)
    assert fetched.fetch("MLI", DAY, PATIENT).frame["month"].tolist() == list(range(month("2026-09"), month("2029-09")))
    assert len(server.asked) == 1 + asked


@pytest.mark.parametrize("bad", [say(b"{}", 500), say(b"{}", 429), say(b"later"), torn, status(200, "text/html", b"<p>")])
def test_what_passes_is_asked_again(server, private, bad):
    server.answers[f"/{RUN}/cm/sb"] = at_first(bad, envelope(ROWS))
    assert len(fetched.fetch("MLI", DAY, PATIENT).frame) == 36


def swapped(**changed: Any) -> Callable[[Handler], None]:
    """One figure of step 5 is another."""
    return say(envelope([*ROWS[:4], row(5, **changed), *ROWS[5:]]))


def raw(old: bytes, new: bytes) -> Callable[[Handler], None]:
    body = envelope(ROWS)
    assert old in body
    return say(body.replace(old, new, 1))


BAD: dict[str, tuple[Callable[[Handler], None], str]] = {
    "the world": (say(envelope([row(1, isoab="AFG"), *ROWS])), "row 1: is of 'AFG', not of MLI"),
    "one row of another": (swapped(isoab="NER"), "row 5: is of 'NER', not of MLI"),
    "no row": (say(envelope([])), "holds no forecast of Mali"),
    "cut in half": (torn, "breaks off in the middle"),
    "half a text": (say(envelope(ROWS)[:2000]), "invalid JSON"),
    "no JSON": (say(b"sorry"), "asks to try again later"),
    "a list": (say(b"[]"), "holds no list 'data'"),
    "a key twice": (raw(b'"main_dich": 0.75', b'"main_dich": 0.75, "main_dich": 0.1'), "'main_dich' stands twice"),
    "negative deaths": (swapped(main_mean=-0.5), "row 5: 'main_mean' is '-0.5'"),
    "negative chance": (swapped(main_dich=-0.1), "row 5: 'main_dich' is '-0.1'"),
    "chance above one": (swapped(main_dich=1.01), "row 5: 'main_dich' is '1.01', expected a number from 0 to 1"),
    "infinite": (raw(b'"main_mean": 61.25', b'"main_mean": 1e999'), "'main_mean' is '1e999'"),
    "not a number": (raw(b'"main_mean": 61.25', b'"main_mean": NaN'), "NaN is not a number"),
    "null": (swapped(main_mean=None), "row 5: 'main_mean' is ''"),
    "true": (swapped(main_dich=True), "'main_dich' is 'True', expected a single value"),
    "another month": (swapped(month_id=566), "month_id 566 is not month 1 of 2027"),
    "a gap": (say(envelope(ROWS[:4] + ROWS[5:])), "do not follow each other from 2026-09"),
    "a month twice": (say(envelope([*ROWS, row(36)])), "do not follow each other"),
    "rows missing": (raw(b'"row_count": 36', b'"row_count": 37'), "1 pages with 36 rows came, 1 pages with 37"),
    "page for ever": (raw(b'"page_count": 1', b'"page_count": 999999'), "'page_count' is '999999', expected a whole number up to 20"),
    "another page": (raw(b'"page_cur": 1', b'"page_cur": 2'), "is page '2' of 1"),
    "old columns": (say(envelope(ROWS).replace(b"main_mean", b"sc_cm_sb_main")), "field 'main_mean' is missing"),
    "refused": (say(b"{}", 422), "answers 422"),
    "down": (say(b"{}", 503), "answers 503"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_one_line_and_leaves_the_private_folder_as_it_was(server, private, name):
    fetched.fetch("MLI", DAY, PATIENT)
    before = {path.name: path.read_bytes() for path in private.iterdir()}
    server.answers[f"/{RUN}/cm/sb"], told = BAD[name]
    with pytest.raises(SourceError) as caught:
        fetched.fetch("MLI", DAY, PATIENT)
    said = str(caught.value)
    assert told in said
    assert said.startswith("ViEWS")
    assert "refresh" not in said
    assert len(said.splitlines()) == 1
    assert {path.name: path.read_bytes() for path in private.iterdir()} == before


def test_a_failure_ends_the_command_as_a_source_that_failed(capsys, server, private):
    server.answers["/"] = say(b'{"runs": ["current", "r_2021_12_01"]}')
    code, out, err = cli(capsys)
    assert (code, out) == (1, "")
    assert err == (
        "error: ViEWS' list of runs: none of 2 names is a run (fatalitiesNNN_YYYY_MM_tNN). The publisher's format may have changed.\n"
    )
    assert not private.exists()


def test_a_country_we_have_no_forecast_of_is_not_asked_for(capsys, server):
    code, _, err = cli(capsys, "--country", "ISL")
    assert code == 2
    assert "--country: no monthly deaths are stored for ISL" in err
    assert server.asked == []


def test_it_is_one_question(capsys, server):
    code, _, err = cli(capsys, "--scorecard")
    assert code == 2
    assert "--scorecard and --views are two questions" in err
    assert server.asked == []


@pytest.mark.parametrize(
    ("runs", "newest"),
    [
        (["fatalities002_2026_08_t09", "fatalities003_2026_08_t01"], "fatalities003_2026_08_t01"),
        (["fatalities003_2026_08_t01", "fatalities003_2026_08_t02"], "fatalities003_2026_08_t02"),
        (["fatalities003_2025_12_t01", "fatalities001_2026_01_t01"], "fatalities001_2026_01_t01"),
        (["fatalities003_2026_07_t01", "fatalities003_2026_13_t01", "fatalities003_2099_01_t01", "../x", 7], "fatalities003_2026_07_t01"),
    ],
)  # fmt: skip
def test_the_newest_run_is_by_month_generation_and_trial_and_never_of_the_future(runs, newest):
    assert answers.newest(json.dumps({"runs": runs}).encode(), DAY) == newest


def test_a_damaged_file_is_named(private, server):
    fetched.fetch("MLI", DAY, PATIENT)
    (file,) = private.iterdir()
    file.write_text(file.read_text().replace("61.25", "61.75"))
    with pytest.raises(ContractError, match=r"damaged \(its answers are not those that were fetched\)\. Delete"):
        kept.stored("MLI")


def test_a_private_folder_that_cannot_be_written_is_one_line(private, server):
    private.parent.write_text("a file")
    with pytest.raises(ContractError, match="cannot be written"):
        fetched.fetch("MLI", DAY, PATIENT)


def test_a_private_folder_in_the_data_folder_is_refused_before_anything_is_asked(server, monkeypatch, tmp_path):
    (tmp_path / "datapackage.json").write_text('{"resources": []}')
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path))
    monkeypatch.setenv("INDICATORS_PRIVATE", str(tmp_path / "own"))
    with pytest.raises(ContractError, match="lies in the data folder"):
        fetched.fetch("MLI", DAY, PATIENT)
    assert server.asked == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["datapackage.json"]


# The record, by hand. Known: 36 months to 2026-08, 9 of them with 40 deaths and 27 with 0: mean 360 / 36 = 10, share 9 / 36 = 0.25.
# Then 30 deaths in 2026-09 and 10 in 2026-10.
KNOWN = pd.Series([40.0] * 9 + [0.0] * 27 + [30.0, 10.0], index=range(month("2023-09"), month("2026-11")))


def told(run: str = RUN, day: str = DAY, mean: float = 20.0, p25: float = 0.5, first: str = "2026-09") -> kept.Forecast:
    frame = pd.DataFrame({"month": range(month(first), month(first) + 36), "mean": mean, "p25": p25})
    return kept.Forecast(run, "MLI", day, "0", frame)


def test_the_record_by_hand():
    found = record.judged([told(mean=20.0, p25=0.9)], KNOWN)
    # |20-30| and |20-10|: 10; base |10-30|, |10-10|: 10. Brier (0.1^2 + 0.9^2) / 2 = 0.41; base (0.75^2 + 0.25^2) / 2 = 0.3125.
    assert (found.cases, found.months, found.late) == (2, 2, 0)
    assert (found.error, found.error_base) == (10.0, 10.0)
    assert found.brier == pytest.approx(0.41)
    assert found.brier_base == 0.3125


def test_the_first_of_a_run_counts_and_runs_are_cases_of_their_own():
    second = told("fatalities003_2026_09_t01", "2026-11-03", mean=12.0, p25=0.2, first="2026-10")
    found = record.judged([told(mean=20.0, p25=0.9), told(day="2026-10-20", mean=99.0, p25=0.0), second], KNOWN)
    # The second run: |12-10| = 2, 0.2^2 = 0.04; its 36 months to 2026-09 lose one of the 40s and gain 30: mean 350 / 36, again 9 of 36.
    assert (found.cases, found.months) == (3, 2)
    assert found.error == pytest.approx(22 / 3)
    assert found.error_base == pytest.approx((20 + 0 + 10 - 350 / 36) / 3)
    assert found.brier == pytest.approx((0.01 + 0.81 + 0.04) / 3)
    assert found.brier_base == pytest.approx((0.5625 + 0.0625 + 0.0625) / 3)


def test_a_forecast_stored_when_the_figures_were_out_is_no_evidence():
    # First figures of September are out by 26 October.
    assert (record.judged([told(day="2026-10-26")], KNOWN).cases, record.judged([told(day="2026-10-27")], KNOWN).cases) == (
        2,
        1,
    )
    found = record.judged([told(day="2026-12-27")], KNOWN)
    assert (found.cases, found.late) == (0, 2)
    assert isnan(found.brier)


def test_twenty_five_deaths_are_enough_and_without_a_base_rate_nothing_is_judged():
    exact = pd.Series([25.0] * 37, index=range(month("2023-09"), month("2026-10")))
    found = record.judged([told(p25=1.0)], exact)
    assert (found.brier, found.brier_base) == (0.0, 0.0)
    assert record.judged([told()], exact.iloc[1:]).cases == 0
    assert record.judged([], KNOWN).cases == 0


def test_deaths_are_state_based_only_from_events_then_sums_and_zero_where_covered():
    sums = table(
        "country period type best",
        [("MLI", "2026-01", "state_based", 5), ("MLI", "2026-01", "one_sided", 90), ("MLI", "2026-03", "state_based", 7)],
    )
    events = table(
        "id country date_end type best",
        [(1, "MLI", "2026-01-31", "state_based", 3), (2, "MLI", "2026-01-02", "state_based", 3), (3, "MLI", "2026-01-02", "non_state", 50)],
    )  # fmt: skip
    seen = snapshots(
        vintage("ucdp_months", sums, "26.0.3", start="2026-01", end="2026-04", countries=("MLI",)),
        vintage("ucdp_ged", events, "26.0.1", start="2026-01", end="2026-01", countries=("MLI",)),
    )
    found = record.state_based(seen, "MLI")
    # January from events (3 + 3), then the sums: none in February and April, 7 in March.
    assert dict(found) == {month("2026-01"): 6, month("2026-02"): 0, month("2026-03"): 7, month("2026-04"): 0}
    assert record.state_based(seen, "NER").empty


def test_a_probability_stands_with_its_record():
    ours = table("country period p05 p50 p95", [("MLI", "2026-08", 1, 2, 3), ("MLI", "2026-09", 4, 5, 6)])
    shown = beside.table(ours, told(p25=0.5), record.Record(2, 2, 0, 10.0, 11.0, 0.41, 0.3125))
    assert shown["views_state_based_25_or_more"].tolist()[1] == 0.5
    assert shown[[f"views_{name}" for name in beside.RECORD]].iloc[1].tolist() == [
        2,
        10,
        11,
        0.41,
        0.3125,
    ]
    assert beside.table(ours, told(), record.Record())["views_state_based_25_or_more"].isna().all()


def test_the_record_is_told_when_there_is_one(capsys, monkeypatch, server):
    monkeypatch.setattr(record, "state_based", lambda *_: KNOWN)
    monkeypatch.setattr(fetched, "fetch", lambda code, _: FETCH(code, DAY, PATIENT))
    code, out, err = cli(capsys, "--format", "json")
    assert code == 0
    by = {one["period"]: one for one in json.loads(out)}
    assert by["2026-09"]["views_state_based_25_or_more"] == 0.75
    # Means 61.25 and 62.25 against 30 and 10: (31.25 + 52.25) / 2; chances (0.25^2 + 0.75^2) / 2.
    assert (by["2026-09"]["views_error"], by["2026-09"]["views_brier"]) == (41.75, 0.3125)
    assert by["2026-08"]["views_state_based_25_or_more"] is None
    assert "2 forecasts of 2 months, mean absolute error 41.8 deaths" in err


def test_nothing_that_is_published_can_hold_it():
    users = {name_of(path) for path in MODULES if any(found.startswith("indicators.views") for found in imports(path))}
    assert {name for name in users if not name.startswith("indicators.views")} == {"indicators.cli.views"}
    for path in MODULES:
        if path.is_relative_to(ROOT / "indicators" / "cli") or path.is_relative_to(ROOT / "indicators" / "views"):
            continue
        assert (
            not re.search(r"private_folder\(|viewsforecasting", path.read_text(encoding="utf-8")) or path.name == "folders.py"
        ), path
    assert "views" not in SOURCES
    data = ROOT / "data"
    assert not [path for path in data.rglob("*") if re.search(r"views|fatalities\d", path.name)]
    assert not re.search(r"viewsforecasting|fatalities00\d|main_dich", (data / folders.INDEX).read_text(encoding="utf-8"))
