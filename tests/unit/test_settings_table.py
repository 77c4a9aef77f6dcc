"""The user's choices: every default is allowed, a stranger's value falls back, what is set comes back."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rootmap.ui.settings import FORMAT, SETTINGS, Settings


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_default_is_allowed(setting: object) -> None:
    assert setting.allows(setting.default)  # type: ignore[attr-defined]


def test_what_is_set_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    first = Settings(path)
    first.set("brush_mm", 41.5)
    first.set("recent", ["/a/b.rootmap"])
    first.save()
    assert Settings(path).get("brush_mm") == 41.5
    assert Settings(path).get("recent") == ["/a/b.rootmap"]


def test_a_value_out_of_bounds_falls_back_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    values = {"brush_mm": 1e9, "theme": "dark", "recent": "no list", "unknown": 1}
    path.write_text(json.dumps({"format": FORMAT, "version": 1, "settings": values}))
    settings = Settings(path)
    assert settings.get("brush_mm") == 30.0
    assert settings.get("theme") == "dark"
    assert settings.get("recent") == []


def test_setting_what_is_not_allowed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="theme"):
        Settings(tmp_path / "s.json").set("theme", "plaid")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_no_value_from_a_file_passes_unless_its_setting_allows_it(value: object) -> None:
    for setting in SETTINGS:
        assert setting.allows(value) in (True, False)
