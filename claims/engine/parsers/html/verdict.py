"""Whether a page holds an article at all, or is a list of others, a login or consent page, or an empty shell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.engine.parsers.draft import Refused
from claims.engine.parsers.fragments import Placed
from claims.engine.parsers.html.metadata import Metadata
from claims.engine.parsers.html.tree import word_count

_FEWEST = 12
"""Words. A text with fewer is a notice, not a report."""
_SHORT = 80
"""Words. What asks for a login, a consent or a program has no more of its own."""
_LOOKED_AT = 20_000
"""Characters. What asks for something asks at once."""
_LINKED = 0.5
_HEADING_LINKS = 4
_HEADINGS = frozenset({"h2", "h3", "h4"})
_PAYWALL_SHORT = 150
_NO_ARTICLE = "no_article"

_ASKS = (
    (
        re.compile(
            r"enable javascript|javascript is (?:disabled|required)|requires? javascript|activ\w{1,9} javascript"
            r"|habilit\w{1,9} javascript|javascript desactivado|checking your browser|are you a robot|not a robot",
            re.IGNORECASE,
        ),
        "This page shows its text only to a browser that runs its program; save it from a browser or paste the text.",
    ),
    (
        re.compile(
            r"(?:log|sign) ?in to (?:continue|read|your)|please (?:log|sign) ?in|forgot(?:ten)? (?:your )?password"
            r"|inici\w{1,9} sesi[óo]n|olvid\w{1,9} (?:tu|su|la) contrase[ñn]a",
            re.IGNORECASE,
        ),
        "This page asks for a login and holds no article; sign in, then save the page or paste the text.",
    ),
    (
        re.compile(
            r"we value your privacy|(?:accept|manage|reject) (?:all )?cookies|your privacy choices|cookie settings"
            r"|before you continue|acept\w{1,9} (?:todas )?(?:las )?cookies|valoramos (?:tu|su) privacidad"
            r"|(?:nosotros|we) (?:and|y) (?:our|nuestros) (?:\d+ )?(?:partners|socios)",
            re.IGNORECASE,
        ),
        "This page asks for consent to cookies and holds no article; agree in a browser, then save the page.",
    ),
)
_PAYWALL = "The article is behind a paywall; only a subscriber's copy holds its text."
_LIST = "This page lists articles and is none itself."
_NOTHING = "There is no article on this page."
_TEASED = "The page says that the article is behind a paywall: this may be only its beginning."


def refuse_unless_article(
    chosen: Sequence[Placed], between: Sequence[Placed], page_words: str, metadata: Metadata
) -> None:
    """Raises `Refused`, `no_article` or `paywall`, if the words that were chosen are no article's.

    `between` is all that stands from the first to the last of them.
    """
    text = " ".join(placed.block.words for placed in chosen)
    length = word_count(text)
    if length < _SHORT:
        for asks, reason in _ASKS:
            if asks.search(text[:_LOOKED_AT]) or (length < _FEWEST and asks.search(page_words[:_LOOKED_AT])):
                raise Refused(_NO_ARTICLE, reason)
    if length < _FEWEST:
        raise Refused("paywall", _PAYWALL) if metadata.behind_paywall else Refused(_NO_ARTICLE, _NOTHING)
    if not metadata.is_article and not metadata.published and _is_list(chosen, between):
        raise Refused(_NO_ARTICLE, _LIST)


def paywall_warning(chosen: Sequence[Placed], metadata: Metadata) -> tuple[str, ...]:
    length = sum(word_count(placed.block.words) for placed in chosen)
    return (_TEASED,) if metadata.behind_paywall and length < _PAYWALL_SHORT else ()


def _is_list(chosen: Sequence[Placed], between: Sequence[Placed]) -> bool:
    """Whether most of it leads elsewhere, or a linked heading stands above every other paragraph."""
    total = sum(len(placed.block.words) for placed in chosen)
    linked = sum(placed.linked * len(placed.block.words) for placed in chosen)
    headings = sum(placed.linked > _LINKED and placed.within.tag in _HEADINGS for placed in between)
    return linked > _LINKED * total or (headings >= _HEADING_LINKS and headings * 2 >= len(chosen))
