"""Which language a stretch is written in. Deterministic; the model is loaded on first use (0.7 s, once a process)."""

from __future__ import annotations

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

    full = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    full.set_languages(languages)
    # One that knows only these languages: `full` keeps the figures of 140 others, which is a quarter of its memory.
    return LanguageIdentifier(
        full.nb_ptc, full.nb_pc, full.nb_classes, full.tk_nextmove, full.tk_output, norm_probs=True, tk_row=full.tk_row
    )


def document_language(texts: Sequence[str], languages: Sequence[str] = LANGUAGES) -> str:
    """The language most of `texts` is in, or `""` when there is too little to tell. Long texts are sampled."""
    sample = " ".join(text[:400] for text in texts)[:4000]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS // 2:
        return ""
    plain = next((language for language in languages if _is_plainly(language, sample)), "")
    return plain or _identifier(tuple(languages)).classify(sample)[0]


def language_of(text: str, *, fallback: str, languages: Sequence[str] = LANGUAGES) -> str:
    """The language of `text` where it is long and clear enough, else `fallback` (the document's)."""
    sample = text[:2000]
    if len(text) < _ENOUGH_LETTERS or _is_plainly(fallback, sample) or sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return fallback
    language, confidence = _identifier(tuple(languages)).classify(sample)
    return language if confidence >= _SURE else fallback


def _is_plainly(language: str, text: str) -> bool:
    """Whether the common words alone settle it, which spares nine paragraphs in ten the model."""
    if language not in _COMMON_WORDS:
        return False
    words = text.lower().split()
    counts = {other: sum(map(common.__contains__, words)) for other, common in _COMMON_WORDS.items()}
    own = counts.pop(language)
    return own >= _PLAIN_SHARE * len(words) and own > 4 * max(counts.values())
