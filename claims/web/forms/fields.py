"""Fields that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.engine.dates import PartialDate
from claims.models import User
from claims.models.base import validate_edtf

_MISSING = "Fill this in."
_CHOICE_MISSING = "Choose one."


class PlainForm(forms.Form):
    """A form that says in this newsroom's words what is missing, wherever a field has no words of its own for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _CHOICE_MISSING if isinstance(field, forms.ChoiceField) else _MISSING


class EDTFFormField(forms.CharField):
    """A day, a month or a year: `2023-11-05`, `2023-11`, `2023`; `""` when left out."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 16)
        kwargs.setdefault("widget", forms.TextInput(attrs={"placeholder": "2023-11", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.validators = [*self.validators, validate_edtf]


class PeriodForm(PlainForm):
    """From when to when something held."""

    held_from = EDTFFormField(label="From")
    held_to = EDTFFormField(label="To")

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        start, end = read.get("held_from"), read.get("held_to")
        if start and end and PartialDate.parse(end).latest < PartialDate.parse(start).earliest:
            self.add_error("held_to", "This is before it began.")
        return read


class DayField(forms.DateField):
    """A whole day, by the browser's own date picker."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ColleagueField(forms.ModelChoiceField):
    """Somebody of the newsroom, or nobody."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_label", "Nobody")
        super().__init__(queryset=User.objects.filter(is_active=True).order_by("username"), **kwargs)
