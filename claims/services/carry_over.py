"""Carry over: what was found in an old version of a text, and what people made of it, onto the new version.

Statements move, so that their ids and all that rests on them stay, each with all its promises or not at all. What the
new version does not say any more stays with the old one, and somebody is asked to look. Nobody's decision is changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from claims.engine.anchoring import reanchor
from claims.engine.text import Anchor, Span, anchor, hull
from claims.models import (
    Article,
    Commitment,
    CommitmentStatement,
    EvidenceLink,
    EvidenceSide,
    EvidenceSpan,
    ReviewState,
    SpanRole,
    Statement,
    StatementRole,
    StatementSpan,
    User,
)
from claims.services import audit, reminders, stale


@transaction.atomic
def carry_over(*, old: Article, new: Article, by: User | None, at: datetime) -> None:
    """Moves the statements of `old` whose words stand in `new`, and the passages that evidence quotes."""
    move = _Move(old, new, by, at)
    for statement in old.statements.select_for_update().prefetch_related("spans", "promises__commitment"):
        move.statement(statement)
    move.passages()
    move.finish()


def has_something(article: Article) -> bool:
    """Whether anything of an article could move. 2 queries at most."""
    passages = EvidenceSpan.objects.filter(article=article, side=EvidenceSide.EVIDENCE, link__statement=None)
    return article.statements.exists() or passages.exists()


class _Move:
    def __init__(self, old: Article, new: Article, by: User | None, at: datetime) -> None:
        self.old, self.new, self.by, self.at = old, new, by, at
        self.taken = set(new.statements.values_list("start", "end"))
        self.left = 0

    def statement(self, statement: Statement) -> None:
        worked_with = stale.worked_with(statement)
        contents = self._contents(statement)
        whole = hull(contents) if contents else None
        words = " … ".join(span.of(self.new.text) for span in contents)
        free = whole is not None and (whole.start, whole.end) not in self.taken
        promises = self._promises(statement, whole) if whole and free else None
        if whole is None or promises is None or not (worked_with or words == statement.text):
            if worked_with and not statement.is_rejected:
                self._leave(statement)
            return
        self.taken.add((whole.start, whole.end))
        before = {"article": str(self.old.pk), "start": statement.start, "end": statement.end, "text": statement.text}
        statement.article = self.new
        statement.start, statement.end, statement.text = whole.start, whole.end, words
        statement.save(update_fields=["article", "start", "end", "text"])
        self._spans(statement, contents)
        changed = self._move_promises(promises)
        self._evidence(Q(link__statement=statement, side=EvidenceSide.EVIDENCE), instead=whole)
        after = {"article": str(self.new.pk), "start": whole.start, "end": whole.end, "text": words}
        audit.record("statement.carried_over", statement, by=self.by, at=self.at, before=before, after=after)
        if changed or words != before["text"]:
            self._ask(_resting_on(statement), reminders.REWORDED)

    def passages(self) -> None:
        """Words that nobody is quoted with, which a person made evidence."""
        spans = EvidenceSpan.objects.filter(article=self.old, side=EvidenceSide.EVIDENCE, link__statement=None)
        for span in spans.select_related("link__commitment"):
            found = reanchor(_pinned(span), self.new.text)
            if found is None:
                self.left += 1
                audit.record("evidence.left_behind", span.link, by=self.by, at=self.at, after=self._where())
                self._ask([span.link.commitment], reminders.UNANCHORED, lost=span.link_id)
                continue
            if found.of(self.new.text) != span.exact:
                self._ask([span.link.commitment], reminders.REWORDED)
            self._pin(span, found)

    def finish(self) -> None:
        """No statement stands inside one of another text; what nobody cares for stays in nobody's way."""
        for one, other in ((self.old, self.new), (self.new, self.old)):
            Statement.objects.filter(article=one, within__article=other).update(within=None)
        everyone = set(self.old.mentions.values_list("pk", flat=True))
        stale.drop(self.old, statements=(), commitments=(), mentions=everyone)
        if self.left:
            warning = f"Not in this version any more, though somebody worked with it in the one before: {self.left}."
            if warning not in self.new.warnings:
                self.new.warnings = [*self.new.warnings, warning]
                self.new.save(update_fields=["warnings"])

    def _contents(self, statement: Statement) -> tuple[Span, ...]:
        """Where each of its content spans stands now; nothing unless all do, in their order and apart."""
        spans = [span for span in statement.spans.all() if span.role == SpanRole.CONTENT]
        pinned = [_pinned(span) for span in spans] or [anchor(self.old.text, Span(statement.start, statement.end))]
        found = [reanchor(one, self.new.text) for one in pinned]
        kept = [span for span in found if span is not None]
        in_order = all(one.end <= other.start for one, other in pairwise(kept))
        return tuple(kept) if len(kept) == len(found) and in_order else ()

    def _spans(self, statement: Statement, contents: tuple[Span, ...]) -> None:
        """Contents as found; a cue or a source that is gone is let go, for its words stay in the statement.

        They are written anew, because on its way one may come to where another has not left yet.
        """
        places = iter(contents)
        found: list[tuple[str, Span]] = []
        for span in statement.spans.all():
            place = next(places) if span.role == SpanRole.CONTENT else reanchor(_pinned(span), self.new.text)
            if place is not None:
                found.append((span.role, place))
        statement.spans.all().delete()
        StatementSpan.objects.bulk_create(
            StatementSpan(statement=statement, role=role, **StatementSpan.columns(anchor(self.new.text, place)))
            for role, place in dict.fromkeys(found)
        )

    def _promises(self, statement: Statement, whole: Span) -> list[tuple[CommitmentStatement, Span]] | None:
        """Where the words that promise stand now, in an order in which each comes to a free place.

        A promise whose words are gone stands in the whole statement. There is room for one there: None if two would.
        """
        waiting = {source: self._promise(source, whole) for source in statement.promises.all()}
        if len(set(waiting.values())) < len(waiting):
            return None
        moves: list[tuple[CommitmentStatement, Span]] = []
        while waiting:
            standing = {source.span for source in waiting}
            free = [source for source, place in waiting.items() if place == source.span or place not in standing]
            if not free:
                return None
            moves += [(source, waiting.pop(source)) for source in free]
        return moves

    def _promise(self, source: CommitmentStatement, whole: Span) -> Span:
        found = reanchor(anchor(self.old.text, source.span), self.new.text)
        return found if found is not None and found in whole else whole

    def _move_promises(self, moves: Iterable[tuple[CommitmentStatement, Span]]) -> bool:
        """Whether the words of a promise changed."""
        changed = False
        for source, place in moves:
            source.start, source.end = place.start, place.end
            source.save(update_fields=["start", "end"])
            if source.role == StatementRole.FIRST:
                changed = self._quote(source, place.of(self.new.text)) or changed
        return changed

    def _quote(self, source: CommitmentStatement, words: str) -> bool:
        commitment = source.commitment
        self._evidence(Q(link__commitment=commitment, side=EvidenceSide.COMMITMENT), instead=source.span)
        if commitment.quote == words:
            return False
        before, commitment.quote = commitment.quote, words
        commitment.save(update_fields=["quote"])
        audit.record(
            "commitment.reworded",
            commitment,
            by=self.by,
            at=self.at,
            before={"quote": before},
            after={"quote": words, **self._where()},
        )
        return True

    def _evidence(self, which: Q, *, instead: Span) -> None:
        """The words that evidence marks in a statement or promise that moved; all of it where they are gone."""
        for span in EvidenceSpan.objects.filter(which, article=self.old):
            found = reanchor(_pinned(span), self.new.text)
            self._pin(span, found if found is not None and found.overlaps(instead) else instead)

    def _pin(self, row: EvidenceSpan, found: Span) -> None:
        columns = {"article": self.new, **EvidenceSpan.columns(anchor(self.new.text, found))}
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(update_fields=list(columns))

    def _leave(self, statement: Statement) -> None:
        self.left += 1
        audit.record("statement.left_behind", statement, by=self.by, at=self.at, after=self._where())
        self._ask(_resting_on(statement), reminders.UNANCHORED, lost=statement.pk)

    def _where(self) -> dict[str, str]:
        return {"new_version": str(self.new.pk)}

    def _ask(self, commitments: Iterable[Commitment], occasion: reminders.Asked, lost: UUID | None = None) -> None:
        for commitment in commitments:
            reminders.ask(commitment, occasion, article=self.new, before=self.old, lost=lost, at=self.at)


def _resting_on(statement: Statement) -> list[Commitment]:
    """The promises that somebody accepted and that stand on a statement, or are held against it as evidence."""
    accepted = {"review_state": ReviewState.ACCEPTED}
    links = EvidenceLink.objects.filter(statement=statement, **accepted)
    return list(
        Commitment.objects.filter(
            Q(sources__statement=statement, **accepted) | Q(pk__in=links.values("commitment"))
        ).distinct()
    )


def _pinned(row: StatementSpan | EvidenceSpan) -> Anchor:
    return Anchor(row.span, row.exact, row.prefix, row.suffix)
