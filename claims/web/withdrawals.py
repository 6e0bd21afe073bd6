"""Who may see an article: an editor withdraws it, restores it, or releases what its sender holds back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from claims import tasks
from claims.models import Article
from claims.permissions import Ability
from claims.services import pipeline, withdraw
from claims.web.access import able
from claims.web.forms.articles import WithdrawalForm
from claims.web.forms.submission import OK, submit
from claims.web.htmx import Fragment, Request, answer, perform, respond

_READ_NOW = "The program reads it now; reload the page in a moment."


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.IMPORT)
def withdraw_article(request: Request, pk: UUID) -> HttpResponse:
    """What would follow, to be confirmed in the place of the button; with JavaScript off, on a page of its own."""
    article = _find(pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    status = OK
    if form.is_bound:
        status = submit(form, lambda: _withdraw(request, pk, form))
    if article.withdrawn_at or (form.is_bound and status == OK):
        return answer(request, _standing(pk))
    return respond(
        request,
        page="claims/article/withdraw.html",
        fragment="claims/article/_withdraw.html",
        context={
            "article": article,
            "form": form,
            "reach": withdraw.reach(article_id=pk),
            "inline": bool(request.htmx),
        },
        status=status,
    )


@require_POST
@able(Ability.IMPORT)
def restore(request: Request, pk: UUID) -> HttpResponse:
    return perform(request, lambda: _restore(request, pk), show=lambda: _standing(pk))


@require_POST
@able(Ability.IMPORT)
def release(request: Request, pk: UUID) -> HttpResponse:
    return perform(request, lambda: _release(request, pk), show=lambda: _standing(pk))


def _withdraw(request: Request, pk: UUID, form: WithdrawalForm) -> None:
    because = form.cleaned_data["because"]
    if withdraw.withdraw(article_id=pk, by=request.user, because=because, at=timezone.now()):
        messages.success(request, "Withdrawn. Whoever works with it is asked to look again.")
    else:
        messages.success(request, "It was withdrawn already.")


def _restore(request: Request, pk: UUID) -> None:
    run_id = pipeline.restore(article_id=pk, by=request.user, at=timezone.now())
    _say(request, "Restored.", run_id)


def _release(request: Request, pk: UUID) -> None:
    run_id = pipeline.release(article_id=pk, by=request.user, at=timezone.now())
    _say(request, "Released.", run_id)


def _say(request: Request, done: str, run_id: UUID | None) -> None:
    if run_id is None:
        messages.success(request, done)
        return
    tasks.dispatch(run_id)
    messages.success(request, f"{done} {_READ_NOW}")


def _standing(pk: UUID) -> Fragment:
    article = _find(pk)
    return Fragment(
        "claims/article/_standing.html",
        {"article": article},
        url=article.get_absolute_url(),
        anchor="article-standing",
    )


def _find(pk: UUID) -> Article:
    return get_object_or_404(Article.objects.select_related("withdrawn_by", "released_by").defer("text"), pk=pk)


urlpatterns = [
    path("articles/<uuid:pk>/withdraw/", withdraw_article, name="article-withdraw"),
    path("articles/<uuid:pk>/restore/", restore, name="article-restore"),
    path("articles/<uuid:pk>/release/", release, name="article-release"),
]
