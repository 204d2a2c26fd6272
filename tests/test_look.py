"""The look: one set of colours, readable on both pages; the frame of a chart; files that can travel alone."""

from __future__ import annotations

import io
import json
import re
import struct
import tomllib
import zipfile
from pathlib import Path

import altair as alt
import pandas as pd
import pytest

from indicators import wording
from indicators.charts import palette, template, theme
from indicators.model import Vintage
from indicators.registry import DIMENSIONS, SOURCES
from indicators.tables import bundle
from indicators.wording import frame as words

ROOT = Path(__file__).resolve().parents[1]
COLOURS = palette.colours()
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
# theme option -> role; Streamlit's :red[...], :blue[...] write the dimensions' colours
OPTIONS = {
    "primaryColor": "filled", "backgroundColor": "paper", "secondaryBackgroundColor": "panel", "textColor": "ink", "borderColor": "rule",
    "linkColor": "accent", "redTextColor": "conflict", "blueTextColor": "governance", "violetTextColor": "military",
    "orangeTextColor": "development", "greenTextColor": "pulse", "grayTextColor": "soft",
}  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2: 0.2126 R + 0.7152 G + 0.0722 B of linear components."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_the_w3cs():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # the usual example of a grey that just fails


@pytest.mark.parametrize("dark", [False, True])
def test_what_colours_text_can_be_read(dark):
    written = ["ink", "soft", "accent", "more_text", "less_text", "pulse", *DIMENSIONS]
    written += [role for role in COLOURS if role.endswith("_text")]
    for role in dict.fromkeys(written):
        assert contrast(COLOURS[role][dark], COLOURS["paper"][dark]) >= 4.5, role


