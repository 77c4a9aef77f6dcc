"""What every test shares: no real display, no real profile, no stray thread, repeatable properties."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from read_once import read_once

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Two slow cores under xdist: a wall-clock deadline would fail by chance; a fixed seed makes a red run repeatable.
settings.register_profile("rootmap", deadline=None, derandomize=True)
settings.load_profile("rootmap")

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def repository() -> Path:
    """Return the root of the checkout."""
    return REPOSITORY


@pytest.fixture(autouse=True)
def user_folders_elsewhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test that forgets `--profile-dir` out of the user's own folders."""
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


def pytest_configure(config: pytest.Config) -> None:
    """Spare the tests to read the same bodies, maps and cases again and again, from before they are imported."""
    patch = pytest.MonkeyPatch()
    read_once(patch)
    config.add_cleanup(patch.undo)


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running: it would disturb a later one."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    assert not left, f"threads left running: {left}"
