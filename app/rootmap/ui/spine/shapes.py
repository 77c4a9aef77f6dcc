"""The shapes of a part of the spine seen from behind with the arches removed: mm, x to the patient's right, y down.

Drawn after common anatomy, not after a specimen: a lumbar or thoracic root passes under the pedicle of its own number,
a cervical one above it, C8 above that of T1. The cord ends at the disc L1-L2, the dural sac at S2.
"""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rootmap.anatomy.spine import SpineRegion, Zone
from rootmap.anatomy.vocabulary import Root


@dataclass(frozen=True)
class Build:
    """The proportions of a region, mm; pairs run from its first vertebra to its last."""

    vertebrae: tuple[str, ...]
    pitch: float
    disc: float  # its height
    half: tuple[float, float]  # of a body at its ends
    waist: float  # how much narrower the middle of a body is
    uncus: float  # how far the outer rims of a body rise
    inner: tuple[float, float]  # from the midline to the inner edge of a pedicle
    pedicle: tuple[float, float]  # its width and height
    pedicle_down: float  # from the top of a body to the middle of its pedicle
    sac: float  # half its width
    cord: tuple[float, float]  # half its width
    nerve: float  # how thick a root is


BUILDS = {
    SpineRegion.CERVICAL: Build(
        ("C2", "C3", "C4", "C5", "C6", "C7", "T1"), 34.0, 9.0, (21.0, 25.0), 3.0, 4.5, (14.0, 15.0), (8.5, 10.0),
        12.5, 11.0, (6.6, 6.8), 3.4,
    ),
    SpineRegion.THORACIC: Build(
        (*(f"T{number}" for number in range(1, 13)), "L1"), 32.0, 6.5, (21.0, 25.0), 3.5, 0.0, (13.0, 13.5),
        (7.5, 12.0), 9.0, 9.5, (4.8, 5.2), 2.6,
    ),
    SpineRegion.LUMBAR: Build(
        ("L1", "L2", "L3", "L4", "L5", "S1"), 39.0, 10.5, (25.0, 30.0), 4.2, 0.0, (12.5, 15.5), (10.5, 15.0), 9.5, 9.0,
        (5.4, 0.6), 3.4,
    ),
}  # fmt: skip
NAMES_MM = 22.0  # room for the names of the discs
FAR_MM = 15.0  # how far the far lateral zone reaches beyond the pedicle
SACRAL_MM = (22.0, 36.5, 49.0, 60.0)  # from the top of the sacrum to its foramina
SACRUM_MM = 70.0
_MIDDLE_SHARE = 0.46  # of the way to the inner edge of the pedicle: the central zone


@dataclass(frozen=True)
class Bone:
    """A vertebra: its outline and its cut pedicle on the patient's right."""

    name: str
    top: float
    bottom: float
    outline: QPainterPath
    pedicle: QRectF


@dataclass(frozen=True)
class DiscShape:
    """A disc: its outline, and the inner and outer edge of the pedicles beside it."""

    id: str
    name: str
    top: float
    bottom: float
    outline: QPainterPath
    inner: float
    outer: float

    def span(self, zone: Zone) -> tuple[float, float]:
        """Return where a zone begins and ends, away from the midline, mm."""
        middle = _MIDDLE_SHARE * self.inner
        return {
            Zone.CENTRAL: (0.0, middle),
            Zone.PARACENTRAL: (middle, self.inner),
            Zone.FORAMINAL: (self.inner, self.outer),
            Zone.FAR_LATERAL: (self.outer, self.outer + FAR_MM),
        }[zone]


@dataclass(frozen=True)
class RootShape:
    """A root on the patient's right: its course, its ganglion, its threads in the sac, where its name stands."""

    root: Root
    course: QPainterPath
    ganglion: tuple[QPointF, float]  # centre, degrees
    threads: QPainterPath
    name_at: QPointF


@dataclass(frozen=True)
class SpineShape:
    """All of a region, and the part of the plane it takes."""

    region: SpineRegion
    bones: tuple[Bone, ...]
    discs: tuple[DiscShape, ...]
    roots: tuple[RootShape, ...]
    sac: QPainterPath
    cord: QPainterPath
    sacrum: QPainterPath | None
    foramina: tuple[QRectF, ...]
    build: Build
    extent: QRectF


