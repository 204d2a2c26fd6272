"""The title of every chart is true of what it shows, in random ranges and on days of knowledge, each held against the raw tables anew.

``TITLE_RANGES=50`` tries 200 of them.
"""

from __future__ import annotations

import logging
import math
import os
import random
import re
from importlib import import_module

import pandas as pd
import pytest
import streamlit as st

from indicators import countries, folders, months, wording
from indicators.pages.known import Known, Scope, stamp
from indicators.store import read

RANGES = int(os.environ.get("TITLE_RANGES", "10"))  # of each day; 50 give 200 ranges and days, which takes some minutes
DAYS = [None, "2022-09-01", *(["2024-06-01", "2025-09-15"] if RANGES >= 50 else [])]
# A split by cause takes seconds, and so do five scenarios; a month not asked for yet is simulated anew.
FEW = {
    ("overview", "moved"): 2, ("alerts", "given"): 4, ("two_days", "said"): 2, ("two_days", "split"): 2, ("whatif", "stress"): 2,
    ("whatif", "instead"): 4, ("whatif", "because"): 4,
}  # fmt: skip
logging.getLogger("streamlit").setLevel("ERROR")  # it warns of every page that is drawn without a browser
MONTH = r"([A-Z]\w+ \d{4})"
SUBJECT = "MLI"


def figures():
    return [(page, key) for page in wording.PAGES for key in getattr(import_module(f"indicators.pages.{page}"), "FIGURES", {})]


def ranges(key: str, day: str | None, count: int, last: str) -> list[tuple[str, str]]:
    chosen = random.Random(f"{key} {day}")
    low, high = months.ordinal("1995-01"), months.ordinal(last)
    found = [(last, last), ("2010-01", last)]
    while len(found) < count:
        one, other = sorted(chosen.randint(low, high) for _ in range(2))
        found.append((months.period(one), months.period(other)))
    return found[:count]


def day_of(period: str) -> str:
    return months.last_day(months.ordinal(period))


def number(text: str) -> float:
    return float(text.replace(",", ""))


def signed(text):
    """A number as a title writes it, with a minus sign and no hyphen."""
    assert "-" not in text
    return float(text.replace("−", "-"))


def spell(raw, end):
    """The promises of the transition that runs at the end of a month, or ran last, known and made by then."""
    day, frame = day_of(end), raw("promises")
    made = frame[(frame["spell_start"] <= day) & (frame["made"] <= day)]
    return made[made["spell_start"] == made["spell_start"].max()] if len(made) else made


def clock(title, figure, raw, start, end):
    rows = spell(raw, end)
    due = rows.loc[rows["due"] != "", "due"]
    passed, every = int((due <= day_of(end)).sum()), len(due)
    if not every:
        assert title.startswith("No day for the end")
        return
    runs = rows["spell_end"].iloc[0] in ("",) or rows["spell_end"].iloc[0] > day_of(end)
    assert ("went on" in title) == (runs and passed > 0)
    if every == 1:
        assert ("had passed" in title) == (passed == 1)
    elif found := re.match(r"(\d+) of (\d+) days promised had passed", title):
        assert (int(found[1]), int(found[2])) == (passed, every)
    else:
        found = re.match(r"All (\d+) days promised (had passed|still lay ahead)", title)
        assert int(found[1]) == every
        assert passed == (every if found[2] == "had passed" else 0)


def overdue(title, figure, raw, start, end):
    last = figure.table["period"].max() if len(figure.table) else end
    rows = spell(raw, last)
    runs = len(rows) and (rows["spell_end"].iloc[0] == "" or rows["spell_end"].iloc[0] > day_of(last))
    first = rows[(rows["class"] == "promise") & (rows["due"] != "")].sort_values("made")["due"] if runs else []
    found = re.match(r"The transition was (\d+) months past its first promised end", title)
    late = (pd.Timestamp(day_of(last)) - pd.Timestamp(first.iloc[0])).days / 30.4375 if len(first) else 0.0
    assert (int(found[1]) if found else 0) == pytest.approx(max(late, 0.0), abs=0.51)


def state(raw, end):
    """Of each measure of the closed list what its newest row by the end of a month says: (body, measure) -> imposed, chosen, announced."""
    frame = raw("governance_events")
    frame = frame[(frame["closed_list"] == "yes") & (frame["date"] <= day_of(end))].sort_values(["date", "id"])
    found = {}
    for pair, rows in frame.groupby(["body", "measure"]):
        for row in rows.to_dict("records"):
            if row["phase"] == "effective":
                found[pair] = row["kind"]
            elif row["phase"] == "lifted":
                found.pop(pair, None)
            elif row["phase"] == "announced" and pair not in found:
                found[pair] = "announced"
    return found


def measures(title, figure, raw, start, end):
    now = state(raw, end)
    of = {kind: {body for (body, _), one in now.items() if one == kind} for kind in ("imposed", "chosen", "announced")}
    if not of["imposed"] | of["chosen"]:
        assert title.startswith("No measure was in force")
    for body in of["imposed"]:
        assert body in title.partition("own exit")[0]
    for body in of["chosen"]:
        assert body in title.partition("own exit")[2]
    said = re.search(r"; (\d+) announced only", title)
    assert (int(said[1]) if said else 0) == sum(one == "announced" for one in now.values())
    bodies = {body for body, _ in now} | {
        "African Union",
        "ECOWAS",
        "European Union",
        "OIF",
        "UEMOA",
        "G5 Sahel",
        "United States",
    }
    assert {one for one in bodies if one in title} == of["imposed"] | of["chosen"]


