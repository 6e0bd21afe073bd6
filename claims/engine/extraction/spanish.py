"""Stage: Spanish complements. Infinitives, "de que", and what somebody is accused of: "acusó a Ruiz de mentir"."""

from __future__ import annotations

from claims.engine.extraction.adverbials import addressee_after
from claims.engine.extraction.cues import Lexicon
from claims.engine.extraction.reading import Sentence

BEFORE_QUE = frozenset({"de", "en", "a", "con"})
_INFINITIVE = tuple(
    f"{ending}{pronoun}"
    for ending in ("ar", "er", "ir")
    for pronoun in ("", "se", "lo", "la", "los", "las", "le", "les", "nos")
)


def is_infinitive(sentence: Sentence, at: int, lex: Lexicon) -> bool:
    """Spanish "construir", "a construirlo", "no subir"."""
    while at < len(sentence) and sentence.low[at] in ("a", "no"):
        at += 1
    word = sentence.low[at] if at < len(sentence) else ""
    return word.endswith(_INFINITIVE) and word not in lex.words.NO_INFINITIVES


def behind_de(sentence: Sentence, at: int, lex: Lexicon) -> int:
    """Where the words begin of "acusó a la alcaldesa de mentir" and "calificó de vergüenza"; 0 when they do not."""
    accused = addressee_after(sentence, at, lex)
    if accused is not None:
        last = min(accused[1] + 1, len(sentence))
        joints = [k for k in range(accused[0] + 1, last) if sentence.low[k] == "de"]
        at = next((k for k in joints if starts_charge(sentence, k, lex)), joints[-1] if joints else at)
    return at if at + 1 < len(sentence) and sentence.low[at] == "de" else 0


def starts_charge(sentence: Sentence, de: int, lex: Lexicon) -> bool:
    """Whether "de" at this token leads in what somebody is accused of, and no more of a name."""
    charged = de + 1 < len(sentence) and sentence.low[de] == "de"
    return charged and (sentence.quoted[de + 1] >= 0 or is_infinitive(sentence, de + 1, lex))


def que_after(sentence: Sentence, at: int) -> bool:
    return sentence.low[at] in BEFORE_QUE and sentence.low[at + 1 : at + 2] == ("que",)
