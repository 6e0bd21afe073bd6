"""Stage: the small grammar. Finds verb groups, subjects, addressees and adverbials around one token of a sentence.

All results are token indexes of that sentence, half open. No statement is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from claims.engine.extraction.cues import Lexicon
from claims.engine.extraction.lexicon.names import PERSON_NOUNS, TITLES
from claims.engine.extraction.reading import Sentence

Range = tuple[int, int]
_PHRASE_MAX = 30
_FLOATING = frozenset({"both", "all", "each", "ambos"})
_ADDRESSEE_MAX = 14
_VENUE_MAX = 12
_SAYS = frozenset({"says", "said", "tells", "told", "adds", "argues", "insists", "writes", "wrote", "thinks"})
_SENT_TO = frozenset({"ambassador", "envoy", "adviser", "advisor", "delegate", "counsel", "aide"})
_COMMAS_BACK = 3
_BETWEEN = frozenset({"at", "in", "on", "during", "after", "before"})
_DASHES = frozenset({"—", "–", "--"})


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The auxiliaries and adverbs before a verb, read off."""

    start: int
    negated: bool = False
    modal: str = ""
    passive: bool = False
    infinitive: bool = False
    relayed: bool = False
    """ "was reported to have told": somebody else handed it on."""


def base(low: str) -> str:
    """The word without a contracted verb or a possessive: "he's" → "he", "smith's" → "smith"."""
    return low.partition("'")[0] if "'" in low else low


def is_possessive(low: str) -> bool:
    return low.endswith(("'s", "s'"))


def is_adverb(low: str, words: ModuleType) -> bool:
    return low in words.ADVERBS or (low.endswith(("ly", "mente")) and len(low) > 4)


def verb_group(sentence: Sentence, verb: int, lex: Lexicon, *, past: bool) -> VerbGroup:
    """Reads the group that ends in the verb at token `verb`."""
    words, low = lex.words, sentence.low
    at, negated, modal, passive = verb, False, "", False
    while at > 0 and sentence.quoted[at - 1] < 0:
        word = low[at - 1]
        if word in words.NEGATIONS:
            negated = True
        if word in words.MODALS or word in ("would", "will"):
            modal = word
        elif not (word in words.AUXILIARIES or word in words.NEGATIONS or is_adverb(word, words)):
            break
        passive = passive or word in words.PASSIVE
        at -= 1
    if at > 1 and words.TO and low[at - 1] == words.TO:
        relay = _relay(sentence, at - 1, lex)
        if relay is not None:
            return VerbGroup(relay, relayed=True)
        return VerbGroup(at - 1, negated, modal, infinitive=True)
    return VerbGroup(at, negated, modal, passive and past and not low[verb].endswith("ing"))


def _relay(sentence: Sentence, to: int, lex: Lexicon) -> int | None:
    """The start of "was reported" in "was reported to have told"; None when "to" begins a plain infinitive."""
    low, words = sentence.low, lex.words
    cue = lex.verbs.get(low[to - 1])
    if cue is None or not cue.past:
        return None
    at = to - 1
    while at > 0 and (low[at - 1] in words.AUXILIARIES or is_adverb(low[at - 1], words)):
        at -= 1
    return at if any(low[k] in words.PASSIVE for k in range(at, to - 1)) else None


def _is_nounish(sentence: Sentence, at: int, words: ModuleType) -> bool:
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
    floor = max(0, end - _PHRASE_MAX)
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
    if not _is_nounish(sentence, at, words):
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
            (_is_nounish(sentence, at - 1, words) and not _says(sentence, at - 1, lex))
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
        if _is_nounish(sentence, at, words):
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
    if low[last] in _FLOATING and last > 0 and _is_nounish(sentence, last - 1, words):
        return noun_phrase_before(sentence, last, lex)
    if low[last] in (",", ")") or low[last] in _DASHES:
        return _before_apposition(sentence, last, lex)
    if not _is_nounish(sentence, last, words):
        return (last, end) if low[last] in ("some", "many", "others", "both", "several", "most", "one", "all") else None
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
    floor = max(0, closing - _PHRASE_MAX)
    commas = 0
    found: Range | None = None
    while at >= floor and sentence.quoted[at] < 0:
        if sentence.low[at] == opening:
            phrase = noun_phrase_before(sentence, at, lex)
            if phrase is not None and _is_name_or_role(sentence, phrase, lex):
                return phrase
            found = found or phrase
            commas += 1
            if opening != "," or commas > _COMMAS_BACK:
                break
        at -= 1
    if found is None or not (_heads_person(sentence, found) or found[0] == 0):
        return None
    return found


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