def measure_counts(title, figure, raw, start, end):
    now = [one for one in state(raw, end).values() if one != "announced"]
    found = re.match(r"(\d+) measures? w\w+ in force in .*, (\d+) imposed", title)
    assert (int(found[1]), int(found[2])) == (len(now), now.count("imposed")) if found else not now


def attempts(title, figure, raw, start, end):
    frame = raw("governance_events")
    rows = frame[frame["event_type"].isin(["coup", "coup attempt"]) & (frame["date"] <= day_of(end))]
    assert (
        title
        == f"{(rows['outcome'] == 'successful').sum()} of {len(rows)} coups and attempts since 1960 brought down the government"
    )


def beside(decimals):
    def check(title, figure, raw, start, end):
        ends = figure.table.sort_values("period").groupby("country")["best"].last()
        if len(ends) < 2:
            assert "beside" in title
            return
        shown = ends.map(lambda one: round(float(one), decimals))
        first = {countries.name(code) for code in shown.index[shown == shown.max()]}
        names = re.search(r": (.*?) highest", title)[1]
        assert set(re.split(", | and ", names)) == first
        place = re.search(r"(\w+) (\d+) of (\d+)$", title)
        if place:
            assert int(place[2]) == 1 + int((shown > shown[SUBJECT]).sum())
            assert int(place[3]) == len(ends)

    return check


def newest_year(frame, end):
    return frame[frame["year"].astype(int) <= (int(end[:4]) if end[5:] == "12" else int(end[:4]) - 1)]


def hdi_parts(title, figure, raw, start, end):
    frame = newest_year(raw("hdr"), end)
    row = frame[(frame["country"] == SUBJECT) & (frame["year"].astype(int) >= int(start[:4]))].dropna(
        subset=["le", "eys", "mys", "gnipc"]
    )
    if row.empty:
        assert title == "HDI and its three parts"
        return
    one = row.sort_values("year").iloc[-1]
    # UNDP, technical note 1: goalposts 20 and 85 years, 18 and 15 years of school, 100 and 75,000 dollars
    three = {
        "Health": (one["le"] - 20) / 65, "Education": (min(one["eys"] / 18, 1) + min(one["mys"] / 15, 1)) / 2,
        "Income": math.log(one["gnipc"] / 100) / math.log(750),
    }  # fmt: skip
    name = min(three, key=three.get)
    assert title == f"{name} was the lowest of the three parts of the HDI in {one['year']} ({three[name]:.3f})"


def place(frame, year):
    now = frame[(frame["year"].astype(int) == year) & frame["hdi"].notna()]
    mine = float(now.loc[now["country"] == SUBJECT, "hdi"].iloc[0])
    return 1 + int((now["hdi"] > mine).sum()), len(now)


def ranks(title, figure, raw, start, end):
    frame = newest_year(raw("hdr"), end)
    years = frame.loc[
        (frame["country"] == SUBJECT) & frame["hdi"].notna() & (frame["year"].astype(int) >= int(start[:4])), "year"
    ].astype(int)
    if years.empty:
        assert title == "Rank, computed and as printed"
    else:
        assert title == f"By the newest edition Mali was place {place(frame, years.max())[0]} in {years.max()}"


def hdi_world(title, figure, raw, start, end):
    frame = newest_year(raw("hdr"), end)
    year = int(frame.loc[frame["hdi"].notna(), "year"].astype(int).max())
    rank, ranked = place(frame, year)
    assert title == f"Mali was place {rank} of {ranked} countries by HDI in {year}"


def editions(title, figure, raw, start, end):
    told: dict[int, list[float]] = {}
    there = set()
    for vintage in raw.every("hdr"):
        rows = newest_year(vintage.frame, end)
        for row in rows[
            (rows["country"] == SUBJECT) & rows["hdi"].notna() & (rows["year"].astype(int) >= int(start[:4]))
        ].to_dict("records"):
            told.setdefault(int(row["year"]), []).append(float(row["hdi"]))
            there.add(vintage.version)
    several = {year: max(values) - min(values) for year, values in told.items() if len(values) > 1}
    if not several:
        assert title.startswith(("One edition", "No ")), title
        assert title.startswith("One edition") == (len(there) == 1)
        return
    if round(max(several.values()), 3) == 0:
        assert title == f"{len(there)} editions give the same HDI for every year that two of them tell of"
        return
    found = re.match(r"(\d+) editions of the report differ most about (\d{4}): HDI ([\d.]+) to ([\d.]+)", title)
    assert int(found[1]) == len(there)
    year = int(found[2])
    assert round(several[year], 3) == round(max(several.values()), 3)
    assert (float(found[3]), float(found[4])) == pytest.approx((min(told[year]), max(told[year])), abs=6e-4)


