"""Forms on statements: who spoke, and what a promise made in one says at first."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.models import Polarity, ReviewState, Statement
from claims.queries.statements import Filters
from claims.web.forms.commitments import CommitmentForm
from claims.web.forms.fields import EDTFFormField, PlainForm

_TITLE = CommitmentForm.base_fields["title"].max_length  # type: ignore[attr-defined]


class StatementFilterForm(forms.Form):
    """Every field is optional; one that does not parse is left out, so that no address of a list is an error."""

    q = forms.CharField(label="Words", required=False, max_length=200, widget=forms.SearchInput())
    speaker = forms.CharField(label="Said by", required=False, max_length=200, widget=forms.SearchInput())
    since = EDTFFormField(label="From")
    until = EDTFFormField(label="To")
    review = forms.ChoiceField(
        label="Review", required=False, choices=[("", "Suggested and accepted"), *ReviewState.choices]
    )

    def filters(self) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        return Filters(
            words=read.get("q", ""),
            speaker=read.get("speaker", ""),
            since=read.get("since", ""),
            until=read.get("until", ""),
            review_state=read.get("review", ""),
        )


class SpeakerForm(PlainForm):
    """Who spoke: somebody known, somebody new, or nobody whom the newsroom knows."""

    KNOWN, NEW, NOBODY = "known", "new", "nobody"

    who = forms.ChoiceField(choices=[(one, one) for one in (KNOWN, NEW, NOBODY)])
    person = forms.UUIDField(required=False)
    name = forms.CharField(
        max_length=200, required=False, label="Somebody new", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    asked_about = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def ask_about(self, name: str, question: str) -> None:
        """Refuses a new `name` with a question; sent again as it is, it is meant."""
        self.add_error("name", question)
        self.data = {**self.data, "name": name, "asked_about": name}

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        if read.get("who") == self.KNOWN and not read.get("person"):
            raise forms.ValidationError("Choose a person.", code="nobody_chosen")
        if read.get("who") == self.NEW and not read.get("name"):
            self.add_error("name", "Write the name.")
        return read

    def choice(self) -> dict[str, Any]:
        """What `review.change_speaker` takes."""
        who = self.cleaned_data["who"]
        return {
            "person_id": self.cleaned_data["person"] if who == self.KNOWN else None,
            "name": self.cleaned_data["name"] if who == self.NEW else "",
        }


def promise_in(statement: Statement) -> CommitmentForm:
    """An empty form for a promise, with what the statement says already."""
    words = statement.text
    return CommitmentForm(
        auto_id=f"promise-{statement.pk}-%s",
        initial={
            "title": words if len(words) <= _TITLE else words[: _TITLE - 2].rsplit(" ", 1)[0] + " …",
            "polarity": Polarity.WILL,
            "made_on": statement.said_on or statement.article.published_on,
        },
    )
