"""Forms on people: names, merges, judgements."""

from __future__ import annotations

from django import forms

from claims.models import Verdict
from claims.web.forms.fields import PeriodForm, PlainForm

_REASON = forms.TextInput(attrs={"placeholder": "How you know", "autocomplete": "off"})


class NameForm(PlainForm):
    """A person's name: of a new one, a main one or another one they go by."""

    name = forms.CharField(
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write the name."},
    )


class NewPersonForm(NameForm):
    """A person whom an editor adds; `namesake` when they know that somebody else has the name already."""

    namesake = forms.BooleanField(required=False, widget=forms.HiddenInput)


class AliasForm(PeriodForm, NameForm):
    """Another name, with the time it held if that is known."""

    field_order = ("name", "held_from", "held_to")


class JudgementForm(PlainForm):
    """Which judgement to undo."""

    judgement = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Say which judgement."})


class MergeForm(PlainForm):
    """Who is the same as the person of the page."""

    other = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Choose somebody."})
    reason = forms.CharField(max_length=500, required=False, widget=_REASON)


class TellApartForm(MergeForm):
    """Who is not, or may or may not be."""

    verdict = forms.TypedChoiceField(
        choices=[(one.value, one.label) for one in (Verdict.DIFFERENT, Verdict.UNSURE)], coerce=Verdict
    )
