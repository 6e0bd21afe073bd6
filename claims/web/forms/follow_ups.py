"""Forms on follow-ups: a new one, and what to do with one."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.models import FollowUpKind
from claims.web.forms.fields import ColleagueField, DayField


class OpenForm(forms.Form):
    """Something to do on a commitment."""

    title = forms.CharField(
        max_length=300, label="What is to be done", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.TypedChoiceField(choices=FollowUpKind.choices, coerce=FollowUpKind, initial=FollowUpKind.OTHER)
    assignee = ColleagueField(label="By whom")
    due_on = DayField(required=False, label="By when")

    def arguments(self) -> dict[str, Any]:
        """What `track.open_follow_up` takes."""
        read = {**self.cleaned_data}
        assignee = read.pop("assignee")
        return {**read, "assignee_id": assignee.pk if assignee else None}


class NoteForm(forms.Form):
    """What came of it."""

    note = forms.CharField(required=False, max_length=2000)


class SnoozeForm(forms.Form):
    until = DayField(label="Until", error_messages={"required": "Choose a day."})


class AssignForm(forms.Form):
    assignee = ColleagueField(label="By whom")
