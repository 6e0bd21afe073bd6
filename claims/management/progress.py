"""A progress bar on standard error, for a person at a terminal. Anywhere else it stays silent."""

from __future__ import annotations

from time import monotonic
from types import TracebackType

from django.core.management.base import OutputWrapper

from claims.models import Run

_WIDTH = 30
_SECONDS = 0.1
"""How often it is drawn at most: looking costs a query."""


class Progress:
    """Draws over its own line, and wipes it at the end."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._drawn = float("-inf")
        self._length = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._length:
            self._write("")

    def show(self, run: Run) -> None:
        """How far `run` is, by what stands in the database."""
        if not self._out.isatty() or monotonic() - self._drawn < _SECONDS:
            return
        self._drawn = monotonic()
        run.refresh_from_db(fields=["done", "total"])
        filled = _WIDTH * run.done // run.total if run.total else 0
        bar = "█" * filled + "░" * (_WIDTH - filled)
        self._write(f"{run.get_kind_display():10} {bar} {run.done:,} of {run.total:,}")

    def _write(self, line: str) -> None:
        self._out.write(f"\r{line:{self._length}}" + ("" if line else "\r"), ending="")
        self._out.flush()
        self._length = len(line)
