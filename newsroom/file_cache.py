"""The cache of a site on one machine: files, as Django keeps them, whose `add` is one step for all processes.

Django's own looks whether a key is there and then writes it: of two processes that ask at the same moment for the turn
at a site, both got it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


class FileCache(FileBasedCache):
    def __init__(self, dir: str, params: dict[str, Any]) -> None:
        super().__init__(dir, params)
        self._lock = Path(dir).absolute() / "add.lock"

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """As Redis does it: of all who add a key that is not there, one is told that it did."""
        self._lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock.open("wb") as file:  # the lock goes with the file, and with a process that is killed
            locks.lock(file, locks.LOCK_EX)
            return bool(super().add(key, value, timeout, version))
