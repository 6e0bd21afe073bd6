"""Articles: the list, and the reader with every statement where it stands."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from claims.permissions import Ability
from claims.queries import reader
from claims.web.access import able
from claims.web.htmx import Request
from claims.web.listing import page_of, render_list


@require_safe
@able(Ability.READ)
def article_list(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    context = {"page": page_of(request, reader.listed(words)), "words": words}
    return render_list(
        request, page="claims/article/list.html", fragment="claims/article/_results.html", context=context
    )


@require_safe
@able(Ability.READ)
def article(request: Request, pk: UUID) -> HttpResponse:
    found = reader.read(pk)
    if found is None:
        raise Http404("That article does not exist.")
    return render(request, "claims/article/article.html", {"reader": found, "article": found.article})


urlpatterns = [
    path("articles/", article_list, name="article-list"),
    path("articles/<uuid:pk>/", article, name="article"),
]
