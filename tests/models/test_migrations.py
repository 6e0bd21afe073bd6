"""Migrations that carry data: nothing that waits is lost, there and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import guards

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
    migrated(MigrationExecutor(connection).loader.graph.leaf_nodes("claims"))
    guards.install(connection)


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
