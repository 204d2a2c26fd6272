"""What is kept: by value where arguments are plain, by identity where they are frames; once for threads that ask together."""

from __future__ import annotations

import threading
import time

import pandas as pd
import pytest

from indicators import memo


def test_a_plain_argument_is_known_by_value_and_a_frame_by_identity() -> None:
    asked: list[str] = []

    @memo.last(4)
    def size(frame: pd.DataFrame, column: str, most: int = 9) -> int:
        asked.append(column)
        return min(int(frame[column].sum()), most)

    one, other = pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [3, 4]})
    assert [size(one, "a"), size(one, "a"), size(other, "a"), size(one, "a", most=2), size(one, "a", most=2)] == [3, 3, 7, 2, 2]
    assert len(asked) == 3


def test_a_sequence_is_known_by_its_members() -> None:
    frames = pd.DataFrame(), pd.DataFrame()
    calls: list[int] = []

    @memo.last(4)
    def count(names: list[str], held: tuple[pd.DataFrame, ...]) -> int:
        calls.append(1)
        return len(names) + len(held)

    assert count(["x", "y"], frames) == count(["x", "y"], (frames[0], frames[1])) == 4
    assert count(["x"], frames) == 3
    assert len(calls) == 2


def test_only_the_last_asked_for_are_kept() -> None:
    made: list[int] = []

    @memo.last(2)
    def double(number: int) -> int:
        made.append(number)
        return 2 * number

    for number in (1, 2, 1, 3, 1, 2):  # 3 puts out 2, which was asked for before the second 1
        assert double(number) == 2 * number
    assert made == [1, 2, 3, 2]


def test_an_argument_lives_as_long_as_its_result_so_that_no_other_takes_its_identity() -> None:
    @memo.last(1)
    def first(frame: pd.DataFrame) -> int:
        return int(frame["a"].iloc[0])

    # each frame is garbage after its call: without being held, the next would often be given its address, and its result
    assert [first(pd.DataFrame({"a": [number]})) for number in range(50)] == list(range(50))


def test_an_error_is_passed_on_and_not_kept() -> None:
    tries: list[int] = []

    @memo.last(2)
    def second_time() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("not yet")
        return "there"

    with pytest.raises(ValueError, match="not yet"):
        second_time()
    assert second_time() == second_time() == "there"
    assert len(tries) == 2


def test_threads_that_ask_together_compute_once() -> None:
    made: list[int] = []
    kept = memo.Kept(2)

    def slow() -> str:
        made.append(1)
        time.sleep(0.05)
        return "made"

    readers = [threading.Thread(target=kept.get, args=("key", slow)) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert made == [1]
    kept.clear()
    assert len(kept) == 0


def test_what_lasts_is_found_aside_too():
    asked: list[int] = []

    @memo.last(4, lasting=True)
    def double(value: int) -> int:
        asked.append(value)
        return 2 * value

    double(1)
    with memo.aside():
        assert [double(1), double(2)] == [2, 4]
    double(2)
    assert asked == [1, 2]
