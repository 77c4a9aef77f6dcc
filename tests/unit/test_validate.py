"""A small validation: reproducible on any number of workers, and the ranking beside its baselines."""

from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from tools.validate import measures, plots, report, trial
from tools.validate.baselines import KEY_POINT, NAMES, OVERLAP
from tools.validate.trial import BOTH, DRAWING, PAIN, SETTINGS, SIGNS, Trials, run

from rootmap.simulate.causes import Mix, Shares

SMALL = 200


@pytest.fixture(scope="module")
def lumbar() -> Trials:
    return run(Mix.LUMBAR_ROOTS, Shares.CLINIC, SMALL, 0, None)


def test_the_ranking_does_better_than_the_simple_ways_and_best_with_everything(lumbar: Trials) -> None:
    assert len(lumbar) == SMALL
    right = {by: lumbar.hit(by).mean() for by in (*SETTINGS, PAIN, *NAMES)}
    assert right[DRAWING] >= right[OVERLAP] - 0.02
    assert right[DRAWING] > right[KEY_POINT]
    assert right[BOTH] > max(right[DRAWING], right[SIGNS])
    assert measures.difference(lumbar.hit(BOTH), lumbar.hit(OVERLAP)).low > 0.0


def test_probabilities_are_scored(lumbar: Trials) -> None:
    for by in (*SETTINGS, PAIN):
        brier = lumbar.numbers(f"{by}.brier")
        assert (brier >= 0.0).all()
        assert (brier <= 2.0).all()
        assert 0.0 <= measures.calibration_error(lumbar.numbers(f"{by}.first"), lumbar.hit(by)) <= 1.0
    assert lumbar.numbers(f"{BOTH}.brier").mean() < lumbar.numbers(f"{DRAWING}.brier").mean()


def test_the_number_of_workers_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "CHUNK", 3)
    alone = run(Mix.ALL_CAUSES, Shares.TEACHING, 8, 40, None)
    with ProcessPoolExecutor(2) as pool:
        together = run(Mix.ALL_CAUSES, Shares.TEACHING, 8, 40, pool)
    for name, column in alone.columns.items():
        assert np.array_equal(column, together.columns[name])


def test_the_page_and_its_pictures_are_the_same_twice(lumbar: Trials, tmp_path) -> None:
    pages = [report.page([lumbar], Shares.CLINIC, SMALL, 0) for _ in range(2)]
    assert pages[0] == pages[1]
    assert "published 36 to 69 %" in pages[0]
    assert "L5 against S1 from pain alone" in pages[0]
    for folder in ("one", "two"):
        plots.write([lumbar], tmp_path / folder)
    for name in ("right.svg", "reliability.svg"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert report.short([lumbar]).count("\n") >= 7


def test_intervals_hold_the_share_and_narrow_with_numbers() -> None:
    few, many = measures.share(np.arange(10) < 6), measures.share(np.arange(1000) < 600)
    assert few.low < few.value == 0.6 < few.high
    assert many.high - many.low < few.high - few.low
    assert measures.share(np.ones(20, bool)).high == 1.0
    same = measures.difference(np.ones(5, bool), np.ones(5, bool))
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)
