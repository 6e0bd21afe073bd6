"""What each representation needs loaded: the shared queries, plus the lookups that only the API shows.

The tuples are applied to lists, to single rows and to the rows on a page of a timeline alike, so that an answer costs
the same number of queries whatever its length.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from claims.models import (
    Article,
    AuditEvent,
    Commitment,
    CommitmentStatement,
    EvidenceLink,
    FollowUp,
    Mention,
    Person,
    ReviewState,
    Ruling,
    Run,
    RunItem,
    Statement,
)
from claims.queries import visibility
from claims.queries.runs import with_articles
from claims.queries.timeline import (
    Entry,
    EntryKind,
    commitments_for_timeline,
    evidence_for_timeline,
    statements_for_timeline,
)

LEDGER_NOUNS = ("article", "commitment", "evidence", "follow_up", "person", "run", "statement")
"""What the change feed tells of. Tokens and logins are nobody's business but their owners'."""

_STATEMENT = ("spans", "reviewed_by")
_COMMITMENT = ("reviewed_by", "sources__statement__spans", "sources__statement__reviewed_by")
_EVIDENCE = ("rulings", "statement__spans", "statement__reviewed_by")
_RULING = ("links",)
_LOOKUPS: dict[EntryKind, tuple[str, ...]] = {
    EntryKind.STATEMENT: _STATEMENT,
    EntryKind.COMMITMENT: _COMMITMENT,
    EntryKind.EVIDENCE: _EVIDENCE,
    EntryKind.RULING: _RULING,
}


def people() -> QuerySet[Person]:
    people = Person.objects.select_related("merged_into", "reviewed_by")
    return visibility.known(people).prefetch_related("aliases", "roles")


def articles() -> QuerySet[Article]:
    """Without their texts, which only one article at a time is shown with."""
    shown = Article.objects.visible().select_related("outlet", "superseded_by")
    return shown.defer("text", "superseded_by__text")


def whole_articles() -> QuerySet[Article]:
    """Hidden ones too: who may see which, and what a withdrawn one answers, is for the view to say."""
    mentions = Mention.objects.select_related("person")
    return Article.objects.select_related("outlet", "superseded_by").prefetch_related(
        "segments", Prefetch("mentions", mentions)
    )


def statements() -> QuerySet[Statement]:
    promises = CommitmentStatement.objects.visible().select_related("commitment")
    return (
        statements_for_timeline(Statement.objects.visible())
        .defer("article__text")
        .prefetch_related(*_STATEMENT, Prefetch("promises", promises))
    )


def commitments() -> QuerySet[Commitment]:
    return commitments_for_timeline(Commitment.objects.visible()).prefetch_related(*_COMMITMENT)


def evidence() -> QuerySet[EvidenceLink]:
    return evidence_for_timeline(EvidenceLink.objects.visible()).prefetch_related(*_EVIDENCE)


def rulings() -> QuerySet[Ruling]:
    shown = Ruling.objects.filter(commitment__in=Commitment.objects.visible().values("pk"))
    return shown.select_related("commitment", "ruled_by").prefetch_related(*_RULING)


def follow_ups() -> QuerySet[FollowUp]:
    return FollowUp.objects.visible().select_related("commitment", "assignee", "created_by", "closed_by")


def runs() -> QuerySet[Run]:
    return Run.objects.select_related("started_by")


def run_items(run_id: UUID, *, hidden: bool) -> QuerySet[RunItem]:
    """A run's results. An article that may not be seen is named only if `hidden`."""
    return with_articles(RunItem.objects.filter(run=run_id).results(), hidden=hidden)


def changes() -> QuerySet[AuditEvent]:
    return visibility.told(AuditEvent.objects.filter(target_type__in=LEDGER_NOUNS)).select_related("actor")


def standing_commitments(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Without rejected ones, and without suggestions whose first statement was rejected."""
    worth_a_look = Commitment.objects.waiting().values("pk")
    return commitments.filter(Q(review_state=ReviewState.ACCEPTED) | Q(pk__in=worth_a_look))


def standing_evidence(links: QuerySet[EvidenceLink]) -> QuerySet[EvidenceLink]:
    """Without rejected ones, and without suggestions that rest on something rejected."""
    worth_a_look = EvidenceLink.objects.waiting().values("pk")
    return links.filter(Q(review_state=ReviewState.ACCEPTED) | Q(pk__in=worth_a_look))


def visible(entries: Iterable[Entry]) -> list[Entry]:
    """A timeline without what an editor rejected."""
    return [entry for entry in entries if not getattr(entry.subject, "is_rejected", False)]


def complete(entries: Iterable[Entry]) -> None:
    """Loads what the representations of these entries show, kind by kind."""
    subjects: dict[EntryKind, list[Any]] = {}
    for entry in entries:
        subjects.setdefault(entry.kind, []).append(entry.subject)
    for kind, rows in subjects.items():
        prefetch_related_objects(rows, *_LOOKUPS[kind])
