"""Forms on evidence: under which relation a link is accepted and why, and what to link."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.models import Relation
from claims.web.forms.fields import PlainForm

_WHY = forms.TextInput(attrs={"placeholder": "Why, in a sentence", "autocomplete": "off"})


class RelationForm(PlainForm):
    """How a report bears on the promise, and why."""

    relation = forms.TypedChoiceField(choices=Relation.choices, coerce=Relation)
    rationale = forms.CharField(max_length=2000, required=False, label="Why", widget=_WHY)

    def arguments(self) -> dict[str, Any]:
        """What the service takes."""
        return {"relation": self.cleaned_data["relation"] or None, "rationale": self.cleaned_data["rationale"]}


class AcceptForm(RelationForm):
    """Accepting a suggestion: as it stands, or under another relation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].required = False


class StatementForm(RelationForm):
    """A statement to link."""

    NAME = "statement"
    statement = forms.UUIDField(error_messages={"required": "Choose a statement."})

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "statement_id": self.cleaned_data["statement"]}


class PassageForm(RelationForm):
    """Words of an article to link."""

    NAME = "passage"
    article = forms.UUIDField(error_messages={"required": "Choose the article."})
    words = forms.CharField(
        label="The exact words", widget=forms.Textarea(attrs={"rows": 3}), help_text="Copied from the article"
    )

    def arguments(self) -> dict[str, Any]:
        passage = {"article_id": self.cleaned_data["article"], "words": self.cleaned_data["words"]}
        return {**super().arguments(), **passage}
