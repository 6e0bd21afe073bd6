"""How much a parser takes in, in one place. Sizes are bytes as received, before any decoding."""

from __future__ import annotations

TEXT_BYTES = 2 * 1024 * 1024
"""A plain text article. The longest feature articles are a hundredth of this."""

LINES = 20_000
"""How many lines a text may have. A list or a log has more; reading it as an article would help nobody."""


def as_megabytes(size: int) -> str:
    """`size` as an editor reads it: `2 MB`, `9.5 MB`."""
    return f"{size / (1024 * 1024):.1f}".removesuffix(".0") + " MB"
