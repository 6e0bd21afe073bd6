"""Which parts of a page are block quotes, told from pull quotes and from mere indentation. Changes only their tags.

A pull quote repeats words of the article in large type. Read as a quotation of its own it would count them twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from lxml import etree

from claims.engine.parsers.html.tree import Counts, elements, hints_of, key_of, mark_gone, sweep, words_of

_PULLED = frozenset({"pullquote", "pullquotes", "destacado", "sumario", "ladillo", "pull", "pulled", "pullq"})
_QUOTED = frozenset({"blockquote", "quote", "quotation", "cita"})
_SPEAKER = frozenset({"author", "attribution", "cite", "speaker", "name", "autor"})
_SHARES = frozenset({"stock", "stocks", "ticker", "market", "markets", "price", "symbol", "chips", "quotes"})
"""A quote may also be what a share costs."""
_CAN_QUOTE = ("aside", "div", "figure", "p", "section", "span")
_LONGEST = 400
"""Words. More than this is an indented article, not a quotation in it."""
_WINDOW = 5
_FEW = 3
_WINDOWS = 6
_MOST = 200
"""So many stretches are compared with the page; a page with more of them has no article."""
_AROUND = 6
"""Words such as "he said" that a pull quote leaves out of a sentence."""
_ECHOED = 0.9
_OCCURRENCES = 40


def mark_quotes(root: etree._Element, counts: Counts) -> None:
    """Makes every block quote a `blockquote` and takes pull quotes out."""
    page = _Page(root)
    looked_at = 0
    for element in elements(root, "blockquote", *_CAN_QUOTE):
        if counts.words[element] > _LONGEST:
            if element.tag == "blockquote":  # old pages indent a whole article with it; nobody is quoted then
                element.tag = "div"
            continue
        called = _called(element, counts)
        if not called or looked_at >= _MOST:
            continue
        looked_at += 1
        if page.repeats(element, in_part=called == "pulled"):
            mark_gone(element)
        elif element.find(".//blockquote") is None:
            element.tag = "blockquote"
        elif element.tag in ("figure", "aside"):
            element.tag = "div"  # extractors throw these away whole
    sweep(root)


def _called(element: etree._Element, counts: Counts) -> str:
    """`pulled`, `quoted` or `""`: what the markup calls `element`."""
    hints = hints_of(element)
    if not hints.isdisjoint(_SPEAKER):
        return ""
    holds_quote = element.tag in ("aside", "figure") and element.find(".//blockquote") is not None
    if not hints.isdisjoint(_PULLED) or {"pull", "quote"} <= hints or (element.tag == "aside" and holds_quote):
        return "pulled"
    if element.tag == "blockquote" or holds_quote:
        return "quoted"
    said = counts.prose[element] * 2 >= counts.words[element] and hints.isdisjoint(_SHARES)
    return "quoted" if said and not hints.isdisjoint(_QUOTED) else ""


class _Page:
    """All that a page says, to find words in it again."""

    def __init__(self, root: etree._Element) -> None:
        self._words = key_of(" ".join(root.itertext())).split()
        self._text = f" {' '.join(self._words)} "
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            self._places[word].append(at)

    def repeats(self, element: etree._Element, *, in_part: bool) -> bool:
        """Whether the words of `element` stand in the page once more: all of them, or most if `in_part`."""
        words = key_of(_without_speaker(element)).split()
        if len(words) < (_FEW if in_part else _WINDOW):
            return False
        if self._has_twice(words) or (element.tag != "blockquote" and self._echoes(words)):
            return True
        if not in_part or len(words) < _WINDOW:
            return False
        step = max(_WINDOW, len(words) // _WINDOWS)
        windows = [words[at : at + _WINDOW] for at in range(0, len(words) - _WINDOW + 1, step)]
        return sum(map(self._has_twice, windows)) * 2 > len(windows)

    def _has_twice(self, words: list[str]) -> bool:
        wanted = f" {' '.join(words)} "
        first = self._text.find(wanted)
        return first >= 0 and self._text.find(wanted, first + 1) >= 0

    def _echoes(self, words: list[str]) -> bool:
        """Whether nearly all of `words` stand close together twice, here and in the sentence that they come from."""
        wanted, reach = Counter(words), len(words) + _AROUND
        seldom = min(words, key=lambda word: len(self._places[word]))
        found: list[int] = []
        for at in self._places[seldom][:_OCCURRENCES]:
            near = Counter(self._words[max(0, at - reach) : at + reach])
            if (wanted & near).total() >= _ECHOED * len(words) and (not found or at - found[-1] > len(words) // 2):
                found.append(at)
        return len(found) > 1


def _without_speaker(element: etree._Element) -> str:
    """The words of a quotation without the line that names who spoke."""
    named = [
        words_of(line)
        for line in element.iterdescendants(etree.Element)
        if line.tag in ("cite", "footer", "figcaption") or not hints_of(line).isdisjoint(_SPEAKER)
    ]
    words = words_of(element)
    for line in named:
        words = words.replace(line, " ", 1) if line else words
    return words
