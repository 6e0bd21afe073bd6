"""The form of a ruling: what was decided, why, and on which evidence it rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms

from claims.models import BrokenReason, EvidenceLink, EvidenceState, Status
from claims.web.forms.fields import PlainForm

_AGAINST = {
    EvidenceState.CONTRADICTING: (Status.FULFILLED, Status.FULFILLED_LATE, Status.PARTLY_FULFILLED),
    EvidenceState.SUPPORTING: (Status.BROKEN,),
}
"""The statuses that go against what the accepted evidence says."""


class RulingForm(PlainForm):
    """`latest_ruling` is the one the editor has seen last, so that two rulings cannot cross unseen."""

    status = forms.TypedChoiceField(choices=Status.choices, coerce=Status, label="The promise is")
    broken_reason = forms.ChoiceField(
        choices=[("", "—"), *BrokenReason.choices], required=False, label="If broken, in which way"
    )
    rationale = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 4}))
    links = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, label="It rests on", widget=forms.CheckboxSelectMultiple
    )
    latest_ruling = forms.UUIDField(required=False, widget=forms.HiddenInput)
    doubts_seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        links: Sequence[EvidenceLink] = (),
        statuses: Sequence[Status] = tuple(Status),
        evidence_state: str = EvidenceState.NONE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.evidence_state = EvidenceState(evidence_state)
        self.doubts: list[str] = []
        self.fields["links"].choices = [(str(link.pk), link) for link in links]  # type: ignore[attr-defined]
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            ("", "Choose…"),
            *((one.value, one.label) for one in statuses),
        ]

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        broken, reason = read.get("status") == Status.BROKEN, read.get("broken_reason")
        if broken and not reason:
            self.add_error("broken_reason", "Say in which way it was broken.")
        if not broken and reason:
            self.add_error("broken_reason", "Only a broken promise takes such a reason.")
        if not self.errors and not read.get("doubts_seen"):
            self.doubts = list(self._doubts(read))
        return read

    def _doubts(self, read: dict[str, Any]) -> Iterator[str]:
        """What may be a slip. It is no error: whoever has read it may rule so all the same."""
        if read["status"] in _AGAINST.get(self.evidence_state, ()):
            says = self.evidence_state.label.lower()
            yield f"You rule this {read['status'].label.lower()}, but the accepted evidence is {says}."
        if self.fields["links"].choices and not read["links"]:  # type: ignore[attr-defined]
            yield "You ticked no evidence, so this ruling would rest on its rationale alone."

    def arguments(self) -> dict[str, Any]:
        """What `track.rule` takes."""
        read = self.cleaned_data
        return {
            "status": read["status"],
            "broken_reason": read["broken_reason"],
            "rationale": read["rationale"],
            "link_ids": read["links"],
            "latest_ruling_id": read["latest_ruling"],
        }
