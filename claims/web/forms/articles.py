"""What an editor may say of an article: where and when it came out, why it is withdrawn. Its text is never edited."""

from __future__ import annotations

from django import forms

from claims.models import Article
from claims.models.article import BECAUSE_LENGTH
from claims.web.forms.fields import EDTFFormField, PlainForm


class PublicationForm(PlainForm):
    outlet = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"})
    )
    published_on = EDTFFormField(label="Published on", help_text="A day, a month or a year: 2024-04-26, 2024-04, 2024")

    @classmethod
    def of(cls, article: Article) -> PublicationForm:
        return cls(initial={"outlet": article.outlet or "", "published_on": article.published_on})


class WithdrawalForm(PlainForm):
    because = forms.CharField(
        label="Why",
        max_length=BECAUSE_LENGTH,
        required=False,
        help_text="In one line, if you like. Everybody who is asked to look again reads it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
