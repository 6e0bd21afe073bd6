"""How texts were cut up: one text piece by piece, to be corrected, and the texts that wait for such a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from claims.engine.parsers import cutting
from claims.engine.text import Segment, SegmentKind
from claims.models import Article, DateSource, RunItem

NAMES = {
    SegmentKind.HEADLINE: "Headline",
    SegmentKind.DECK: "Deck",
    SegmentKind.BYLINE: "Byline",
    SegmentKind.DATELINE: "Dateline",
    SegmentKind.PARAGRAPH: "Body",
    SegmentKind.BLOCK_QUOTE: "Block quote",
    SegmentKind.CAPTION: "Caption",
    SegmentKind.MASTHEAD: "Masthead",
    SegmentKind.BOILERPLATE: "Left out",
}
"""What an editor calls each kind, in the order of a choice."""
_SOURCES = {source.value: f"read from {source.label}" for source in DateSource} | {
    "file": "read from the file",
    DateSource.PERSON.value: "entered by a person",
    DateSource.GUESS.value: "a guess of the program",
}
_COUNTED = {
    SegmentKind.PARAGRAPH: "paragraphs",
    SegmentKind.BLOCK_QUOTE: "block quotes",
    SegmentKind.CAPTION: "captions",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or line of a piece, and where it begins in the text."""

    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a text. `parts` are what it may be split into, if there are several."""

    segment: Segment
    words: str
    parts: tuple[Part, ...]

    @property
    def is_read(self) -> bool:
        """Whether statements are looked for in it."""
        return self.segment.kind in (
            SegmentKind.HEADLINE,
            SegmentKind.DECK,
            SegmentKind.PARAGRAPH,
            SegmentKind.BLOCK_QUOTE,
        )


def pieces(text: str, cut: Iterable[Segment]) -> list[Piece]:
    return [Piece(one, one.span.of(text), _parts(text, one)) for one in cut]


def _parts(text: str, segment: Segment) -> tuple[Part, ...]:
    found = cutting.parts(text, segment.span)
    return tuple(Part(span.start, span.of(text).strip()) for span in found) if len(found) > 1 else ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that is read only after somebody looked at its cut. `summary`: what it was cut into."""

    article: Article
    summary: str


def to_check(run_id: UUID | None = None) -> QuerySet[Article]:
    """Articles that wait for such a look, the oldest first; of one import only, if asked for. 2 queries with pieces."""
    waiting = Article.objects.waiting_for_check().select_related("outlet").defer("text")
    if run_id is not None:
        waiting = waiting.filter(pk__in=RunItem.objects.filter(run=run_id).values("article"))
    return waiting.prefetch_related("segments").order_by("created_at", "pk")


def following(article: Article) -> Article | None:
    """The next article that waits, after this one; the first again after the last."""
    waiting = Article.objects.waiting_for_check().exclude(pk=article.pk).defer("text").order_by("created_at", "pk")
    return waiting.filter(created_at__gte=article.created_at).first() or waiting.first()


def waiting(articles: Sequence[Article]) -> list[Waiting]:
    return [Waiting(one, _summary(one)) for one in articles]


@dataclass(frozen=True, slots=True)
class Field:
    """Something that was read beside the text, and where; `source` as a half-sentence."""

    name: str
    value: str
    source: str


def fields(article: Article) -> list[Field]:
    """What is known of an article beside its cut, as far as it is known."""
    known = (
        ("title", "Headline", article.title),
        ("deck", "Deck", article.deck),
        ("byline", "Byline", article.byline),
        ("dateline", "Dateline", article.dateline),
        ("outlet", "Outlet", article.outlet.name if article.outlet else ""),
        ("published", "Published", article.published_on),
        ("language", "Language", article.language),
        ("url", "Address", article.url),
    )
    sources = article.field_sources | ({"published": article.published_from} if article.published_from else {})
    return [Field(name, value, _SOURCES.get(sources.get(key, ""), "")) for key, name, value in known if value]


def _summary(article: Article) -> str:
    """“Headline, deck, 12 paragraphs, 2 captions”; what is missing is not named."""
    counts = Counter(SegmentKind(row.kind) for row in article.segments.all())
    named = []
    for kind, name in NAMES.items():
        number, many = counts[kind], _COUNTED.get(kind, "")
        if number and kind is not SegmentKind.BOILERPLATE:
            named.append(f"{number} {many if number > 1 else many.removesuffix('s')}" if many else name.lower())
    if counts[SegmentKind.BOILERPLATE]:
        named.append(f"{counts[SegmentKind.BOILERPLATE]} left out")
    return ", ".join(named).capitalize()
