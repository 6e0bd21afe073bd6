"""The admin site: everything can be looked up, decisions go through the services, nothing else changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import models
from claims.services import link, pipeline, runs, track
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db

LATER = datetime(2999, 1, 1, tzinfo=UTC)
OURS = sorted(
    (one for one in admin.site._registry if one._meta.app_label == "claims" and one is not models.User),
    key=lambda model: model.__name__,
)


@pytest.fixture
def site(client: Client) -> Client:
    client.force_login(factories.admin())
    return client


@pytest.fixture
def rows() -> None:
    """At least one row of every noun."""
    by = factories.editor()
    statement = factories.statement(factories.article(), speaker=factories.person("Ana Ruiz"))
    commitment = factories.decided(factories.commitment(statement))
    found = factories.evidence(commitment, factories.statement(factories.article()))
    link.accept(link_id=found.pk, by=by, at=AT)
    track.rule(
        commitment_id=commitment.pk,
        status=models.Status.IN_PROGRESS,
        rationale="Work began.",
        latest_ruling_id=None,
        by=by,
        at=AT,
    )
    run = factories.run(items=2)
    models.SubmissionKey.objects.create(user=by, key="a", digest="0" * 64, run=run, kept_until=AT)
    factories.feed()
    models.ApiToken.objects.create(user=by, name="Desk", prefix="abcdefgh", digest="0" * 64)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_noun_can_be_listed_searched_and_opened(site: Client, rows: None, model: type[models.Article]) -> None:
    name = f"admin:claims_{model._meta.model_name}"
    listing = reverse(f"{name}_changelist")
    assert site.get(listing).status_code == 200
    assert site.get(listing, {"q": "ana"}).status_code == 200
    row = model._default_manager.all()[0]
    assert site.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_nothing_is_added_changed_or_deleted_here(site: Client, rows: None, model: type[models.Article]) -> None:
    name, row = f"admin:claims_{model._meta.model_name}", model._default_manager.all()[0]
    assert site.get(reverse(f"{name}_add")).status_code == 403
    assert site.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
    assert site.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def act(site: Client, model: str, action: str, *pks: object) -> str:
    data = {"action": action, "_selected_action": [str(pk) for pk in pks]}
    return site.post(reverse(f"admin:claims_{model}_changelist"), data, follow=True).content.decode()


def test_bulk_decisions_leave_the_same_trace_as_single_ones(site: Client) -> None:
    article = factories.article()
    first, second = factories.statement(article), factories.statement(article)
    assert "2 of 2 done" in act(site, "statement", "accept", first.pk, second.pk)
    assert models.AuditEvent.objects.filter(verb="statement.accepted", actor=factories.admin()).count() == 2
    assert "0 of 1 done" in act(site, "statement", "reject", first.pk)


def test_a_superuser_revokes_anybodys_token(site: Client) -> None:
    token = models.ApiToken.objects.create(user=factories.editor(), name="A", prefix="abcdefgh", digest="1" * 64)
    models.User.objects.filter(pk=factories.admin().pk).update(is_superuser=True)
    act(site, "apitoken", "revoke", token.pk)
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert token.revoked_at <= timezone.now()


SECRET = ("Harbour plan", "We will dig", "Dig by May", "Digging goes on", "Ask about the dredger", "Ana Ruiz")


@pytest.mark.parametrize("hidden", [{"embargoed_until": LATER}, {"status": "withheld"}, {"withdrawn_at": AT}])
def test_being_staff_shows_nobody_what_is_hidden(client: Client, hidden: dict[str, object]) -> None:
    article = factories.article("Harbour plan\n\n“We will dig by May,” Ana Ruiz said.")
    run = runs.start(kind=models.RunKind.EXTRACT, article_ids=[article.pk], by=None)
    pipeline.perform(run_id=run.pk)
    statement = factories.decided(models.Statement.objects.get())
    commitment = factories.decided(factories.commitment(statement, title="Dig by May"))
    report = factories.statement(factories.article())
    rows = [article, statement, commitment, factories.evidence(commitment, report), statement.speaker]
    rows.append(factories.follow_up(commitment, title="Ask about the dredger"))
    track.rule(
        commitment_id=commitment.pk,
        status=models.Status.IN_PROGRESS,
        rationale="Digging goes on.",
        latest_ruling_id=None,
        by=factories.editor(),
        at=AT,
    )
    rows.append(commitment.rulings.get())
    models.Article.objects.filter(pk=article.pk).update(**hidden)

    curious = factories.reader()
    models.User.objects.filter(pk=curious.pk).update(is_staff=True)
    curious.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(models.User.objects.get(pk=curious.pk))
    for model in OURS:
        listing = client.get(reverse(f"admin:claims_{model._meta.model_name}_changelist"))
        assert not any(words in listing.content.decode() for words in SECRET), model
    for row in rows:
        address = reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])
        assert client.get(address).status_code == 302, row
    page = client.get(reverse("admin:claims_run_change", args=[run.pk])).content.decode()
    assert models.run.NOT_SHOWN in page
    assert not any(words in page for words in SECRET)

    client.force_login(factories.admin())
    for row in rows:
        assert client.get(reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])).status_code == 200


def test_editors_have_no_admin_site(client: Client) -> None:
    client.force_login(factories.editor())
    assert client.get(reverse("admin:index")).status_code == 302


def test_accounts_are_set_inactive_and_never_deleted(site: Client) -> None:
    colleague = factories.editor()
    page = site.get(reverse("admin:claims_user_change", args=[colleague.pk])).content.decode()
    assert "is_active" in page
    assert "deletelink" not in page
    assert site.post(reverse("admin:claims_user_delete", args=[colleague.pk]), {"post": "yes"}).status_code == 403
    assert "delete_selected" not in site.get(reverse("admin:claims_user_changelist")).content.decode()
    assert models.User.objects.filter(pk=colleague.pk).exists()