def decade(title, figure, raw, start, end):
    found = re.match(r"In the ten years to (\d{4}) Mali (fell behind|gained on) its peers by ([\d.]+)", title)
    if found is None:
        assert figure.table.empty or abs(figure.table["best"].iloc[-1]) < 0.0005
        return
    row = figure.table.sort_values("period").iloc[-1]
    frame = (
        raw("hdr")
        .assign(year=lambda rows: rows["year"].astype(int))
        .pivot(index="country", columns="year", values="hdi")
        .astype(float)
    )
    last = int(row["period"][:4])
    assert int(found[1]) == last
    begun, change = frame[last - 10], frame[last] - frame[last - 10]
    near = change[(abs(begun - begun[SUBJECT]) <= 0.05) & (change.index != SUBJECT)].dropna()
    assert change[SUBJECT] - near.median() == pytest.approx(
        float(found[3]) * (-1 if found[2] == "fell behind" else 1), abs=0.0011
    )


def displaced(title, figure, raw, start, end):
    unhcr, idmc = newest_year(raw("unhcr"), end), newest_year(raw("idmc"), end)
    gone = unhcr[(unhcr["origin"] == SUBJECT) & (unhcr["year"].astype(int) >= int(start[:4]))].groupby("year")["refugees"].sum()
    inside = idmc[(idmc["country"] == SUBJECT) & (idmc["year"].astype(int) >= int(start[:4]))].groupby("year")["idps"].sum()
    found = re.search(r"at the end of (\d{4})", title)
    if found is None:
        assert figure.table.empty
        return
    year = int(found[1])
    assert year == int(figure.table["period"].max()[:4])
    for pattern, series in ((r"([\d,]+) refugees from", gone), (r"([\d,]+) displaced inside Mali \(IDMC\)", inside)):
        said = re.search(pattern, title)
        values = {int(key): float(value) for key, value in series.items() if value > 0}
        assert (number(said[1]) if said else None) == values.get(year)


def hosts(raw, end):
    frame = newest_year(raw("unhcr"), end)
    rows = frame[(frame["origin"] == SUBJECT) & (frame["asylum"] != SUBJECT)]
    year = int(frame.loc[frame["origin"] == SUBJECT, "year"].astype(int).max())
    return year, rows[rows["year"].astype(int) == year].groupby("asylum")["refugees"].sum()


def asylum_years(title, figure, raw, start, end):
    year, now = hosts(raw, end)
    found = re.match(r"([\d.]+)% of the refugees from Mali were in (.*) at the end of (\d{4})", title)
    assert int(found[3]) == year
    assert now.max() / now.sum() == pytest.approx(float(found[1]) / 100, abs=0.0051)
    assert found[2] in {countries.name(code) for code in now.index[now == now.max()]}


def asylum(title, figure, raw, start, end):
    year, now = hosts(raw, end)
    found = re.match(r"(.*) had taken in most refugees from Mali by the end of (\d{4}): ([\d,]+)", title)
    assert (int(found[2]), number(found[3])) == (year, now.max())
    assert set(re.split(", | and ", found[1])) == {countries.name(code) for code in now.index[now == now.max()]}


def inside(frame, start, end):
    return frame[frame["date"].str[:7].between(start, end)]


def agreements(title, figure, raw, start, end):
    rows = inside(raw("agreements"), start, end)
    counts = rows["category"].value_counts()
    if rows.empty:
        assert title.startswith("No agreement")
    elif len(rows) == 1:
        assert title.startswith("One agreement")
    else:
        assert int(title.split()[0]) == len(rows)
        found = re.search(r"more on [\w ]+ \((\d+)\)", title)
        if found:
            assert int(found[1]) == counts.max() > counts.iloc[1]
        else:
            assert (counts == counts.max()).sum() > 1 or len(counts) == 1


def bases(title, figure, raw, start, end):
    rows = inside(raw("foreign_forces"), start, end)
    rows = rows[((rows["status"] == "withdrawn") & (rows["bases"] != "")) | rows["bases"].str.contains("handed over")]
    found = re.match(r"(\d+|One) departures? from bases", title)
    assert ({"One": 1}.get(found[1]) or int(found[1])) == len(rows) if found else rows.empty
    assert all(one in title for one in rows["sponsor"].unique())


def readings(title, figure, raw, start, end):
    now = figure.table.loc[figure.table["period"] == end, "score"]
    found = re.search(r"from (\d+) to (\d+) of 100", title) or re.search(r"at ((\d+)) of 100", title)
    assert (int(found[1]), int(found[2])) == (round(now.min()), round(now.max())) if found else now.empty


def sponsors(title, figure, raw, start, end):
    now = figure.table.loc[figure.table["period"] == end, "best"].sum() if len(figure.table) else 0.0
    to = re.findall(r"[Aa]bout ([\d,]+)\b(?! years)", title)
    if "to none" in title or "No foreign force" in title or "Nothing is known" in title:
        assert now == 0
    else:
        assert number(to[-1]) == pytest.approx(now, rel=0.006)


def monthly(title, figure, raw, start, end):
    sums = figure.table.groupby("period")["best"].sum()
    if not sums.sum():
        assert title.startswith("No death")
        return
    assert number(title.split()[0]) == sums.sum()
    if found := re.search(rf"most in {MONTH}, with ([\d,]+)", title):
        assert number(found[2]) == sums.max() == sums[next(one for one in sums.index if wording.month(one) == found[1])]


