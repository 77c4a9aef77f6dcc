"""`rootmap` and `rootmap FILE`: open the window, or without a display show what Rootmap does in text and a picture."""

import argparse
import os
import sys
from pathlib import Path

from rootmap.profile import Profile

PICTURE = Path("rootmap-example.png")


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Open the window with the drawing asked for, if any."""
    drawing: Path | None = getattr(arguments, "drawing", None)
    if not has_display():
        return _without_display(drawing, profile)
    from rootmap.ui.app import run as open_window

    return open_window(profile.folder, drawing)


def has_display() -> bool:
    """Say whether a window can be shown: Qt itself would abort where none can."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _without_display(drawing: Path | None, profile: Profile) -> int:
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
