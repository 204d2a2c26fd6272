"""A file that changes while it is read, a clock that goes backwards, a cache and a folder for temporary files that cannot be written."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indicators.model import SourceError
from indicators.sources import held
from indicators.store import outcomes, read, refresh
from indicators.store.check import check
from tests import publisher as publishers
from tests.store_example import SOURCES, contents, put_deaths, score
from tests.test_live_refresh import GOOD, KNOWN, MORE, folder, site, update

__all__ = ["folder", "site"]  # fixtures


def bring(folder, path, parse=None):
    known = {**SOURCES, "deaths": replace(SOURCES["deaths"], parse=parse or SOURCES["deaths"].parse)}
    return refresh.import_files({"deaths": [path]}, folder=folder, sources=known, score=score)


def test_a_file_that_changes_after_it_was_taken_is_stored_as_it_was(folder, tmp_path):
    """Rewritten between two readings of the importer: both see the first content."""
    path = put_deaths(tmp_path, "in.txt", "2024-01,1", "2024-02,2")

    def parse(paths, version, published):
        first = paths[0].read_bytes()
        put_deaths(tmp_path, "in.txt", "2024-01,9", "2024-02,9")
        assert paths[0].read_bytes() == first
        assert paths[0].name == "in.txt"
        return SOURCES["deaths"].parse(paths, version, published)

    assert not bring(folder, path, parse).failures
    known = {**SOURCES, "deaths": SOURCES["deaths"]}
    assert read.load(folder=folder, sources=known).newest("deaths").frame["deaths"].tolist() == [1, 2]


@pytest.mark.parametrize("change", ["grows", "shrinks", "rewritten"])
def test_a_file_that_changes_while_it_is_taken_is_refused(folder, tmp_path, monkeypatch, change):
    path = put_deaths(tmp_path, "in.txt", *(f"2024-{month:02},{month}" for month in range(1, 13)))
    before, whole = path.read_bytes(), held._part
    first = [True]

    def part(of, source):
        found = whole(of, source)
        if first[0]:
            first[0] = False
            new = {"grows": before + b"x", "shrinks": before[:9], "rewritten": before[::-1]}[change]
            path.write_bytes(new)
            os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_000_000))
        return found

    monkeypatch.setattr(held, "_part", part)
    said = bring(folder, path).failures["deaths"]
    assert said == "in.txt: changed while it was read. Wait until it is whole, and import it again."
    assert not (folder / "snapshots").exists()


def test_files_of_one_name_are_both_taken_and_nothing_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made.append(tmp_path / name / "in.txt")
        made[-1].write_text(name)
    with held.copies(made) as copies:
        assert [one.read_text() for one in copies] == ["a", "b"]
        assert [one.name for one in copies] == ["in.txt", "in.txt"]
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("where", ["nowhere", "a file"])
def test_no_room_for_a_copy_is_told_in_one_line(folder, tmp_path, monkeypatch, where):
    path = put_deaths(tmp_path, "in.txt", "2024-01,1")
    (tmp_path / "a file").write_text("")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / where))
    assert "no copy of it can be made" in bring(folder, path).failures["deaths"]


def test_what_is_no_file_is_refused_as_ever(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, said in (("pipe", "is a pipe, not a file"), ("none", "cannot be read")):
        with pytest.raises(SourceError, match=said), held.copies([tmp_path / name]):
            pass


def test_a_cache_that_cannot_be_written_costs_a_download_and_nothing_else(site, folder, tmp_path, monkeypatch):
    """The cache's path is a file, so that nobody can write there, root neither."""
    (tmp_path / "cache file").write_text("")
    monkeypatch.setenv("INDICATORS_CACHE", str(tmp_path / "cache file"))
    for body in (GOOD, MORE):
        tagged = publishers.status(200, "text/plain", body, ETag='"1"')
        site.answers = {"/deaths.txt": tagged, "/others.txt": tagged}
        report = update(folder)
        assert not report.failures
        assert report.written
    assert check(folder, sources=KNOWN, score=score) == []


class Clock(date):
    """A clock that is set by hand."""

    now = "2026-11-24"

    @classmethod
    def today(cls) -> date:
        return date.fromisoformat(cls.now)


def dated(value):
    """A publisher that names no release: the vintage is dated by the day of the download."""
    parse = SOURCES["deaths"].parse

    def parsed(paths, version, published):
        day = Clock.today().isoformat()
        (one,) = parse(paths, f"api-{len(Path(paths[0]).read_bytes())}", day)
        return (one,)

    return {**KNOWN, "deaths": replace(value, parse=parsed)}


def test_a_clock_that_goes_backwards_enters_nothing_into_the_past(site, folder, monkeypatch):
    """Other figures on a day before the last download: refused, and as of every day the same is known as before."""
    known = dated(KNOWN["deaths"])

    class Moment:
        @staticmethod
        def now(zone):
            from datetime import datetime

            return datetime.fromisoformat(f"{Clock.now}T12:00:00+00:00").astimezone(zone)

    monkeypatch.setattr(refresh, "datetime", Moment)
    site.answers = {"/deaths.txt": GOOD, "/others.txt": GOOD}
    keep = {"folder": folder, "sources": known, "score": score}
    assert not refresh.update(["deaths"], **keep).failures
    before = contents(folder)
    monkeypatch.setattr(Clock, "now", "2026-10-01")
    site.answers["/deaths.txt"] = MORE
    said = refresh.update(["deaths"], **keep).failures["deaths"]
    assert "would be dated 2026-10-01, the day of this download, and a vintage of 2026-11-24 is stored" in said
    assert contents(folder) == before
    assert outcomes.read(folder)["deaths"].end == outcomes.REFUSED
    site.answers["/deaths.txt"] = GOOD  # what is stored already is no news, whatever the clock says
    monkeypatch.setattr(Clock, "now", "2026-11-25")
    site.answers["/deaths.txt"] = MORE
    assert not refresh.update(["deaths"], **keep).failures
    assert check(folder, sources=known, score=score) == []
