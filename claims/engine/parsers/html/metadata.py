"""What a page says of itself for machines: JSON-LD, `meta` and `link`. Judges nothing of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from claims.engine import urls
from claims.engine.parsers.html.jsonld import described
from claims.engine.parsers.html.tree import words_of

_LONGEST = 10_000
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_AUTHORS = (
    *("author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "byl", "parsely-author"),
    *("sailthru.author", "authors", "article.author", "cxenseparse:author"),
)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "cre")
_PUBLISHED = (
    *("article:published_time", "article:published", "og:published_time", "datepublished", "date.issued"),
    *("parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date", "pubdate"),
    *("publish-date", "publish_date", "publication_date", "published_time", "publishdate", "article.published"),
    *("cxenseparse:recs:publishtime", "date"),
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod")
_LANGUAGES = ("content-language", "og:locale", "inlanguage", "language", "dc.language")
_TAG = re.compile(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)(?![\w-])")
_COPYRIGHT = ("copyright", "dc.rights", "dcterms.rights", "rights")


class Said(NamedTuple):
    """Words, and whether they come from `jsonld` or `meta`."""

    words: str
    origin: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Each list is in the order in which it is to be believed."""

    titles: Sequence[Said]
    descriptions: Sequence[Said]
    authors: Sequence[Said]
    outlets: Sequence[Said]
    published: Sequence[Said]
    modified: Sequence[Said]
    url: str
    language: str
    copyright: Said
    body: str
    """The article's text as the page tells it to machines; it may be cut short, or another's."""
    is_article: bool
    is_live: bool
    behind_paywall: bool


def metadata_of(root: etree._Element) -> Metadata:
    """All that the page of `root` says for machines."""
    node, meta = described(root), _meta(root)
    title = next((words_of(element) for element in root.iter("title")), "")
    return Metadata(
        titles=_said([], [*_from(meta, _TITLES), title]) + _said([node.headline], []),
        descriptions=_said([node.description], _from(meta, _DESCRIPTIONS)),
        authors=_said(node.authors, _from(meta, _AUTHORS)),
        outlets=_said([], _from(meta, _OUTLETS)) + _said([node.publisher], []),
        published=_said([node.published], _from(meta, _PUBLISHED)),
        modified=_said([node.modified], _from(meta, _MODIFIED)),
        url=_url(root, meta),
        language=_language([root.get("lang", ""), root.get("xml:lang", ""), node.language, *_from(meta, _LANGUAGES)]),
        copyright=next(iter(_said([node.copyright], _from(meta, _COPYRIGHT))), Said("", "")),
        body=node.body,
        is_article=node.is_article or "article" in meta.get("og:type", ()),
        is_live="LiveBlogPosting" in node.kinds,
        behind_paywall=node.behind_paywall,
    )


def _language(stated: Sequence[str]) -> str:
    """The first that is a language tag; some write `en_GB`, some a list, and some `unknown`."""
    tags = (_TAG.match(one.strip().replace("_", "-")) for one in stated)
    return next((tag[1] for tag in tags if tag), "")


def _meta(root: etree._Element) -> dict[str, list[str]]:
    """The contents of all `meta` by their names in lower case, and of what carries `itemprop` with a `content`."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta", "span", "div", "time"):
        content = element.get("content", "")[:_LONGEST].strip()
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv") if element.tag == "meta" else ("itemprop",):
            if name := element.get(attribute, "").strip().lower():
                found.setdefault(name, []).append(" ".join(content.split()))
    return found


def _from(meta: dict[str, list[str]], names: Sequence[str]) -> list[str]:
    return [content for name in names for content in meta.get(name, ())]


def _said(in_jsonld: Sequence[str], in_meta: Sequence[str]) -> tuple[Said, ...]:
    pairs = [*((words, "jsonld") for words in in_jsonld), *((words, "meta") for words in in_meta)]
    return tuple(Said(words, origin) for words, origin in pairs if words)


def _url(root: etree._Element, meta: dict[str, list[str]]) -> str:
    links = [link.get("href", "") for link in root.iter("link") if "canonical" in link.get("rel", "").lower().split()]
    stated = (url.strip().partition("#")[0] for url in [*links, *_from(meta, ["og:url"])])
    return next(filter(_is_web_address, stated), "")


def _is_web_address(url: str) -> bool:
    """Whether `url` is a whole http(s) address that names no account. It is a hint and is never fetched from here."""
    try:
        urls.read(url)
    except urls.BadAddress:
        return False
    return True
