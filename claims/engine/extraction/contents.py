"""Stage: content extents. Where the words that were said begin after a cue, and where they end.

All results are token indexes of one sentence, half open.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.engine.extraction.adverbials import Adverbials, addressee_after, adverbials_after, is_quantity, time_after
from claims.engine.extraction.cues import Act, Cue, Lexicon
from claims.engine.extraction.phrases import Range, base, is_adverb
from claims.engine.extraction.reading import Sentence

_LEADS_IN = frozenset({":", "-", "—", "–", "--"})
_TAG_WITHIN = 6
_ASIDE_MAX = 9
_ASIDE_MARKS = frozenset({",", "—", "–", "--"})
_SPEAKER_WITHIN = 6
_SMALL_WORD = 3
_DEFINITE = frozenset({"the", "his", "her", "el", "la", "su"})
_BARE_ANSWERS = frozenset({"no", "sí", "yes", "so", "not"})
_BEFORE_QUE = frozenset({"de", "en", "a", "con"})
_INFINITIVE = tuple(
    f"{ending}{pronoun}"
    for ending in ("ar", "er", "ir")
    for pronoun in ("", "se", "lo", "la", "los", "las", "le", "les", "nos")
)
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
    if spanish and cue.takes("d") and (of := _behind_de(sentence, at, lex)):
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
    end = _quotation_end(sentence, first, lex) if kind == "quote" else content_end(sentence, first, lex)
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
        or (lex.language == "es" and _que_after(sentence, at))
    )


def _que_after(sentence: Sentence, at: int) -> bool:
    return sentence.low[at] in _BEFORE_QUE and sentence.low[at + 1 : at + 2] == ("que",)


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
    if low[at] in _BEFORE_QUE and at + 2 < len(sentence) and low[at + 1] in words.THAT and cue.takes("c"):
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


def is_infinitive(sentence: Sentence, at: int, lex: Lexicon) -> bool:
    """Spanish "construir", "a construirlo", "no subir"."""
    while at < len(sentence) and sentence.low[at] in ("a", "no"):
        at += 1
    word = sentence.low[at] if at < len(sentence) else ""
    return word.endswith(_INFINITIVE) and word not in lex.words.NO_INFINITIVES


def _behind_de(sentence: Sentence, at: int, lex: Lexicon) -> int:
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


def _quotation_end(sentence: Sentence, first: int, lex: Lexicon) -> int:
    """The end of words that begin with a quotation mark: with the quotation, if a new clause or phrase follows it."""
    end = content_end(sentence, first, lex)
    close = first
    while close < end and sentence.quoted[close] == sentence.quoted[first]:
        close += 1
    if close >= end:
        return end
    words, low = lex.words, sentence.low
    stopped = any(mark in low[close - 2 : close] for mark in (",", ".", "?", "!"))
    follows = low[close]
    leaves = follows in words.SUBORDINATORS or follows in ("—", "–", ",")
    return close if sentence.quoted[close] < 0 and follows not in words.THAT and (stopped or leaves) else end


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


def tagged_quotation(sentence: Sentence, at: int, lex: Lexicon) -> bool:
    """Whether the mark at `at` leads in a quotation with a tag of its own: "their last fight: “We won,” he said"."""
    if sentence.low[at] not in _LEADS_IN or sentence.quoted[at] >= 0:
        return False
    end = at + 1
    if end >= len(sentence) or sentence.quoted[end] < 0:
        return False
    while end < len(sentence) and sentence.quoted[end] == sentence.quoted[at + 1]:
        end += 1
    tag = sentence.low[end : end + _TAG_WITHIN]
    return end - 2 > at and sentence.low[end - 2] in (",", "?", "!") and any(word in lex.verbs for word in tag)


def content_end(sentence: Sentence, first: int, lex: Lexicon) -> int:
    """The token after the last one of the words that begin at `first`."""
    low = sentence.low
    last = len(sentence)
    while last > first and not sentence.tokens[last - 1].is_word and sentence.quoted[last - 1] < 0:
        if low[last - 1] == "%" or (low[last - 1] == ")" and "(" in low[first : last - 1]):
            break
        last -= 1
    for at in range(first + 1, last):
        if sentence.quoted[at] >= 0:
            continue
        word = low[at]
        if word == ";":
            return at
        if word == "," and at + 1 < last and (_leaves(sentence, at + 1, lex) or _another_speaks(sentence, at + 1, lex)):
            return at
        if word in ("and", "but", "y", "pero") and _next_saying(sentence, at + 1, lex):
            return at - 1 if low[at - 1] == "," else at
        if word == "according" and at + 1 < last and low[at + 1] == "to":
            return at
        if tagged_quotation(sentence, at, lex):
            return at
    return last


def _another_speaks(sentence: Sentence, at: int, lex: Lexicon) -> bool:
    """ "…, Sanders insisted that": after a comma somebody else, by name or "the …", goes on to say something."""
    words, low = lex.words, sentence.low
    if low[at] in words.CONJUNCTIONS and at + 1 < len(sentence):
        at += 1
    if not (sentence.tokens[at].is_capital or low[at] in _DEFINITE) or sentence.quoted[at] >= 0:
        return False
    for verb in range(at + 1, min(len(sentence) - 1, at + _SPEAKER_WITHIN)):
        cue = lex.verbs.get(low[verb])
        if cue is not None and not cue.noun_like and (cue.past or low[verb].endswith("s") or lex.language == "es"):
            return low[verb + 1] in words.THAT or sentence.quoted[verb + 1] >= 0
        if not sentence.tokens[verb].is_word or low[verb] in words.FUNCTION_WORDS:
            return False
    return False


def _leaves(sentence: Sentence, at: int, lex: Lexicon) -> bool:
    """Whether what follows a comma leaves the reported words for the writer's own."""
    words, word = lex.words, sentence.low[at]
    if sentence.quoted[at] >= 0:
        return False
    if word in words.HARD_BREAKS:
        return True
    cue = lex.verbs.get(word)
    return cue is not None and (cue.participle or (cue.past and not cue.noun_like))


