"""API tokens: one issues and revokes one's own. A key is shown once, in the answer to the request that made it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from claims.permissions import Ability
from claims.services import tokens
from claims.web.access import able
from claims.web.forms.submission import OK, submit
from claims.web.forms.tokens import IssueForm
from claims.web.htmx import Fragment, Request, perform, respond


@require_safe
@able(Ability.READ)
def index(request: Request) -> HttpResponse:
    return _show(request)


@never_cache
@require_POST
@able(Ability.READ)
def issue(request: Request) -> HttpResponse:
    """Answers with the page itself and no redirect: nothing may keep the key until a next request."""
    now = timezone.now()
    form = IssueForm(request.POST)
    issued: list[str] = []

    def verb() -> None:
        _, key = tokens.issue(name=form.cleaned_data["name"], by=request.user, at=now, expires_at=form.expires_at(now))
        issued.append(key)

    status = submit(form, verb)
    if status != OK:
        return _show(request, status=status, form=form)
    messages.success(request, "Token issued.")
    return _show(request, key=issued[0])


@require_POST
@able(Ability.READ)
def revoke(request: Request, pk: UUID) -> HttpResponse:
    return perform(
        request,
        lambda: tokens.revoke(token_id=pk, by=request.user, at=timezone.now()),
        show=lambda: Fragment("claims/token/_tokens.html", _context(request), url=reverse("tokens")),
        said="Token revoked.",
    )


def _show(request: Request, *, status: int = OK, **extra: Any) -> HttpResponse:
    return respond(
        request,
        page="claims/token/list.html",
        fragment="claims/token/_tokens.html",
        context={**_context(request), **extra},
        status=status,
    )


def _context(request: Request) -> dict[str, Any]:
    return {"tokens": request.user.api_tokens.all(), "form": IssueForm(), "now": timezone.now()}


urlpatterns = [
    path("account/tokens/", index, name="tokens"),
    path("account/tokens/issue/", issue, name="token-issue"),
    path("account/tokens/<uuid:pk>/revoke/", revoke, name="token-revoke"),
]
