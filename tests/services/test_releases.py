"""Release: what its sender holds back is let go by an editor, takes its place and is read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from claims.models import Article, AuditEvent, Commitment
from claims.services import ingest, link, pipeline, withdraw
from claims.services.errors import Conflict, NotFound
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT
from tests.services.wire import ASIDE, PROMISE, TEXT, arrives

pytestmark = pytest.mark.django_db

FAR = "2999-01-01T06:00:00Z"
LATER = datetime(2999, 1, 1, 6, tzinfo=UTC)
HOLDS = {"embargo": {"embargoed_until": FAR}, "withheld": {"status": "withheld"}}


def released(article: Article) -> Any:
    return pipeline.release(article_id=article.pk, by=factories.editor(), at=AT)


@pytest.mark.parametrize("how", HOLDS)
def test_it_may_be_seen_and_is_read(how: str) -> None:
    article = arrives(**HOLDS[how]).article
    run_id = released(article)
    assert list(Article.objects.current()) == [article]
    assert run_id is not None
    pipeline.perform(run_id=run_id, clock=lambda: AT)
    assert article.statements.exists()
    article.refresh_from_db()
    assert (article.status, article.embargoed_until) == ("usable", None)
    assert (article.released_by, article.released_at) == (factories.editor(), AT)


def test_the_ledger_says_who_let_what_go() -> None:
    released(arrives(embargoed_until=FAR).article)
    event = AuditEvent.objects.get(verb="article.released")
    assert (event.actor, event.before, event.after) == (
        factories.editor(),
        {"embargoed_until": LATER.strftime("%Y-%m-%dT%H:%M:%SZ")},
        {"embargoed_until": None},
    )


def test_the_sweeper_has_nothing_left_to_do() -> None:
    released(arrives(embargoed_until=FAR).article)
    assert pipeline.release_due(at=LATER) is None
    assert AuditEvent.objects.filter(verb="article.released").count() == 1


def test_what_nothing_holds_is_refused() -> None:
    article = arrives().article
    with pytest.raises(Conflict, match="Nothing holds"):
        released(article)
    held = arrives(TEXT + "\n\nMore.", guid="urn:other", status="withheld").article
    released(held)
    with pytest.raises(Conflict, match="Nothing holds"):
        released(held)


def test_what_is_withdrawn_has_to_be_restored_first() -> None:
    article = arrives(embargoed_until=FAR).article
    withdraw.withdraw(article_id=article.pk, by=factories.editor(), at=AT)
    with pytest.raises(Conflict, match="withdrawn"):
        released(article)
    with pytest.raises(NotFound):
        pipeline.release(article_id=uuid4(), by=factories.editor(), at=AT)


def test_a_version_takes_its_place() -> None:
    first = arrives(version="1").article
    second = arrives(f"UPDATE\n\n{PROMISE}\n\n{ASIDE}", version="2", embargoed_until=FAR).article
    statement = factories.decided(factories.statement(first, "“We will deepen the harbour by May,”"))
    assert released(second) is not None
    statement.refresh_from_db()
    assert list(Article.objects.current()) == [second]
    assert statement.article == second


def test_its_evidence_counts_again_and_one_that_was_read_is_not_read_again() -> None:
    article = arrives("Harbour\n\n“Nobody has dug,” Bo Lind said.", version="1").article
    commitment = factories.commitment(factories.statement(factories.article(), speaker=factories.person()))
    found = factories.evidence(commitment, factories.statement(article, "“Nobody has dug,”"))
    link.accept(link_id=found.pk, by=factories.editor(), at=AT)
    arrives(article.text, version="2", embargoed_until=FAR)
    Article.objects.update(extracted_at=AT)
    assert Commitment.objects.get().evidence_state == "none"
    assert released(article) is None
    assert Commitment.objects.get().evidence_state == "contradicting"


def test_its_sender_saying_the_same_again_does_not_hold_it_anew() -> None:
    held = {"status": "withheld", "embargoed_until": FAR}
    article = arrives(**held).article  # neither counts nor dates its versions
    released(article)
    assert arrives(**held).state == "duplicate"
    assert list(Article.objects.current()) == [article]


def test_its_sender_may_hold_a_newer_version() -> None:
    article = arrives(version="1", status="withheld").article
    released(article)
    assert arrives(version="2", status="withheld").state == "updated"
    article.refresh_from_db()
    assert (article.status, article.released_by, article.released_at) == ("withheld", None, None)


UNREADABLE = {
    "a moment beyond any database": [{"type": "text", "uri": "urn:x", "embargoed": "9999-12-31T23:59:59-12:00"}],
    "words for an embargo": [{"type": "text", "uri": "urn:x", "embargoed": "until the minister has spoken"}],
    "words in a record": [{"id": "x", "embargo": "until the minister has spoken"}],
}


@pytest.mark.parametrize("items", UNREADABLE.values(), ids=UNREADABLE)
def test_a_warning_that_an_editor_has_to_release_it_goes_with_the_release(items: list[dict[str, str]]) -> None:
    """The words of all who write such a warning, through the parsers that do."""
    lines = "\n".join(json.dumps({"headline": "Harbour", "body_text": TEXT, "text": TEXT, **item}) for item in items)
    run = ingest.submit(submissions=[Submission("x.json", lines.encode())], by=None, at=AT)
    pipeline.perform_all(run_id=run.pk)
    article = Article.objects.get()
    told = [one for one in article.warnings if "has to release it" in one]
    assert (article.status, len(told)) == ("withheld", 1)
    released(article)
    article.refresh_from_db()
    assert "release it" not in " ".join(article.warnings)
    assert AuditEvent.objects.get(verb="article.released").before["warnings"]
