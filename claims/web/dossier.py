"""The page of one commitment, in sections: an action answers with the sections that it changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from claims.engine import tracking
from claims.models import ReviewState, Status, User
from claims.queries import commitments, history, timeline
from claims.services import track
from claims.web.forms.follow_ups import OpenForm
from claims.web.forms.rulings import RulingForm
from claims.web.htmx import Fragment, Request, render_fragment

PAGE = "claims/commitment/commitment.html"
SECTIONS = ("head", "evidence", "ruling", "follow_ups", "timeline", "history")


def anchor_of(section: str) -> str:
    """The id of a section's element."""
    return f"commitment-{section.replace('_', '-')}"


def is_on_page(request: Request) -> bool:
    """Whether an action came from a commitment's page: its answer then replaces a section there."""
    return bool(request.htmx) and request.htmx.target in {anchor_of(section) for section in SECTIONS}


def context_of(commitment_id: UUID, **forms: Any) -> dict[str, Any]:
    """All that the page shows. `forms` replaces empty forms by ones that were filled in. Raises Http404."""
    dossier = commitments.dossier(commitment_id)
    if dossier is None:
        raise Http404("That commitment does not exist any more.")
    commitment = dossier.commitment
    return {
        "dossier": dossier,
        "commitment": commitment,
        "evidence": dossier.evidence,
        "weight": track.weight_of(commitment),
        "proposal": track.proposal(commitment),
        "ruling_form": ruling_form(dossier),
        "follow_up_form": OpenForm(auto_id="follow-up-%s"),
        "years": timeline.by_year(timeline.of_commitment(commitment)),
        "events": history.of_commitment(commitment),
        "colleagues": User.objects.filter(is_active=True).order_by("username"),
        "today": timezone.localdate(),
        **forms,
    }


def ruling_form(dossier: commitments.Dossier, data: Any = None) -> RulingForm:
    """The form for the next ruling, with the moves that are allowed and the evidence that counts."""
    now = tracking.Status(dossier.commitment.status)
    latest = dossier.latest_ruling
    return RulingForm(
        data,
        auto_id="ruling-%s",
        links=dossier.evidence[ReviewState.ACCEPTED],
        statuses=[status for status in Status if tracking.may_move(now, tracking.Status(status))],
        initial={"latest_ruling": latest.pk if latest else None},
    )


def sections(request: Request, commitment_id: UUID, *names: str, **forms: Any) -> Fragment:
    """The first section in its place, the others beside it. A plain request needs only where to go."""
    url = reverse("commitment", args=[commitment_id])
    if not request.htmx:
        return Fragment("", {}, url=url, anchor=anchor_of(names[0]))
    context = context_of(commitment_id, **forms)
    context["sections"] = [f"claims/commitment/_{name}.html" for name in names]
    return Fragment("claims/commitment/_sections.html", context, url=url, anchor=anchor_of(names[0]))


def refuse(request: Request, commitment_id: UUID, section: str, **forms: Any) -> HttpResponse:
    """Shows a form again with what is wrong with it: its section for htmx, else the whole page."""
    if request.htmx:
        fragment = sections(request, commitment_id, section, **forms)
        return render_fragment(request, fragment.template, fragment.context, status=422)
    return render(request, PAGE, context_of(commitment_id, **forms), status=422)


def card(commitment_id: UUID) -> Fragment:
    """A commitment as lists and queues show it."""
    commitment = commitments.listed(commitments.Filters(review_state="any")).filter(pk=commitment_id).first()
    if commitment is None:
        raise Http404("That commitment does not exist any more.")
    return Fragment(
        "claims/commitment/_card.html",
        {"commitment": commitment},
        url=commitment.get_absolute_url(),
        anchor=f"commitment-{commitment.pk}",
    )