def shape_of(region: SpineRegion) -> SpineShape:
    """Return the shapes of a region."""
    from rootmap.ui.spine.nerves import root_shapes

    build = BUILDS[region]
    bones = tuple(_bone(build, place) for place in range(len(build.vertebrae)))
    discs = tuple(_disc(build, above, below) for above, below in pairwise(bones))
    sacral = region is SpineRegion.LUMBAR
    bottom = bones[-1].top + (SACRUM_MM if sacral else bones[-1].bottom - bones[-1].top)
    half = build.half[1] + FAR_MM + 6.0
    return SpineShape(
        region,
        bones[:-1] if sacral else bones,
        discs,
        root_shapes(region, build, bones),
        _sac(build, bones, sacral),
        _cord(region, build, bones, bottom),
        _sacrum(bones[-1]) if sacral else None,
        _foramina(bones[-1]) if sacral else (),
        build,
        QRectF(-half - NAMES_MM, -12.0, 2 * half + 2 * NAMES_MM, bottom + 18.0),
    )


def between(pair: tuple[float, float], build: Build, place: int) -> float:
    """Return a measure at the vertebra with that number."""
    return pair[0] + (pair[1] - pair[0]) * place / (len(build.vertebrae) - 1)


def _bone(build: Build, place: int) -> Bone:
    top = place * build.pitch
    bottom = top + build.pitch - build.disc
    half = between(build.half, build, place)
    inner = between(build.inner, build, place)
    width, height = build.pedicle
    pedicle = QRectF(inner, top + build.pedicle_down - height / 2, width, height)
    rise = 0.0 if build.vertebrae[place] == "C2" else build.uncus  # the axis carries its tooth instead
    return Bone(build.vertebrae[place], top, bottom, _body(half, (top, bottom), build.waist, rise), pedicle)


def _body(half: float, span: tuple[float, float], narrowing: float, rise: float) -> QPainterPath:
    """Return the back of a vertebral body: rounded rims, a waist, and in the neck the rising outer rims."""
    top, bottom = span
    waist, height = half - narrowing, bottom - top
    path = QPainterPath(QPointF(-half, top + 3.0 - rise))
    path.quadTo(-half + 0.3, top - rise, -half + 3.2, top - rise)
    path.cubicTo(-half * 0.72, top - rise * 0.2 + 0.9, -half * 0.4, top + 1.0, 0.0, top + 1.0)
    path.cubicTo(half * 0.4, top + 1.0, half * 0.72, top - rise * 0.2 + 0.9, half - 3.2, top - rise)
    path.quadTo(half - 0.3, top - rise, half, top + 3.0 - rise)
    path.cubicTo(half - 0.5, top + height * 0.2, waist, top + height * 0.3, waist, top + height * 0.5)
    path.cubicTo(waist, top + height * 0.72, half - 0.3, bottom - height * 0.2, half, bottom - 3.0)
    path.quadTo(half - 0.3, bottom, half - 3.2, bottom)
    path.cubicTo(half * 0.4, bottom - 1.2, -half * 0.4, bottom - 1.2, -half + 3.2, bottom)
    path.quadTo(-half + 0.3, bottom, -half, bottom - 3.0)
    path.cubicTo(-half + 0.3, bottom - height * 0.2, -waist, top + height * 0.72, -waist, top + height * 0.5)
    path.cubicTo(-waist, top + height * 0.3, -half + 0.5, top + height * 0.2, -half, top + 3.0 - rise)
    path.closeSubpath()
    return path


