"""Answers in turn, and what the garbage collector is spared."""

from __future__ import annotations

import gc
import itertools
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indicators.pages import answering, page
from tests.pages.app import app_testing


@pytest.fixture
def thawed(monkeypatch):
    """Nothing is frozen before or after, and nobody has been answered."""
    monkeypatch.setattr(answering, "_answers", itertools.count(1))
    gc.unfreeze()
    yield
    gc.unfreeze()


class Circle:
    def __init__(self) -> None:
        self.own = self


def test_what_there_is_when_a_run_begins_is_left_out_of_the_garbage_collectors_rounds(thawed):
    before = len(gc.get_objects())
    answering.settle()
    assert gc.get_freeze_count() > before / 2
    assert len(gc.get_objects()) < before / 10  # what a round goes through from now on
    kept = [[one] for one in range(1000)]
    settled = gc.get_freeze_count()
    answering.settle()
    assert gc.get_freeze_count() >= settled + len(kept)


def test_garbage_in_circles_of_a_run_is_still_collected(thawed):
    answering.settle()
    gone = weakref.ref(Circle())
    assert gone() is not None
    gc.collect()
    assert gone() is None


def test_what_became_garbage_while_left_out_is_found_once_in_so_many_answers(thawed, monkeypatch):
    one = Circle()
    gone = weakref.ref(one)
    answering.settle()
    del one
    monkeypatch.setattr(answering, "_answers", itertools.count(answering.OFTEN - 1))
    answering.settle()
    gc.collect()
    assert gone() is not None
    answering.settle()
    assert gone() is None


def test_the_count_of_answers_outlives_a_run_of_the_script():
    """Streamlit executes the entry script anew for each answer: what counts them must stand in a module."""
    script = (Path(answering.__file__).parent / "dashboard.py").read_text(encoding="utf-8")
    first = next(answering._answers)
    space = {"__name__": "__run__"}
    exec(compile(script, "dashboard.py", "exec"), space)
    assert space["answering"] is answering
    assert next(answering._answers) == first + 1


def waiting(log: list[str], name: str) -> threading.Thread:
    def answer() -> None:
        with answering.in_turn():
            log.append(name)

    thread = threading.Thread(target=answer)
    thread.start()
    return thread


def test_one_is_answered_after_the_other(monkeypatch):
    monkeypatch.setattr(answering, "PATIENCE", 60.0)
    log: list[str] = []
    with answering.in_turn():
        second = waiting(log, "second")
        second.join(0.2)
        assert second.is_alive()
        log.append("first")
    second.join(30)
    assert log == ["first", "second"]


def test_a_slow_answer_keeps_nobody_for_ever_and_loses_no_turn(monkeypatch):
    monkeypatch.setattr(answering, "PATIENCE", 0.05)
    log: list[str] = []
    with answering.in_turn():
        waiting(log, "impatient").join(30)
        assert log == ["impatient"]
        monkeypatch.setattr(answering, "PATIENCE", 60.0)
        third = waiting(log, "third")  # the impatient one gave no turn away that was not its own
        third.join(0.2)
        assert third.is_alive()
    third.join(30)
    assert log == ["impatient", "third"]


def test_an_answer_that_fails_gives_its_turn_back(monkeypatch):
    monkeypatch.setattr(answering, "PATIENCE", 60.0)
    with pytest.raises(ZeroDivisionError), answering.in_turn():
        raise ZeroDivisionError
    log: list[str] = []
    waiting(log, "next").join(30)
    assert log == ["next"]


def _dashboard() -> None:
    from indicators.pages import dashboard

    dashboard.main()


def test_the_dashboard_draws_its_page_in_its_turn(monkeypatch):
    log: list[str] = []

    @contextmanager
    def in_turn() -> Iterator[None]:
        log.append("turn")
        yield
        log.append("next")

    monkeypatch.setattr(answering, "in_turn", in_turn)
    monkeypatch.setattr(answering, "settle", lambda: log.append("settled"))
    monkeypatch.setattr(page, "opened", log.append)
    test = app_testing.AppTest.from_function(_dashboard, default_timeout=60).run()
    assert not test.exception
    assert log == ["settled", "turn", "overview", "next"]
