"""Which texts tell one report in nearly the same words. Proposes and explains; an editor decides, nothing is merged."""

from claims.engine.duplicates.differences import Difference, differing
from claims.engine.duplicates.likeness import Likeness, bands, compare, is_near, likest, nearness, worth_looking_up
from claims.engine.duplicates.sketch import Signature, body, signature

__all__ = [
    "Difference",
    "Likeness",
    "Signature",
    "bands",
    "body",
    "compare",
    "differing",
    "is_near",
    "likest",
    "nearness",
    "signature",
    "worth_looking_up",
]
