"""The only socket to the outside: guarded requests for public pages and feeds. Knows no Django, model or setting.

Stage: between an editor's link and the parsers. It brings bytes or a refusal; it parses and stores nothing.
"""

from claims.fetch.asking import FETCH_LIMITS, PAGE, Fetched, Limits, fetch
from claims.fetch.errors import TEMPORARY, NotFetched
from claims.fetch.robots import RobotsCache

__all__ = ["FETCH_LIMITS", "PAGE", "TEMPORARY", "Fetched", "Limits", "NotFetched", "RobotsCache", "fetch"]
