"""Matrices of which some elements are known (the author's handbook of the optimistic estimate)."""

import numpy as np

from training.data.datasets.build import load
from training.data.kinds import MatrixData
from training.settings import MatrixDataset
from training.text import Text

M1 = np.array([[4, 0.6, 1.8, 0.8], [8, 1.2, 3.6, 1.6], [8, 1.2, 3.6, 1.6], [6, 0.9, 2.7, 1.2]])
M2, M3 = M1.copy(), M1.copy()
M2[1] = 10, 2.7, 5.1, 3.6
M3[1], M3[2] = (8, 2.7, 5.1, 3.6), (8, 2.2, 2.6, 1.6)
MATRICES = {1: M1, 2: M2, 3: M3}
ORDER = (0, 1, 2, 3, 4, 8, 12, 5, 6, 7, 9, 13, 10, 11, 14, 15)
"""Order in which elements become known; row-major indices."""


@load.register
def load_matrix(settings: MatrixDataset) -> MatrixData:
    """Return the matrix of a rank with the first ``settings.known`` elements known."""
    matrix, rank = MATRICES[settings.rank], settings.rank
    known = np.zeros(16, dtype=bool)
    known[list(ORDER[: settings.known])] = True
    needed = 2 * rank * len(matrix) - rank**2
    note = Text("{needed} elements determine a matrix of rank {rank}.", {
        "needed": needed, "rank": rank,
    })  # fmt: skip
    return MatrixData(matrix, matrix, known.reshape(4, 4), notes=(note,))
