"""New periods that step further than any did, a past that is another country's, and files taken for a release they are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from indicators import __main__ as program
from indicators.model import SourceError
from indicators.registry import SOURCES
from indicators.relations import Rewrite, Step
from indicators.sources.ucdp import ged
from indicators.store import acceptance, read, steps
from indicators.store.acceptance import Accepted
from tests import ucdp_example

CODES = [f"A{first}{second}" for first in "ABCDE" for second in "ABCDEF"]  # 30 countries
SOURCE = replace(SOURCES["population"], rewrite=Rewrite(volume=9, entity=9), step=Step(entity=1.5, total=1.2))


def table(change=None, years=range(2000, 2013)):
    """30 countries, each with figures of its own that grow by one in a hundred; ``change(code, year, figure)``."""
    rows = [
        (code, year, round((place + 1) * 10_000 * 1.01 ** (year - 2000))) for place, code in enumerate(CODES) for year in years
    ]
    rows = [(code, year, change(code, year, figure) if change else figure) for code, year, figure in rows]
    return pd.DataFrame(rows, columns=["country", "year", "population"])


def vintage(frame):
    return replace(read.load().newest("population"), frame=frame, start="2000-01", end=f"{frame['year'].max()}-12")


def told(change, source=SOURCE):
    return steps.beyond(vintage(table(change)), table(years=range(2000, 2012)), source)


def exchanged(code, year, figure):
    """AAA and AAB change places; they have 10,000 and 20,000 in the first year."""
    return round({"AAA": 20_000, "AAB": 10_000}[code] * 1.01 ** (year - 2000)) if code in ("AAA", "AAB") else figure


def late(code, year, _):
    """Each year's figure under the year after; the first year stays."""
    return round((CODES.index(code) + 1) * 10_000 * 1.01 ** max(year - 2001, 0))


def early(code, year, _):
    """Each year's figure under the year before."""
    return round((CODES.index(code) + 1) * 10_000 * 1.01 ** (year - 1999))


