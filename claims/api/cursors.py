"""Cursors: where in an ordered list a page ends. Opaque to clients; valid whatever came or went since."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cursor:
    """What lies beyond `position`: after it or, `backwards`, before it.

    A position is JSON values, the first of which weighs most.
    """

    position: tuple[Any, ...]
    backwards: bool = False

    def encode(self) -> str:
        packed = json.dumps([self.backwards, *self.position], separators=(",", ":"))
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, *, like: tuple[type, ...]) -> Cursor:
        """Raises ValueError for anything but a cursor whose position has values of the types `like`."""
        try:
            packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            backwards, *position = json.loads(packed)
        except (binascii.Error, UnicodeError, ValueError, TypeError, RecursionError) as error:
            raise ValueError("not a cursor") from error
        if not isinstance(backwards, bool) or tuple(map(type, position)) != like:
            raise ValueError("not a cursor of this list")
        return cls(tuple(position), backwards)
