"""Text → people, statements and commitments, as suggestions for a person to review.

`extract(document)` is the one way in. Rules only, English and Spanish; it reads no network, clock or database.
"""

from __future__ import annotations

from claims.engine.extraction.pipeline import VERSIONS, Proposers, extract

__all__ = ["VERSIONS", "Proposers", "extract"]
