"""The published frequencies the simulation draws from, taken out of the anatomy tables as numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root
from rootmap.errors import InputError

AREAS = (
    "buttock", "groin", "ant_thigh", "post_thigh", "med_thigh", "lat_thigh",
    "knee", "ant_leg", "post_leg", "med_leg", "lat_leg", "foot",
)  # fmt: skip
Shares = Mapping[Root, float]
_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True)
class Tingling:
    """Share of drawings with any mark in the dermatome, and with more than half of the marks inside (Taylor 2013)."""

    any_inside: float
    mostly_inside: float


@dataclass(frozen=True)
class Published:
    """Shares from 0 to 1, each as its study states it.

    `areas` is Furman 2019 (root, then area); `non_dermatomal` Murphy 2009 by region; `own_pain_s1` his figure for S1;
    `projected` Kortelainen 1985 (root of the disc, then the dermatome of the pain); `tingling` Taylor 2013; `numb_core`
    Nitta 1993; `standard_pattern` and `levels_off` McAnany 2019 with Hong & Nam 2022; `root_share` by region.
    """

    areas: Mapping[Root, Mapping[str, float]]
    non_dermatomal: Mapping[str, float]
    own_pain_s1: float
    projected: Mapping[Root, Shares]
    tingling: Mapping[Root, Tingling]
    numb_core: Shares
    standard_pattern: float
    levels_off: float
    neck_pain: float
    scapular_pain: float
    root_share: Mapping[str, Shares]


def published(anatomy: Anatomy) -> Published:
    """Return the numbers. Raises InputError when the table of frequencies lacks one of them."""
    percent = _Table(anatomy)
    roots = (Root.L3, Root.L4, Root.L5, Root.S1)
    return Published(
        areas=_frozen({r: _frozen({a: percent(f"furman_{r.value.lower()}_{a}") for a in AREAS}) for r in roots}),
        non_dermatomal=_frozen({"cervical": percent("murphy_all_c"), "lumbar": percent("murphy_all_l")}),
        own_pain_s1=anatomy.accuracy["murphy_s1"].sensitivity or 0.0,
        projected=_frozen(
            {
                Root.L5: _frozen({Root.L4: percent("kort_l4_l4"), Root.S1: percent("kort_l4_s1")}),
                Root.S1: _frozen({Root.L4: percent("kort_l5_l4"), Root.L5: percent("kort_l5_l5")}),
            }
        ),
        tingling=_frozen({Root.L5: percent.tingling("taylor_l5_pins"), Root.S1: percent.tingling("taylor_s1_pins")}),
        numb_core=_frozen({Root(r.upper()): percent(f"nitta_{r}") for r in ("l4", "l5", "s1")}),
        standard_pattern=(percent.number("mcanany", r"(\d+) % standard") + percent.number("hong_derm", r"([\d.]+) %"))
        / 200.0,
        levels_off=percent.number("mcanany", r"differ by ([\d.]+)"),
        neck_pain=percent("hend_neck"),
        scapular_pain=percent("hend_scapular"),
        root_share=_frozen({region: percent.shares(region) for region in ("cervical", "lumbar")}),
    )


class _Table:
    """The table of frequencies, asked by id."""

    def __init__(self, anatomy: Anatomy) -> None:
        self._rows = anatomy.frequencies

    def __call__(self, name: str) -> float:
        row = self._rows.get(name)
        if row is None or row.percent is None:
            raise InputError("frequencies.csv", name, "has no percent", "reinstall Rootmap")
        return row.percent / 100.0

    def number(self, name: str, pattern: str) -> float:
        """Return a number that stands in a row's words."""
        found = re.search(pattern, self._rows[name].value) if name in self._rows else None
        if found is None:
            raise InputError("frequencies.csv", name, "does not state its number", "reinstall Rootmap")
        return float(found[1])

    def tingling(self, name: str) -> Tingling:
        """Return what Taylor counts: on the front alone, on the back alone, on both, which exclude one another.

        The abstract says "alone" of pins and needles; of pain, "both" exceeds "front" in S1.
        """
        parts = [self.number(name, rf"{word} ([\d.]+)") for word in ("front", "back", "both", "inside")]
        return Tingling(sum(parts[:3]) / 100.0, parts[3] / 100.0)

    def shares(self, region: str) -> Shares:
        """Return the suggested share of each root within a region."""
        rows = [row for row in self._rows.values() if row.category == "prior_suggested" and row.region == region]
        total = sum(row.percent or 0.0 for row in rows)
        return _frozen({row.roots[0]: (row.percent or 0.0) / total for row in rows})


def _frozen(table: dict[_K, _V]) -> Mapping[_K, _V]:
    return MappingProxyType(table)
