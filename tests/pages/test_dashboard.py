"""What the entry script does beside drawing a page."""

from __future__ import annotations

import gc
import itertools
import weakref

import pytest

from indicators.pages import dashboard


@pytest.fixture
def thawed(monkeypatch):
    """Nothing is frozen before or after, and the script has answered nobody."""
    monkeypatch.setattr(dashboard, "_answers", itertools.count(1))
    gc.unfreeze()
    yield
    gc.unfreeze()


class Circle:
    def __init__(self) -> None:
        self.own = self


def test_what_there_is_when_a_run_begins_is_left_out_of_the_garbage_collectors_rounds(thawed):
    before = len(gc.get_objects())
    dashboard._settle()
    assert gc.get_freeze_count() > before / 2
    assert len(gc.get_objects()) < before / 10  # what a round goes through from now on
    kept = [[one] for one in range(1000)]
    settled = gc.get_freeze_count()
    dashboard._settle()
    assert gc.get_freeze_count() >= settled + len(kept)


def test_garbage_in_circles_of_a_run_is_still_collected(thawed):
    dashboard._settle()
    gone = weakref.ref(Circle())
    assert gone() is not None
    gc.collect()
    assert gone() is None


def test_what_became_garbage_while_left_out_is_found_at_every_fiftieth_answer(thawed, monkeypatch):
    one = Circle()
    gone = weakref.ref(one)
    dashboard._settle()
    del one
    monkeypatch.setattr(dashboard, "_answers", itertools.count(49))
    dashboard._settle()
    gc.collect()
    assert gone() is not None
    dashboard._settle()  # the fiftieth
    assert gone() is None
