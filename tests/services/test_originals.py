"""Kept files: how one leaves, piece by piece, and what it is called."""

from __future__ import annotations

import pytest

from claims.models import ItemState, RunItem
from claims.services import ingest, originals, pipeline
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db

TEXT = "Head\n\n“We will,” Ana Ruiz said."


def imported(path: str, content: bytes) -> RunItem:
    run = ingest.submit(submissions=[Submission(path, content)], by=None, at=AT)
    pipeline.perform_all(run_id=run.pk)
    return run.items.exclude(state=ItemState.OPENED).get()


@pytest.mark.parametrize("size", [1, 6, 7, 8, 13, 14, 15])
def test_the_pieces_are_the_bytes(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(originals, "_PIECE", 7)
    content = bytes(range(128, 128 + size))
    pieces = list(originals.pieces_of(originals.keep(content)))
    assert b"".join(pieces) == content
    assert max(len(piece) for piece in pieces) <= 7


def test_a_piece_is_asked_for_when_its_turn_comes(django_assert_num_queries, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(originals, "_PIECE", 2)
    original = originals.keep(b"12345")
    with django_assert_num_queries(0):
        pieces = originals.pieces_of(original)
    with django_assert_num_queries(1):
        assert next(pieces) == b"12"


def test_a_file_has_the_name_it_was_first_handed_in_under() -> None:
    item = imported("from the desk.txt", TEXT.encode())
    imported("again.txt", TEXT.encode())
    assert item.article is not None
    kept = originals.of_article(item.article.pk)
    assert kept is not None
    assert (kept.name, kept.original) == ("from the desk.txt", item.original)


def test_an_item_of_a_file_has_the_files_name() -> None:
    row = b'{"headline": "Head", "body": "\xe2\x80\x9cWe will,\xe2\x80\x9d Ana Ruiz said."}'
    run = ingest.submit(
        submissions=[Submission("wire/day.jsonl", row + b"\n" + row.replace(b"Head", b"Foot"))], by=None, at=AT
    )
    pipeline.perform_all(run_id=run.pk)
    names = set()
    for item in run.items.exclude(article=None):
        kept = originals.of_article(item.article_id)  # type: ignore[arg-type]
        assert kept is not None
        names.add((kept.name, item.article.original_where))  # type: ignore[union-attr]
    assert names == {("day.jsonl", "item 1"), ("day.jsonl", "item 2")}


def test_without_an_item_it_has_the_headline() -> None:
    article = factories.article("Harbour: who pays?\n\nNobody.", original=originals.keep(b"Harbour"))
    kept = originals.of_article(article.pk)
    assert kept is not None
    assert kept.name == "Harbour who pays.txt"
    assert "content" in kept.original.get_deferred_fields()


def test_one_that_was_not_kept_is_none() -> None:
    assert originals.of_article(factories.article().pk) is None
    assert originals.of_article(factories.run().pk) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "a zip archive"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        (b"%PDF-1.7", "a PDF"),
        (b"x", "a plain text"),
    ],
)
def test_what_it_is_in_words(content: bytes, words: str) -> None:
    assert originals.words_for(originals.media_of(content).kind) == originals.media_of(content).name == words
