"""The colours of the body, its territories and the paint, in light, dark and projector themes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from rootmap.anatomy.vocabulary import Quality


class Pattern(Enum):
    """What tells two qualities apart where colour cannot."""

    PLAIN = "plain"
    DIAGONAL = "diagonal"
    DOTS = "dots"
    HORIZONTAL = "horizontal"
    CROSSES = "crosses"


@dataclass(frozen=True)
class Ink:
    """How one quality is painted: its colour and its pattern."""

    colour: str
    pattern: Pattern


@dataclass(frozen=True)
class Theme:
    """All colours of the body map, as #rrggbb. `shade` and `light` are the darkest and lightest tone of the skin."""

    name: str
    page: str
    shade: str
    light: str
    outline: str
    caption: str
    label: str
    halo: str
    border: str  # between territories
    accent: str  # focus, crosshair
    lit: str  # the edge of a lit territory: unlike every paint
    lit_tint: str  # a breath of this lies over a lit territory
    correct: str  # grading: rightly painted
    missed: str  # grading: should have been painted
    extra: str  # grading: should not
    atlas: Mapping[str, str]
    paint: Mapping[Quality, Ink]
    line_width: float = 1.0  # times the usual width of every line
    text_scale: float = 1.0

    def territory(self, name: str) -> str:
        """Return the colour of a territory; a joined one such as "S4-5" takes that of its first root."""
        return self.atlas.get(name.split("-")[0], _OTHER_TERRITORY)


_OTHER_TERRITORY = "#cfcfc7"

# Families by hue: V warm, C blues, T greens, L yellows and oranges, S pinks and violets. Found by annealing so that
# territories that touch differ by at least 0.06 in OKLab, for protan, deutan and tritan eyes too.
ATLAS_COLOURS = MappingProxyType(
    {
        "V1": "#e4aaad", "V2": "#f4cabf", "V3": "#da9b81",
        "C2": "#98a6ea", "C3": "#b8c2f2", "C4": "#bbe6f6", "C5": "#74b1e6", "C6": "#9dc8d7", "C7": "#8fe2ff",
        "C8": "#a1a9cb",
        "T1": "#c5d18d", "T2": "#e7e6a0", "T3": "#94bf8d", "T4": "#d7d9ae", "T5": "#78cbb1", "T6": "#93e4c8",
        "T7": "#95bbae", "T8": "#b6d4be", "T9": "#a1f5da", "T10": "#9ad4a5", "T11": "#ccead3", "T12": "#b6b671",
        "L1": "#fee38f", "L2": "#f0bda0", "L3": "#eb9c6a", "L4": "#efe4c3", "L5": "#edc77b",
        "S1": "#c9bcde", "S2": "#c594ac", "S3": "#ccb4fa", "S4": "#ad99d3", "S5": "#f1c7f9",
    }
)  # fmt: skip

_PAINT = MappingProxyType(
    {
        Quality.PAIN: Ink("#d5331b", Pattern.PLAIN),
        Quality.BURNING: Ink("#e08a00", Pattern.DIAGONAL),
        Quality.TINGLING: Ink("#8b2fa0", Pattern.DOTS),
        Quality.NUMBNESS: Ink("#0b57b8", Pattern.HORIZONTAL),
        Quality.HYPERSENSITIVITY: Ink("#00795c", Pattern.CROSSES),
    }
)
_PAINT_DARK = MappingProxyType(
    {
        Quality.PAIN: Ink("#ff5a40", Pattern.PLAIN),
        Quality.BURNING: Ink("#ffab24", Pattern.DIAGONAL),
        Quality.TINGLING: Ink("#d07be6", Pattern.DOTS),
        Quality.NUMBNESS: Ink("#4c9cff", Pattern.HORIZONTAL),
        Quality.HYPERSENSITIVITY: Ink("#2cc79d", Pattern.CROSSES),
    }
)

LIGHT = Theme(
    name="light",
    page="#f3f1ec",
    shade="#5d564f",
    light="#fffdf9",
    outline="#4d4741",
    caption="#5b6670",
    label="#1d252c",
    halo="#ffffff",
    border="#5b5049",
    accent="#11677a",
    lit="#0b3f4c",
    lit_tint="#11677a",
    correct="#3f9d63",
    missed="#33424b",
    extra="#c23a1c",
    atlas=ATLAS_COLOURS,
    paint=_PAINT,
)
DARK = replace(
    LIGHT,
    name="dark",
    page="#14181c",
    shade="#23282d",
    light="#b9bdc0",
    outline="#0b0e11",
    caption="#9aa7b0",
    label="#f4f7f8",
    halo="#14181c",
    border="#1b2024",
    accent="#5cc2d3",
    lit="#dcf8fc",
    lit_tint="#6fb4c6",
    correct="#5fc98a",
    missed="#e4ecf0",
    extra="#d8401f",
    paint=_PAINT_DARK,
)
PROJECTOR = replace(
    LIGHT,
    name="projector",
    page="#ffffff",
    shade="#4a4a4a",
    light="#ffffff",
    outline="#000000",
    caption="#33393f",
    label="#000000",
    border="#1a1a1a",
    accent="#00468c",
    lit="#002f3a",
    lit_tint="#11677a",
    correct="#2a8a4e",
    missed="#000000",
    extra="#c02000",
    line_width=1.6,
    text_scale=1.35,
)
THEMES = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, PROJECTOR)})
