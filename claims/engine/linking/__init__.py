"""Commitment × later statements → ranked, explained suggestions. Proposes links; people accept them."""

from claims.engine.linking.findings import Candidate, Promise, Relation, Suggestion
from claims.engine.linking.glance import closeness, concerns, skim
from claims.engine.linking.rank import rank

__all__ = ["Candidate", "Promise", "Relation", "Suggestion", "closeness", "concerns", "rank", "skim"]
