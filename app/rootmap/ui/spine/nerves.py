"""The course of each root in the picture of the spine: from the cord, past or over its pedicle, out."""

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from rootmap.anatomy.spine import SpineRegion
from rootmap.anatomy.vocabulary import Root
from rootmap.ui.spine.shapes import FAR_MM, SACRAL_MM, Bone, Build, RootShape, foramen_at

_SACRAL = (Root.S1, Root.S2, Root.S3, Root.S4, Root.S5)
_ROOTLETS = 4
_CONUS_TOP, _CONUS_HALF = -16.0, 5.4  # of the conus in the picture, mm
_LEAVES = {SpineRegion.THORACIC: 0.34, SpineRegion.LUMBAR: 0.58}  # of a pitch above its pedicle a root leaves the sac
_FALLS = {SpineRegion.CERVICAL: 0.0, SpineRegion.THORACIC: 0.52, SpineRegion.LUMBAR: 0.8}


def root_shapes(region: SpineRegion, build: Build, bones: tuple[Bone, ...]) -> tuple[RootShape, ...]:
    """Return the roots of a region, from head to tail, on the patient's right."""
    if region is SpineRegion.CERVICAL:
        over = [_over_pedicle(build, bone, Root(bone.name)) for bone in bones[1:-1]]
        return (*over, _over_pedicle(build, bones[-1], Root.C8))
    if region is SpineRegion.THORACIC:
        return tuple(_under_pedicle(region, build, bone, Root(bone.name)) for bone in bones[:-1])
    lumbar = [_under_pedicle(region, build, bone, Root(bone.name)) for bone in bones[:-1]]
    conus = (bones[0].bottom + bones[1].top) / 2
    sacral = [_sacral(build, bones[-1], number, conus) for number in range(len(_SACRAL))]
    return (*(_with_thread(shape, conus, place) for place, shape in enumerate(lumbar)), *sacral)


def _over_pedicle(build: Build, bone: Bone, root: Root) -> RootShape:
    """Return a cervical root: out between the disc and the pedicle below it."""
    pedicle = bone.pedicle
    start = QPointF(build.sac - 0.8, pedicle.top() - 10.5)
    crest = QPointF(pedicle.center().x() - 0.5, pedicle.top() - 3.4)
    end = QPointF(pedicle.right() + FAR_MM - 1.0, pedicle.top() + 5.5)
    course = QPainterPath(start)
    course.cubicTo(start.x() + 2.5, start.y() + 2.4, crest.x() - 5.0, crest.y() - 2.0, crest.x(), crest.y())
    course.cubicTo(crest.x() + 5.5, crest.y() + 2.0, end.x() - 5.0, end.y() - 4.0, end.x(), end.y())
    return RootShape(root, course, _ganglion(course, 0.5), _rootlets(build.cord[0] - 0.8, start, 11.0), _name_at(end))


def _under_pedicle(region: SpineRegion, build: Build, bone: Bone, root: Root) -> RootShape:
    """Return a thoracic or lumbar root: down inside its pedicle, round it, and out below it."""
    pedicle = bone.pedicle
    middle = pedicle.center()
    start = QPointF(build.sac - 0.8, middle.y() - _LEAVES[region] * build.pitch)
    beside = QPointF(pedicle.left() - build.nerve * 0.62, middle.y() + 0.5)
    below = QPointF(middle.x(), pedicle.bottom() + build.nerve * 0.95)
    end = QPointF(pedicle.right() + FAR_MM - 2.0, middle.y() + _FALLS[region] * build.pitch)
    fall = (end.y() - below.y()) * 0.38
    course = QPainterPath(start)
    course.cubicTo(start.x() + 0.8, start.y() + 7.0, beside.x() - 0.4, beside.y() - 6.0, beside.x(), beside.y())
    course.cubicTo(beside.x() + 0.2, beside.y() + 6.5, below.x() - 5.5, below.y() - 1.6, below.x(), below.y())
    course.cubicTo(below.x() + 6.5, below.y() + 2.0, end.x() - 4.0, end.y() - fall, end.x(), end.y())
    return RootShape(root, course, _ganglion(course, 0.56), _rootlets(build.cord[0] - 0.8, start, 8.0), _name_at(end))


def _with_thread(shape: RootShape, conus: float, place: int) -> RootShape:
    """Return a lumbar root with its thread of the cauda equina."""
    start = shape.course.pointAtPercent(0.0)
    return RootShape(shape.root, shape.course, shape.ganglion, _thread(conus, start, place), shape.name_at)


def _sacral(build: Build, sacrum: Bone, number: int, conus: float) -> RootShape:
    """Return a sacral root: down the sac and the sacral canal to its foramen; S5 leaves at the lower end."""
    root = _SACRAL[number]
    last = number == len(_SACRAL) - 1
    down = sacrum.top + (SACRAL_MM[number] if not last else SACRAL_MM[-1] + 9.0)
    end = QPointF(foramen_at(number) if not last else 6.0, down)
    inside = build.sac - 0.8 if not number else max(0.9, 4.9 - 0.95 * number)
    start = QPointF(inside, sacrum.top - 14.0 if not number else sacrum.top + 1.0 + 4.0 * number)
    course = QPainterPath(start)
    drop = (end.y() - start.y()) * 0.55
    course.cubicTo(start.x() + 0.6, start.y() + drop, end.x() - 7.0, end.y() - 6.0, end.x(), end.y())
    thread = _thread(conus, start, 5 + number)
    return RootShape(root, course, _ganglion(course, 0.82), thread, QPointF(end.x() + 8.0, end.y()))


def _thread(conus: float, start: QPointF, place: int) -> QPainterPath:
    """Return the way of a root from the conus down the sac to where it leaves; lower roots run nearer the middle."""
    down = _CONUS_TOP + (conus - 1.0 - _CONUS_TOP) * (place + 0.3) / 10.0
    slender = 1.0 - ((down - _CONUS_TOP) / (conus - _CONUS_TOP)) ** 1.6
    origin = QPointF(_CONUS_HALF * slender * 0.94, down)
    lane = 7.6 - 0.74 * place
    thread = QPainterPath(origin)
    if start.y() - down < 24.0:
        thread.cubicTo(origin.x() + 1.2, down + 6.0, start.x() - 0.6, start.y() - 8.0, start.x(), start.y())
        return thread
    thread.cubicTo(origin.x() + 0.8, down + 7.0, lane, down + 8.0, lane, down + 18.0)
    thread.cubicTo(lane, start.y() - 10.0, start.x() - 0.4, start.y() - 10.0, start.x(), start.y())
    return thread


def _rootlets(edge: float, start: QPointF, height: float) -> QPainterPath:
    """Return the rootlets that fan from the cord into a root."""
    path = QPainterPath()
    for number in range(_ROOTLETS):
        up = height * (number + 0.6) / _ROOTLETS
        path.moveTo(edge, start.y() - up)
        path.cubicTo(edge + 1.2, start.y() - up * 0.7, start.x() - 1.2, start.y() - up * 0.25, start.x(), start.y())
    return path


def _ganglion(course: QPainterPath, share: float) -> tuple[QPointF, float]:
    angle = -course.angleAtPercent(share)
    return course.pointAtPercent(share), math.fmod(angle, 360.0)


def _name_at(end: QPointF) -> QPointF:
    return QPointF(end.x() + 6.5, end.y() + 1.0)