def addressee_after(sentence: Sentence, start: int, lex: Lexicon) -> Range | None:
    """Who is told: a pronoun or a noun phrase right after the verb."""
    if start >= len(sentence) or sentence.quoted[start] >= 0:
        return None
    words, low = lex.words, sentence.low
    if low[start] in words.OBJECT_PRONOUNS:
        return (start, start + 1)
    if low[start] == "a" and lex.language == "es":
        start += 1
    if start < len(sentence) and (low[start] in words.THAT or not sentence.tokens[start].is_word):
        return None
    return noun_phrase_after(sentence, start, lex)


@dataclass(frozen=True, slots=True)
class Adverbials:
    """What stands between the verb and the words: `end` is the first token after it."""

    end: int
    venue: str = ""


def adverbials_after(sentence: Sentence, start: int, lex: Lexicon) -> Adverbials:
    """Skips times, places and occasions: "on Monday", "in an interview with CNN", "during a rally in Ohio"."""
    words, low = lex.words, sentence.low
    at, venue = start, ""
    while at < len(sentence) and sentence.quoted[at] < 0:
        if (low[at] in words.TIME_WORDS and not _starts_clause(sentence, at, words)) or (
            is_adverb(low[at], words) and not (at + 1 < len(sentence) and sentence.tokens[at].is_capital)
        ):
            at += 1
        elif low[at] in words.ADVERBIAL_PREPOSITIONS:
            end, place = _prepositional(sentence, at, lex)
            if end == at:
                break
            at, venue = end, venue or place
        else:
            break
    return Adverbials(at, venue)


def _starts_clause(sentence: Sentence, at: int, words: ModuleType) -> bool:
    """ "this" and "last" belong to the time only when a time word follows."""
    return sentence.low[at] in words.DETERMINERS and not (
        at + 1 < len(sentence) and sentence.low[at + 1] in words.TIME_WORDS
    )


def _prepositional(sentence: Sentence, start: int, lex: Lexicon) -> tuple[int, str]:
    """Where the prepositional phrase at `start` ends (`start`: it is no adverbial), and the occasion it names."""
    words, low = lex.words, sentence.low
    last = min(len(sentence), start + _VENUE_MAX + 4)
    stop = start + 1
    occasion = -1
    while stop < last and sentence.quoted[stop] < 0:
        word = low[stop]
        if word in words.THAT or (not sentence.tokens[stop].is_word and word not in (".", "'", "-", "$")):
            break
        if word in words.VENUE_NOUNS and occasion < 0:
            occasion = stop
        if word in words.SUBJECT_PRONOUNS and stop > start + 1:
            break
        stop += 1
    venue = _venue(sentence, start, occasion, stop, lex) if occasion >= 0 else ""
    if stop < len(sentence) and (
        low[stop] in words.THAT
        or low[stop] in (",", ":")
        or (sentence.quoted[stop] >= 0 and stop > start + 1 and low[stop - 1] not in words.DETERMINERS)
        or low[stop] in words.SUBJECT_PRONOUNS
    ):
        return stop, venue
    if stop >= len(sentence) - 1:
        return stop, venue
    end = _time_end(sentence, start + 1, words)
    return (end, "") if end > start + 1 else (start, "")


def _time_end(sentence: Sentence, at: int, words: ModuleType) -> int:
    while at < len(sentence) and sentence.low[at] in words.TIME_WORDS:
        at += 1
    return at


def _venue(sentence: Sentence, start: int, occasion: int, stop: int, lex: Lexicon) -> str:
    """ "interview on CNN" from "during an interview on CNN"."""
    first = start + 1
    while first < occasion and sentence.low[first] in lex.words.DETERMINERS:
        first += 1
    last = stop
    while last > occasion + 1 and sentence.low[last - 1] in lex.words.TIME_WORDS:
        last -= 1
    while last > occasion + 1 and sentence.low[last - 1] in lex.words.PREPOSITIONS:
        last -= 1
    return sentence.words_of(first, last)
