"""The cache of files: whoever adds a key first has added it, and nobody else is told so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.cache.backends.filebased import FileBasedCache

from newsroom.file_cache import FileCache


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[FileCache]:
    made = FileCache(str(tmp_path / "cache"), {})
    yield made
    made.clear()


def test_a_key_is_added_once_until_it_runs_out(cache: FileCache) -> None:
    assert cache.add("site", 1, timeout=60)
    assert not cache.add("site", 2, timeout=60)
    assert cache.get("site") == 1
    cache.set("site", 3, timeout=0)
    assert cache.add("site", 4)
    assert cache.get("site") == 4


def test_of_two_who_look_at_the_same_moment_one_has_added_it(cache: FileCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits, after looking, for the other to have looked as well. With the lock the second cannot look yet."""
    both_looked, look = threading.Barrier(2, timeout=1), FileBasedCache.has_key

    def looked(self: FileBasedCache, key: str, version: int | None = None) -> bool:
        found = look(self, key, version)
        with suppress(threading.BrokenBarrierError):
            both_looked.wait()
        return found

    monkeypatch.setattr(FileBasedCache, "has_key", looked)
    added: list[bool] = []
    threads = [threading.Thread(target=lambda: added.append(cache.add("site", 1))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(added) == [False, True]
