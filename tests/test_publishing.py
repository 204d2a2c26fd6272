"""The published site: its files against the data they come from, its feeds, calendar, metadata and interface by their own validators."""

from __future__ import annotations

import csv
import functools
import hashlib
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import feedparser
import icalendar
import jsonschema
import openapi_spec_validator
import pyarrow.parquet as pq
import pytest

from indicators import folders
from indicators.__main__ import main
from indicators.model import ContractError
from indicators.publishing import closed, exchange, files, specs, tables
from indicators.publishing import site as sites
from indicators.registry import SOURCES
from tests import remembered, window

BASE = "https://example.org/some/path/"
PAGES = ("overview", "partners")
DAY = "2026-12-01T00:00:00Z"
EPOCH = "1796083200"  # seconds from 1970-01-01 to 2026-12-01, 20,788 days
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def published() -> Path:
    """Two pages in both languages, with everything that stands beside them, made once a session."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
            sites.publish(folder / "site", BASE, PAGES)

    return remembered.folder("published", make) / "site"


def answer(published: Path, name: str):
    return json.loads((published / "api/v1" / name).read_bytes())


def test_every_file_is_listed_with_its_checksum(published):
    listed = dict(line.split("  ")[::-1] for line in (published / "SHA256SUMS").read_text().splitlines())
    there = {one.relative_to(published).as_posix(): one for one in published.rglob("*") if one.is_file()}
    assert set(there) == {*listed, "SHA256SUMS"}
    for path, digest in listed.items():
        assert hashlib.sha256(there[path].read_bytes()).hexdigest() == digest, path


def test_what_may_be_kept_for_ever_has_a_digest_of_its_content_in_its_name(published):
    kept = [*(published / "assets").iterdir(), *(one for one in (published / "files").rglob("*") if one.is_file())]
    assert len(kept) > 30
    for one in kept:
        assert one.name.split(".")[-2] == hashlib.sha256(one.read_bytes()).hexdigest()[:12], one


def test_publishing_again_gives_the_same_bytes(published, tmp_path):
    """In another process, with other hashes of text: one page in one step less, whose own files must be the same."""
    code = (
        "from indicators.publishing import site; from pathlib import Path; "
        f"site.publish(Path({str(tmp_path / 'site')!r}), {BASE!r}, ('partners',))"
    )
    env = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True, capture_output=True)
    again = {one.relative_to(tmp_path / "site").as_posix() for one in (tmp_path / "site").rglob("*") if one.is_file()}
    of_all = {"SHA256SUMS", "api/v1/index.json", "api/v1/openapi.json", "sitemap.xml"}  # these list the pages there are
    same = {path for path in again if path not in of_all and not path.endswith(".html")}
    assert len(same) > 200
    for path in same:
        assert (tmp_path / "site" / path).read_bytes() == (published / path).read_bytes(), path
    page = "en/partners.html"  # the same but for the way to the other page
    less = [
        (root / page).read_text().replace('<a href="index.html">Overview</a>\n', "") for root in (published, tmp_path / "site")
    ]
    assert less[0] == less[1]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag, attrs) -> None:
        told = dict(attrs)
        self.links += [told[name] for name in ("href", "src") if told.get(name)]
        self.ids += [told["id"]] if told.get("id") else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []


def parsed(path: Path) -> _Links:
    found = _Links()
    found.feed(path.read_text(encoding="utf-8"))
    return found


def leaves(published: Path) -> list[Path]:
    return sorted(published.rglob("*.html"))


def test_every_link_of_every_page_leads_to_a_file_and_none_to_the_root_of_a_server(published):
    assert len(leaves(published)) == 1 + 2 * (len(PAGES) + 3)
    for path in leaves(published):
        found = parsed(path)
        assert len(found.ids) == len(set(found.ids)), path
        for link in found.links:
            assert not link.startswith("/"), (path, link)
            if link.startswith(("https://", "http://", "data:", "#")):
                continue
            there = urldefrag(urljoin(path.as_uri(), link))[0].removeprefix("file://")
            assert Path(there).is_file(), (path, link)


def test_headings_go_down_one_at_a_time(published):
    for path in leaves(published):
        levels = parsed(path).headings
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_a_page_tells_the_verdict_in_its_language_and_the_stored_score(published):
    scores = {
        (row["period"], row["key"]): row for row in csv.DictReader((ROOT / "data/scores/scores.csv").open(encoding="utf-8"))
    }
    last = max(period for period, key in scores if key == "index")
    index = float(scores[last, "index"]["score"])
    assert f'<p class="score">{index:.1f}' in (published / "en/index.html").read_text()
    assert f'<p class="score">{index:.1f}'.replace(".", ",") in (published / "fr/index.html").read_text()
    assert "Where it stands." in (published / "en/index.html").read_text()
    assert "Where it stands." not in (published / "fr/index.html").read_text()


@pytest.mark.parametrize("name", ["scores-scores", "curated-promises", "scores-quality", "outlook-issues-2026-05_forecasts"])
def test_json_and_parquet_hold_the_cells_of_the_csv(published, name):
    folder = published / "api/v1/tables"
    head, *rows = csv.reader(io.StringIO((folder / f"{name}.csv").read_text(encoding="utf-8"), newline=""))
    told = json.loads((folder / f"{name}.json").read_bytes())["rows"]
    columns = pq.read_table(folder / f"{name}.parquet").to_pydict()
    assert list(columns) == head
    assert len(rows) == len(told) == len(columns[head[0]])
    for place, row in enumerate(rows):
        assert list(told[place]) == head
        for column, cell in zip(head, row, strict=True):
            for value in (told[place][column], columns[column][place]):
                if cell == "":
                    assert value is None
                else:
                    assert value == (cell if isinstance(value, str) else float(cell)), (place, column)


def test_every_table_of_the_index_is_there_and_its_csv_is_the_stored_one(published):
    stored = json.loads((ROOT / "data/datapackage.json").read_bytes())["resources"]
    tabular = {one["name"]: one for one in stored if "schema" in one}
    listed = {one["name"]: one for one in answer(published, "index.json")["tables"]}
    assert set(listed) == set(tabular)
    for name, one in listed.items():
        assert f"sha256:{one['files']['csv']['sha256']}" == tabular[name]["hash"]


def test_answers_keep_their_schema_and_a_wrong_one_does_not(published):
    schema = answer(published, "schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)

    def of(kind: str) -> jsonschema.Draft202012Validator:
        return jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{kind}"})

    for kind in ("index", "latest", "months", "alerts"):
        of(kind.capitalize()).validate(answer(published, f"{kind}.json"))
    charts = sorted((published / "api/v1/figures").iterdir())
    assert {one.name.split(".")[2] for one in charts} == {"en", "fr"}
    for one in charts:
        of("Figure").validate(json.loads(one.read_bytes()))
    for name in ("curated-promises", "scores-quality", "alerts-record"):
        of("Table").validate(told := answer(published, f"tables/{name}.json"))
        of(f"Table.{name}").validate(told)
    wrong = answer(published, "latest.json")
    wrong["scores"]["index"]["score"] = 100.1
    assert not of("Latest").is_valid(wrong)
    promises = answer(published, "tables/curated-promises.json")
    promises["rows"][0]["due"] = "1991-13"
    assert not of("Table.curated-promises").is_valid(promises)


def test_the_description_of_the_interface_is_valid_and_names_only_what_is_there(published):
    told = answer(published, "openapi.json")
    openapi_spec_validator.validate(told)
    for path, item in told["paths"].items():
        values = {one["name"]: one["schema"]["enum"] for one in item["get"].get("parameters", [])}
        for key in values.get("table", values.get("figure", [""])):
            for language in values.get("language", [""]):
                named = path.format(table=key, figure=key, language=language)
                assert (published / "api/v1" / named.lstrip("/")).is_file(), named


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["alerts", "changes"])
def test_feeds_are_read_by_another_program(published, name, language):
    found = feedparser.parse((published / f"feeds/{name}.{language}.xml").read_bytes())
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.language == language
    assert found.feed.links[0].href == f"{BASE}feeds/{name}.{language}.xml"
    assert found.entries
    for one in found.entries:
        assert one.id.startswith("urn:uuid:")
        assert one.title
        assert one.updated >= one.published
        assert one.content[0].value.strip()
    assert len({one.id for one in found.entries}) == len(found.entries)


def test_the_feed_of_changes_says_what_the_table_of_the_update_holds(published):
    """2026-11-24_1.csv: index,67.6008 -> 67.9256, 293 past months, most 2025-12 by 0.362."""
    text = feedparser.parse((published / "feeds/changes.en.xml").read_bytes()).entries[-1]
    assert text.title == "Update of 24 November 2026: index of the last month from 67.6 to 67.9"
    assert "Level: 67.6 to 67.9; 293 past months moved, most December 2025 (+0.4 points)." in text.content[0].value


def test_the_calendar_has_every_promised_day_of_the_ledger(published):
    rows = list(csv.DictReader((ROOT / "data/curated/promises.csv").open(encoding="utf-8")))
    due = sorted(row["due"] for row in rows if row["due"])
    found = icalendar.Calendar.from_ical((published / "calendar/promises.fr.ics").read_bytes())
    assert not found.errors
    events = found.walk("VEVENT")
    assert sorted(one.decoded("dtstart").isoformat() for one in events) == due
    assert len({str(one["uid"]) for one in events}) == len(due)
    of_2012 = next(one for one in events if one.decoded("dtstart").isoformat() == "2012-04-29")
    assert "convoque la présidentielle" in str(of_2012["description"])
    assert str(of_2012["url"]).startswith("https://articles.rfi.fr/")


def test_the_other_forms_of_the_scores_hold_the_same_values(published):
    rows = list(csv.DictReader((published / "api/v1/tables/scores-scores.csv").open(encoding="utf-8")))
    sdmx = list(csv.DictReader((published / "api/v1/scores.sdmx.csv").open(encoding="utf-8")))
    head, tags, *hxl = csv.reader((published / "api/v1/scores.hxl.csv").open(encoding="utf-8"))
    assert len(rows) == len(sdmx) == len(hxl)
    assert all(re.fullmatch(r"#[a-z]+(\+[a-z0-9_]+)*", tag) for tag in tags)
    for row, other, tagged in zip(rows, sdmx, hxl, strict=True):
        assert tagged == list(row.values())
        assert [other[name] for name in ("REF_AREA", "TIME_PERIOD", "INDICATOR", "OBS_VALUE", "STATUS", "P95")] == [
            row["country"],
            row["period"],
            row["key"].replace(".", "_"),
            row["score"],
            row["status"],
            row["p95"],
        ]
    assert head == list(rows[0])
    key = ("FREQ", "REF_AREA", "LEVEL", "INDICATOR", "TIME_PERIOD")
    assert len({tuple(one[name] for name in key) for one in sdmx}) == len(sdmx)
    identifier = re.compile(r"[A-Za-z0-9_@$-]+")  # SDMX 3.0, IDType
    assert all(identifier.fullmatch(one[name]) for one in sdmx for name in (*key, "OBS_STATUS", "STATUS"))
    assert {(one["STATUS"], one["OBS_STATUS"]) for one in sdmx} <= set(exchange.OBS_STATUS.items())


def test_metadata_names_files_that_are_there_with_their_checksums(published):
    told = {name: json.loads((published / f"metadata/{name}.jsonld").read_bytes()) for name in ("schema", "croissant", "dcat")}
    sums = dict(line.split("  ")[::-1] for line in (published / "SHA256SUMS").read_text().splitlines())
    for one in told["schema"]["distribution"]:
        assert one["contentUrl"].removeprefix(BASE) in sums
    for one in told["croissant"]["distribution"]:
        assert sums[one["contentUrl"].removeprefix(BASE)] == one["sha256"]
    records = {one["name"]: {item["name"] for item in one["field"]} for one in told["croissant"]["recordSet"]}
    assert records["scores-scores"] >= {"country", "period", "score", "p05", "p95"}
    for one in told["dcat"]["dcat:dataset"]:
        for form in one["dcat:distribution"]:
            assert form["dcat:accessURL"] == form["dcat:downloadURL"]  # the one way to it; DCAT-AP asks for the first
            path = form["dcat:downloadURL"]["@id"].removeprefix(BASE)
            assert sums[path] == form["spdx:checksum"]["spdx:checksumValue"]["@value"]
    page = (published / "en/index.html").read_text()
    inside = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert inside["@type"] == "Dataset"
    assert (published / "en" / inside["distribution"][0]["contentUrl"]).is_file()


def test_the_map_of_the_site_has_every_page_in_every_language(published):
    text = (published / "sitemap.xml").read_text()
    found = re.findall(r"<loc>(.*?)</loc>", text)
    own = {f"{BASE}{path.relative_to(published).as_posix()}" for path in leaves(published)} - {f"{BASE}index.html"}
    assert set(found) == own
    assert len(re.findall('hreflang="fr"', text)) == len(found)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *args) -> None: ...


@pytest.fixture(scope="module")
def served(published):
    """The address of the site under a path of a plain server of files."""
    root = published.parent
    server = http.server.ThreadingHTTPServer(("localhost", 0), functools.partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/site/"
    server.shutdown()
    server.server_close()


def test_the_example_in_python_prints_the_last_index(published, served):
    run = subprocess.run(
        [sys.executable, published / "api/v1/examples/python.py", served], capture_output=True, text=True, check=True
    )
    month = answer(published, "latest.json")["month"]
    index = answer(published, "latest.json")["scores"]["index"]
    assert (
        run.stdout.splitlines()[-1]
        == f"{month} {round(index['score'], 1)} nine of ten simulations: {index['p05']} to {index['p95']}"
    )
    assert len(run.stdout.splitlines()) == 12
    assert BASE in (published / "api/v1/examples/python.py").read_text()


def test_the_example_in_r_prints_the_last_index(published, served):
    if shutil.which("Rscript") is None:
        pytest.skip("no R here")
    run = subprocess.run(["Rscript", published / "api/v1/examples/r.R", served], capture_output=True, text=True, check=False)
    if "jsonlite" in run.stderr:
        pytest.skip("R is here without jsonlite")
    assert answer(published, "latest.json")["month"] in run.stdout


def test_the_example_for_excel_asks_for_fields_that_there_are(published):
    """Power Query runs in Excel alone: here its text is held against the answer it reads."""
    text = (published / "api/v1/examples/excel.pq").read_text()
    told = answer(published, "tables/scores-scores.json")
    assert "api/v1/tables/scores-scores.json" in text
    assert "Answer[rows]" in text
    asked = set(re.findall(r'"(period|score|p05|p95)"', text)) | set(re.findall(r"each \[(\w+)\]", text))
    assert asked == {"period", "score", "p05", "p95", "key"} <= set(told["rows"][0])
    assert [text.count(one) for one in "([{"] == [text.count(one) for one in ")]}"]


def test_nothing_private_and_nothing_closed_is_published(published, tmp_path, monkeypatch):
    """A source whose licence keeps its rows back is in no table; what the index does not list is not read."""
    assert closed.among(["ucdp_ged", "comtrade"])
    assert not closed.among(["ucdp_ged", "vdem", "west_africa"])
    copied = tmp_path / "data"
    shutil.copytree(folders.folder(), copied)
    index = json.loads((copied / "datapackage.json").read_bytes())
    one = next(item for item in index["resources"] if item["name"].startswith("gold_price"))
    one["source"] = "comtrade"
    (copied / "datapackage.json").write_text(json.dumps(index))
    (copied / "curated" / "secret.csv").write_text("country\nMLI\n")
    names = {item.name for item in tables.stored(copied)}
    assert one["name"] not in names
    assert not {name for name in names if "secret" in name}
    assert names == {item["name"] for item in answer(published, "index.json")["tables"]} - {one["name"]}


def test_the_licences_are_told_by_publisher(published):
    text = (published / "licences.txt").read_text(encoding="utf-8")
    for one in SOURCES.values():
        told = re.search(rf"^- {re.escape(one.publisher.en)}: .*{re.escape(one.licence.url)}$", text, re.MULTILINE)
        assert bool(told) is not closed.closed(one.key), one.key


def test_no_page_speaks_of_this_machine(published):
    for path in [*leaves(published), *(published / "api/v1").glob("*.json")]:
        assert str(ROOT) not in path.read_text(encoding="utf-8"), path


def test_a_site_is_replaced_whole_and_left_alone_where_publishing_fails(tmp_path):
    target = tmp_path / "deep" / "site"
    with files.site(target) as made:
        made.put("a.txt", b"old")

    def interrupted() -> None:
        with files.site(target) as made:
            made.put("a.txt", b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (target / "a.txt").read_bytes() == b"old"
    assert [one.name for one in target.parent.iterdir()] == ["site"]
    with files.site(target) as made:
        made.put("b.txt", b"new")
    assert sorted(one.name for one in target.iterdir()) == ["SHA256SUMS", "b.txt"]
    assert [one.name for one in target.parent.iterdir()] == ["site"]


def test_a_swap_in_two_steps_that_was_ended_between_them_is_put_right(tmp_path, monkeypatch):
    target = tmp_path / "site"
    with files.site(target) as made:
        made.put("a.txt", b"old")
    target.rename(tmp_path / ".site.old")  # as it stands between the two steps
    monkeypatch.setattr(files, "_exchanged", lambda *_: False)
    with pytest.raises(RuntimeError), files.site(target):
        raise RuntimeError
    assert (target / "a.txt").read_bytes() == b"old"
    with files.site(target) as made:
        made.put("a.txt", b"new")
    assert (target / "a.txt").read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x"])
def test_no_file_leads_out_of_the_site(tmp_path, path):
    with pytest.raises(ValueError, match="outside the site"):
        files.Files(tmp_path).put(path, b"")


def test_a_folder_with_other_files_is_refused(tmp_path, capsys):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("keep")
    with pytest.raises(SystemExit, match="2"):
        main(["publish", str(tmp_path / "letters")])
    assert "holds other files than a published site" in capsys.readouterr().err
    with files.site(tmp_path / "site") as made:
        made.put("a.txt", b"old")
    (tmp_path / "site" / "CNAME").write_text("example.org")
    with pytest.raises(files.Refused, match="holds CNAME"), files.site(tmp_path / "site"):
        pass
    assert (tmp_path / "site" / "CNAME").read_text() == "example.org"
    assert (tmp_path / "letters" / "mine.txt").read_text() == "keep"


@pytest.mark.parametrize("base", ["example.org", "ftp://example.org", "https://example.org/?a", "javascript:alert(1)"])
def test_what_is_no_address_is_refused(tmp_path, capsys, base):
    with pytest.raises(SystemExit, match="2"):
        main(["publish", str(tmp_path / "site"), "--base-url", base])
    assert "is not an address" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_day_before_the_data_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")  # July 2017
    with pytest.raises(ContractError, match="before the newest data"):
        sites.publish(tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_set_of_data_is_named_by_its_content_wherever_it_stands():
    spec = {"layer": [{"data": {"name": "rows"}}, {"data": {"name": "other"}}], "data": {"name": "rows"}}
    assert specs._renamed(spec, {"rows": "d1"}) == {
        "layer": [{"data": {"name": "d1"}}, {"data": {"name": "other"}}],
        "data": {"name": "d1"},
    }


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(
    ("path", "theme", "width"),
    [("en/index.html", "light", 1280), ("fr/index.html", "dark", 390), ("fr/data.html", "light", 390)],
)
def test_a_page_under_a_path_draws_without_errors_or_foreign_requests_and_axe_finds_nothing(served, path, theme, width):
    from axe_playwright_python.sync_playwright import Axe

    with window.chromium() as browser:
        page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme).new_page()
        told, foreign = [], []
        page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((served, "data:")) else foreign.append(request.url))
        page.goto(served + path)
        charts = page.locator("[data-chart]").count()
        assert (charts > 0) is path.endswith("index.html")
        if charts:
            page.wait_for_selector("body[data-drawn=all]", timeout=window.WAIT)
        assert page.locator("[data-chart] svg").count() == charts
        assert not told
        assert not foreign
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
