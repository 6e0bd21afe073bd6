"""Feeds: which ones are polled, how each is doing, and what became of its entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import tasks
from claims.permissions import Ability
from claims.queries import feeds as queries
from claims.services import feeds
from claims.web.access import able
from claims.web.forms.feeds import AddFeedForm, FeedForm
from claims.web.forms.submission import OK, submit
from claims.web.htmx import STOP_POLLING, Fragment, Request, perform, respond
from claims.web.listing import page_of

ENTRIES_PER_PAGE = 50


@require_safe
@able(Ability.IMPORT)
def index(request: Request) -> HttpResponse:
    return _show(AddFeedForm(), request)


@require_POST
@able(Ability.IMPORT)
def add(request: Request) -> HttpResponse:
    form = AddFeedForm(request.POST)
    status = submit(form, lambda: _add(request, form))
    if status != OK:
        return _show(form, request, status=status)
    return _show(AddFeedForm(), request) if request.htmx else redirect("feeds")


@require_safe
@able(Ability.IMPORT)
def feed(request: Request, pk: UUID) -> HttpResponse:
    listed = _find(pk)
    page = page_of(request, queries.entries(listed.feed), ENTRIES_PER_PAGE)
    return render(request, "claims/feed/feed.html", {"listed": listed, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.IMPORT)
def describe(request: Request, pk: UUID) -> HttpResponse:
    """How often it is read and whose it is, on a page of its own."""
    listed = _find(pk)
    form = FeedForm(request.POST if request.method == "POST" else None, feed=listed.feed)
    status = submit(form, lambda: _describe(request, pk, form)) if form.is_bound else OK
    if form.is_bound and status == OK:
        return redirect("feed", pk)
    return render(request, "claims/feed/describe.html", {"listed": listed, "form": form}, status=status)


@require_safe
@able(Ability.IMPORT)
def feed_line(request: Request, pk: UUID) -> HttpResponse:
    """How a feed is doing by now. It asks for itself until the feed has been read."""
    if not request.htmx:
        return redirect("feeds")
    listed = _find(pk)
    status = OK if listed.is_moving else STOP_POLLING
    return render(request, "claims/feed/_feed.html", {"listed": listed}, status=status)


@require_POST
@able(Ability.IMPORT)
def pause(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, feeds.pause, "Paused.")


@require_POST
@able(Ability.IMPORT)
def resume(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, feeds.resume, "Resumed. It is read now.", polls=True)


@require_POST
@able(Ability.IMPORT)
def hasten(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, feeds.hasten, "It is read now.", polls=True)


@require_POST
@able(Ability.IMPORT)
def remove(request: Request, pk: UUID) -> HttpResponse:
    return perform(
        request,
        lambda: feeds.remove(feed_id=pk, by=request.user, at=timezone.now()),
        show=lambda: Fragment("claims/feed/_feeds.html", _context(AddFeedForm()), url=reverse("feeds")),
        said="Removed. Its articles stay.",
    )


def _add(request: Request, form: AddFeedForm) -> None:
    added = feeds.add(**form.cleaned_data, by=request.user, at=timezone.now())
    if added.run_id:
        tasks.dispatch(added.run_id)
    what = "1 entry" if added.entries == 1 else f"{added.entries:,} entries"
    messages.success(request, f"Added “{added.feed}” with {what}.")


def _describe(request: Request, pk: UUID, form: FeedForm) -> None:
    changed = feeds.describe(feed_id=pk, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, "Changed. Articles that came in stay as they are." if changed else "Nothing was changed.")


def _act(request: Request, pk: UUID, verb: Callable[..., None], said: str, *, polls: bool = False) -> HttpResponse:
    def act() -> None:
        verb(feed_id=pk, by=request.user, at=timezone.now())
        if polls:
            tasks.send_poll(pk)

    return perform(request, act, show=lambda: _line(pk), said=said)


def _line(pk: UUID) -> Fragment:
    return Fragment("claims/feed/_feed.html", {"listed": _find(pk)}, url=reverse("feeds"), anchor=f"feed-{pk}")


def _find(pk: UUID) -> queries.Listed:
    listed = queries.find(pk, timezone.now())
    if listed is None:
        raise Http404("That feed is not on the list any more.")
    return listed


def _show(form: AddFeedForm, request: Request, *, status: int = OK) -> HttpResponse:
    return respond(
        request,
        page="claims/feed/list.html",
        fragment="claims/feed/_feeds.html",
        context=_context(form),
        status=status,
    )


def _context(form: AddFeedForm) -> dict[str, Any]:
    return {"form": form, "feeds": list(queries.listing(timezone.now()))}


urlpatterns = [
    path("feeds/", index, name="feeds"),
    path("feeds/add/", add, name="feed-add"),
    path("feeds/<uuid:pk>/", feed, name="feed"),
    path("feeds/<uuid:pk>/line/", feed_line, name="feed-line"),
    path("feeds/<uuid:pk>/describe/", describe, name="feed-describe"),
    path("feeds/<uuid:pk>/pause/", pause, name="feed-pause"),
    path("feeds/<uuid:pk>/resume/", resume, name="feed-resume"),
    path("feeds/<uuid:pk>/hasten/", hasten, name="feed-hasten"),
    path("feeds/<uuid:pk>/remove/", remove, name="feed-remove"),
]
