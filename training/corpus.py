"""Annotated articles → windows with labels. The articles come from a folder that is given; none is kept here."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.engine.extraction.findings import Document
from claims.engine.extraction.nesting import link
from claims.engine.extraction.pipeline import propose
from claims.engine.extraction.reading import read
from claims.engine.extraction.tagger.labels import Tag
from claims.engine.extraction.tagger.windows import Window, windows_of
from claims.engine.extraction.tagger.words import PiecesOf, hints_of, words_of
from claims.engine.parsers.plain import segment
from claims.engine.text import Span

IGNORED = -100
"""No lesson is drawn from a word so labelled."""
HELD_OUT_PUBLISHERS = frozenset({"west-journal"})
HELD_OUT_FROM = "2016-08-20"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window with a label for each word; `arcs[k]` is the word that word k belongs to, 0 for none, plus 1."""

    window: Window
    tags: tuple[int, ...]
    arcs: tuple[int, ...]


def articles(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def is_held_out(article: dict[str, Any]) -> bool:
    """Articles of another outlet and of later months: they are never trained on, and thresholds are set on them."""
    return article["publisher"] in HELD_OUT_PUBLISHERS or article["date"] >= HELD_OUT_FROM


def lessons(article: dict[str, Any], pieces_of: PiecesOf, *, every: bool) -> Iterator[Lesson]:
    """`every` sentence, or only those that the product reads with the tagger."""
    text = article["text"]
    paragraphs, proposals = propose(read(Document(text, segment(text))))
    hints = hints_of(link(proposals))
    read_words = [words_of(paragraph, hints, pieces_of, every=every) for paragraph in paragraphs if paragraph.is_read]
    marks = _Marks(article)
    for window in windows_of(read_words):
        yield marks.lesson(window)


class _Marks:
    """What the annotators marked in one article, ready to look up by word."""

    def __init__(self, article: dict[str, Any]) -> None:
        self.ignored = [Span(start, end) for start, end in article["ignore"]]
        self.quotes = article["quotes"]

    def lesson(self, window: Window) -> Lesson:
        words = window.words
        starts = [word.start for word in words]
        tags, arcs = [int(Tag.NONE)] * len(words), [IGNORED] * len(words)
        for span in self.ignored:
            for k in _covered(starts, words, span):
                tags[k] = IGNORED
        for quote in self.quotes:
            cue_tag = Tag.SPEECH_FIRST if quote["speech"] else Tag.THOUGHT_FIRST
            cue = self._mark(quote["cue"] or [], cue_tag, starts, window, tags)
            source = self._mark(quote["source"] or [], Tag.SOURCE_FIRST, starts, window, tags)
            contents = self._mark(quote["content"], Tag.CONTENT_FIRST, starts, window, tags)
            for k in contents:
                arcs[k] = cue[0] + 1 if cue else 0
            if cue:
                arcs[cue[0]] = source[0] + 1 if source else 0
        return Lesson(window, tuple(tags), tuple(arcs))

    @staticmethod
    def _mark(spans: list[list[int]], tag: Tag, starts: list[int], window: Window, tags: list[int]) -> list[int]:
        """Labels the words of `spans`; returns the first word of each stretch that is in the window."""
        firsts = []
        for start, end in sorted(spans):
            covered = _covered(starts, window.words, Span(start, end))
            covered = _trimmed(window, covered)
            if not covered:
                continue
            firsts.append(covered[0])
            tags[covered[0]] = int(tag)
            for k in covered[1:]:
                tags[k] = int(tag) + 1
        return firsts


def _trimmed(window: Window, covered: range) -> range:
    """Without the marks at both ends, which annotators take in or leave out as it comes."""
    while covered and not window.words[covered[0]].is_word:
        covered = covered[1:]
    while covered and not window.words[covered[-1]].is_word:
        covered = covered[:-1]
    return covered


def _covered(starts: list[int], words: tuple[Any, ...], span: Span) -> range:
    first = bisect_left(starts, span.start)
    if first and words[first - 1].end > span.start:
        first -= 1
    return range(first, bisect_left(starts, span.end))