@pytest.mark.parametrize("dark", [False, True])
def test_white_text_can_be_read_on_what_is_filled(dark):
    assert contrast("#FFFFFF", COLOURS["filled"][dark]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_pages_have_the_colours_of_the_charts(mode):
    for option, role in OPTIONS.items():
        assert CONFIG["theme"][mode][option] == COLOURS[role][mode == "dark"], option


def test_both_entries_have_one_configuration():
    assert (ROOT / ".streamlit/config.toml").read_bytes() == (ROOT / "indicators/pages/.streamlit/config.toml").read_bytes()


def test_no_module_but_the_palette_and_declarations_holds_a_colour():
    kept = {"palette.py", "declared.py"}
    found = [
        path.name
        for path in sorted((ROOT / "indicators").rglob("*.py"))
        if path.name not in kept and re.search(r'["\']#[0-9A-Fa-f]{6}["\']', path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_role_a_chart_names_is_a_colour():
    named = {
        (path.name, role)
        for path in sorted((ROOT / "indicators/charts").glob("*.py"))
        for role in re.findall(r'["\']@([a-z_0-9]+)["\']', path.read_text(encoding="utf-8"))
    }
    assert named
    assert [(name, role) for name, role in sorted(named) if role not in COLOURS] == []


def test_roles_become_the_colours_of_the_page_and_what_is_no_role_stays():
    spec = {"mark": {"color": "@conflict"}, "title": "write to me@example.org", "encoding": [{"range": ["@ink", "@risk0"]}]}
    dark = palette.resolved(spec, dark=True)
    assert dark["mark"]["color"] == DIMENSIONS["conflict"].colours[1]
    assert dark["encoding"][0]["range"] == ["#E9E7E2", "#52304A"]  # on dark the ramp is reversed: little is near the background
    assert dark["title"] == spec["title"]
    assert palette.resolved(spec, dark=False)["encoding"][0]["range"] == ["#12151A", "#F6EFE6"]


def test_a_branch_has_the_colour_of_its_state_and_a_stranger_is_grey():
    assert palette.sponsor("Russia: Wagner Group") == palette.sponsor("Russia") == "@russia"
    assert palette.sponsor("Atlantis") == "@other"
    assert palette.country("BFA") != palette.country("NER")
    assert palette.country("FIN") == "@other"


def bars(name: str) -> alt.Chart:
    base = alt.Chart(alt.NamedData("rows"), title=name).mark_bar(color="@accent")
    return base.encode(x="n:Q", y="key:N").add_params(alt.param(name="other", value=1))


def test_a_template_is_made_once_and_filled_with_rows_and_values():
    rows = pd.DataFrame({"key": ["a", "b"], "n": [1, 2]})
    drawn = template.Template(bars, ("Bars",), {"rows": rows}, {"least": 3.0})
    spec = theme.specification(drawn)
    assert "datasets" not in spec
    full = template.filled(spec, template.rows(drawn.data), drawn.values)
    assert full["datasets"]["rows"] == [{"key": "a", "n": 1}, {"key": "b", "n": 2}]
    assert [one["name"] for one in full["params"]] == ["least", "other"]
    assert drawn.key == template.Template(bars, ("Bars",), {}, {}).key  # what is put in changes no shape
    assert drawn.key != template.Template(bars, ("Other",), {}, {}).key


def test_a_picture_travels_with_title_subtitle_and_small_print():
    drawn = template.Template(bars, ("Bars",), {"rows": pd.DataFrame({"key": ["a", "b"], "n": [1, 2]})})
    svg = theme.picture(
        drawn, "Two bars", ["Source: nobody (2026).", "CC BY 4.0. https://example.org"], "svg", subtitle="Pieces. Mali"
    ).decode()
    for text in ("Two bars", "Pieces. Mali", "Source: nobody (2026).", "https://example.org"):
        assert text in svg
    png = theme.picture(drawn, "Two bars", "Source", "png", width=500, scale=1.0)
    wide, high = struct.unpack(">II", png[16:24])
    assert 500 < wide < 640
    assert high > 80


FACTS = bundle.Facts(
    title="Deaths fell", unit="deaths", place="Mali", period=("2020-01", "2020-02"), known="2026-07-12", made="2026-07-13",
    licence="CC BY 4.0", link="https://example.org/?chart=x", note="First releases.",
)  # fmt: skip
VINTAGE = Vintage(
    "ucdp_ged", "24.1", "2024-06-10", "inferred", "1989-01", "2023-12", None, pd.DataFrame(), inputs=(("ged.csv", "ab12"),)
)


def test_a_csv_comes_with_what_it_is():
    table = pd.DataFrame({"period": ["2020-01", "2020-02"], "best": [3, 1]})
    made = bundle.packed("mali_x", table, {"period": "month", "best": "best figure"}, FACTS, [VINTAGE])
    with zipfile.ZipFile(io.BytesIO(made)) as box:
        assert sorted(box.namelist()) == ["mali_x.csv", "mali_x.csv-metadata.json"]
        assert pd.read_csv(box.open("mali_x.csv")).to_dict("list") == {"period": ["2020-01", "2020-02"], "best": [3, 1]}
        told = json.loads(box.read("mali_x.csv-metadata.json"))
    assert told["url"] == "mali_x.csv"
    assert [one["name"] for one in told["tableSchema"]["columns"]] == ["period", "best"]
    assert (told["dc:spatial"], told["dc:temporal"], told["dc:valid"]) == ("Mali", "2020-01/2020-02", "2026-07-12")
    assert told["dc:identifier"] == FACTS.link
    source = told["dc:source"][0]
    assert (source["dc:hasVersion"], source["dc:issued"], source["sha256"]) == ("24.1", "2024-06-10", {"ged.csv": "ab12"})
    assert made == bundle.packed("mali_x", table, {"period": "month", "best": "best figure"}, FACTS, [VINTAGE])


def test_every_source_and_licence_has_a_name_for_people():
    assert set(SOURCES) == set(words.PUBLISHERS) | set(words.LEDGERS)
    assert {one.licence.name for one in SOURCES.values()} <= set(words.LICENCES)


def test_the_source_line_names_publishers_and_years():
    later = Vintage("ucdp_ged", "26.0.2", "2026-03-20", "inferred", "2026-02", "2026-02", None, pd.DataFrame())
    ledger = Vintage("foreign_forces", "curated", "2026-07-10", "stated", "1990-01", "2026-07", None, pd.DataFrame())
    assert words.source_line([VINTAGE, later, ledger]) == (
        "Sources: UCDP (2024, 2026); this project's ledger of foreign forces, known to 10 July 2026."
    )
    assert words.source_line([VINTAGE]) == "Source: UCDP (2024)."
    assert words.licence(["CC-BY-4.0", "CC-BY-SA-4.0"]) == "CC BY-SA 4.0"
    assert words.licence(["CC-BY-4.0", "CC-BY-4.0"]) == "CC BY 4.0"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-05", "2026-05", "May 2026"),
        ("2026-01", "2026-05", "January to May 2026"),
        ("2021-06", "2026-05", "June 2021 to May 2026"),
    ],
)
def test_a_period_in_words(start, end, said):
    assert words.span(start, end) == said


def test_the_top_bar_has_every_page_once():
    assert sorted(name for names in wording.GROUPS.values() for name in names) == sorted(wording.PAGES)