def who(title, figure, raw, start, end):
    sums = figure.table.groupby("name")["deaths"].sum()
    found = re.match(r"([\d.]+)% of the deaths shown were between (.*)", title)
    if found is None:
        assert not sums.sum()
        return
    top = sums.drop("others", errors="ignore")
    assert top.max() / sums.sum() == pytest.approx(float(found[1]) / 100, abs=0.0051)
    assert found[2] in {name.replace(" - ", " and ") for name in top.index[top == top.max()]}


def map_(title, figure, raw, start, end):
    values = figure.table["deaths"] if len(figure.table) else pd.Series([0])
    if not values.max():
        assert title.startswith("No deaths")
        return
    top = figure.table[figure.table["deaths"] == values.max()]
    assert all(name in title for name in top["name"])
    assert f"{values.max():,}" in title
    assert ("more than anywhere else" in title) == (len(top) == 1)


def heat(title, figure, raw, start, end):
    for rank, ranked, name in re.findall(r"(\d+)\w\w of (\d+) in (\w+)", title):
        world, year = raw.scores().world, re.search(r"end of (\d{4})", title)[1]
        rows = world[(world["key"] == name) & (world["period"] == f"{year}-12")]
        mine = float(rows.loc[rows["country"] == SUBJECT, "score"].iloc[0])
        assert (int(rank), int(ranked)) == (1 + int((rows["score"] > mine).sum()), len(rows))


def compare(title, figure, raw, start, end):
    for part in title.partition(": ")[2].split("; ") if ": " in title else []:
        who_, _, what = part.rpartition(" in ")
        for name in re.split(", | and ", what):
            rows = figure.table[figure.table["key"] == name]
            last = rows[rows["period"] == rows["period"].max()]
            first = last[last["best"].round() == last["best"].max().round()]
            assert set(re.split(", | and ", who_)) == {countries.name(code) for code in first["country"]}


def timeline(title, figure, raw, start, end):
    rows = inside(raw("agreements"), start, end)
    found = re.match(r"(\d+) of (\d+) agreements, deliveries and talks on record are with (\w+)", title)
    if found:
        assert int(found[2]) == len(rows)
        assert int(found[1]) == (rows["partner_group"].str.startswith(found[3]) | (rows["partner"] == found[3])).sum()
    else:
        assert title.startswith("No ") == rows.empty


def dimensions(title, figure, raw, start, end):
    now = figure.table[figure.table["period"] == end].set_index("key")["score"]
    if now.empty:
        assert title.startswith("No dimension")
        return
    names = {name: key for key, name in wording.DIMENSIONS.items()}
    found = re.match(r"(.*?) stands? highest in .*, at (\d+) of 100", title)
    assert int(found[2]) == round(now.max())
    assert {names[one] for one in re.split(", | and ", found[1])} == set(now.index[now.round() == round(now.max())])
    if moved := re.search(rf"; (.*) (rose|fell) most, from (\d+) in {MONTH} to (\d+)", title):
        rows = figure.table[figure.table["key"].isin(now.index)].sort_values("period")
        first = rows.groupby("key")["score"].first()
        key = names[moved[1]]
        assert abs(now[key] - first[key]) == pytest.approx((now - first).abs().max())
        assert (int(moved[3]), int(moved[5])) == (round(first[key]), round(now[key]))
        assert (moved[2] == "rose") == (now[key] > first[key])


def index(title, figure, raw, start, end):
    rows = figure.table[figure.table["key"] == "index"].sort_values("period")
    if rows.empty:
        assert "no index" in title
        return
    first, last = rows["score"].iloc[0], rows["score"].iloc[-1]
    if found := re.match(rf"The level (rose|fell) from (\d+) in {MONTH} to (\d+)", title):
        assert (found[1] == "rose") == (last > first)
        assert (int(found[2]), int(found[4])) == (round(first), round(last))
    else:
        assert f"stands at {last:.0f}" in title


def moved(title, figure, raw, start, end):
    own = figure.table[figure.table["indicator"] == ""]
    found = re.search(r"the index (rose|fell) by ([\d.]+)", title)
    assert own["points"].sum() == pytest.approx(
        float(found[2]) * (1 if found[1] == "rose" else -1) if found else 0.0, abs=0.0501
    )


def fresh(title, figure, raw, start, end):
    found = re.match(r"(\d+|No) (?:of (\d+) sources|newer edition)", title)
    dated = figure.table[figure.table["due"] != ""]
    late = (dated["due"] < (raw.day or pd.Timestamp.now().strftime("%Y-%m"))[:7]).sum()
    assert (0 if found[1] == "No" else int(found[1])) == late
    assert wording.month(dated["last"].max()) in title


def maps(title, figure, raw, start, end):
    found = re.match(r"Deaths (?:rose|fell) from ([\d,]+) in (\S+) to ([\d,]+) in ([^;]+)", title)
    events = raw.events()
    sums = [int(events[events["date_end"].str[:4].between(one[:4], one[-4:])]["best"].sum()) for one in (found[2], found[4])]
    assert sums == [number(found[1]), number(found[3])]
    place = re.search(r"(?:most added|most added all the same) in (.*)", title)
    if place:
        assert figure.table.set_index("name")["difference"].idxmax() == place[1]


