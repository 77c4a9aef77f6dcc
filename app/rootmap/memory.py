"""How the C library holds memory: given back at once by a window at rest, kept while a map is compiled."""

import contextlib
import sys
from collections.abc import Iterator

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8  # malloc.h
ROOMY_BYTES = 32 * 1024 * 1024  # glibc takes no more
THRIFTY_BYTES = 256 * 1024  # far below a picture of the body, far above what a brush stroke needs


def be_thrifty() -> None:
    """Let large blocks return to the system when freed; glibc would keep them, 20 MB here, once it has seen a few.

    All threads share one heap: what one of them frees, here mostly polygons, is room for the others (4 MB).
    """
    _call("mallopt", M_MMAP_THRESHOLD, THRIFTY_BYTES)
    _call("mallopt", M_ARENA_MAX, 1)


def give_back() -> None:
    """Return to the system what lies free between blocks in use; a few milliseconds, without Python's lock."""
    forget_sources()
    _call("malloc_trim", 0)


def forget_sources() -> None:
    """Free the source text of modules: PySide reads that of all imported after it, and Python keeps it, 8 MB here."""
    import linecache

    linecache.clearcache()


@contextlib.contextmanager
def blocks_kept() -> Iterator[None]:
    """Let freed blocks be used again within, which makes arrays twice as fast; afterwards return them all."""
    try:
        for threshold in (M_TRIM_THRESHOLD, M_MMAP_THRESHOLD):
            _call("mallopt", threshold, ROOMY_BYTES)
        yield
    finally:
        for threshold in (M_TRIM_THRESHOLD, M_MMAP_THRESHOLD):
            _call("mallopt", threshold, THRIFTY_BYTES)
        give_back()


def _call(function: str, *numbers: int) -> None:
    if sys.platform.startswith("linux"):
        import ctypes

        with contextlib.suppress(OSError, AttributeError):  # another C library
            getattr(ctypes.CDLL("libc.so.6"), function)(*numbers)
