"""The review queue: statements that wait for an editor, as they are worked through."""

from __future__ import annotations

from collections.abc import Mapping
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


def queue(tab: Tab, **only: UUID) -> QuerySet[Statement]:
    """Statements for their cards, article by article, the latest import first, each article in reading order.

    `only` narrows them to one `article`, one `speaker` or both.
    """
    statements = _of_tab(tab, only)
    return for_cards(statements).order_by(F("article__created_at").desc(), "article", "start", "-end")


def counts(**only: UUID) -> dict[str, int]:
    """How many each tab holds. 3 queries."""
    return {tab.value: _of_tab(tab, only).count() for tab in Tab}


def _of_tab(tab: Tab, only: Mapping[str, UUID]) -> QuerySet[Statement]:
    """An accepted statement whose speaker nobody knows still waits for one."""
    statements = Statement.objects.unresolved() if tab is Tab.UNRESOLVED else Statement.objects.waiting()
    if tab is Tab.PROMISES:
        promised = CommitmentStatement.objects.filter(
            statement=OuterRef("pk"), commitment__review_state=ReviewState.SUGGESTED
        )
        statements = statements.filter(Exists(promised))
    return statements.filter(**only)
