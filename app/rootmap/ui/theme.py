"""The colours of the body, its territories and the paint, in light, dark and projector themes."""

import re
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
    tolerated: str  # grading: the maps disagree
    atlas: Mapping[str, str]  # by root
    tints: tuple[str, ...]  # by the numbers that a map without roots gives its territories
    paint: Mapping[Quality, Ink]
    line_width: float = 1.0  # times the usual width of every line
    text_scale: float = 1.0

    def territory(self, name: str, tint: int | None = None) -> str:
        """Return the colour of a territory: its root's, the first root's of a joined one ("S4-5"), else its tint."""
        root = re.split("[-_]", name, maxsplit=1)[0]
        if root in self.atlas:
            return self.atlas[root]
        return _OTHER_TERRITORY if tint is None else self.tints[tint % len(self.tints)]


_OTHER_TERRITORY = "#cfcfc7"

# Families by hue: V warm, C blues, T greens, L yellows and oranges, S pinks and violets. Found by annealing so that
# territories that touch or share skin, in any map and on any body, differ by at least 0.06 in OKLab, for protan, deutan
# and tritan eyes too.
ATLAS_COLOURS = MappingProxyType(
    {
        "V1": "#e4acab", "V2": "#f8c9bf", "V3": "#db987c",
        "C2": "#94a6ea", "C3": "#b3bef0", "C4": "#b3daff", "C5": "#72ade8", "C6": "#94cad8", "C7": "#9dfbfe",
        "C8": "#aea5bb",
        "T1": "#ccce8d", "T2": "#ede49c", "T3": "#8fbf8e", "T4": "#cfeacf", "T5": "#77cdc2", "T6": "#b5d9a8",
        "T7": "#7fb3a7", "T8": "#8de1d7", "T9": "#a6fddd", "T10": "#8fc9b6", "T11": "#bbdbc8", "T12": "#b6b472",
        "L1": "#fae59a", "L2": "#f0c389", "L3": "#ea9d66", "L4": "#eae4c3", "L5": "#efc783",
        "S1": "#cabbd9", "S2": "#c58baa", "S3": "#cbb1ff", "S4": "#b492c0", "S5": "#f4c7f8",
    }
)  # fmt: skip

# Any two differ by at least 0.064 in OKLab, for protan, deutan and tritan eyes too, and by 0.087 for others; found by
# annealing within the lightness and strength of the colours above. The first are those used most.
TINTS = (
    "#fabc93", "#9db1f5", "#fce497", "#5dc5c7", "#dfc1ff", "#a7fad1",
    "#cb8e72", "#d3e4ff", "#c5b064", "#ad8fd1", "#b0d7c6", "#85a6a4",
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
    tolerated="#8a7f73",
    atlas=ATLAS_COLOURS,
    tints=TINTS,
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
    missed="#0e1216",  # the skin is lighter than the page
    extra="#d8401f",
    tolerated="#5d666d",
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
    tolerated="#777777",
    line_width=1.6,
    text_scale=1.35,
)
THEMES = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, PROJECTOR)})
