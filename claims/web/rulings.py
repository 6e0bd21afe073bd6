"""Rulings: a person decides on a commitment's status. Nothing here changes an earlier ruling."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims.models import Commitment
from claims.permissions import Ability
from claims.queries.timeline import evidence_for_timeline
from claims.services import track
from claims.web import dossier
from claims.web.access import able
from claims.web.forms.rulings import RulingForm
from claims.web.forms.submission import INVALID, OK, submit
from claims.web.htmx import Request, answer


@require_POST
@able(Ability.RULE)
def rule(request: Request, pk: UUID) -> HttpResponse:
    """A refused ruling comes back as it was written, beside what others ruled meanwhile; a doubtful one once."""
    form = _form(pk, request.POST)
    if form.is_valid() and form.doubts:
        return dossier.refuse(request, pk, "ruling", status=INVALID, ruling_form=form)
    status = submit(
        form,
        lambda: track.rule(commitment_id=pk, **form.arguments(), by=request.user, at=timezone.now()),
    )
    if status == OK:
        messages.success(request, "Ruling recorded.")
        return answer(
            request, dossier.sections(request, pk, "ruling", "head", "evidence", "follow_ups", "timeline", "history")
        )
    return dossier.refuse(request, pk, "ruling", status=status, ruling_form=form)


def _form(pk: UUID, data: QueryDict) -> RulingForm:
    commitment = get_object_or_404(Commitment, pk=pk)
    accepted = evidence_for_timeline(commitment.evidence.accepted())
    return dossier.ruling_form(commitment, list(accepted), data)


urlpatterns = [path("commitments/<uuid:pk>/rule/", rule, name="commitment-rule")]
