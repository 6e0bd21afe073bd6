"""Evidence: an editor's answer to a suggestion, and evidence that an editor finds."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, AuditEvent, Commitment, EvidenceLink, FollowUp, Relation, Status
from claims.queries.evidence import AROUND, in_context
from claims.services import link, track
from tests import factories
from tests.web.scenes import accepted_promise, browser, htmx, promise, report

pytestmark = pytest.mark.django_db


def on_page(link: EvidenceLink) -> dict[str, str]:
    """The headers of an action on that link's card, from the page of its commitment."""
    here = f"http://testserver{link.commitment.get_absolute_url()}"
    return {**htmx(f"evidence-{link.pk}"), "HX-Current-URL": here}


def rule_broken(link: EvidenceLink) -> None:
    track.rule(
        commitment_id=link.commitment_id,
        status=Status.BROKEN,
        broken_reason="reversed",
        rationale="It rose.",
        link_ids=[link.pk],
        latest_ruling_id=None,
        by=factories.editor(),
        at=timezone.now(),
    )


@pytest.fixture
def commitment() -> Commitment:
    return accepted_promise()


@pytest.fixture
def suggestion(commitment: Commitment) -> EvidenceLink:
    return report(commitment)


@pytest.mark.parametrize("name", ["evidence-accept", "evidence-reject", "evidence-reopen", "evidence-relation"])
def test_only_a_reviewer_decides(name: str, suggestion: EvidenceLink) -> None:
    url = reverse(name, args=[suggestion.pk])
    assert browser().post(url).url.startswith(reverse("sign-in"))
    assert browser(factories.reader()).post(url, {"relation": "context"}).status_code == 403
    assert not AuditEvent.objects.exists()


def test_both_sides_stand_in_their_context_with_the_exact_words_marked(suggestion: EvidenceLink) -> None:
    page = browser(factories.reader()).get(suggestion.commitment.get_absolute_url()).content.decode()
    words = (
        "Mara Quist said that <mark>the harbour toll will not rise before the election</mark>, and that she meant it."
    )
    assert page.count(words) == 1
    assert "announced that <mark>the toll rises by ten per cent in July</mark>. Nobody was asked." in page
    assert "strong (0.80)" in page
    assert "Both are about bridges." in page


def test_context_stays_in_its_paragraph_and_is_cut_between_words() -> None:
    long = "one two three " * 40
    article = factories.article(f"Title\n\n{long}the marked words {long}\n\nNext paragraph")
    statement = factories.statement(article, "the marked words")
    span = factories.evidence(promise(), statement).spans.get(side="evidence")
    passage = in_context(span)
    assert passage.exact == "the marked words"
    assert passage.cut_before
    assert passage.cut_after
    assert len(passage.before) <= AROUND
    assert passage.before.split()[0] in ("one", "two", "three")
    assert "Next" not in passage.after


def test_accepting_on_the_page_answers_with_the_card_and_all_that_changed(suggestion: EvidenceLink) -> None:
    data = {"relation": "contradicts", "rationale": "The decree is the raise."}
    url = reverse("evidence-accept", args=[suggestion.pk])
    answer = browser(factories.editor()).post(url, data, headers=on_page(suggestion)).content.decode()
    assert answer.lstrip().startswith(f'<article class="exhibit exhibit--accepted" id="evidence-{suggestion.pk}"')
    assert 'id="commitment-evidence"' not in answer
    assert 'id="evidence-tally" hx-swap-oob="true"' in answer
    for section in ("head", "ruling", "follow-ups", "timeline", "history"):
        assert f'id="commitment-{section}" hx-swap-oob="true"' in answer
    assert "The decree is the raise." in answer
    assert "1 report against, from 1 independent source" in answer
    assert "Verify the contradiction" in answer


def test_accepting_elsewhere_answers_with_the_card(suggestion: EvidenceLink) -> None:
    url = reverse("evidence-accept", args=[suggestion.pk])
    answer = browser(factories.editor()).post(url, headers=htmx(f"evidence-{suggestion.pk}")).content.decode()
    assert f'id="evidence-{suggestion.pk}"' in answer
    assert "commitment-head" not in answer
    suggestion.refresh_from_db()
    assert suggestion.is_accepted


def test_accepting_under_another_relation_as_a_plain_form(suggestion: EvidenceLink) -> None:
    url = reverse("evidence-accept", args=[suggestion.pk])
    response = browser(factories.editor()).post(url, {"relation": "qualifies", "rationale": ""})
    assert response.url.startswith(suggestion.commitment.get_absolute_url())
    suggestion.refresh_from_db()
    assert (suggestion.relation, suggestion.is_accepted) == (Relation.QUALIFIES, True)


def test_accepting_what_somebody_rejected_is_a_conflict_with_the_fresh_card(suggestion: EvidenceLink) -> None:
    link.reject(link_id=suggestion.pk, by=factories.admin(), at=timezone.now())
    url = reverse("evidence-accept", args=[suggestion.pk])
    response = browser(factories.editor()).post(url, headers=on_page(suggestion))
    assert response.status_code == 409
    assert "Ada Minh rejected this already. Undo that first." in response.content.decode()
    assert f'id="evidence-{suggestion.pk}"' in response.content.decode()
    suggestion.refresh_from_db()
    assert suggestion.is_rejected


