"""How a text was cut up: looked at before it is read, corrected, and put back."""

from __future__ import annotations

from uuid import UUID

import pytest

from claims.engine.text import Segment as Stretch
from claims.engine.text import SegmentKind, Span
from claims.models import Article, ArticleSignature, AuditEvent, ClusterProposal, Run, RunItem, RunKind
from claims.services import cuts, ingest, likeness, pipeline, review, runs, withdraw
from claims.services.errors import Conflict, Invalid
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db

TEXT = (
    "Harbour to open again\n\n"
    "What the mayor said\n\n"
    "“We will open the harbour by May,” Mayor Ana Ruiz said on Monday.\n\n"
    "“This is a caption,” Bo Lind said."
)
CAPTION = "“This is a caption,” Bo Lind said."
DECK = "What the mayor said"


def imported(text: str = TEXT, *, check_first: bool = True) -> Article:
    """The article of an import that was seen through as far as it goes by itself."""
    submissions = [Submission("story.txt", text.encode())]
    run = ingest.submit(submissions=submissions, check_first=check_first, by=factories.editor(), at=AT)
    pipeline.perform_all(run_id=run.pk, clock=lambda: AT)
    article = RunItem.objects.get(run=run).article
    assert article is not None
    return article


def as_(article: Article, words: str, kind: SegmentKind) -> list[Stretch]:
    """The article's cut with the stretch of these words made another kind."""
    return [
        Stretch(kind, one.span, one.language) if one.span.of(article.text) == words else one for one in article.cut()
    ]


def perform(run_id: UUID | None) -> None:
    assert run_id is not None
    pipeline.perform_all(run_id=run_id, clock=lambda: AT)


def said(article: Article) -> set[str]:
    return set(article.statements.values_list("text", flat=True))


def test_a_text_that_is_to_be_checked_is_stored_and_not_read() -> None:
    article = imported()
    assert article.awaits_check
    assert article.extracted_at is None
    assert not Run.objects.exclude(kind=RunKind.IMPORT).exists()
    assert list(Article.objects.waiting_for_check()) == [article]
    assert not imported(TEXT.replace("May", "June"), check_first=False).awaits_check


def test_approved_it_is_read_once() -> None:
    article = imported()
    editor = factories.editor()
    perform(pipeline.approve_cuts(article_ids=[article.pk], by=editor, at=AT))
    article.refresh_from_db()
    assert (article.awaits_check, article.extracted_at) == (False, AT)
    assert "“We will open the harbour by May,”" in said(article)
    assert AuditEvent.objects.get(verb="article.cut_approved").actor == editor
    assert pipeline.approve_cuts(article_ids=[article.pk], by=editor, at=AT) is None


def test_a_correction_decides_what_is_read() -> None:
    article = imported()
    stretches = as_(article, CAPTION, SegmentKind.CAPTION)
    run_id = pipeline.recut(article_id=article.pk, stretches=stretches, approve=True, by=factories.editor(), at=AT)
    perform(run_id)
    assert any("open the harbour" in words for words in said(article))
    assert not any("caption" in words for words in said(article))


def test_saved_without_approval_it_still_waits() -> None:
    article = imported()
    stretches = as_(article, CAPTION, SegmentKind.CAPTION)
    assert pipeline.recut(article_id=article.pk, stretches=stretches, by=factories.editor(), at=AT) is None
    article.refresh_from_db()
    assert article.awaits_check
    assert article.segments.filter(kind="caption").count() == 1


def test_corrected_later_it_is_read_again_and_decisions_stay() -> None:
    article = imported(check_first=False)
    caption, promise = (article.statements.get(text__contains=word) for word in ("caption", "harbour"))
    review.accept(statement_id=promise.pk, by=factories.editor(), at=AT)
    stretches = as_(article, CAPTION, SegmentKind.CAPTION)
    perform(pipeline.recut(article_id=article.pk, stretches=stretches, by=factories.editor(), at=AT))
    assert not article.statements.filter(pk=caption.pk).exists()
    assert article.statements.get(pk=promise.pk).is_accepted


