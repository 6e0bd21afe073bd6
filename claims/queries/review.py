"""The review queue: statements that wait for an editor, as they are worked through."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from claims.models import CommitmentStatement, ReviewState, Statement
from claims.queries.reader import for_cards


class Tab(StrEnum):
    """Which statements the queue shows."""

    ALL = "all"
    UNRESOLVED = "unresolved"
    PROMISES = "promises"


def queue(tab: Tab, article_id: UUID | None = None) -> QuerySet[Statement]:
    """Statements for their cards, article by article, the latest import first, each article in reading order."""
    statements = _of_tab(tab, article_id)
    return for_cards(statements).order_by(F("article__created_at").desc(), "article", "start", "-end")


def counts(article_id: UUID | None = None) -> dict[str, int]:
    """How many each tab holds. 3 queries."""
    return {tab.value: _of_tab(tab, article_id).count() for tab in Tab}


def _of_tab(tab: Tab, article_id: UUID | None) -> QuerySet[Statement]:
    """An accepted statement whose speaker nobody knows still waits for one."""
    statements = Statement.objects.unresolved() if tab is Tab.UNRESOLVED else Statement.objects.waiting()
    if tab is Tab.PROMISES:
        promised = CommitmentStatement.objects.filter(
            statement=OuterRef("pk"), commitment__review_state=ReviewState.SUGGESTED
        )
        statements = statements.filter(Exists(promised))
    return statements.filter(article=article_id) if article_id else statements
