"""What an editor says of a feed."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.web.forms.fields import PlainForm

_INTERVALS = ((15, "15 minutes"), (30, "half hour"), (60, "hour"), (180, "3 hours"), (720, "12 hours"), (1440, "day"))


class AddFeedForm(PlainForm):
    """Its address is read by the service, which says what is wrong with it."""

    url = forms.CharField(
        label="Address of the feed",
        max_length=2000,
        help_text="RSS, Atom or JSON Feed.",
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "placeholder": "https://"}
        ),
    )
    interval = forms.TypedChoiceField(label="Read it every", choices=_INTERVALS, coerce=int, initial=30)
    outlet = forms.CharField(
        label="Outlet",
        required=False,
        max_length=200,
        help_text="For articles that stand in the feed whole. Left empty: what the feed calls itself.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("url", "interval", "outlet")}
