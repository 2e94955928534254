"""What every test stands on: no screen, no noise, the same examples every time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, settings

from db import key_slots
from tests.helpers.noise import Quiet

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A slow moment of a busy machine is no failure: neither deadline nor too_slow.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=80,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# HYPOTHESIS_PROFILE=wide looks for new examples.
settings.register_profile(
    "wide", settings.get_profile("steady"), derandomize=False, max_examples=2000
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session", autouse=True)
def _known_passwords() -> Iterator[None]:
    """Stretch each password once: copies of one office are opened hundreds of times.

    The key that comes of it is the real one; what is asked anew is worked out anew.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slots, "_stretch", lru_cache(maxsize=512)(key_slots._stretch))
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests out of the folders of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home / name.lower()))
        patch.delenv("ANTIFRAUD_PASSWORD", raising=False)
        yield


@pytest.fixture(autouse=True)
def _quiet(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves windows, threads or running timers behind."""
    quiet = Quiet.before(with_qt="qapp" in request.fixturenames)
    yield
    left = quiet.left_behind()
    if left:
        pytest.fail("Left behind: " + "; ".join(left), pytrace=False)
