"""What all tests share: a Chromium for the `browser` marker, Hypothesis without clocks, a cache of each test's own, one memory."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import remembered

# No example is too slow: how fast a machine is says nothing about the code. CI draws the same examples each time.
settings.register_profile(
    "any machine",
    deadline=None,
    print_blob=True,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")


def chromium() -> str | None:
    """Path of a Chromium: INDICATORS_CHROMIUM, or the first found on the path."""
    names = (os.environ.get("INDICATORS_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A browser test without a browser is skipped; on CI it fails."""
    if item.get_closest_marker("browser") is None or chromium() is not None:
        return
    missing = "no Chromium: install it (Debian: apt install chromium) or name it in INDICATORS_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session", autouse=True)
def _remembered(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One folder for all workers of this session; with xdist each worker's own lies below it."""
    own = tmp_path_factory.getbasetemp()
    remembered.begin(own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own)


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of downloads of each test's own."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("INDICATORS_CACHE", str(folder))
    return folder
