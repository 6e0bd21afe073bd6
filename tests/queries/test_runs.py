"""What an import found: every noun counted once, and only what stands."""

from __future__ import annotations

import pytest

from claims.models import CommitmentStatement, ItemState, Mention, StatementRole
from claims.queries.runs import articles_of, found
from claims.services import review
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_each_noun_is_counted_once_however_often_it_stands_there() -> None:
    run = factories.run(items=2, item_state=ItemState.IMPORTED)
    speaker = factories.person("Ana Ruiz")
    promise = None
    for item in run.items.all():
        article = factories.article(f"Pier {item.position}\n\n“We will mend the pier,” Ana Ruiz said.")
        item.article = article
        item.save(update_fields=["article"])
        said = factories.statement(article, "We will mend the pier", speaker=speaker)
        for start in (0, 5):
            Mention.objects.create(article=article, start=start, end=start + 3, person=speaker, kind="name", exact="x")
        if promise is None:
            promise = factories.commitment(said)
        else:
            CommitmentStatement.objects.create(
                commitment=promise, statement=said, role=StatementRole.RESTATEMENT, start=said.start, end=said.end
            )
            factories.evidence(promise, said)
    other = factories.article("Elsewhere\n\n“It rains,” Bo Lind said.")
    factories.statement(other, "It rains", speaker=factories.person("Bo Lind"))
    counts = {"articles": 2, "people": 1, "statements": 2, "commitments": 1, "suggested_contradictions": 1}
    assert found(articles_of(run)) == counts
    review.reject(statement_id=said.pk, by=factories.editor(), at=AT)
    assert found(articles_of(run))["statements"] == 1
