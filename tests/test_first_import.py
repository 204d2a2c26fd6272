"""A folder that holds nothing takes any source first, and the others in any order; the end is the same."""

from __future__ import annotations

import shutil

import pytest

from indicators import __main__ as program
from indicators.store import refresh
from tests.store_example import contents
from tests.structural import shared
from tests.test_losses import FILES, of

SMALL = ("idmc", "ucdp_ged", "ucdp_months", "population")
ORDERS = (SMALL, SMALL[::-1])


@pytest.mark.parametrize("key", SMALL)
def test_any_source_may_be_the_first(tmp_path, monkeypatch, capsys, key):
    """By the command, as somebody who begins with another country would."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path / "data"))
    names = next(names for name, names, *_ in FILES if name == key)
    words = [word for name in names for word in ("--from-file", f"{key}={shared(name)}")]
    try:
        code = program.main(["refresh", *words]) or 0
    except SystemExit as ended:
        code = ended.code or 0
    told = capsys.readouterr()
    assert code == 0, told.err
    assert "written" in told.out
    assert any(path.startswith(f"snapshots/{key}/") for path in contents(tmp_path / "data"))


def test_the_order_of_imports_does_not_matter(tmp_path):
    """Tables of changes tell the way there and differ; every other file is the same, byte for byte."""
    ends = []
    for number, order in enumerate(ORDERS):
        folder = tmp_path / str(number)
        for key in order:
            report = refresh.add({key: of(key)}, folder=folder)
            assert report.failures == {}, key
        shutil.rmtree(folder / "scores" / "changes")
        ends.append({path: data for path, data in contents(folder).items() if path != "datapackage.json"})
    assert ends[0] == ends[1]
