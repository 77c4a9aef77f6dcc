"""Draw an atlas source as a plate, to look at while writing it: `python -m tools.atlas_plate atlases/NAME.yaml`."""

import argparse
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.build import build
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.source import read_source
from rootmap.skin.coordinates import nearest_skin
from rootmap.skin.figure import FIGURES, Figure, SkinPoint, load_figure
from rootmap.skin.names import join_segment
from rootmap.ui.bodymap.body_painter import BodyLook
from rootmap.ui.bodymap.overlay import AtlasPaths, Highlight, Overlay
from rootmap.ui.bodymap.pictures import ViewPictures
from rootmap.ui.bodymap.scene import Lens, Scene
from rootmap.ui.bodymap.stage import Stage
from rootmap.ui.bodymap.surface import Surface
from rootmap.ui.theme import LIGHT

Box = tuple[float, float, float, float]

# The parts of each view worth a picture of their own: name, view, and the box in view mm.
PLATES: dict[str, tuple[str, Box | None]] = {
    "front": ("anterior", None),
    "back": ("posterior", None),
    "saddle": ("perineal", None),
    "sides": ("lateral", None),
    "face": ("anterior", (410, 0, 680, 290)),
    "nape": ("posterior", (410, 0, 680, 290)),
    "hand": ("anterior", (850, 740, 1086, 1010)),
    "hand_back": ("posterior", (0, 740, 236, 1010)),
    "foot": ("anterior", (600, 1560, 820, 1862)),
    "sole": ("posterior", (266, 1560, 486, 1862)),
    "arm": ("anterior", (690, 280, 1086, 800)),
    "arm_back": ("posterior", (0, 280, 396, 800)),
    "leg": ("anterior", (500, 800, 800, 1862)),
    "leg_back": ("posterior", (286, 800, 586, 1862)),
    "trunk": ("anterior", (340, 250, 746, 960)),
    "trunk_back": ("posterior", (340, 250, 746, 960)),
    "groin": ("anterior", (400, 760, 686, 1050)),
    "buttock": ("posterior", (340, 760, 746, 1100)),
}


def main() -> None:
    """Build the map in memory and write the chosen plates as PNG."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("plates"), help="folder, default %(default)s")
    parser.add_argument("--figure", default=FIGURES[0], choices=FIGURES, help="parts are cut out for the neutral one")
    parser.add_argument("--plates", nargs="*", default=["front", "back", "saddle", "sides"], choices=[*PLATES, "all"])
    parser.add_argument("--only", nargs="*", help="light these territories alone")
    parser.add_argument("--size", type=int, default=1100, help="longer edge in pixels")
    options = parser.parse_args()
    application = QGuiApplication(["plates", "-platform", "offscreen"])
    figure = load_figure(options.figure)
    atlas = build(read_source(options.source), figure)
    _tell_key_points(atlas, figure)
    for territory, area in atlas.area_cm2.items():
        print(f"{territory}: {area:.1f} cm2 a side")
    options.output.mkdir(exist_ok=True)
    light = Highlight(atlas.info.id, frozenset(options.only), frozenset(Side)) if options.only else None
    overlay = Overlay((AtlasPaths(atlas),), highlight=light)
    for name in PLATES if "all" in options.plates else options.plates:
        view_name, box = PLATES[name]
        target = options.output / f"{atlas.info.id}-{name}.png"
        _plate(figure, view_name, box, overlay, options.size).save(str(target))
        print(target)
    del application


def _plate(figure: Figure, view_name: str, box: Box | None, overlay: Overlay, size: int) -> QImage:
    view = figure.views[view_name]
    scene = Scene(replace(figure, views={view_name: view}))
    place = scene[view_name]
    x0, y0, x1, y1 = box or view.outline.bounds
    scale = size / max(x1 - x0, y1 - y0) / place.scale
    x, y = place.to_scene(x0, y0)
    width, height = (round(extent * place.scale * scale) for extent in (x1 - x0, y1 - y0))
    stage = Stage(scene, Lens(scale, -x * scale, -y * scale), width, height, 1.0)
    look = BodyLook(LIGHT, overlay, {name: ViewPictures(each) for name, each in figure.views.items()})
    surface = Surface(look)
    surface.rebuild(stage, {}, next(iter(LIGHT.paint)))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        surface.draw(painter, stage, stage.rect)
        surface.draw_names(painter, stage, stage.rect)
    return image


def _tell_key_points(atlas: CompiledAtlas, figure: Figure) -> None:
    """Print what the map says at each of the 28 key points, where it differs from the standard."""
    for level, point in load_anatomy().key_points.items():
        segment, first, second = point.skin
        name = join_segment(segment, Side.LEFT)
        view, x, y = nearest_skin(figure, SkinPoint(name, first, second))[0]
        found = atlas.at(view, x, y)
        if level not in found:
            print(f"key point {level} ({segment} {first}, {second}): {' '.join(found) or 'blank'}")


if __name__ == "__main__":
    main()