def changes(title, figure, raw, start, end):
    found = re.match(r"([\d,]+) \w+ had more, ([\d,]+) had fewer", title)
    whole = raw.figure("map", "maps").table["difference"]
    assert (int(found[1]), int(found[2])) == ((whole > 0).sum(), (whole < 0).sum())


def year(title, figure, raw, start, end):
    found = re.match(r"([\d,]+) deaths in (\d{4}), more in (.*) \(([\d,]+)\)", title)
    events = raw.events()
    assert number(found[1]) == events[events["date_end"].str[:4] == found[2]]["best"].sum()
    top = figure.table[figure.table["value"] == figure.table["value"].max()]
    assert (top["name"].tolist(), top["value"].iloc[0]) == ([found[3]], number(found[4]))


def _rate(raw, period: str, pcode: str) -> float:
    """Deaths a year per 100,000 from the raw events and the census, anew; a region is the one UCDP names where its place is known."""
    from indicators.tables import conflict

    events = conflict.known(raw.read)
    rows = events[(events["region"] == pcode) & events["period"].str[:4].between(period[:4], period[-4:])]
    people = float(raw("census").set_index("pcode").loc[pcode, "inhabitants"])
    return float(rows["best"].sum()) / (int(period[-4:]) - int(period[:4]) + 1) / people * 100_000


def maps_rate(title, figure, raw, start, end):
    found = re.match(
        r"(.*) had the most deaths per inhabitant in ([\d–]+): ([\d.,]+) a year per 100,000, against ([\d.,]+) in ([\d–]+)",
        title,
    )
    for pcode in figure.table["pcode"]:
        for column, period in (("first", found[5]), ("second", found[2])):
            told = figure.table.set_index("pcode").loc[pcode, column]
            assert told == pytest.approx(_rate(raw, period, pcode), abs=0.0501)
    top = figure.table.set_index("name")["second"]
    assert top.idxmax() == found[1]
    assert number(found[3]) == pytest.approx(top.max(), abs=0.501 if top.max() >= 10 else 0.001)
    before = figure.table.set_index("name").loc[found[1], "first"]
    assert number(found[4]) == pytest.approx(before, abs=0.501 if before >= 10 else 0.001)


def changes_rate(title, figure, raw, start, end):
    found = re.match(r"The rate rose in (\d+|none)(?: of the)? regions? and fell in (\d+|none)", title)
    whole = raw.figure("map", "maps").table["difference"]
    told = [0 if one == "none" else int(one) for one in found.groups()]
    assert told == [(whole > 0).sum(), (whole < 0).sum()]


def year_rate(title, figure, raw, start, end):
    found = re.match(r"(.*) had the most deaths per inhabitant in (\d{4}): ([\d.,]+) per 100,000", title)
    table = figure.table.set_index("name")
    assert table["value"].idxmax() == found[1]
    assert number(found[3]) == pytest.approx(_rate(raw, found[2], table.loc[found[1], "pcode"]), abs=0.551)


RATES = {"maps": maps_rate, "changes": changes_rate, "year": year_rate}
ACTORS = {  # what the page calls each party
    "Government of Mali": "government", "Russian forces": "Russian forces", "JNIM and predecessors": "JNIM", "IS (Sahel)": "IS",
    "FLA, before it CSP-PSD, CMA": "FLA", "GATIA, MSA and Platform": "Platform", "Self-defence groups": "self-defence groups",
    "self-defence groups": "self-defence groups", "All others": "others", "all others": "others",
}  # fmt: skip


def named(text):
    """The parties a title lists, longest names first since some hold commas and "and"."""
    found = set()
    for name in sorted(ACTORS, key=len, reverse=True):
        if name in text:
            found.add(ACTORS[name])
            text = text.replace(name, "")
    assert not re.sub(r", | and |,|and|each", "", text).strip(), text
    return found


def sided(raw, start, end):
    """Events that ended in the months, and of each the set of parties, anew from the curated table."""
    table = raw("actors")
    of = {one: row.party for row in table.itertuples() for one in str(row.ucdp or "").split("; ") if one}
    frames = [one.frame for one in raw.every("ucdp_ged")]
    last = max(frames[0]["date_end"])
    rows = pd.concat([frames[0], *(one[one["date_end"] > last] for one in frames[1:])]).query("country == @SUBJECT")
    rows = rows[rows["date_end"].str[:7].between(start, end)]
    return rows, [
        {of.get(name, "others") for side in (a, b) for name in side.split(", ") if name != "Civilians"}
        for a, b in zip(rows["side_a"], rows["side_b"], strict=True)
    ]


def summed(pairs, values):
    found = {}
    for pair, value in zip(pairs, values, strict=True):
        for one in pair:
            found[one] = found.get(one, 0) + int(value)
    return found


def highest(sums):
    return {one for one, value in sums.items() if value == max(sums.values()) and value}


