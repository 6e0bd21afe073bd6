"""Commitments as the pages list and show them: filtered, sorted, and one with all that is known about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from claims.engine import tracking
from claims.models import Commitment, EvidenceLink, FollowUp, Relation, ReviewState, Ruling
from claims.queries import reports, timeline
from claims.queries.timeline import commitments_for_timeline, evidence_for_timeline


class Sort(StrEnum):
    """How a list of commitments is ordered."""

    NEWEST = "newest"
    MADE_ON = "made_on"
    DEADLINE = "deadline"
    OVERDUE = "overdue"


_ORDER_BY = {
    Sort.NEWEST: (F("created_at").desc(),),
    Sort.MADE_ON: (NullIf("made_on", Value("")).desc(nulls_last=True), F("created_at").desc()),
    Sort.DEADLINE: (NullIf("deadline_on", Value("")).asc(nulls_last=True), F("created_at").desc()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of commitments is narrowed to; `""` and None leave it wide."""

    status: str = ""
    evidence_state: str = ""
    review_state: str = ""
    person_id: UUID | None = None
    words: str = ""
    sort: Sort = Sort.NEWEST

    @property
    def is_narrow(self) -> bool:
        """Whether anything is filtered out beyond the rejected ones."""
        return bool(self.status or self.evidence_state or self.review_state or self.person_id or self.words)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One commitment and everything that hangs on it."""

    commitment: Commitment
    evidence: dict[str, list[EvidenceLink]]
    """By review state; every state is there. Suggested ones in the order of the queue, context last."""
    rulings: list[Ruling] = field(default_factory=list)
    """Latest first, each with the links that justify it."""
    follow_ups: list[FollowUp] = field(default_factory=list)
    """Pending ones first."""

    @property
    def context_waiting(self) -> int:
        """How many of the suggestions decide nothing."""
        return sum(link.relation == Relation.CONTEXT for link in self.evidence[ReviewState.SUGGESTED])

    @property
    def decisive_waiting(self) -> int:
        """How many of them may decide something."""
        return len(self.evidence[ReviewState.SUGGESTED]) - self.context_waiting

    @property
    def ruled_on(self) -> set[UUID]:
        """The evidence that a ruling rests on."""
        return {link.pk for ruling in self.rulings for link in ruling.links.all()}

    @property
    def latest_ruling(self) -> Ruling | None:
        return self.rulings[0] if self.rulings else None


def listed(filters: Filters, *, today: date) -> QuerySet[Commitment]:
    """Commitments for cards, filtered and sorted. Rejected ones only on demand."""
    reviewed = Commitment.objects.visible().filter(review_state=filters.review_state)
    commitments = for_cards(reviewed if filters.review_state else Commitment.objects.standing())
    exact = {
        "status": filters.status,
        "evidence_state": filters.evidence_state,
        "person": filters.person_id,
    }
    commitments = commitments.filter(**{name: value for name, value in exact.items() if value})
    for word in filters.words.split():
        commitments = commitments.filter(
            Q(title__icontains=word)
            | Q(quote__icontains=word)
            | Q(topic__icontains=word)
            | Q(person__name__icontains=word)
        )
    if filters.sort is Sort.OVERDUE:
        return commitments.order_by(Case(When(overdue(today), then=0), default=1), *_ORDER_BY[Sort.DEADLINE], "pk")
    return commitments.order_by(*_ORDER_BY[filters.sort], "pk")


def overdue(today: date) -> Q:
    """The same as `tracking.is_overdue`, for the database: EDTF dates compare as text, but a period is not yet over
    while today is in it.
    """
    day = today.isoformat()
    running = timeline.spellings(day, timeline.month(today), timeline.year(today))
    past = Q(deadline_on__gt="", deadline_on__lt=day) & ~Q(deadline_on__in=running)
    return past & Q(status__in=[status.value for status in tracking.UNSETTLED])


def for_cards(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """With all that a card shows, and `waiting_evidence`: how many suggested links wait."""
    return commitments.select_related("person", "to", "owner", "reviewed_by").annotate(
        waiting_evidence=_waiting_evidence()
    )


def repeats(commitments: Iterable[Commitment]) -> dict[UUID, int]:
    """How many articles seem to report the same promise, for those that more than one does, by their ids. 1 query.

    The same means: one title, whatever its case, by one person or by somebody not resolved.
    """
    shown = list(commitments)
    alike = Q(pk__in=[])
    for title in {one.title for one in shown}:
        alike |= Q(title__iexact=title)
    found: dict[str, list[tuple[UUID | None, UUID]]] = defaultdict(list)
    rows = Commitment.objects.standing().filter(alike).exclude(sources=None)
    for title, person, article in rows.values_list("title", "person", "sources__statement__article"):
        found[title.casefold()].append((person, article))
    counts = {
        one.pk: len({article for person, article in found[one.title.casefold()] if _may_be(person, one.person_id)})
        for one in shown
    }
    return {pk: count for pk, count in counts.items() if count > 1}


def _may_be(one: UUID | None, other: UUID | None) -> bool:
    return one is None or other is None or one == other


def dossier(commitment_id: UUID, *, hidden: bool = False) -> Dossier | None:
    """Everything on one commitment; None when there is none. A fixed number of queries.

    `hidden` shows evidence from articles that are withdrawn, withheld or under embargo as well.
    """
    found = commitments_for_timeline(Commitment.objects.filter(pk=commitment_id)).select_related(
        "person", "to", "owner", "reviewed_by", "edited_by"
    )
    commitment = found.first()
    if commitment is None:
        return None
    evidence: dict[str, list[EvidenceLink]] = {state: [] for state in ReviewState.values}
    links = commitment.evidence.all() if hidden else commitment.evidence.visible()
    for link in evidence_for_timeline(links):
        if link.is_suggested and link.statement is not None and link.statement.is_rejected:
            continue  # nobody waits for it until the statement is reopened
        evidence[link.review_state].append(link)
    evidence[ReviewState.SUGGESTED].sort(key=reports.rank)
    return Dossier(commitment, evidence, list(rulings(commitment, hidden=hidden)), list(follow_ups(commitment)))


def rulings(commitment: Commitment, *, hidden: bool = False) -> QuerySet[Ruling]:
    """A commitment's rulings, latest first, with the links and the words they rest on, as far as these may be seen."""
    shown = EvidenceLink.objects.all() if hidden else EvidenceLink.objects.visible()
    links = shown.select_related("statement__speaker", "reviewed_by").prefetch_related("spans")
    return commitment.rulings.select_related("ruled_by").prefetch_related(Prefetch("links", links))


def follow_ups(commitment: Commitment) -> QuerySet[FollowUp]:
    """A commitment's follow-ups, pending ones first, those by their day."""
    rows = commitment.follow_ups.select_related("assignee", "closed_by", "commitment__person")
    return rows.order_by(F("closed_at").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "created_at")


def _waiting_evidence() -> Coalesce:
    waiting = EvidenceLink.objects.waiting().filter(commitment=OuterRef("pk")).order_by().values("commitment")
    return Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n")), 0)
