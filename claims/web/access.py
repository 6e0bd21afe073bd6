"""Who may open a view: one decorator over the abilities that API and templates use too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from claims.permissions import Ability

View = Callable[..., HttpResponse]


def able(ability: Ability) -> Callable[[View], View]:
    """Lets in who has `ability`, sends a visitor to sign in, and answers 403 to anybody else."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _sign_in(request)
            if not request.user.has_perm(ability):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


def _sign_in(request: HttpRequest) -> HttpResponse:
    """A session may end while a page is open: htmx would put the sign-in page where the fragment was."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        here = htmx.current_url_abs_path or resolve_url("desk")
        return HttpResponseClientRedirect(redirect_to_login(here).url)
    return redirect_to_login(request.get_full_path())