def _next_saying(sentence: Sentence, at: int, lex: Lexicon) -> bool:
    """ "and added that": the same subject goes on saying."""
    while at < len(sentence) and is_adverb(sentence.low[at], lex.words) and sentence.quoted[at] < 0:
        at += 1
    if at >= len(sentence) or sentence.quoted[at] >= 0:
        return False
    cue = lex.verbs.get(sentence.low[at])
    return (
        cue is not None and (cue.past or sentence.low[at].endswith("s") or lex.language == "es") and not cue.participle
    )


def is_title(sentence: Sentence, words: Range) -> bool:
    """ "The Long Winter": the first quotation of these words is capitals all through, and no sentence."""
    first = sentence.quoted[words[0]]
    inside = [
        token
        for token, quoted in zip(sentence.tokens[slice(*words)], sentence.quoted[slice(*words)], strict=True)
        if quoted == first
    ]
    if any(token.text in ".!?" for token in inside):
        return False
    return all(token.is_capital or len(token.text) <= _SMALL_WORD for token in inside if token.is_word)


def relative_end(sentence: Sentence, words: Range, lex: Lexicon) -> Range:
    """Cuts "Abbot, who said the files were burned, left" before ", left": there the main clause goes on."""
    low = sentence.low
    for at in range(words[0] + 2, words[1] - 1):
        follows = sentence.tokens[at + 1]
        verb = follows.text.islower() and low[at + 1] not in lex.words.FUNCTION_WORDS and low[at + 1][-3:] != "ing"
        if low[at] == "," and sentence.quoted[at] < 0 and sentence.quoted[at + 1] < 0 and verb:
            return (words[0], at)
    return words


def subordinate_end(sentence: Sentence, words: Range, lex: Lexicon) -> Range:
    """Cuts "While Abbot said the files were burned, he kept copies" at the comma: there the main clause begins."""
    low, function = sentence.low, lex.words
    for at in range(words[0] + 2, words[1] - 1):
        if low[at] == "," and sentence.quoted[at] < 0 and sentence.quoted[at + 1] < 0:
            subject = base(low[at + 1]) in function.SUBJECT_PRONOUNS or low[at + 1] in function.DETERMINERS
            if low[at + 1] not in function.RELATIVES and (subject or sentence.tokens[at + 1].is_capital):
                return (words[0], at)
    return words


def is_tag_end(sentence: Sentence, at: int) -> bool:
    """Whether a tag ("Smith said") ends here: nothing but a mark, or the sentence's end."""
    return (
        at >= len(sentence) or sentence.low[at] in (",", ".", ";", "—", "–", ")", "?", "!") or sentence.quoted[at] >= 0
    )
