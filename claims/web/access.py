"""Who may open a view: one decorator over the abilities that API and templates use too. And how a refusal looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

from claims.models import User
from claims.permissions import Ability, Role, sees_hidden
from claims.queries.visibility import is_hidden

View = Callable[..., HttpResponseBase]

_SIGNED_IN_ANEW = "You signed in again in another tab. Copy what you wrote, then reload this page."


def able(ability: Ability) -> Callable[[View], View]:
    """Lets in who has `ability`, sends a visitor to sign in, and answers 403 to anybody else.

    What is withdrawn, withheld or under embargo is not there for anybody but those who import, whatever the page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _sign_in(request)
            if not request.user.has_perm(ability):
                raise PermissionDenied
            if "pk" in kwargs and not sees_hidden(request.user) and is_hidden(kwargs["pk"]):
                raise Http404("There is nothing at this address.")
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)  # going back must not show what was decided on as undecided
            return response

        return checked

    return decorate


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for whoever may not open one. Somebody without any role is told whom to ask for one."""
    admins = User.objects.filter(is_active=True).filter(Q(groups__name=Role.ADMINS) | Q(is_superuser=True)).distinct()
    return render(request, "403.html", {"admins": admins}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Whoever signed in anew elsewhere has pages whose forms are refused. htmx says it and leaves what was written."""
    if request.headers.get("HX-Request"):
        return HttpResponse(_SIGNED_IN_ANEW, status=403, content_type="text/plain; charset=utf-8")
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest) -> HttpResponse:
    """Our own page for a mistyped address, in development too."""
    return render(request, "404.html", status=404)


def _sign_in(request: HttpRequest) -> HttpResponse:
    """A session may end while a page is open: htmx would put the sign-in page where the fragment was."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        here = htmx.current_url_abs_path or resolve_url("desk")
        return HttpResponseClientRedirect(redirect_to_login(here).url)
    return redirect_to_login(request.get_full_path())