@pytest.mark.parametrize("name", ["evidence-accept", "evidence-relation"])
def test_an_unknown_relation_is_invalid(name: str, suggestion: EvidenceLink) -> None:
    url = reverse(name, args=[suggestion.pk])
    response = browser(factories.editor()).post(url, {"relation": "proves"}, headers=on_page(suggestion))
    assert response.status_code == 422
    suggestion.refresh_from_db()
    assert suggestion.is_suggested


def test_a_rejected_suggestion_is_folded_away_and_can_be_undone(suggestion: EvidenceLink) -> None:
    client = browser(factories.editor())
    client.post(reverse("evidence-reject", args=[suggestion.pk]))
    page = client.get(suggestion.commitment.get_absolute_url())
    assert [one.pk for one in page.context["evidence"]["rejected"]] == [suggestion.pk]
    client.post(reverse("evidence-reopen", args=[suggestion.pk]))
    suggestion.refresh_from_db()
    assert suggestion.is_suggested


def test_taking_back_what_a_ruling_rests_on_marks_the_ruling_and_asks_for_a_look(suggestion: EvidenceLink) -> None:
    editor = factories.editor()
    link.accept(link_id=suggestion.pk, by=editor, at=timezone.now())
    rule_broken(suggestion)
    speaker = suggestion.commitment.person
    assert speaker is not None
    url = reverse("evidence-reopen", args=[suggestion.pk])
    answer = browser(editor).post(url, headers=on_page(suggestion)).content.decode()
    assert "taken back since" in answer
    assert FollowUp.objects.filter(title__startswith="Look at the ruling again").exists()
    assert "taken back since" in browser(editor).get(speaker.get_absolute_url()).content.decode()


def test_undoing_what_a_ruling_rests_on_says_so_beforehand(suggestion: EvidenceLink) -> None:
    editor, commitment = factories.editor(), suggestion.commitment
    other = report(commitment, "the toll rises again")
    for one in (suggestion, other):
        link.accept(link_id=one.pk, by=editor, at=timezone.now())
    rule_broken(suggestion)
    page = browser(editor).get(commitment.get_absolute_url()).content.decode()
    assert page.count("A ruling rests on this. Undoing it marks that ruling") == 1
    assert page.count("hx-confirm=") == 1


def test_the_message_says_what_else_was_accepted() -> None:
    suggestion = report(promise())
    statement = suggestion.statement
    assert statement is not None
    statement.speaker = factories.person("Ina Holm")
    statement.save()
    client, url = browser(factories.editor()), reverse("evidence-accept", args=[suggestion.pk])
    answer = client.post(url, headers=on_page(suggestion)).content.decode()
    assert "Evidence accepted, and with it the promise and Ina Holm’s statement." in answer
    client.post(reverse("evidence-reopen", args=[suggestion.pk]), headers=on_page(suggestion))
    answer = client.post(url, headers=on_page(suggestion)).content.decode()
    assert "Evidence accepted." in answer


def test_a_report_without_a_date_says_that_it_may_be_older_than_the_promise(suggestion: EvidenceLink) -> None:
    words = "We do not know whether this came before or after the promise."
    client, url = browser(factories.reader()), suggestion.commitment.get_absolute_url()
    assert words not in client.get(url).content.decode()
    Article.objects.filter(statements=suggestion.statement).update(published_on="", published_from="")
    assert words in client.get(url).content.decode()


def test_a_card_shows_the_words_it_rests_on_side_by_side(suggestion: EvidenceLink) -> None:
    span = suggestion.spans.get(side="commitment")
    client, url = browser(factories.reader()), suggestion.commitment.get_absolute_url()
    span.start, span.exact = span.start + len("the harbour toll "), "will not rise before the election"
    span.save()
    card = client.get(url).content.decode().partition(f'id="evidence-{suggestion.pk}"')[2].partition("</article>")[0]
    promise, _, report = card.partition("The report")
    assert "<mark>will not rise before the election</mark>" in promise
    assert f"<mark>{suggestion.spans.get(side='evidence').exact}</mark>" in report


def test_the_relation_of_accepted_evidence_is_changed(suggestion: EvidenceLink) -> None:
    link.accept(link_id=suggestion.pk, by=factories.editor(), at=timezone.now())
    data = {"relation": "supports", "rationale": "It falls, on a second look."}
    browser(factories.editor()).post(reverse("evidence-relation", args=[suggestion.pk]), data)
    suggestion.commitment.refresh_from_db()
    assert suggestion.commitment.evidence_state == "supporting"


def test_the_relation_of_a_suggestion_is_not(suggestion: EvidenceLink) -> None:
    url = reverse("evidence-relation", args=[suggestion.pk])
    response = browser(factories.editor()).post(url, {"relation": "supports"}, headers=on_page(suggestion))
    assert response.status_code == 409
    assert "Accept the link first." in response.content.decode()
