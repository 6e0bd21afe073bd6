"""robots.txt → what a site lets us ask for (RFC 9309). Reads text; asks for nothing.

`urllib.robotparser` of this Python takes the first rule that matches where the standard takes the longest, and knows no
wildcards, so it would enter where a site says no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.engine.urls import BadAddress, encoded, with_normal_percents

_LINE = re.compile(r"\r\n?|\n")
_TOKEN = re.compile(r"[a-z_-]+")
_ANYBODY = "*"
_PATTERN_LENGTH = 2_000
"""A longer pattern fits no address we would ask for, unless it is made to cost time."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is a path with its query; `*` stands for any characters and a final `$` for the end."""

    pattern: str
    allows: bool

    def fits(self, target: str) -> bool:
        """Each piece is taken where it first occurs, which is always right, and linear."""
        ends = self.pattern.endswith("$")
        first, *rest = self.pattern.removesuffix("$").split("*")
        if not target.startswith(first):
            return False
        at = len(first)
        if ends and not rest:
            return at == len(target)
        last = rest.pop() if ends else ""
        for piece in rest:
            at = target.find(piece, at)
            if at < 0:
                return False
            at += len(piece)
        return not ends or (len(target) - at >= len(last) and target.endswith(last))


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us, in the file's order."""

    rules: tuple[Rule, ...] = ()

    def allows(self, target: str) -> bool:
        """Whether path and query may be asked for: the longest rule decides, and of two as long the one that allows."""
        target = with_normal_percents(target)
        fitting = (rule for rule in self.rules if rule.fits(target))
        best = max(fitting, key=lambda rule: (len(rule.pattern), rule.allows), default=None)
        return best is None or best.allows or target == "/robots.txt"


def parse(text: str, agent: str) -> Robots:
    """The rules for `agent` (a product token in lower case), or those for everybody if the file does not name it."""
    groups: dict[str, list[Rule]] = {}
    current: set[str] = set()  # whom the next rules are for, of those that matter: us and everybody
    in_rules = False
    for key, value in _lines(text):
        if key == "user-agent":
            current = set() if in_rules else current
            in_rules = False
            if (name := _token(value)) in {agent, _ANYBODY}:
                current.add(name)
                groups.setdefault(name, [])
        elif key in {"allow", "disallow"}:
            in_rules = True
            if current and (rule := _rule(value, allows=key == "allow")):
                for name in current:
                    groups[name].append(rule)
    return Robots(tuple(groups.get(agent, groups.get(_ANYBODY, []))))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in _LINE.split(text.removeprefix("\ufeff")):
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _token(value: str) -> str:
    """The product token that `value` starts with: `Name/1.0 (more)` is `name`."""
    match = _TOKEN.match(value.lower())
    return match[0] if match else value


def _rule(value: str, *, allows: bool) -> Rule | None:
    """An empty pattern forbids nothing and is no rule."""
    if not value or len(value) > _PATTERN_LENGTH:
        return None
    try:
        pattern = with_normal_percents(encoded(value))
    except BadAddress:
        return None
    return Rule(pattern if pattern.startswith(("/", "*")) else f"/{pattern}", allows)
