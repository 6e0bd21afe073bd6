"""What stands around an article on a news site: menus, teasers, comments, scripts; made at full size on reading.

A page says `{{each 12: <li><a href="/[slug]">[title]</a></li>}}` and gets twelve of them, each with other words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from zlib import crc32

FILLER = Path(__file__).parent / "news_pages" / "filler"
_EACH = re.compile(r"\{\{each (\d+): ?(.*?)\}\}", re.DOTALL)
_FIELD = re.compile(r"\[(title|slug|summary|section|name|comment|date|n)\]")
_SCRIPTS = re.compile(r"\{\{scripts\}\}")
_SCRIPT = (
    "<script>(function(w,d,s,l,i){{w[l]=w[l]||[];w[l].push({{'gtm.start':new Date().getTime(),event:'gtm.js'}});}})"
    "(window,document,'script','dataLayer','GT-{n}');</script>"
    '<script>window.__STATE__={{"page":{{"id":{n},"teasers":[{teasers}],"text":"<p>Not for readers</p>"}}}};'
    "</script><style>.c{n}{{display:flex}}.c{n} a{{color:#036}}@media print{{.c{n}{{display:none}}}}</style>"
    '<noscript><img src="https://stats.example/p?id={n}" height="1" width="1" alt=""></noscript>'
)


@lru_cache
def _pools(language: str) -> dict[str, list[str]]:
    pools: dict[str, list[str]] = {}
    kind = ""
    for line in (FILLER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line:
            pools.setdefault(kind, []).append(line)
    return pools


def filled(markup: str, *, language: str, seed: str) -> str:
    """`markup` with its filler, always the same for the same `seed`."""
    pools, count = _pools(language), crc32(seed.encode()) % 97

    def item(template: str) -> str:
        nonlocal count
        count += 1
        title, _, summary = pools["titles"][count % len(pools["titles"])].partition(" :: ")
        values = {
            "title": title,
            "summary": summary,
            "slug": re.sub(r"\W+", "-", title.lower()).strip("-"),
            "section": pools["sections"][count % len(pools["sections"])],
            "name": pools["names"][count % len(pools["names"])],
            "comment": pools["comments"][count % len(pools["comments"])],
            "date": f"{count % 27 + 1}/{count % 11 + 1}/2022",
            "n": str(count),
        }
        return _FIELD.sub(lambda field: values[field[1]], template)

    def scripts(_: re.Match[str]) -> str:
        teasers = ",".join(f'{{"t":"{item("[slug]")}"}}' for _ in range(20))
        return _SCRIPT.format(n=count, teasers=teasers) * 3

    markup = _EACH.sub(lambda each: "".join(item(each[2]) for _ in range(int(each[1]))), markup)
    return _SCRIPTS.sub(scripts, markup)
