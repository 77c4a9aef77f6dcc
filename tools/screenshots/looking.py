"""Looking things up on several maps, and one patient over time."""

from collections.abc import Iterator

from tools.screenshots.camera import Scene, trigger, wait_until

from rootmap.explore.library import Ref, Sort
from rootmap.resources import visit_examples
from rootmap.ui.explore.mode import ExploreMode
from rootmap.ui.visits.mode import VisitsMode, visits_of
from rootmap.ui.visits.panel import AGAIN, VISIT
from rootmap.ui.window import Window


def explore(window: Window) -> Iterator[Scene]:
    """Walk through looking up: nothing chosen, a card, maps side by side, root against nerve."""
    yield "explore-empty", lambda: trigger(window, "mode.explore")
    yield "explore-card", lambda: _exploring(window).choose(Ref(Sort.ROOT, "L5"))
    yield "explore-nerve", lambda: _exploring(window).choose(Ref(Sort.NERVE, "common_fibular"))
    yield "explore-maps", lambda: _all_maps(window)
    yield "explore-two", lambda: _exploring(window).show_panes(2)
    yield "explore-compare", lambda: _compare(window)
    yield "explore-core", lambda: _core(window)
    yield "explore-search", lambda: _search(window)


def visits(window: Window) -> Iterator[Scene]:
    """Walk through the visits of one patient, and each tab beside them."""
    yield "visits", lambda: _open_visits(window)
    for name, tab in (("visits-this", VISIT), ("visits-again", AGAIN)):
        yield name, lambda tab=tab: _visits(window).panel.open(tab)


def _exploring(window: Window) -> ExploreMode:
    assert window.explore is not None
    return window.explore


def _all_maps(window: Window) -> None:
    _exploring(window).choose(Ref(Sort.ROOT, "L5"))
    _exploring(window).all_maps()


def _compare(window: Window) -> None:
    mode = _exploring(window)
    mode.show_panes(1)
    mode.choose(Ref(Sort.ROOT, "L5"))
    mode.choose(Ref(Sort.NERVE, "common_fibular"), beside=True)
    mode.show_panes(2)
    mode.compare()


def _core(window: Window) -> None:
    mode = _exploring(window)
    mode.compare()
    mode.show_panes(1)
    mode.board.show(mode.board.library.atlases[-1].info.id)
    mode.show()


def _search(window: Window) -> None:
    mode = _exploring(window)
    mode.show_panes(1)
    mode.search()
    mode.panel.search.field.setText("fibul")


def _open_visits(window: Window) -> None:
    window.enter_localise()
    window.files.open_example(visit_examples()[0])
    wait_until(lambda: (mode := visits_of(window)) and not mode.measuring.is_busy and mode.seen)


def _visits(window: Window) -> VisitsMode:
    mode = visits_of(window)
    assert mode is not None
    return mode
