"""Opens visits in a window and waits until they are measured."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from window_driver import wait

from rootmap.anatomy.vocabulary import Quality
from rootmap.localise.visits import record_of
from rootmap.localise.visits_file import read_visits, write_visits
from rootmap.resources import visit_examples
from rootmap.skin.drawing import Drawing, Layer, PatchMark
from rootmap.skin.figure import SkinPoint
from rootmap.ui.visits import mode as visits_mode
from rootmap.ui.visits.mode import VisitsMode, visits_of
from rootmap.ui.window import Window

EXAMPLE = visit_examples()[0]
PLACES = (("foot.left.plantar", 1.0, 3.0), ("leg.left", 1.5, 180.0), ("leg.left", 0.5, 180.0), ("trunk", 0.95, 150.0))
LIGHT = record_of(  # the example with a single patch at each visit: quick to measure
    "Light",
    [
        replace(each, drawing=Drawing("neutral", (Layer(Quality.PAIN, (PatchMark(SkinPoint(*place), 30.0),)),)))
        for each, place in zip(read_visits(EXAMPLE).visits, PLACES, strict=True)
    ],
)

PATIENCE_S = 70.0  # measuring is a matter of a second or two, but the machine may be busy


def visits(window: Window) -> VisitsMode:
    mode = visits_of(window)
    assert mode is not None
    return mode


def shown(window: Window, count: int) -> VisitsMode:
    """Return the visits once that many are measured and on screen."""
    end = time.monotonic() + PATIENCE_S
    while visits_of(window) is None:
        assert time.monotonic() < end, "the visits never came"
        wait(50)
    mode = visits(window)
    while mode.measuring.is_busy or len(mode.page.timeline.cards) != count:
        assert time.monotonic() < end, "waited in vain for the visits"
        wait(50)
    return mode


def example_of(folder: Path) -> Path:
    path = folder / "patient.rootvisits"
    write_visits(LIGHT, path)
    return path


def on_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(visits_mode, "today", lambda: day)
