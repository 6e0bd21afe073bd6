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


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@lru_cache(maxsize=8)
def _identifier(languages: tuple[str, ...]) -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(languages)
    return identifier


def document_language(texts: Sequence[str], languages: Sequence[str] = LANGUAGES) -> str:
    """The language most of `texts` is in, or `""` when there is too little to tell. Long texts are sampled."""
    sample = " ".join(text[:400] for text in texts)[:4000]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS // 2:
        return ""
    return _identifier(tuple(languages)).classify(sample)[0]


def language_of(text: str, *, fallback: str, languages: Sequence[str] = LANGUAGES) -> str:
    """The language of `text` where it is long and clear enough, else `fallback` (the document's)."""
    if sum(map(str.isalpha, text[:2000])) < _ENOUGH_LETTERS:
        return fallback
    language, confidence = _identifier(tuple(languages)).classify(text[:2000])
    return language if confidence >= _SURE else fallback
