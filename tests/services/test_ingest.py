"""Import: one text is one article, refusals are the item's own, nothing is half stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.models import Article, AuditEvent, ItemState, Original, RunItem
from claims.services import ingest, pipeline
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db

SEED = Path("seeds/000_12bec859e86a6ffa.txt")
STORY = "Bridge to be mended\n\n“We will mend the bridge,” Mayor Ana Ruiz said on Monday.\n"


def test_stores_text_segments_and_outlet() -> None:
    outcome = factories.imported(SEED.read_bytes())
    article = outcome.article
    assert outcome.state == ItemState.IMPORTED
    assert article is not None
    assert article.outlet is not None
    assert article.outlet.name == "Voz"
    assert (article.published_on, article.published_from) == ("2024-04-26", "caption")
    kinds = list(article.segments.values_list("kind", flat=True))
    assert kinds == [
        *("masthead", "headline", "deck", "caption", "paragraph"),
        *("block_quote", "paragraph", "block_quote", "paragraph", "paragraph"),
    ]
    assert article.segments.get(kind="caption").language == "es"


def test_the_same_text_twice_is_one_article() -> None:
    first = factories.imported(STORY)
    again = factories.imported(STORY.replace("\n", "\r\n") + "\n\n", path="copy.txt")
    assert again.state == ItemState.DUPLICATE
    assert again.article == first.article
    assert again.message == "Already imported."
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), (b" \n\t\n ", "empty"), (b"\x00\x01\x02\xff" * 50, "binary")]
)
def test_a_refusal_stores_nothing_and_says_why(content: bytes, code: str) -> None:
    outcome = factories.imported(content, path="bad.txt")
    assert (outcome.state, outcome.code) == (ItemState.REFUSED, code)
    assert "bad.txt" in outcome.message
    assert not Article.objects.exists()


def test_too_large_is_refused_without_reading() -> None:
    def read() -> bytes:
        raise AssertionError("read")

    submission = ingest.submission(path="huge.txt", size=10 * 1024 * 1024, head=b"word " * 800, read=read)
    assert submission.content is None
    assert submission.code == "too_large"
    assert submission.message == "huge.txt: It has 10 MB; a plain text may have 2 MB."


def test_submit_queues_every_item_and_leaves_a_trace() -> None:
    run = ingest.submit(
        submissions=[Submission("a.txt", b"x"), Submission("b.txt", code="missing", message="b.txt does not exist.")],
        by=factories.editor(),
        at=AT,
    )
    assert run.total == 2
    assert set(run.items.values_list("state", flat=True)) == {ItemState.QUEUED}
    assert AuditEvent.objects.get(verb="run.started").actor == factories.editor()


def test_one_bad_item_stops_no_other() -> None:
    submissions = [
        Submission("empty.txt", b""),
        Submission("gone.txt", code="missing", message="gone.txt does not exist."),
        Submission("story.txt", STORY.encode()),
    ]
    run = ingest.submit(submissions=submissions, by=None, at=AT)
    pipeline.perform_all(run_id=run.pk)
    results = list(RunItem.objects.filter(run=run).values_list("path", "state", "code"))
    assert results == [
        ("empty.txt", "refused", "empty"),
        ("gone.txt", "refused", "missing"),
        ("story.txt", "imported", ""),
    ]
    run.refresh_from_db()
    assert (run.state, run.done, run.counts) == ("done", 3, {"refused": 2, "imported": 1})


def test_the_bytes_are_kept_once_however_often_they_come() -> None:
    stories = [Submission(name, STORY.encode()) for name in ("story.txt", "copy.txt")]
    run = ingest.submit(submissions=stories, by=None, at=AT)
    pipeline.perform_all(run_id=run.pk)
    original = Original.objects.get()
    assert bytes(original.content) == STORY.encode()
    assert (original.media_kind, original.size) == ("text", len(STORY.encode()))
    assert set(run.items.values_list("original", flat=True)) == {original.pk}
    assert Article.objects.get().original == original
    assert list(run.items.values_list("state", flat=True)) == ["imported", "duplicate"]


def test_an_editor_says_where_and_when_it_was_published_and_the_text_is_read_again() -> None:
    said = "Bridge\n\n“We mended the bridge last year,” Mayor Ana Ruiz said.\n"
    article = factories.imported(said).article
    assert article is not None
    by = factories.editor()
    known = factories.outlet("The Harbour Post")
    run_id = pipeline.correct(
        article_id=article.pk, outlet=" the harbour  post ", published_on="2024-04-26", by=by, at=AT
    )
    article.refresh_from_db()
    assert (article.outlet, article.published_on, article.published_from) == (known, "2024-04-26", "person")
    event = AuditEvent.objects.get(verb="article.described")
    assert (event.actor, event.before, event.after) == (
        by,
        {"outlet": "", "published_on": ""},
        {"outlet": "The Harbour Post", "published_on": "2024-04-26"},
    )
    assert run_id is not None
    pipeline.perform_all(run_id=run_id)
    article.refresh_from_db()
    assert article.extracted_at is not None
    again = {"outlet": "The Harbour Post", "published_on": "2024-04-26"}
    assert pipeline.correct(article_id=article.pk, **again, by=by, at=AT) is None
    pipeline.correct(article_id=article.pk, outlet="Nordland Times", published_on="", by=by, at=AT)
    article.refresh_from_db()
    assert (str(article.outlet), article.published_on, article.published_from) == ("Nordland Times", "", "")
