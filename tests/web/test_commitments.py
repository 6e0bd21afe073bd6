"""The list of commitments, the page of one, and an editor's decisions on it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.engine.tracking import is_overdue
from claims.models import Article, AuditEvent, Commitment, Relation, Status, WireCluster
from claims.queries import commitments
from claims.services import link, track
from tests import factories
from tests.web.scenes import OTHER_PROMISE, accepted_promise, browser, htmx, promise, report, reports

pytestmark = pytest.mark.django_db


def page_of(commitment: Commitment) -> str:
    """The page's words on one line, as an editor sees it."""
    return " ".join(browser(factories.editor()).get(commitment.get_absolute_url()).content.decode().split())


def listed(**query: str) -> list[str]:
    response = browser(factories.reader()).get(reverse("commitments"), query)
    return [one.title for one in response.context["page"]]


@pytest.mark.parametrize("name", ["commitments", "commitment", "commitment-edit"])
def test_pages_ask_a_visitor_to_sign_in_and_turn_a_stranger_away(name: str) -> None:
    url = reverse(name, args=[] if name == "commitments" else [promise().pk])
    assert browser().get(url).url.startswith(reverse("sign-in"))
    assert browser(factories.stranger()).get(url).status_code == 403


@pytest.mark.parametrize("name", ["commitment-accept", "commitment-reject", "commitment-reopen", "commitment-edit"])
def test_a_reader_changes_nothing(name: str) -> None:
    response = browser(factories.reader()).post(reverse(name, args=[promise().pk]), {"title": "Something else"})
    assert response.status_code == 403
    assert not AuditEvent.objects.exists()


def test_a_reader_sees_the_page_without_forms() -> None:
    commitment = accepted_promise()
    report(commitment)
    page = browser(factories.reader()).get(commitment.get_absolute_url()).content.decode()
    assert commitment.title in page
    forms = page.partition("<main")[2]
    assert "<form" not in forms


# ------------------------------------------------------------------------------------------------------- the list


@pytest.mark.parametrize(
    ("deadline_on", "status", "past"),
    [
        ("2024-05-09", "open", True),
        ("2024-05-10", "open", False),
        ("2024-04", "stalled", True),
        ("2024-04%", "open", True),
        ("2024-05", "open", False),
        ("2024-05%", "open", False),
        ("2024-05~", "in_progress", False),
        ("2023?", "open", True),
        ("2024", "open", False),
        ("2024%", "open", False),
        ("2025", "open", False),
        ("2023", "fulfilled", False),
        ("", "open", False),
    ],
)
def test_the_database_and_the_engine_agree_on_what_is_overdue(deadline_on: str, status: str, past: bool) -> None:
    today = date(2024, 5, 10)
    one = accepted_promise(deadline_kind="event", deadline_on=deadline_on, status=status)
    assert is_overdue(one.pledge, today) is past
    assert Commitment.objects.filter(commitments.overdue(today)).exists() is past


def test_overdue_promises_are_marked_and_come_first_when_asked() -> None:
    accepted_promise(words="late promises are kept", title="late", deadline_kind="fixed", deadline_on="2023-12-31")
    accepted_promise(
        words="settled promises are kept",
        title="settled",
        deadline_kind="fixed",
        deadline_on="2022",
        status="fulfilled",
    )
    accepted_promise(words="endless promises are kept", title="endless")
    assert listed(sort="overdue") == ["late", "settled", "endless"]
    page = browser(factories.reader()).get(reverse("commitments")).content.decode()
    assert page.count("Overdue</span>") == 1


def test_the_list_is_narrowed_by_each_filter() -> None:
    toll = accepted_promise(status="broken", evidence_state="contradicting", topic="Harbour")
    ferry = promise(OTHER_PROMISE, title="Hourly ferries", person=factories.person("Olav Berg"))
    assert set(listed()) == {toll.title, ferry.title}
    for query in (
        {"status": "broken"},
        {"evidence": "contradicting"},
        {"review": "accepted"},
        {"person": str(toll.person.pk)},
        {"q": "HARBOUR rise"},
        {"q": "mara"},
    ):
        assert listed(**query) == [toll.title], query


