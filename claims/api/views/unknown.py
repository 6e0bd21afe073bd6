"""Addresses that lead nowhere: a problem like any other, not the site's page for people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import resolve
from django.views.decorators.csrf import csrf_exempt

from claims.api.problems import unknown_address


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponseBase:
    """An address that only lacks its last slash is led on with its method and body. Django's own way loses both."""
    if not request.path.endswith("/") and resolve(f"{request.path_info}/").func is not unknown:
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True), preserve_request=True)
    return unknown_address()
