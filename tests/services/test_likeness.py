"""Near-identical texts are proposed, once, and nothing is joined by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from claims import tasks
from claims.models import Article, ArticleSignature, ClusterProposal, SignatureKey, WireCluster
from claims.services import clusters, ingest, likeness, lines, pipeline, withdraw
from claims.services.ingest import Submission
from tests import copies, factories
from tests.engine.duplicates import invented
from tests.factories import AT

pytestmark = pytest.mark.django_db


def titles(proposals: Any = None) -> list[set[str]]:
    rows = ClusterProposal.objects.all() if proposals is None else proposals
    return [{row.first.title, row.second.title} for row in rows]


def test_what_is_imported_is_held_against_what_is_there() -> None:
    for number, headline in ((1, "Agency"), (2, "Something else"), (1, "Courier")):
        file = Submission(f"{headline}.txt", copies.told(number, headline).encode())
        run = ingest.submit(submissions=[file], by=None, at=AT)
        pipeline.perform_all(run_id=run.pk)
    [found] = ClusterProposal.objects.all()
    assert titles([found]) == [{"Agency", "Courier"}]
    assert found.is_suggested
    assert (found.jaccard, found.containment, found.facts) == (1, 1, 1)
    assert not WireCluster.objects.exists()
    assert not Article.objects.exclude(wire_cluster=None).exists()


def test_it_says_how_alike_they_are() -> None:
    copies.article(1, "Agency")
    copies.article(1, "Courier", without=3)
    [found] = ClusterProposal.objects.all()
    assert found.containment == 1
    assert 0.5 < found.jaccard < 1


def test_looking_up_again_changes_nothing(django_assert_max_num_queries: Callable[..., Any]) -> None:
    one = copies.pair().first
    ClusterProposal.objects.all().delete()
    with django_assert_max_num_queries(4):  # with the two of its savepoint
        likeness.look_up(article_id=one.pk, at=AT)
    assert not ClusterProposal.objects.exists()


def test_a_report_from_the_same_template_is_another_report() -> None:
    random = Random(5)  # noqa: S311
    for day in range(2):
        text = "\n\n".join([f"Weather, day {day}", *invented.from_template(invented.WEATHER, random)])
        likeness.look_up(article_id=factories.article(text).pk, at=AT)
    assert not ClusterProposal.objects.exists()


def test_versions_of_one_article_are_not_held_against_each_other() -> None:
    old = copies.article(1, "Agency", provider="meridian", guid="m1", revision=1)
    new = copies.article(1, "Agency, corrected", without=1, provider="meridian", guid="m1", revision=2, supersedes=old)
    assert not ClusterProposal.objects.exists()
    other = copies.article(1, "Courier")
    assert titles() == [{new.title, other.title}]


def test_an_older_article_that_is_superseded_is_not_proposed() -> None:
    old, rewritten = copies.article(1, "Agency"), copies.article(2, "Agency, rewritten")
    Article.objects.filter(pk=rewritten.pk).update(supersedes=old)
    copies.article(1, "Courier")
    assert not ClusterProposal.objects.exists()


def test_a_pair_that_was_rejected_does_not_come_back_with_a_new_version() -> None:
    line = {"provider": "meridian", "guid": "m1"}
    old, courier = copies.article(1, "Agency", **line), copies.article(1, "Courier")
    clusters.reject(proposal_id=copies.proposal(old, courier).pk, by=factories.editor(), at=AT)
    new = copies.article(1, "Agency, corrected", without=1, revision=2, **line)
    lines.take_place(new, by=None, at=AT)
    assert len(titles()) == 1
    copies.article(1, "Courier, corrected", without=2, supersedes=courier)
    assert len(titles()) == 1


def test_only_the_nearest_of_one_cluster_is_proposed() -> None:
    found = copies.pair()
    clusters.accept(proposal_id=found.pk, by=factories.editor(), at=AT)
    third = copies.article(1, "Evening Mail", without=1)
    [asked] = ClusterProposal.objects.of(third)
    assert "Courier, report 1" in titles([asked])[0]


def test_no_article_asks_more_than_a_few_questions() -> None:
    for number in range(likeness.PROPOSED + 4):
        copies.article(1, f"Paper {number}")
    last = copies.article(1, "The last one")
    assert ClusterProposal.objects.of(last).count() == likeness.PROPOSED


def test_what_may_not_be_seen_is_not_asked_about() -> None:
    found, by = copies.pair(), factories.editor()
    assert ClusterProposal.objects.waiting().get() == found
    withdraw.withdraw(article_id=found.first_id, by=by, at=AT)
    assert not ClusterProposal.objects.waiting().exists()
    withdraw.restore(article_id=found.first_id, by=by, at=AT)
    assert ClusterProposal.objects.waiting().exists()
    Article.objects.filter(pk=found.second_id).update(embargoed_until=timezone.now() + timedelta(days=1))
    assert not ClusterProposal.objects.waiting().exists()


def test_what_was_read_before_is_looked_up_in_time_the_oldest_first() -> None:
    old = [factories.article(copies.told(number, title)) for number, title in ((1, "One"), (2, "Two"), (1, "Three"))]
    assert likeness.catch_up(at=AT, most=2) == 2
    assert set(ArticleSignature.objects.values_list("pk", flat=True)) == {old[0].pk, old[1].pk}
    tasks.find_copies()
    assert titles() == [{"One", "Three"}]
    assert likeness.catch_up(at=AT) == 0


def test_one_that_cannot_be_looked_up_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = (factories.article(copies.told(number, title)) for number, title in ((1, "One"), (2, "Two")))
    real = likeness.look_up

    def flaky(*, article_id: UUID, at: datetime) -> None:
        if article_id == bad.pk:
            raise ValueError("no such text")
        real(article_id=article_id, at=at)

    monkeypatch.setattr(likeness, "look_up", flaky)
    assert likeness.catch_up(at=AT) == 1
    assert list(ArticleSignature.objects.values_list("pk", flat=True)) == [good.pk]


def test_what_is_hidden_waits_until_it_may_be_seen() -> None:
    hidden = factories.article(copies.told(1, "Not yet"), embargoed_until=timezone.now() + timedelta(days=1))
    assert likeness.catch_up(at=AT) == 0
    Article.objects.filter(pk=hidden.pk).update(embargoed_until=None)
    assert likeness.catch_up(at=AT) == 1


def test_signatures_of_another_format_are_made_anew() -> None:
    old = copies.article(1, "Agency")
    ArticleSignature.objects.filter(pk=old.pk).update(data=b"\xff" * 20)
    copies.article(1, "Courier")
    assert not ClusterProposal.objects.exists()
    assert likeness.catch_up(at=AT) == 1
    assert len(titles()) == 1
    ArticleSignature.objects.filter(pk=old.pk).update(data=b"\xff" * 20)
    likeness.look_up(article_id=old.pk, at=AT)
    assert bytes(ArticleSignature.objects.get(pk=old.pk).data) != b"\xff" * 20


def test_a_text_without_a_body_is_like_nothing() -> None:
    for headline in ("Only a headline", "Only another headline"):
        likeness.look_up(article_id=factories.article(headline).pk, at=AT)
    assert not ClusterProposal.objects.exists()


def test_an_agency_line_under_very_many_texts_leads_nowhere(django_assert_max_num_queries: Callable[..., Any]) -> None:
    """What a look-up costs does not grow with what is filed under one key."""
    one = copies.article(1, "Agency")
    crowd = [factories.article() for _ in range(3)]
    ArticleSignature.objects.bulk_create(ArticleSignature(article=other, data=b"", looked_up_at=AT) for other in crowd)
    shared = list(SignatureKey.objects.filter(signature=one.pk).values_list("key", flat=True))
    SignatureKey.objects.bulk_create(SignatureKey(signature_id=other.pk, key=key) for other in crowd for key in shared)
    other = factories.article(copies.told(1, "Courier"))
    with django_assert_max_num_queries(60):
        likeness.look_up(article_id=other.pk, at=AT)
    assert titles() == [{"Agency", "Courier"}]
