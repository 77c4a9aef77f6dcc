"""Plots of a course: how far out, how much skin, how strong, how able."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.course import Course
from rootmap.localise.course_words import named_test
from rootmap.localise.extent import NEAREST, Extent, Limb, Zone, zone_edges
from rootmap.localise.visit_measures import Measured, Test
from rootmap.ui.style import Chrome
from rootmap.ui.theme import THEMES
from rootmap.ui.visits.line_labels import TYPE_EM, inner_size, label_lines

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy

DPI = 100  # of a figure on screen; type is given in logical pixels
MOST_MUSCLES, MOST_REFLEXES = 5, 4  # rows a plot can hold
MARKERS = "osD^v"
FULLNESS = {"normal": "full", "reduced": "bottom", "absent_reinforced": "bottom", "absent": "none"}
_DATE_EM = 4.4  # dates closer than this share a label
_REFLEX_SIGNS = "reflex: ● normal   ◒ reduced   ○ absent   ◇ as named"
_OUTERMOST = 3.0
_GRADES = 6.2  # of power, from somewhat below 0 to somewhat above 5


@dataclass(frozen=True)
class PlotLook:
    """What a plot takes from the window: its colours and its type size in logical pixels."""

    chrome: Chrome
    em_px: float

    @property
    def inks(self) -> dict[Quality, str]:
        """The colour of each quality, as it is painted on the body."""
        return {quality: ink.colour for quality, ink in THEMES[self.chrome.name].paint.items()}

    @property
    def sides(self) -> dict[Side, str]:
        """A blue and an orange that no kind of colour blindness confuses."""
        dark = self.chrome.name == "dark"
        return {Side.LEFT: "#56b4e9" if dark else "#0068a8", Side.RIGHT: "#f0a830" if dark else "#b85a00"}

    @property
    def series(self) -> tuple[str, ...]:
        """Colours for lines of no side, after Okabe and Ito, deepened on light ground."""
        dark = ("#56b4e9", "#f0a830", "#3fc79a", "#e89ac4", "#e6e06a")
        light = ("#0068a8", "#b85a00", "#00795c", "#a83f7f", "#6b6000")
        return dark if self.chrome.name == "dark" else light

    def points(self, ems: float) -> float:
        """Return a size in em as points of matplotlib."""
        return ems * self.em_px * 72 / DPI


Painter = Callable[[Axes, Course, PlotLook, "Anatomy | None"], None]


def draw_course(figure: Figure, seen: Course, look: PlotLook, anatomy: "Anatomy | None" = None) -> None:
    """Draw the plots of a course into an empty figure."""
    chrome = look.chrome
    rc: dict[Any, Any] = {"font.family": _family(), "font.size": look.points(0.85), "axes.unicode_minus": False}
    with mpl.rc_context(rc):
        figure.set_facecolor(chrome.ground)
        painters = _painters(seen)
        columns = 2 if len(painters) <= 4 else 3
        grid = figure.subplots(-(-len(painters) // columns), columns, squeeze=False)
        for axes, painter in zip(grid.flat, painters, strict=False):
            _prepare(axes, seen, look)
            painter(axes, seen, look, anatomy)
            _date(axes, seen, look)
        for axes in grid.flat[len(painters) :]:
            axes.set_axis_off()
        pad = look.em_px / DPI
        figure.set_layout_engine("constrained", w_pad=pad * 0.9, h_pad=pad * 0.9)


def _painters(seen: Course) -> tuple[Painter, ...]:
    """Return what there is to plot: legs always or arms instead, both where both are painted."""
    limbs = {limb for visit in seen.visits for limb in (*visit.pain, *visit.numbness)}
    legs, arms = (any(limb.is_leg is leg for limb in limbs) for leg in (True, False))
    extents = ([_plot_legs] if legs or not arms else []) + ([_plot_arms] if arms else [])
    return (*extents, _plot_areas, _plot_power, _plot_function)


def _family() -> str:
    """Return the window's typeface where it is installed."""
    from matplotlib.font_manager import get_font_names

    installed = set(get_font_names())
    return next((name for name in ("Inter", "Noto Sans") if name in installed), "DejaVu Sans")


def _prepare(axes: Axes, seen: Course, look: PlotLook) -> None:
    chrome = look.chrome
    axes.set_facecolor(chrome.raised)
    for spine in axes.spines.values():
        spine.set_color(chrome.line)
    axes.tick_params(colors=chrome.quiet, labelcolor=chrome.text, length=0, pad=look.points(0.4))
    axes.grid(True, axis="y", color=chrome.line, linewidth=0.7)
    axes.set_axisbelow(True)
    first, last = _day(seen.visits[0].date), _day(seen.visits[-1].date)
    span = max(last - first, 7.0)
    axes.set_xlim(first - 0.06 * span, last + 0.06 * span)


def _date(axes: Axes, seen: Course, look: PlotLook) -> None:
    """Write the dates of visits below a plot, as many as have room."""
    left, right = axes.get_xlim()
    room = _DATE_EM * look.em_px / inner_size(axes, look.em_px)[0] * (right - left)
    shown: list[date] = []
    for visit in seen.visits:
        if not shown or _day(visit.date) - _day(shown[-1]) >= room:
            shown.append(visit.date)
    axes.set_xticks([_day(when) for when in shown])
    axes.set_xticklabels([f"{when.day} {when:%b}" for when in shown])


