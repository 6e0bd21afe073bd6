"""What is hidden: the things of articles that are withdrawn, withheld or under embargo, by whatever id.

The rule itself is `claims.models.article.visible`; lists follow it through their querysets. This is for single things,
which whoever imports may look at, and for the ledger.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import (
    Article,
    AuditEvent,
    Commitment,
    EvidenceLink,
    FollowUp,
    Mention,
    Person,
    ReviewState,
    Statement,
)
from claims.models.article import visible


def is_hidden(pk: UUID) -> bool:
    """Whether this is the id of something that only whoever imports may see. 1 query."""
    things = [
        Article.objects.hidden(),
        Statement.objects.hidden(),
        Commitment.objects.hidden(),
        EvidenceLink.objects.hidden(),
        FollowUp.objects.hidden(),
    ]
    first, *others = (rows.order_by().filter(pk=pk).values_list("pk") for rows in things)
    return first.union(*others).exists()


def told(events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    """Ledger events without what they would give away. That an article was withdrawn is told."""
    not_out = Article.objects.hidden().filter(withdrawn_at=None)
    return (
        events.exclude(target_type="article", target_id__in=not_out.values("pk"))
        .exclude(target_type="statement", target_id__in=Statement.objects.hidden().values("pk"))
        .exclude(target_type="commitment", target_id__in=Commitment.objects.hidden().values("pk"))
        .exclude(target_type="evidence", target_id__in=EvidenceLink.objects.hidden().values("pk"))
        .exclude(target_type="follow_up", target_id__in=FollowUp.objects.hidden().values("pk"))
    )


def known(people: QuerySet[Person]) -> QuerySet[Person]:
    """People without suggestions that only hidden articles name."""
    mentions = Mention.objects.filter(person=OuterRef("pk"))
    openly = mentions.filter(visible(through="article__"))
    return people.exclude(Q(review_state=ReviewState.SUGGESTED) & Exists(mentions) & ~Exists(openly))