def test_a_filter_that_does_not_parse_is_left_out() -> None:
    commitment = promise()
    assert listed(status="nonsense", person="nobody", sort="up", page="x") == [commitment.title]


def test_rejected_promises_are_shown_on_demand_only() -> None:
    rejected = factories.decided(promise(), "rejected")
    assert listed() == []
    assert listed(review="rejected") == [rejected.title]


def test_the_list_is_ordered_by_deadline_with_the_open_ended_last() -> None:
    mara = factories.person()
    for number, day in enumerate(("", "2025-03", "2024-12-31")):
        promise(f"toll {number} will not rise", person=mara, title=day or "never", deadline_on=day)
    assert listed(sort="deadline") == ["2024-12-31", "2025-03", "never"]


def test_the_list_is_ordered_by_when_promises_were_made() -> None:
    mara = factories.person()
    for number, day in enumerate(("2023-11", "", "2024-02-01")):
        promise(f"toll {number} will not rise", person=mara, title=day or "undated", made_on=day)
    assert listed(sort="made_on") == ["2024-02-01", "2023-11", "undated"]


def test_htmx_gets_the_results_alone_but_history_gets_the_page() -> None:
    client = browser(factories.reader())
    fragment = client.get(reverse("commitments"), headers=htmx("commitments")).content.decode()
    assert fragment.lstrip().startswith('<section id="commitments"')
    restored = client.get(reverse("commitments"), headers={**htmx(), "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


def test_an_empty_list_says_what_to_do() -> None:
    client = browser(factories.reader())
    assert "No promises yet" in client.get(reverse("commitments")).content.decode()
    assert "No promise matches" in client.get(reverse("commitments"), {"status": "broken"}).content.decode()


def test_the_list_costs_the_same_for_2_and_20(django_assert_num_queries) -> None:
    client, mara, made = browser(factories.reader()), factories.person(), 0
    for wanted in (2, 20):
        for number in range(made, wanted):
            report(promise(f"toll {number} will not rise", person=mara))
        made = wanted
        with django_assert_num_queries(8):
            client.get(reverse("commitments"))


# ------------------------------------------------------------------------------------------------------- the page


def test_the_page_says_everything_about_the_promise() -> None:
    commitment = accepted_promise(
        to=factories.person("Olav Berg"),
        deadline_kind="event",
        deadline_event="the general election",
        deadline_on="2024-09",
        broken_if="A decree that raises it.",
        topic="Transport",
        owner=factories.editor(),
    )
    page = page_of(commitment)
    for words in (
        "the harbour toll will not rise before the election",
        "Olav Berg",
        "Will not do it",
        "November 2023",
        "The general election (September 2024)",
        "A decree that raises it.",
        "Transport",
        "The Harbour Post published it",
        "no report accepted",
    ):
        assert words in page, words
    statement = commitment.sources.get().statement
    assert f"{reverse('article', args=[statement.article_id])}#words-{statement.pk}" in page


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"deadline_kind": "none"}, "No deadline"),
        ({"deadline_kind": "standing"}, "Standing, with no end"),
        ({"deadline_kind": "fixed", "deadline_on": "2024-03-01", "polarity": "will"}, "By 1 March 2024"),
        ({"deadline_kind": "end_of_term"}, "Until the end of term"),
        ({"deadline_kind": "relative", "deadline_on": "2024"}, "Counted from the promise (2024)"),
    ],
)
def test_a_deadline_is_said_in_words(columns: dict[str, str], words: str) -> None:
    assert f"<dt>Deadline</dt><dd>{words}</dd>" in page_of(promise(**columns))


def test_evidence_is_weighed_by_independent_source() -> None:
    commitment = accepted_promise()
    wire = WireCluster.objects.create(title="Agency report")
    for number, one in enumerate(reports(commitment, 3)):
        if number:
            Article.objects.filter(statements=one.statement).update(wire_cluster=wire)
        link.accept(link_id=one.pk, by=factories.editor(), at=timezone.now())
    assert "3 reports against, from 2 independent sources" in page_of(commitment)


