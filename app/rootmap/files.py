"""Read and write small text files without surprises: sizes capped, JSON strict, writes atomic."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any, NoReturn

from rootmap.errors import InputError

MAX_BYTES = 20 * 1024 * 1024  # a drawing of 500 strokes is about 1 MB


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Return the UTF-8 text of `path`. Raises InputError when it is missing, too large, empty or not text."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise InputError(path, "", f"is {size / 1e6:.0f} MB, too large", f"files up to {max_bytes / 1e6:.0f} MB open")
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(path, "", "does not exist", "check the name") from None
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "is not text", "choose a file saved by Rootmap") from None
    except OSError as error:
        raise InputError(path, "", error.strerror or "cannot be read", "check the permissions") from None
    if not text.strip():
        raise InputError(path, "", "is empty", "choose another file or restore a copy")
    return text


def read_json(path: Path, max_bytes: int = MAX_BYTES) -> Any:
    """Return the JSON value in `path`; NaN, infinities and duplicate keys are refused with InputError."""

    def refuse_constant(name: str) -> NoReturn:
        raise InputError(path, name, "is not a number a drawing can hold", "replace it by a finite number")

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise InputError(path, f'key "{twice}"', "stands twice in one object", "keep one of them")
        return result

    text = read_text(path, max_bytes)
    try:
        return json.loads(text, parse_constant=refuse_constant, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise InputError(path, place, f"is not valid JSON ({error.msg})", "mend it there or restore a copy") from None
    except RecursionError:
        raise InputError(path, "", "is nested too deeply", "choose a file saved by Rootmap") from None


def write_atomic(path: Path, content: str | bytes) -> None:
    """Replace `path` by `content` in one step: after a crash the old file or the new one is there, whole."""
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
