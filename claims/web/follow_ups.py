"""Follow-ups: the work list, and what one does with each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims.models import Commitment, FollowUp, User
from claims.permissions import Ability, sees_hidden
from claims.queries import follow_ups, history
from claims.queries.follow_ups import Scope, urgency_of
from claims.services import track
from claims.web import dossier
from claims.web.access import able
from claims.web.forms.follow_ups import ActionForm, AssignForm, NoteForm, OpenForm, SnoozeForm
from claims.web.forms.submission import INVALID, OK, first_error, submit
from claims.web.htmx import Fragment, Request, answer, page_of_origin, perform
from claims.web.listing import page_of, render_list

_PER_PAGE = 50


@require_safe
@able(Ability.READ)
def index(request: Request) -> HttpResponse:
    today = timezone.localdate()
    hidden = sees_hidden(request.user)
    counts = follow_ups.counts(user=request.user, today=today, hidden=hidden)
    scope = _scope(request.GET.get("scope", ""), counts)
    page = page_of(request, follow_ups.listed(scope, user=request.user, today=today, hidden=hidden), _PER_PAGE)
    context = {
        "scope": scope,
        "scopes": counts,
        "page": page,
        "reports": follow_ups.reports(page, hidden=hidden),
        "groups": [(urgency, list(rows)) for urgency, rows in groupby(page, key=lambda one: urgency_of(one, today))],
        "colleagues": _colleagues(),
        "today": today,
    }
    return render_list(
        request, page="claims/follow_up/list.html", fragment="claims/follow_up/_list.html", context=context
    )


@require_POST
@able(Ability.TRACK)
def open_(request: Request, pk: UUID) -> HttpResponse:
    """`pk` is the commitment's."""
    form = OpenForm(request.POST, auto_id="follow-up-%s")
    status = submit(
        form,
        lambda: track.open_follow_up(commitment_id=pk, **form.arguments(), by=request.user, at=timezone.now()),
    )
    if status != OK:
        return dossier.refuse(request, pk, "follow_ups", status=status, follow_up_form=form)
    messages.success(request, "Follow-up added.")
    return answer(request, dossier.sections(request, pk, "follow_ups", "history"))


@require_POST
@able(Ability.TRACK)
def finish(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, track.finish, NoteForm(request.POST), "Done.")


@require_POST
@able(Ability.TRACK)
def drop(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, track.drop, NoteForm(request.POST), "Dropped.")


@require_POST
@able(Ability.TRACK)
def snooze(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, track.snooze, SnoozeForm(request.POST), "Snoozed.")


@require_POST
@able(Ability.TRACK)
def assign(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, track.assign, AssignForm(request.POST), "Assigned.")


@require_POST
@able(Ability.TRACK)
def reopen(request: Request, pk: UUID) -> HttpResponse:
    return _act(request, pk, track.reopen, ActionForm(request.POST), "It is open again.")


def _act(request: Request, pk: UUID, verb: Callable[..., FollowUp], form: ActionForm, said: str) -> HttpResponse:
    """One of the verbs above. These forms are a field each: an error is said in words beside the row as it is."""
    if not form.is_valid():
        messages.error(request, first_error(form))
        return answer(request, _row(request, pk), status=INVALID)
    return perform(
        request,
        lambda: verb(follow_up_id=pk, **form.arguments(), by=request.user, at=timezone.now()),
        show=lambda: _row(request, pk),
        said=said,
    )


def _row(request: Request, pk: UUID) -> Fragment:
    """The row, and what an action on it changes beside it on the page it stands on."""
    found = FollowUp.objects.select_related("commitment__person", "assignee", "closed_by").filter(pk=pk).first()
    if found is None:
        raise Http404("That follow-up does not exist any more.")
    today = timezone.localdate()
    return Fragment(
        "claims/follow_up/_row.html",
        {
            "follow_up": found,
            "reports": follow_ups.reports([found], hidden=sees_hidden(request.user)),
            "colleagues": _colleagues(),
            "today": today,
            **_beside(request, found.commitment, today),
        },
        url=reverse("follow-ups"),
        anchor=f"follow-up-{found.pk}",
    )


def _beside(request: Request, commitment: Commitment, today: date) -> dict[str, Any]:
    origin = page_of_origin(request)
    if origin.path == reverse("follow-ups"):
        counts = follow_ups.counts(user=request.user, today=today, hidden=sees_hidden(request.user))
        return {"scope": _scope(QueryDict(origin.query).get("scope", ""), counts), "scopes": counts}
    if dossier.is_origin(request, commitment):
        return {"beside_promise": True, "events": history.of_commitment(commitment)}
    return {}


def _scope(asked: str, counts: dict[str, int]) -> Scope:
    """What was asked for, else one's own follow-ups, or everybody's if one has none."""
    if asked in set(Scope):
        return Scope(asked)
    return Scope.MINE if counts[Scope.MINE] else Scope.ALL


def _colleagues() -> QuerySet[User]:
    return User.objects.filter(is_active=True).order_by("username")


urlpatterns = [
    path("follow-ups/", index, name="follow-ups"),
    path("commitments/<uuid:pk>/follow-ups/open/", open_, name="follow-up-open"),
    path("follow-ups/<uuid:pk>/finish/", finish, name="follow-up-finish"),
    path("follow-ups/<uuid:pk>/drop/", drop, name="follow-up-drop"),
    path("follow-ups/<uuid:pk>/snooze/", snooze, name="follow-up-snooze"),
    path("follow-ups/<uuid:pk>/reopen/", reopen, name="follow-up-reopen"),
    path("follow-ups/<uuid:pk>/assign/", assign, name="follow-up-assign"),
]
