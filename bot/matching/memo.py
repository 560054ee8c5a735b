"""Objects that remember what they computed, and leave those memories out when stored on disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakMethod

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


def remembering(method: Callable[_Given, _Found], size: int) -> Callable[_Given, _Found]:
    """`method`, with its last `size` results kept.

    It does not keep the object it belongs to: that goes with its last user, not with the next
    collection of garbage.
    """
    weakly = WeakMethod(method)

    @lru_cache(maxsize=size)
    def called(*args: _Given.args, **kwargs: _Given.kwargs) -> _Found:
        bound = weakly()
        if bound is None:
            raise ReferenceError("The object that remembered this is gone; keep it while you ask.")
        return bound(*args, **kwargs)

    return cast("Callable[_Given, _Found]", called)


class Remembering:
    """Base of classes whose `_remember` wraps methods by `remembering`.

    Such wrappers belong to one process: pickling leaves them out, unpickling wraps anew.
    """

    def _remember(self) -> None:
        raise NotImplementedError

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if not hasattr(v, "cache_info")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._remember()
