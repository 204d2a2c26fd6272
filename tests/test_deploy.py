"""What is deployed: the image's steps work with what they copy, two replicas behind nginx serve, and so does nginx the site."""

from __future__ import annotations

import fnmatch
import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from indicators import folders
from indicators.store import refresh
from tests import replicas
from tests.benchmarks.sessions import Session
from tests.load.static import by_nginx
from tests.window import CHROMIUM, Visit, chromium

ROOT = Path(__file__).resolve().parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def steps() -> list[tuple[str, list[str]]]:
    """Instruction and words of each line of the Dockerfile, continued lines joined, comments left out."""
    text = re.sub(r"\\\n\s*", "", DOCKERFILE)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split()[0], line.split()[1:]) for line in lines]


def copied(folder: Path) -> None:
    """What the image's COPY steps bring, .dockerignore honoured, under ``folder``."""
    rules = (ROOT / ".dockerignore").read_text().split()
    kept = [rule[1:] for rule in rules if rule.startswith("!")]
    assert rules[0] == "*"
    for word, rest in steps():
        if word == "COPY":
            *sources, target = [one for one in rest if not one.startswith("--")]
            for source in sources:
                assert source in kept, f".dockerignore leaves out {source}"
                place = folder / target
                if (ROOT / source).is_dir():
                    shutil.copytree(ROOT / source, place, ignore=lambda _, names: fnmatch.filter(names, "__pycache__"))
                else:
                    place.mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / source, place)


def test_the_image_holds_all_it_needs_and_serves_data_it_may_only_read(tmp_path: Path) -> None:
    app = tmp_path / "app"
    copied(app)
    for place in [app / "data", *(app / "data").rglob("*")]:
        place.chmod(0o555 if place.is_dir() else 0o444)
    code = "import sys; sys.path[:0] = ['.']; from indicators.__main__ import main; sys.exit(main(sys.argv[1:]))"
    for command in (["check"], ["scores", "--from", "2026-05"]):
        ran = subprocess.run(
            [sys.executable, "-I", "-c", code, *command], cwd=app, env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
            capture_output=True, text=True,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
    assert (app / "indicators" / "pages" / ".streamlit" / "config.toml").is_file()
    assert list((app / "indicators" / "charts" / "fonts").glob("*.ttf"))


def test_the_image_runs_as_no_root_and_knows_its_health() -> None:
    words = [word for word, _ in steps()]
    user = next(rest for word, rest in steps() if word == "USER")
    assert next(rest for word, rest in steps() if word == "RUN" and rest[0] == "useradd")[-3:] == ["--uid", *user, "reader"]
    assert int(user[0]) > 0  # a number: what runs the container can see that it is not root
    assert words.index("USER") > max(place for place, word in enumerate(words) if word == "RUN")
    health = " ".join(next(rest for word, rest in steps() if word == "HEALTHCHECK"))
    assert "/_stcore/health" in health


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(folders.folder(), tmp_path_factory.mktemp("replicas") / "data"))


@pytest.fixture(scope="module")
def served(data: Path) -> Iterator[replicas.Replicas]:
    """Two replicas over one folder behind nginx; the test that kills one of them comes last."""
    if replicas.NGINX is None:
        pytest.skip("nginx is not installed")
    with replicas.behind_nginx(data.parent, data) as found:
        yield found


def test_two_hundred_downloads_of_ten_readers_arrive_from_the_replica_that_drew_their_page(served: replicas.Replicas) -> None:
    """ip_hash takes the first three bytes of a reader's address: each comes from a network of its own."""
    port, page = int(served.address.rsplit(":", 1)[1]), "governance"
    readers = [Session(port, f"127.0.{number}.1") for number in range(1, 11)]
    for one in readers:
        one.ask("to=2026-05", page)
        assert len(one.offered) >= 2
    found = [one.download(label) for _ in range(10) for one in readers for label in sorted(one.offered)[:2]]
    for one in readers:
        one.close()
    assert len(found) == 200
    assert {status for status, _ in found} == {200}
    assert len({body for _, body in found}) == 2  # the same two tables to everybody
    assert all(len(body) > 500 for _, body in found)
    media = served.answered("/media/")
    assert len(media) == 200
    assert {int(where) for where, _ in media} == set(served.servers)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
