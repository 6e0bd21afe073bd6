"""The embedded queue: messages as files in one folder, for a single machine without Redis.

Kombu ships a filesystem transport, but it creates each file under its final name before writing it, so a reader can
take half a message, and one file that does not parse ends the worker. Here a message appears by renaming a finished
file, is claimed by renaming it away, and a bad one is put aside for a person to look at.

A message that a worker has taken lives in that worker's memory: if the worker is killed the message is gone. The
sweeper (`claims.tasks.sweep`) dispatches such work again, so nothing here tries to.
"""

from __future__ import annotations

import fcntl
import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem, virtual
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)

# A leading dot keeps these out of the inherited `_size` and `_purge`, which look for `<stamp>_<id>.<queue>.msg`.
UNFINISHED, CLAIMED, BAD = ".new-", ".claimed-", ".bad-"


class Channel(filesystem.Channel):
    """Kombu's filesystem channel with every read and write made whole.

    Transport options: `data_folder_in` and `data_folder_out` (the same folder) and `control_folder`.
    """

    def __init__(self, connection: Any, **kwargs: Any) -> None:
        super().__init__(connection, **kwargs)
        self._folder = Path(self.data_folder_out)
        for folder in (self._folder, self.control_folder):
            folder.mkdir(parents=True, exist_ok=True)

    # Kombu's own base classes disagree on the name of the second parameter.
    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override]
        # Wall-clock nanoseconds sort in order of arrival, also across processes and restarts.
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"
        _write_whole(self._folder / name, payload)

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        for name in sorted(path.name for path in self._folder.iterdir()):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            claimed = self._claim(name)
            if claimed is None:
                continue
            payload = self._read_claimed(claimed, name)
            if payload is not None:
                return payload
        raise Empty

    def _claim(self, name: str) -> Path | None:
        """Take one message for this process; `None` when another process was faster."""
        claimed = self._folder / f"{CLAIMED}{name}"
        try:
            (self._folder / name).rename(claimed)
        except FileNotFoundError:
            return None
        return claimed

    def _read_claimed(self, claimed: Path, name: str) -> dict[str, Any] | None:
        """Read and remove a claimed message, or put it aside and return `None` when it is not a message."""
        try:
            payload = loads(claimed.read_bytes())
            if not isinstance(payload, dict) or not {"body", "properties"} <= payload.keys():
                raise ValueError("not a message")
        except ValueError as error:
            aside = claimed.with_name(f"{BAD}{name}")
            claimed.rename(aside)
            logger.error("Queue file put aside as %s: %s", aside, error)
            return None
        claimed.unlink()
        return payload

    def get_table(self, exchange: str) -> list[filesystem.exchange_queue_t]:
        """The queues bound to an exchange. No lock: the file is only ever replaced whole."""
        try:
            rows = loads(self._exchange_file(exchange).read_bytes())
        except FileNotFoundError:
            return []
        return [filesystem.exchange_queue_t(*row) for row in rows]

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._table_lock():
            table = self.get_table(exchange)
            if binding not in table:
                _write_whole(self._exchange_file(exchange), [binding, *table])

    def _delete(self, queue: str, exchange: str, routing_key: str, pattern: str, *args: Any, **kwargs: Any) -> None:
        virtual.Channel._delete(self, queue, *args, **kwargs)
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._table_lock():
            table = self.get_table(exchange)
            if binding in table:
                _write_whole(self._exchange_file(exchange), [row for row in table if row != binding])

    @contextmanager
    def _table_lock(self) -> Iterator[None]:
        """Hold every exchange table. On a file of its own, because the tables themselves are replaced."""
        with (self.control_folder / "tables.lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


class Transport(filesystem.Transport):
    Channel = Channel


def _write_whole(path: Path, content: Any) -> None:
    """Make `path` appear with all of its content, or not at all."""
    unfinished = path.with_name(f"{UNFINISHED}{uuid.uuid4().hex}")
    with unfinished.open("wb") as handle:
        handle.write(dumps(content).encode())
        handle.flush()
        os.fsync(handle.fileno())
    unfinished.rename(path)