def _disc(build: Build, above: Bone, below: Bone) -> DiscShape:
    top, bottom = above.bottom, below.top
    half = (above.outline.boundingRect().width() + below.outline.boundingRect().width()) / 4
    middle = (top + bottom) / 2
    path = QPainterPath(QPointF(-half + 2.5, top - 0.4))
    path.cubicTo(-half * 0.4, top - 1.4, half * 0.4, top - 1.4, half - 2.5, top - 0.4)
    path.cubicTo(half + 1.6, middle - 2.4, half + 1.6, middle + 2.4 - build.uncus * 0.5, half - 2.8, bottom + 0.4)
    path.cubicTo(half * 0.4, bottom + 1.4, -half * 0.4, bottom + 1.4, -half + 2.8, bottom + 0.4)
    path.cubicTo(-half - 1.6, middle + 2.4 - build.uncus * 0.5, -half - 1.6, middle - 2.4, -half + 2.5, top - 0.4)
    path.closeSubpath()
    inner = (above.pedicle.left() + below.pedicle.left()) / 2
    name = f"{above.name}–{below.name}"
    return DiscShape(name.lower().replace("–", "_"), name, top, bottom, path, inner, inner + build.pedicle[0])


def _sac(build: Build, bones: tuple[Bone, ...], ends: bool) -> QPainterPath:
    """Return the dural sac; in the lumbar part it ends at S2."""
    half, top = build.sac, -16.0
    path = QPainterPath(QPointF(-half, top))
    path.lineTo(half, top)
    if not ends:
        bottom = bones[-1].bottom + 10.0
        path.lineTo(half, bottom)
        path.lineTo(-half, bottom)
    else:
        narrowing, tip = bones[-1].top - 12.0, bones[-1].top + SACRAL_MM[1] - 6.0
        path.lineTo(half, narrowing)
        path.cubicTo(half - 0.6, narrowing + 22.0, 3.4, tip - 7.0, 0.0, tip)
        path.cubicTo(-3.4, tip - 7.0, -half + 0.6, narrowing + 22.0, -half, narrowing)
    path.closeSubpath()
    return path


def _cord(region: SpineRegion, build: Build, bones: tuple[Bone, ...], bottom: float) -> QPainterPath:
    """Return the cord; in the lumbar part the conus, which ends at the disc L1-L2."""
    first, last = build.cord
    path = QPainterPath(QPointF(-first, -16.0))
    path.lineTo(first, -16.0)
    if region is SpineRegion.LUMBAR:
        tip = (bones[0].bottom + bones[1].top) / 2
        path.cubicTo(first, tip * 0.3, last + 1.6, tip * 0.72, 0.0, tip)
        path.cubicTo(-last - 1.6, tip * 0.72, -first, tip * 0.3, -first, -16.0)
    else:
        wide = first + (1.0 if region is SpineRegion.CERVICAL else -0.4)
        path.cubicTo(wide, bottom * 0.3, wide, bottom * 0.6, last, bottom + 10.0)
        path.lineTo(-last, bottom + 10.0)
        path.cubicTo(-wide, bottom * 0.6, -wide, bottom * 0.3, -first, -16.0)
    path.closeSubpath()
    return path


def _sacrum(first: Bone) -> QPainterPath:
    top, low = first.top, first.top + SACRUM_MM
    path = QPainterPath(QPointF(-27.0, top))
    path.cubicTo(-10.0, top + 1.6, 10.0, top + 1.6, 27.0, top)
    path.cubicTo(31.0, top - 1.0, 38.0, top + 2.0, 41.0, top + 9.0)
    path.cubicTo(43.0, top + 17.0, 37.0, top + 30.0, 31.0, top + 38.0)
    path.cubicTo(25.0, top + 47.0, 21.0, top + 58.0, 14.0, low - 3.0)
    path.cubicTo(9.0, low + 1.0, -9.0, low + 1.0, -14.0, low - 3.0)
    path.cubicTo(-21.0, top + 58.0, -25.0, top + 47.0, -31.0, top + 38.0)
    path.cubicTo(-37.0, top + 30.0, -43.0, top + 17.0, -41.0, top + 9.0)
    path.cubicTo(-38.0, top + 2.0, -31.0, top - 1.0, -27.0, top)
    path.closeSubpath()
    return path


def _foramina(first: Bone) -> tuple[QRectF, ...]:
    found = []
    for number, down in enumerate(SACRAL_MM):
        across = foramen_at(number)
        found.append(QRectF(across - 3.6, first.top + down - 2.9, 7.2, 5.8))
    return tuple(found)


def foramen_at(number: int) -> float:
    """Return how far from the midline a sacral foramen lies; 0 is that of S1."""
    return 20.5 - 2.6 * number
