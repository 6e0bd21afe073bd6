"""What an editor says of a feed."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from claims.models import Feed
from claims.web.forms.fields import PlainForm

_INTERVALS = ((15, "15 minutes"), (30, "half hour"), (60, "hour"), (180, "3 hours"), (720, "12 hours"), (1440, "day"))


class FeedForm(PlainForm):
    """How often a feed is read, and whose it is. With a `feed`, it begins with what is so now."""

    interval = forms.TypedChoiceField(label="Read it every", choices=_INTERVALS, coerce=int, initial=30)
    outlet = forms.CharField(
        label="Outlet",
        required=False,
        max_length=200,
        help_text="For articles that stand in the feed whole. Left empty: what the feed calls itself.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, feed: Feed | None = None) -> None:
        super().__init__(data, initial={"interval": feed.interval, "outlet": feed.outlet or ""} if feed else None)
        if feed is not None and feed.interval not in dict(_INTERVALS):
            field = cast(forms.TypedChoiceField, self.fields["interval"])
            field.choices = [(feed.interval, f"{feed.interval} minutes"), *_INTERVALS]


class AddFeedForm(FeedForm):
    """Its address is read by the service, which says what is wrong with it."""

    field_order = ("url", "interval", "outlet")

    url = forms.CharField(
        label="Address of the feed",
        max_length=2000,
        help_text="RSS, Atom or JSON Feed.",
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "placeholder": "https://"}
        ),
    )
