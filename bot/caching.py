"""Knowledge and matchers built before, kept on disk by what they were built from."""

from __future__ import annotations

import datetime
import hashlib
import logging
import os
import pickle
import platform
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import structlog
from joblib.memory import MemorizedFunc

from bot.knowledge.base import Knowledge
from bot.knowledge.folder import folder_digest
from bot.knowledge.loading import load_knowledge
from bot.matching.index import matching_inputs
from bot.matching.matcher import Matcher

_LIMIT_BYTES = 256 * 1024 * 1024
_log = structlog.get_logger(__name__)
# joblib reports a damaged file with a traceback and then builds anew, which is all that is needed.
logging.getLogger("joblib").setLevel(logging.ERROR)


class BuildFailed(Exception):
    """The process that builds ended before it was done."""


class BuildCache:
    """Builds through a folder of earlier results; without a folder it just builds.

    A result counts only for the same content, the same code and the same day (warnings about old
    facts depend on it). A folder that cannot be used costs time, never an answer.
    """

    def __init__(self, folder: Path | None, *, apart: bool = False) -> None:
        """With `apart`, what has to be built and can be kept is built in a process of its own.

        A build takes hundreds of megabytes that a process does not give back, and seconds in which
        it answers slowly.
        """
        self._memory = None
        self._apart = apart
        if folder is not None:
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._memory = joblib.Memory(folder, verbose=0, compress=False)
            except OSError as error:
                _log.warning("cache_unusable", folder=str(folder), reason=str(error))

    def knowledge(self, root: Path) -> Knowledge:
        """`load_knowledge(root)`, raising what it raises, and BuildFailed when built apart."""
        if self._memory is None or not root.is_dir():
            return load_knowledge(root)
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        load = self._memory.cache(_knowledge, ignore=["root"])
        found: Knowledge = self._kept(load, root, folder_digest(root), f"{day} {code_version()}")
        return found

    def matcher(self, knowledge: Knowledge, previous: Matcher | None = None) -> Matcher:
        """`Matcher(knowledge, previous)`; without `previous` where results are kept.

        Raises BuildFailed when built apart.
        """
        if self._memory is None:
            return Matcher(knowledge, previous)
        build = self._memory.cache(_matcher, ignore=["knowledge"])
        found: Matcher = self._kept(build, knowledge, matching_inputs(knowledge), code_version())
        return found

    def _kept(self, made: MemorizedFunc, *key: object) -> Any:
        is_new = not made.check_call_in_cache(*key)
        stored = _made_apart(made, key) if is_new and self._apart else made(*key)
        result = pickle.loads(stored)
        if is_new and self._memory is not None:
            self._memory.reduce_size(bytes_limit=_LIMIT_BYTES)
        return result


NOT_KEPT = BuildCache(None)


def _made_apart(made: MemorizedFunc, key: tuple[object, ...]) -> bytes:
    """The result of `made`, kept in its folder, too. Raises what it raises, and BuildFailed.

    Where no process can be started, it is made in this one.
    """
    try:
        pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_live_with_parent)
        waiting = pool.submit(_kept_or_made, made, key)
    except (OSError, ImportError, RuntimeError) as error:
        _log.warning("built_in_the_same_process", reason=str(error))
        return bytes(made(*key))
    with pool:
        try:
            found = waiting.result()
        except (BrokenProcessPool, MemoryError) as error:
            raise BuildFailed(
                "The process that prepares the knowledge could not finish; free some memory (it "
                "takes most of a gigabyte), then try again."
            ) from error
    return found if found is not None else bytes(made(*key))


def _kept_or_made(made: MemorizedFunc, key: tuple[object, ...]) -> bytes | None:
    """None when the result of `made` is in its folder, where there is no room for it itself."""
    result = bytes(made(*key))
    return None if made.check_call_in_cache(*key) else result


def _live_with_parent() -> None:
    """Whoever stops the bot stops its own process; this one goes with it, and not before."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


# What is kept are pickles, because joblib reads bytes several times faster than objects.
def _knowledge(root: Path, _content: str, _version: str) -> bytes:
    return pickle.dumps(load_knowledge(root), pickle.HIGHEST_PROTOCOL)


def _matcher(knowledge: Knowledge, _inputs: str, _version: str) -> bytes:
    return pickle.dumps(Matcher(knowledge), pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=1)
def code_version() -> str:
    """A digest of the bot's own files and of what its stored results depend on."""
    digest = hashlib.sha256(f"{platform.python_version()} {np.__version__}".encode())
    package = Path(__file__).parent
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.npz"))):
        digest.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
