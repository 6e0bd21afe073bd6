"""Stage: content ends. Where words that were said stop and the writer, or somebody else, goes on.

All results are token indexes of one sentence, half open.
"""

from __future__ import annotations

from claims.engine.extraction.cues import Lexicon
from claims.engine.extraction.phrases import Range, base, is_adverb
from claims.engine.extraction.reading import Sentence

_LEADS_IN = frozenset({":", "-", "—", "–", "--"})
_TAG_WITHIN = 6
_SPEAKER_WITHIN = 6
_SMALL_WORD = 3
_DEFINITE = frozenset({"the", "his", "her", "el", "la", "su"})


def quotation_end(sentence: Sentence, first: int, lex: Lexicon) -> int:
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
