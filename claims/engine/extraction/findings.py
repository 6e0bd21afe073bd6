"""What extraction takes and what it finds. Frozen, so that a finding can cross rings and be compared.

The spans are code points into `Document.text`. Indexes (`person`, `speaker`, `within` …) point into the tuples of one
`Extraction`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from claims.engine.text import Segment, Span


class StatementKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Sourcing(StrEnum):
    """How the words reached the page: the speaker's own, retold by the outlet, or told by somebody in between."""

    ON_RECORD = "on_record"
    PARAPHRASED = "paraphrased"
    THIRD_PARTY = "third_party"


class Polarity(StrEnum):
    WILL = "will"
    WILL_NOT = "will_not"


class DeadlineKind(StrEnum):
    NONE = "none"
    FIXED = "fixed"
    RELATIVE = "relative"
    EVENT = "event"
    END_OF_TERM = "end_of_term"
    STANDING = "standing"


class MentionKind(StrEnum):
    NAME = "name"
    NOMINAL = "nominal"
    """A title or description that stands for a person: "the secretary of state"."""
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Document:
    """One text to read. `published` is EDTF or `""`; `outlet` is the publisher's name or `""`."""

    text: str
    segments: tuple[Segment, ...]
    language: str = "en"
    published: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class MentionFound:
    span: Span
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person the text names. `name` is the fullest form it uses without titles; `roles` are titles as written."""

    name: str
    mentions: tuple[MentionFound, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementFound:
    """Words attributed to a source.

    `speaker` is None when the source is not a person or could not be resolved; `source` still says who as written.
    `via` is who relayed it, as written ("CNN"); `within` the statement it stands inside of.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: StatementKind
    sourcing: Sourcing
    confidence: float
    speaker: int | None = None
    addressee: int | None = None
    venue: str = ""
    said_on: str = ""
    within: int | None = None
    via: str = ""
    rule: str = ""
    """Which rule or model proposed it, for error analysis and for the reviewer."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a promise falls due. `on` is EDTF or `""`; `event` is in words ("2024 U.S. presidential election")."""

    kind: DeadlineKind = DeadlineKind.NONE
    on: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentFound:
    """A promise: `statements` holds the first statement of it, then its restatements; `span` is the promise's words."""

    span: Span
    statements: tuple[int, ...]
    speaker: int | None
    polarity: Polarity
    title: str
    made_on: str = ""
    to: int | None = None
    deadline: Deadline = field(default_factory=Deadline)
    broken_if: str = ""
    """What would show this broken, in one sentence; `""` when the engine cannot say."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document, statements in order of their first content span."""

    version: str
    people: tuple[PersonFound, ...] = ()
    statements: tuple[StatementFound, ...] = ()
    commitments: tuple[CommitmentFound, ...] = ()
