"""Two imports at once, on PostgreSQL: whoever comes second must see the first."""

from __future__ import annotations

import pytest

from claims.engine.parsers.draft import ArticleDraft
from claims.models import Article, Original, Run, SubmissionKey
from claims.services import extract, ingest, originals, pipeline, submission_keys, withdraw
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT
from tests.services import wire
from tests.services.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def version(number: int, guid: str) -> ArticleDraft:
    text = f"Harbour {number}, {guid}\n\n“We will dig by May,” Ana Ruiz said."
    return wire.draft(text, guid=guid, version=str(number))


def test_two_versions_of_an_item_at_once_leave_the_newer_one() -> None:
    for guid in map("urn:{}".format, range(5)):
        drafts = (version(1, guid), version(2, guid))
        at_once(*(lambda draft=draft: ingest.store(draft=draft, by=None, at=AT) for draft in drafts))
        line = Article.objects.filter(guid=guid)
        assert [article.version for article in line.current()] == ["2"]
        assert sorted(line.values_list("revision", flat=True)) == list(range(1, line.count() + 1))


def test_one_version_in_two_imports_at_once_is_one_article() -> None:
    results = at_once(*(lambda: wire.arrives(version="1"),) * 2)
    assert sorted(result.state for result in results) == ["duplicate", "imported"]
    assert Article.objects.count() == 1


def test_a_new_version_and_a_kill_at_once_end_one_way_or_the_other() -> None:
    wire.arrives(version="1")
    longer = f"{wire.TEXT}\n\nMore."
    at_once(lambda: wire.arrives(longer, version="2"), lambda: wire.killed(version="3"))
    line = list(Article.objects.filter(guid=wire.GUID).order_by("revision"))
    assert line[0].withdrawn_at == AT
    # The kill came first and the old version after it is refused, or it came second and took both.
    assert all(article.withdrawn_at == AT for article in line)


def test_a_version_that_comes_in_while_the_old_one_is_read_leaves_nothing_behind() -> None:
    for attempt in range(3):
        guid = f"urn:{attempt}"
        old = wire.arrives(f"Day {attempt}\n\n{wire.PROMISE}", guid=guid, version="1").article
        newer = f"Night {attempt}\n\n{wire.PROMISE}"
        at_once(
            lambda old=old: extract.read(article_id=old.pk, at=AT),
            lambda newer=newer, guid=guid: wire.arrives(newer, guid=guid, version="2"),
        )
        assert not old.statements.exists()


def test_an_embargo_ends_once() -> None:
    article = wire.arrives(embargoed_until="2020-01-01T00:00:00Z").article
    Article.objects.update(released_at=None)
    found = at_once(*(lambda: pipeline.release_due(at=AT),) * 2)
    assert sum(one is not None for one in found) == 1
    assert Run.objects.get().items.get().article == article


def test_the_same_file_at_once_is_kept_once() -> None:
    at_once(*(lambda: originals.keep(b"One text."),) * 2)
    assert Original.objects.count() == 1


def test_one_request_twice_at_once_is_one_run() -> None:
    by = factories.editor()
    for attempt in range(5):
        given = [Submission("a.txt", f"Text {attempt}.".encode())]
        results = at_once(
            *(
                lambda key=str(attempt), given=given: submission_keys.submit_once(
                    key=key, submissions=given, by=by, at=AT
                ),
            )
            * 2
        )
        assert sorted(result.is_new for result in results) == [False, True]
        assert len({result.run.pk for result in results}) == 1
    assert Run.objects.count() == SubmissionKey.objects.count() == 5


def test_a_new_version_while_an_editor_withdraws_is_never_left_standing() -> None:
    editor = factories.editor()
    for attempt in range(5):
        guid = f"urn:{attempt}"
        old = wire.arrives(f"Day {attempt}\n\n{wire.PROMISE}", guid=guid, version="1").article
        newer = f"Night {attempt}\n\n{wire.PROMISE}"
        at_once(
            lambda old=old: withdraw.withdraw(article_id=old.pk, by=editor, at=AT),
            lambda newer=newer, guid=guid: wire.arrives(newer, guid=guid, version="2"),
        )
        assert not Article.objects.visible().filter(guid=guid).exists()
