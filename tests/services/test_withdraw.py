"""Withdrawn articles: hidden, counted no more, flagged to whoever works with them; and brought back."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Article, AuditEvent, Commitment, FollowUp, Statement
from claims.models.article import BECAUSE_LENGTH
from claims.services import link, pipeline, review, track, withdraw
from claims.services.errors import Conflict
from claims.services.review import CommitmentDetails
from tests import factories
from tests.factories import AT
from tests.services.wire import GUID, TEXT, arrives, killed

pytestmark = pytest.mark.django_db

DUG = "urn:nordwire:dug"


@pytest.fixture
def made() -> dict[str, Any]:
    """A promise from one article of the wire, contradicted by accepted evidence from another."""
    editor = factories.editor()
    promise = arrives(version="1").article
    report = arrives("Harbour\n\n“Nobody has dug,” Bo Lind said.", guid=DUG, version="1").article
    statement = factories.statement(promise, "“We will deepen the harbour by May,”", speaker=factories.person("Ana"))
    details = CommitmentDetails(title="Deepen the harbour", polarity="will")
    commitment = review.mark_commitment(statement_id=statement.pk, details=details, by=editor, at=AT)
    evidence = factories.evidence(commitment, factories.statement(report, "“Nobody has dug,”"))
    link.accept(link_id=evidence.pk, by=editor, at=AT)
    return {"editor": editor, "promise": promise, "report": report, "commitment": commitment, "link": evidence}


def state_of_evidence() -> str:
    return Commitment.objects.get().evidence_state


def test_a_kill_withdraws_the_article_and_its_evidence_counts_no_more(made: dict[str, Any]) -> None:
    assert state_of_evidence() == "contradicting"
    outcome = killed(guid=DUG, version="2")
    assert (outcome.state, outcome.code, outcome.article) == ("updated", "withdrawn", made["report"])
    report = Article.objects.get(pk=made["report"].pk)
    assert (report.withdrawn_at, report.withdrawn_by, report.version) == (AT, None, "2")
    assert state_of_evidence() == "none"
    made["link"].refresh_from_db()
    assert made["link"].is_accepted  # what a person decided stays as it was
    asked = FollowUp.objects.get(key=f"withdrawn:{report.pk}")
    assert (asked.commitment, asked.assignee) == (made["commitment"], made["editor"])
    assert AuditEvent.objects.filter(verb="article.withdrawn", target_id=report.pk, actor=None).count() == 1


def test_a_promise_from_a_withdrawn_article_is_flagged_to_its_owner(made: dict[str, Any]) -> None:
    owner = factories.editor("olga")
    Commitment.objects.update(owner=owner)
    killed()
    assert FollowUp.objects.get(key__startswith="withdrawn:").assignee == owner
    assert not Commitment.objects.standing().exists()
    assert not Statement.objects.standing().filter(article=made["promise"]).exists()


def test_what_it_asked_for_stays_when_somebody_works_on_the_promise(made: dict[str, Any]) -> None:
    killed(guid=DUG)
    track.weigh(commitment_id=made["commitment"].pk, by=made["editor"], at=AT)
    assert FollowUp.objects.get(key__startswith="withdrawn:").state == "open"


def test_every_version_goes_and_comes_back(made: dict[str, Any]) -> None:
    second = arrives("Harbour\n\nUpdated.\n\n“Nobody has dug,” Bo Lind said.", guid=DUG, version="2").article
    killed(guid=DUG, version="3")
    assert Article.objects.filter(guid=DUG, withdrawn_at=None).count() == 0
    assert state_of_evidence() == "none"
    pipeline.restore(article_id=made["report"].pk, by=made["editor"], at=AT)
    assert list(Article.objects.current().filter(guid=DUG)) == [second]
    assert state_of_evidence() == "contradicting"
    assert set(FollowUp.objects.filter(key__startswith="withdrawn:").values_list("state", flat=True)) <= {"dropped"}
    restored = AuditEvent.objects.filter(verb="article.restored")
    assert set(restored.values_list("actor", flat=True)) == {made["editor"].pk}
    with pytest.raises(Conflict, match="not withdrawn"):
        pipeline.restore(article_id=second.pk, by=made["editor"], at=AT)


def test_withdrawn_again_it_asks_again(made: dict[str, Any]) -> None:
    killed(guid=DUG)
    withdraw.restore(article_id=made["report"].pk, by=made["editor"], at=AT)
    withdraw.withdraw(article_id=made["report"].pk, by=made["editor"], at=AT)
    assert FollowUp.objects.get(key__startswith="withdrawn:").state == "open"
    assert Article.objects.get(pk=made["report"].pk).withdrawn_by == made["editor"]


def test_one_that_was_never_read_is_read_when_it_comes_back() -> None:
    article = arrives(version="1").article
    killed()
    assert not pipeline.release_due(at=AT)
    run_id = pipeline.restore(article_id=article.pk, by=factories.editor(), at=AT)
    assert run_id is not None
    pipeline.perform(run_id=run_id)
    assert article.statements.exists()


@pytest.mark.parametrize("fields", [{}, {"guid": "urn:unknown"}])
def test_a_kill_of_what_is_not_here_is_refused(fields: dict[str, str]) -> None:
    if fields:
        arrives()
    outcome = killed(**fields)
    assert (outcome.state, outcome.code) == ("refused", "nothing_to_withdraw")
    assert not Article.objects.exclude(withdrawn_at=None).exists()


def test_a_kill_that_is_older_than_what_is_here_is_refused() -> None:
    arrives(version="3")
    assert killed(version="2").code == "outdated"
    assert Article.objects.current().exists()


def test_a_second_kill_changes_nothing() -> None:
    arrives(version="1")
    killed(version="2")
    assert (killed(version="2").state, killed(version="2").code) == ("duplicate", "withdrawn")
    assert AuditEvent.objects.filter(verb="article.withdrawn").count() == 1


def test_what_was_withdrawn_does_not_come_back_by_being_sent_again() -> None:
    arrives(version="2")
    killed(version="3")
    again = arrives(version="2")
    assert (again.state, again.code) == ("duplicate", "withdrawn")
    assert not Article.objects.current().exists()


def test_its_sender_may_free_it_again_but_not_what_an_editor_withdrew() -> None:
    article = arrives(version="1").article
    killed(version="2")
    arrives(version="3")
    assert list(Article.objects.current()) == [article]
    withdraw.withdraw(article_id=article.pk, by=factories.editor(), at=AT)
    arrives(version="4")
    assert not Article.objects.current().exists()


def test_a_corrected_text_after_a_kill_is_a_new_version() -> None:
    arrives(version="1")
    killed(version="2")
    corrected = arrives(f"{TEXT}\n\nThis corrects an earlier version.", version="3").article
    assert list(Article.objects.filter(guid=GUID).current()) == [corrected]


# -------------------------------------------------------------------------------------------------- by an editor


def test_the_reason_is_kept_and_told_to_whoever_is_asked_to_look(made: dict[str, Any]) -> None:
    again = {"article_id": made["report"].pk, "by": made["editor"], "at": AT}
    withdraw.withdraw(**again, because="  It names\nthe wrong man ")
    report = Article.objects.get(pk=made["report"].pk)
    assert report.withdrawn_because == "It names the wrong man"
    assert AuditEvent.objects.get(verb="article.withdrawn").after == {"because": "It names the wrong man"}
    assert FollowUp.objects.get(key__startswith="withdrawn:").title.endswith("was withdrawn: It names the wrong man")
    withdraw.restore(**again)
    report.refresh_from_db()
    assert report.withdrawn_because == ""
    withdraw.withdraw(**again, because="It was never said")
    assert FollowUp.objects.get(key__startswith="withdrawn:").title.endswith("was withdrawn: It was never said")


def test_a_long_reason_and_a_long_headline_fit_into_the_title(made: dict[str, Any]) -> None:
    Article.objects.filter(pk=made["report"].pk).update(title="H" * 1000)
    withdraw.withdraw(article_id=made["report"].pk, by=made["editor"], because="B" * BECAUSE_LENGTH, at=AT)
    asked = FollowUp.objects.get(key__startswith="withdrawn:")
    asked.full_clean()
    assert asked.title.endswith("B" * BECAUSE_LENGTH)


def test_what_would_follow_is_known_before(made: dict[str, Any]) -> None:
    assert withdraw.reach(article_id=made["report"].pk) == withdraw.Reach(versions=1, promises=1)
    arrives("Harbour\n\nUpdated.\n\n“Nobody has dug,” Bo Lind said.", guid=DUG, version="2")
    assert withdraw.reach(article_id=made["report"].pk) == withdraw.Reach(versions=2, promises=1)
    assert withdraw.reach(article_id=factories.article().pk) == withdraw.Reach(versions=1, promises=0)
    killed(guid=DUG, version="3")
    assert withdraw.reach(article_id=made["report"].pk) == withdraw.Reach(versions=0, promises=0)


@pytest.mark.parametrize("hold", [{"status": "withheld"}, {"embargoed_until": "2999-01-01T06:00:00Z"}])
def test_what_was_held_back_before_is_held_back_when_it_is_restored(hold: dict[str, str]) -> None:
    article, by = arrives(**hold).article, factories.editor()
    withdraw.withdraw(article_id=article.pk, by=by, at=AT)
    assert pipeline.restore(article_id=article.pk, by=by, at=AT) is None
    assert list(Article.objects.hidden()) == [article]
    assert Article.objects.get().withdrawn_at is None


@pytest.mark.parametrize("by_editor", [True, False])
def test_what_its_sender_withholds_meanwhile_is_held_back_when_it_comes_back(by_editor: bool) -> None:
    article, by = arrives(version="1").article, factories.editor()
    withdraw.withdraw(article_id=article.pk, by=by if by_editor else None, at=AT)
    arrives(version="2", status="withheld")
    if by_editor:
        pipeline.restore(article_id=article.pk, by=by, at=AT)
    article.refresh_from_db()
    assert (article.withdrawn_at, article.status) == (None, "withheld")
    assert not Article.objects.visible().exists()
