"""What became of one item of a run, as the stages tell it and `runs` writes it down."""

from __future__ import annotations

from dataclasses import dataclass

from claims.models import Article, ItemState, RunItem


@dataclass(frozen=True, slots=True)
class Outcome:
    """`found` are the items of an opened file, not saved yet: they are written with the outcome itself."""

    state: ItemState
    article: Article | None = None
    code: str = ""
    message: str = ""
    found: tuple[RunItem, ...] = ()


def refused(code: str, message: str) -> Outcome:
    return Outcome(ItemState.REFUSED, code=code, message=message)