CASES = {
    "nothing": (None, ""),
    "tenfold in one country": (lambda code, year, figure: figure * 10 if (code, year) == ("AAC", 2012) else figure, "10.10 times in 2012"),
    "a tenth in one country": (lambda code, year, figure: figure // 10 if (code, year) == ("AAC", 2012) else figure, "0.10 times in 2012"),
    "a third more everywhere": (lambda _, year, figure: figure * 13 // 10 if year == 2012 else figure, "to 1.31 times"),
    "the year before again": (None, "of 2012 is that of 2011"),
    "nobody anywhere": (lambda _, year, figure: 0 if year == 2012 else figure, "0 everywhere in 2012"),
    "a stored figure tenfold": (
        lambda code, year, figure: figure * 10 if (code, year) == ("AAC", 2005) else figure, "10.10 times in 2005"
    ),
    "a stored figure lost a digit": (
        lambda code, year, figure: figure // 10 if (code, year) == ("AAC", 2005) else figure, "10.10 times in 2006"
    ),
    "a stored year doubled": (lambda _, year, figure: figure * 2 if year == 2005 else figure, "2.00 times what was stored of it"),
    "a year late": (late, "what was stored of the period before"),
    "a year early": (early, "what was stored of the period after"),
    "two countries exchanged in a year": (
        lambda code, year, figure: exchanged(code, year, figure) if year == 2005 else figure,
        "have changed places in 2005",
    ),
    "two countries exchanged": (exchanged, "is in each of 12 periods what was stored of"),
}  # fmt: skip


@pytest.mark.parametrize("case", list(CASES))
def test_what_no_publisher_would_add(case):
    change, says = CASES[case]
    if case == "the year before again":  # exactly, whatever rounding does
        last = table().query("year == 2011").set_index("country")["population"]
        change = lambda code, year, figure: int(last[code]) if year == 2012 else figure  # noqa: E731
    found = told(change)
    assert says in found if says else found == ""


OF_REAL = {
    ("population", "tenfold"), ("population", "again"), ("population", "none"), ("idmc", "tenfold"), ("idmc", "again"),
    ("ucdp_totals", "again"), ("ucdp_totals", "none"), ("gold_price", "tenfold"),
}  # fmt: skip


@pytest.mark.parametrize(("key", "kind"), sorted(OF_REAL))
def test_the_last_real_period_spoilt(key, kind):
    """Tenfold, as the period before, or 0 everywhere, where the publisher's own series says it never was."""
    source, frame = SOURCES[key], read.load().newest(key).frame
    (name,) = [item.name for item in source.fields if item.type in ("number", "integer")]
    when = frame[source.dated].astype(str)
    last = when.max()
    earlier, added = frame[when < last], frame[when == last]
    if kind == "again":
        before = earlier[earlier[source.dated].astype(str) == when[when < last].max()]
        added = before.assign(**{source.dated: added[source.dated].iloc[0]})
    else:
        added = added.assign(**{name: added[name] * (10 if kind == "tenfold" else 0)})
    spoilt = replace(read.load().newest(key), frame=pd.concat([earlier, added], ignore_index=True))
    assert steps.beyond(spoilt, earlier, source) != ""


def test_a_source_without_a_declared_step_may_step_anywhere():
    """But no year is the year before again, or 0 everywhere, or another's."""
    free = replace(SOURCE, step=None)
    assert told(CASES["tenfold in one country"][0], free) == ""
    assert "0 everywhere" in told(CASES["nobody anywhere"][0], free)
    assert told(exchanged, free) != ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (346_000, 34_600, "idps of Mali (MLI) in 2024 is 34,600, was 346,000"),  # a digit lost
        (346_000, 0, "is 0, was 346,000"),
        (346_000, 692_000, "is 692,000, was 346,000"),
        (346_000, 300_000, ""),
        (1_500, 600, ""),  # fewer than a thousand people apart
    ],
)
def test_a_year_of_the_subject_is_not_halved_or_doubled_unasked(old, new, says):
    before = pd.DataFrame({"country": "MLI", "year": [2023, 2024], "idps": [354_000, old]})
    one = replace(read.load().newest("idmc"), frame=before.assign(idps=[354_000, new]))
    found = steps.beyond(one, before, replace(SOURCES["idmc"], step=None))
    assert says in found if says else found == ""


def test_an_estimate_of_the_subject_does_not_change_its_sign_unasked():
    source, frame = SOURCES["wgi"], read.load().newest("wgi").frame
    mine = (frame["country"] == "MLI") & (frame["year"] == 2023) & (frame["indicator"] == "cc")  # -0.86
    turned = replace(read.load().newest("wgi"), frame=frame.assign(estimate=frame["estimate"].where(~mine, -frame["estimate"])))
    assert steps.beyond(turned, frame, source) == "estimate of Mali (MLI) cc in 2023 is 0.861832, was -0.861832"
    near = replace(turned, frame=frame.assign(estimate=frame["estimate"].where(~mine, frame["estimate"] * 0.8)))
    assert steps.beyond(near, frame, source) == ""


@pytest.mark.parametrize("key", ["cod_ab", "mli_adm1"])
def test_names_and_outlines_do_not_change_places(key):
    source, stored = SOURCES[key], read.load().newest(key)
    frame, column = stored.frame, "name" if key == "cod_ab" else "geometry"
    one, other = frame.index[frame["pcode"].isin(["ML01", "ML05"])]
    turned = frame.copy()
    turned.loc[[one, other], column] = frame.loc[[other, one], column].to_numpy()
    assert f"{column} of ML01 is what was stored of ML05" in steps.beyond(replace(stored, frame=turned), frame, source)
    renamed = frame.assign(**{column: frame[column].where(frame["pcode"] != "ML01", "anew")})
    assert steps.beyond(replace(stored, frame=renamed), frame, source) == ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda frame: frame.assign(latitude=frame["latitude"] + 0.5), "records lie elsewhere than stored"),
        (
            lambda frame: frame.assign(deaths_a=frame["deaths_b"], deaths_b=frame["deaths_a"]),
            "deaths_a and deaths_b have changed places",
        ),
        (lambda frame: frame.assign(latitude=frame["latitude"] + 0.01), ""),  # a kilometre
        (
            lambda frame: frame.assign(latitude=frame["latitude"].where(frame.index % 3 > 0, frame["latitude"] + 0.5)),
            "",
        ),  # a third
    ],
)
def test_events_stay_where_they_are_and_sides_keep_their_dead(change, says):
    stored = read.load().all("ucdp_ged")[0]
    found = steps.beyond(replace(stored, frame=change(stored.frame)), stored.frame, SOURCES["ucdp_ged"])
    assert says in found if says else found == ""


