"""Numbers by number, in a tenth of the memory of a dictionary."""

from __future__ import annotations

from array import array
from bisect import bisect_left

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


class NumberTable:
    """`keys` are distinct; `values`, which stand beside them, are below 2**31."""

    def __init__(self, keys: Numbers, values: Numbers) -> None:
        order = np.argsort(keys)
        self._keys = array("q", keys[order].astype(np.int64).tobytes())
        self._values = array("i", values[order].astype(np.int32).tobytes())

    def get(self, key: int, default: int) -> int:
        """The value beside `key`; `default` without one."""
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return default
        return self._values[place]
