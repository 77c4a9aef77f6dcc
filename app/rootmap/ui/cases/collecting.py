"""Keeps Python's collector still while a thread works: it would take widgets apart there, which ends the program."""

import gc


class Collecting:
    """Counts who holds the collector still; hold and let go in the window's own thread only."""

    def __init__(self) -> None:
        self._holders: set[str] = set()

    def hold(self, holder: str) -> None:
        """Let nothing be collected until it is let go; holding twice is holding once."""
        self._holders.add(holder)
        gc.disable()

    def let_go(self, holder: str) -> None:
        """Let the collector work again once nobody holds it."""
        if holder in self._holders:
            self._holders.remove(holder)
            if not self._holders:
                gc.enable()
