"""A private X server, driven and watched from outside the program: move the pointer, press, read pixels."""

import ctypes
import ctypes.util
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

SCREEN = (1920, 1080)
ALL_PLANES = 0xFFFFFFFF
Z_PIXMAP = 2
LEFT_BUTTON = 1
CONTROL_Z = (0xFFE3, 0x7A)  # the key symbols Control_L and z
REVERT_TO_PARENT = 2
CURRENT_TIME = 0


class _XImage(ctypes.Structure):
    """The head of Xlib's XImage, as far as it is read here."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_ubyte)),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
        ("bits_per_pixel", ctypes.c_int),
    )


@contextmanager
def private_server() -> Iterator[str]:
    """Start Xvfb on a free display, yield its name, and stop it."""
    read_end, write_end = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        with os.fdopen(read_end) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


class Screen:
    """A connection to a display: the pointer's hand and the eye on the pixels."""

    def __init__(self, display: str) -> None:
        self._x11 = _library("X11")
        self._test = _library("Xtst")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x11.XGetImage.restype = ctypes.POINTER(_XImage)
        opened = self._x11.XOpenDisplay(display.encode())
        if not opened:
            raise RuntimeError(f"the X server {display} does not answer")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))

    def close(self) -> None:
        """End the connection."""
        self._x11.XCloseDisplay(self._display)

    def move(self, x: int, y: int) -> None:
        """Put the pointer at a pixel, as a mouse would."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._x11.XFlush(self._display)

    def button(self, *, down: bool) -> None:
        """Press or release the left button."""
        self._test.XTestFakeButtonEvent(self._display, LEFT_BUTTON, int(down), 0)
        self._x11.XFlush(self._display)

    def undo(self) -> None:
        """Type Ctrl+Z."""
        codes = [self._x11.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol)) for symbol in CONTROL_Z]
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x11.XFlush(self._display)

    def pixels(self, x: int, y: int, width: int, height: int) -> NDArray[np.uint8]:
        """Return what the screen shows in a rectangle: (height, width, 4), blue green red and a filler."""
        image = self._x11.XGetImage(
            self._display, self._root, x, y, width, height, ctypes.c_ulong(ALL_PLANES), Z_PIXMAP
        )
        if not image:
            raise RuntimeError(f"no pixels at {x}, {y}")
        head = image.contents
        rows = np.ctypeslib.as_array(head.data, shape=(height, head.bytes_per_line))
        copy = rows[:, : width * 4].reshape(height, width, 4).copy()
        self._x11.XDestroyImage(image)
        return copy

    def fill_screen(self) -> None:
        """Give the largest top window the whole screen and the keys; there is no window manager to do it."""
        largest = max(self._top_windows(), key=self._area, default=None)
        if largest is None:
            raise RuntimeError("no window is open")
        window = ctypes.c_ulong(largest)
        self._x11.XMoveResizeWindow(self._display, window, 0, 0, *SCREEN)
        self._x11.XSetInputFocus(self._display, window, REVERT_TO_PARENT, CURRENT_TIME)
        self._x11.XSync(self._display, 0)

    def _top_windows(self) -> list[int]:
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        references = (ctypes.byref(name) for name in (root, parent, children, count))
        self._x11.XQueryTree(self._display, self._root, *references)
        return [children[place] for place in range(count.value)]

    def _area(self, window: int) -> int:
        root, border, depth = ctypes.c_ulong(), ctypes.c_uint(), ctypes.c_uint()
        x, y, width, height = ctypes.c_int(), ctypes.c_int(), ctypes.c_uint(), ctypes.c_uint()
        answers = (root, x, y, width, height, border, depth)
        references = (ctypes.byref(name) for name in answers)
        self._x11.XGetGeometry(self._display, ctypes.c_ulong(window), *references)
        return width.value * height.value


def _library(name: str) -> Any:
    path = ctypes.util.find_library(name)
    if path is None:
        raise RuntimeError(f"lib{name} is missing: apt-get install -y xvfb libxtst6")
    return ctypes.CDLL(path)
