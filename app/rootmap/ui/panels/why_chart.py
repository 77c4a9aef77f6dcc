"""Signed bars drawn with matplotlib: how much each piece of evidence speaks for a candidate. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rootmap.localise.evidence import Contribution
from rootmap.localise.explain import in_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEAST_REACH = 1.0  # powers of ten: a bar to the edge speaks at least tenfold
UNSEEN = 0.005  # a weight of 1 % is not worth a bar
_ROW_EM, _HEAD_EM, _FOOT_EM, _BAR_EM = 2.55, 0.5, 1.7, 0.62
_EDGE_EM = 0.35
_LETTER_EM = 0.5  # the mean width of a letter


@dataclass(frozen=True)
class Bar:
    """One piece of evidence and its weight in powers of ten."""

    part: Contribution
    weight: float

    @property
    def words(self) -> str:
        """The evidence in words."""
        words = in_words(self.part)
        return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class ChartLook:
    """The colours of a theme, the type size in pixels, the width in pixels, and families of type to choose from."""

    ground: str
    text: str
    quiet: str
    line: str
    speaks_for: str
    speaks_against: str
    em: float
    width: int
    families: tuple[str, ...] = ()


def strength(weight: float) -> str:
    """Return a weight in powers of ten as "×3.2 for" or "×1.5 against"."""
    if abs(weight) < UNSEEN:
        return "no weight"
    return f"×{10 ** abs(weight):.1f} {'for' if weight > 0 else 'against'}"


def bars_of(parts: Sequence[tuple[Contribution, float]]) -> tuple[Bar, ...]:
    """Return the bars worth drawing, the weightiest first."""
    ordered = sorted(parts, key=lambda pair: -abs(pair[1]))
    return tuple(Bar(part, weight) for part, weight in ordered if abs(weight) >= UNSEEN)


def height_of(bars: Sequence[Bar], em: float) -> int:
    """Return the height of a chart in pixels."""
    return round((_HEAD_EM + _ROW_EM * len(bars) + _FOOT_EM) * em)


def row_at(y: float, bars: Sequence[Bar], em: float) -> int | None:
    """Return which bar lies at a height in pixels from the top, None beside them all."""
    row = int((y / em - _HEAD_EM) // _ROW_EM)
    return row if 0 <= row < len(bars) else None


def row_span(row: int, em: float) -> tuple[float, float]:
    """Return the top and the height of a bar's row in pixels."""
    return (_HEAD_EM + _ROW_EM * row) * em, _ROW_EM * em


def draw(bars: Sequence[Bar], look: ChartLook, *, ratio: float = 1.0, title: str = "") -> "Figure":
    """Return the bars as a figure whose pixels are those of the screen: `ratio` of them to a logical one."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    em, head = look.em, 2.2 * look.em if title else 0.0
    width, height = float(look.width), height_of(bars, em) + head
    dpi = 72.0 * ratio  # one point is one logical pixel
    figure = Figure(figsize=(width / 72.0, height / 72.0), dpi=dpi, facecolor=look.ground)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0.0, width)
    axes.set_ylim(height, 0.0)
    pen = _Pen(axes, look, _family(look.families))
    if title:
        pen.write(em * 0.1, em * 1.3, title, size=1.2, weight="bold")
    pen.scale(bars, head)
    for row, bar in enumerate(bars):
        pen.bar(bar, head + row_span(row, em)[0])
    return figure


class _Pen:
    """Writes and draws one chart in logical pixels."""

    def __init__(self, axes: object, look: ChartLook, family: tuple[str, int]) -> None:
        self._axes, self._look, self._family = axes, look, family
        self._middle, self._reach = look.width / 2.0, LEAST_REACH

    def write(self, x: float, y: float, text: str, **style: object) -> None:
        """Write a text on its base line; `size` in em, `colour`, `align` and `weight` are optional."""
        self._axes.text(  # type: ignore[attr-defined]
            x,
            y,
            text.replace("$", r"\$"),
            fontsize=float(str(style.get("size", 1.0))) * self._look.em,
            color=style.get("colour", self._look.text),
            ha=style.get("align", "left"),
            va="baseline",
            fontweight=style.get("weight", self._family[1]),
            fontfamily=self._family[0],
        )

    def scale(self, bars: Sequence[Bar], top: float) -> None:
        """Draw the middle line and write at the foot what full bars mean."""
        em, look = self._look.em, self._look
        self._reach = max([LEAST_REACH, *(abs(bar.weight) for bar in bars)])
        foot = top + height_of(bars, em)
        most = f"×{10**self._reach:.0f}"
        self.write(_EDGE_EM * em, foot - 0.4 * em, f"{most} against", size=0.8, colour=look.quiet)
        self.write(self._middle, foot - 0.4 * em, "no weight", size=0.8, colour=look.quiet, align="center")
        self.write(
            look.width - _EDGE_EM * em, foot - 0.4 * em, f"{most} for", size=0.8, colour=look.quiet, align="right"
        )

    def bar(self, bar: Bar, top: float) -> None:
        """Draw one bar below its words."""
        from matplotlib.patches import Rectangle

        em, look = self._look.em, self._look
        said = strength(bar.weight)
        room = int((look.width / em) / _LETTER_EM) - len(said) - 1
        words = bar.words if len(bar.words) <= room else bar.words[: max(room - 1, 1)] + "…"
        self.write(_EDGE_EM * em, top + 1.05 * em, words, size=0.95)
        self.write(look.width - _EDGE_EM * em, top + 1.05 * em, said, size=0.85, colour=look.quiet, align="right")
        length = bar.weight / self._reach * self._middle
        colour = look.speaks_for if bar.weight > 0 else look.speaks_against
        at = (min(self._middle, self._middle + length), top + 1.42 * em)
        self._line((0.0, look.width), (at[1] + _BAR_EM * em / 2,) * 2)
        self._line((self._middle, self._middle), (at[1] - 0.15 * em, at[1] + (_BAR_EM + 0.15) * em))
        self._axes.add_patch(Rectangle(at, abs(length), _BAR_EM * em, facecolor=colour, linewidth=0))  # type: ignore[attr-defined]

    def _line(self, xs: tuple[float, float], ys: tuple[float, float]) -> None:
        self._axes.plot(xs, ys, color=self._look.line, linewidth=1.0, zorder=0)  # type: ignore[attr-defined]


def _family(families: Sequence[str]) -> tuple[str, int]:
    """Return the first family that matplotlib has in an ordinary weight, and that weight; its own when none."""
    from matplotlib import font_manager

    fonts = (font for font in font_manager.fontManager.ttflist if font.style == "normal")
    weights = {font.name: font.weight for font in fonts if font.weight in range(350, 451)}
    known = {name: int(weight) for name, weight in weights.items()}
    return next(((name, known[name]) for name in families if name in known), ("DejaVu Sans", 400))
