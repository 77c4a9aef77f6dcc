"""Names written at the ends of a plot's lines, in the lines' colours, moved apart where they would collide."""

from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.textpath import text_to_path

LineEnd = tuple[tuple[date, float], str, str]  # day and value, name, colour
_AFTER = 0.6  # between a name and the frame
_GAP = 1.45  # lines of type between two names
_AWAY = 0.9  # room between a line and its name, in heights of type
_BESIDE_EM, _ABOVE_EM = 4.5, 4.8  # of the window's type: what scale, dates, title and gaps take of a plot's share
TYPE_EM = 0.85  # size of the names
_MOST = 0.48  # of a plot that a name may take; a longer one is cut
_EDGE = 0.75  # heights of type that the middle of a name keeps off the frame
_BEHIND = 0.9  # above matplotlib's grid, below its lines and areas
_RIM = 0.4  # heights of type: what a name keeps free of lines around its letters, half of it on each side


def label_lines(axes: Axes, ends: Sequence[LineEnd], points: float) -> None:
    """Write each line's name beside its end, `points` high, and widen the plot until the longest fits.

    What lies behind the lines, a grid or bands, ends with them: no name is crossed by it.
    """
    figure = axes.get_figure()
    if figure is None or not ends:
        return
    pixels = points * figure.dpi / 72
    width, height = inner_size(axes, pixels / TYPE_EM)
    days = [float(date2num(when)) for (when, _), _, _ in ends]  # type: ignore[no-untyped-call]
    around = (_AWAY + _AFTER) * pixels
    names = [_cut(name, _MOST * width - around, pixels) for _, name, _ in ends]
    left, right = axes.get_xlim()
    for day, name in zip(days, names, strict=True):
        share = min((_width(name, pixels) + around) / width, _MOST)
        right = max(right, (day - share * left) / (1 - share))
    axes.set_xlim(left, right)
    low, high = axes.get_ylim()
    away = _AWAY * pixels / width * (right - left)
    shares = spread([(value - low) / (high - low) for (_, value), _, _ in ends],
                    _GAP * pixels / height, _EDGE * pixels / height)  # fmt: skip
    axes.axvspan(max(days) + away / 2, right, color=axes.get_facecolor(), linewidth=0, zorder=_BEHIND)
    rim = [withStroke(linewidth=_RIM * points, foreground=axes.get_facecolor())]
    for day, name, share, (_, _, colour) in zip(days, names, shares, ends, strict=True):
        axes.text(day + away, low + share * (high - low), name, color=colour, fontsize=points, va="center",
                  path_effects=rim)  # fmt: skip


def _cut(name: str, room: float, size: float) -> str:
    """Return a name as far as there is room for it at a size of type, both in pixels."""
    kept = len(name)
    while kept > 1 and _width(name if kept == len(name) else f"{name[:kept]}…", size) > room:
        kept -= 1
    return name if kept == len(name) else f"{name[:kept].rstrip()}…"


def _width(words: str, size: float) -> float:
    """Return how wide words are at a size of type, both in pixels."""
    wide, _, _ = text_to_path.get_text_width_height_descent(words, FontProperties(size=size), ismath=False)
    return float(wide)


def inner_size(axes: Axes, em_px: float) -> tuple[float, float]:
    """Return about how large the frame of a plot will be, pixels: it is laid out later."""
    figure, spec = axes.get_figure(), axes.get_subplotspec()
    if figure is None or spec is None:
        return 1.0, 1.0
    grid = spec.get_gridspec()
    width = figure.bbox.width / grid.ncols - _BESIDE_EM * em_px
    height = figure.bbox.height / grid.nrows - _ABOVE_EM * em_px
    return max(width, em_px), max(height, em_px)


def spread(places: Sequence[float], gap: float, edge: float = 0.0) -> list[float]:
    """Return places (0 to 1) moved apart so that neighbours keep `gap` and all keep `edge` off both ends."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    groups: list[list[int]] = []
    centres: list[float] = []
    for index in order:
        groups.append([index])
        centres.append(places[index])
        while len(groups) > 1 and centres[-1] - centres[-2] < gap * (len(groups[-1]) + len(groups[-2])) / 2:
            joined = [*groups[-2], *groups[-1]]
            groups[-2:] = [joined]
            centres[-2:] = [sum(places[each] for each in joined) / len(joined)]
    result = [0.0] * len(places)
    for group, centre in zip(groups, centres, strict=True):
        half = gap * (len(group) - 1) / 2
        middle = min(max(centre, half + edge), max(1.0 - edge - half, half + edge))
        for step, index in enumerate(group):
            result[index] = middle - half + gap * step
    return result
