"""`rootmap` and `rootmap FILE`: open the window, or without a display show what Rootmap does in text and a picture."""

import argparse
import contextlib
import gc
import os
import re
import sys
from pathlib import Path

from rootmap.memory import be_thrifty
from rootmap.profile import Profile

PICTURE = Path("rootmap-example.png")


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Open the window with the drawing asked for, if any."""
    drawing: Path | None = getattr(arguments, "drawing", None)
    if not has_display():
        return _without_display(drawing, profile)
    be_thrifty()
    gc.disable()  # while modules load it would look through all of them again and again; the window turns it on
    from rootmap.ui.app import run as open_window

    return open_window(profile.folder, drawing)


def has_display() -> bool:
    """Say whether a window can be shown: Qt itself would abort where none can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY")) or _answers(os.environ.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Say whether an X server answers; one on another machine, such as through ssh, is believed in."""
    local = re.fullmatch(r":(\d+)(\.\d+)?", display)
    if local is None:
        return bool(display)
    import socket

    place = f"/tmp/.X11-unix/X{local[1]}"
    for address in (place, f"\0{place}"):  # the second is Linux's kind of socket without a file
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as server:
            server.connect(address)
            return True
    return False


def _without_display(drawing: Path | None, profile: Profile) -> int:
    if drawing is not None and drawing.suffix == ".rootvisits":
        from rootmap.cli.visits import run as show_visits

        sys.stdout.write("There is no display here, so no window. The visits instead:\n\n")
        return show_visits(argparse.Namespace(visits=drawing, json=False, output=None), profile)
    from rootmap.cli.rank import rank
    from rootmap.cli.ranking_text import in_words
    from rootmap.cli.render import write_picture
    from rootmap.resources import examples

    shown = drawing or examples()[0]
    what = "your drawing" if drawing else f"the example '{shown.stem}'"
    text = in_words(rank(shown, profile))
    write_picture(shown, PICTURE, view=None)
    sys.stdout.write(f"There is no display here, so no window. Ranking {what} instead:\n\n{text}\n")
    sys.stdout.write(f"Its picture: {PICTURE.resolve()}\n")
    return 0