def test_it_is_refused_with_a_way_out(tmp_path):
    new = replace(vintage(table(exchanged)), version="new", published="2026-11-20", quality=(), records=None)
    shelf = acceptance.Shelf(tmp_path, [vintage(table(years=range(2000, 2012)))], {})
    with pytest.raises(SourceError, match="--accept-revision population"):
        acceptance.accept(new, SOURCE, shelf)
    assert acceptance.accept(new, SOURCE, shelf, Accepted(revision=frozenset({"population"})))[2]


@pytest.mark.parametrize(
    "key",
    ["hdr", "vdem", "ucdp_totals", "ucdp_ged", "ucdp_cy", "population", "gold_price", "idmc", "wgi", "unhcr", "wdi_context"],
)
def test_no_real_vintage_and_no_real_period_is_refused(key):
    """Each stored vintage after those before it; and of the newest, each of the last periods after the periods before."""
    known, source = list(read.load().all(key)), SOURCES[key]
    for place, one in enumerate(known[1:], start=1):
        assert steps.beyond(one, known[place - 1].frame, source) == "", one.version
    frame, dated = known[-1].frame, source.dated
    assert dated is not None
    when = frame[dated].astype(str).str[:7]
    for last in sorted(set(when))[-2:]:
        one = replace(known[-1], frame=frame[when <= last])
        assert steps.beyond(one, frame[when < last], source) == "", last


def test_a_vintage_of_another_country_does_not_take_the_place_of_one(tmp_path):
    """A source whose newest vintage stands alone: a table of Malawi would leave nothing of Mali."""
    source = SOURCES["us_personnel"]
    stored = read.load().newest("us_personnel")
    other = replace(
        stored,
        version="x",
        published="2026-11-20",
        countries=("MWI",),
        frame=stored.frame.assign(country="MWI"),
        quality=(),
        records=None,
    )
    with pytest.raises(SourceError, match=r"Mali \(MLI\)"):
        acceptance.accept(other, source, acceptance.Shelf(tmp_path, [stored], {}))


def events(first_year, last_year, number=30):
    """Events of Mali, so many a year, in the first months of each."""
    rows = [ucdp_example.event(year * 100 + place, f"{year}-0{1 + place % 9}-11", 1, 8) for year in range(first_year, last_year + 1)
            for place in range(number)]  # fmt: skip
    return ucdp_example.ged(rows)


def test_events_of_an_earlier_release_are_no_year_of_peace(tmp_path):
    path = Path(tmp_path / "events.csv")
    path.write_bytes(events(2020, 2023) if isinstance(events(2020, 2023), bytes) else events(2020, 2023).encode())
    with pytest.raises(SourceError, match=r"release 25\.1 reaches 2024-12"):
        ged.parse([path], "25.1", "2025-06-11")
    assert len(ged.parse([path], "24.1", "2024-05-22")[0].frame) == 120
    few = events(2020, 2023, 9)  # 18 events in two years: a year without any may be peace
    path.write_bytes(few if isinstance(few, bytes) else few.encode())
    assert ged.parse([path], "25.1", "2025-06-11")


@pytest.mark.parametrize("day", ["2031-01-01", "9999-12-31"])
def test_a_file_cannot_have_appeared_in_a_day_to_come(day, capfd):
    with pytest.raises(SystemExit) as ended:
        program.main(["refresh", "--from-file", "population=x.csv", "--vintage", "v", "--published", day])
    assert ended.value.code == 2
    assert "lies ahead" in capfd.readouterr().err
