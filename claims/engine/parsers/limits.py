"""How much a parser takes in, in one place. Sizes are bytes as received, before any decoding."""

from __future__ import annotations

_MB = 1024 * 1024

TEXT_BYTES = 2 * _MB
"""A plain text article. The longest feature articles are a hundredth of this."""
LINES = 20_000
"""How many lines a text may have. A list or a log has more; reading it as an article would help nobody."""
HTML_BYTES = 3 * _MB
HTML_TAGS = 20_000
"""Elements of a web page. Ordinary pages have one to five thousand; the extractor takes seconds for more than this."""
XML_BYTES = 20 * _MB
XML_DEPTH = 200
XML_MARKS = 1_000_000
"""Angle brackets, ampersands and equals signs: a tree takes far more memory than its text, so these are bound too."""
XML_DOCTYPE = 64 * 1024
"""Characters of a document type with all that it declares."""
FEED_BYTES = 10 * _MB
FEED_ITEMS = 1_000
TABLE_BYTES = 20 * _MB
"""CSV, JSON and JSONL: many articles in one file."""
TABLE_ITEMS = 10_000
JSON_DEPTH = 100
JSON_VALUES = 1_500_000
"""Strings, objects and lists in one file: a hundred and fifty for each of the most items. Empty ones cost a few bytes
to send and a hundred times as many to hold."""
ZIP_BYTES = 64 * _MB
"""A zip archive as received, and what its entries may come to once inflated."""
ZIP_ENTRIES = 2_000
LARGEST = ZIP_BYTES
"""No file of any format may have more."""
PDF_BYTES = 20 * _MB
PDF_PAGES = 200
DOCX_BYTES = 20 * _MB
UPLOAD_FILES = 1_000
UPLOAD_BYTES = 256 * _MB
"""One request to the import page or the API, with all its files."""
TITLE_LENGTH = 1_000
"""Code points of a headline; a longer one is cut, with a warning."""


def as_megabytes(size: int) -> str:
    """`size` as an editor reads it: `2 MB`, `9.5 MB`."""
    return f"{size / _MB:.1f}".removesuffix(".0") + " MB"
