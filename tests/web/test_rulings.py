"""Rulings: a person decides, and nothing written is lost when it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Commitment, Ruling, Status
from claims.services import link, track
from tests import factories
from tests.web.scenes import accepted_promise, browser, htmx, promise, report

pytestmark = pytest.mark.django_db

SECTION = "commitment-ruling"


@pytest.fixture
def commitment() -> Commitment:
    return accepted_promise()


@pytest.fixture
def url(commitment: Commitment) -> str:
    return reverse("commitment-rule", args=[commitment.pk])


def filled(**changes: Any) -> dict[str, Any]:
    return {"status": "broken", "broken_reason": "reversed", "rationale": "The decree raised it.", **changes}


def test_only_who_may_rule_rules(commitment: Commitment, url: str) -> None:
    assert browser().post(url, filled()).url.startswith(reverse("sign-in"))
    assert browser(factories.reader()).post(url, filled()).status_code == 403
    assert not Ruling.objects.exists()


def test_a_ruling_is_recorded_with_the_evidence_it_rests_on(commitment: Commitment, url: str) -> None:
    evidence = factories.decided(report(commitment))
    answer = browser(factories.editor()).post(url, filled(links=[evidence.pk]), headers=htmx(SECTION)).content.decode()
    assert answer.lstrip().startswith(f'<section class="panel" id="{SECTION}"')
    assert "The decree raised it." in answer
    assert 'id="commitment-head" hx-swap-oob="true"' in answer
    ruling = Ruling.objects.get()
    assert (ruling.status, ruling.broken_reason, list(ruling.links.all())) == ("broken", "reversed", [evidence])
    commitment.refresh_from_db()
    assert commitment.status == Status.BROKEN


def test_a_ruling_as_a_plain_form(commitment: Commitment, url: str) -> None:
    response = browser(factories.editor()).post(url, filled(), follow=True)
    assert response.redirect_chain == [(f"{commitment.get_absolute_url()}#{SECTION}", 302)]
    assert "Ruling recorded." in response.content.decode()


@pytest.mark.parametrize("headers", [{}, htmx(SECTION)], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"rationale": " "}, "Fill this in."),
        ({"broken_reason": ""}, "Say in which way it was broken."),
        ({"status": "stalled"}, "Only a broken promise takes such a reason."),
        ({"status": "forgotten"}, "Select a valid choice."),
    ],
)
def test_a_ruling_that_does_not_parse_comes_back(
    url: str, wrong: dict[str, str], words: str, headers: dict[str, str]
) -> None:
    response = browser(factories.editor()).post(url, filled(**wrong), headers=headers)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert f'id="{SECTION}"' in response.content.decode()
    assert not Ruling.objects.exists()


@pytest.mark.parametrize("headers", [{}, htmx(SECTION)], ids=["plain", "htmx"])
def test_of_two_rulings_at_once_the_second_comes_back_with_the_first(
    commitment: Commitment, url: str, headers: dict[str, str]
) -> None:
    track.rule(
        commitment_id=commitment.pk,
        status=Status.STALLED,
        rationale="Nothing moved.",
        latest_ruling_id=None,
        by=factories.admin(),
        at=timezone.now(),
    )
    client = browser(factories.editor())
    response = client.post(url, filled(latest_ruling=""), headers=headers)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Ada Minh ruled on this meanwhile. Look again." in page
    assert "Nothing moved." in page
    assert "The decree raised it.</textarea>" in page
    first = Ruling.objects.get()
    assert f'name="latest_ruling" value="{first.pk}"' in page  # so that the editor can send it again
    assert client.post(url, filled(latest_ruling=first.pk)).status_code == 302
    assert Ruling.objects.count() == 2


def test_evidence_of_another_promise_does_not_count(url: str) -> None:
    foreign = factories.decided(report(accepted_promise(words="ferries will run every hour by spring")))
    response = browser(factories.editor()).post(url, filled(links=[foreign.pk]), headers=htmx(SECTION))
    assert response.status_code == 422
    assert not Ruling.objects.exists()


def test_a_suggested_promise_has_no_form() -> None:
    commitment = promise()
    client = browser(factories.editor())
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert "Accept the promise before you rule on it." in page
    response = client.post(reverse("commitment-rule", args=[commitment.pk]), filled(), headers=htmx(SECTION))
    assert response.status_code == 409


def test_only_moves_that_are_allowed_are_offered(commitment: Commitment, url: str) -> None:
    client = browser(factories.editor())
    client.post(url, filled(status="withdrawn", broken_reason=""))
    offered = client.get(commitment.get_absolute_url()).context["ruling_form"].fields["status"].choices
    assert [value for value, _ in offered] == ["", "open", "withdrawn"]


def test_the_history_keeps_every_ruling_latest_first(commitment: Commitment, url: str) -> None:
    client = browser(factories.editor())
    client.post(url, filled(status="stalled", broken_reason="", rationale="First."))
    client.post(url, filled(rationale="Second.", latest_ruling=Ruling.objects.get().pk))
    rulings = client.get(commitment.get_absolute_url()).context["dossier"].rulings
    assert [ruling.rationale for ruling in rulings] == ["Second.", "First."]


# -------------------------------------------------------------------------------------------------------- doubts


@pytest.mark.parametrize("headers", [{}, htmx(SECTION)], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    ("relation", "changes", "words"),
    [
        ("contradicts", {"status": "fulfilled", "broken_reason": ""}, "fulfilled, but the accepted evidence is contra"),
        ("supports", {}, "broken, but the accepted evidence is supporting"),
    ],
)
def test_a_ruling_against_the_evidence_is_asked_about_once(
    commitment: Commitment, url: str, relation: str, changes: dict[str, str], words: str, headers: dict[str, str]
) -> None:
    evidence = report(commitment, relation=relation)
    client = browser(factories.editor())
    link.accept(link_id=evidence.pk, by=factories.editor(), at=timezone.now())
    data = filled(links=[evidence.pk], **changes)
    response = client.post(url, data, headers=headers)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Record it all the same" in response.content.decode()
    assert not Ruling.objects.exists()
    client.post(url, {**data, "doubts_seen": "on"}, headers=headers)
    assert Ruling.objects.get().status == data["status"]


def test_a_ruling_that_rests_on_none_of_the_evidence_is_asked_about(commitment: Commitment, url: str) -> None:
    factories.decided(report(commitment))
    response = browser(factories.editor()).post(url, filled(), headers=htmx(SECTION))
    assert "You ticked no evidence" in response.content.decode()
    assert not Ruling.objects.exists()
