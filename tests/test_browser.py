"""The dashboard in a real browser. Skipped where there is no Chromium; in CI a missing one fails."""

from __future__ import annotations

import io
import json
import os
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import indicators
from indicators import language, wording
from indicators.store import read
from indicators.tables.conflict import TYPES, known, within
from tests.window import CHROMIUM, WAIT, Visit, chromium, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium found"),
    pytest.mark.xdist_group("browser"),
]
THEMES = {"light": ("en", (390, 1280, 1920)), "dark": ("fr", (1920, 1280, 390))}  # the first is the width the page is opened at
AXE_WIDTH = 1280


# What a chart in another page's frame must not bring along; Streamlit's own toolbar of a chart stays.
CONTROLS = ", ".join(f'[data-testid="{name}"]' for name in ("stTopNav", "stSidebar", "stButtonGroup", "stPopover", "stLogo"))


@pytest.fixture(scope="module")
def address():
    with serving() as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    assert CHROMIUM, "Chromium is required in CI: apt-get install chromium"
    with chromium() as found:
        yield found


@pytest.fixture
def visit(browser, address):
    visits: list[Visit] = []

    def start(**options) -> Visit:
        visits.append(Visit(browser, address, **options))
        return visits[-1]

    yield start
    for one in visits:
        one.context.close()


def path_of(name: str) -> str:
    return "/" if name == "overview" else f"/{name}"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", list(wording.PAGES))
def test_every_page_is_without_errors_at_every_width_and_axe_finds_nothing_serious(visit, name, theme):
    """A page is opened in English, light, on a phone, and in French, dark, on a wide screen; then the window takes the other widths."""
    key, widths = THEMES[theme]
    window = visit(width=widths[0], theme=theme)
    window.open(f"{path_of(name)}?lang={key}")
    with language.told_in(key):
        assert window.page.locator('[data-testid="stMain"] h1').first.inner_text() == getattr(wording, name).TITLE
    for width in widths:
        window.resize(width)
        assert not window.errors, (width, window.errors)
        assert not window.foreign, (width, window.foreign)
        assert window.wider_than_the_window() <= 0, width
        assert not window.page.locator('[data-testid="stException"]').count(), width
        if width == AXE_WIDTH:
            assert serious(window) == []
    assert not window.errors, window.errors


def test_the_switch_of_languages_stands_in_the_address_and_goes_along(visit):
    window = visit()
    window.open("/partners")
    window.page.get_by_role("radio", name="FR").or_(window.page.get_by_role("button", name="FR", exact=True)).first.click()
    window.page.wait_for_function("() => document.querySelector('h1')?.innerText.startsWith('Partenaires')", timeout=WAIT)
    window.settle()
    assert "lang=fr" in window.page.url
    window.page.get_by_role("link", name="Vue d’ensemble").first.click()
    window.page.wait_for_function("() => document.querySelector('h1')?.innerText.startsWith('Quel')", timeout=WAIT)
    window.settle()
    assert not window.errors


