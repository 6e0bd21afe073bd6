"""Release: an editor lifts what its sender put on an article, an embargo or a withholding, before that ends by itself.

Decides who may see it and nothing else: that it takes its place and is read is for `pipeline.release`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from claims.models import Article, PublishingStatus, User
from claims.services import audit, decisions
from claims.services.errors import Conflict

_TO_RELEASE = "An editor has to release it."
"""How warnings end that are answered by a release."""


@transaction.atomic
def release(*, article_id: UUID, by: User, at: datetime) -> Article:
    """Lets everybody who may read see this version. Conflict if nothing holds it, or if it is withdrawn."""
    article = decisions.find(Article, article_id, lock=True)
    if article.withdrawn_at is not None:
        raise Conflict("This article is withdrawn. Restore it first.")
    if article.is_visible(at):
        raise Conflict("Nothing holds this article back.")
    warnings = [one for one in article.warnings if not one.endswith(_TO_RELEASE)]
    columns: dict[str, Any] = {
        "status": PublishingStatus.USABLE.value,
        "embargoed_until": None,
        "warnings": warnings,
    }
    changed = {name: value for name, value in columns.items() if getattr(article, name) != value}
    before = {name: getattr(article, name) for name in changed}
    for name, value in changed.items():
        setattr(article, name, value)
    article.released_at, article.released_by = at, by
    article.save(update_fields=[*changed, "released_at", "released_by"])
    audit.record("article.released", article, by=by, at=at, before=before, after=changed)
    return article
