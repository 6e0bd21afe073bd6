"""Who is who: merging, telling apart, undoing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Person, PersonJudgement, Verdict
from tests import factories
from tests.web.scenes import browser, htmx, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Person, Person]:
    return factories.person("Mara Quist"), factories.person("M. Quist")


def test_those_who_share_a_part_of_the_name_are_offered(pair: tuple[Person, Person]) -> None:
    mara, other = pair
    factories.person("Olav Berg")
    factories.person("Ana Quistgaard")
    page = browser(factories.editor()).get(mara.get_absolute_url())
    assert page.context["offered"] == [other]


def test_the_search_works_with_and_without_htmx(pair: tuple[Person, Person]) -> None:
    mara, _ = pair
    olav = factories.person("Olav Berg")
    client, url = browser(factories.editor()), reverse("person-merge", args=[mara.pk])
    fragment = client.get(url, {"q": "berg"}, headers=htmx("person-candidates")).content.decode()
    assert fragment.lstrip().startswith('<div class="stack" id="person-candidates"')
    assert "hx-post" in fragment
    page = client.get(url, {"q": "berg"})
    assert page.context["offered"] == [olav]
    assert f'name="other" value="{olav.pk}"' in page.content.decode()
    assert 'hx-target="#person-identity"' not in page.content.decode()  # there is no such section on that page


def test_merging_moves_what_was_the_others_and_answers_with_the_page(pair: tuple[Person, Person]) -> None:
    mara, other = pair
    commitment = promise(person=other)
    url = reverse("person-merge", args=[mara.pk])
    data = {"other": other.pk, "reason": "Same office"}
    answer = browser(factories.editor()).post(url, data, headers=htmx("person-identity")).content.decode()
    commitment.refresh_from_db()
    assert commitment.person == mara
    assert 'id="person-timeline" hx-swap-oob="true"' in answer
    assert "Undo merge" in answer
    assert "Same office" in answer


def test_somebody_merged_is_found_under_who_they_became(pair: tuple[Person, Person]) -> None:
    mara, other = pair
    client = browser(factories.editor())
    client.post(reverse("person-merge", args=[mara.pk]), {"other": other.pk})
    response = client.get(other.get_absolute_url())
    assert (response.status_code, response.url) == (302, mara.get_absolute_url())


def test_undoing_a_merge_gives_everything_back(pair: tuple[Person, Person]) -> None:
    mara, other = pair
    commitment = promise(person=other)
    client = browser(factories.editor())
    client.post(reverse("person-merge", args=[mara.pk]), {"other": other.pk})
    data = {"judgement": PersonJudgement.objects.get().pk}
    page = client.post(reverse("person-split", args=[mara.pk]), data, follow=True)
    assert "Merge undone." in page.content.decode()
    commitment.refresh_from_db()
    assert commitment.person == other
    assert client.get(other.get_absolute_url()).status_code == 200
    assert client.post(reverse("person-split", args=[mara.pk]), data, headers=htmx()).status_code == 409


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.UNSURE])
def test_two_people_are_told_apart(verdict: Verdict, pair: tuple[Person, Person]) -> None:
    mara, other = pair
    data = {"other": other.pk, "verdict": verdict.value, "reason": "Another party"}
    page = browser(factories.editor()).post(reverse("person-tell-apart", args=[mara.pk]), data, follow=True)
    assert PersonJudgement.objects.get().verdict == verdict
    assert "Another party" in page.content.decode()


def test_telling_apart_is_taken_back_and_the_two_are_offered_again(pair: tuple[Person, Person]) -> None:
    mara, other = pair
    client = browser(factories.editor())
    client.post(reverse("person-tell-apart", args=[mara.pk]), {"other": other.pk, "verdict": "different"})
    url, data = reverse("person-take-back", args=[mara.pk]), {"judgement": PersonJudgement.objects.get().pk}
    assert url in client.get(mara.get_absolute_url()).content.decode()
    answer = client.post(url, data, headers=htmx("person-identity")).content.decode()
    assert "Undone by Edda Torin" in answer
    assert url not in answer
    assert "took back a judgement" in answer
    assert client.get(mara.get_absolute_url()).context["offered"] == [other]
    assert client.post(url, data, headers=htmx("person-identity")).status_code == 409


def test_those_told_apart_are_offered_no_more(pair: tuple[Person, Person]) -> None:
    mara, other = pair
    client = browser(factories.editor())
    client.post(reverse("person-tell-apart", args=[mara.pk]), {"other": other.pk, "verdict": "different"})
    assert client.get(mara.get_absolute_url()).context["offered"] == []
    assert client.get(other.get_absolute_url()).context["offered"] == []


def test_an_undone_judgement_stays_in_the_log(pair: tuple[Person, Person]) -> None:
    mara, other = pair
    client = browser(factories.editor())
    client.post(reverse("person-merge", args=[mara.pk]), {"other": other.pk})
    client.post(reverse("person-split", args=[mara.pk]), {"judgement": PersonJudgement.objects.get().pk})
    page = client.get(mara.get_absolute_url()).content.decode()
    assert "Undone by Edda Torin" in page
    assert "Undo merge" not in page


@pytest.mark.parametrize("name", ["person-merge", "person-tell-apart", "person-split", "person-take-back"])
def test_a_form_without_its_person_is_invalid(name: str, pair: tuple[Person, Person]) -> None:
    response = browser(factories.editor()).post(reverse(name, args=[pair[0].pk]), {}, headers=htmx("person-identity"))
    assert response.status_code == 422
    assert 'id="person-identity"' in response.content.decode()


def test_nobody_is_merged_with_themselves(pair: tuple[Person, Person]) -> None:
    mara, _ = pair
    url = reverse("person-merge", args=[mara.pk])
    response = browser(factories.editor()).post(url, {"other": mara.pk}, headers=htmx("person-identity"))
    assert response.status_code == 422
    assert "Choose somebody else" in response.content.decode()
