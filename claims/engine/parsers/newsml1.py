"""NewsML 1.0 to 1.2: each news item of a message → article. Fetches no content that is only named.

A news item is a tree of components: one holds the text, others its headline, summary, pictures or contacts. What an
outer component says holds for the inner ones as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, Refused
from claims.engine.parsers.embedded import embedded
from claims.engine.parsers.stated import shortened
from claims.engine.parsers.story import Story, article
from claims.engine.parsers.xml_gate import XmlDocument
from claims.engine.parsers.xml_tree import attribute, each, first, language, local, words, words_at
from claims.engine.text import word_set

ROOTS = frozenset({"NewsML", "NewsItem"})
_TITLE_ROLES = word_set("headline title")
_DECK_ROLES = word_set("subheadline subtitle lead abstract summary teaser deck")
_SIDE_ROLES = word_set(
    """
    stylesheet contact logo photo picture image graphic video audio caption thumbnail preview quicklook icon related
    supporting
    """
)
"""What stands beside a story and is not it."""
_NOT_THE_STORY = _TITLE_ROLES | _DECK_ROLES | _SIDE_ROLES
_NO_TEXT = re.compile(r"(?:image|video|audio)/|application/pdf|text/css", re.IGNORECASE)
_REVISION = re.compile(r":(\d+)[NUA]?\Z")


def newsml1_items(document: XmlDocument) -> list[Item]:
    """The articles in a document whose root is one of `ROOTS`, and a refusal for each other news item, in order.

    Raises `Refused` with `no_article` or `too_many_items`, or where the only item is none.
    """
    items = list(_items(document.root))
    if not items:
        raise Refused("no_article", "It is a NewsML message without any news item.")
    if len(items) > limits.FEED_ITEMS:
        raise Refused("too_many_items", f"The message has {len(items):,} items; it may have {limits.FEED_ITEMS:,}.")
    sender = attribute(document.root, "NewsEnvelope/SentFrom/Party", "FormalName")
    if len(items) == 1:
        return [_article(items[0], _story(items[0], sender, document.warnings))]
    return [
        _item(item, _story(item, sender, document.warnings), f"item {number}")
        for number, item in enumerate(items, start=1)
    ]


def _items(root: etree._Element) -> Iterator[etree._Element]:
    """The news items, in order. One that only bundles others, inside its components, is none itself."""
    for item in root.iter("{*}NewsItem"):
        bundles = next(item.iterfind(".//{*}NewsItem"), None) is not None
        if not bundles or next(_parts(item, _Part(item)), None) is not None:
            yield item


def _item(item: etree._Element, story: Story, where: str) -> Item:
    try:
        return _article(item, story)
    except Refused as refused:
        return ItemRefused(where, refused.code, refused.reason, title=shortened(story.title, limits.TITLE_LENGTH))


def _article(item: etree._Element, story: Story) -> ArticleDraft:
    if first(item, "Update") is not None:
        reason = "It only says what changes in an earlier item (Update); ask its sender for the whole item."
        raise Refused("no_article", reason)
    return article("newsml1", story)


@dataclass(frozen=True, slots=True)
class _Part:
    """One content of an item, unread, with what the components around it say of it."""

    content: etree._Element
    around: tuple[etree._Element, ...] = ()
    """The components, the nearest first, then the item."""
    role: str = ""
    """What it is for, in lower case; `""` for the story itself, as a rule."""
    language: str = ""


def _parts(holder: etree._Element, outer: _Part) -> Iterator[_Part]:
    """The contents inside `holder`, in order. Each component is asked once, for messages can be large."""
    here = _Part(
        holder,
        (holder, *outer.around),
        attribute(holder, "Role", "FormalName").casefold() or outer.role,
        attribute(holder, "DescriptiveMetadata/Language", "FormalName") or language(holder) or outer.language,
    )
    for inner in holder:
        if local(inner) == "ContentItem":
            yield _Part(inner, here.around, here.role, here.language)
        elif local(inner) == "NewsComponent":
            yield from _parts(inner, here)


def _story(item: etree._Element, sender: str, warnings: tuple[str, ...]) -> Story:
    parts = list(_parts(item, _Part(item)))
    told, main, others = _main(part for part in parts if part.role not in _NOT_THE_STORY)
    around = main.around if main else (*each(item, "NewsComponent"), item)
    guid, version = _identity(item)
    status, embargo = _management(item)
    created = words_at(item, "NewsManagement/FirstCreated")
    revised = words_at(item, "NewsManagement/ThisRevisionCreated")
    return replace(
        told,
        title=_line(around, "HeadLine") or _of_role(parts, _TITLE_ROLES) or told.title,
        deck=_line(around, "SubHeadLine") or _of_role(parts, _DECK_ROLES) or told.deck,
        byline=_line(around, "ByLine") or told.byline,
        dateline=_line(around, "DateLine") or told.dateline,
        outlet=_party(around, "Provider") or sender or _party(around, "Source") or told.outlet,
        language=(main.language if main else "") or told.language,
        guid=guid or told.guid,
        version=version or told.version,
        published=(created, revised, *told.published),
        updated=revised,
        status=status or told.status,
        embargo=embargo or told.embargo,
        usage_terms=_line(around, "RightsLine") or _said(around, "RightsMetadata/UsageRights") or told.usage_terms,
        copyright=_line(around, "CopyrightLine") or _said(around, "RightsMetadata/Copyright") or told.copyright,
        editors_note="\n".join(_notes(around)) or told.editors_note,
        warnings=(*warnings, *_left_out(main, others), *told.warnings),
    )


def _main(candidates: Iterator[_Part]) -> tuple[Story, _Part | None, Iterator[_Part]]:
    """What the first content with text tells, that content, and the ones after it."""
    for part in candidates:
        if (told := _told(part.content)).body:
            return told, part, candidates
    return Story(), None, iter(())


def _told(content: etree._Element) -> Story:
    holder = first(content, "DataContent")
    if holder is None or _NO_TEXT.match(attribute(content, "MimeType", "FormalName")):
        return Story()
    return embedded(holder)


def _line(around: Iterable[etree._Element], name: str) -> str:
    return _said(around, f"NewsLines/{name}")


def _said(around: Iterable[etree._Element], path: str) -> str:
    return next(filter(None, (words_at(holder, path) for holder in around)), "")


def _party(around: Iterable[etree._Element], name: str) -> str:
    path = f"AdministrativeMetadata/{name}/Party"
    return next(filter(None, (attribute(holder, path, "FormalName") for holder in around)), "")


def _of_role(parts: Iterable[_Part], roles: frozenset[str]) -> str:
    told = (" ".join(block.words for block in _told(part.content).body) for part in parts if part.role in roles)
    return next(filter(str.strip, told), "")


def _notes(around: Iterable[etree._Element]) -> Iterator[str]:
    for holder in around:
        for line in each(holder, "NewsLines/NewsLine"):
            if "note" in attribute(line, "NewsLineType", "FormalName").casefold():
                yield words(first(line, "NewsLineText"))


def _left_out(main: _Part | None, others: Iterable[_Part]) -> Iterator[str]:
    """A warning where the item holds its story in another language as well."""
    read = main.language.casefold() if main else ""
    for part in others:
        if part.language.casefold() not in {"", read} and words_at(part.content, "DataContent"):
            yield f"The item also holds a text in another language ({part.language}), which was not read."
            return


def _identity(item: etree._Element) -> tuple[str, str]:
    """Guid and version. The public identifier ends with the revision, and would be another one for each."""
    path = "Identification/NewsIdentifier"
    public, number = words_at(item, f"{path}/PublicIdentifier"), words_at(item, f"{path}/NewsItemId")
    version = words_at(item, f"{path}/RevisionId")
    if number not in public:  # some senders fill in the same for all items
        names = (words_at(item, f"{path}/ProviderId"), words_at(item, f"{path}/DateId"), number)
        return ":".join(("urn:newsml", *filter(None, names))), version
    revision = _REVISION.search(public)
    return public[: revision.start()] if revision and revision[1] == version else public, version


def _management(item: etree._Element) -> tuple[str, str]:
    """The publishing status, and when an embargo ends, if that is known."""
    status = attribute(item, "NewsManagement/Status", "FormalName")
    if status.casefold() != "embargoed":
        return status, ""
    changes = (
        words_at(change, "DateAndTime")
        for change in each(item, "NewsManagement/StatusWillChange")
        if attribute(change, "FutureStatus", "FormalName").casefold() == "usable"
    )
    return status, next(changes, "")
