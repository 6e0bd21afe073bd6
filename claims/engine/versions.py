"""Which of two versions of one wire item is the newer. Plain comparisons; decides nothing about what follows.

Senders count in different ways: NewsML 1 and G2 in whole numbers, others in dotted numbers or in dates written as one
number. Where they do not count, the time of the last change says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_NUMBERS = re.compile(r"[vV]?\d{1,20}(?:[.\-]\d{1,20}){0,9}")
_DIGITS = re.compile(r"\d+")


class Age(StrEnum):
    """How a version that comes in stands to the one that is there."""

    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    UNKNOWN = "unknown"
    """Neither says anything that could be compared."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What an item says of its own version: as the sender counts (`""` if not), and when it was last changed."""

    version: str = ""
    updated: datetime | None = None


def age(coming: Edition, there: Edition) -> Age:
    """By version where both have one that can be compared and they differ, else by the time of the last change.

    Of two with the same version the later changed is still `SAME`, because a sender that counts means its count; the
    earlier changed is `OLDER`.
    """
    one, other = _counted(coming.version), _counted(there.version)
    if one and other and one != other:
        return Age.NEWER if one > other else Age.OLDER
    same = bool(coming.version) and (one == other if one and other else coming.version == there.version)
    if coming.updated is None or there.updated is None:
        return Age.SAME if same else Age.UNKNOWN
    if coming.updated < there.updated:
        return Age.OLDER
    return Age.SAME if same or coming.updated == there.updated else Age.NEWER


def _counted(version: str) -> tuple[int, ...]:
    """`2.10` as numbers, `1.0` the same as `1`; nothing for what is no count."""
    if not _NUMBERS.fullmatch(version):
        return ()
    numbers = [int(digits) for digits in _DIGITS.findall(version)]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
