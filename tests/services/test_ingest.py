"""Import: one text is one article, refusals are the item's own, nothing is half stored."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.models import Article, AuditEvent, ItemState, Original, RunItem
from claims.services import extract, ingest, originals, pipeline
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT
from tests.services import wire

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


# ---------------------------------------------------------------------------------------------- what is kept of an item


def test_an_article_keeps_what_its_item_says() -> None:
    fields = {
        "published": "2024-05-01",
        "published_from": "wire",
        "published_at": "2024-05-01T08:00:00+02:00",
        "updated": "2024-05-01T09:00:00Z",
        "usage_terms": "Not for broadcast.",
        "copyright": "© Nordwire",
        "editors_note": "Hold the name.",
        "warnings": ("The text names no place.",),
        "where": {"title": "wire", "published": "wire"},
    }
    article = wire.arrives(**fields).article
    article.refresh_from_db()
    assert article.published_at == datetime(2024, 5, 1, 6, tzinfo=UTC)
    assert article.updated_at_source == datetime(2024, 5, 1, 9, tzinfo=UTC)
    assert (article.usage_terms, article.copyright) == ("Not for broadcast.", "© Nordwire")
    assert (article.editors_note, article.warnings) == ("Hold the name.", ["The text names no place."])
    assert article.field_sources == {"title": "wire", "published": "wire"}
    assert article.status == "usable"


def test_a_guessed_date_says_so_wherever_it_goes() -> None:
    article = wire.arrives(published="2024-04-26", published_from="guess").article
    assert (article.published_on, article.published_from) == ("2024-04-26~", "guess")


def test_a_guessed_date_dates_nothing() -> None:
    """Neither "on Monday" nor a report that may be older than the promise is held against a guess."""
    said = "Quay\n\n“We will mend the quay by Friday,” Mayor Ana Ruiz said on Monday."
    dated = {"published": "2024-04-26", "outlet": "Post", "guid": ""}
    sure = wire.arrives(said, published_from="meta", **dated).article
    guessed = wire.arrives(f"{said} So be it.", published_from="guess", **dated).article
    for article in (sure, guessed):
        extract.read(article_id=article.pk, at=AT)
    assert sure.statements.first().said_on == "2024-04-22"
    assert guessed.statements.first().said_on == ""


def test_a_date_in_the_future_gets_a_warning() -> None:
    article = wire.arrives(published="2024-05-04", published_from="wire").article
    assert article.warnings == ["It is dated in the future: 2024-05-04."]
    assert article.published_on == "2024-05-04"
    tomorrow = wire.arrives("Tomorrow\n\nIt dawns.", guid="urn:t", published="2024-05-02", published_from="wire")
    assert tomorrow.article.warnings == []


def test_a_headline_that_is_too_long_is_cut_with_a_warning() -> None:
    article = wire.arrives(title="long " * 400).article
    assert len(article.title) == 1000
    assert "cut" in article.warnings[0]


def test_a_moment_no_database_can_hold_is_none() -> None:
    assert wire.arrives(updated="9999-12-31T23:59:59-12:00", published_at="soon").article.updated_at_source is None


@pytest.mark.parametrize(
    ("head", "kind", "most"),
    [
        (b"PK\x03\x04" + bytes(26) + b"a.txt", "zip", 64),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "docx", 20),
        (b"%PDF-1.7", "pdf", 20),
        (b"<!doctype html><html>", "html", 3),
        (b"<rss version='2.0'>", "feed", 10),
        (b"\x1f\x8b\x08", "gzip", 10),
        (b"Some words.", "text", 2),
    ],
)
def test_how_much_is_taken_depends_on_what_it_is(head: bytes, kind: str, most: int) -> None:
    media = originals.media_of(head)
    assert (media.kind, media.most) == (kind, most * 1024 * 1024)
    size = media.most + 1
    taken = ingest.submission(path="x", size=size, head=head, read=lambda: pytest.fail("read"))
    assert taken.code == "too_large"
    assert taken.message == f"x: It has more than {most} MB; {media.name} may have {most} MB."
    assert ingest.submission(path="x", size=media.most, head=head, read=lambda: head).content == head


def test_a_large_picture_is_called_one() -> None:
    taken = ingest.submission(
        path="x.png", size=5_000_000, head=b"\x89PNG" + bytes(4000), read=lambda: pytest.fail("read")
    )
    assert (taken.code, "a picture" in taken.message) == ("binary", True)
