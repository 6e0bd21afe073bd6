"""Follow-ups: the work list and what one does with each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import AuditEvent, Commitment, FollowUp, FollowUpState
from claims.queries.follow_ups import Urgency, urgency_of
from claims.services import link, track
from tests import factories
from tests.web.scenes import accepted_promise, browser, htmx, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment() -> Commitment:
    return accepted_promise()


@pytest.fixture
def follow_up(commitment: Commitment) -> FollowUp:
    return factories.follow_up(commitment, title="Call the ministry")


def act(verb: str, follow_up: FollowUp, data: dict[str, Any] | None = None, *, on: str = "") -> Any:
    """Acts by htmx, from the page `on` if that matters."""
    url = reverse(f"follow-up-{verb}", args=[follow_up.pk])
    headers = htmx(f"follow-up-{follow_up.pk}") | ({"HX-Current-URL": f"http://testserver{on}"} if on else {})
    response = browser(factories.editor()).post(url, data or {}, headers=headers)
    follow_up.refresh_from_db()
    return response


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def titles(**query: str) -> list[str]:
    response = browser(factories.editor()).get(reverse("follow-ups"), query)
    return [one.title for one in response.context["page"]]


def test_the_list_asks_a_visitor_to_sign_in_and_turns_a_stranger_away() -> None:
    url = reverse("follow-ups")
    assert browser().get(url).url.startswith(reverse("sign-in"))
    assert browser(factories.stranger()).get(url).status_code == 403


@pytest.mark.parametrize("verb", ["finish", "drop", "snooze", "reopen", "assign", "open"])
def test_a_reader_changes_nothing(verb: str, follow_up: FollowUp) -> None:
    pk = follow_up.commitment_id if verb == "open" else follow_up.pk
    response = browser(factories.reader()).post(reverse(f"follow-up-{verb}", args=[pk]), {"title": "x"})
    assert response.status_code == 403
    assert not AuditEvent.objects.exists()


def test_a_reader_sees_no_buttons(follow_up: FollowUp) -> None:
    page = browser(factories.reader()).get(reverse("follow-ups"), {"scope": "all"}).content.decode()
    assert "Call the ministry" in page
    assert reverse("follow-up-finish", args=[follow_up.pk]) not in page


def test_the_most_pressing_come_first(commitment: Commitment) -> None:
    editor = factories.editor()
    for title, due_on in (("undated", None), ("later", in_days(30)), ("soon", in_days(2)), ("overdue", in_days(-1))):
        factories.follow_up(commitment, title=title, due_on=due_on)
    asleep = factories.follow_up(commitment, title="asleep", due_on=in_days(-9))
    track.snooze(follow_up_id=asleep.pk, until=in_days(5), by=editor, at=timezone.now())
    response = browser(editor).get(reverse("follow-ups"), {"scope": "all"})
    groups = [(urgency.value, [one.title for one in rows]) for urgency, rows in response.context["groups"]]
    assert groups == [
        ("overdue", ["overdue"]),
        ("soon", ["soon"]),
        ("later", ["later"]),
        ("undated", ["undated"]),
        ("snoozed", ["asleep"]),
    ]


@pytest.mark.parametrize(
    ("days", "urgency"),
    [
        (-1, Urgency.OVERDUE),
        (0, Urgency.TODAY),
        (1, Urgency.SOON),
        (7, Urgency.SOON),
        (8, Urgency.LATER),
        (None, Urgency.UNDATED),
    ],
)
def test_how_pressing_a_day_is(days: int | None, urgency: Urgency) -> None:
    due_on = None if days is None else date(2024, 5, 10) + timedelta(days=days)
    assert urgency_of(FollowUp(state=FollowUpState.OPEN, due_on=due_on), date(2024, 5, 10)) == urgency


def test_scopes(commitment: Commitment) -> None:
    editor = factories.editor()
    factories.follow_up(commitment, title="mine", assignee=editor)
    factories.follow_up(commitment, title="late", due_on=in_days(-1))
    done = factories.follow_up(commitment, title="done")
    track.finish(follow_up_id=done.pk, by=editor, at=timezone.now())
    assert titles() == ["mine"]
    assert titles(scope="all") == ["late", "mine"]
    assert titles(scope="overdue") == ["late"]
    assert titles(scope="done") == ["done"]
    assert titles(scope="nonsense") == ["mine"]


def test_the_list_opens_with_everybodys_where_one_has_none(follow_up: FollowUp) -> None:
    editor = factories.editor()
    client = browser(editor)
    assert client.get(reverse("follow-ups")).context["scope"] == "all"
    factories.follow_up(follow_up.commitment, assignee=editor)
    assert client.get(reverse("follow-ups")).context["scope"] == "mine"


def test_one_on_a_contradiction_shows_the_words_of_the_report(commitment: Commitment) -> None:
    contradiction = report(commitment)
    link.accept(link_id=contradiction.pk, by=factories.editor(), at=timezone.now())
    made = FollowUp.objects.get(kind="contradiction")
    for url in (reverse("follow-ups"), commitment.get_absolute_url()):
        page = browser(factories.editor()).get(url).content.decode()
        row = page.partition(f'id="follow-up-{made.pk}"')[2].partition("</article>")[0]
        assert f'#evidence-{contradiction.pk}">the toll rises by ten per cent in July</a>' in row
    assert "the toll rises by ten per cent in July" in act("finish", made).content.decode()


def test_one_that_is_due_today_says_so(commitment: Commitment) -> None:
    factories.follow_up(commitment, due_on=in_days(0))
    assert "Due today</span>" in browser(factories.editor()).get(reverse("follow-ups")).content.decode()


def test_a_new_one_cannot_be_due_already(commitment: Commitment) -> None:
    url = reverse("follow-up-open", args=[commitment.pk])
    data = {"title": "Ask the clerk", "kind": "other", "due_on": str(in_days(-2))}
    response = browser(factories.editor()).post(url, data, headers=htmx("commitment-follow-ups"))
    assert response.status_code == 422
    assert "Choose today or a day to come." in response.content.decode()
    assert not FollowUp.objects.exists()


def test_an_empty_list_says_where_the_work_is(follow_up: FollowUp) -> None:
    client = browser(factories.editor())
    assert "Nothing is yours to do" in client.get(reverse("follow-ups"), {"scope": "mine"}).content.decode()
    assert "Nothing is overdue" in client.get(reverse("follow-ups"), {"scope": "overdue"}).content.decode()
    follow_up.delete()
    assert "Nothing to follow up" in client.get(reverse("follow-ups")).content.decode()


def test_the_list_names_the_promise_and_the_person(follow_up: FollowUp) -> None:
    page = browser(factories.editor()).get(reverse("follow-ups"), {"scope": "all"}).content.decode()
    assert f'<a href="{follow_up.commitment.get_absolute_url()}">{follow_up.commitment.title}</a>' in page
    assert "Mara Quist" in page


def test_the_list_costs_the_same_for_2_and_20(commitment: Commitment, django_assert_num_queries) -> None:
    client, editor = browser(factories.editor()), factories.editor()
    for wanted in (2, 20):
        while FollowUp.objects.count() < wanted:
            factories.follow_up(commitment, assignee=editor, due_on=in_days(-1))
        with django_assert_num_queries(8):
            client.get(reverse("follow-ups"))


def test_finishing_answers_with_the_row_and_can_be_undone(follow_up: FollowUp) -> None:
    answer = act("finish", follow_up, {"note": "They confirm it."}).content.decode()
    assert f'id="follow-up-{follow_up.pk}"' in answer
    assert "They confirm it." in answer
    assert follow_up.state == FollowUpState.DONE
    assert reverse("follow-up-reopen", args=[follow_up.pk]) in answer
    act("reopen", follow_up)
    assert follow_up.state == FollowUpState.OPEN


def test_a_plain_form_comes_back_to_where_it_was(follow_up: FollowUp) -> None:
    url, here = reverse("follow-up-finish", args=[follow_up.pk]), f"{reverse('follow-ups')}?scope=all"
    response = browser(factories.editor()).post(url, {"next": here})
    assert response.url == f"{here}#follow-up-{follow_up.pk}"


def test_on_the_list_the_counts_change_with_the_row(follow_up: FollowUp) -> None:
    answer = act("finish", follow_up, on=f"{reverse('follow-ups')}?scope=all").content.decode()
    tabs = answer.split('id="follow-up-tabs" hx-swap-oob="true"')[1].split("</nav>")[0]
    assert 'aria-current="page">All open <span class="count">0</span>' in tabs
    assert 'Done <span class="count">1</span>' in tabs
    assert "commitment-history" not in answer


def test_on_the_promises_page_the_history_changes_with_the_row(follow_up: FollowUp) -> None:
    answer = act("finish", follow_up, on=follow_up.commitment.get_absolute_url()).content.decode()
    assert 'id="commitment-history" hx-swap-oob="true"' in answer
    assert "finished a follow-up" in answer
    assert "follow-up-tabs" not in answer
    assert (
        f'<a href="{follow_up.commitment.get_absolute_url()}">' not in answer
    )  # the row is beside its promise already


def test_dropping(follow_up: FollowUp) -> None:
    act("drop", follow_up)
    assert follow_up.state == FollowUpState.DROPPED


def test_finishing_what_was_dropped_is_a_conflict_with_the_fresh_row(follow_up: FollowUp) -> None:
    track.drop(follow_up_id=follow_up.pk, by=factories.editor(), at=timezone.now())
    response = act("finish", follow_up)
    assert response.status_code == 409
    assert "This is dropped already. Undo that first." in response.content.decode()
    assert f'id="follow-up-{follow_up.pk}"' in response.content.decode()


def test_snoozing(follow_up: FollowUp) -> None:
    act("snooze", follow_up, {"until": in_days(3).isoformat()})
    assert (follow_up.state, follow_up.snoozed_until) == (FollowUpState.SNOOZED, in_days(3))


@pytest.mark.parametrize("until", ["", "tomorrow", "2001-01-01"])
def test_snoozing_until_no_day_to_come_is_invalid(until: str, follow_up: FollowUp) -> None:
    response = act("snooze", follow_up, {"until": until})
    assert response.status_code == 422
    assert "message--error" in response.content.decode()
    assert follow_up.state == FollowUpState.OPEN


def test_assigning_to_somebody_and_to_nobody(follow_up: FollowUp) -> None:
    editor = factories.editor()
    act("assign", follow_up, {"assignee": editor.pk})
    assert follow_up.assignee == editor
    act("assign", follow_up, {"assignee": ""})
    assert follow_up.assignee is None


def test_one_that_nobody_has_is_taken_with_one_button(follow_up: FollowUp) -> None:
    client, editor, here = browser(factories.editor()), factories.editor(), {"scope": "all"}
    page = client.get(reverse("follow-ups"), here).content.decode()
    assert f'name="assignee" value="{editor.pk}"' in page
    act("assign", follow_up, {"assignee": editor.pk})
    assert "Take it" not in client.get(reverse("follow-ups"), here).content.decode()


def test_opening_one_on_a_promise(commitment: Commitment) -> None:
    data = {"title": "Ask the clerk", "kind": "right_of_reply", "assignee": "", "due_on": str(in_days(3))}
    url = reverse("follow-up-open", args=[commitment.pk])
    answer = browser(factories.editor()).post(url, data, headers=htmx("commitment-follow-ups")).content.decode()
    assert answer.lstrip().startswith('<section class="panel" id="commitment-follow-ups"')
    assert "Ask the clerk" in answer
    made = FollowUp.objects.get(title="Ask the clerk")
    assert (made.kind, made.due_on) == ("right_of_reply", in_days(3))


@pytest.mark.parametrize("headers", [{}, htmx("commitment-follow-ups")], ids=["plain", "htmx"])
def test_one_without_a_title_comes_back(commitment: Commitment, headers: dict[str, str]) -> None:
    url = reverse("follow-up-open", args=[commitment.pk])
    data = {"title": "", "kind": "other", "due_on": str(in_days(3))}
    response = browser(factories.editor()).post(url, data, headers=headers)
    assert response.status_code == 422
    assert "Fill this in." in response.content.decode()
    assert f'value="{in_days(3)}"' in response.content.decode()
