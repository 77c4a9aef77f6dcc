"""Say whether Qt can start here: `offscreen` makes an application and wants a font, `window` loads the X11 plugin."""

import ctypes
import sys
from pathlib import Path


def offscreen() -> str | None:
    """Return what keeps an offscreen Qt program from starting, or None."""
    try:
        from PySide6.QtGui import QFontDatabase
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        return str(error)
    application = QApplication([])
    fonts = QFontDatabase.families()
    del application
    return None if fonts else "Qt finds no font"


def window() -> str | None:
    """Return the library that the X11 platform plugin misses, or None; needs no display."""
    import PySide6

    plugin = Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error)
    return None


if __name__ == "__main__":
    problem = offscreen() if sys.argv[1] == "offscreen" else window()
    if problem:
        sys.exit(f"Qt cannot start: {problem}")
