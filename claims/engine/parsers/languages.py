"""Which language a stretch is written in. Deterministic; the model is loaded on first use (0.7 s, once a process)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

LANGUAGES = ("en", "es")
"""The languages that the newsroom's texts may be in. Fewer choices make fewer mistakes."""

_ENOUGH_LETTERS = 60
"""Below this a guess is close to a coin's: names and credits look alike everywhere."""
_SURE = 0.95
_MODEL_READS = 600
"""Code points of a text that the model is given, which takes it 0.1 ms. More would hardly make it surer."""


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
_HINT_SHARE = 0.05
"""With fewer of its common words a text is not in a language …"""
_PLAIN_SHARE = 0.12
"""… and with so many of them, and next to none of another's, it needs no closer look."""


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


def load(languages: Sequence[str] = LANGUAGES) -> None:
    """Reads the model now. A process that may open no files later does so while it still may."""
    _identifier(tuple(languages))


def document_language(texts: Sequence[str], languages: Sequence[str] = LANGUAGES, *, stated: str = "") -> str:
    """The language most of `texts` is in, or `stated` when there is too little to tell. Long texts are sampled.

    `stated` is what the document says of itself. One that is not among `languages` is believed unless most texts are
    plainly in one of them: the model would have to call it by one of their names.
    """
    sample = " ".join(text[:400] for text in texts)[:4000]
    if not _has_letters(sample, _ENOUGH_LETTERS // 2):
        return stated
    if stated and stated not in languages:
        counts = Counter(_plain_language(text[:400], languages) for text in texts)
        return next((language for language, count in counts.items() if language and count * 2 > len(texts)), stated)
    if plain := _plain_language(sample, languages):
        return plain
    return _identifier(tuple(languages)).classify(" ".join(text[:160] for text in texts)[:_MODEL_READS])[0]


def language_of(text: str, *, fallback: str, languages: Sequence[str] = LANGUAGES) -> str:
    """The language of `text` where it is long and clear enough, else `fallback` (the document's)."""
    sample = text[:2000]
    if len(text) < _ENOUGH_LETTERS or not _has_letters(sample, _ENOUGH_LETTERS):
        return fallback
    words, counts = _common_words(sample)
    if _is_plain(fallback, words, counts):
        return fallback
    if fallback and fallback not in languages:
        return next((language for language in languages if _is_plain(language, words, counts)), fallback)
    if not _may_be_another(fallback, languages, words, counts):
        return fallback
    language, confidence = _identifier(tuple(languages)).classify(sample[:_MODEL_READS])
    return language if confidence >= _SURE else fallback


def _has_letters(text: str, enough: int) -> bool:
    """Whether `text` has so many letters. Its start says so nearly always."""
    return sum(map(str.isalpha, text[: 2 * enough])) >= enough or sum(map(str.isalpha, text)) >= enough


def _plain_language(text: str, languages: Sequence[str]) -> str:
    words, counts = _common_words(text)
    return next((language for language in languages if _is_plain(language, words, counts)), "")


def _common_words(text: str) -> tuple[int, dict[str, int]]:
    """How many words `text` has, and how many of them are common in which language."""
    words = text.lower().split()
    return len(words), {language: sum(map(common.__contains__, words)) for language, common in _COMMON_WORDS.items()}


def _is_plain(language: str, words: int, counts: Mapping[str, int]) -> bool:
    """Whether the common words alone settle it, which spares nine paragraphs in ten the model."""
    if language not in counts:
        return False
    others = max(count for other, count in counts.items() if other != language)
    return counts[language] >= _PLAIN_SHARE * words and counts[language] > 4 * others


def _may_be_another(fallback: str, languages: Sequence[str], words: int, counts: Mapping[str, int]) -> bool:
    """Whether the model is worth asking: of names, or of a language that is none of `languages`, it knows nothing."""
    others = [counts.get(language) for language in languages if language != fallback]
    return None in others or max(filter(None, others), default=0) >= max(2, _HINT_SHARE * words)
