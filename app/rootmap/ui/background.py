"""Work beside the window, where only the newest request counts."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Request = TypeVar("Request")


class LatestOnly(Generic[Request]):
    """A thread that works on the newest request; one that was overtaken while waiting is skipped.

    The thread starts with the first request and ends with `close`.
    """

    def __init__(self, name: str, work: Callable[[Request], None]) -> None:
        self._name, self._work = name, work
        self._changed = threading.Condition()
        self._next: Request | None = None
        self._busy = self._closing = False
        self._thread: threading.Thread | None = None

    def put(self, request: Request) -> None:
        """Ask for work to be done soon."""
        with self._changed:
            self._next = request
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name=self._name)
                self._thread.start()
            self._changed.notify_all()

    def forget(self) -> None:
        """Skip what waits and let what is being done come to its end."""
        with self._changed:
            self._next = None
        self.flush()

    def flush(self) -> None:
        """Wait until everything asked for is done."""
        with self._changed:
            self._changed.wait_for(lambda: self._next is None and not self._busy)

    @property
    def is_busy(self) -> bool:
        """Whether anything asked for is not done yet."""
        with self._changed:
            return self._next is not None or self._busy

    def close(self) -> None:
        """Do what waits and end the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._closing = False

    def _loop(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._next is not None or self._closing)
                if self._next is None:
                    return
                request, self._next, self._busy = self._next, None, True
            try:
                self._work(request)
            finally:
                with self._changed:
                    self._busy = False
                    self._changed.notify_all()
