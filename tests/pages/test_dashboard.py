"""What the entry script does beside drawing a page."""

from __future__ import annotations

import gc
import itertools
import sys
import weakref
from types import ModuleType

import pytest

from indicators.pages import dashboard


@pytest.fixture
def thawed(monkeypatch):
    """Nothing is frozen before or after, and the script remembers nothing of other tests."""
    monkeypatch.setattr(dashboard, "_answers", itertools.count(1))
    monkeypatch.setattr(dashboard, "_loaded", 0)
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_what_lasts_is_left_out_of_the_garbage_collectors_rounds(thawed, monkeypatch):
    before = len(gc.get_objects())
    dashboard._settle()  # the first answer
    assert gc.get_freeze_count() > before / 2
    assert len(gc.get_objects()) < before / 10  # what a round goes through from now on
    dashboard._settle()
    settled = gc.get_freeze_count()
    kept = [[one] for one in range(1000)]
    dashboard._settle()  # the third: no module is new, and it is no power of two
    assert gc.get_freeze_count() < settled + len(kept)  # what came since is collected as ever
    monkeypatch.setitem(sys.modules, "loaded_by_a_page", ModuleType("loaded_by_a_page"))
    monkeypatch.setattr(dashboard, "_answers", itertools.count(7))
    dashboard._settle()
    assert gc.get_freeze_count() >= settled + len(kept)


@pytest.mark.parametrize(("answer", "done"), [(100, True), (200, True), (64, True), (101, False), (96, False)])
def test_it_is_done_again_after_twice_as_many_answers_and_then_after_every_hundredth(thawed, monkeypatch, answer, done):
    dashboard._settle()
    settled = gc.get_freeze_count()
    kept = [[one] for one in range(1000)]
    monkeypatch.setattr(dashboard, "_answers", itertools.count(answer))
    dashboard._settle()
    assert (gc.get_freeze_count() >= settled + len(kept)) is done


def test_garbage_with_cycles_is_still_collected_after(thawed):
    dashboard._settle()
    one: list[object] = []
    one.append(one)
    del one
    assert gc.collect() >= 1


def test_what_became_garbage_while_frozen_is_found_the_next_time(thawed, monkeypatch):
    class Cycle:
        pass

    one = Cycle()
    one.own = one
    gone = weakref.ref(one)
    dashboard._settle()
    del one
    gc.collect()
    assert gone() is not None  # it is frozen
    monkeypatch.setattr(dashboard, "_answers", itertools.count(100))
    dashboard._settle()
    assert gone() is None
