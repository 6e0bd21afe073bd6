"""robots.txt as RFC 9309 reads it."""

from __future__ import annotations

from time import process_time

import pytest

from claims.engine.robots import Robots, Rule, parse


def allows(text: str, target: str, agent: str = "newsroom-memory") -> bool:
    return parse(text, agent).allows(target)


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/abc?d", False),
        ("Disallow: /a", "/b/a", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a", "/a/c", False),
        ("Allow: /\nDisallow: /a", "/a", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /*?print=", "/a/b?print=1", False),
        ("Disallow: /*?print=", "/a/b?page=1", True),
        ("Disallow: *.pdf$", "/a.pdf", False),
        ("Disallow: *.pdf$", "/a.pdf?x", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /a*b$", "/ab", False),
        ("Disallow: /ab*b$", "/ab", True),
        ("Disallow: /a*$", "/abc", False),
        ("Disallow: /*a*b*c", "/xaybzc!", False),
        ("Disallow: /*a*b*c", "/xcybza", True),
        ("Disallow: /caf%c3%a9", "/caf%C3%A9/1", False),
        ("Disallow: /café", "/caf%C3%A9/1", False),
        ("Disallow: /%7Eann", "/~ann", False),
        ("Disallow: a", "/a", False),
        ("disallow : /a # all of it", "/a", False),
        ("Disallow: /", "/robots.txt", True),
        ("Crawl-delay: 10\nSitemap: https://news.example/s", "/a", True),
        ("Disallow: /" + "a" * 3000, "/" + "a" * 1500, True),
        ("Disallow: /\ud800", "/a", True),
        ("nonsense\n\n:\nDisallow", "/a", True),
    ],
)
def test_the_longest_rule_decides(rules: str, target: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rules}\n", target) is allowed


@pytest.mark.parametrize("name", ["newsroom-memory", "Newsroom-Memory/2.0", "NEWSROOM-MEMORY"])
def test_rules_for_us_go_before_those_for_everybody(name: str) -> None:
    text = f"User-agent: *\nDisallow: /\n\nUser-agent: {name}\nDisallow: /private\n"
    assert allows(text, "/a")
    assert not allows(text, "/private/a")
    assert not allows(text, "/a", agent="other")


def test_groups_for_one_agent_are_one() -> None:
    text = "User-agent: other\nUser-agent: *\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: *\nDisallow: /c\n"
    assert [allows(text, f"/{letter}") for letter in "abc"] == [False, True, False]


def test_a_name_that_starts_like_ours_is_not_ours() -> None:
    assert allows("User-agent: newsroom-memory-x\nDisallow: /\n", "/a")
    assert allows("User-agent: newsroom\nDisallow: /\n", "/a")


@pytest.mark.parametrize("text", ["", "\ufeffUser-agent: other\rDisallow: /", "<!doctype html><p>Not found: sorry"])
def test_no_rules_forbid_nothing(text: str) -> None:
    assert allows(text, "/a")


def test_a_byte_order_mark_does_not_hide_the_first_line() -> None:
    assert not allows("\ufeffUser-agent: *\r\nDisallow: /", "/a")


def test_hostile_rules_cost_little() -> None:
    """Linear: wildcards that nearly match, and agents times rules."""
    long = Robots((Rule("/" + "*a" * 900 + "b", False),) * 100)
    many = "User-agent: *\n" * 20_000 + "Disallow: /x\n" * 20_000
    began = process_time()
    assert long.allows("/" + "a" * 1900)
    assert len(parse(many, "us").rules) == 20_000
    assert process_time() - began < 5
