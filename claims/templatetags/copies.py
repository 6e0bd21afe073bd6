"""How alike two articles are, in words."""

from __future__ import annotations

from django import template

from claims.models import ClusterProposal

register = template.Library()

_SAME, _ALMOST, _INSIDE = 0.99, 0.8, 0.9


@register.filter
def likeness(proposal: ClusterProposal) -> str:
    """What an editor should expect to see, from the shares that were measured."""
    if proposal.jaccard >= _SAME:
        return "Word for word the same"
    if proposal.containment >= _SAME:
        return "All of the shorter one stands in the longer one"
    if proposal.jaccard >= _ALMOST:
        return "Almost word for word the same"
    if proposal.containment >= _INSIDE:
        return "Nearly all of the shorter one stands in the longer one"
    return f"{proposal.containment:.0%} of the shorter one’s wording stands in the longer one"


@register.filter
def facts_in_words(proposal: ClusterProposal) -> str:
    """How far their names and numbers agree; "" where there is nothing to say."""
    if proposal.facts >= _SAME:
        return ""
    return f"{proposal.facts:.0%} of the names or numbers agree"
