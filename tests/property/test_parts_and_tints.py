"""Parts of a label image are those that hang together by their sides; colourings part neighbours with few numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from rootmap.atlas.parts import parts_of, sparse
from rootmap.atlas.tints import colouring


@given(arrays(np.bool_, st.tuples(st.integers(1, 9), st.integers(1, 30))))
def test_the_true_flags_are_found(flags: NDArray[np.bool_]) -> None:
    assert np.array_equal(sparse(flags), np.flatnonzero(flags))


@given(arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.integers(0, 3)))
def test_parts_are_what_a_flood_would_fill(labels: NDArray[np.uint8]) -> None:
    parts = parts_of(labels)
    samples, part = parts.samples(np.asarray(parts.label > 0))
    found = np.full(labels.size, -1)
    found[samples] = part
    found = found.reshape(labels.shape)
    flooded: list[set[tuple[int, int]]] = []
    for start in zip(*np.nonzero(labels), strict=True):
        if not any(start in one for one in flooded):
            flooded.append(flood(labels, (int(start[0]), int(start[1]))))
    assert len(flooded) == np.count_nonzero(parts.label)
    for one in flooded:
        rows, columns = (np.array(index) for index in zip(*one, strict=True))
        (number,) = np.unique(found[rows, columns])
        assert parts.size[number] == len(one)
        assert parts.label[number] == labels[rows[0], columns[0]]


def flood(labels: NDArray[np.uint8], start: tuple[int, int]) -> set[tuple[int, int]]:
    reached, edge = {start}, [start]
    while edge:
        row, column = edge.pop()
        for near in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            inside = 0 <= near[0] < labels.shape[0] and 0 <= near[1] < labels.shape[1]
            if inside and near not in reached and labels[near] == labels[start]:
                reached.add(near)
                edge.append(near)
    return reached


@given(st.integers(1, 12).flatmap(lambda n: arrays(np.bool_, (n, n))))
def test_neighbours_have_different_numbers(links: NDArray[np.bool_]) -> None:
    near = (links | links.T) & ~np.eye(len(links), dtype=bool)
    neighbours = [frozenset(np.flatnonzero(row).tolist()) for row in near]
    numbers = colouring(neighbours)
    assert all(numbers[one] != numbers[other] for one, others in enumerate(neighbours) for other in others)
    assert max(numbers) <= max(map(len, neighbours))
    assert numbers == colouring(neighbours)


def test_a_ring_of_even_length_needs_two_numbers() -> None:
    ring = [frozenset(((k - 1) % 8, (k + 1) % 8)) for k in range(8)]
    assert set(colouring(ring)) == {0, 1}
