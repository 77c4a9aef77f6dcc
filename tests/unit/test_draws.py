"""The draws behind the intervals have the spread they claim and never change."""

from random import Random

import numpy as np
import pytest

from rootmap.localise.draws import exponentials, normals, uniforms

COUNT = 200_000


def test_uniforms_fill_the_interval_without_nought() -> None:
    drawn = uniforms(Random(1), COUNT)
    assert drawn.min() > 0
    assert drawn.max() <= 1
    assert np.histogram(drawn, 10, (0, 1))[0] / COUNT == pytest.approx(0.1, abs=0.004)


def test_normals_have_mean_0_and_spread_1_and_normal_tails() -> None:
    drawn = normals(Random(2), COUNT // 2, 2)
    assert drawn.mean() == pytest.approx(0, abs=0.01)
    assert drawn.std() == pytest.approx(1, abs=0.01)
    assert (np.abs(drawn) > 1.96).mean() == pytest.approx(0.05, abs=0.003)
    assert np.corrcoef(drawn.T)[0, 1] == pytest.approx(0, abs=0.02)


def test_exponentials_have_mean_1_and_spread_1() -> None:
    drawn = exponentials(Random(3), COUNT)
    assert (drawn.mean(), drawn.std()) == (pytest.approx(1, abs=0.02), pytest.approx(1, abs=0.02))


def test_the_same_seed_gives_the_same_draws() -> None:
    assert (normals(Random("a"), 5) == normals(Random("a"), 5)).all()
    assert (normals(Random("a"), 5) != normals(Random("b"), 5)).all()
