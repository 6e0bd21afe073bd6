"""Migrations that carry data: nothing that waits is lost, there and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Article, Run, RunState, guards
from claims.services import pipeline
from tests.factories import AT

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, AFTER = [("claims", "0001_initial")], [("claims", "0002_one_file_many_items")]


def migrated(to: list[tuple[str, str]]) -> Any:
    """The models as they are once the database stands at `to`."""
    guards.remove(connection)
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


@pytest.fixture
def old() -> Iterator[Any]:
    yield migrated(BEFORE)
    newest()
    guards.install(connection)


def newest() -> Any:
    return migrated(MigrationExecutor(connection).loader.graph.leaf_nodes("claims"))


def test_a_newsroom_of_the_first_version_is_all_there_in_the_newest(old: Any) -> None:
    """Every migration in between, over rows: what people decided stands, and what is new says nothing of them."""

    def make(noun: str, **columns: Any) -> Any:
        return old.get_model("claims", noun).objects.create(**columns)

    text = "Harbour plan\n\n“We will dig by May,” Ana Ruiz said."
    by, decided = make("User", username="edda"), {"review_state": "accepted", "reviewed_at": AT}
    article = make("Article", title="Harbour plan", text=text, content_hash="a" * 64, guid="urn:1", imported_by=by)
    newer = make("Article", title="Harbour", text=f"{text} Again.", content_hash="b" * 64, supersedes=article)
    gone = make("Article", title="Gone", text="Gone.", content_hash="c" * 64, withdrawn_at=AT)
    make("Segment", article=article, position=0, kind="headline", start=0, end=12)
    person = make("Person", name="Ana Ruiz", reviewed_by=by, **decided)
    whole = {"start": 14, "end": 35}
    statement = make(
        "Statement", article=article, speaker=person, text=text[14:35], kind="direct", sourcing="on_record",
        confidence=0.9, reviewed_by=by, **whole, **decided,
    )  # fmt: skip
    commitment = make("Commitment", title="Dig", quote=text[14:35], polarity="will", reviewed_by=by, **decided)
    make("CommitmentStatement", commitment=commitment, statement=statement, role="first", **whole)
    ruling = make("Ruling", commitment=commitment, status="stalled", rationale="Idle.", ruled_by=by, ruled_at=AT)
    make("AuditEvent", verb="statement.accepted", target_type="statement", target_id=statement.pk, actor=by, at=AT)
    imported = make("Run", kind="import", state="done", finished_at=AT, total=1, done=1, started_by=by)
    make("RunItem", run=imported, position=0, path="a.txt", state="imported", article=article)
    read = make("Run", kind="extract", state="queued", follows=imported, total=1)
    make("RunItem", run=read, position=0, path="Harbour plan", article=article)

    new = newest()
    guards.install(connection)
    articles = {one.pk: one for one in new.get_model("claims", "Article").objects.all()}
    assert {one.text for one in articles.values()} == {text, f"{text} Again.", "Gone."}
    assert {(one.status, one.provider, one.revision, one.awaits_check) for one in articles.values()} == {
        ("usable", "", 1, False)
    }
    assert (articles[newer.pk].supersedes_id, articles[gone.pk].withdrawn_at) == (article.pk, AT)
    kept = new.get_model("claims", "Statement").objects.get()
    assert (kept.pk, kept.review_state, kept.speaker_id, text[kept.start : kept.end]) == (
        statement.pk,
        "accepted",
        person.pk,
        kept.text,
    )
    assert new.get_model("claims", "CommitmentStatement").objects.get().commitment_id == commitment.pk
    assert new.get_model("claims", "Ruling").objects.get().pk == ruling.pk
    assert new.get_model("claims", "AuditEvent").objects.get().actor_id == by.pk
    items = new.get_model("claims", "RunItem").objects.order_by("run__created_at")
    assert [(one.path, one.article_id, one.charset) for one in items] == [
        ("a.txt", article.pk, ""),
        ("", article.pk, ""),
    ]
    assert set(Article.objects.visible().values_list("pk", flat=True)) == {article.pk, newer.pk}
    pipeline.perform_all(run_id=read.pk)
    assert Run.objects.get(pk=read.pk).state == RunState.DONE


def test_the_bytes_of_items_become_originals_once_and_again_bytes(old: Any) -> None:
    run = old.get_model("claims", "Run").objects.create(kind="import", total=4)
    items = old.get_model("claims", "RunItem").objects
    contents = {"a.txt": b"One text.", "b.txt": b"Another.", "copy.txt": b"One text.", "done.txt": None}
    for position, (path, content) in enumerate(contents.items()):
        state = "queued" if content else "imported"
        items.create(run=run, position=position, path=path, content=content, state=state)

    new = migrated(AFTER)
    originals = {bytes(one.content): one for one in new.get_model("claims", "Original").objects.all()}
    assert set(originals) == {b"One text.", b"Another."}
    for content, original in originals.items():
        assert (original.sha256, original.size) == (hashlib.sha256(content).hexdigest(), len(content))
    kept = {item.path: item for item in new.get_model("claims", "RunItem").objects.all()}
    assert all(item.content is None for item in kept.values())
    assert kept["a.txt"].original_id == kept["copy.txt"].original_id == originals[b"One text."].pk
    assert kept["done.txt"].original_id is None

    back = migrated(BEFORE)
    restored = {item.path: item.content for item in back.get_model("claims", "RunItem").objects.all()}
    assert {path: content and bytes(content) for path, content in restored.items()} == contents
