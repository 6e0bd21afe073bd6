"""Stage: content extents. Where the words that were said begin after a cue, and what stands in between.

All results are token indexes of one sentence, half open.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.engine.extraction.adverbials import Adverbials, addressee_after, adverbials_after, is_quantity, time_after
from claims.engine.extraction.content_ends import content_end, quotation_end
from claims.engine.extraction.cues import Act, Cue, Lexicon
from claims.engine.extraction.phrases import Range, base, is_adverb
from claims.engine.extraction.reading import Sentence
from claims.engine.extraction.spanish import BEFORE_QUE, behind_de, is_infinitive, que_after

_ASIDE_MAX = 9
_ASIDE_MARKS = frozenset({",", "—", "–", "--"})
_BARE_ANSWERS = frozenset({"no", "sí", "yes", "so", "not"})
_CLAUSE_WORDS = 3
"""A bare clause ("said prices fell") has at least so many words."""


@dataclass(frozen=True, slots=True)
class Complement:
    """What follows a cue. `content` is None when the words stand elsewhere; `end` is the first token left over."""

    content: Range | None
    end: int
    kind: str = ""
    addressee: Range | None = None
    venue: str = ""


def complement_after(sentence: Sentence, start: int, cue: Cue, lex: Lexicon, *, passive: bool) -> Complement:
    """Reads what stands after the cue that ends before token `start`."""
    addressee = None
    spanish = lex.language == "es"
    at = time_after(sentence, start, lex.words) if spanish else start
    if spanish and cue.takes("d") and (of := behind_de(sentence, at, lex)):
        return Complement((of, content_end(sentence, of, lex)), content_end(sentence, of, lex), "of")
    if (cue.takes("o") or spanish) and not passive:
        addressee = addressee_after(sentence, at, lex)
        if addressee is not None and not _is_addressee(sentence, addressee, cue, lex):
            addressee = None
        at = addressee[1] if addressee else at
    adverbials = _adverbials(sentence, at, cue, lex)
    kind, first = _content_start(sentence, adverbials.end, cue, lex, told=addressee is not None or passive)
    if not kind and adverbials.end > at and sentence.low[at] not in lex.words.TIME_WORDS:
        kind, first = _noun_content(sentence, at, cue, lex)
        adverbials = adverbials if not kind else Adverbials(at)
    if not kind:
        return Complement(None, adverbials.end, "", addressee, adverbials.venue)
    end = quotation_end(sentence, first, lex) if kind == "quote" else content_end(sentence, first, lex)
    if end <= first or (kind == "that" and end - first == 1 and sentence.low[first] in _BARE_ANSWERS):
        return Complement(None, adverbials.end, "", addressee, adverbials.venue)
    return Complement((first, end), end, kind, addressee, adverbials.venue)


def _adverbials(sentence: Sentence, at: int, cue: Cue, lex: Lexicon) -> Adverbials:
    """What to skip before the words; "to" after a verb that takes an infinitive is no adverbial."""
    takes_infinitive = at < len(sentence) and cue.takes("t")
    if takes_infinitive and lex.words.TO and sentence.low[at] == lex.words.TO:
        return Adverbials(at)
    if takes_infinitive and lex.language == "es" and is_infinitive(sentence, at, lex):
        return Adverbials(at)
    return adverbials_after(sentence, at, lex)


def _is_addressee(sentence: Sentence, phrase: Range, cue: Cue, lex: Lexicon) -> bool:
    """For a verb that need not name whom it tells, only what is followed by "that", "to" or a mark is an addressee."""
    if cue.lemma in ("tell", "ask", "assure", "inform", "remind", "preguntar"):
        return True
    if lex.language == "es" and is_infinitive(sentence, phrase[1], lex):
        return True
    at = adverbials_after(sentence, phrase[1], lex).end
    if at < len(sentence) and sentence.low[at] == "," and _that_after_aside(sentence, at, lex, named=True):
        return True
    return at < len(sentence) and (
        sentence.low[at] in lex.words.THAT
        or sentence.low[at] == lex.words.TO
        or sentence.quoted[at] >= 0
        or (lex.language == "es" and que_after(sentence, at))
    )


def _content_start(sentence: Sentence, at: int, cue: Cue, lex: Lexicon, *, told: bool) -> tuple[str, int]:
    """How the words begin at token `at` (`""` when they do not) and their first token."""
    words, low = lex.words, sentence.low
    if at >= len(sentence):
        return "", at
    if low[at] in (":", ",") and at + 1 < len(sentence) and sentence.quoted[at + 1] >= 0:
        return "quote", at + 1
    if low[at] == ":":
        return ("colon", at + 1) if at + 2 < len(sentence) and cue.takes("q") else ("", at)
    if low[at] == "," and at + 2 < len(sentence) and low[at + 1] in words.THAT:
        return "", at
    if low[at] in _ASIDE_MARKS and cue.takes("c") and (that := _that_after_aside(sentence, at, lex, named=told)):
        return "that", that + 1
    if sentence.quoted[at] >= 0:
        return ("quote", at) if cue.takes("q") or cue.takes("n") else ("", at)
    if not sentence.tokens[at].is_word and low[at] not in ("$", "(", "¿"):
        return "", at
    if low[at] in words.THAT and at + 1 < len(sentence) and (cue.takes("c") or told):
        return "that", _behind_aside(sentence, at + 1)
    if low[at] in BEFORE_QUE and at + 2 < len(sentence) and low[at + 1] in words.THAT and cue.takes("c"):
        return "that", at + 2
    if lex.language == "es" and cue.takes("t") and is_infinitive(sentence, at, lex):
        return "to", at
    if low[at] in words.QUESTION_WORDS and cue.takes("w"):
        return "question", at
    if (
        words.TO
        and low[at] in words.NEGATIONS
        and at + 1 < len(sentence)
        and low[at + 1] == words.TO
        and cue.takes("t")
    ):
        return "to", at
    if words.TO and low[at] == words.TO:
        bound = told or not cue.takes("o") or cue.act is Act.COMMISSIVE
        return ("to", at) if cue.takes("t") and bound else ("", at)
    if cue.takes("b") and _starts_bare_clause(sentence, at, cue, lex):
        return "clause", at
    return _noun_content(sentence, at, cue, lex)


def _behind_aside(sentence: Sentence, first: int) -> int:
    """The first token of a clause that an aside stands before: "that, according to Ruiz, the mill burned"."""
    if sentence.low[first] != ",":
        return first
    end = min(len(sentence) - 2, first + _ASIDE_MAX)
    return next((at + 1 for at in range(first + 1, end) if sentence.low[at] == ","), first + 1)


def _that_after_aside(sentence: Sentence, comma: int, lex: Lexicon, *, named: bool) -> int:
    """The "that" in "said, without evidence, that" or "told his lawyer, Tom Vidal, that"; 0 when there is none."""
    low, words = sentence.low, lex.words
    mark = low[comma]
    if comma + 1 >= len(sentence):
        return 0
    opens = low[comma + 1] in words.PREPOSITIONS or is_adverb(low[comma + 1], words) or low[comma + 1] in ("if", "as")
    if not opens and not (named and sentence.tokens[comma + 1].is_capital):
        return 0
    for at in range(comma + 2, min(len(sentence) - 2, comma + _ASIDE_MAX)):
        if low[at] == mark:
            return at + 1 if low[at + 1] in words.THAT else 0
    return 0


def _noun_content(sentence: Sentence, at: int, cue: Cue, lex: Lexicon) -> tuple[str, int]:
    if at >= len(sentence) or not cue.takes("n"):
        return "", at
    low, words = sentence.low[at], lex.words
    if sentence.quoted[at] >= 0:
        return "noun", at
    if low in words.OBJECT_PRONOUNS and (at + 1 == len(sentence) or sentence.low[at + 1] in (",", ".", ";")):
        return "", at
    if not sentence.tokens[at].is_word or low in words.PREPOSITIONS or low in words.CONJUNCTIONS:
        return "", at
    if low in words.AUXILIARIES or low in words.MODALS or low in words.THAT:
        return "", at
    return "noun", at


def _starts_bare_clause(sentence: Sentence, at: int, cue: Cue, lex: Lexicon) -> bool:
    words, low = lex.words, sentence.low[at]
    if len(sentence) - at < _CLAUSE_WORDS or lex.language == "es":
        return False
    if base(low) in words.SUBJECT_PRONOUNS or is_quantity(sentence, at):
        return True
    if low in words.CONJUNCTIONS or low in words.AUXILIARIES or low in words.MODALS or low == "so":
        return False
    if low in words.PREPOSITIONS or (low in words.SUBORDINATORS and low not in words.QUESTION_WORDS):
        rest = range(at + 1, len(sentence) - _CLAUSE_WORDS)
        return cue.lemma == "say" and any(sentence.low[k] == "," and sentence.quoted[k] < 0 for k in rest)
    return True


def quotation_ahead(sentence: Sentence, start: int, lex: Lexicon) -> Range | None:
    """The quotation that ends the sentence, led in by a comma or colon: "said in a note to friends, “We won.”"

    Nothing of the sentence may be left after it, and no other verb of saying may stand before it.
    """
    for at in range(start, len(sentence) - 1):
        if sentence.quoted[at] >= 0:
            return None
        if sentence.low[at] in (",", ":") and sentence.quoted[at + 1] >= 0:
            whole = all(quoted >= 0 for quoted in sentence.quoted[at + 1 :])
            first = next((token for token in sentence.tokens[at + 1 :] if token.is_word), None)
            return (at + 1, len(sentence)) if whole and first is not None and first.is_capital else None
        cue = lex.verbs.get(sentence.low[at])
        if cue is not None and not cue.noun_like:
            return None
    return None
