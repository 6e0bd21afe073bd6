"""Finds words of an old text again in a new one, by their quote and what stood around them (W3C Web Annotation).

Words that came back changed are found only where the change cannot turn their meaning. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from claims.engine.text import ANCHOR_CONTEXT, Anchor, Span, word_set

_CLEAR = 16
"""Code points. A shorter quote stands in many texts by chance, so something around it has to agree as well."""
_AROUND = 4
"""How many code points have to agree on one side of such a quote."""
_PIECE = 12
_STEP = 4
_PIECES = 64
_PLACES = 8
"""A changed quote is looked for by so many pieces of it at the most, each at so many places."""
_WORDS = 120
"""A longer quote that changed is not looked for: telling words apart costs their square."""
_ALIKE = 0.8
"""The share of words, of both together, that a changed quote keeps."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TURNS = word_set(
    """
    not no never nor none nobody nothing neither without cannot unless refuse refused deny denied
    hardly barely scarcely rarely seldom except
    nunca jamás ni sin nadie nada ningún ninguno ninguna tampoco salvo excepto niega negó apenas
    """
)
"""Words that turn a sentence round."""
_NUMBERS = word_set(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen
    first second third fourth fifth sixth seventh eighth ninth tenth half halves quarter quarters once twice both all
    uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
    diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos trescientos
    cuatrocientos quinientos seiscientos setecientos ochocientos novecientos doscientas trescientas cuatrocientas
    quinientas seiscientas setecientas ochocientas novecientas mil millón millones billón docena primero primera segundo
    segunda tercero tercera tercer cuarto cuarta quinto quinta sexto sexta séptimo séptima octavo octava noveno novena
    décimo décima mitad ambos ambas todos todas
    """
)
_SMALL = word_set(
    """
    a an the this that these those of to and
    el la los las lo un una unos unas este esta estos estas ese esa esos esas de del al que y e
    """
)
"""Words that may come, go or take the place of each other, and the sentence says the same."""
_SPELT = 5
"""Letters. A shorter word that differs in one is another word: rise and rose, cut and put."""


def reanchor(anchor: Anchor, text: str) -> Span | None:
    """Where the words of `anchor` stand in `text`, a later version of their text; None if nobody could be sure.

    Its exact words if they stand there: of several places the one with the same surroundings, of equal ones the one
    nearest to where they stood. Else words that are almost the same, but never with another name, number or negation:
    hold `span.of(text)` against `anchor.exact` to see whether they changed.
    """
    places = list(_places(anchor.exact, text))
    if not places:
        return _changed(anchor, text)
    best = max(places, key=lambda at: (_agreement(anchor, text, at), -abs(at - anchor.span.start)))
    if len(anchor.exact) < _CLEAR and not _stands_alike(anchor, text, best):
        return None
    return Span(best, best + len(anchor.exact))


def _places(words: str, text: str) -> Iterator[int]:
    """Where `words` stand, none overlapping another."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _agreement(anchor: Anchor, text: str, at: int) -> int:
    """How many code points around a place are those around the anchor."""
    before, after = _sides(anchor, text, at)
    return before + after


def _stands_alike(anchor: Anchor, text: str, at: int) -> bool:
    before, after = _sides(anchor, text, at)
    return before >= min(_AROUND, len(anchor.prefix)) or after >= min(_AROUND, len(anchor.suffix))


def _sides(anchor: Anchor, text: str, at: int) -> tuple[int, int]:
    end = at + len(anchor.exact)
    before = _shared(anchor.prefix[::-1], text[max(0, at - ANCHOR_CONTEXT) : at][::-1])
    return before, _shared(anchor.suffix, text[end : end + ANCHOR_CONTEXT])


def _shared(one: str, other: str) -> int:
    """The length of their common beginning."""
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))


