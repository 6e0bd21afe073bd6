"""A text's cut as a form: what each stretch is, and where they begin and end. It keeps what is not saved yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from claims.engine.parsers import cutting
from claims.engine.text import Segment, SegmentKind, Span
from claims.models import Article

MOST = 400
"""How many stretches, from the top, one page lets be changed. Hardly an article has a hundred."""
_EDGES = re.compile(r"\d{1,9}-\d{1,9}(?: \d{1,9}-\d{1,9})*")
_STEP = re.compile(r"(split|join):(\d{1,9})")
_GARBLED = "The page sent something that is no cut of this text. Open it anew."


class CutForm(forms.Form):
    """`cut` is the whole text's cut as it stands in the form; bound, with what was asked for by `do`."""

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    edges = forms.CharField(widget=forms.HiddenInput)
    do = forms.CharField(max_length=20)

    def __init__(self, article: Article, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.text = article.text
        self.stored = cutting.whole(article.text, article.cut())
        self.kinds = data.getlist("kind") if data is not None else []
        self.cut: Sequence[Segment] = self.stored
        self.seen_now = cutting.fingerprint(self.stored)

    @property
    def shown(self) -> Sequence[Segment]:
        return self.cut[:MOST]

    @property
    def more(self) -> int:
        """How many stretches stand below those that are shown."""
        return max(0, len(self.cut) - MOST)

    @property
    def edges_now(self) -> str:
        return " ".join(f"{one.span.start}-{one.span.end}" for one in self.shown)

    @property
    def seen_first(self) -> str:
        """By which the cut that this page began with is known."""
        return self.data.get("seen", "") if self.is_bound else self.seen_now

    @property
    def is_step(self) -> bool:
        """Whether the page is only to be shown again, with one stretch split or joined."""
        return _STEP.fullmatch(self.data.get("do", "")) is not None

    def clean(self) -> None:
        edges = self.cleaned_data.get("edges", "")
        if not _EDGES.fullmatch(edges) or len(edges.split()) != len(self.kinds):
            raise forms.ValidationError(_GARBLED, code="garbled")
        try:
            self.cut = self._read(edges)
            self._take_step(self.cleaned_data.get("do", ""))
        except ValueError as error:
            raise forms.ValidationError(_GARBLED, code="garbled") from error
        except cutting.BadCut as error:
            raise forms.ValidationError(str(error), code="bad_cut") from error

    def _read(self, edges: str) -> tuple[Segment, ...]:
        """What the page showed, and below it what is stored."""
        spans = [Span(*map(int, one.split("-"))) for one in edges.split()]
        given = [Segment(SegmentKind(kind), span) for kind, span in zip(self.kinds, spans, strict=True)]
        last = spans[-1].end
        below = [one for one in self.stored if one.span.start >= last]
        return cutting.whole(self.text, [*given, *below])

    def _take_step(self, asked: str) -> None:
        step = _STEP.fullmatch(asked)
        if step is None:
            return
        if step[1] == "split":
            self.cut = cutting.split(self.text, self.cut, int(step[2]))
        else:
            self.cut = cutting.join(self.cut, int(step[2]))
