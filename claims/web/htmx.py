"""How every action answers, with JavaScript and without.

An htmx request gets the fragment that changed, with the messages beside it. A plain form post gets a redirect to the
page that holds the fragment, and the messages there. A refused action says why and shows how things stand now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from claims.models import User
from claims.services.errors import ClaimsError, NotFound
from claims.web.errors import status_of

STOP_POLLING = 286
"""htmx swaps such an answer and asks no more."""


class Request(HttpRequest):
    """A request as it reaches a view behind `able`: somebody is signed in."""

    user: User
    htmx: HtmxDetails


def page_of_origin(request: Request) -> SplitResult:
    """The address of the page that an htmx request was made from, without its host; empty for any other request."""
    here = request.htmx.current_url_abs_path if request.htmx else ""
    return urlsplit(here or "")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a page that can be shown alone. `url` is a page that holds it, `anchor` its element id there."""

    template: str
    context: dict[str, Any]
    url: str
    anchor: str = ""


def perform(
    request: Request,
    verb: Callable[[], object],
    *,
    show: Callable[[], Fragment],
    otherwise: Callable[[], Fragment] | None = None,
    said: str = "",
) -> HttpResponse:
    """Makes one service call and answers with the fragment as it stands afterwards.

    `show` is called after `verb`, so that it reads the fresh state; `otherwise` in its place when the call was refused.
    """
    status = 200
    try:
        verb()
    except NotFound as error:
        raise Http404(str(error)) from error
    except ClaimsError as error:
        status = status_of(error)
        messages.error(request, str(error))
        show = otherwise or show
    else:
        if said:
            messages.success(request, said)
    return answer(request, show(), status=status)


def answer(request: Request, fragment: Fragment, *, status: int = 200) -> HttpResponse:
    """The fragment for htmx, else a redirect to the page that holds it."""
    if request.htmx:
        return render_fragment(request, fragment.template, fragment.context, status=status)
    anchor = f"#{fragment.anchor}" if fragment.anchor else ""
    return HttpResponseRedirect(back_url(request, fragment.url) + anchor)


def render_fragment(request: Request, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A fragment and, out of band, what there is to say."""
    html = render_to_string(template, context, request)
    html += render_to_string("_components/_messages_oob.html", {}, request)
    return HttpResponse(html, status=status)


def respond(request: Request, *, page: str, fragment: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that can also be shown as a fragment, such as a form: the fragment for htmx, else the whole page."""
    alone = bool(request.htmx) and not request.htmx.history_restore_request
    if alone:
        response = render_fragment(request, fragment, context, status=status)
    else:
        response = render(request, page, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def back_url(request: Request, default: str) -> str:
    """Where the form says it was (its `next` field), if that is on this site."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else default