def test_what_weighs_on_neither_side_is_not_called_no_evidence() -> None:
    commitment = accepted_promise()
    assert "No evidence yet" in page_of(commitment).partition('id="commitment-head"')[2].partition("</header>")[0]
    link.accept(link_id=report(commitment, relation=Relation.CONTEXT).pk, by=factories.editor(), at=timezone.now())
    head = page_of(commitment).partition('id="commitment-head"')[2].partition("</header>")[0]
    assert "1 report, neither for nor against" in head
    assert "No evidence yet" not in head


def test_the_programs_proposal_is_called_one() -> None:
    commitment = accepted_promise()
    assert "The program proposes" not in page_of(commitment)
    link.accept(link_id=report(commitment).pk, by=factories.editor(), at=timezone.now())
    page = page_of(commitment)
    assert "The program proposes, you decide" in page
    assert "1 independent source accepted as contradicting it" in page
    commitment.refresh_from_db()
    assert commitment.status == Status.OPEN


def test_the_history_says_who_did_what() -> None:
    commitment = promise()
    link.accept(link_id=report(commitment).pk, by=factories.editor(), at=timezone.now())
    page = page_of(commitment)
    assert "<strong>Edda Torin</strong> accepted the promise" in page
    assert "<strong>Edda Torin</strong> accepted evidence" in page
    assert "<strong>The program</strong> weighed the evidence" in page
    assert "evidence state: <del>none</del> → contradicting" in page


def test_a_page_costs_the_same_for_2_and_20(django_assert_num_queries) -> None:
    commitment, editor = accepted_promise(), factories.editor()
    client, made = browser(editor), 0
    for wanted in (2, 20):
        for number in range(made, wanted):
            evidence = report(commitment, f"toll number {number} rises")
            if number % 2:
                link.accept(link_id=evidence.pk, by=editor, at=timezone.now())
            latest = commitment.rulings.first()
            track.rule(
                commitment_id=commitment.pk,
                status=Status.STALLED,
                rationale="Silence.",
                link_ids=[evidence.pk] if number % 2 else [],
                latest_ruling_id=latest.pk if latest else None,
                by=editor,
                at=timezone.now(),
            )
            factories.follow_up(commitment)
        made = wanted
        with django_assert_num_queries(37):
            client.get(commitment.get_absolute_url())


# -------------------------------------------------------------------------------------------------------- actions


def test_accepting_in_a_list_answers_with_the_card() -> None:
    commitment = promise()
    url = reverse("commitment-accept", args=[commitment.pk])
    answer = browser(factories.editor()).post(url, headers=htmx(f"commitment-{commitment.pk}")).content.decode()
    assert answer.lstrip().startswith(f'<article class="card card--promise" id="commitment-{commitment.pk}"')
    assert reverse("commitment-reopen", args=[commitment.pk]) in answer
    commitment.refresh_from_db()
    assert commitment.is_accepted


def test_accepting_on_the_page_answers_with_its_sections() -> None:
    commitment = promise()
    url = reverse("commitment-accept", args=[commitment.pk])
    answer = browser(factories.editor()).post(url, headers=htmx("commitment-head")).content.decode()
    assert answer.lstrip().startswith('<header class="subject subject--promise" id="commitment-head"')
    assert 'id="commitment-ruling" hx-swap-oob="true"' in answer
    assert "Rule on this promise" in answer


def test_accepting_works_as_a_plain_form() -> None:
    commitment = promise()
    response = browser(factories.editor()).post(reverse("commitment-accept", args=[commitment.pk]))
    assert response.url == commitment.get_absolute_url()


def test_rejecting_what_is_accepted_is_a_conflict_with_the_fresh_card() -> None:
    commitment = accepted_promise()
    url = reverse("commitment-reject", args=[commitment.pk])
    response = browser(factories.editor()).post(url, headers=htmx(f"commitment-{commitment.pk}"))
    assert response.status_code == 409
    assert "Undo that first" in response.content.decode()
    assert f'id="commitment-{commitment.pk}"' in response.content.decode()


