"""Web pages → articles. `fragments.py` beside this package reads a piece of one that somebody else has cut out."""

from claims.engine.parsers.html.page import parse_html, recognises_html

__all__ = ["parse_html", "recognises_html"]
