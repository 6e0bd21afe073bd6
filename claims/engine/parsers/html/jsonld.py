"""What a page says of itself in JSON-LD (schema.org). Whatever is broken, odd or too large in it counts as not said."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.html.tree import key_of, words_of

_LARGEST = 1_000_000
"""Characters of one script. Larger ones are whole data sets."""
_MOST_NODES = 500
_MOST_NAMES = 50
_LONGEST = 10_000
_LONGEST_BODY = 200_000
_MARKUP = re.compile(r"</?(?:p|br|div|h\d|ul|li|em|strong|a|b|i)\b[^<>]*>", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review)\Z")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where the node of the page's own article may stand. Lists of other stories (`itemListElement`) are left alone."""


@dataclass(frozen=True, slots=True)
class Described:
    """The article that a page describes; `""` and `()` for what it does not say."""

    kinds: frozenset[str] = frozenset()
    headline: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    copyright: str = ""
    body: str = ""
    """What it says the article says, a line for each paragraph where it keeps them apart."""
    behind_paywall: bool = False

    @property
    def is_article(self) -> bool:
        return any(map(_ARTICLE.match, self.kinds))


def described(root: etree._Element) -> Described:
    """The article node that has the page's title, else the first, else what is said about the page itself."""
    title = key_of(next((words_of(element) for element in root.iter("title")), ""))
    nodes = [node for value in _scripts(root) for node in _nodes(value)][:_MOST_NODES]
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(map(_ARTICLE.match, _kinds(node)))]
    article = next((node for node in articles if _is_titled(node, title)), articles[0] if articles else None)
    page = next((node for node in nodes if "WebPage" in _kinds(node)), {})
    site = next((node for node in nodes if _kinds(node) & {"WebSite", "NewsMediaOrganization"}), {})
    about = page if article is None else article
    return Described(
        kinds=_kinds(about),
        headline=_text(about.get("headline")) or (_text(about.get("name")) if article is not None else ""),
        description=_text(about.get("description")),
        authors=tuple(_names(about.get("author") or about.get("creator"), by_id)),
        publisher=next(_names(about.get("publisher"), by_id), "") or _text(site.get("name")),
        published=_text(about.get("datePublished")),
        modified=_text(about.get("dateModified")),
        language=_text(about.get("inLanguage")),
        copyright=_text(about.get("copyrightNotice")),
        body=_lines(about.get("articleBody")) if article is not None else "",
        behind_paywall=str(about.get("isAccessibleForFree", "")).lower() == "false",
    )


def _is_titled(node: dict[str, Any], title: str) -> bool:
    headline = key_of(_text(node.get("headline")))
    return bool(headline) and headline in title


def _unwrapped(script: str) -> str:
    """A script without the comment marks that old pages put around it. By words: a regex would look at every space."""
    inner = script.strip().removeprefix("//").lstrip()
    opened = next((mark for mark in ("<!--", "<![CDATA[") if inner.startswith(mark)), "")
    inner = inner.removeprefix(opened).rstrip().removesuffix(";").rstrip() if opened else script.strip()
    closed = next((mark for mark in ("-->", "]]>") if inner.endswith(mark)), "")
    return inner.removesuffix(closed).rstrip().removesuffix("//") if closed else inner


def _scripts(root: etree._Element) -> Iterator[Any]:
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        text = script.text or ""
        if len(text) > _LARGEST:
            continue
        try:
            yield json.loads(_unwrapped(text), strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The nodes in `value` from the outermost in, without recursion: nobody promised that it is shallow."""
    waiting = deque([value])
    for _ in range(_MOST_NODES * 4):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extend(value[:_MOST_NODES])
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[name] for name in _INSIDE if isinstance(value.get(name), dict | list))


def _kinds(node: dict[str, Any]) -> frozenset[str]:
    kinds = node.get("@type")
    return frozenset(kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))


def _text(value: Any) -> str:
    """A value that is words; lists give their first. Some publishers escape entities within JSON."""
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(html.unescape(value[:_LONGEST]).split()) if isinstance(value, str) else ""


def _lines(value: Any) -> str:
    """An article's text, which some publishers write as markup."""
    if not isinstance(value, str):
        return ""
    text = html.unescape(value[:_LONGEST_BODY])
    if _MARKUP.search(text):
        return "\n".join(" ".join(block.words.split()) for block in html_blocks(text))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names in a value: words, a node, a reference to a node, or a list of such."""
    for one in value[:_MOST_NAMES] if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            reference = one.get("@id")
            named = by_id.get(reference, one) if isinstance(reference, str) and "name" not in one else one
            one = named.get("name")
        for name in one[:_MOST_NAMES] if isinstance(one, list) else [one]:
            if words := _text(name):
                yield words
