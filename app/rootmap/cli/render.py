"""`rootmap render`: a picture of a drawing on the body, by the same painting code as the window."""

import argparse
from pathlib import Path

from rootmap.cli.subject import open_figure
from rootmap.errors import InputError
from rootmap.profile import Profile

DEFAULT_SIZE = 1600
SIZES = range(64, 8193)  # beyond, a picture takes more than 200 MB of memory


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `render`."""
    parser.add_argument("drawing", type=Path, metavar="DRAWING", help="a *.rootmap file")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT.PNG", required=True, help="the picture to write")
    parser.add_argument("--view", metavar="VIEW", default="anterior", help="anterior (default), posterior, …")
    parser.add_argument("--size", metavar="PIXELS", default=str(DEFAULT_SIZE), help="longer edge, default %(default)s")


def run(arguments: argparse.Namespace, _profile: Profile) -> int:
    """Write the picture of one view."""
    write_picture(arguments.drawing, arguments.output, arguments.view, _size(arguments.size))
    return 0


def write_picture(drawing_path: Path, output: Path, view: str | None, size: int = DEFAULT_SIZE) -> None:
    """Write one view (None: the one that shows most) as a PNG whose longer edge is `size` pixels. Raises InputError."""
    if output.suffix.lower() != ".png":
        raise InputError("--output", str(output), "is not the name of a PNG picture", "end it in .png")
    if not output.absolute().parent.is_dir():
        raise InputError("--output", str(output), "lies in a folder that does not exist", "make the folder first")
    from rootmap.skin.drawing_file import read_drawing

    drawing = read_drawing(drawing_path)
    figure = open_figure(drawing.figure, drawing_path)
    if view is not None and view not in figure.views:
        raise InputError("--view", view, "is not a view", f"choose {', '.join(figure.views)}")
    from rootmap.export.picture import busiest_view, picture_of
    from rootmap.files import write_atomic

    write_atomic(output, picture_of(drawing, figure, view or busiest_view(drawing, figure), size))


def _size(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) in SIZES:
        return int(text)
    raise InputError("--size", text, "is not a size in pixels", f"give a number from {SIZES[0]} to {SIZES[-1]}")
