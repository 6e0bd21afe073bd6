"""The file that an article was read from, as it came. For those who import: it may hold what others may not see yet."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe

from claims.downloads import attachment
from claims.permissions import Ability
from claims.services import originals
from claims.web.access import able
from claims.web.htmx import Request


@require_safe
@able(Ability.IMPORT)
def original(request: Request, pk: UUID) -> HttpResponseBase:
    kept = originals.of_article(pk)
    if kept is None:
        raise Http404("Its file was not kept.")
    return attachment(request, kept)


urlpatterns = [path("articles/<uuid:pk>/original/", original, name="article-original")]
