"""Which language a stretch is written in. Deterministic; the model is loaded on first use (0.7 s, once a process)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

LANGUAGES = ("en", "es")
"""The languages that the newsroom's texts may be in. Fewer choices make fewer mistakes."""

_ENOUGH_LETTERS = 60
"""Below this a guess is close to a coin's: names and credits look alike everywhere."""
_SURE = 0.95


_COMMON_WORDS = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "that",
            "is",
            "was",
            "for",
            "it",
            "he",
            "she",
            "with",
            "on",
            "his",
            "her",
            "as",
            "at",
            "be",
            "by",
            "said",
            "has",
            "have",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "de",
            "del",
            "que",
            "y",
            "en",
            "un",
            "una",
            "por",
            "con",
            "para",
            "se",
            "su",
            "al",
            "es",
            "lo",
            "como",
            "más",
            "dijo",
            "fue",
        ]
    ),
}
"""Words that hardly a sentence does without, and that no other of the languages has."""
_PLAIN_SHARE = 0.12
"""A text with so many of one language's common words, and next to none of another's, needs no closer look."""


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@lru_cache(maxsize=8)
def _identifier(languages: tuple[str, ...]) -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(languages)
    return identifier


def document_language(texts: Sequence[str], languages: Sequence[str] = LANGUAGES, *, stated: str = "") -> str:
    """The language most of `texts` is in, or `stated` when there is too little to tell. Long texts are sampled.

    `stated` is what the document says of itself. One that is not among `languages` is believed unless most texts are
    plainly in one of them: the model would have to call it by one of their names.
    """
    sample = " ".join(text[:400] for text in texts)[:4000]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS // 2:
        return stated
    if stated and stated not in languages:
        counts = Counter(_plain_language(text[:400], languages) for text in texts)
        return next((language for language, count in counts.items() if language and count * 2 > len(texts)), stated)
    return _plain_language(sample, languages) or _identifier(tuple(languages)).classify(sample)[0]


def language_of(text: str, *, fallback: str, languages: Sequence[str] = LANGUAGES) -> str:
    """The language of `text` where it is long and clear enough, else `fallback` (the document's)."""
    sample = text[:2000]
    if len(text) < _ENOUGH_LETTERS or _is_plainly(fallback, sample) or sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return fallback
    if fallback and fallback not in languages:
        return _plain_language(sample, languages) or fallback
    language, confidence = _identifier(tuple(languages)).classify(sample)
    return language if confidence >= _SURE else fallback


def _plain_language(text: str, languages: Sequence[str]) -> str:
    return next((language for language in languages if _is_plainly(language, text)), "")


def _is_plainly(language: str, text: str) -> bool:
    """Whether the common words alone settle it, which spares nine paragraphs in ten the model."""
    if language not in _COMMON_WORDS:
        return False
    words = text.lower().split()
    counts = {other: sum(map(common.__contains__, words)) for other, common in _COMMON_WORDS.items()}
    own = counts.pop(language)
    return own >= _PLAIN_SHARE * len(words) and own > 4 * max(counts.values())
