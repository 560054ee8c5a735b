"""Objects that remember what they computed, and leave those memories out when stored on disk."""

from __future__ import annotations

from typing import Any


class Remembering:
    """Base of classes whose `_remember` wraps methods in `lru_cache`.

    Such wrappers belong to one process: pickling leaves them out, unpickling wraps anew.
    """

    def _remember(self) -> None:
        raise NotImplementedError

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if not hasattr(v, "cache_info")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._remember()
