"""NewsML-G2: a news item, or a message of many → articles. Other kinds of item hold none, and it says what they are.

Remote content is named and never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, Refused
from claims.engine.parsers.embedded import embedded
from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.names import DECK_ROLE, SUBHEADLINE_ROLE
from claims.engine.parsers.stated import shortened
from claims.engine.parsers.story import WITHOUT_END, Story, article
from claims.engine.parsers.xml_gate import XmlDocument
from claims.engine.parsers.xml_tree import attribute, each, first, language, local, words, words_at

_NO_ARTICLE = {
    "packageItem": "a package: a list of other items, without their text",
    "conceptItem": "a concept item: an entry of a vocabulary, or an event",
    "knowledgeItem": "a knowledge item: a vocabulary",
    "planningItem": "a planning item: coverage that is planned",
    "catalogItem": "a catalogue of vocabularies",
}
ROOTS = frozenset({"newsItem", "newsMessage", *_NO_ARTICLE})
FRAGMENTS = frozenset({"contentMeta", "contentSet", "groupSet", "itemMeta", "itemSet", "partMeta", "rightsInfo"})
"""Parts of an item, which documentation shows on their own."""
_NOTES_MOST = 100
_CODE_DIVIDERS = str.maketrans("/#", "::")
_TEXT_TYPE = re.compile(r"text/|application/(?:xhtml|html|nitf)|\Z", re.IGNORECASE)


def newsml_g2_items(document: XmlDocument) -> list[Item]:
    """The articles in a document whose root is one of `ROOTS` or `FRAGMENTS`, and a refusal for each other item.

    Raises `Refused` where a message is too large or the only item is no article: `no_article`, `no_text`, `no_title`.
    """
    root = document.root
    if local(root) != "newsMessage":
        return [_article(root, document.warnings)]
    items = [item for item_set in each(root, "itemSet") for item in item_set]
    if not items:
        raise Refused("no_article", "It is a NewsML-G2 message without any item.")
    if len(items) > limits.FEED_ITEMS:
        raise Refused("too_many_items", f"The message has {len(items):,} items; it may have {limits.FEED_ITEMS:,}.")
    return [_item(item, f"item {number}", document.warnings) for number, item in enumerate(items, start=1)]


def _item(item: etree._Element, where: str, warnings: tuple[str, ...]) -> Item:
    try:
        return _article(item, warnings)
    except Refused as refused:
        title = words_at(item, "contentMeta/headline") or words_at(item, "itemMeta/title")
        return ItemRefused(where, refused.code, refused.reason, title=shortened(title, limits.TITLE_LENGTH))


def _article(item: etree._Element, warnings: tuple[str, ...]) -> ArticleDraft:
    name = local(item)
    if name in _NO_ARTICLE:
        raise Refused("no_article", f"It is {_NO_ARTICLE[name]}. There is no article in it.")
    if name != "newsItem":
        raise Refused("no_article", f"It is “{name}”, a part of a NewsML-G2 item and not a whole one.")
    story = _story(item)
    try:
        return article("newsml-g2", replace(story, warnings=(*warnings, *story.warnings)))
    except Refused as refused:
        raise Refused(refused.code, _why_no_text(item) if refused.code == "no_text" else refused.reason) from refused


def _story(item: etree._Element) -> Story:
    main = attribute(item, "contentMeta/language", "tag") or language(item)
    content = _content(item, main)
    title, subhead = _headlines(item, main)
    return replace(
        content,
        title=title or content.title or words_at(item, "itemMeta/title"),
        deck=subhead or content.deck or _description(item, main),
        byline=_said(item, "contentMeta/by", main) or content.byline,
        dateline=_said(item, "contentMeta/dateline", main) or content.dateline,
        outlet=_name(first(item, "itemMeta/provider")) or content.outlet,
        language=main or content.language,
        url=_canonical(item) or content.url,
        guid=(item.get("guid") or "").strip() or content.guid,
        version=(item.get("version") or "").strip() or content.version,
        published=(
            words_at(item, "itemMeta/firstCreated"),
            words_at(item, "contentMeta/contentCreated"),
            words_at(item, "itemMeta/versionCreated"),
            *content.published,
        ),
        updated=words_at(item, "itemMeta/versionCreated"),
        status=_code(first(item, "itemMeta/pubStatus")) or content.status,
        embargo=_embargo(item) or content.embargo,
        usage_terms="\n".join(_terms(item)) or content.usage_terms,
        copyright=_said(item, "rightsInfo/copyrightNotice", main)
        or _name(first(item, "rightsInfo/copyrightHolder"))
        or content.copyright,
        editors_note="\n".join(dict.fromkeys(_notes(item))) or content.editors_note,
        warnings=(*_corrects(item), *content.warnings),
    )


def _content(item: etree._Element, main: str) -> Story:
    """The first content that has text, of those in the item's `main` language first. Others are renditions of it."""
    empty = Story()
    holders = (*each(item, "contentSet/inlineXML"), *each(item, "contentSet/inlineData"))
    for holder in sorted(filter(_is_text, holders), key=lambda holder: _is_in_another(holder, main)):
        told = embedded(holder)
        if told.body:
            return replace(told, warnings=(*told.warnings, *_left_out(holder, holders)))
        empty = told if told.title else empty
    return empty


