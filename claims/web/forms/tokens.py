"""Forms on API tokens."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms

from claims.web.forms.fields import PlainForm

_NEVER = "never"
_LIFETIMES = {"30": "30 days", "90": "90 days", "365": "One year", _NEVER: "Until revoked"}


class IssueForm(PlainForm):
    """What a token is for and how long it works."""

    name = forms.CharField(max_length=100, label="What uses it", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    lifetime = forms.ChoiceField(choices=list(_LIFETIMES.items()), initial="90", label="Works for")

    def expires_at(self, now: datetime) -> datetime | None:
        lifetime = self.cleaned_data["lifetime"]
        return None if lifetime == _NEVER else now + timedelta(days=int(lifetime))
