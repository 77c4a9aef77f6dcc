"""Visits as tests need them: measured ones made by hand, and drawn ones of one leg."""

from datetime import date, timedelta
from typing import Any

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import Finding
from rootmap.localise.extent import Extent, Limb
from rootmap.localise.visit_measures import Measured
from rootmap.localise.visits import Measures, Visit
from rootmap.skin.drawing import Drawing, Layer, PatchMark, StrokeMark
from rootmap.skin.figure import SkinPoint

START = date(2026, 10, 1)


def after(days: int) -> date:
    return START + timedelta(days=days)


def measured(days: int = 0, pain: dict[Limb, float] | None = None, **rest: Any) -> Measured:
    """Return a visit some days after the start with pain reaching so far (limb units) on some limbs."""
    extents = {limb: Extent(limb, reach) for limb, reach in (pain or {}).items()}
    numbness = {limb: Extent(limb, reach) for limb, reach in rest.pop("numbness", {}).items()}
    return Measured(after(days), pain=extents, numbness=numbness, **rest)


def mrc(grade: int, muscle: str = "gastrocnemius") -> Finding:
    return Finding(f"muscle.{muscle}", Side.LEFT, mrc=grade)


def drawing_to(reach: float, side: str = "left", quality: Quality = Quality.PAIN) -> Drawing:
    """Return a stripe down the back of a leg from its top to a first coordinate of the leg."""
    points = tuple(SkinPoint(f"leg.{side}", first, 180.0) for first in (0.1, (0.1 + reach) / 2, reach))
    return Drawing("neutral", (Layer(quality, (StrokeMark(points, 30.0),)),))


def foot_drawing(first: float, side: str = "left") -> Drawing:
    """Return a patch on the sole."""
    mark = PatchMark(SkinPoint(f"foot.{side}.plantar", first, 2.5), 15.0)
    return Drawing("neutral", (Layer(Quality.PAIN, (mark,)),))


def visit(days: int = 0, reach: float = 1.5, **rest: Any) -> Visit:
    return Visit(after(days), drawing_to(reach), **{"measures": Measures(20.0, 15.0, 0)} | rest)
