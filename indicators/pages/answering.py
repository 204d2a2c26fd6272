"""How one process answers many readers: one after the other, and with what stays out of the garbage collector's rounds."""

from __future__ import annotations

import gc
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 2.0  # seconds that an answer waits for the one before it: a slow one keeps nobody longer
OFTEN = 250  # answers
_answers = itertools.count(1)
_turn = threading.Lock()


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until nobody else is answered.

    Python computes in one thread at a time. Answers made at once take turns every few milliseconds, which costs a tenth more, and the
    first is ready when the last is.
    """
    mine = _turn.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if mine:
            _turn.release()


def settle() -> None:
    """Leave what there is out of the garbage collector's rounds.

    Streamlit makes a whole round after every answer, and the functions and classes of the libraries and the tables that pages keep
    are most of what it goes through. At the start of a run the round of the one before has just been made: what is left lives. What
    of that has become garbage in circles is found once in ``OFTEN`` answers.
    """
    if next(_answers) % OFTEN == 0:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
