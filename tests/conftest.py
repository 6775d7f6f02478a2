"""What every test has: no screen, no session bus, and no settings of whoever runs it."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine proves nothing
settings.load_profile("untimed")

# Before anything imports Qt. A test of the real windows starts its own X server and says so in
# the environment of the program that it starts.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"  # else a daemon outlives the tests
os.environ.pop("SAMSYN_TOKEN", None)


@pytest.fixture(autouse=True)
def fresh_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test an empty home, so that no room is configured and nothing is left behind."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home
