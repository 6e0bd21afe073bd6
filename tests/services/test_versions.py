"""Versions of one item: which counts, whose place it takes, and what becomes of what people made of the old one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, AuditEvent, Commitment, EvidenceLink, FollowUp, Statement, StatementSpan, WireCluster
from claims.services import clusters, extract, ingest, link, pipeline, review, runs, track
from claims.services.review import CommitmentDetails
from tests import copies, factories
from tests.factories import AT
from tests.services.wire import ASIDE, GUID, OPENING, PROMISE, TEXT, arrives, draft

pytestmark = pytest.mark.django_db

WORDS = "“We will deepen the harbour by May,”"
CORRECTED = f"UPDATE: the vote is on Friday\n\nA paragraph that is new.\n\n{PROMISE}\n\n{ASIDE}"
REWORDED = f"{OPENING}“We will deepen this harbour by May,” Mayor Ana Ruiz said.\n\n{ASIDE}"
CUT = f"{OPENING}The mayor spoke to reporters.\n\n{ASIDE}"


def test_the_first_of_an_item_is_a_new_article() -> None:
    outcome = arrives(version="1", updated="2024-05-01T08:00:00Z")
    article = outcome.article
    assert article is not None
    assert outcome.state == "imported"
    assert (article.provider, article.guid, article.version, article.revision) == ("Nordwire", GUID, "1", 1)
    assert article.updated_at_source is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"version": "1"}, {"version": "2"}),
        ({"updated": "2024-05-01T08:00:00Z"}, {"updated": "2024-05-01T09:00:00Z"}),
    ],
)
def test_a_higher_version_or_a_later_change_takes_the_place(old: dict[str, Any], new: dict[str, Any]) -> None:
    before = arrives(**old).article
    outcome = arrives(CORRECTED, **new)
    assert outcome.state == "updated"
    assert outcome.article.supersedes == before
    assert list(Article.objects.current()) == [outcome.article]
    assert outcome.article.warnings == []


def test_the_same_again_is_a_duplicate() -> None:
    first = arrives(version="2")
    again = arrives(version="2")
    assert (again.state, again.article) == ("duplicate", first.article)


def test_an_older_version_is_refused_and_a_known_older_text_is_a_duplicate() -> None:
    first = arrives(version="1").article
    arrives(CORRECTED, version="3")
    late = arrives(CUT, version="2")
    assert (late.state, late.code) == ("refused", "outdated")
    assert arrives(version="1").article == first
    assert Article.objects.count() == 2


@pytest.mark.parametrize("stated", [{"version": "1"}, {}], ids=["the same version", "no version"])
def test_another_text_that_does_not_say_it_is_newer_counts_with_a_warning(stated: dict[str, Any]) -> None:
    arrives(**stated)
    outcome = arrives(CORRECTED, **stated)
    assert outcome.state == "updated"
    assert "does not say that it is a newer one" in outcome.article.warnings[0]


def test_the_same_guid_of_another_provider_is_another_item() -> None:
    arrives(version="1")
    assert arrives(CORRECTED, version="2", outlet="Sudpress").state == "imported"
    assert Article.objects.current().count() == 2


def test_a_newer_version_with_the_same_text_says_anew_what_may_be_done_with_it() -> None:
    article = arrives(version="1").article
    outcome = arrives(version="2", usage_terms="Not for broadcast.")
    article.refresh_from_db()
    assert (outcome.state, outcome.article) == ("updated", article)
    assert (article.version, article.usage_terms) == ("2", "Not for broadcast.")
    assert AuditEvent.objects.get(verb="article.described_anew").after["version"] == "2"


def test_a_text_that_comes_back_is_the_newest_again() -> None:
    first = arrives(version="1").article
    second = arrives(CORRECTED, version="2").article
    assert arrives(version="3").state == "updated"
    assert list(Article.objects.current()) == [first]
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.supersedes, first.revision) == (second, 3)
    assert second.supersedes is None


def test_a_text_that_was_here_without_a_name_gets_that_of_its_item() -> None:
    paste = factories.imported(TEXT).article
    assert arrives(version="1").state == "duplicate"
    paste.refresh_from_db()
    assert (paste.provider, paste.guid, paste.version) == ("Nordwire", GUID, "1")
    assert arrives(CORRECTED, version="2").article.supersedes == paste


# ------------------------------------------------------------------------------------------------ what rests on it


@pytest.fixture
def made() -> dict[str, Any]:
    """A promise that an editor accepted in version 1, with accepted evidence from another article."""
    editor = factories.editor()
    article = arrives(version="1").article
    ana = factories.person("Ana Ruiz")
    statement = factories.statement(article, WORDS, cue="said", source="Mayor Ana Ruiz", speaker=ana)
    details = CommitmentDetails(title="Deepen the harbour", polarity="will")
    commitment = review.mark_commitment(statement_id=statement.pk, details=details, by=editor, at=AT)
    report = factories.statement(factories.article("Harbour\n\n“Nobody has dug,” Bo Lind said."), "“Nobody has dug,”")
    evidence = factories.evidence(commitment, report)
    link.accept(link_id=evidence.pk, by=editor, at=AT)
    return {"editor": editor, "article": article, "statement": statement, "commitment": commitment, "link": evidence}


def check_anchors(article: Article) -> None:
    """Every span on an article stands on its words."""
    for span in StatementSpan.objects.filter(statement__article=article):
        assert span.span.of(article.text) == span.exact
    for statement in article.statements.all():
        assert article.text[statement.start : statement.end] == statement.text


def test_reviewed_statements_move_to_the_new_version_with_all_that_rests_on_them(made: dict[str, Any]) -> None:
    new = arrives(CORRECTED, version="2").article
    statement = Statement.objects.get(pk=made["statement"].pk)
    assert (statement.article, statement.text, statement.review_state) == (new, WORDS, "accepted")
    assert statement.start == new.text.index(WORDS)
    check_anchors(new)
    assert statement.spans.count() == 3
    source = made["commitment"].sources.get()
    assert source.span.of(new.text) == WORDS
    promised = made["link"].spans.get(side="commitment")
    assert (promised.article, promised.span.of(new.text)) == (new, promised.exact)
    assert not FollowUp.objects.filter(key__startswith="unanchored").exists()
    assert not FollowUp.objects.filter(key__startswith="reworded").exists()
    assert AuditEvent.objects.get(verb="statement.carried_over").target_id == statement.pk
    track.weigh(commitment_id=made["commitment"].pk, by=made["editor"], at=AT)
    assert Commitment.objects.get().evidence_state == "contradicting"


def test_words_that_changed_a_little_move_and_somebody_is_asked_to_look(made: dict[str, Any]) -> None:
    new = arrives(REWORDED, version="2").article
    statement = Statement.objects.get(pk=made["statement"].pk)
    assert (statement.article, statement.text) == (new, "“We will deepen this harbour by May,”")
    check_anchors(new)
    commitment = Commitment.objects.get()
    assert commitment.quote == statement.text
    asked = commitment.follow_ups.get(key__startswith="reworded:")
    assert (asked.assignee, asked.state) == (made["editor"], "open")
    assert AuditEvent.objects.get(verb="commitment.reworded").before == {"quote": WORDS}


def test_what_the_new_version_does_not_say_stays_and_is_flagged_to_its_owner(made: dict[str, Any]) -> None:
    owner = factories.editor("olga")
    Commitment.objects.update(owner=owner)
    new = arrives(CUT, version="2").article
    statement = Statement.objects.get(pk=made["statement"].pk)
    assert (statement.article, statement.review_state) == (made["article"], "accepted")
    asked = Commitment.objects.get().follow_ups.get(key=f"unanchored:{statement.pk}")
    assert (asked.assignee, asked.due_on) == (owner, AT.date())
    assert "does not say it any more" in asked.title
    assert AuditEvent.objects.filter(verb="statement.left_behind", target_id=statement.pk).exists()
    new.refresh_from_db()
    assert "Not in this version any more" in new.warnings[0]
    track.weigh(commitment_id=made["commitment"].pk, by=made["editor"], at=AT)
    assert Commitment.objects.get().follow_ups.filter(pk=asked.pk, state="open").exists()


def test_evidence_from_the_old_version_is_found_in_the_new_one_and_counts_once(made: dict[str, Any]) -> None:
    report = made["link"].statement.article
    Article.objects.filter(pk=report.pk).update(provider="Nordwire", guid="urn:nordwire:dug", version="1")
    longer = "Harbour\n\nA day later.\n\n“Nobody has dug,” Bo Lind said.\n\n“Not one spade,” he said."
    new = arrives(longer, guid="urn:nordwire:dug", version="2").article
    moved = EvidenceLink.objects.get()
    span = moved.spans.get(side="evidence")
    assert (moved.statement.article, span.article, span.span.of(new.text)) == (new, new, span.exact)
    again = factories.evidence(made["commitment"], factories.statement(new, "“Not one spade,”"))
    link.accept(link_id=again.pk, by=made["editor"], at=AT)
    assert track.weight_of(made["commitment"]).contradicting.sources == 1


def test_a_passage_that_a_person_quoted_is_found_again_or_flagged(made: dict[str, Any]) -> None:
    report = arrives("Works\n\nThe dredger lies idle in the dock.", guid="urn:works", version="1").article
    words = {"words": "lies idle in the dock", "relation": "contradicts", "rationale": "Seen."}
    quoted = link.add_passage(
        commitment_id=made["commitment"].pk, article_id=report.pk, **words, by=made["editor"], at=AT
    )
    second = arrives("Works\n\nToday too the dredger lies idle in the dock.", guid="urn:works", version="2").article
    span = quoted.spans.get(side="evidence")
    assert (span.article, span.span.of(second.text)) == (second, "lies idle in the dock")
    arrives("Works\n\nThe dredger is at work.", guid="urn:works", version="3")
    assert quoted.spans.get(side="evidence").article == second
    assert FollowUp.objects.get(key=f"unanchored:{quoted.pk}").assignee == made["editor"]


def test_rejected_statements_stay_rejected_in_the_new_version() -> None:
    article = arrives(version="1").article
    rejected = factories.decided(factories.statement(article, WORDS), "rejected")
    new = arrives(CORRECTED, version="2").article
    rejected.refresh_from_db()
    assert (rejected.article, rejected.review_state) == (new, "rejected")


def test_suggestions_nobody_looked_at_are_found_anew_and_only_there() -> None:
    first = arrives(version="1").article
    kept, lost = (factories.statement(first, words) for words in (WORDS, "“The fishermen have waited long enough,”"))
    new = arrives(f"{OPENING}{PROMISE}\n\nNobody else spoke.", version="2").article
    assert list(Statement.objects.values_list("pk", "article")) == [(kept.pk, new.pk)]
    assert not Statement.objects.filter(pk=lost.pk).exists()


def test_extraction_reads_the_new_version_and_leaves_the_old_alone() -> None:
    """Also where both came in one file, and where the old one waited to be read."""
    first, second = arrives(version="1").article, arrives(CORRECTED, version="2").article
    run = runs.start(kind="extract", article_ids=[first.pk, second.pk], by=None)
    pipeline.perform(run_id=run.pk)
    assert list(run.items.values_list("state", "code")) == [("refused", "superseded"), ("done", "")]
    assert not first.statements.exists()
    assert second.statements.count() == 2


def test_a_second_reading_of_the_new_version_changes_nothing_decided(made: dict[str, Any]) -> None:
    new = arrives(CORRECTED, version="2").article
    extract.read(article_id=new.pk, at=AT)
    extract.read(article_id=new.pk, at=AT)
    assert new.statements.filter(text=WORDS).count() == 1
    assert Commitment.objects.count() == 1


def test_what_is_not_said_any_more_is_asked_about_once_and_moves_if_it_comes_back(made: dict[str, Any]) -> None:
    for version in "2345":
        new = arrives(f"{CUT}\n\nVersion {version}.", version=version).article
    assert FollowUp.objects.filter(key__startswith="unanchored:").count() == 1
    new.refresh_from_db()
    assert len(new.warnings) == 1
    again = arrives(f"{TEXT}\n\nIt is back.", version="6").article
    assert Statement.objects.get(pk=made["statement"].pk).article == again


def test_a_version_costs_the_same_however_many_were_before(django_assert_max_num_queries: Any) -> None:
    def version(number: int) -> Article:
        article = arrives(f"{TEXT}\n\nVersion {number}.", version=str(number)).article
        extract.read(article_id=article.pk, at=AT)
        return article

    for number in range(1, 12):
        version(number)
    few = CaptureQueriesContext(connection)
    with few:
        arrives(f"{TEXT}\n\nVersion 12.", version="12")
    for number in range(13, 31):
        version(number)
    with django_assert_max_num_queries(len(few) + 2 * 19):  # no more than to see that an old one holds nothing
        arrives(f"{TEXT}\n\nVersion 31.", version="31")


def test_hidden_versions_supersede_nothing_and_are_not_superseded() -> None:
    first = arrives(version="1").article
    hidden = arrives(CORRECTED, version="2", status="withheld").article
    third = arrives(f"{CORRECTED}\n\nMore.", version="3").article
    hidden.refresh_from_db()
    assert (third.supersedes, hidden.supersedes) == (first, None)
    assert not Article.objects.filter(supersedes=hidden).exists()


def test_what_was_joined_to_another_report_stays_joined_in_the_new_version() -> None:
    one = copies.article(1, "Agency", guid=GUID, provider="Nordwire", version="1")
    other = copies.article(1, "Courier", without=1)
    editor = factories.editor()
    pair = clusters.accept(proposal_id=copies.proposal(one, other).pk, by=editor, at=AT)
    promise = factories.commitment(factories.statement(factories.article(), speaker=factories.person("Ana Ruiz")))
    commitment = factories.decided(promise)
    for article in (one, other):
        found = factories.evidence(commitment, factories.statement(article))
        link.accept(link_id=found.pk, by=editor, at=AT)
    assert track.weight_of(commitment).contradicting.sources == 1
    new = arrives(f"{one.text}\n\nThis is new.", version="2").article
    other.refresh_from_db()
    assert new.wire_cluster == other.wire_cluster is not None
    assert track.weight_of(commitment).contradicting.sources == 1
    clusters.reopen(proposal_id=pair.pk, by=editor, at=AT)
    assert not Article.objects.exclude(wire_cluster=None).exists()
    assert track.weight_of(commitment).contradicting.sources == 2


def test_what_an_editor_took_out_of_a_cluster_stays_out_in_every_version() -> None:
    one = copies.article(1, "Agency", guid=GUID, provider="Nordwire", version="1")
    other = copies.article(1, "Courier", without=1)
    editor = factories.editor()
    clusters.accept(proposal_id=copies.proposal(one, other).pk, by=editor, at=AT)
    second = arrives(f"{one.text}\n\nThis is new.", version="2").article
    clusters.take_out(article_id=second.pk, by=editor, at=AT)
    arrives(f"{one.text}\n\nThis is newer.", version="3")
    assert not Article.objects.exclude(wire_cluster=None).exists()
    assert not WireCluster.objects.exists()


def test_two_feeds_of_one_site_may_both_count_from_one() -> None:
    fetched = {"by": None, "at": AT}
    for name, guid in (("news", "1"), ("sport", "1"), ("news", "urn:x:7"), ("sport", "urn:x:7")):
        text = f"About {name}, {guid}\n\nSomething happened."
        one = replace(draft(text, guid=guid, version=""), kind="feed")
        ingest.store(draft=one, fetched_from=f"https://harbour.example/{name}.xml", **fetched)
    assert Article.objects.filter(guid="1", supersedes=None).count() == 2
    assert Article.objects.filter(guid="urn:x:7").current().count() == 1