def serious(window: Visit) -> list[str]:
    """What axe calls serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    return [
        f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in Axe().run(window.page).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_the_first_page_prints_the_stored_index(visit):
    window = visit()
    window.open("/")
    scores = indicators.scores()
    last = scores[scores["period"] == scores["period"].max()].set_index("key")["score"]
    assert window.cards()[0] == f"{last['index']:.1f}"


def test_a_link_opens_its_months_and_back_undoes_a_choice(visit):
    window = visit()
    window.open("/?from=2015-01&to=2022-12&base=2021-12")
    scores = indicators.scores().set_index(["period", "key"])["score"]
    assert window.cards()[0] == f"{scores['2022-12', 'index']:.1f}"
    assert "December 2021 to December 2022: the index" in window.text()
    window.page.get_by_role("button", name="January 2015 to December 2022", exact=True).click()
    box = window.page.get_by_role("combobox", name="To")
    box.click()
    box.fill("June 2012")
    box.press("Enter")
    window.page.wait_for_function("() => location.search.includes('to=2012-06')", timeout=WAIT)
    window.settle()
    assert "The first month lay after the last" in window.text()  # from=2015-01 is still chosen
    window.page.go_back()
    window.page.wait_for_function("() => location.search.includes('to=2022-12')", timeout=WAIT)
    window.settle()
    assert window.cards()[0] == f"{scores['2022-12', 'index']:.1f}"
    assert "lay after" not in window.text()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("to=2031-13", "“2031-13” is no choice for “To”"),
        ("as_of=2019-05-01", "1 May 2019 does not lie between 1 January 2020 and today"),
        ("as_of=yesterday", "“yesterday” is no day"),
        ("colour=blue", "The address has “colour”, which this page does not know"),
        ("chart=nothing", "This page has no chart “nothing”"),
    ],
)
def test_what_the_address_asks_in_vain_is_told(visit, asked, said):
    window = visit()
    window.page.goto(f"{window.address}/?{asked}")
    window.page.get_by_text(said).first.wait_for(timeout=WAIT)
    window.settle()
    assert not window.errors


def go(window, group, name):
    window.page.get_by_text(group, exact=True).click()
    window.page.get_by_role("menuitem", name=name).click()


def test_choices_stay_from_page_to_page(visit):
    window = visit()
    window.open("/?to=2022-12")
    go(window, "Dimensions", wording.PAGES["conflict"])
    window.page.wait_for_function("() => location.pathname.endsWith('/conflict')", timeout=WAIT)
    window.page.wait_for_function("() => location.search.includes('to=2022-12')", timeout=WAIT)
    window.settle()
    assert "December 2022" in window.text()


def test_a_click_on_a_page_opened_by_a_link_leaves_the_months_as_they_are(visit):
    window = visit()
    window.open("/")
    go(window, "Explore", wording.PAGES["partners"])
    window.page.wait_for_function("() => location.pathname.endsWith('/partners')", timeout=WAIT)
    window.settle()
    window.page.get_by_text("Cite", exact=True).first.click()
    window.page.get_by_text("Known on").first.wait_for(timeout=WAIT)
    window.settle()
    assert "January 2010 to May 2026" in window.text()
    assert "from=2010-01" in window.text()


def test_the_past_is_announced(visit):
    window = visit()
    window.open("/?as_of=2024-06-01")
    assert "had been published by 1 June 2024" in window.text()
    window.open("/?as_of=2024-06-01&reconstruct=true")
    then = indicators.scores("2024-06-01", reconstruct=True)
    last = then[then["period"] == then["period"].max()].set_index("key")["score"]
    assert window.cards()[0] == f"{last['index']:.1f}"


def use(window, key, what):
    """Open one of the things a reader can do with a chart."""
    window.page.locator(f".st-key-use_{key}").get_by_text(what, exact=True).click()
    panel = window.page.locator(f".st-key-panel_{key}")
    panel.wait_for(timeout=WAIT)
    window.settle()
    return panel


def test_a_chart_gives_its_data_and_pictures(visit):
    window = visit()
    window.open("/?from=2021-01&to=2021-12")
    panel = use(window, "index", "Download")
    files = {}
    for kind in ("zip", "PNG", "SVG"):
        with window.page.expect_download(timeout=WAIT) as waiting:
            panel.get_by_role("button", name=kind).click()
        files[kind] = Path(waiting.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as bundle:
        table = pd.read_csv(bundle.open("mali_index.csv"))
        told = json.loads(bundle.read("mali_index.csv-metadata.json"))
    stored = indicators.scores().set_index(["period", "key"])["score"]
    assert len(table) == 3 * 12  # index, pulse, index without foreign forces
    for row in table.itertuples():
        assert row.score == pytest.approx(stored[row.period, row.key])
    assert told["dc:temporal"] == "2021-01/2021-12"
    assert f"as_of={date.today().isoformat()}" in told["dc:identifier"]
    assert files["PNG"].startswith(b"\x89PNG")
    for text in (b"Sources: UCDP", b"CC BY-SA 4.0", b"as_of=", b"January to December 2021"):
        assert text in files["SVG"]  # a picture that travels alone says where it comes from


def test_a_shared_chart_keeps_the_day_and_stands_alone(visit):
    window = visit()
    window.open("/military?from=2015-01&to=2023-12&as_of=2026-01-15")
    link = use(window, "sponsors", "Share").locator("code").inner_text()
    assert "as_of=2026-01-15" in link
    assert "to=2023-12" in link
    title = window.page.locator("h2").first.inner_text()
    window.page.goto(f"{link}&embed=true")
    window.page.locator('[data-testid="stVegaLiteChart"]').wait_for(timeout=WAIT)
    window.settle()
    assert window.page.locator('[data-testid="stVegaLiteChart"]').count() == 1
    assert window.page.locator("h2").all_inner_texts() == [title]
    assert "Source: this project's ledger of foreign forces" in window.text()
    assert not window.page.locator(CONTROLS).count()
    assert not window.errors


def test_a_turning_point_can_be_clicked(visit):
    window = visit()
    window.open("/?from=2020-01&to=2021-12")
    chart = window.page.locator(".st-key-chart_index")
    chart.scroll_into_view_if_needed()
    point = chart.locator("svg [aria-label*='coup']").first
    point.click(force=True)
    window.settle()
    window.page.get_by_role("heading", name="What happened").wait_for(timeout=WAIT)


@pytest.mark.parametrize(
    ("path", "anchor"), [("/method#limits", "limits"), ("/governance#attempts", "attempts"), ("/#watch", "watch")]
)
def test_a_link_to_a_section_lands_on_it(visit, path, anchor):
    """Near the top of the window, once every chart is drawn; and a reader who scrolls away is left where they are."""
    window = visit()
    window.open(path)
    top = f"document.getElementById('{anchor}').getBoundingClientRect().top"
    window.page.wait_for_function(f"() => window.landed && {top} >= 0 && {top} < 200", timeout=WAIT)
    window.page.mouse.move(600, 400)
    window.page.mouse.wheel(0, -600)
    window.page.wait_for_function(f"() => {top} > 400", timeout=WAIT)
    window.page.wait_for_timeout(1000)  # several of the script's rounds
    assert window.page.evaluate(top) > 400


def test_a_row_of_a_table_opens(visit):
    window = visit()
    window.open("/method")
    table = window.page.locator(".st-key-rows_sources")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    row = window.page.locator(".st-key-row_sources")
    for _ in range(10):  # a table that is still being drawn takes no click
        window.page.mouse.click(box["x"] + 16, box["y"] + 52)  # the box before the first row
        window.settle()
        if row.count():
            break
    row.wait_for(timeout=WAIT)
    assert "Uppsala Conflict Data Program" in row.inner_text()
    assert "None" not in row.inner_text()


@pytest.mark.parametrize("name", ["overview", "conflict"])
def test_on_paper_there_is_no_control_and_no_chart_is_cut(visit, name):
    window = visit()
    window.open(path_of(name))
    window.page.locator('[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg.marks').first.wait_for(
        timeout=WAIT
    )
    window.page.emulate_media(media="print")
    window.page.set_viewport_size({"width": 700, "height": 1000})  # A4 less its margins
    window.settle()
    for hidden in ("stHeader", "stPopover", "stButtonGroup", "stDownloadButton", "stSelectbox", "stExpander"):
        shown = window.page.locator(f'[data-testid="{hidden}"]:visible')
        assert not shown.count(), hidden
    charts = window.page.locator('[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg.marks')
    assert charts.count() >= 3
    for place in range(charts.count()):
        box = charts.nth(place).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 701
    assert window.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_everything_can_be_downloaded(visit):
    window = visit()
    window.open("/method")
    with window.page.expect_download(timeout=WAIT) as waiting:
        window.page.get_by_role("button", name="zip").first.click()
    with zipfile.ZipFile(waiting.value.path()) as bundle:
        assert bundle.testzip() is None
        assert any(name.endswith("datapackage.json") for name in bundle.namelist())


def test_a_click_on_the_map_filters_the_page(visit):
    window = visit()
    window.open("/conflict?from=2019-01&to=2019-12")
    shape = window.page.locator(".st-key-chart_map svg [aria-label='Mopti']").first
    shape.scroll_into_view_if_needed()
    shape.click()
    window.page.wait_for_function("() => location.search.includes('place=Mopti')", timeout=WAIT)
    window.settle()
    events = known(read.load())
    inside = within(events, "2019-01", "2019-12", TYPES, "region", "ML05")
    window.page.get_by_role("heading", name=f"The events: {len(inside)}, Mopti").wait_for(timeout=WAIT)


def test_a_comparison_answers_for_the_chosen_country(visit):
    window = visit()
    window.open("/compare?countries=NER&year=2023")
    world = read.table("world").set_index(["country", "period", "key"])["score"]
    mine, theirs = (world[code, "2023-12", "conflict"] for code in ("MLI", "NER"))
    assert f"Niger in conflict ({mine:.1f} against {theirs:.1f})" in window.text()


def test_who_was_there_is_one_link_away(visit):
    window = visit()
    window.open("/military?month=2018-03")
    window.page.get_by_role("heading", name="Who was there at the end of March 2018").wait_for(timeout=WAIT)
    window.page.get_by_role("heading", name="The ledger rows behind it").wait_for(timeout=WAIT)


def test_the_keyboard_reaches_the_choices(visit):
    """By Tab alone: the pages, the months, the day of knowledge, and what a chart gives; the verdict's sources lie between."""
    window = visit()
    window.open("/")
    missing = ["Dimensions", "January 2010 to", "As known today", "Download"]
    for _ in range(150):
        window.page.keyboard.press("Tab")
        told = window.page.evaluate(
            "() => document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
        )
        missing = [one for one in missing if one not in str(told)]
        if not missing:
            break
    assert not missing
