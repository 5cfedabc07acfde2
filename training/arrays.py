"""Names for array types, and ``read_only``."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Complex = NDArray[np.complex128]
Bools = NDArray[np.bool_]
Steps = NDArray[np.int64]
Counts = NDArray[np.int64]
Numbers = NDArray[np.uint16]


def read_only(*arrays: NDArray[np.generic]) -> None:
    """Clear the writeable flag, so that arrays can be shared between threads."""
    for array in arrays:
        array.flags.writeable = False
