"""What the pages of people, commitments and follow-ups say in words: deadlines, passages, urgency, history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django import template
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst

from claims.engine.tracking import is_overdue
from claims.models import (
    AuditEvent,
    Commitment,
    DeadlineKind,
    EvidenceLink,
    EvidenceSide,
    EvidenceSpan,
    FollowUp,
    Polarity,
    Relation,
    Status,
)
from claims.queries import evidence
from claims.queries.evidence import Passage, in_context
from claims.queries.follow_ups import Urgency, urgency_of
from claims.queries.timeline import evidence_dated
from claims.templatetags.newsroom import edtf

register = template.Library()

_STRENGTHS = ((0.75, "strong"), (0.5, "fair"))
_URGENCIES = {
    Urgency.OVERDUE: "Overdue",
    Urgency.TODAY: "Due today",
    Urgency.SOON: "Due soon",
    Urgency.LATER: "Later",
    Urgency.UNDATED: "No date",
    Urgency.SNOOZED: "Snoozed",
    Urgency.OVER: "Done and dropped",
}
_DEEDS = {
    "commitment.ruled": "ruled on the promise",
    "commitment.weighed": "weighed the evidence",
    "commitment.created": "marked this as a promise",
    "evidence.changed": "changed the evidence",
    "evidence.reopened": "took back the decision on evidence",
    "person.alias_added": "added a name",
    "person.described": "changed roles and Wikidata id",
    "person.judgement_taken_back": "took back a judgement on who is who",
    "person.merged": "merged this into somebody else",
    "person.split": "undid the merge",
    "person.told_apart": "told them apart",
}
_THINGS = {
    "commitment": "the promise",
    "evidence": "evidence",
    "follow_up": "a follow-up",
    "person": "the person",
}
_NOT_FOR_READERS = {"ruling", "statement", "into", "other", "owner_id", "review_state"}
"""Ids, and what the deed says already."""

_OF_A_ROLE = ("title", "organisation", "held_from", "held_to")
"""The order in which a role is told; the ledger keeps none."""


class Change(NamedTuple):
    """What an event changed: a name in words, and the values before and after."""

    name: str
    before: str
    after: str


@register.simple_tag
def relations() -> Iterable[tuple[str, str]]:
    """Every relation a link may have, for a select: value and name."""
    return Relation.choices


@register.filter
def status_name(value: str) -> str:
    """A status the program proposes, which no row holds yet."""
    return str(Status(value).label)


@register.filter
def passage(spans: Iterable[EvidenceSpan], side: str) -> Passage | None:
    """The words of one side of a link, where they stand."""
    return next((in_context(span) for span in spans if span.side == EvidenceSide(side)), None)


@register.filter
def pledged(commitment: Commitment) -> Passage | None:
    """Where a promise was first made, in what stands around it."""
    return evidence.pledged(commitment)


@register.filter
def is_dated(link: EvidenceLink) -> bool:
    """Whether it can be told if the report came after the promise."""
    return bool(link.commitment.made_on and evidence_dated(link))


@register.filter
def words(spans: Iterable[EvidenceSpan], side: str) -> str:
    """The bare words of one side of a link."""
    return next((span.exact for span in spans if span.side == EvidenceSide(side)), "")


@register.filter
def strength(score: float) -> str:
    """How strong a suggestion is, in words and as a number."""
    name = next((name for least, name in _STRENGTHS if score >= least), "weak")
    return f"{name} ({score:.2f})"


@register.filter
def deadline(commitment: Commitment) -> str:
    """A commitment's deadline in words."""
    day = edtf(commitment.deadline_on)
    until = "Until" if commitment.polarity == Polarity.WILL_NOT else "By"
    match commitment.deadline_kind:
        case DeadlineKind.STANDING:
            return "Standing, with no end"
        case DeadlineKind.FIXED:
            return f"{until} {day}"
        case DeadlineKind.END_OF_TERM:
            said = f"{until} the end of term"
        case DeadlineKind.EVENT | DeadlineKind.RELATIVE if commitment.deadline_event:
            said = capfirst(commitment.deadline_event)
        case DeadlineKind.RELATIVE:
            said = "Counted from the promise"
        case _:
            said = "No deadline"
    return f"{said} ({day})" if day else said


@register.filter
def overdue(commitment: Commitment) -> bool:
    """Whether nobody settled a promise whose deadline has passed."""
    return is_overdue(commitment.pledge, timezone.localdate())


@register.filter
def urgency(follow_up: FollowUp, today: date) -> str:
    return urgency_of(follow_up, today).value


@register.filter
def of(by_id: dict[UUID, object], row: Model) -> object | None:
    """What belongs to a row, looked up by its id."""
    return by_id.get(row.pk)


@register.filter
def urgency_words(value: str) -> str:
    return _URGENCIES[Urgency(value)]


@register.filter
def deed(event: AuditEvent) -> str:
    """What somebody did, to follow their name."""
    verb = event.verb.partition(".")[2].replace("_", " ")
    return _DEEDS.get(event.verb) or f"{verb} {_THINGS.get(event.target_type, event.target_type)}"


@register.filter
def changes(event: AuditEvent) -> list[Change]:
    """What an event changed, in words, without ids."""
    names = [name for name in {**event.before, **event.after} if name not in _NOT_FOR_READERS]
    told = [Change(name.replace("_", " "), _value(event.before, name), _value(event.after, name)) for name in names]
    return [change for change in told if change.before != change.after]


def _value(values: dict[str, object], name: str) -> str:
    value = values.get(name) or ""
    if isinstance(value, list):
        return "; ".join(", ".join(filter(None, map(role.get, _OF_A_ROLE))) for role in value)
    return str(value).replace("_", " ")
