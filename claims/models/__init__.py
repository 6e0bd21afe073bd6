"""Ring 2: the nouns, their invariants and chainable querysets. One file for each noun; no use-cases in here."""

from claims.models.api_token import ApiToken
from claims.models.article import Article, DateSource, PublishingStatus, Segment, WireCluster
from claims.models.audit import AuditEvent
from claims.models.base import Origin, ReviewState
from claims.models.cancellation import Cancellation
from claims.models.commitment import (
    UNSETTLED,
    Commitment,
    CommitmentStatement,
    DeadlineKind,
    EvidenceState,
    Polarity,
    StatementRole,
    Status,
)
from claims.models.evidence import EvidenceLink, EvidenceSide, EvidenceSpan, Relation
from claims.models.feed import Feed, FeedEntry
from claims.models.follow_up import FollowUp, FollowUpKind, FollowUpState
from claims.models.likeness import ArticleSignature, ClusterProposal, SignatureKey
from claims.models.original import Original
from claims.models.outlet import Outlet
from claims.models.person import Mention, Person, PersonAlias, PersonJudgement, PersonRole, Verdict, name_key
from claims.models.ruling import BrokenReason, Ruling, RulingLink
from claims.models.run import MAY_PASS, ItemState, Run, RunItem, RunKind, RunState
from claims.models.statement import Sourcing, SpanRole, Statement, StatementKind, StatementSpan
from claims.models.submission_key import SubmissionKey
from claims.models.user import User

__all__ = [
    "MAY_PASS",
    "UNSETTLED",
    "ApiToken",
    "Article",
    "ArticleSignature",
    "AuditEvent",
    "BrokenReason",
    "Cancellation",
    "ClusterProposal",
    "Commitment",
    "CommitmentStatement",
    "DateSource",
    "DeadlineKind",
    "EvidenceLink",
    "EvidenceSide",
    "EvidenceSpan",
    "EvidenceState",
    "Feed",
    "FeedEntry",
    "FollowUp",
    "FollowUpKind",
    "FollowUpState",
    "ItemState",
    "Mention",
    "Origin",
    "Original",
    "Outlet",
    "Person",
    "PersonAlias",
    "PersonJudgement",
    "PersonRole",
    "Polarity",
    "PublishingStatus",
    "Relation",
    "ReviewState",
    "Ruling",
    "RulingLink",
    "Run",
    "RunItem",
    "RunKind",
    "RunState",
    "Segment",
    "SignatureKey",
    "Sourcing",
    "SpanRole",
    "Statement",
    "StatementKind",
    "StatementRole",
    "StatementSpan",
    "Status",
    "SubmissionKey",
    "User",
    "Verdict",
    "WireCluster",
    "name_key",
]