def _title(axes: Axes, look: PlotLook, text: str, unit: str = "") -> None:
    axes.set_title(text, loc="left", color=look.chrome.text, fontsize=look.points(1.05), fontweight="bold")
    if unit:
        axes.set_title(unit, loc="right", color=look.chrome.quiet, fontsize=look.points(0.85))


def _day(when: date) -> float:
    return float(date2num(when))  # type: ignore[no-untyped-call]


Points = Sequence[tuple[date, float]]


def _line(axes: Axes, points: Points, look: PlotLook, **style: object) -> None:
    """Draw a line with a mark at each visit; the marks have a rim in the ground's colour, so that crossings read."""
    days, values = [_day(when) for when, _ in points], [value for _, value in points]
    kept = {"linewidth": look.points(0.17), "markersize": look.points(0.6), "marker": "o"}
    rim = {"markeredgecolor": look.chrome.raised, "markeredgewidth": look.points(0.1), "solid_capstyle": "round"}
    axes.plot(days, values, clip_on=False, zorder=3, **(kept | rim | style))  # type: ignore[arg-type]


def _of_visits(seen: Course, value: Callable[[Measured], float | None]) -> list[tuple[date, float]]:
    return [(visit.date, found) for visit in seen.visits if (found := value(visit)) is not None]


# --- how far out -----------------------------------------------------------------------------------------------------


def _plot_legs(axes: Axes, seen: Course, look: PlotLook, _anatomy: "Anatomy | None") -> None:
    _plot_extents(axes, seen, look, leg=True)


def _plot_arms(axes: Axes, seen: Course, look: PlotLook, _anatomy: "Anatomy | None") -> None:
    _plot_extents(axes, seen, look, leg=False)


def _plot_extents(axes: Axes, seen: Course, look: PlotLook, *, leg: bool) -> None:
    """Draw the outermost place of pain (solid) and numbness (dashed) over bands with the names of the zones."""
    _title(axes, look, f"How far out, {'legs' if leg else 'arms'}", "up is nearer the middle")
    edges = (NEAREST, *zone_edges(leg=leg), _OUTERMOST)
    some = Limb.LEFT_LEG if leg else Limb.LEFT_ARM
    for zone, (low, high) in zip(Zone, pairwise(edges), strict=True):
        if zone.value % 2:
            axes.axhspan(low, high, color=look.chrome.track, alpha=0.55, linewidth=0, zorder=0)
    axes.grid(False)
    axes.set_yticks([(low + high) / 2 for low, high in pairwise(edges)])
    axes.set_yticklabels(
        [zone.name_on(some).partition(" ")[0] if zone is Zone.GIRDLE else zone.name_on(some) for zone in Zone]
    )
    axes.set_ylim(_OUTERMOST + 0.05, NEAREST - 0.05)
    labels = []
    for limb in Limb:
        if limb.is_leg is not leg:
            continue
        colour, marker = look.sides[limb.side], "o" if limb.side is Side.LEFT else "s"
        for name, style, found in (
            ("pain", "-", {visit.date: visit.pain for visit in seen.visits}),
            ("numbness", (0, (1.5, 1.5)), {visit.date: visit.numbness for visit in seen.visits}),
        ):
            points = [(when, extents[limb].reach) for when, extents in found.items() if limb in extents]
            if points:
                _line(axes, points, look, color=colour, linestyle=style, marker=marker)
                gone = ", then none" if points[-1][0] < seen.visits[-1].date else ""
                labels.append((points[-1], f"{limb.side} {name}{gone}", colour))
    label_lines(axes, labels, look.points(TYPE_EM))
    if not labels:
        _say(axes, look, "Nothing painted on a limb")


# --- how much skin ---------------------------------------------------------------------------------------------------


def _plot_areas(axes: Axes, seen: Course, look: PlotLook, _anatomy: "Anatomy | None") -> None:
    """Draw the painted skin of each quality that ever was painted."""
    _title(axes, look, "Painted skin", "cm²")
    labels = []
    for place, quality in enumerate(Quality):
        points = [(visit.date, visit.area_cm2.get(quality, 0.0)) for visit in seen.visits]
        if any(area for _, area in points):
            _line(axes, points, look, color=look.inks[quality], marker=MARKERS[place])
            labels.append((points[-1], str(quality), look.inks[quality]))
            axes.fill_between([_day(when) for when, _ in points], [area for _, area in points],
                              color=look.inks[quality], alpha=0.10, linewidth=0)  # fmt: skip
    axes.set_ylim(bottom=0)
    label_lines(axes, labels, look.points(TYPE_EM))
    if not labels:
        _say(axes, look, "Nothing painted")


# --- how strong ------------------------------------------------------------------------------------------------------