def parties_(title, figure, raw, start, end):
    rows, pairs = sided(raw, start, end)
    total, sums = int(rows["best"].sum()), summed(pairs, rows["best"])
    killed = rows["best"].where(rows["type"] == "one_sided", 0)
    if not total:
        assert title.startswith("Nobody died")
        return
    found = re.match(r"(.*?) took part in events with (\d+)% of ([\d,]+) deaths( each)?; (.*)", title)
    assert named(found[1]) == highest(sums)
    assert number(found[3]) == total
    assert max(sums.values()) / total == pytest.approx(float(found[2]) / 100, abs=0.0051)
    if not killed.sum():
        assert found[5] == "none in one-sided violence"
        return
    whom = re.match(r"most civilians in one-sided violence were killed by (.*) \(([\d,]+) of ([\d,]+)( each)?\)", found[5])
    by = summed(pairs, killed)
    assert named(whom[1]) == highest(by)
    assert (number(whom[2]), number(whom[3])) == (max(by.values()), killed.sum())


def when(title, figure, raw, start, end):
    rows, pairs = sided(raw, start, end)
    sums = summed([{(one, day[:4]) for one in pair} for pair, day in zip(pairs, rows["date_end"], strict=True)], rows["best"])
    if not highest(sums):
        assert title.startswith("Nothing of this kind")
        return
    found = re.match(r"Highest: (.*?) in (\d{4})", title)
    assert (ACTORS[found[1]], found[2]) in highest(sums)
    assert f"{max(sums.values()):,} deaths in its events" in title
    more = re.search(r" and (\d+) more", title)
    assert len(highest(sums)) == title.count(" in ") - 1 + (int(more[1]) if more else 0)


def jnims(raw, start, end):
    rows, pairs = sided(raw, start, end)
    own = rows[pd.Series(["JNIM" in pair for pair in pairs], index=rows.index, dtype=bool)]
    return own, {
        one: party for one, party in zip(raw("actors")["ucdp"], raw("actors")["party"], strict=True) if party == "JNIM"
    }


def against(title, figure, raw, start, end):
    own, names = jnims(raw, start, end)
    total = int(own["best"].sum())
    if not total:
        assert "no death in its events" in title
        return
    other = [b if any(one in names for one in a.split(", ")) else a for a, b in zip(own["side_a"], own["side_b"], strict=True)]
    sums = own["best"].groupby(other).sum()
    found = re.match(r"JNIM and predecessors: (\d+)% of ([\d,]+) deaths in its events were in (.*)", title)
    if found is None:
        assert len(sums[sums == sums.max()]) > 1
        assert all(one in title for one in sums.index[sums == sums.max()])
        return
    assert number(found[2]) == total
    assert sums.max() / total == pytest.approx(float(found[1]) / 100, abs=0.0051)
    first = sums.idxmax()
    assert found[3] == ("one-sided violence against civilians" if first == "Civilians" else f"fighting with {first}")


def whereabouts(title, figure, raw, start, end):
    own, _ = jnims(raw, start, end)
    total = int(own["best"].sum())
    top = figure.table[figure.table["deaths"] == figure.table["deaths"].max()] if len(figure.table) else figure.table
    if top.empty:
        assert "none of" in title or "no death to place" in title
        return
    assert all(name in title for name in top["name"])
    assert ("more than anywhere else" in title) == (len(top) == 1)
    placed = own[own["where_prec"].isin([1, 2, 3]) & (own["adm2"] != "")]
    assert f"{placed['best'].sum():,} deaths that can be placed" in title or len(top) > 1
    assert figure.table["deaths"].sum() == placed["best"].sum() <= total


def fan(title, figure, raw, start, end):
    ahead = figure.table[figure.table["lead"] > 0]
    if ahead.empty:
        assert title == "Outlook"
        return
    known = ahead[ahead["deaths"].notna()]
    if known.empty:
        first = ahead.iloc[0]
        told = re.match(
            rf"{MONTH}: half of the simulated outcomes lie from ([\d,]+) to ([\d,]+) deaths, nine in ten from ([\d,]+) to ([\d,]+)",
            title,
        )
        assert told[1] == wording.month(first["period"])
        assert [number(told[place]) for place in range(2, 6)] == first[["p25", "p75", "p05", "p95"]].tolist()
        return
    inside = known[(known["deaths"] >= known["p05"]) & (known["deaths"] <= known["p95"])]
    if len(known) == 1:
        assert ("inside" in title) == (len(inside) == 1)
        assert number(re.search(r"([\d,]+) deaths$", title)[1]) == known["deaths"].iloc[0]
        return
    told = re.match(
        rf"(\d+) of the (\d+) months known came inside the band for nine in ten(?:; {MONTH} lay farthest (above|below) it, with ([\d,]+))?",
        title,
    )
    assert (int(told[1]), int(told[2])) == (len(inside), len(known))
    assert (told[3] is None) == (len(inside) == len(known))
    if told[3]:
        out = known.drop(inside.index)
        out = (
            out.assign(far=[max(row.deaths - row.p95, row.p05 - row.deaths) for row in out.itertuples()])
            .sort_values("far")
            .iloc[-1]
        )
        assert (told[3], number(told[5])) == (wording.month(out["period"]), out["deaths"])
        assert (told[4] == "above") == (out["deaths"] > out["p95"])


def reliability(title, figure, raw, start, end):
    rows = figure.table
    found = re.match(r"In (\d+) of (\d+) classes", title)
    if found is None:
        assert rows.empty
        return
    assert int(found[2]) == len(rows)
    assert int(found[1]) == sum(abs(row.happened - row.mean_probability) <= 0.05 for row in rows.itertuples())
    assert (rows["cases"] >= 20).all()