def test_reopening_undoes_a_decision() -> None:
    commitment = factories.decided(promise(), "rejected")
    browser(factories.editor()).post(reverse("commitment-reopen", args=[commitment.pk]))
    commitment.refresh_from_db()
    assert commitment.is_suggested


def test_promises_that_several_articles_report_alike_are_marked() -> None:
    mara = factories.person("Mara Quist")
    same = [promise(person=mara), promise("no toll will rise", person=mara, title="Not raise the HARBOUR toll")]
    unresolved = promise("tolls stay")
    Commitment.objects.filter(pk=unresolved.pk).update(person=None)
    other = promise("the toll stays", person=factories.person("Olav Berg"))
    factories.decided(promise("this toll stays", person=mara), "rejected")
    lonely = promise(OTHER_PROMISE, person=mara, title="Ferries every hour")
    response = browser(factories.reader()).get(reverse("commitments"))
    repeats = response.context["repeats"]
    assert {repeats[one.pk] for one in same} == {3}
    assert repeats[unresolved.pk] == 4
    assert repeats[other.pk] == 2
    assert lonely.pk not in repeats
    assert response.content.decode().count("3 articles report this promise, it seems") == 2


# -------------------------------------------------------------------------------------------------------- editing

DETAILS = {"title": "No rise of the toll", "polarity": "will_not", "deadline_kind": "standing", "made_on": "2023-11-14"}


def test_the_form_opens_in_the_place_of_the_head() -> None:
    url = reverse("commitment-edit", args=[promise().pk])
    client = browser(factories.editor())
    fragment = client.get(url, headers=htmx("commitment-head")).content.decode()
    assert 'id="commitment-head"' in fragment
    assert "hx-post" in fragment
    assert "hx-post" not in client.get(url).content.decode().partition("<main")[2].partition("</main")[0]


def test_an_edit_is_saved_and_recorded() -> None:
    commitment = promise()
    url = reverse("commitment-edit", args=[commitment.pk])
    answer = browser(factories.editor()).post(url, DETAILS, headers=htmx("commitment-head")).content.decode()
    assert "<h1>No rise of the toll</h1>" in answer
    commitment.refresh_from_db()
    assert (commitment.deadline_kind, commitment.made_on) == ("standing", "2023-11-14")
    assert commitment.edited_by == factories.editor()


@pytest.mark.parametrize("headers", [{}, htmx("commitment-head")], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"made_on": "last autumn"}, "Write a date as 2023"),
        ({"deadline_kind": "fixed"}, "A fixed deadline needs its date."),
        ({"deadline_kind": "fixed", "deadline_on": "2023-10"}, "This is before the promise was made."),
        ({"deadline_kind": "event"}, "Name the event."),
        ({"title": ""}, "Fill this in."),
    ],
)
def test_an_edit_that_does_not_parse_comes_back(wrong: dict[str, str], words: str, headers: dict[str, str]) -> None:
    url = reverse("commitment-edit", args=[promise().pk])
    response = browser(factories.editor()).post(url, {**DETAILS, **wrong}, headers=headers)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_what_decides_something_comes_first_and_context_is_folded_away() -> None:
    commitment = accepted_promise()
    report(commitment, "they spoke of tolls", Relation.CONTEXT, score=0.99)
    report(commitment, "the toll rises", Relation.CONTRADICTS, score=0.3)
    factories.decided(report(commitment, "the toll stays", Relation.SUPPORTS, score=0.2))
    page = page_of(commitment)
    evidence = page.partition('id="commitment-evidence"')[2]
    places = [evidence.index(words) for words in ("the toll stays", "the toll rises", "Weaker mentions")]
    assert places == sorted(places)
    assert "<span>1 to review</span><span>1 weaker mention</span>" in page
    assert evidence.index("they spoke of tolls") > evidence.index(
        '<details class="disclosure" id="commitment-context">'
    )
