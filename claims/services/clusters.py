"""Clusters: an editor says which articles tell one report, and so count as one source. The program only proposes.

Accepted pairs tie articles together, and so do the versions of one item; what hangs together is one wire cluster. So a
decision can be undone in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from claims.models import Article, ClusterProposal, ReviewState, User, WireCluster
from claims.services import audit, decisions, leaning, lines, locks
from claims.services.errors import Conflict

_NOUN = "cluster_proposal"


@transaction.atomic
def accept(*, proposal_id: UUID, by: User, at: datetime) -> ClusterProposal:
    """Says that two articles tell one report: what was joined to either is one cluster now."""
    proposal = _held(proposal_id)
    pair = list(Article.objects.filter(pk__in=(proposal.first_id, proposal.second_id)).select_related("wire_cluster"))
    if Article.objects.visible(at).filter(pk__in=[one.pk for one in pair]).count() < len(pair):
        raise Conflict("One of the two is withdrawn or under embargo.")
    clusters = [one.wire_cluster for one in pair if one.wire_cluster is not None]
    earliest = min(pair, key=lambda one: one.created_at)
    cluster = min(clusters, key=lambda one: one.created_at, default=WireCluster(title=earliest.title[:500]))
    versions = [version.pk for one in pair for version in lines.members(one)]
    joining = Q(pk__in=versions) | Q(wire_cluster__in=clusters)
    moved = dict(Article.objects.filter(joining).exclude(wire_cluster=cluster.pk).values_list("pk", "wire_cluster"))
    after = {"cluster": str(cluster.pk), "articles": [str(pk) for pk in moved]}
    if not decisions.decide(proposal, ReviewState.ACCEPTED, noun=_NOUN, by=by, at=at, after=after):
        return proposal
    if not clusters:
        cluster.save()
    proposal.moved = {str(pk): str(former) if former else "" for pk, former in moved.items()}
    proposal.save(update_fields=["moved"])
    _move(moved, cluster, by=by, at=at)
    return proposal


@transaction.atomic
def reject(*, proposal_id: UUID, by: User, at: datetime) -> ClusterProposal:
    """Says that two articles are two reports. The pair is not proposed again, nor are later versions of the two."""
    proposal = _held(proposal_id)
    first, second = proposal.first, proposal.second
    if proposal.is_suggested and first.wire_cluster_id and first.wire_cluster_id == second.wire_cluster_id:
        raise Conflict("The two were joined meanwhile, by way of others. Take one of them out of its cluster first.")
    decisions.decide(proposal, ReviewState.REJECTED, noun=_NOUN, by=by, at=at)
    return proposal


@transaction.atomic
def reopen(*, proposal_id: UUID, by: User, at: datetime) -> ClusterProposal:
    """Undoes either: the pair waits again. Undone, a join leaves every article where it stood before.

    What was joined to one of the two since stays with that one.
    """
    proposal = _held(proposal_id)
    joined = proposal.first.wire_cluster if proposal.is_accepted else None
    if decisions.reopen(proposal, noun=_NOUN, by=by, at=at):
        moved, proposal.moved = proposal.moved, {}
        proposal.save(update_fields=["moved"])
        if joined is not None:
            _fall_apart(joined, moved, by=by, at=at)
    return proposal


@transaction.atomic
def take_out(*, article_id: UUID, by: User, at: datetime) -> Article:
    """Says that an article, in any version, is not the report it was joined to.

    Those that only it held together fall apart too.
    """
    _hold()
    article = decisions.find(Article, article_id, lock=True)
    cluster = article.wire_cluster
    if cluster is None:
        raise Conflict("This article stands in no cluster any more.")
    versions = [one.pk for one in lines.members(article)]
    either = Q(first__in=versions) | Q(second__in=versions)
    pairs = ClusterProposal.objects.filter(either, review_state=ReviewState.ACCEPTED)
    before = {"cluster": str(cluster.pk), "pairs": [str(pk) for pk in pairs.values_list("pk", flat=True)]}
    pairs.update(review_state=ReviewState.REJECTED, reviewed_by=by, reviewed_at=at, moved={})
    _move(versions, None, by=by, at=at)
    _fall_apart(cluster, {}, by=by, at=at)
    audit.record("article.taken_out", article, by=by, at=at, before=before)
    article.refresh_from_db(fields=["wire_cluster"])
    return article


def _held(proposal_id: UUID) -> ClusterProposal:
    _hold()
    return decisions.find(ClusterProposal, proposal_id, lock=True)


def _hold() -> None:
    """Until the transaction ends, nobody else joins or parts articles: two at once may be about one cluster."""
    locks.hold("claims.wire_cluster", [""])


def _move(article_ids: Iterable[UUID], cluster: WireCluster | None, *, by: User, at: datetime) -> None:
    """Puts articles into a cluster, or into none, and counts again the evidence that comes from them."""
    articles = list(Article.objects.filter(pk__in=list(article_ids)).defer("text"))
    Article.objects.filter(pk__in=[one.pk for one in articles]).update(wire_cluster=cluster)
    leaning.reweigh(articles, by=by, at=at)


def _fall_apart(cluster: WireCluster, moved: Mapping[str, str], *, by: User, at: datetime) -> None:
    """Lets go of what no accepted pair holds together any more.

    One part keeps the cluster: the one that has most of those that no undone join had `moved` there. Another gets the
    cluster back that it came from.
    """
    parts = sorted(_parts(cluster), key=lambda part: (sum(str(pk) not in moved for pk in part), len(part)))
    kept = parts.pop() if parts else set()
    for part in parts:
        _move(part, None if _is_one_item(part) else _former(part, moved), by=by, at=at)
    if _is_one_item(kept):
        _move(kept, None, by=by, at=at)
        cluster.delete()


def _parts(cluster: WireCluster) -> list[set[UUID]]:
    """The members of a cluster, each set of them held together by accepted pairs or as versions of one item."""
    within = {"first__wire_cluster": cluster, "second__wire_cluster": cluster}
    accepted = ClusterProposal.objects.filter(review_state=ReviewState.ACCEPTED, **within)
    members = list(cluster.articles.only("provider", "guid"))
    parts = {one.pk: {one.pk} for one in members}
    first_of: dict[tuple[str, str], UUID] = {}
    versions = [(one.pk, first_of.setdefault((one.provider, one.guid), one.pk)) for one in members if one.guid]
    for first, second in [*accepted.values_list("first", "second"), *versions]:
        if parts[first] is not parts[second]:
            joined = parts[first] | parts[second]
            parts.update(dict.fromkeys(joined, joined))
    return list({id(part): part for part in parts.values()}.values())


def _is_one_item(part: set[UUID]) -> bool:
    """Whether these are one article, or versions of one. None are that too: nothing is left to hold together."""
    items = Article.objects.filter(pk__in=part).order_by().values_list("provider", "guid").distinct()
    return len(part) < 2 or (len(items) == 1 and items[0][1] != "")


def _former(part: set[UUID], moved: Mapping[str, str]) -> WireCluster:
    """The cluster that a part came from, if nobody stands in it now; else a new one."""
    known = {moved[str(pk)] for pk in part if moved.get(str(pk))}
    empty = WireCluster.objects.filter(pk__in=known, articles=None).first()
    if empty is not None:
        return empty
    earliest = Article.objects.filter(pk__in=part).order_by("created_at")[0]
    return WireCluster.objects.create(title=earliest.title[:500])