def _plot_power(axes: Axes, seen: Course, look: PlotLook, anatomy: "Anatomy | None") -> None:
    """Draw the grades of the weakest muscles, and below them a row for each reflex: full, half or empty."""
    _title(axes, look, "Power and reflexes", "MRC grade")
    labels = []
    for place, test in enumerate(_weakest(seen)):
        points = [(visit.date, float(visit.grades[test])) for visit in seen.visits if test in visit.grades]
        colour = look.series[place]
        shifted = [(when, grade + 0.06 * (place - 1)) for when, grade in points]  # equal grades stay apart
        _line(axes, shifted, look, color=colour, marker=MARKERS[place])
        labels.append((shifted[-1], named_test(test, anatomy), colour))
    reflexes = sorted({test for visit in seen.visits for test in visit.results("reflex.")}, key=str)[:MOST_REFLEXES]
    step = _row_height(axes, look, len(reflexes))
    for row, test in enumerate(reflexes):
        height = -0.5 - step * (row + 0.6)
        when, result = _reflex_row(axes, seen, look, (test, height))
        said = "" if result in FULLNESS else f"{result.replace('_', ' ')}: "
        labels.append(((when, height), said + named_test(test, anatomy), look.chrome.text))
    axes.set_yticks(range(6))
    axes.set_ylim(-0.6 - step * (len(reflexes) + 0.1), 5.6)
    if reflexes:
        axes.axhline(-0.4, color=look.chrome.line, linewidth=0.7)
        axes.set_xlabel(_REFLEX_SIGNS, color=look.chrome.quiet, fontsize=look.points(0.8),
                        family="DejaVu Sans", loc="left")  # fmt: skip
    label_lines(axes, labels, look.points(TYPE_EM))
    if not labels:
        _say(axes, look, "No muscle and no reflex tested")


def _row_height(axes: Axes, look: PlotLook, rows: int) -> float:
    """Return how many grades of power high a row must be for its disc and name."""
    room, wanted = inner_size(axes, look.em_px)[1], 1.3 * look.em_px
    return max(0.75, wanted * _GRADES / max(room - rows * wanted, wanted))


def _reflex_row(axes: Axes, seen: Course, look: PlotLook, row: tuple[Test, float]) -> tuple[date, str]:
    """Draw how a reflex was at each visit that tested it; return the last of them and its result."""
    test, height = row
    found = [(visit.date, visit.results("reflex.")[test]) for visit in seen.visits if test in visit.results("reflex.")]
    for when, result in found:
        style = {"fillstyle": FULLNESS.get(result, "none"), "markersize": look.points(0.75), "linestyle": "none"}
        rim = {"color": look.chrome.text, "markeredgewidth": look.points(0.09), "markerfacecoloralt": "none"}
        marker = "o" if result in FULLNESS else "D"  # brisk, extensor: told by its name
        axes.plot([_day(when)], [height], marker=marker, **(style | rim))  # type: ignore[arg-type]
    return found[-1]


def _weakest(seen: Course) -> list[Test]:
    """Return the muscles to show: those that were ever weakest first."""
    lowest: dict[Test, int] = {}
    for visit in seen.visits:
        for test, grade in visit.grades.items():
            lowest[test] = min(grade, lowest.get(test, grade))
    return sorted(lowest, key=lambda test: (lowest[test], str(test)))[:MOST_MUSCLES]


# --- how able --------------------------------------------------------------------------------------------------------


def _plot_function(axes: Axes, seen: Course, look: PlotLook, _anatomy: "Anatomy | None") -> None:
    """Draw minutes of sitting and walking, and the angle at which a straight leg raise hurts."""
    _title(axes, look, "What is possible", "minutes, degrees")
    lines: list[tuple[str, Points]] = [
        ("sitting", _of_visits(seen, lambda visit: visit.measures.sitting_min)),
        ("walking", _of_visits(seen, lambda visit: visit.measures.walking_min)),
    ]
    for side in Side:
        raises = [(visit.date, visit.slr_degrees.get(("slr", side))) for visit in seen.visits]
        lines.append((f"leg raise {side}, °", [(when, angle) for when, angle in raises if angle is not None]))
    labels = []
    for place, (name, points) in enumerate(lines):
        if points:
            colour = look.series[place]
            _line(axes, points, look, color=colour, marker=MARKERS[place], linestyle="--" if "°" in name else "-")
            labels.append((points[-1], name, colour))
    axes.set_ylim(bottom=0)
    label_lines(axes, labels, look.points(TYPE_EM))
    if not labels:
        _say(axes, look, "Minutes of sitting and walking not entered")


def _say(axes: Axes, look: PlotLook, text: str) -> None:
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", color=look.chrome.quiet)
    axes.set_yticks([])


def describe(seen: Course) -> str:
    """Return what the plots show in words, for those who hear it."""
    parts = []
    for visit in seen.visits:
        far: Mapping[Limb, Extent] = visit.pain
        places = ", ".join(f"{limb} {extent.words}" for limb, extent in far.items()) or "no pain on a limb"
        areas = ", ".join(f"{quality} {area:.0f} cm²" for quality, area in visit.area_cm2.items())
        parts.append(f"{visit.date.isoformat()}: {places}" + (f"; {areas}" if areas else ""))
    return ". ".join(parts)
