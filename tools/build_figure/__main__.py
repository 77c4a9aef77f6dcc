"""Build the neutral figure: `python -m tools.build_figure [--data FOLDER] [--out FOLDER]`."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from .build import build_figure  # noqa: E402  (the package's own code must be found first)
from .source import fetch  # noqa: E402


def main() -> None:
    """Fetch the base mesh unless given, and write the figure's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the base mesh (default: download it into build/)")
    parser.add_argument("--out", type=Path, default=ROOT / "assets/figures/neutral")
    arguments = parser.parse_args()
    build_figure(arguments.data or fetch(ROOT / "build"), arguments.out)


if __name__ == "__main__":
    main()
