"""The page of one commitment, in sections: an action answers with the sections that it changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from claims.engine import tracking
from claims.models import Commitment, EvidenceLink, ReviewState, Status, User
from claims.permissions import sees_hidden
from claims.queries import commitments, follow_ups, history, timeline
from claims.services import track
from claims.web.forms.follow_ups import OpenForm
from claims.web.forms.rulings import RulingForm
from claims.web.htmx import Fragment, Request, page_of_origin, render_fragment

PAGE = "claims/commitment/commitment.html"
SECTIONS = ("head", "evidence", "ruling", "follow_ups", "timeline", "history")


def anchor_of(section: str) -> str:
    """The id of a section's element."""
    return f"commitment-{section.replace('_', '-')}"


def template_of(section: str) -> str:
    return f"claims/commitment/_{section}.html"


def is_on_page(request: Request) -> bool:
    """Whether an action came from a commitment's page: its answer then replaces a section there."""
    return bool(request.htmx) and request.htmx.target in {anchor_of(section) for section in SECTIONS}


def is_origin(request: Request, commitment: Commitment) -> bool:
    """Whether an action came from that commitment's page, whatever it replaces there."""
    return page_of_origin(request).path == commitment.get_absolute_url()


def context_of(request: Request, commitment_id: UUID, **forms: Any) -> dict[str, Any]:
    """All that the page shows. `forms` replaces empty forms by ones that were filled in. Raises Http404."""
    hidden = sees_hidden(request.user)
    dossier = commitments.dossier(commitment_id, hidden=hidden)
    if dossier is None:
        raise Http404("That commitment does not exist any more.")
    commitment, today = dossier.commitment, timezone.localdate()
    return {
        "dossier": dossier,
        "commitment": commitment,
        "evidence": dossier.evidence,
        "weight": track.weight_of(commitment),
        "proposal": track.proposal(commitment, today),
        "ruling_form": ruling_form(commitment, dossier.evidence[ReviewState.ACCEPTED]),
        "reports": follow_ups.reports(dossier.follow_ups, hidden=hidden),
        "follow_up_form": OpenForm(auto_id="follow-up-%s"),
        "years": timeline.by_year(timeline.of_commitment(commitment)),
        "events": history.of_commitment(commitment),
        "colleagues": User.objects.filter(is_active=True).order_by("username"),
        "today": today,
        **forms,
    }


def ruling_form(commitment: Commitment, links: Sequence[EvidenceLink], data: QueryDict | None = None) -> RulingForm:
    """The form for the next ruling: the moves that are allowed, and the accepted `links` it may rest on."""
    now = tracking.Status(commitment.status)
    allowed = [status for status in Status if tracking.may_move(now, tracking.Status(status))]
    return RulingForm(
        data, auto_id="ruling-%s", links=links, statuses=allowed, evidence_state=commitment.evidence_state
    )


def sections(request: Request, commitment_id: UUID, *names: str, **forms: Any) -> Fragment:
    """The first section in its place, the others beside it. A plain request needs only where to go."""
    url = reverse("commitment", args=[commitment_id])
    if not request.htmx:
        return Fragment("", {}, url=url, anchor=anchor_of(names[0]))
    context = context_of(request, commitment_id, **forms) | {"sections": [template_of(name) for name in names]}
    return Fragment("claims/commitment/_sections.html", context, url=url, anchor=anchor_of(names[0]))


def refuse(request: Request, commitment_id: UUID, section: str, *, status: int, **forms: Any) -> HttpResponse:
    """Shows a form again with what is wrong with it: its section for htmx, else the whole page."""
    if request.htmx:
        fragment = sections(request, commitment_id, section, **forms)
        return render_fragment(request, fragment.template, fragment.context, status=status)
    return render(request, PAGE, context_of(request, commitment_id, **forms), status=status)


def card(commitment_id: UUID) -> Fragment:
    """A commitment as lists and queues show it."""
    commitment = commitments.for_cards(Commitment.objects.filter(pk=commitment_id)).first()
    if commitment is None:
        raise Http404("That commitment does not exist any more.")
    return Fragment(
        "claims/commitment/_card.html",
        {"commitment": commitment, "undo": True},
        url=commitment.get_absolute_url(),
        anchor=f"commitment-{commitment.pk}",
    )