def test_what_the_text_says_of_itself_follows_its_cut() -> None:
    article = imported()
    editor = factories.editor()
    assert article.deck == DECK

    def cut_as(kind: SegmentKind) -> tuple[str, str]:
        cuts.recut(article_id=article.pk, stretches=as_(article, DECK, kind), by=editor, at=AT)
        article.refresh_from_db()
        return article.title, article.deck

    assert cut_as(SegmentKind.HEADLINE) == (f"Harbour to open again {DECK}", "")
    assert article.field_sources["title"] == "person"
    assert cut_as(SegmentKind.DECK) == ("Harbour to open again", DECK)
    everything = [Stretch(SegmentKind.PARAGRAPH, Span(0, len(article.text)))]
    cuts.recut(article_id=article.pk, stretches=everything, by=editor, at=AT)
    article.refresh_from_db()
    assert (article.title, article.deck) == ("Harbour to open again", "")  # no article is without a headline


def test_a_correction_is_put_back_and_that_too() -> None:
    article = imported()
    editor, before = factories.editor(), article.cut()
    corrected = as_(article, CAPTION, SegmentKind.CAPTION)
    cuts.recut(article_id=article.pk, stretches=corrected, by=editor, at=AT)
    assert cuts.put_back(article_id=article.pk, by=editor, at=AT)
    assert Article.objects.get().cut() == before
    assert cuts.put_back(article_id=article.pk, by=editor, at=AT)
    assert list(Article.objects.get().cut()) == corrected
    assert AuditEvent.objects.filter(verb="article.recut", actor=editor).count() == 3


def test_nothing_is_put_back_where_nobody_corrected_anything() -> None:
    with pytest.raises(Conflict, match="Nobody has corrected"):
        cuts.put_back(article_id=imported().pk, by=factories.editor(), at=AT)


def test_the_same_cut_changes_nothing() -> None:
    article = imported()
    assert not cuts.recut(article_id=article.pk, stretches=article.cut(), by=factories.editor(), at=AT)
    assert not AuditEvent.objects.filter(verb="article.recut").exists()


def test_who_looked_at_an_older_cut_is_told() -> None:
    article = imported()
    with pytest.raises(Conflict, match="Somebody else has cut this text"):
        cuts.recut(article_id=article.pk, stretches=article.cut(), seen="0" * 16, by=factories.editor(), at=AT)


def test_no_cut_of_the_text_is_refused_and_nothing_is_lost() -> None:
    article = imported()
    with pytest.raises(Invalid, match="overlap"):
        cuts.recut(article_id=article.pk, stretches=article.cut()[::-1], by=factories.editor(), at=AT)
    assert article.segments.count() == len(article.cut()) > 2


def test_an_old_version_is_not_corrected_any_more() -> None:
    old = factories.article(TEXT)
    factories.article(TEXT + "\n\nMore.", supersedes=old)
    with pytest.raises(Conflict, match="newer version"):
        cuts.recut(article_id=old.pk, stretches=old.cut()[:1], by=factories.editor(), at=AT)
    assert not Article.objects.filter(pk=old.pk, awaits_check=True).exists()


def test_what_it_was_known_by_is_made_anew_with_the_cut() -> None:
    article, other = imported(check_first=False), factories.article(f"Other\n\n{TEXT}")
    first, second = sorted((article, other), key=lambda one: one.pk)
    likeness_of = {"jaccard": 1, "containment": 1, "facts": 1}
    ClusterProposal.objects.create(first=first, second=second, **likeness_of)
    assert ArticleSignature.objects.filter(article=article).exists()
    stretches = as_(article, CAPTION, SegmentKind.BOILERPLATE)
    run_id = pipeline.recut(article_id=article.pk, stretches=stretches, by=factories.editor(), at=AT)
    assert not ArticleSignature.objects.filter(article=article).exists()
    assert not ClusterProposal.objects.exists()
    perform(run_id)
    assert ArticleSignature.objects.get(article=article).looked_up_at == AT


def test_nothing_that_waits_is_signed_or_read_by_the_way() -> None:
    article = imported()
    assert likeness.catch_up(at=AT) == 0
    run = runs.start(kind=RunKind.EXTRACT, article_ids=[article.pk], by=factories.editor())
    pipeline.perform_all(run_id=run.pk, clock=lambda: AT)
    assert (run.items.get().state, run.items.get().code) == ("refused", "awaits_check")
    assert imported() == article  # the same text again does not have it read either
    assert not article.statements.exists()


def test_what_was_approved_while_it_was_withdrawn_is_read_when_it_is_back() -> None:
    article = imported()
    editor = factories.editor()
    withdraw.withdraw(article_id=article.pk, by=editor, at=AT)
    assert pipeline.approve_cuts(article_ids=[article.pk], by=editor, at=AT) is None  # hidden: it is read when shown
    run_id = pipeline.restore(article_id=article.pk, by=editor, at=AT)
    perform(run_id)
    assert said(article)
