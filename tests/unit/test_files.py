"""Files come in strictly and go out whole."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rootmap import files
from rootmap.errors import InputError

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=20,
)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "drawing.rootmap"
    path.write_bytes(content)
    return path


@given(value=JSON_VALUES)
def test_what_json_holds_comes_back(value: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    files.write_atomic(path, json.dumps(value))
    assert files.read_json(path) == value


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b'{"format": "rootmap.draw', "line 1 column 12"),
        (b"GIF89a...", "line 1 column 1"),
        (b"\xff\xfe\x00\x01", "byte 0"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "-Infinity"),
        (b'{"a": 1e999}', "1e999"),
        (b'{"a": 1, "a": 2}', 'key "a"'),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "99999999…"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_what_to_do(tmp_path: Path, content: bytes, place: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError) as caught:
        files.read_json(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert place in message
    assert "; " in message
    assert "\n" not in message


def test_a_digest_that_looks_like_a_huge_number_is_only_text(tmp_path: Path) -> None:
    assert files.read_json(written(tmp_path, b'{"digest": "12e456", "one": 1e0001}')) == {
        "digest": "12e456",
        "one": 10.0,
    }


def test_a_byte_order_mark_is_no_reason_to_refuse_a_file(tmp_path: Path) -> None:
    assert files.read_json(written(tmp_path, b'\xef\xbb\xbf{"a": 1}')) == {"a": 1}


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.rootmap"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(InputError, match="too large"):
        files.read_json(path)


def test_a_missing_file_a_folder_and_a_pipe_are_one_line_each(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path / "none.rootmap", tmp_path, pipe, tmp_path / ("x" * 5000), tmp_path / "nul\0nul"):
        with pytest.raises(InputError) as caught:
            files.read_text(path)
        assert "\n" not in str(caught.value)


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"old")

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(InputError, match="No space left on device"):
        files.write_atomic(path, "new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_makes_the_folder_and_keeps_the_permissions_of_a_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "drawing.rootmap"
    files.write_atomic(path, "äöü")
    assert path.read_bytes() == "äöü".encode()
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode


def test_a_write_into_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = written(tmp_path, b"old")
    path.chmod(0o640)
    files.write_atomic(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_write_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    files.write_atomic(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_write_where_a_folder_stands_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        files.write_atomic(tmp_path, "x")
    file = written(tmp_path, b"a file")
    with pytest.raises(InputError):
        files.write_atomic(file / "below", "x")
