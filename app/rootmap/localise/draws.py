"""Random numbers that are the same each time, without NumPy's generators: these load OpenSSL, 6 MB in all."""

from math import prod
from random import Random

import numpy as np
from numpy.typing import NDArray

_FRACTION_BITS = 53  # of a double
_WORD_BYTES = 8


def uniforms(chance: Random, *shape: int) -> NDArray[np.float64]:
    """Return draws above 0 and up to 1."""
    words = np.frombuffer(chance.randbytes(_WORD_BYTES * prod(shape)), np.uint64)
    high = (words >> np.uint64(64 - _FRACTION_BITS)).astype(np.float64)
    return (high.reshape(shape) + 1.0) * 2.0**-_FRACTION_BITS


def exponentials(chance: Random, *shape: int) -> NDArray[np.float64]:
    """Return draws of mean 1."""
    return -np.log(uniforms(chance, *shape))


def normals(chance: Random, *shape: int) -> NDArray[np.float64]:
    """Return draws of mean 0 and spread 1 (Box and Muller 1958)."""
    radius, turn = np.sqrt(2.0 * exponentials(chance, *shape)), 2.0 * np.pi * uniforms(chance, *shape)
    return np.asarray(radius * np.cos(turn))
