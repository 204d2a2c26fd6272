"""What the entry script does beside drawing a page."""

from __future__ import annotations

import gc
import sys
from types import ModuleType

import pytest

from indicators.pages import dashboard


@pytest.fixture
def thawed(monkeypatch):
    """Nothing is frozen before or after, and the script remembers nothing of other tests."""
    monkeypatch.setattr(dashboard, "_settled", set())
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_what_is_loaded_for_good_is_left_out_of_the_garbage_collectors_rounds_once(thawed, monkeypatch):
    before = len(gc.get_objects())
    dashboard._settle()
    settled = gc.get_freeze_count()
    assert settled > before / 2
    assert len(gc.get_objects()) < before / 10  # what a round goes through from now on
    kept = [[one] for one in range(1000)]
    dashboard._settle()
    assert gc.get_freeze_count() < settled + len(kept)  # no module is new: what came since is collected as ever
    monkeypatch.setitem(sys.modules, "loaded_by_a_page", ModuleType("loaded_by_a_page"))
    dashboard._settle()
    assert gc.get_freeze_count() >= settled + len(kept)


def test_garbage_with_cycles_is_still_collected_after(thawed):
    dashboard._settle()
    one: list[object] = []
    one.append(one)
    del one
    assert gc.collect() >= 1