def provisional(title, figure, raw, start, end):
    if figure.table.empty:
        assert title.startswith("No figure")
        return
    last = figure.table.iloc[-1]
    found = re.match(rf"{MONTH} stands at ([\d,]+) deaths(?:; its final figure may lie between ([\d,]+) and ([\d,]+))?", title)
    assert (found[1], number(found[2])) == (wording.month(last["period"]), last["released"])
    assert (found[3] is None) == pd.isna(last["low"])
    if found[3]:
        assert (number(found[3]), number(found[4])) == (last["low"], last["high"])


def gains(title, figure, raw, start, end):
    rows = figure.table.set_index("group")
    told = re.fullmatch(r"Mali: (.*?) \((.*?)\); all countries: (.*?) \((.*?)\)", title.replace("\u00a0", " "))
    for group, verdict, numbers in (("subject", told[1], told[2]), ("world", told[3], told[4])):
        gain, low, high = rows.loc[group, ["gain", "low", "high"]]
        assert verdict == ("no gain is shown" if low <= 0 <= high else "less loss" if gain < 0 else "more loss")
        said = [signed(one) for one in re.findall(r"[−+]?\d+\.\d", numbers)]
        assert said == pytest.approx([gain, low, high], abs=0.051)


def misses(title, figure, raw, start, end):
    row = figure.table.sort_values("crps").iloc[-1]
    found = re.match(
        rf"{MONTH} brought ([\d,]+) deaths; a month before, nine in ten outcomes lay from ([\d,]+) to ([\d,]+)", title
    )
    assert found[1] == wording.month(row["period"])
    assert [number(found[place]) for place in (2, 3, 4)] == row[["deaths", "p05", "p95"]].tolist()


def given(title, figure, raw, start, end):
    from indicators.alerts import rules
    from indicators.wording.en.alerts import NAMES

    rows = figure.table
    if len(rows) < 2:
        assert title.startswith("One alert" if len(rows) else "No alert")
        return
    found = re.match(r"([\d,]+) alerts were given, (\d+) of them in force; most often: (.*) \(([\d,]+)\)", title)
    counts = rows["rule"].value_counts()
    assert (number(found[1]), int(found[2])) == (len(rows), rows["force"].sum())
    assert number(found[4]) == counts.max()
    assert set(found[3].split(" and ")) == {NAMES[key].lower() for key in counts.index[counts == counts.max()]}
    assert (rows["since"].str[:7] >= start).all()
    day = raw.day or pd.Timestamp.now("UTC").strftime("%Y-%m-%d")
    told = [one for one in rules.given(raw.seen(day)) if one.since[:7] >= start]
    assert len(told) == len(rows)


def right(title, figure, raw, start, end):
    rows = figure.table[figure.table["rule"] == "surge_watch"].set_index("group")
    found = re.match(r"Surge watch: (\d+) of (\d+) alerts were right in Mali, ([\d,]+) of ([\d,]+) in all countries", title)
    told = [number(found[place]) for place in range(1, 5)]
    assert told == [*rows.loc["subject", ["right", "judged"]], *rows.loc["world", ["right", "judged"]]]


def said(title, figure, raw, start, end):
    rows = figure.table.set_index("key")
    told = [None, None] if "Level" not in rows.index else [rows.loc["Level", one] for one in ("first", "second")]
    printed = [None if one is None or pd.isna(one) else f"{one:.1f}" for one in told]
    scores = raw.scores().scores
    now = scores[(scores["period"] == figure.end) & (scores["key"] == "index")]["score"]
    assert (printed[1] or "none") == (f"{now.iloc[0]:.1f}" if len(now) else "none")
    assert title.startswith(wording.month(figure.end))
    numbers = re.findall(r"\d+\.\d", title)
    assert numbers == ([printed[0]] if printed[0] == printed[1] and printed[0] else [one for one in printed if one])


def split(title, figure, raw, start, end):
    rows = raw.figure("two_days", "said").table.set_index("key")
    own = figure.table[figure.table["indicator"] == ""]
    if "cannot be split" in title:
        assert "Level" not in rows.index or pd.isna(rows.loc["Level", "difference"])
        return
    name = title.partition(":")[0]
    assert own["points"].sum() == pytest.approx(rows.loc[name, "difference"], abs=2e-4)  # scores are stored with four decimals
    found = re.match(r"\w+: ([+−][\d.]+) points", title)
    assert own["points"].sum() == pytest.approx(signed(found[1]) if found else 0.0, abs=0.0501)


def instead(title, figure, raw, start, end):
    now = figure.table.set_index("key")["declared"]
    assert (figure.table["difference"].fillna(0.0) == 0).all()  # nothing is chosen here: tests/pages/test_whatif.py chooses
    said = dict(re.findall(r"(level|pulse) (\d+\.\d)", title))
    assert {key: float(said[name]) if name in said else None for name, key in (("level", "index"), ("pulse", "pulse"))} == {
        key: round(float(now[key]), 1) if key in now and pd.notna(now[key]) else None for key in ("index", "pulse")
    }
    assert wording.month(end) in title