def _left_out(read: etree._Element, holders: Iterable[etree._Element]) -> Iterator[str]:
    """A warning where the item holds its story in another language as well."""
    for other in holders:
        if other is not read and _is_in_another(other, _language_of(read)) and words(other):
            named = shortened(_language_of(other), 30)
            yield f"The item also holds a text in another language ({named}), which was not read."
            return


def _language_of(element: etree._Element) -> str:
    """What it says of itself, or its only content of itself."""
    return language(element) or next(map(language, element), "")


def _is_in_another(element: etree._Element, main: str) -> bool:
    """Whether it says that it is in another language than `main`."""
    own = _language_of(element)
    return bool(own and main) and own.partition("-")[0].lower() != main.partition("-")[0].lower()


def _said(item: etree._Element, path: str, main: str) -> str:
    """The words of the first element at `path` that has any, of those in the `main` language first."""
    found = sorted(each(item, path), key=lambda element: _is_in_another(element, main))
    return next(filter(None, map(words, found)), "")


def _is_text(holder: etree._Element) -> bool:
    """Not what is base64 or another medium. `inlineXML` holds text whatever its type is called."""
    if local(holder) == "inlineXML":
        return True
    return not holder.get("encoding") and _TEXT_TYPE.match(holder.get("contenttype") or "") is not None


def _why_no_text(item: etree._Element) -> str:
    kind = _code(first(item, "itemMeta/itemClass")) or "text"
    if first(item, "contentSet/remoteContent") is not None:
        return f"It is a {kind} item whose content lies elsewhere; nothing in it can be read as an article."
    if kind != "text":
        return f"It is a {kind} item without text."
    inner = next((local(part) for holder in each(item, "contentSet/inlineXML") for part in holder), "")
    return f"It holds data (“{inner}”), not text." if inner else "The item holds no text."


def _headlines(item: etree._Element, main: str) -> tuple[str, str]:
    """The headline and the one below it. Ranks and roles tell them apart; many items have neither."""
    mains: list[etree._Element] = []
    subheads: list[etree._Element] = []
    for headline in sorted(each(item, "contentMeta/headline"), key=lambda found: _is_in_another(found, main)):
        (subheads if SUBHEADLINE_ROLE.search(headline.get("role") or "") else mains).append(headline)
    mains.sort(key=lambda found: (_is_in_another(found, main), not _is_main(found), _rank(found)))
    return next(filter(None, map(words, mains)), ""), next(filter(None, map(words, subheads)), "")


def _is_main(headline: etree._Element) -> bool:
    role = headline.get("role") or ""
    return not role or "main" in role.lower()


def _rank(element: etree._Element) -> int:
    rank = element.get("rank") or ""
    return int(rank) if rank.isdecimal() and len(rank) < 6 else 1


def _description(item: etree._Element, main: str) -> str:
    described = sorted(each(item, "contentMeta/description"), key=lambda found: _is_in_another(found, main))
    return words(next((found for found in described if DECK_ROLE.search(found.get("role") or "")), None))


def _name(party: etree._Element | None) -> str:
    if party is None:
        return ""
    return words_at(party, "name") or (party.get("literal") or "").strip()


def _code(element: etree._Element | None) -> str:
    """The last part of a QCode or URI: `usable` of `stat:usable`."""
    if element is None:
        return ""
    code = element.get("qcode") or element.get("uri") or element.get("literal") or ""
    return code.strip().translate(_CODE_DIVIDERS).rpartition(":")[2]


def _terms(item: etree._Element) -> Iterable[str]:
    """What is said about use, in every language, or else where it is said."""
    said = filter(None, map(words, each(item, "rightsInfo/usageTerms")))
    return dict.fromkeys(said) or filter(None, [attribute(item, "rightsInfo/link", "href")])


def _corrects(item: etree._Element) -> Iterator[str]:
    if any(_code(signal) == "correction" for signal in each(item, "itemMeta/signal")):
        yield "The agency marks this as a correction."


def _embargo(item: etree._Element) -> str:
    """An empty element means an embargo whose end is not known yet; no element, none."""
    embargo = first(item, "itemMeta/embargoed")
    return "" if embargo is None else words(embargo) or WITHOUT_END


def _canonical(item: etree._Element) -> str:
    links = (link.get("href") or "" for link in each(item, "itemMeta/link") if "canonical" in (link.get("rel") or ""))
    return next(links, "")


def _notes(item: etree._Element) -> Iterator[str]:
    for note in islice(each(item, "itemMeta/edNote"), _NOTES_MOST):
        yield from filter(None, (" ".join(block.words.split()) for block in html_blocks(note)))
