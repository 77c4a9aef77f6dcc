"""Names written at the ends of a plot's lines, in the lines' colours, moved apart where they would collide."""

from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import date2num

LineEnd = tuple[tuple[date, float], str, str]  # day and value, name, colour
_GAP = 1.45  # lines of type between two names
_LETTER, _AWAY = 0.52, 0.9  # width of a letter, and room between a line and its name, in heights of type
_INNER = 0.8  # of a plot's share of the figure that its frame fills, about
_MOST = 0.48  # of a plot that a name may take; a longer one is cut
_EDGE = 0.75  # heights of type that the middle of a name keeps off the frame


def label_lines(axes: Axes, ends: Sequence[LineEnd], points: float) -> None:
    """Write each line's name beside its end, `points` high, and widen the plot until the longest fits."""
    figure = axes.get_figure()
    if figure is None or not ends:
        return
    pixels = points * figure.dpi / 72
    width, height = inner_size(axes)
    days = [float(date2num(when)) for (when, _), _, _ in ends]  # type: ignore[no-untyped-call]
    most = max(int((_MOST * width / pixels - _AWAY - 1) / _LETTER), 1)
    names = [name if len(name) <= most else f"{name[: most - 1]}…" for _, name, _ in ends]
    left, right = axes.get_xlim()
    for day, name in zip(days, names, strict=True):
        share = min((len(name) * _LETTER + _AWAY + 1) * pixels / width, _MOST)
        right = max(right, (day - share * left) / (1 - share))
    axes.set_xlim(left, right)
    low, high = axes.get_ylim()
    away = _AWAY * pixels / width * (right - left)
    shares = spread([(value - low) / (high - low) for (_, value), _, _ in ends],
                    _GAP * pixels / height, _EDGE * pixels / height)  # fmt: skip
    for day, name, share, (_, _, colour) in zip(days, names, shares, ends, strict=True):
        axes.text(day + away, low + share * (high - low), name, color=colour, fontsize=points, va="center")


def inner_size(axes: Axes) -> tuple[float, float]:
    """Return about how large the frame of a plot will be, pixels: it is laid out later."""
    figure, spec = axes.get_figure(), axes.get_subplotspec()
    if figure is None or spec is None:
        return 1.0, 1.0
    grid = spec.get_gridspec()
    return figure.bbox.width / grid.ncols * _INNER, figure.bbox.height / grid.nrows * _INNER


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
