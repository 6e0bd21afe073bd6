"""Who has the last word on what was taken back: its sender by a newer version, an editor in any case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from claims.models import Article, AuditEvent, Cancellation, Commitment, Statement
from claims.services import ingest, link, pipeline, withdraw
from tests import factories
from tests.factories import AT
from tests.services.wire import GUID, PROMISE, TEXT, arrives, draft, killed

pytestmark = pytest.mark.django_db

CHANGED = f"{TEXT}\n\nOne more sentence."


def shown() -> list[Article]:
    return list(Article.objects.current().filter(guid=GUID))


def withdrawn_by_an_editor(**fields: Any) -> Article:
    article = arrives(**fields).article
    withdraw.withdraw(article_id=article.pk, by=factories.editor(), because="It is not true", at=AT)
    return article


# ----------------------------------------------------------------------------------------------------- out of order


def test_a_kill_that_comes_first_keeps_the_item_out() -> None:
    assert killed(version="2").code == "nothing_to_withdraw"
    late = arrives(version="1")
    assert (late.state, late.code, late.article) == ("refused", "withdrawn", None)
    assert not Article.objects.exists()
    assert arrives(version="3").state == "imported"  # sent anew


def test_of_two_kills_the_later_counts_whichever_comes_first() -> None:
    killed(version="4")
    killed(version="2")
    assert Cancellation.objects.get().version == "4"
    assert arrives(version="3").code == "withdrawn"


def test_a_sender_may_spell_its_name_in_two_ways() -> None:
    article = arrives(version="1").article
    assert killed(version="2", outlet="Nordwire AS").code == "withdrawn"
    article.refresh_from_db()
    assert article.withdrawn_at is not None


def test_nobody_is_taken_for_another_where_that_is_not_sure() -> None:
    arrives(guid="17", version="1")
    assert killed(guid="17", outlet="Sudpress").code == "nothing_to_withdraw"  # anybody may count to seventeen
    for outlet in ("Nordwire", "Sudpress"):
        arrives(f"{TEXT}\n\n{outlet}.", outlet=outlet)
    assert killed(outlet="Westwire").code == "nothing_to_withdraw"  # which of the two?
    foreign = replace(draft(status="canceled"), outlet="")
    outcome = ingest.store(draft=foreign, fetched_from="https://other.example/kill.xml", by=None, at=AT)
    assert outcome.code == "nothing_to_withdraw"  # a site speaks for itself alone


@pytest.mark.parametrize("fields", [{"guid": "urn:other"}, {"outlet": "Sudpress"}, {"guid": ""}])
def test_it_keeps_nothing_else_out(fields: dict[str, str]) -> None:
    killed()
    assert arrives(**fields).state == "imported"


# -------------------------------------------------------------------------------------------- after its sender's kill


@pytest.mark.parametrize("text", [TEXT, CHANGED], ids=["the same text", "another text"])
@pytest.mark.parametrize("version", [{}, {"version": "2"}], ids=["no version", "the version of the kill"])
def test_what_does_not_say_that_it_is_newer_lifts_no_kill(text: str, version: dict[str, str]) -> None:
    arrives(**({"version": "1"} if version else {}))
    killed(**version)
    again = arrives(text, **version)
    assert again.code == "withdrawn"
    assert shown() == []


@pytest.mark.parametrize("text", [TEXT, CHANGED], ids=["the same text", "another text"])
@pytest.mark.parametrize("hold", [{"status": "withheld"}, {"embargoed_until": "as soon as we say"}], ids=str)
def test_a_newer_version_that_is_held_back_is_held_back_after_a_kill(text: str, hold: dict[str, str]) -> None:
    arrives(version="1")
    killed(version="2")
    arrives(text, version="3", **hold)
    assert shown() == []
    assert Article.objects.order_by("revision").last().withdrawn_at is None


def test_an_editor_who_restores_what_was_withheld_shows_nothing() -> None:
    article = arrives(version="1", status="withheld").article
    killed(version="2")
    pipeline.restore(article_id=article.pk, by=factories.editor(), at=AT)
    article.refresh_from_db()
    assert (article.withdrawn_at, article.status) == (None, "withheld")
    assert shown() == []


def test_evidence_from_a_version_that_lifts_a_kill_counts_again() -> None:
    editor = factories.editor()
    commitment = factories.decided(
        factories.commitment(factories.statement(factories.article(), speaker=factories.person("Ana Ruiz")))
    )
    found = factories.evidence(commitment, factories.statement(arrives(version="1").article, PROMISE))
    link.accept(link_id=found.pk, by=editor, at=AT)
    killed(version="2")
    assert Commitment.objects.get().evidence_state == "none"
    arrives(CHANGED, version="3")
    assert Commitment.objects.get().evidence_state == "contradicting"


# ------------------------------------------------------------------------------------------------- after an editor's


@pytest.mark.parametrize("text", [TEXT, CHANGED], ids=["the same text", "another text"])
def test_no_newer_version_undoes_what_an_editor_withdrew(text: str) -> None:
    statement = factories.statement(withdrawn_by_an_editor(version="1"), PROMISE)
    newer = arrives(text, version="2")
    assert newer.state == "updated"
    assert "An editor withdrew this item" in newer.message
    assert shown() == []
    assert not Statement.objects.standing().filter(pk=statement.pk).exists()


def test_restored_the_newest_version_stands_with_all_that_was_made_of_the_old_one() -> None:
    old = withdrawn_by_an_editor(version="1")
    statement = factories.decided(factories.statement(old, PROMISE))
    new = arrives(CHANGED, version="2").article
    assert (new.withdrawn_by, new.withdrawn_because) == (factories.editor(), "It is not true")
    pipeline.restore(article_id=old.pk, by=factories.editor(), at=AT)
    assert shown() == [new]
    statement.refresh_from_db()
    assert statement.article == new


def test_a_kill_of_what_an_editor_withdrew_changes_nothing() -> None:
    article = withdrawn_by_an_editor(version="1")
    assert killed(version="2").state == "duplicate"
    article.refresh_from_db()
    assert article.withdrawn_by == factories.editor()


def test_the_ledger_does_not_tell_a_note_to_editors() -> None:
    arrives(version="1", editors_note="Source: the mayor's driver.")
    arrives(version="2", editors_note="Source: her brother.")
    told = AuditEvent.objects.get(verb="article.described_anew")
    assert (told.before["editors_note"], told.after["editors_note"]) == (True, True)
    assert "brother" not in f"{told.before}{told.after}"
