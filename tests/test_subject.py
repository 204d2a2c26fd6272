"""The subject is data: another country goes the whole way, another's tables are refused, nothing else names the country."""

from __future__ import annotations

import json
import math
import re
import shutil
from pathlib import Path

import pytest

from indicators import folders
from indicators.store import read
from indicators.subject import SUBJECT
from tests import elsewhere

PACKAGE = Path(__file__).resolve().parents[1] / "indicators"
PAGE = """
from streamlit.testing.v1 import AppTest
def told(name):
    script = f"from indicators.pages import page; page.opened({name!r})"
    test = AppTest.from_string(script, default_timeout=120).run()
    assert not test.exception, (name, test.exception[0].value, test.exception[0].stack_trace)
    return test
"""


def test_no_module_but_the_subject_names_the_country_or_its_places():
    places = set(read.load().newest("cod_ab").frame["name"]) | {"Tombouctou", "Ménaka", "Timbuktu"}
    words = {SUBJECT.code, SUBJECT.name.en, SUBJECT.name.fr, SUBJECT.adjective.en, str(SUBJECT.layer(2).count)}
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(words | places))) + r")\b")
    found = [
        f"{path.relative_to(PACKAGE)}:{number}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != "subject.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.fixture(scope="module")
def iceland(tmp_path_factory):
    folder = tmp_path_factory.mktemp("iceland")
    elsewhere.run(elsewhere.DATA, folder)
    return folder


def test_another_country_is_scored_from_its_own_rows(iceland):
    body = """
import json
from indicators.store import read
rows = read.table("scores")
rows = rows[rows["period"] == "2023-12"]
assert set(rows["country"]) == {"ISL"}
print(json.dumps(dict(zip(rows["key"], rows["score"]))))
"""
    scores = json.loads(elsewhere.run(body, iceland))
    # 120 deaths among 1,000,000 are 12 per 100,000; log(12 / 0.1) of the three decades from 0.1 to 100
    assert scores["conflict.lethality"] == pytest.approx(100 * math.log10(120) / 3, abs=1e-3)
    # two of three districts had a death
    assert scores["conflict.diffusion"] == pytest.approx(100 * 2 / 3, abs=1e-3)
    # one successful coup, 59 months before December 2023: half of it every 60 months, of goalposts 0 to 3
    assert scores["governance.coup_exposure"] == pytest.approx(100 * 0.5 ** (59 / 60) / 3, abs=1e-3)
    # promised for 31 December 2020, 1,095 days before 31 December 2023, months of 30.4375 days, of 60
    assert scores["governance.transition_overdue"] == pytest.approx(100 * 1095 / 30.4375 / 60, abs=1e-3)
    # the newest row of the town says regained; 1,000 persons among 1,000,000 are 10 per 10,000, the upper goalpost
    assert scores["conflict.territory"] == 0
    assert scores["military.foreign_personnel"] == 100
    assert scores["development.hdi"] == pytest.approx(50, abs=1e-3)  # 0.5 between 0.8 and 0.2
    assert scores["index"] > 0


def test_the_folder_of_another_country_passes_check(iceland):
    assert elsewhere.run("from indicators.store.check import check; print(check())", iceland).strip() == "[]"


def test_a_page_of_another_country_speaks_of_it(iceland):
    body = (
        PAGE
        + 'page = told("overview"); print(" ".join(str(one.value) for one in [*page.markdown, *page.title, *page.caption]))'
    )
    text = elsewhere.run(body, iceland)
    assert "Iceland" in text
    assert SUBJECT.name.en not in text


def test_tables_of_another_country_are_refused_by_name(tmp_path):
    shutil.copytree(folders.folder(), tmp_path / "data")
    body = """
import indicators.subject as declared
from dataclasses import replace
from indicators.model import ContractError, Text
declared.SUBJECT = replace(declared.SUBJECT, code="BFA", name=Text("Burkina Faso", "Burkina Faso"))
from indicators.store import check, refresh
try:
    refresh.rebuild()
except ContractError as error:
    print(error)
print(check.check()[-1])
"""
    refused, checked = elsewhere.run(body, tmp_path / "data", before="").splitlines()
    assert refused.startswith("Burkina Faso (BFA): no rows in foreign_forces, governance_events, promises, territory.")
    assert "a rebuild fails: Burkina Faso (BFA): no rows in" in checked


def test_a_measure_gives_nothing_for_a_country_its_tables_do_not_cover():
    from indicators.registry import INDICATORS, SOURCES

    snapshots = read.load()
    own = [one for one in INDICATORS.values() if any(SOURCES[key].kind.edited for key in one.sources)]
    assert len(own) >= 7
    for indicator in own:
        assert indicator.measure(snapshots, ("BFA",), "2020-01", "2020-12").empty, indicator.key


FIFTH = """
import indicators.registry as registry
from dataclasses import replace
from indicators.model import Text
one = next(iter(registry.INDICATORS.values()))
registry.DIMENSIONS["economy"] = replace(
    registry.DIMENSIONS["conflict"], key="economy", name=Text("Economy", "Économie"), short=Text("Economy", "Économie"), weight=1.0,
    colours=("#123456", "#654321"), argument=Text("Invented.", "Inventée."))
registry.INDICATORS["economy.people"] = replace(
    one, key="economy.people", dimension="economy", name=Text("People", "Habitants"), contested=None)
"""


def test_a_fifth_dimension_opens_every_page(tmp_path):
    shutil.copytree(folders.folder(), tmp_path / "data")
    body = (
        PAGE
        + """
from indicators import wording
from indicators.charts import palette
from indicators.store import check, refresh
refresh.rebuild()
assert check.check() == []
assert palette.colours()["economy"] == ("#123456", "#654321")
for name in wording.PAGES:
    page = told(name)
    if name == "overview":
        print([one.label for one in page.metric])
"""
    )
    assert "Economy" in elsewhere.run(body, tmp_path / "data", before=FIFTH)


def test_no_text_holds_a_name_that_was_not_filled_in():
    import ast

    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{SUBJECT" in node.value
    ]
    assert found == []
