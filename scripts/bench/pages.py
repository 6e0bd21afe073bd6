"""Web pages for the benchmark: articles laid out as news sites do, among all that stands around them. 30 to 150 KB."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from random import Random

from scripts.bench.articles import Report, chance, report

SMALLEST, LARGEST = 30_000, 150_000
_SECTIONS = ("World", "Politics", "Business", "Science", "Sport", "Culture", "Opinion", "Weather", "Travel", "Food")


def page(number: int) -> bytes:
    """Page `number`: its article in one of four kinds of markup, filled up to the page's size."""
    random = chance(f"page {number}")
    told = report(number)
    size = random.randint(SMALLEST, LARGEST)
    lay_out = (_semantic, _divisions, _microdata, _old_fashioned)[number % 4]
    body = f"{_navigation(random)}{lay_out(told)}"
    around = "".join(_around(random, number, size - len(body)))
    return f"<!DOCTYPE html>\n<html lang=en>{_head(told, number)}<body>{body}{around}{_footer()}</body></html>".encode()


def _head(told: Report, number: int) -> str:
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": told.headline,
        "datePublished": f"{told.day}T08:00:00Z",
        "publisher": {"@type": "Organization", "name": told.outlet},
    }
    data = f'<script type="application/ld+json">{json.dumps(said)}</script>' if number % 2 else ""
    moment = f'<meta property="article:published_time" content="{told.day}T08:00:00Z">' if number % 3 else ""
    style = "".join(f".c{at}{{margin:{at}px;padding:0 {at}px}}" for at in range(80))
    return (
        f"<head><meta charset=utf-8><title>{escape(told.headline)} | {told.outlet}</title>"
        f'<meta property="og:title" content="{escape(told.headline)}"><meta property="og:site_name" '
        f'content="{told.outlet}"><link rel=canonical href="https://news.example/{number}">{moment}{data}'
        f"<style>{style}</style></head>"
    )


def _navigation(random: Random) -> str:
    links = "".join(
        f'<li><a href="/{name.lower()}">{name}</a><ul>'
        + "".join(f'<li><a href="/{name.lower()}/{at}">{name} {at}</a></li>' for at in range(random.randint(2, 8)))
        + "</ul></li>"
        for name in _SECTIONS
    )
    return f'<header><a href="/">Home</a><nav><ul>{links}</ul></nav></header>'


def _semantic(told: Report) -> str:
    text = "".join(f"<p>{escape(one)}</p>" for one in told.paragraphs)
    return (
        f"<main><article><header><h1>{escape(told.headline)}</h1><time datetime={told.day}>{told.day}</time></header>"
        f"{text}<aside><h2>Read more</h2>{_teasers(told.number, 3)}</aside></article></main>"
    )


def _divisions(told: Report) -> str:
    text = "".join(f'<div class="c{at} text"><p class="para">{escape(one)}</p></div>' for at, one in _numbered(told))
    return (
        f'<div id="content"><div class="story"><h1 class="title">{escape(told.headline)}</h1>'
        f'<div class="meta">By <span class="author">Staff</span>, {told.day}</div><div class="story-body">{text}</div>'
        f'<div class="share"><a href="#">Share</a><a href="#">Print</a></div></div></div>'
    )


def _microdata(told: Report) -> str:
    text = "".join(
        f"<p>{escape(one)}</p>"
        + ('<figure><img src="/p.jpg" alt=""><figcaption>A view.</figcaption></figure>' * (at == 2))
        for at, one in _numbered(told)
    )
    return (
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{escape(told.headline)}</h1><meta itemprop="datePublished" content="{told.day}">'
        f'<section itemprop="articleBody">{text}</section></div>'
    )


def _old_fashioned(told: Report) -> str:
    text = "<br><br>\n".join(escape(one) for one in told.paragraphs)
    return (
        f"<table width=100%><tr><td valign=top width=160><b>{told.outlet}</b></td><td><h2>{escape(told.headline)}</h2>"
        f"<font size=2>{told.day}</font><div class=article>{text}</div></td></tr></table>"
    )


def _numbered(told: Report) -> enumerate[str]:
    return enumerate(told.paragraphs)


def _around(random: Random, number: int, size: int) -> Iterator[str]:
    """Teasers, comments and the state of scripts, until the page has its size."""
    at = number
    while size > 0:
        at += 1
        piece = random.choice((_listing, _state, _state, _comment))(at)
        size -= len(piece)
        yield piece


def _listing(number: int) -> str:
    return f'<section class="listing c{number % 80}"><h3>Most read</h3>{_teasers(number, 6)}</section>'


def _teasers(number: int, count: int) -> str:
    others = [report(number + at) for at in range(1, count + 1)]
    return "".join(
        f'<div class="teaser"><a href="/{one.number}"><h4>{escape(one.headline)}</h4></a>'
        f"<p>{escape(one.paragraphs[0][:140])} …</p></div>"
        for one in others
    )


def _state(number: int) -> str:
    ids = [{"id": number * 100 + at, "slug": f"item-{number}-{at}", "tags": ["news", f"t{at}"]} for at in range(60)]
    return f"<script>window.__state{number}={json.dumps(ids)};</script>"


def _comment(number: int) -> str:
    said = escape(report(number).paragraphs[1][:400])
    return f'<div class="comment" id="c-{number}"><b>reader{number}</b><p>{said}</p><a href="#">Reply</a></div>'


def _footer() -> str:
    links = "".join(f'<li><a href="/about/{at}">About us, part {at}</a></li>' for at in range(20))
    return f"<footer><ul>{links}</ul><p>All rights reserved.</p></footer>"
