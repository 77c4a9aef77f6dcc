"""`make screenshots` writes screenshots/*.png; `python -m tools.screenshots --help` says how to take only some."""

import argparse
import os
import shutil
import subprocess
import sys
import time

from tools.screenshots.camera import OUT, ROOT, Order, photograph

BEST = ROOT / "docs" / "images"
SIZES = ("1280x720", "1920x1080", "3840x2160")
THEMES = ("light", "dark", "projector")
SIZE_VARIABLE = "ROOTMAP_SCREENSHOT_SIZE"
README = {"1920x1080-light-localise.png": "rootmap.png", "1920x1080-light-explore-maps.png": "explore.png"}
MOST_COLOURS = 256  # the README's pictures: a palette halves their size and nobody sees it


def main(words: list[str]) -> int:
    """Take the pictures asked for on a virtual screen of each size."""
    asked = _arguments(words)
    order = Order(tuple(asked.theme or THEMES), tuple(asked.chapter or ()), asked.only)
    size = os.environ.get(SIZE_VARIABLE)
    if size:
        width, height = map(int, size.split("x"))
        return photograph(width, height, order)
    if shutil.which("xvfb-run") is None:
        print("xvfb-run is missing: apt-get install xvfb xauth libxkbcommon-x11-0 libxcb-cursor0", file=sys.stderr)
        return 2
    OUT.mkdir(exist_ok=True)
    begun = time.time()
    for size in asked.size or SIZES:
        # two displays, as a teacher has them: the hall's window fills the other one (Qt sees one in a Xinerama pair)
        screens = f"-screen 0 {size}x24 -screen 1 {size}x24"
        environment = os.environ | {SIZE_VARIABLE: size, "QT_QPA_PLATFORM": "xcb"}
        command = ["xvfb-run", "-a", "-s", screens, sys.executable, "-m", "tools.screenshots", *words]
        subprocess.run(command, env=environment, check=True, cwd=ROOT)
    _renew_readme(begun)
    return 0


def _arguments(words: list[str]) -> argparse.Namespace:
    from tools.screenshots.chapters import CHAPTERS

    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--size", action="append", choices=SIZES)
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--chapter", action="append", choices=list(CHAPTERS))
    parser.add_argument("--only", default="", help="keep only pictures whose name contains this")
    return parser.parse_args(words)


def _renew_readme(begun: float) -> None:
    """Copy the README's pictures, those taken since `begun`, with fewer colours."""
    from PIL import Image

    for taken, kept in README.items():
        if (OUT / taken).exists() and (OUT / taken).stat().st_mtime >= begun:
            with Image.open(OUT / taken) as picture:
                few = picture.convert("RGB").quantize(MOST_COLOURS, dither=Image.Dither.NONE)
                few.save(BEST / kept, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