def because(title, figure, raw, start, end):
    found = re.match(r"Left out, “(.*)” would move the level of .* most: by ([+−][\d.]+|0\.0)$", title)
    if found is None:
        assert figure.table.empty
        return
    first = figure.table.loc[figure.table["points"].abs().idxmax()]
    assert (found[1], signed(found[2])) == (first["name"], round(first["points"], 1))


def stress(title, figure, raw, start, end):
    own = figure.table[figure.table["key"] == "index"].dropna(subset=["difference"])
    found = re.match(r"Of five scenarios, “(.*)” moves the level of .* most: by ([+−][\d.]+), to ([\d.]+)$", title)
    if found is None:
        assert own.empty or own["difference"].abs().max() < 0.05
        return
    first = own.loc[own["difference"].abs().idxmax()]
    assert (found[1], signed(found[2]), float(found[3])) == (
        first["name"],
        round(first["difference"], 1),
        round(first["score"], 1),
    )
    scores = raw.scores().scores.set_index(["period", "level", "key"])["score"]
    assert first["declared"] == pytest.approx(scores[end, "index", "index"], abs=2e-4)


CHECKS = {
    "said": said, "split": split,
    "parties": parties_, "when": when, "against": against, "whereabouts": whereabouts,
    "clock": clock, "overdue": overdue, "measures": measures, "measure_counts": measure_counts, "attempts": attempts, "democracy": beside(2),
    "perception": beside(2), "hdi_parts": hdi_parts, "hdi_beside": beside(3), "ranks": ranks, "editions": editions, "hdi_world": hdi_world,
    "decade": decade, "displaced": displaced, "asylum_years": asylum_years, "asylum": asylum, "agreements": agreements, "bases": bases,
    "readings": readings, "sponsors": sponsors, "monthly": monthly, "who": who, "map": map_, "heat": heat, "history": compare,
    "timeline": timeline, "dimensions": dimensions, "index": index, "moved": moved, "fresh": fresh, "maps": maps, "changes": changes,
    "year": year, "fan": fan, "reliability": reliability, "provisional": provisional, "gains": gains, "misses": misses, "given": given,
    "right": right,
    "instead": instead, "because": because, "stress": stress,
}  # fmt: skip


class Raw:
    """The frames of what is known on a day."""

    def __init__(self, known: Known, scope: Scope) -> None:
        self.day, self._known, self._scope = known.as_of, known, scope
        self._seen = None
        self.read = read.load(as_of=known.as_of, reconstruct=known.reconstruct)

    def __call__(self, key: str) -> pd.DataFrame:
        return self.read.newest(key).frame

    def every(self, key: str):
        return self.read.all(key)

    def scores(self):
        from indicators.pages.known import results

        return results(self._known)

    def events(self) -> pd.DataFrame:
        """Events of the annual release (later candidates tell other years)."""
        return next(one for one in self.every("ucdp_ged")).frame.query("country == @SUBJECT")

    def seen(self, day: str):
        """What the rules of alerts look at, on a day."""
        if self._seen is None:
            from indicators.alerts.rule import Known as Seen
            from indicators.store import alerting

            moves = tuple(one for one in alerting.moves(folders.folder()) if one.day <= day)
            self._seen = Seen(self.read, day, SUBJECT, moves)
        return self._seen

    def figure(self, page: str, key: str):
        return import_module(f"indicators.pages.{page}").FIGURES[key](self._scope)


@pytest.fixture(autouse=True)
def nothing_chosen():
    st.session_state.clear()


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("page", "key"), figures(), ids=lambda one: str(one))
def test_a_title_is_true_in_every_range(page, key, day):
    known = Known(stamp(), day, day is not None)
    from indicators.pages.known import last_month

    last = last_month(known)
    raw = Raw(known, Scope(known, "2010-01", last))
    draw = import_module(f"indicators.pages.{page}").FIGURES[key]
    for start, end in ranges(key, day, FEW.get((page, key), RANGES), last):
        figure = draw(Scope(known, start, end))
        assert figure.title
        assert not re.search(r"(?<![\w–-])-\d", figure.title), "a hyphen stands for a minus sign"
        try:
            CHECKS[key](figure.title, figure, raw, start, end)
        except AssertionError as error:
            raise AssertionError(f"{start} to {end}, as of {day}: {figure.title}") from error


@pytest.mark.parametrize("key", RATES)
def test_a_title_of_rates_is_true_of_any_periods(key):
    from indicators.pages import map as drawn

    known = Known(stamp())
    scope = Scope(known, "2010-01", "2026-05")
    raw, chosen = Raw(known, scope), random.Random(f"rates {key}")
    every = drawn._periods(known)
    for _ in range(25):
        st.session_state.clear()
        first, second = chosen.sample(every, 2)
        one = chosen.choice([period for period in every if len(period) == 4])
        for name, value in (("per", "inhabitants"), ("first", first), ("second", second), ("year", one)):
            st.session_state[name] = value
        figure = drawn.FIGURES[key](scope)
        try:
            RATES[key](figure.title, figure, raw, None, None)
        except (AssertionError, TypeError) as error:
            raise AssertionError(f"{first}, {second}, {one}: {figure.title}") from error
