"""Cuts: what the program took for headline, captions and body of a text. Looked at, corrected, and then read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import tasks
from claims.models import Article, Run
from claims.permissions import Ability
from claims.queries import cuts as queries
from claims.services import cuts, pipeline
from claims.web.access import able
from claims.web.forms.cuts import CutForm
from claims.web.forms.submission import INVALID, OK, submit
from claims.web.htmx import Fragment, Request, perform, render_fragment
from claims.web.listing import only, page_of

PER_PAGE = 50


class ListForm(forms.Form):
    run = forms.UUIDField(required=False)


class TickedForm(ListForm):
    """The ticked ones or, by the other button, `all` that waited at a moment."""

    article = forms.TypedMultipleChoiceField(coerce=UUID, required=False)
    all = forms.DateTimeField(required=False, input_formats=["iso-8601"])

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["article"].choices = [(one, one) for one in data.getlist("article")[:PER_PAGE]]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not (self.cleaned_data.get("article") or self.cleaned_data.get("all")):
            raise forms.ValidationError("Tick at least one text.", code="nothing")

    def chosen(self) -> list[UUID]:
        until = self.cleaned_data["all"]
        if until is None:
            return self.cleaned_data["article"]
        waiting = queries.to_check(self.cleaned_data["run"]).filter(created_at__lte=until)
        return list(waiting.values_list("pk", flat=True))


@require_safe
@able(Ability.IMPORT)
def cut_list(request: Request) -> HttpResponse:
    """The texts that wait for a look, of one import if asked for."""
    form = ListForm(request.GET)
    run = only(Run.objects.all(), form.cleaned_data["run"]) if form.is_valid() else None
    page = page_of(request, queries.to_check(run.pk if run else None), PER_PAGE)
    context = {"page": page, "waiting": queries.waiting(list(page)), "run": run, "now": timezone.now()}
    return render(request, "claims/cut/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.IMPORT)
def cut(request: Request, pk: UUID) -> HttpResponse:
    """One text piece by piece. Splitting and joining only show the page again; nothing is kept until it is saved."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    form = CutForm(article, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return render(request, "claims/cut/cut.html", _context(article, form))
    if form.is_step:
        status = OK if form.is_valid() else INVALID
        if request.htmx:
            return render_fragment(request, "claims/cut/_cut.html", _context(article, form), status=status)
    else:
        status = submit(form, lambda: _save(request, article, form))
        if status == OK:
            return redirect(_next(article) if form.cleaned_data["do"] == "read" else article)
    return render(request, "claims/cut/cut.html", _context(article, form), status=status)


@require_POST
@able(Ability.IMPORT)
def put_back(request: Request, pk: UUID) -> HttpResponse:
    """Undoes the last correction."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    return perform(
        request,
        lambda: _dispatch(pipeline.put_back_cut(article_id=pk, by=request.user, at=timezone.now())),
        show=lambda: Fragment("claims/cut/_cut.html", _context(article, CutForm(article)), url=_url_of(article)),
        said="Cut up as before the last correction.",
    )


@require_POST
@able(Ability.IMPORT)
def approve(request: Request) -> HttpResponse:
    """Has the ticked texts read as they are cut up now, or all that came in until the page was shown."""
    form = TickedForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tick at least one text.")
        return redirect("cut-list")
    ids = form.chosen()
    run_id = pipeline.approve_cuts(article_ids=ids, by=request.user, at=timezone.now())
    if run_id is None:
        messages.warning(request, "None of them waits any more.")
        return redirect("cut-list")
    tasks.dispatch(run_id)
    return redirect("run", run_id)


def _save(request: Request, article: Article, form: CutForm) -> None:
    approve = form.cleaned_data["do"] == "read"
    run_id = pipeline.recut(
        article_id=article.pk,
        stretches=form.cut,
        seen=form.cleaned_data["seen"],
        approve=approve,
        by=request.user,
        at=timezone.now(),
    )
    _dispatch(run_id)
    if run_id is not None:
        messages.success(request, "Saved. The text is read with that; look at the article in a moment.")
    elif article.awaits_check:
        messages.success(request, "Saved. The text still waits to be read.")
    else:
        messages.success(request, "Saved.")


def _dispatch(run_id: UUID | None) -> None:
    if run_id is not None:
        tasks.dispatch(run_id)


def _next(article: Article) -> str:
    """The next text that waits; the article itself after the last."""
    following = queries.following(article)
    return _url_of(following) if following else article.get_absolute_url()


def _url_of(article: Article) -> str:
    return reverse("article-cut", args=[article.pk])


def _context(article: Article, form: CutForm) -> dict[str, Any]:
    return {
        "article": article,
        "form": form,
        "pieces": queries.pieces(article.text, form.shown),
        "kinds": [(kind.value, name) for kind, name in queries.NAMES.items()],
        "fields": queries.fields(article),
        "correction": cuts.last_correction(article.pk),
    }


urlpatterns = [
    path("articles/to-check/", cut_list, name="cut-list"),
    path("articles/to-check/approve/", approve, name="cut-approve"),
    path("articles/<uuid:pk>/cut/", cut, name="article-cut"),
    path("articles/<uuid:pk>/cut/put-back/", put_back, name="article-cut-put-back"),
]
