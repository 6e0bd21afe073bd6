"""Two at once, on PostgreSQL. (On SQLite a transaction that may write is alone from its beginning.)

Each pair is made to meet by a barrier, right before both take their locks; whoever comes second must see the first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from claims.engine.text import normalise
from claims.fetch import Fetched
from claims.models import (
    Article,
    ClusterProposal,
    Commitment,
    EvidenceLink,
    Person,
    Run,
    RunItem,
    Statement,
    Status,
    WireCluster,
)
from claims.services import clusters, extract, ingest, likeness, link, people, pipeline, polling, review, track
from claims.services.errors import ClaimsError
from claims.services.ingest import Submission
from claims.services.review import CommitmentDetails
from tests import copies, factories
from tests.factories import AT
from tests.services.feed_texts import Entry, atom

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

STORY = "Bridge {n}\n\n“We will mend bridge {n},” Ana Ruiz Lopez said. “It is old,” Bo Lind said."


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Runs each in a thread of its own. Returns what each returned, or the refusal it raised."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(position: int, act: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=30)
            results[position] = act()
        except ClaimsError as refusal:
            results[position] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def refusals(results: list[object]) -> int:
    return sum(isinstance(result, ClaimsError) for result in results)


@pytest.fixture
def statement() -> Statement:
    return factories.statement(factories.article(), speaker=factories.person("Ana Ruiz"))


def test_two_editors_add_the_same_person_once() -> None:
    by = factories.editor()
    results = at_once(*(lambda: people.create(name="Cy Moss", by=by, at=AT),) * 2)
    assert refusals(results) == 1
    assert Person.objects.filter(name="Cy Moss").count() == 1


def test_two_imports_find_one_person() -> None:
    runs = [
        ingest.submit(
            submissions=[Submission(f"{n}.txt", STORY.format(n=n).encode()) for n in range(start, start + 3)],
            by=None,
            at=AT,
        )
        for start in (0, 3)
    ]
    at_once(*(lambda run=run: pipeline.perform_all(run_id=run.pk) for run in runs))
    assert Person.objects.filter(name="Ana Ruiz Lopez").count() == 1
    assert not RunItem.objects.filter(state="failed").exists()
    assert not Statement.objects.filter(speaker=None).exists()
    assert Article.objects.count() == 6


def test_the_same_text_in_two_imports_is_one_article() -> None:
    runs = [
        ingest.submit(submissions=[Submission("a.txt", STORY.format(n=1).encode())], by=None, at=AT) for _ in range(2)
    ]
    at_once(*(lambda run=run: pipeline.perform_all(run_id=run.pk) for run in runs))
    assert Article.objects.count() == 1
    assert sorted(Run.objects.filter(kind="import").values_list("items__state", flat=True)) == [
        "duplicate",
        "imported",
    ]


def test_merging_each_into_the_other_leaves_one() -> None:
    by, ana, other = factories.editor(), factories.person("Ana Ruiz"), factories.person("A Ruiz")
    results = at_once(
        lambda: people.merge(person_id=ana.pk, other_id=other.pk, reason="", by=by, at=AT),
        lambda: people.merge(person_id=other.pk, other_id=ana.pk, reason="", by=by, at=AT),
    )
    assert refusals(results) == 1
    assert Person.objects.standing().count() == 1


def test_a_decision_survives_a_reading_at_the_same_time() -> None:
    text = normalise(STORY.format(n=1))
    article = factories.article(text)
    extract.read(article_id=article.pk, at=AT)
    by = factories.editor()
    for statement in article.statements.all():
        at_once(
            lambda: extract.read(article_id=article.pk, at=AT),
            lambda pk=statement.pk: review.accept(statement_id=pk, by=by, at=AT),
        )
    assert set(article.statements.values_list("review_state", flat=True)) == {"accepted"}


def test_an_edit_and_a_ruling_do_not_undo_each_other(statement: Statement) -> None:
    by, commitment = factories.editor(), factories.decided(factories.commitment(statement))
    details = CommitmentDetails(title="Mend it", polarity="will")
    at_once(
        lambda: review.edit_commitment(commitment_id=commitment.pk, details=details, seen=None, by=by, at=AT),
        lambda: track.rule(
            commitment_id=commitment.pk,
            status=Status.STALLED,
            rationale="No work.",
            latest_ruling_id=None,
            by=by,
            at=AT,
        ),
    )
    commitment.refresh_from_db()
    assert (commitment.title, commitment.status) == ("Mend it", "stalled")


def test_one_of_two_rulings_is_told(statement: Statement) -> None:
    by, commitment = factories.editor(), factories.decided(factories.commitment(statement))

    def rule(status: Status) -> Callable[[], Any]:
        return lambda: track.rule(
            commitment_id=commitment.pk, status=status, rationale="So.", latest_ruling_id=None, by=by, at=AT
        )

    results = at_once(rule(Status.STALLED), rule(Status.IN_PROGRESS))
    assert refusals(results) == 1
    assert commitment.rulings.count() == 1


def test_accepted_evidence_survives_linking_at_the_same_time(statement: Statement) -> None:
    by, commitment = factories.editor(), factories.commitment(statement)
    report = factories.statement(factories.article("News\n\nThe bridge plan was abandoned, Bo Lind said."))
    found = factories.evidence(commitment, report)
    at_once(
        lambda: link.accept(link_id=found.pk, by=by, at=AT),
        lambda: link.suggest(article_id=report.article_id, at=AT),
    )
    assert EvidenceLink.objects.get(pk=found.pk).is_accepted
    commitment.refresh_from_db()
    assert commitment.evidence_state == "contradicting"


def test_marking_a_promise_twice_makes_one(statement: Statement) -> None:
    by, details = factories.editor(), CommitmentDetails(title="Mend it", polarity="will")
    results = at_once(*(lambda: review.mark_commitment(statement_id=statement.pk, details=details, by=by, at=AT),) * 2)
    assert refusals(results) == 1
    assert Commitment.objects.count() == 1


def test_two_workers_poll_a_feed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    feed, asked = factories.feed(next_poll_at=AT), []

    def ask(url: str, **_: object) -> Fetched:
        asked.append(url)
        return Fetched(200, url, atom(Entry(1)))

    monkeypatch.setattr(polling.fetching, "ask", ask)
    results = at_once(*(lambda: polling.poll(feed_id=feed.pk, clock=lambda: AT),) * 2)
    assert asked == [feed.url]
    assert [run.pk for run in Run.objects.all()] == [result for result in results if result]


def test_two_copies_that_are_read_at_the_same_time_find_each_other() -> None:
    one, other = (factories.article(copies.told(1, headline)) for headline in ("Agency", "Courier"))
    at_once(*(lambda pk=pk: likeness.look_up(article_id=pk, at=AT) for pk in (one.pk, other.pk)))
    assert copies.proposal(one, other).is_suggested


def test_two_editors_accept_one_pair_once() -> None:
    by, found = factories.editor(), copies.pair()
    results = at_once(*(lambda: clusters.accept(proposal_id=found.pk, by=by, at=AT),) * 2)
    assert refusals(results) == 0
    assert WireCluster.objects.get().articles.count() == 2


def test_of_two_answers_to_one_pair_one_is_told() -> None:
    by, found = factories.editor(), copies.pair()
    results = at_once(
        lambda: clusters.accept(proposal_id=found.pk, by=by, at=AT),
        lambda: clusters.reject(proposal_id=found.pk, by=by, at=AT),
    )
    assert refusals(results) == 1
    found.refresh_from_db()
    assert WireCluster.objects.exists() is found.is_accepted


def test_joining_one_article_to_two_others_at_the_same_time_makes_one_cluster() -> None:
    by, (a, b, c) = factories.editor(), [copies.article(1, f"Paper {letter}") for letter in "ABC"]
    pairs = copies.proposal(a, b), copies.proposal(b, c)
    at_once(*(lambda pk=pair.pk: clusters.accept(proposal_id=pk, by=by, at=AT) for pair in pairs))
    assert WireCluster.objects.get().articles.count() == 3
    at_once(*(lambda pk=pair.pk: clusters.reopen(proposal_id=pk, by=by, at=AT) for pair in pairs))
    assert not WireCluster.objects.exists()
    assert not ClusterProposal.objects.exclude(review_state="suggested").exists()
