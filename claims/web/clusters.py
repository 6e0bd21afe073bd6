"""Same report? The queue of pairs that wait for an answer, the answers, and what an article is joined with."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from claims.models import Article, ClusterProposal
from claims.permissions import Ability
from claims.queries import clusters as queries
from claims.services import clusters
from claims.web import review_tabs
from claims.web.access import able
from claims.web.htmx import Fragment, Request, page_of_origin, perform
from claims.web.listing import page_of, render_list

PER_PAGE = 10


@require_safe
@able(Ability.READ)
def queue(request: Request) -> HttpResponse:
    page = page_of(request, queries.queue(), PER_PAGE)
    context = {
        "page": page,
        "pairs": [queries.pair(proposal) for proposal in page],
        "tabs": review_tabs.tabs(review_tabs.COPIES),
    }
    return render_list(
        request,
        page="claims/cluster_proposal/list.html",
        fragment="claims/cluster_proposal/_queue.html",
        context=context,
    )


@require_POST
@able(Ability.REVIEW)
def accept(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, clusters.accept, "Joined. The two count as one source.")


@require_POST
@able(Ability.REVIEW)
def reject(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, clusters.reject, "Kept as two reports.")


@require_POST
@able(Ability.REVIEW)
def reopen(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, clusters.reopen, "Undone. The pair waits for an answer again.")


@require_POST
@able(Ability.REVIEW)
def take_out(request: Request, pk: UUID) -> HttpResponse:
    return perform(
        request,
        lambda: clusters.take_out(article_id=pk, by=request.user, at=timezone.now()),
        show=lambda: _beside(get_object_or_404(Article.objects.defer("text"), pk=pk)),
        said="Taken out. It counts as a source of its own.",
    )


def _decide(request: Request, pk: UUID, verb: Callable[..., ClusterProposal], said: str) -> HttpResponse:
    """The message of a plain post links to an article, because the queue that it comes back to has lost the pair."""
    found = _found(pk)
    linked = format_html('{} <a href="{}">See it</a>', said, found.first.get_absolute_url())
    return perform(
        request,
        lambda: verb(proposal_id=pk, by=request.user, at=timezone.now()),
        show=lambda: _after_decision(request, pk),
        said=said if request.htmx else linked,
    )


def _after_decision(request: Request, pk: UUID) -> Fragment:
    """What an article is joined with where the action came from its page, else the pair and what waits now."""
    found = _found(pk)
    here = page_of_origin(request).path
    for article in (found.first, found.second):
        if here == article.get_absolute_url():
            return _beside(article)
    context = {"pair": queries.pair(found), "tabs": review_tabs.tabs(review_tabs.COPIES)}
    return Fragment("claims/cluster_proposal/_decided.html", context, url=reverse("review-copies"))


def _beside(article: Article) -> Fragment:
    return Fragment(
        "claims/cluster_proposal/_beside.html",
        {"article": article, "beside": queries.beside(article)},
        url=article.get_absolute_url(),
        anchor="article-copies",
    )


def _found(pk: UUID) -> ClusterProposal:
    """Both texts are shown, so both must be for everybody to see."""
    found = queries.for_pairs(ClusterProposal.objects.visible().filter(pk=pk)).first()
    if found is None:
        raise Http404("That pair is not there any more.")
    return found


urlpatterns = [
    path("review/copies/", queue, name="review-copies"),
    path("cluster-proposals/<uuid:pk>/accept/", accept, name="cluster-proposal-accept"),
    path("cluster-proposals/<uuid:pk>/reject/", reject, name="cluster-proposal-reject"),
    path("cluster-proposals/<uuid:pk>/reopen/", reopen, name="cluster-proposal-reopen"),
    path("articles/<uuid:pk>/take-out/", take_out, name="article-take-out"),
]
