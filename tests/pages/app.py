"""A page in Streamlit's own test harness: the same frame as in the dashboard, one page, choices as in its address."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

app_testing = pytest.importorskip("streamlit.testing.v1")
scanner = pytest.importorskip("streamlit.components.v2.manifest_scanner")
# Streamlit searches every installed package for components at each start of a page: a third of a page's time, here once.
scanner.scan_component_manifests = cache(scanner.scan_component_manifests)


def _script(name: str) -> None:
    from indicators.pages import drawing, page

    drawing.VALIDATE = not __import__("os").environ.get("FAST")
    page.opened(name)


def opened(page: str, **choices: Any) -> Any:
    """The page after one run; ``choices`` are widget keys and values: ``to="2019-07"``, ``as_of=date(2024, 6, 1)``."""
    test = app_testing.AppTest.from_function(_script, args=(page,), default_timeout=600)
    for key, value in choices.items():
        test.session_state[key.rstrip("_")] = value  # from_="2012-01" for the key "from"
    return test.run()
