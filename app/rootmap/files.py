"""Read and write small text files without surprises: sizes capped, JSON strict, writes atomic."""

import json
import math
import os
import re
import stat
from pathlib import Path
from typing import Any, NoReturn

from rootmap.errors import InputError

# In a text that has none of these no number lies beyond a float, and reading need not ask at each: 2 times faster.
_PERHAPS_TOO_LARGE = re.compile(r"[eE]\+?[0-9]{3}|[\[,:\s-][0-9]{300}")
Signature = tuple[int, int, int]  # time of the last change, size, which file
MAX_BYTES = 20 * 1024 * 1024  # a drawing of 500 strokes is about 1 MB


def read_text(path: Path, max_bytes: int = MAX_BYTES, kind: str = "file saved by Rootmap") -> str:
    """Return the UTF-8 text of `path`. Raises InputError when it is missing, too large, empty or not text.

    `kind` is what the user is told to choose instead.
    """
    try:
        _check_size(path, max_bytes, kind)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(path, "", "does not exist", "check the name") from None
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "is not text", f"choose a {kind}") from None
    except OSError as error:
        raise InputError(path, "", error.strerror or "cannot be read", "check the permissions") from None
    except ValueError as error:  # a NUL in the name
        raise InputError(path, "", str(error), "check the name") from None
    if not text.strip():
        raise InputError(path, "", "is empty", "choose another file or restore a copy")
    return text


def _check_size(path: Path, max_bytes: int, kind: str) -> None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe would block the reader for ever
        found = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or pipe"
        raise InputError(path, "", f"is {found}, not a file", f"choose a {kind}")
    if status.st_size > max_bytes:
        problem = f"is {status.st_size / 1e6:.0f} MB, too large"
        raise InputError(path, "", problem, f"files up to {max_bytes / 1e6:.0f} MB open")


def signature(path: Path) -> Signature | None:
    """Return what changes when a file does, None when there is no such file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def read_json(path: Path, max_bytes: int = MAX_BYTES) -> Any:
    """Return the JSON value in `path`; NaN, infinities and duplicate keys are refused with InputError."""
    return parse_json(path, read_text(path, max_bytes))


def parse_json(path: Path, text: str) -> Any:
    """Return the JSON value of a text, as strictly as `read_json`; `path` says where it came from."""

    def refuse(name: str) -> NoReturn:
        shown = name if len(name) <= 20 else f"{name[:20]}…"
        raise InputError(path, shown, "is not a number a file can hold", "replace it by a finite number")

    def finite(number: str) -> float:
        return value if math.isfinite(value := float(number)) else refuse(number)

    def finite_whole(number: str) -> int:
        finite(number)
        return int(number)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise InputError(path, f'key "{twice}"', "stands twice in one object", "keep one of them")
        return result

    ask = bool(_PERHAPS_TOO_LARGE.search(text))
    try:
        return json.loads(
            text,
            parse_constant=refuse,
            parse_float=finite if ask else None,
            parse_int=finite_whole if ask else None,
            object_pairs_hook=unique,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise InputError(path, place, f"is not valid JSON ({error.msg})", "mend it there or restore a copy") from None
    except RecursionError:
        raise InputError(path, "", "is nested too deeply", "choose a file saved by Rootmap") from None


def write_atomic(path: Path, content: str | bytes) -> None:
    """Replace `path` by `content` in one step: after a crash the old file or the new one is there, whole.

    A link keeps pointing where it did, and an existing file keeps its permissions. Raises InputError when the
    place cannot be written (a folder, a full disk, no permission); the old file is then untouched.
    """
    data = content.encode() if isinstance(content, str) else content
    target = Path(os.path.realpath(path))  # replacing a link would leave its target behind, unchanged
    try:
        if target.is_dir():
            raise InputError(path, "", "is a folder", "give the name of a file")
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        raise InputError(path, "", f"cannot be written ({error.strerror})", "choose another place") from None


def _replace(target: Path, data: bytes) -> None:
    import tempfile  # only when something is written: it is slow to import

    handle, name = tempfile.mkstemp(prefix=".rootmap-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """Return the permissions the file has, or those a plain new file would get."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can (Windows cannot open a folder)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
