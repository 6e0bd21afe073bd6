"""The article as a page tells it to machines (`articleBody`), for pages that show it to no one without a program.

Never taken unchecked: the node must have the page's own headline, and what the page does show must be in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from claims.engine.parsers.fragments import Placed, placed_blocks
from claims.engine.parsers.html.body import Body
from claims.engine.parsers.html.matching import found_again
from claims.engine.parsers.html.metadata import Metadata
from claims.engine.parsers.html.runs import find_run
from claims.engine.parsers.html.tree import key_of, word_count

WARNING = "The page shows its text only to a browser that runs its program; it was read from what it tells machines."
_FEWEST = 50
"""Words. Less is a summary."""
_MORE = 4
"""The page must show less than one word of so many; else what it shows is the article."""
_SHOWN = 0.6


def body_as_told(metadata: Metadata, headline: str, shown: Body) -> Body | None:
    """What the page tells machines, if that is its article and the page hardly shows any; else None."""
    told = metadata.body
    chosen = [shown.blocks[at] for at in shown.chosen]
    length = sum(word_count(placed.block.words) for placed in chosen)
    if metadata.behind_paywall or word_count(told) < _FEWEST or length * _MORE > word_count(told):
        return None
    if not _is_about(headline, metadata) or not _holds(told, chosen):
        return None
    blocks = placed_blocks(_as_tree(told))
    return Body(blocks, frozenset(range(len(blocks))), find_run(blocks))


def _is_about(headline: str, metadata: Metadata) -> bool:
    title = key_of(headline)
    return bool(title) and any(title == key_of(said.words) for said in metadata.titles if said.origin == "jsonld")


def _holds(told: str, shown: Sequence[Placed]) -> bool:
    """Whether most of what the page shows is in it too."""
    found = found_again(shown, [told])
    return len(found) >= _SHOWN * len(shown)


def _as_tree(told: str) -> etree._Element:
    root = etree.Element("body")
    for line in told.splitlines():
        if line.strip():
            etree.SubElement(root, "p").text = line.strip()
    return root
