"""Stage: the subject on the left. Who stands before a verb: a pronoun, a phrase, or one before an apposition."""

from __future__ import annotations

from types import ModuleType

from claims.engine.extraction.adverbials import time_after
from claims.engine.extraction.cues import Lexicon
from claims.engine.extraction.lexicon.names import PERSON_NOUNS, TITLES
from claims.engine.extraction.phrases import PHRASE_MAX, Range, base, is_nounish, noun_phrase_before
from claims.engine.extraction.reading import Sentence

_FLOATING = frozenset({"both", "all", "each", "ambos"})
_STAND_ALONE = frozenset({"some", "many", "others", "both", "several", "most", "one", "all", "another", "few"})
_COMMAS_BACK = 4
_BRACKETS_LONGEST = 8
_VAGUE_WORDS = 2
_BETWEEN = frozenset({"at", "in", "on", "during", "after", "before"})
_DASHES = frozenset({"—", "–", "--"})


def subject_before(sentence: Sentence, end: int, lex: Lexicon) -> Range | None:
    """Who does what the verb group starting at `end` says: a pronoun, a noun phrase, or one before an apposition."""
    if end <= 0:
        return None
    words, low = lex.words, sentence.low
    end = _before_time(sentence, end, words)
    last = end - 1
    if sentence.quoted[last] >= 0:
        return None
    if base(low[last]) in words.SUBJECT_PRONOUNS and low[last] not in words.RELATIVES:
        return (last, end)
    if low[last] in words.RELATIVES:
        return _antecedent(sentence, last, lex)
    if low[last] in _FLOATING and last > 0 and is_nounish(sentence, last - 1, words):
        return noun_phrase_before(sentence, last, lex)
    if low[last] in (",", ")") or low[last] in _DASHES:
        return _before_apposition(sentence, last, lex)
    if not is_nounish(sentence, last, words):
        return (last, end) if low[last] in _STAND_ALONE else None
    phrase = noun_phrase_before(sentence, end, lex)
    if phrase is not None and phrase[0] > 1 and low[phrase[0] - 1] in _BETWEEN:
        return _over_adverbial(sentence, phrase, lex)
    if phrase is not None and phrase[0] > 1 and low[phrase[0] - 1] == "," and low[phrase[0]] in TITLES:
        named = noun_phrase_before(sentence, phrase[0] - 1, lex)
        if named is not None and sentence.tokens[named[1] - 1].is_capital:
            return named  # "Ruiz, president of the club said": the comma that should close the apposition is missing
    return phrase


def _before_time(sentence: Sentence, end: int, words: ModuleType) -> int:
    """Where the subject ends in "Clinton on Monday said" and "the results this week showed"."""
    at = end
    while at > 1 and sentence.low[at - 1] in words.TIME_WORDS:
        at -= 1
    if at < end and at > 1 and sentence.low[at - 1] in _BETWEEN:
        at -= 1
    return at if sentence.tokens[at - 1].is_word else end


def _over_adverbial(sentence: Sentence, phrase: Range, lex: Lexicon) -> Range:
    """ "Clinton at the time said": a phrase after a preposition is no subject when one stands before it."""
    earlier = noun_phrase_before(sentence, phrase[0] - 1, lex)
    return earlier if earlier is not None and sentence.tokens[earlier[1] - 1].is_capital else phrase


def _antecedent(sentence: Sentence, relative: int, lex: Lexicon) -> Range | None:
    at = relative - 1 if relative > 0 and sentence.low[relative - 1] == "," else relative
    phrase = noun_phrase_before(sentence, at, lex) if at > 0 else None
    if phrase is None:
        return None
    described = phrase[0] > 1 and sentence.low[phrase[0] - 1] == "," and not sentence.tokens[phrase[1] - 1].is_capital
    named = noun_phrase_before(sentence, phrase[0] - 1, lex) if described else None
    if named is not None and sentence.tokens[named[1] - 1].is_capital and _heads_person(sentence, phrase):
        phrase = named  # "Ana Ruiz, a resident, who said"
    return (phrase[0], relative + 1)


def _before_apposition(sentence: Sentence, closing: int, lex: Lexicon) -> Range | None:
    """The phrase before ", the spokesman," or "(R-Ohio)" that ends at token `closing`."""
    opening = "(" if sentence.low[closing] == ")" else sentence.low[closing]
    at = closing - 1
    floor = max(0, closing - PHRASE_MAX)
    commas = 0
    found: Range | None = None
    nearest: Range | None = None
    while at >= floor and sentence.quoted[at] < 0:
        if sentence.low[at] == opening:
            phrase = noun_phrase_before(sentence, _before_brackets(sentence, at), lex)
            if phrase is not None and time_after(sentence, phrase[0], lex.words) > phrase[0]:
                phrase = None
            if phrase is not None and _is_name_or_role(sentence, phrase, lex):
                if opening != "," or _opens_with_name(sentence, phrase, lex):
                    return phrase
                nearest = nearest or phrase
            found = found or phrase
            commas += 1
            if opening != "," or commas > _COMMAS_BACK:
                break
        at -= 1
    if nearest is not None:
        return nearest
    if found is not None and opening == "," and found[1] - found[0] <= _VAGUE_WORDS:
        named = noun_phrase_before(sentence, closing, lex)
        if named is not None and named[0] == found[1] + 1 and sentence.tokens[named[0]].is_capital:
            return named  # "and a third, Ana Ruiz, said"
    if found is None or not (_heads_person(sentence, found) or found[0] == 0):
        return None
    return found


def _before_brackets(sentence: Sentence, end: int) -> int:
    """Where "Ruiz (R-Ohio)" ends without its brackets."""
    if end < 1 or sentence.low[end - 1] != ")":
        return end
    return next((at for at in range(end - 2, max(-1, end - _BRACKETS_LONGEST), -1) if sentence.low[at] == "("), end)


def _opens_with_name(sentence: Sentence, phrase: Range, lex: Lexicon) -> bool:
    """A name by which the sentence opens, with titles and nothing like a verb in it."""
    low, words = sentence.low, lex.words
    if phrase[0] > 0 and low[phrase[0] - 1] not in words.CONJUNCTIONS and low[phrase[0] - 1] != ",":
        return False
    return all(
        sentence.tokens[at].is_capital
        or low[at] in words.DETERMINERS
        or low[at] in words.NOUN_PREPOSITIONS
        or base(low[at]) in PERSON_NOUNS
        for at in range(*phrase)
        if sentence.tokens[at].is_word
    )


def _is_name_or_role(sentence: Sentence, phrase: Range, lex: Lexicon) -> bool:
    """A name, or a role with its name behind: "her adviser, Jo Hale, said". "in Cambridge, Mass.," is none."""
    low, words = sentence.low, lex.words
    if phrase[0] > 0 and low[phrase[0] - 1] in words.PREPOSITIONS:
        return False
    follows = phrase[1] + 1 < len(sentence) and sentence.tokens[phrase[1] + 1].is_capital
    return sentence.tokens[phrase[1] - 1].is_capital or (follows and base(low[phrase[1] - 1]) in PERSON_NOUNS)


def _heads_person(sentence: Sentence, phrase: Range) -> bool:
    return any(
        base(word) in PERSON_NOUNS or base(word).rstrip("s") in PERSON_NOUNS for word in sentence.low[slice(*phrase)]
    )
