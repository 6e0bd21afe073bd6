"""The list of people and an editor's decisions on one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import AuditEvent, Person, ReviewState
from tests import factories
from tests.web.scenes import accepted_promise, browser, htmx, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara() -> Person:
    return factories.person("Mara Quist")


@pytest.mark.parametrize("name", ["people", "person", "person-create", "person-merge"])
def test_pages_ask_a_visitor_to_sign_in_and_turn_a_stranger_away(name: str, mara: Person) -> None:
    url = reverse(name, args=[mara.pk] if name in ("person", "person-merge") else [])
    assert browser().get(url).url.startswith(reverse("sign-in"))
    assert browser(factories.stranger()).get(url).status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "person-accept",
        "person-reject",
        "person-reopen",
        "person-rename",
        "person-alias",
        "person-merge",
        "person-split",
        "person-take-back",
        "person-describe",
        "person-tell-apart",
    ],
)
def test_a_reader_changes_nothing(name: str, mara: Person) -> None:
    response = browser(factories.reader()).post(reverse(name, args=[mara.pk]), {"name": "Somebody"})
    assert response.status_code == 403
    assert not AuditEvent.objects.exists()


def test_a_reader_sees_no_buttons(mara: Person) -> None:
    page = browser(factories.reader()).get(mara.get_absolute_url()).content.decode()
    assert "Mara Quist" in page
    assert reverse("person-accept", args=[mara.pk]) not in page
    assert "Merge with" not in page


def test_of_those_who_wait_the_most_quoted_come_first(mara: Person) -> None:
    factories.person("Abel Ode")
    for line in ("It is late.", "It is cold."):
        factories.statement(factories.article(f"Head {line}\n\n{line}"), line, speaker=mara)
    page = browser(factories.reader()).get(reverse("people"), {"tab": "suggested"}).context["page"]
    assert [one.name for one in page] == ["Mara Quist", "Abel Ode"]


def test_tabs_hold_the_people_of_a_review_state(mara: Person) -> None:
    factories.decided(factories.person("Olav Berg"))
    client = browser(factories.reader())
    accepted, suggested, all_ = (
        client.get(reverse("people"), {"tab": tab}).context["page"].object_list
        for tab in ("accepted", "suggested", "all")
    )
    assert [one.name for one in accepted] == ["Olav Berg"]
    assert [one.name for one in suggested] == ["Mara Quist"]
    assert [one.name for one in all_] == ["Mara Quist", "Olav Berg"]


def test_search_ignores_accents_and_case_and_looks_at_every_name(mara: Person) -> None:
    factories.person("José Núñez")
    client = browser(factories.reader())
    found = client.get(reverse("people"), {"tab": "all", "q": "nunez jose"}, headers=htmx())
    assert "José Núñez" in found.content.decode()
    assert "Mara" not in found.content.decode()
    assert "Nobody by that name" in client.get(reverse("people"), {"q": "!!"}).content.decode()


def test_a_search_that_finds_nobody_under_its_tab_looks_at_everybody(mara: Person) -> None:
    client = browser(factories.reader())
    response = client.get(reverse("people"), {"tab": "accepted", "q": "quist"})
    assert response.context["tab"] == "all"
    assert list(response.context["page"]) == [mara]
    assert list(client.get(reverse("people"), {"tab": "accepted"}).context["page"]) == []


@pytest.mark.parametrize("name", ["people", "article-list", "person-merge", "statement-speaker"])
def test_a_search_takes_whatever_is_typed(name: str, mara: Person) -> None:
    rows = {"person-merge": mara, "statement-speaker": factories.statement(factories.article())}
    url = reverse(name, args=[rows[name].pk] if name in rows else [])
    assert browser(factories.editor()).get(url, {"q": "\x00 Qu\x00ist ' % \u202e"}).status_code == 200


def test_the_list_counts_what_stands(mara: Person) -> None:
    promise(person=mara)
    article = factories.article()
    factories.decided(factories.statement(article, speaker=mara), ReviewState.REJECTED)
    (person,) = browser(factories.reader()).get(reverse("people"), {"tab": "suggested"}).context["page"].object_list
    assert (person.statement_count, person.commitment_count) == (1, 1)


def test_the_list_costs_the_same_for_2_and_20(django_assert_num_queries) -> None:
    client = browser(factories.reader())
    for wanted in (2, 20):
        for _ in range(wanted - Person.objects.count()):
            factories.person()
        with django_assert_num_queries(8):
            client.get(reverse("people"), {"tab": "all"})


def test_accepting_answers_htmx_with_the_card(mara: Person) -> None:
    url = reverse("person-accept", args=[mara.pk])
    response = browser(factories.editor()).post(url, headers=htmx(f"person-{mara.pk}"))
    assert response.content.decode().lstrip().startswith(f'<article class="card" id="person-{mara.pk}"')
    assert "Person accepted." in response.content.decode()
    mara.refresh_from_db()
    assert mara.is_accepted


def test_accepting_on_the_page_answers_with_its_sections(mara: Person) -> None:
    url = reverse("person-accept", args=[mara.pk])
    answer = browser(factories.editor()).post(url, headers=htmx("person-head")).content.decode()
    assert 'id="person-head"' in answer
    assert 'id="person-history" hx-swap-oob="true"' in answer


def test_accepting_works_as_a_plain_form(mara: Person) -> None:
    response = browser(factories.editor()).post(reverse("person-accept", args=[mara.pk]), follow=True)
    assert response.redirect_chain == [(mara.get_absolute_url(), 302)]
    assert "Person accepted." in response.content.decode()


def test_rejecting_somebody_with_an_accepted_promise_is_a_conflict() -> None:
    commitment = accepted_promise()
    url = reverse("person-reject", args=[commitment.person.pk])
    response = browser(factories.editor()).post(url, headers=htmx("person-head"))
    assert response.status_code == 409
    assert "Change their speaker first" in response.content.decode()
    commitment.person.refresh_from_db()
    assert commitment.person.is_suggested


def test_reopening_undoes_a_decision(mara: Person) -> None:
    factories.decided(mara, ReviewState.REJECTED)
    browser(factories.editor()).post(reverse("person-reopen", args=[mara.pk]))
    mara.refresh_from_db()
    assert mara.is_suggested


def test_renaming_keeps_the_old_name(mara: Person) -> None:
    url = reverse("person-rename", args=[mara.pk])
    answer = browser(factories.editor()).post(url, {"name": "Mara Quist-Berg"}, headers=htmx("person-head"))
    assert "<h1><bdi>Mara Quist-Berg</bdi></h1>" in answer.content.decode()
    assert set(mara.aliases.values_list("name", flat=True)) == {"Mara Quist", "Mara Quist-Berg"}


@pytest.mark.parametrize("name", ["person-rename", "person-alias"])
@pytest.mark.parametrize("headers", [{}, htmx("person-head")], ids=["plain", "htmx"])
def test_an_empty_name_comes_back_with_the_form(name: str, headers: dict[str, str], mara: Person) -> None:
    response = browser(factories.editor()).post(reverse(name, args=[mara.pk]), {"name": " "}, headers=headers)
    assert response.status_code == 422
    assert "Write the name." in response.content.decode()
    assert 'id="person-head"' in response.content.decode()


def test_another_name_is_added(mara: Person) -> None:
    browser(factories.editor()).post(reverse("person-alias", args=[mara.pk]), {"name": "Minister Quist"})
    assert mara.aliases.filter(name="Minister Quist").exists()


def test_creating_somebody_leads_to_their_page() -> None:
    client = browser(factories.editor())
    response = client.post(reverse("person-create"), {"name": "Lena Holm"})
    lena = Person.objects.get()
    assert response.url == lena.get_absolute_url()
    assert lena.is_accepted
    again = client.post(reverse("person-create"), {"name": "Lena Holm"}, headers=htmx("person-create"))
    assert again.status_code == 409
    assert "listed already" in again.content.decode()
    assert 'value="Lena Holm"' in again.content.decode()
    assert lena.get_absolute_url() in again.content.decode()
    assert 'name="namesake"' in again.content.decode()


def test_a_namesake_is_added_when_one_says_so() -> None:
    first = factories.person("Lena Holm")
    page = browser(factories.editor()).get(reverse("person-create"))
    assert 'name="namesake"' not in page.content.decode()
    response = browser(factories.editor()).post(reverse("person-create"), {"name": "Lena Holm", "namesake": "on"})
    second = Person.objects.exclude(pk=first.pk).get()
    assert (second.name, response.url) == ("Lena Holm", second.get_absolute_url())


def test_a_missing_person_is_not_found(mara: Person) -> None:
    url = mara.get_absolute_url()
    mara.aliases.all().delete()
    mara.delete()
    assert browser(factories.editor()).get(url).status_code == 404