def test_a_refresh_is_seen_by_both_replicas_and_a_killed_one_costs_a_reload(served: replicas.Replicas, data: Path) -> None:
    with chromium() as browser:
        visit = Visit(browser, served.address.replace("127.0.0.1", "localhost"))
        before = len(served.answered("/_stcore/"))
        visit.open("/governance?to=2026-05")
        assert "50.2" in visit.text()
        (port,) = {int(where) for where, status in served.answered("/_stcore/")[before:] if status == 200}
        downloads(visit, 5)
        assert all(status in (200, 206) for _, status in served.answered("/media/"))

        promises = data / "curated" / "promises.csv"
        promises.write_text(promises.read_text().replace(",2022-03-26,promise,", ",2022-04-26,promise,"))
        refresh.rebuild(folder=data)  # 1,496 days by 30.4375 are 49.1 months
        visit.open("/governance?to=2026-05")
        assert "49.1" in visit.text()

        served.kill(port)
        visit.open("/governance?to=2026-05")  # one reload
        assert "49.1" in visit.text()  # the other replica has seen the refresh too
        downloads(visit, 2)
        assert not visit.foreign


def downloads(visit: Visit, many: int) -> None:
    """Take the first chart's file so often; each must arrive with something in it."""
    page = visit.page
    if not page.locator("[class*=st-key-csv_]").count():
        page.get_by_text("Download", exact=True).first.click()
        visit.settle()
    for _ in range(many):
        with page.expect_download(timeout=60_000) as found:
            page.locator("[class*=st-key-csv_] button").first.click()
        assert found.value.failure() is None
        assert Path(found.value.path()).stat().st_size > 500


@pytest.mark.skipif(replicas.NGINX is None, reason="nginx is not installed")
def test_the_published_site_by_nginx_says_how_long_each_file_may_be_kept_and_what_it_is(tmp_path: Path) -> None:
    site = tmp_path / "site"
    forever, briefly = "public, max-age=31536000, immutable", "public, max-age=300"
    expected = {  # path: kept, type, open to pages of other sites
        "index.html": (briefly, "text/html; charset=utf-8", None),
        "risk/en/index.html": (briefly, "text/html; charset=utf-8", None),
        "risk/assets/vega.0123456789ab.js": (forever, "application/javascript; charset=utf-8", None),
        "risk/files/en/overview.0123456789ab.csv": (forever, "text/csv; charset=utf-8", None),
        "risk/api/v1/latest.json": (briefly, "application/json", "*"),
        "risk/api/v1/tables/a.parquet": (briefly, "application/vnd.apache.parquet", "*"),
        "risk/calendar/promises.fr.ics": (briefly, "text/calendar; charset=utf-8", None),
    }
    for path in expected:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(b"a" * 5000)
    (site / "index.html.gz").write_bytes(made := gzip.compress(b"made beforehand"))
    with by_nginx(tmp_path, site) as served:
        for path, (kept, kind, shared) in expected.items():
            told = requests.get(f"{served.address}/{path}", timeout=10).headers
            found = told["Content-Type"].replace("text/javascript", "application/javascript")  # by the age of nginx
            assert (told["Cache-Control"], found, told.get("Access-Control-Allow-Origin")) == (
                kept,
                kind,
                shared,
            )
            packed = told.get("Content-Encoding") == "gzip"
            assert packed is not path.endswith("parquet"), path
        plain = requests.get(f"{served.address}/index.html", headers={"Accept-Encoding": "identity"}, timeout=10)
        assert plain.content == b"a" * 5000
        beforehand = requests.get(f"{served.address}/index.html", stream=True, timeout=10)
        assert beforehand.raw.read(decode_content=False) == made
        assert requests.get(f"{served.address}/none.html", timeout=10).status_code == 404
