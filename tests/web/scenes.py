"""What the tests of tracking pages start from: a promise, reports on it, and browsers with somebody at them."""

from __future__ import annotations

from typing import Any

from django.test import Client

from claims.models import Article, Commitment, EvidenceLink, Relation, User
from tests import factories

PROMISE = "the harbour toll will not rise before the election"
OTHER_PROMISE = "ferries will run every hour by spring"


def browser(user: User | None = None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def htmx(target: str = "") -> dict[str, str]:
    """The headers of a request that htmx makes to replace `target`."""
    return {"HX-Request": "true", **({"HX-Target": target} if target else {})}


def promise(words: str = PROMISE, **columns: Any) -> Commitment:
    """A suggested promise of Mara Quist's, in an article of November 2023."""
    speaker = columns.pop("person", None) or factories.person("Mara Quist")
    text = f"Minister speaks of tolls\n\nMara Quist said that {words}, and that she meant it.\n\nThe mayor listened."
    article = factories.article(text, published_on="2023-11-14")
    statement = factories.statement(article, words, kind="indirect", speaker=speaker, said_on="2023-11")
    columns.setdefault("made_on", "2023-11")
    columns.setdefault("title", "Not raise the harbour toll")
    columns.setdefault("polarity", "will_not")
    return factories.commitment(statement, **columns)


def accepted_promise(**columns: Any) -> Commitment:
    return factories.decided(promise(**columns))


def report(
    commitment: Commitment,
    words: str = "the toll rises by ten per cent in July",
    relation: str = Relation.CONTRADICTS,
    **columns: Any,
) -> EvidenceLink:
    """A suggested link from an article of its own."""
    paper = factories.outlet(columns.pop("outlet", "Nordland Times"))
    headline, said = f"Decree on tolls, part {Article.objects.count()}", f"The ministry announced that {words}."
    text = f"{headline}\n\n{said} Nobody was asked.\n\nMore as it comes."
    article = factories.article(text, published_on="2024-05-03", outlet=paper)
    statement = factories.statement(article, words, kind="indirect", source="The ministry")
    return factories.evidence(commitment, statement, relation=relation, **columns)


def reports(commitment: Commitment, count: int) -> list[EvidenceLink]:
    return [report(commitment, f"toll number {number} rises", score=0.5) for number in range(count)]
