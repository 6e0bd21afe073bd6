"""Joining copies is a person's decision; undone, everything stands where it stood, in whatever order it is undone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from claims.models import Article, AuditEvent, ClusterProposal, Commitment, EvidenceLink, FollowUp, WireCluster
from claims.services import clusters, likeness, link, track, withdraw
from claims.services.errors import Conflict, NotFound
from tests import copies, factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def accept(found: ClusterProposal) -> ClusterProposal:
    return clusters.accept(proposal_id=found.pk, by=factories.editor(), at=AT)


def reject(found: ClusterProposal) -> ClusterProposal:
    return clusters.reject(proposal_id=found.pk, by=factories.editor(), at=AT)


def reopen(found: ClusterProposal) -> ClusterProposal:
    return clusters.reopen(proposal_id=found.pk, by=factories.editor(), at=AT)


def papers(count: int) -> list[Article]:
    """So many articles on one report, each pair of them proposed."""
    return [copies.article(1, f"Paper {letter}") for letter in "ABCDEF"[:count]]


def together(articles: Iterable[Article]) -> set[frozenset[str]]:
    """The titles that stand in one cluster."""
    found: dict[object, set[str]] = {}
    for article in Article.objects.filter(pk__in=[one.pk for one in articles]).exclude(wire_cluster=None):
        found.setdefault(article.wire_cluster_id, set()).add(article.title[-1])
    return {frozenset(titles) for titles in found.values()}


def sets(*words: str) -> set[frozenset[str]]:
    return {frozenset(word) for word in words}


def contradicted_by(*articles: Article) -> Commitment:
    """A promise with accepted evidence from each."""
    promise = factories.statement(factories.article(), speaker=factories.person("Ana Ruiz"))
    commitment = factories.decided(factories.commitment(promise))
    for article in articles:
        found = factories.evidence(commitment, factories.statement(article))
        link.accept(link_id=found.pk, by=factories.editor(), at=AT)
    commitment.refresh_from_db()
    return commitment


def sources(commitment: Commitment) -> int:
    return track.weight_of(commitment).contradicting.sources


def test_accepting_joins_the_two_and_leaves_a_trace() -> None:
    found = accept(copies.pair())
    assert found.is_accepted
    first, second = Article.objects.get(pk=found.first_id), Article.objects.get(pk=found.second_id)
    assert first.wire_cluster is not None
    assert first.wire_cluster == second.wire_cluster
    assert first.wire_cluster.title == "Agency, report 1"
    event = AuditEvent.objects.get(verb="cluster_proposal.accepted")
    assert event.target_id == found.pk
    assert event.after["cluster"] == str(first.wire_cluster_id)
    assert set(event.after["articles"]) == {str(first.pk), str(second.pk)}


def test_accepting_twice_is_accepting_once() -> None:
    found = accept(copies.pair())
    assert accept(found).moved == found.moved
    assert AuditEvent.objects.filter(verb="cluster_proposal.accepted").count() == 1
    assert WireCluster.objects.count() == 1


def test_two_clusters_become_the_older_one_and_two_again() -> None:
    a, b, c, d = rows = papers(4)
    accept(copies.proposal(a, b))
    accept(copies.proposal(c, d))
    before = dict(Article.objects.values_list("pk", "wire_cluster"))
    joining = accept(copies.proposal(d, a))
    assert together(rows) == sets("ABCD")
    assert Article.objects.get(pk=d.pk).wire_cluster_id == before[a.pk]
    reopen(joining)
    assert dict(Article.objects.values_list("pk", "wire_cluster")) == before
    assert ClusterProposal.objects.get(pk=joining.pk).moved == {}


def test_undoing_the_only_join_leaves_no_cluster() -> None:
    found = reopen(accept(copies.pair()))
    assert found.is_suggested
    assert not Article.objects.exclude(wire_cluster=None).exists()
    assert not WireCluster.objects.exists()
    assert AuditEvent.objects.filter(verb="cluster_proposal.reopened").count() == 1


@pytest.mark.parametrize(
    ("joined", "undone", "left"),
    [
        (("AB", "BC"), "AB", sets("BC")),
        (("AB", "BC"), "BC", sets("AB")),
        (("AB", "BC", "AC"), "AB", sets("ABC")),
        (("AB", "CD", "BC"), "AB", sets("BCD")),
        (("AB", "CD", "BC"), "CD", sets("ABC")),
        (("AB", "CD", "BC", "DE"), "BC", sets("AB", "CDE")),
        (("AB", "CD", "BC", "CE"), "AB", sets("BCDE")),
    ],
)
def test_what_accepted_pairs_hold_together_stays_together(
    joined: tuple[str, ...], undone: str, left: set[frozenset[str]]
) -> None:
    rows = papers(5)
    of = {one.title[-1]: one for one in rows}
    for first, second in joined:
        accept(copies.proposal(of[first], of[second]))
    reopen(copies.proposal(of[undone[0]], of[undone[1]]))
    assert together(rows) == left


def test_copies_count_as_one_source_and_undone_as_two_again() -> None:
    found = copies.pair()
    commitment = contradicted_by(found.first, found.second)
    assert sources(commitment) == 2
    before = commitment.evidence_state
    accept(found)
    assert sources(commitment) == 1
    reopen(found)
    assert sources(commitment) == 2
    commitment.refresh_from_db()
    assert commitment.evidence_state == before == "contradicting"


def test_every_promise_that_rests_on_them_is_weighed_again() -> None:
    """Its stored state is written anew, whatever it was."""
    found = copies.pair()
    commitment, other = contradicted_by(found.first), contradicted_by(factories.article())
    for verb in (accept, reopen):
        Commitment.objects.update(evidence_state="none")
        verb(found)
        states = dict(Commitment.objects.values_list("pk", "evidence_state"))
        assert states == {commitment.pk: "contradicting", other.pk: "none"}


def test_joining_closes_and_opens_nothing_that_people_do() -> None:
    found = copies.pair()
    contradicted_by(found.first, found.second)
    before = sorted(FollowUp.objects.values_list("key", "state"))
    reopen(accept(found))
    assert sorted(FollowUp.objects.values_list("key", "state")) == before
    assert set(EvidenceLink.objects.values_list("review_state", flat=True)) == {"accepted"}


def test_a_rejected_pair_joins_nothing_and_can_be_undone() -> None:
    found = reject(copies.pair())
    assert found.is_rejected
    assert not WireCluster.objects.exists()
    with pytest.raises(Conflict, match="Edda Torin rejected this already"):
        accept(found)
    assert not WireCluster.objects.exists()
    assert reopen(found).is_suggested
    assert accept(found).is_accepted


def test_an_accepted_pair_is_not_rejected_without_undoing_it() -> None:
    found = accept(copies.pair())
    with pytest.raises(Conflict, match="accepted this already"):
        reject(found)
    assert WireCluster.objects.count() == 1


def test_undoing_what_nobody_decided_does_nothing() -> None:
    reopen(copies.pair())
    assert not AuditEvent.objects.filter(verb__startswith="cluster_proposal").exists()


def test_two_that_were_joined_by_way_of_others_cannot_be_told_apart_by_halves() -> None:
    a, b, c = papers(3)
    accept(copies.proposal(a, b))
    accept(copies.proposal(b, c))
    assert not ClusterProposal.objects.waiting().exists()
    with pytest.raises(Conflict, match="joined meanwhile"):
        reject(copies.proposal(a, c))


def test_what_was_withdrawn_meanwhile_is_not_joined() -> None:
    found = copies.pair()
    withdraw.withdraw(article_id=found.second_id, by=factories.editor(), at=AT)
    with pytest.raises(Conflict, match="withdrawn"):
        accept(found)


def test_a_pair_that_is_gone_is_said_to_be() -> None:
    found = copies.pair()
    ClusterProposal.objects.all().delete()
    with pytest.raises(NotFound):
        accept(found)


def test_taking_one_out_tells_it_apart_and_counts_again() -> None:
    a, b, c = rows = papers(3)
    for pair in ((a, b), (b, c), (a, c)):
        accept(copies.proposal(*pair))
    commitment = contradicted_by(a, b)
    assert sources(commitment) == 1
    clusters.take_out(article_id=b.pk, by=factories.editor(), at=AT)
    assert together(rows) == sets("AC")
    assert sources(commitment) == 2
    states = {pair: copies.proposal(*pair).review_state for pair in ((a, b), (b, c), (a, c))}
    assert list(states.values()) == ["rejected", "rejected", "accepted"]
    event = AuditEvent.objects.get(verb="article.taken_out")
    assert event.target_id == b.pk
    assert len(event.before["pairs"]) == 2
    accept(reopen(copies.proposal(a, b)))
    assert together(rows) == sets("ABC")


def test_taking_out_the_one_that_held_two_together_parts_them() -> None:
    a, b, c = rows = papers(3)
    accept(copies.proposal(a, b))
    accept(copies.proposal(b, c))
    clusters.take_out(article_id=b.pk, by=factories.editor(), at=AT)
    assert together(rows) == set()
    assert not WireCluster.objects.exists()
    assert ClusterProposal.objects.waiting().get() == copies.proposal(a, c)
    with pytest.raises(Conflict, match="no cluster"):
        clusters.take_out(article_id=b.pk, by=factories.editor(), at=AT)


def test_reading_again_joins_and_parts_nothing() -> None:
    found = accept(copies.pair())
    likeness.catch_up(at=AT)
    likeness.look_up(article_id=found.first_id, at=AT)
    assert WireCluster.objects.get().articles.count() == 2