def _changed(anchor: Anchor, text: str) -> Span | None:
    old = [match.group() for match in _WORD.finditer(anchor.exact)]
    if not 3 <= len(old) <= _WORDS:
        return None
    start = _likely_start(anchor.exact, text)
    if start is None:
        return None
    slack = len(anchor.exact) // 4 + ANCHOR_CONTEXT
    window = list(_WORD.finditer(text, max(0, start - slack), start + len(anchor.exact) + slack))
    new = [match.group() for match in window]
    blocks = [block for block in _matcher(old, new).get_matching_blocks() if block.size]
    if not blocks:
        return None
    first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
    before, behind = blocks[0].a, len(old) - blocks[-1].a - blocks[-1].size
    if before <= first and _says_the_same(old[:before], new[first - before : first]):
        first -= before  # the first words themselves, spelt another way
    if last + behind <= len(new) and _says_the_same(old[len(old) - behind :], new[last : last + behind]):
        last += behind
    kept = sum(block.size for block in blocks)
    if 2 * kept < _ALIKE * (len(old) + last - first) or _turned(old, new[first:last]):
        return None
    return _with_marks(anchor.exact, text, Span(window[first].start(), window[last - 1].end()))


def _likely_start(words: str, text: str) -> int | None:
    """Where most pieces of `words` say that these begin."""
    step = max(_STEP, len(words) // _PIECES)
    votes: Counter[int] = Counter()
    for offset in range(0, max(1, len(words) - _PIECE + 1), step):
        piece, at = words[offset : offset + _PIECE], -1
        for _ in range(_PLACES):
            at = text.find(piece, at + 1)
            if at < 0:
                break
            votes[(at - offset) // ANCHOR_CONTEXT] += 1
    if not votes:
        return None
    bucket = max(votes, key=lambda one: (votes[one] + votes[one + 1], -one))
    return max(0, bucket * ANCHOR_CONTEXT)


def _matcher(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [_plain(word) for word in old], [_plain(word) for word in new], autojunk=False)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _turned(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether words came or went that may change who, what, how much or whether."""
    return any(
        tag != "equal" and not _says_the_same(old[left:left_end], new[right:right_end])
        for tag, left, left_end, right, right_end in _matcher(old, new).get_opcodes()
    )


def _says_the_same(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether only small words differ, or how a word is spelt. No program tells a verb from its opposite."""
    if any(map(_weighs, (*old, *new))):
        return False
    small = [_plain(word) in _SMALL for word in (*old, *new)]
    if all(small) or len(old) != len(new):
        return all(small)
    pairs = zip(map(_plain, old), map(_plain, new), strict=True)
    return all(({one, other} <= _SMALL) or _is_respelt(one, other) for one, other in pairs)


def _is_respelt(one: str, other: str) -> bool:
    """Whether a letter behind the first came, went, changed, or changed places with the next."""
    if min(len(one), len(other)) < _SPELT:
        return False
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return start > 0 and (max(len(left), len(right)) < 2 or (len(left) == 2 and left == right[::-1]))


def _weighs(word: str) -> bool:
    plain = _plain(word)
    return (
        plain in _TURNS
        or plain in _NUMBERS
        or plain.endswith("n't")
        or word[0].isupper()
        or any(map(str.isdigit, word))
    )


def _with_marks(words: str, text: str, span: Span) -> Span:
    """`span` with the marks at both ends that stood at the ends of the old words: a quotation mark, a full stop."""
    start, end = span.start, span.end
    for mark in reversed(words[: len(words) - len(words.lstrip(_MARKS))]):
        if start == 0 or _straight(text[start - 1]) != _straight(mark):
            break
        start -= 1
    for mark in words[len(words.rstrip(_MARKS)) :]:
        if end == len(text) or _straight(text[end]) != _straight(mark):
            break
        end += 1
    return Span(start, end)


_MARKS = "\"'“”‘’«».,;:!?¡¿…()[]—–- "


def _straight(mark: str) -> str:
    return '"' if mark in '“”«»"' else "'" if mark in "‘’'" else mark
