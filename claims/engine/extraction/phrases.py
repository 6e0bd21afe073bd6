"""Stage: noun phrases. Finds the phrase that ends before a token or begins with it, and says what a word may be.

All results are token indexes of that sentence, half open. No statement is decided here.
"""

from __future__ import annotations

from types import ModuleType

from claims.engine.extraction.cues import Lexicon
from claims.engine.extraction.lexicon.given import FEMALE_GIVEN, MALE_GIVEN
from claims.engine.extraction.lexicon.names import PERSON_NOUNS
from claims.engine.extraction.reading import Sentence
from claims.engine.text import word_set

Range = tuple[int, int]
PHRASE_MAX = 30
_ADDRESSEE_MAX = 14
_SAYS = frozenset({"says", "said", "tells", "told", "adds", "argues", "insists", "writes", "wrote", "thinks"})
_NO_ADVERBS = frozenset(name for name in MALE_GIVEN | FEMALE_GIVEN if name.endswith("ly")) | word_set(
    """
    family rally ally assembly reply supply italy july monopoly bully anomaly belly jelly homily butterfly mente
    early daily weekly monthly elderly friendly deadly costly
    """
)
"""Words with the ending of an adverb that are none."""
_SENT_TO = frozenset({"ambassador", "envoy", "adviser", "advisor", "delegate", "counsel", "aide"})


def base(low: str) -> str:
    """The word without a contracted verb or a possessive: "he's" → "he", "smith's" → "smith"."""
    return low.partition("'")[0] if "'" in low else low


def is_possessive(low: str) -> bool:
    return low.endswith(("'s", "s'"))


def is_adverb(low: str, words: ModuleType) -> bool:
    return low in words.ADVERBS or (low.endswith(("ly", "mente")) and len(low) > 4 and low not in _NO_ADVERBS)


def is_nounish(sentence: Sentence, at: int, words: ModuleType) -> bool:
    token = sentence.tokens[at]
    if sentence.quoted[at] >= 0 or not token.is_word:
        return False
    if token.low == "us" and token.text == "US":
        return True
    return token.low not in words.FUNCTION_WORDS and not is_adverb(token.low, words)


def noun_phrase_before(sentence: Sentence, end: int, lex: Lexicon) -> Range | None:
    """The noun phrase that ends just before token `end`, with what "of", "for" and the like add to its head."""
    words, low = lex.words, sentence.low
    at = end
    floor = max(0, end - PHRASE_MAX)
    while at > floor:
        at = _bare_phrase_start(sentence, at, floor, lex)
        if at <= floor + 1:
            break
        joint = low[at - 1]
        if joint in words.NOUN_PREPOSITIONS and _may_be_head(sentence, at - 2, joint, words):
            at -= 1
            continue
        if joint == "and" and at < end and sentence.tokens[at].is_capital and sentence.tokens[at - 2].is_capital:
            at -= 1
            continue
        break
    while at < end and (low[at] in words.CONJUNCTIONS or is_adverb(low[at], words)):
        at += 1
    return (at, end) if at < end else None


def _may_be_head(sentence: Sentence, at: int, preposition: str, words: ModuleType) -> bool:
    if not is_nounish(sentence, at, words):
        return False
    if preposition in ("of", "de", "del"):
        return True
    return base(sentence.low[at]).rstrip("s") in PERSON_NOUNS or base(sentence.low[at]) in PERSON_NOUNS


def _says(sentence: Sentence, at: int, lex: Lexicon) -> bool:
    """ "Merrill says Machado": a verb that is no noun ends the phrase on its right."""
    cue = lex.verbs.get(sentence.low[at])
    return cue is not None and not cue.noun_like and sentence.low[at] in _SAYS


def _bare_phrase_start(sentence: Sentence, end: int, floor: int, lex: Lexicon) -> int:
    words = lex.words
    at = end
    low = sentence.low
    while at > floor:
        word = low[at - 1]
        if word in words.DETERMINERS and word not in words.THAT:
            return at - 1
        if (
            (is_nounish(sentence, at - 1, words) and not _says(sentence, at - 1, lex))
            or (word == "." and at < end and sentence.tokens[at - 1].end == sentence.tokens[at].start)
            or (word == "&" and at < end)
        ):
            at -= 1
        else:
            break
    return at


def noun_phrase_after(sentence: Sentence, start: int, lex: Lexicon, *, limit: int = _ADDRESSEE_MAX) -> Range | None:
    """The noun phrase that begins at token `start`; None when none does."""
    words, low = lex.words, sentence.low
    at, last = start, min(len(sentence), start + limit)
    while at < last and (
        (low[at] in words.DETERMINERS and low[at] not in words.THAT) or (low[at] == "of" and start < at < last - 1)
    ):
        at += 1
    head = at
    while at < last:
        if is_nounish(sentence, at, words):
            at += 1
        elif (
            at > head
            and at + 1 < last
            and low[at + 1] not in words.THAT
            and (low[at] in ("of", "de", "del", "for", "&") or (low[at] == "to" and low[at - 1] in _SENT_TO))
        ):
            at += 1
            while at < last and low[at] in words.DETERMINERS:
                at += 1
        else:
            break
    return (start, at) if at > head else None
