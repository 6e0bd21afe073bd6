"""Forms on follow-ups: a new one, and what to do with one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from claims.models import FollowUpKind
from claims.web.forms.fields import ColleagueField, DayField, PlainForm


class ActionForm(PlainForm):
    """What one of the verbs of `track` takes beside the follow-up's id: nothing, unless a subclass says so."""

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data}


class AssignForm(ActionForm):
    """Who is to do it. Services take their id."""

    assignee = ColleagueField(label="By whom")

    def arguments(self) -> dict[str, Any]:
        read = super().arguments()
        assignee = read.pop("assignee")
        return {**read, "assignee_id": assignee.pk if assignee else None}


class OpenForm(AssignForm):
    """Something to do on a commitment."""

    title = forms.CharField(
        max_length=300, label="What is to be done", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.TypedChoiceField(choices=FollowUpKind.choices, coerce=FollowUpKind, initial=FollowUpKind.OTHER)
    due_on = DayField(required=False, label="By when")

    def clean_due_on(self) -> date | None:
        due: date | None = self.cleaned_data["due_on"]
        if due is not None and due < timezone.localdate():
            raise forms.ValidationError("Choose today or a day to come.")
        return due

    field_order = ("title", "kind", "assignee", "due_on")


class NoteForm(ActionForm):
    """What came of it."""

    note = forms.CharField(required=False, max_length=2000)


class SnoozeForm(ActionForm):
    """When it is to come back."""

    until = DayField(label="Until", error_messages={"required": "Choose a day."})
