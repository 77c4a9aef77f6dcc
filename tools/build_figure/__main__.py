"""Build the figures: `python -m tools.build_figure [NAME …] [--data FOLDER] [--out FOLDER]`."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from .build import build_figures  # noqa: E402  (the package's own code must be found first)
from .shapes import SHAPES  # noqa: E402
from .source import fetch, read  # noqa: E402


def main() -> None:
    """Fetch the base mesh unless given, and write the figures' folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(SHAPES)}; default: all")
    parser.add_argument("--data", type=Path, help="folder with the base mesh (default: download it into build/)")
    parser.add_argument("--out", type=Path, default=ROOT / "assets/figures", help="default %(default)s")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in SHAPES]
    if unknown:
        parser.error(f"{unknown[0]} is not one of {', '.join(SHAPES)}")
    names = tuple(arguments.names) or tuple(SHAPES)
    build_figures(read(arguments.data or fetch(ROOT / "build")), arguments.out, names)


if __name__ == "__main__":
    main()
