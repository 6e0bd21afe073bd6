"""What linking takes and what it proposes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.engine.text import Span


class Relation(StrEnum):
    """How a report bears on a commitment."""

    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
    PARTLY_SUPPORTS = "partly_supports"
    QUALIFIES = "qualifies"
    RESTATES = "restates"
    RETRACTS = "retracts"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Promise:
    """The commitment side. `text` are the promise's words, `speaker` a full name or `""`, `made_on` EDTF or `""`."""

    text: str
    speaker: str = ""
    made_on: str = ""
    polarity: str = ""
    """`will`, `will_not`, or `""` to let the linker read it from the words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A later statement or passage. `id` is the caller's; `published` is EDTF or `""`."""

    id: str
    text: str
    speaker: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed link. `score` is in 0..1; `reasons` are short sentences a journalist can read.

    `promise_words` and `candidate_words` are the exact stretches the score rests on, as spans into the two texts.
    """

    candidate_id: str
    score: float
    relation: Relation
    reasons: tuple[str, ...]
    promise_words: Span
    candidate_words: Span
