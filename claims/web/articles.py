"""Articles: the list, the reader with every statement where it stands, and where and when one was published."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from claims import tasks
from claims.models import Article, Outlet
from claims.permissions import Ability, sees_hidden
from claims.queries import clusters, reader
from claims.services import pipeline
from claims.web.access import able
from claims.web.forms.articles import PublicationForm
from claims.web.forms.submission import OK, submit
from claims.web.htmx import Fragment, Request, answer, respond
from claims.web.listing import page_of, render_list, words_of


@require_safe
@able(Ability.READ)
def article_list(request: Request) -> HttpResponse:
    words = words_of(request)
    imports = sees_hidden(request.user)
    only_hidden = imports and request.GET.get("show") == "hidden"
    context = {
        "page": page_of(request, (reader.hidden if only_hidden else reader.listed)(words)),
        "words": words,
        "only_hidden": only_hidden,
        "hidden_count": reader.hidden().count() if imports else None,
    }
    return render_list(
        request, page="claims/article/list.html", fragment="claims/article/_results.html", context=context
    )


@require_safe
@able(Ability.READ)
def article(request: Request, pk: UUID) -> HttpResponse:
    found = reader.read(pk)
    if found is None:
        raise Http404("That article does not exist.")
    context = {"reader": found, "article": found.article, "beside": clusters.beside(found.article)}
    return render(request, "claims/article/article.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.REVIEW)
def publication(request: Request, pk: UUID) -> HttpResponse:
    """The form in the place of the article's facts; with JavaScript off, on a page of its own."""
    articles = Article.objects.select_related("outlet", "original").defer("text", "original__content")
    found = get_object_or_404(articles, pk=pk)
    form = PublicationForm(request.POST) if request.method == "POST" else PublicationForm.of(found)
    status = OK
    if form.is_bound:
        status = submit(form, lambda: _correct(request, pk, form))
        if status == OK:
            found.refresh_from_db(fields=["outlet", "published_on", "published_from"])
            facts = Fragment("claims/article/_facts.html", {"article": found}, url=found.get_absolute_url())
            return answer(request, facts)
    return respond(
        request,
        page="claims/article/publication.html",
        fragment="claims/article/_publication.html",
        context={"article": found, "form": form, "outlets": Outlet.objects.all(), "inline": bool(request.htmx)},
        status=status,
    )


def _correct(request: Request, pk: UUID, form: PublicationForm) -> None:
    run_id = pipeline.correct(article_id=pk, **form.cleaned_data, by=request.user, at=timezone.now())
    if run_id is None:
        messages.success(request, "Nothing was changed.")
        return
    tasks.dispatch(run_id)
    messages.success(request, "Corrected. The text is read again; reload the page in a moment.")


urlpatterns = [
    path("articles/", article_list, name="article-list"),
    path("articles/<uuid:pk>/", article, name="article"),
    path("articles/<uuid:pk>/publication/", publication, name="article-publication"),
]
