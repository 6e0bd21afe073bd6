"""What is under embargo or withheld is stored and hidden, and comes out by itself at its time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from claims import tasks
from claims.models import Article, AuditEvent, Commitment, EvidenceLink, Run, RunItem, Statement
from claims.queries import desk, evidence, reader, review, statements, timeline
from claims.queries.people import Tab
from claims.queries.people import listed as people_listed
from claims.queries.statements import Filters
from claims.services import ingest, lines, link, pipeline, runs
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT
from tests.services.wire import ASIDE, OPENING, PROMISE, TEXT, arrives

pytestmark = pytest.mark.django_db

FAR, PAST = "2999-01-01T06:00:00Z", "2020-01-01T06:00:00Z"
LATER = datetime(2999, 1, 1, 6, tzinfo=UTC)
SECOND = f"UPDATE\n\n{PROMISE}\n\n{ASIDE}"


def test_it_is_stored_hidden_and_not_read() -> None:
    article = arrives(embargoed_until=FAR).article
    assert article.embargoed_until == LATER
    assert not Article.objects.visible().exists()
    assert list(Article.objects.hidden()) == [article]
    assert not article.is_visible(AT)


def test_the_rule_looks_at_the_time() -> None:
    arrives(embargoed_until=FAR)
    assert not Article.objects.visible(LATER - timedelta(microseconds=1)).exists()
    assert Article.objects.visible(LATER).exists()


def test_an_embargo_that_is_over_hides_nothing() -> None:
    article = arrives(embargoed_until=PAST).article
    assert list(Article.objects.current()) == [article]
    assert article.released_at == AT
    assert pipeline.release_due(at=AT) is None


def test_an_import_does_not_read_it_and_the_release_does() -> None:
    item = {"uri": "urn:x", "version": "1", "type": "text", "headline": "Harbour", "embargoed": FAR, "body_text": TEXT}
    run = ingest.submit(submissions=[Submission("x.json", json.dumps(item).encode())], by=None, at=AT)
    assert pipeline.perform_all(run_id=run.pk) == [run.pk]
    article = Article.objects.get()
    assert (article.embargoed_until, article.extracted_at) == (LATER, None)
    assert pipeline.release_due(at=LATER - timedelta(seconds=1)) is None
    released = pipeline.release_due(at=LATER)
    pipeline.perform(run_id=released, clock=lambda: LATER)
    assert article.statements.exists()
    assert AuditEvent.objects.filter(verb="article.released", target_id=article.pk).count() == 1
    assert pipeline.release_due(at=LATER) is None


def test_one_that_cannot_take_its_place_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (f"{OPENING}{PROMISE} {number}" for number in range(3))
    first, bad, last = (arrives(text, guid=f"urn:{at}", embargoed_until=FAR).article for at, text in enumerate(texts))
    real = lines.take_place

    def flaky(article: Article, **more: Any) -> None:
        if article == bad:
            raise IntegrityError("two at one place")
        real(article, **more)

    monkeypatch.setattr(lines, "take_place", flaky)
    for _ in range(2):
        run_id = pipeline.release_due(at=LATER)
    assert run_id is None
    run = Run.objects.get()
    assert set(run.items.values_list("article", flat=True)) == {first.pk, last.pk}
    assert (run.total, run.state) == (2, "queued")
    assert set(Article.objects.filter(released_at=LATER)) == {first, last}
    assert not AuditEvent.objects.filter(verb="article.released", target_id=bad.pk).exists()

    monkeypatch.undo()
    again = pipeline.release_due(at=LATER)
    assert [item.article for item in RunItem.objects.filter(run=again)] == [bad]


def test_the_sweeper_sends_out_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    article = arrives(embargoed_until=PAST).article
    Article.objects.update(released_at=None)
    sent: list[Any] = []
    monkeypatch.setattr(tasks, "dispatch", sent.append)
    tasks.sweep()
    tasks.sweep()
    assert [RunItem.objects.get(run=run_id).article for run_id in sent] == [article]


def test_a_run_that_comes_to_what_is_hidden_meanwhile_leaves_it_alone() -> None:
    article = arrives().article
    run = runs.start(kind="extract", article_ids=[article.pk], by=None)
    hide(article, "embargo")
    pipeline.perform(run_id=run.pk)
    assert (run.items.get().state, run.items.get().code) == ("refused", "hidden")


def test_an_embargo_that_nobody_can_read_holds_until_an_editor_ends_it() -> None:
    article = arrives(embargoed_until="9999-12-31T23:59:59-12:00").article
    assert (article.status, article.embargoed_until) == ("withheld", None)
    assert "embargo" in article.warnings[-1]


def test_withheld_waits_for_a_usable_version() -> None:
    article = arrives(version="1", status="withheld").article
    assert not Article.objects.visible(LATER).exists()
    assert arrives(version="1", status="withheld").state == "duplicate"
    assert arrives(version="2").state == "updated"
    assert list(Article.objects.current()) == [article]


def test_a_version_under_embargo_takes_nobodys_place_before_its_time() -> None:
    first = arrives(version="1").article
    second = arrives(SECOND, version="2", embargoed_until=FAR).article
    statement = factories.decided(factories.statement(first, "“We will deepen the harbour by May,”"))
    assert list(Article.objects.current()) == [first]
    assert pipeline.release_due(at=LATER) is not None
    statement.refresh_from_db()
    second.refresh_from_db()
    assert (statement.article, second.supersedes) == (second, first)


def test_one_that_was_overtaken_before_its_time_never_comes_up() -> None:
    first = arrives(version="1").article
    second = arrives(SECOND, version="2", embargoed_until=FAR).article
    third = arrives(f"{SECOND}\n\nMore.", version="3").article
    assert list(Article.objects.current()) == [third]
    assert [third.supersedes, Article.objects.get(pk=second.pk).supersedes] == [first, None]  # nobody is led to it
    Article.objects.filter(pk=second.pk).update(embargoed_until=PAST)
    assert list(Article.objects.current()) == [third]
    assert pipeline.release_due(at=AT) is None
    third.refresh_from_db()
    assert [third.supersedes, Article.objects.get(pk=second.pk).supersedes] == [second, first]
    assert list(Article.objects.current()) == [third]


# --------------------------------------------------------------------------------------- hidden on every shared read


@pytest.fixture
def made() -> dict[str, Any]:
    """A promise and a report on it, both accepted; each in an article of its own."""
    editor = factories.editor()
    promise = arrives(version="1").article
    report = factories.article("Harbour\n\n“Nobody has dug,” Bo Lind said.\n\n“Not one spade,” he said.")
    speaker = factories.person("Ana Ruiz")
    first = factories.statement(promise, "“We will deepen the harbour by May,”", speaker=speaker)
    commitment = factories.commitment(first)
    evidence = factories.evidence(commitment, factories.statement(report, "“Nobody has dug,”", speaker=speaker))
    link.accept(link_id=evidence.pk, by=editor, at=AT)
    factories.statement(report, "“Not one spade,”")
    return {"editor": editor, "promise": promise, "report": report, "commitment": commitment, "speaker": speaker}


def hide(article: Article, how: str) -> None:
    columns = {"embargo": {"embargoed_until": LATER}, "withheld": {"status": "withheld"}, "gone": {"withdrawn_at": AT}}
    Article.objects.filter(pk=article.pk).update(**columns[how])


@pytest.mark.parametrize("how", ["embargo", "withheld", "gone"])
def test_a_hidden_report_is_on_no_list_and_counts_for_nothing(made: dict[str, Any], how: str) -> None:
    assert len(timeline.of_commitment(made["commitment"])) == 2
    hide(made["report"], how)
    assert [entry.kind for entry in timeline.of_commitment(made["commitment"])] == ["commitment"]
    assert [entry.kind for entry in timeline.of_person(made["speaker"])] == ["commitment"]
    assert not statements.listed(Filters(words="dug")).exists()
    assert not statements.listed(Filters(review_state="accepted", words="dug")).exists()
    assert not review.queue(review.Tab.ALL).exists()
    assert not EvidenceLink.objects.accepted().exists()
    assert not EvidenceLink.objects.waiting().exists()
    assert list(reader.listed()) == [made["promise"]]
    assert not list(evidence.quotable("dug"))
    shown = desk.desk(made["editor"], AT.date())
    assert (shown.contradictions, shown.statements_waiting) == ([], 0)


@pytest.mark.parametrize("how", ["embargo", "withheld", "gone"])
def test_a_promise_from_a_hidden_article_is_on_no_list(made: dict[str, Any], how: str) -> None:
    hide(made["promise"], how)
    assert not Commitment.objects.standing().exists()
    assert not Commitment.objects.open().exists()
    assert [entry.kind for entry in timeline.of_person(made["speaker"])] == ["statement"]
    shown = desk.desk(made["editor"], AT.date())
    assert (shown.contradictions, shown.commitments_waiting, shown.due) == ([], 0, [])


def test_somebody_whom_only_a_hidden_article_names_is_not_listed() -> None:
    run = ingest.submit(submissions=[Submission("a.txt", TEXT.encode())], by=None, at=AT)
    pipeline.perform_all(run_id=run.pk)
    assert {person.name for person in people_listed(Tab.ALL)} == {"Ana Ruiz", "Bo Lind"}
    hide(Article.objects.get(), "embargo")
    assert not people_listed(Tab.ALL).exists()


def test_hidden_statements_are_linked_to_nothing(made: dict[str, Any]) -> None:
    hide(made["report"], "embargo")
    EvidenceLink.objects.all().delete()
    link.suggest(article_id=made["promise"].pk, at=AT)
    assert not EvidenceLink.objects.exists()


def test_an_embargo_that_comes_later_is_weighed_at_once_and_again_at_its_end(made: dict[str, Any]) -> None:
    Article.objects.filter(pk=made["report"].pk).update(provider="Nordwire", guid="urn:dug", version="1")
    assert Commitment.objects.get().evidence_state == "contradicting"
    arrives(made["report"].text, guid="urn:dug", version="2", embargoed_until=FAR)
    assert Commitment.objects.get().evidence_state == "none"
    Article.objects.filter(pk=made["report"].pk).update(embargoed_until=PAST)
    pipeline.release_due(at=AT)
    assert Commitment.objects.get().evidence_state == "contradicting"


def test_a_text_that_was_here_freely_is_hidden_by_its_items_embargo() -> None:
    article = factories.imported(f"{OPENING}{PROMISE}").article
    arrives(f"{OPENING}{PROMISE}", embargoed_until=FAR)
    assert not Article.objects.visible().filter(pk=article.pk).exists()
    assert Statement.objects.standing().count() == 0
