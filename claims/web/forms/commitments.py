"""Forms on commitments: how a list is narrowed, and what an editor may write of one."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms

from claims.engine.dates import PartialDate
from claims.models import Commitment, DeadlineKind, EvidenceState, Person, Polarity, ReviewState, Status
from claims.queries.commitments import Filters, Sort
from claims.services.review import CommitmentDetails
from claims.web.forms.fields import ColleagueField, EDTFFormField, PlainForm

_SORTS = {
    Sort.NEWEST: "Found last",
    Sort.MADE_ON: "Made last",
    Sort.DEADLINE: "By deadline, earliest first",
    Sort.OVERDUE: "Overdue first",
}


class CommitmentFilterForm(forms.Form):
    """Every field is optional; one that does not parse is left out, so that no address of a list is an error."""

    q = forms.CharField(label="Search", required=False, max_length=200, widget=forms.SearchInput())
    status = forms.ChoiceField(required=False, choices=[("", "Any status"), *Status.choices])
    evidence = forms.ChoiceField(
        label="Evidence", required=False, choices=[("", "Any evidence"), *EvidenceState.choices]
    )
    review = forms.ChoiceField(
        label="Review", required=False, choices=[("", "Suggested and accepted"), *ReviewState.choices]
    )
    person = forms.ModelChoiceField(
        label="By whom",
        required=False,
        empty_label="Anybody",
        queryset=Person.objects.standing().filter(commitments__isnull=False).distinct(),
    )
    sort = forms.ChoiceField(label="Order", required=False, choices=[(key.value, name) for key, name in _SORTS.items()])

    def filters(self) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        person = cast("Person | None", read.get("person"))
        return Filters(
            status=read.get("status", ""),
            evidence_state=read.get("evidence", ""),
            review_state=read.get("review", ""),
            person_id=person.pk if person else None,
            words=read.get("q", ""),
            sort=Sort(read.get("sort") or Sort.NEWEST),
        )


class CommitmentForm(PlainForm):
    """What `CommitmentDetails` holds."""

    title = forms.CharField(max_length=300, label="The promise in one line")
    polarity = forms.TypedChoiceField(choices=Polarity.choices, coerce=Polarity, label="The promise is that they")
    to_text = forms.CharField(max_length=300, required=False, label="To whom, where that is not one person")
    made_on = EDTFFormField(label="Made on", help_text="A day, a month or a year: 2023-11-15, 2023-11, 2023")
    deadline_kind = forms.TypedChoiceField(choices=DeadlineKind.choices, coerce=DeadlineKind, label="Deadline")
    deadline_on = EDTFFormField(label="Date of the deadline")
    deadline_event = forms.CharField(max_length=300, required=False, label="Event of the deadline")
    broken_if = forms.CharField(
        required=False, label="What would show this broken", widget=forms.Textarea(attrs={"rows": 3})
    )
    topic = forms.CharField(max_length=100, required=False)
    owner = ColleagueField(label="Who watches it")
    edited_at = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, commitment: Commitment) -> CommitmentForm:
        initial = {name: getattr(commitment, name) for name in cls.base_fields}
        initial["edited_at"] = commitment.edited_at.isoformat() if commitment.edited_at else ""
        return cls(initial=initial)

    def clean_edited_at(self) -> datetime | None:
        """When the promise had last been edited as the editor saw it, so that two edits cannot cross unseen."""
        try:
            return datetime.fromisoformat(self.cleaned_data["edited_at"]) if self.cleaned_data["edited_at"] else None
        except ValueError as error:
            raise forms.ValidationError("Reload the page before you save.") from error

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        kind = read.get("deadline_kind")
        if kind == DeadlineKind.FIXED and not read.get("deadline_on") and "deadline_on" not in self.errors:
            self.add_error("deadline_on", "A fixed deadline needs its date.")
        if kind == DeadlineKind.EVENT and not read.get("deadline_event"):
            self.add_error("deadline_event", "Name the event.")
        made, deadline = read.get("made_on"), read.get("deadline_on")
        if made and deadline and PartialDate.parse(deadline).latest < PartialDate.parse(made).earliest:
            self.add_error("deadline_on", "This is before the promise was made.")
        return read

    def details(self) -> CommitmentDetails:
        read = {**self.cleaned_data}
        owner = read.pop("owner")
        del read["edited_at"]  # what the editor saw, not what they write
        return CommitmentDetails(**read, owner_id=owner.pk if owner else None)
