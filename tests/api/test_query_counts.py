"""An answer costs the same number of queries for 2 rows and for 20."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import CommitmentStatement, Mention, Person, PersonRole, Ruling, RulingLink, User
from tests import factories

ALWAYS = 4
"""The token with its user, the note of its use, and the user's own and their groups' permissions."""

EXPECTED = {
    "people/": 4,
    "articles/": 2,
    "statements/": 5,
    "commitments/": 6,
    "evidence/": 9,
    "rulings/": 3,
    "follow-ups/": 2,
    "runs/": 2,
    "changes/": 2,
    "articles/{article}/": 3,
    "people/{person}/timeline/": 21,
    "commitments/{commitment}/timeline/": 20,
}


@pytest.fixture
def counted(api) -> Callable[[str], int]:
    def count(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            of_one = address.startswith("articles/") and address != "articles/"
            answer = api.get(f"/api/v1/{address}", None if of_one else {"page_size": 100})
        assert answer.status_code == 200
        return len(queries) - ALWAYS

    return count


@pytest.fixture
def world(db) -> World:
    return World(factories.editor())


class World:
    """Grows by one of everything at a time, all hanging on one person, one article and one commitment too."""

    def __init__(self, editor: User) -> None:
        self.editor = editor
        self.person = self.someone()
        self.article = factories.article(paragraphs=60, published_on="2024-02-01")
        first = factories.statement(self.article, speaker=self.person)
        self.commitment = factories.decided(factories.commitment(first), by=editor)

    def ids(self) -> dict[str, Any]:
        return {"person": self.person.pk, "article": self.article.pk, "commitment": self.commitment.pk}

    def someone(self) -> Person:
        person = factories.decided(factories.person(), by=self.editor)
        PersonRole.objects.create(person=person, title="Mayor")
        return person

    def grow(self) -> None:
        speaker, addressee = self.someone(), self.someone()
        report = factories.article(published_on="2024-03-01")
        outer = factories.statement(report, speaker=addressee)
        said = factories.statement(report, speaker=self.person, addressee=addressee, within=outer)
        factories.decided(said, by=self.editor)
        promise = factories.decided(
            factories.commitment(
                factories.statement(self.article, speaker=speaker), to=addressee, owner=self.editor, person=self.person
            ),
            by=self.editor,
        )
        again = factories.statement(factories.article(published_on="2024-04-01"), speaker=self.person)
        CommitmentStatement.objects.create(
            commitment=self.commitment, statement=again, role="restatement", start=again.start, end=again.end
        )
        Mention.objects.create(
            article=self.article,
            start=again.start,
            end=again.end + Mention.objects.count(),
            kind="name",
            exact="x",
            person=speaker,
        )
        for commitment in (promise, self.commitment):
            link = factories.decided(factories.evidence(commitment, said), by=self.editor)
            ruling = Ruling.objects.create(
                commitment=commitment, status="stalled", rationale="So.", ruled_by=self.editor, ruled_at=factories.AT
            )
            RulingLink.objects.create(ruling=ruling, link=link)
            factories.follow_up(commitment, assignee=self.editor)
        factories.run(items=1, started_by=self.editor)


def test_the_number_of_queries_does_not_grow(counted, world):
    for _ in range(2):
        world.grow()
    few = {address: counted(address.format(**world.ids())) for address in EXPECTED}
    for _ in range(18):
        world.grow()
    many = {address: counted(address.format(**world.ids())) for address in EXPECTED}
    assert few == EXPECTED
    assert many == EXPECTED
