"""Feeds and pages as sites send them, made for tests."""

from __future__ import annotations

from dataclasses import dataclass

from tests.fetch.sites import answer

SITE = "http://harbour.example"
FEED = f"{SITE}/feed"


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; with `text` the whole article stands in it."""

    number: int
    updated: str = ""
    text: str = ""
    link: str = ""

    def __str__(self) -> str:
        link = self.link or f"{SITE}/{self.number}"
        updated = f"<updated>{self.updated}</updated>" if self.updated else ""
        content = f'<content type="html">{self.text}</content>' if self.text else ""
        return (
            f"<entry><id>tag:harbour.example,2024:{self.number}</id><title>Bridge {self.number} is mended</title>"
            f'<link href="{link}"/>{updated}{content}</entry>'
        )


def atom(*entries: Entry, title: str = "The Harbour Post") -> bytes:
    head = f"<title>{title}</title><id>tag:harbour.example,2024:feed</id>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{"".join(map(str, entries))}</feed>'.encode()


def rss(ttl: int) -> bytes:
    return f"<rss version='2.0'><channel><title>The Harbour Post</title><ttl>{ttl}</ttl></channel></rss>".encode()


def whole_text(number: int, word: str = "spring") -> str:
    """The body of an entry that brings all of its article, as escaped HTML."""
    lines = (f"The council said bridge {number}.{line} would be mended by {word}. " * 4 for line in range(8))
    return "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in lines)


def as_feed(body: bytes, **headers: str) -> bytes:
    return answer(body, content_type="application/atom+xml", **headers)


def page(number: int) -> bytes:
    """A web page with an article on it."""
    said = (
        f"The council of Harbour Bay decided on Tuesday that bridge number {number} is to be mended before spring.",
        f"Mayor Ada Lindqvist said that nobody in town would have to pay a toll on bridge {number} ever again.",
        "The works begin in March, as soon as the ice is gone, and are to last for six weeks at the most.",
        f"Some members had asked for a new bridge instead, because {number} accidents were counted last year.",
        "Their motion found no majority, and the harbour master promised to open a lane for boats meanwhile.",
    )
    title = f"Bridge {number} is mended"
    body = f"<article><h1>{title}</h1>{''.join(f'<p>{line}</p>' for line in said)}</article>"
    html = f"<!doctype html><html lang=en><head><title>{title}</title></head><body><main>{body}</main></body></html>"
    return answer(html.encode(), content_type="text/html")
