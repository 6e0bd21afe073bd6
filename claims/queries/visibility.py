"""What is hidden: the things of articles that are withdrawn, withheld or under embargo, by whatever id.

The rule itself is `claims.models.article.visible`; lists follow it through their querysets. This is for single things,
which whoever imports may look at, and for the ledger.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from claims.models import (
    Article,
    AuditEvent,
    Commitment,
    EvidenceLink,
    FollowUp,
    Mention,
    Person,
    PublishingStatus,
    ReviewState,
    Statement,
)
from claims.models.article import visible

FOR_EDITORS = frozenset({"editors_note"})
"""What is told of an article only as being there or not. The ledger once held the words themselves."""


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
    """Ledger events without what they would give away. Of withdrawn articles, that they were withdrawn or restored.

    `nameless` says of an event that it is about an article that never was out: nothing but its id is to be told.
    """
    withdrawn = Article.objects.exclude(withdrawn_at=None)
    fate = Q(verb__in=("article.withdrawn", "article.restored"), target_id__in=withdrawn.values("pk"))
    hidden = Q(target_type="article", target_id__in=Article.objects.hidden().values("pk"))
    return (
        events.exclude(hidden & ~fate)
        .exclude(target_type="statement", target_id__in=Statement.objects.hidden().values("pk"))
        .exclude(target_type="commitment", target_id__in=Commitment.objects.hidden().values("pk"))
        .exclude(target_type="evidence", target_id__in=EvidenceLink.objects.hidden().values("pk"))
        .exclude(target_type="follow_up", target_id__in=FollowUp.objects.hidden().values("pk"))
        .annotate(nameless=Exists(_never_out(withdrawn).filter(pk=OuterRef("target_id"))))
    )


def _never_out(withdrawn: QuerySet[Article]) -> QuerySet[Article]:
    """Those that were withdrawn while an embargo held or their sender withheld them."""
    while_withheld = AuditEvent.objects.filter(
        target_id=OuterRef("pk"), verb="article.withdrawn", before__status=PublishingStatus.WITHHELD
    )
    embargoed = Q(embargoed_until__gt=F("withdrawn_at"))
    return withdrawn.filter(embargoed | Q(status=PublishingStatus.WITHHELD) | Exists(while_withheld))


def known(people: QuerySet[Person]) -> QuerySet[Person]:
    """People without suggestions that only hidden articles name."""
    mentions = Mention.objects.filter(person=OuterRef("pk"))
    openly = mentions.filter(visible(through="article__"))
    return people.exclude(Q(review_state=ReviewState.SUGGESTED) & Exists(mentions) & ~Exists(openly))
