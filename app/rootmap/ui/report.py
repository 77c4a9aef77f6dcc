"""When Rootmap itself fails: details go to a local file, the user is told in one line, nothing leaves the machine."""

import faulthandler
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from rootmap.errors import InputError

LOG_NAME = "rootmap.log"
_MAX_BYTES = 1_000_000  # a few hundred failures


class CrashLog:
    """Catches what nothing else caught, for as long as it is open."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOG_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and self.path.stat().st_size > _MAX_BYTES:
                self.path.replace(self.path.with_suffix(".old.log"))
            self._file = self.path.open("a", encoding="utf-8")
        except OSError as error:
            problem = f"cannot be written ({error.strerror})"
            raise InputError(folder, "", problem, "choose another folder with --profile-dir") from None
        self._tell: Callable[[str], None] = lambda line: print(line, file=sys.stderr)  # noqa: T201
        self._before = sys.excepthook

    def open(self, tell: Callable[[str], None]) -> None:
        """Start catching; `tell` shows the user one line."""
        self._tell = tell
        sys.excepthook = self._on_exception
        faulthandler.enable(self._file)

    def close(self) -> None:
        """Stop catching."""
        sys.excepthook = self._before
        faulthandler.disable()
        self._file.close()

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        if isinstance(error, InputError):
            self._tell(str(error))
            return
        self._write(kind, error, trace)
        self._file.flush()
        line = " ".join(str(error).split()) or kind.__name__
        self._tell(f"Something went wrong inside Rootmap ({line}); your drawing is kept. Details: {self.path}")

    def _write(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import time
        import traceback

        self._file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} unexpected failure\n")
        traceback.print_exception(kind, error, trace, file=self._file)
