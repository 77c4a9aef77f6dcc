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
    accent: str  # highlighted territory, focus, crosshair
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
# territories that touch differ by at least 0.07 in OKLab, for protan, deutan and tritan eyes too.
ATLAS_COLOURS = MappingProxyType(
    {
        "V1": "#fed3c6", "V2": "#d8998a", "V3": "#f4b695",
        "C2": "#b7c7ff", "C3": "#7bb0e5", "C4": "#bbe5ff", "C5": "#80b4c6", "C6": "#81c6f9", "C7": "#8de2ff",
        "C8": "#a1a9cb",
        "T1": "#e4e4c2", "T2": "#a6caba", "T3": "#c0bf7a", "T4": "#badfce", "T5": "#b3b493", "T6": "#b8d394",
        "T7": "#c5f0b5", "T8": "#98be85", "T9": "#dfdf98", "T10": "#88dbc1", "T11": "#a1f5da", "T12": "#7ec9a9",
        "L1": "#f0e4c3", "L2": "#eb9c6b", "L3": "#fbe399", "L4": "#c8ab95", "L5": "#efc374",
        "S1": "#c0a8ed", "S2": "#d5c4f7", "S3": "#c790bb", "S4": "#fcbef5", "S5": "#d5b0c3",
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
    missed="#0b57b8",
    extra="#a3161f",
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
    missed="#7db8ff",
    extra="#ff9a92",
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
    missed="#00468c",
    extra="#9c0010",
    line_width=1.6,
    text_scale=1.35,
)
THEMES = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, PROJECTOR)})
