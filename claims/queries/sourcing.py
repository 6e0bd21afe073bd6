"""How words reached the page, step by step: who said them to whom, who relayed them, where they were published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.models import Outlet, Person, Sourcing, Statement


class StepKind(StrEnum):
    SAID = "said"
    RELAYED = "relayed"
    PUT = "put"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Step:
    """One hand the words passed through. `name` is as resolved, else as written; `to` likewise."""

    kind: StepKind
    name: str
    person: Person | None = None
    to: str = ""
    to_person: Person | None = None
    outlet: Outlet | None = None

    def __str__(self) -> str:
        audience = f" to {self.to}" if self.to else ""
        match self.kind:
            case StepKind.SAID:
                return f"{self.name or 'Somebody'} said it{audience}"
            case StepKind.RELAYED:
                return f"{self.name or 'Somebody the text does not name'} reported it"
            case StepKind.PUT:
                return f"{self.name or 'Somebody'} put it{audience}"
            case StepKind.PUBLISHED:
                return f"{self.name} published it"


def chain(statement: Statement) -> list[Step]:
    """From the speaker outwards. Costs no query beyond speaker, addressee, `within` (each level) and outlet."""
    steps = [_spoken(statement, StepKind.SAID)]
    if statement.via or (statement.sourcing == Sourcing.THIRD_PARTY and statement.within_id is None):
        steps.append(Step(StepKind.RELAYED, statement.via))
    seen = {statement.pk}
    outer = statement.within
    while outer is not None and outer.pk not in seen:
        if not outer.is_rejected:
            steps.append(_spoken(outer, StepKind.PUT))
            if outer.via:
                steps.append(Step(StepKind.RELAYED, outer.via))
        seen.add(outer.pk)
        outer = outer.within
    outlet = statement.article.outlet
    if outlet is not None:
        steps.append(Step(StepKind.PUBLISHED, outlet.name, outlet=outlet))
    return steps


def _spoken(statement: Statement, kind: StepKind) -> Step:
    speaker, addressee = _known(statement.speaker), _known(statement.addressee)
    return Step(
        kind,
        statement.speaker_name,
        person=speaker,
        to=addressee.name if addressee else "",
        to_person=addressee,
    )


def _known(person: Person | None) -> Person | None:
    """Whoever an editor rejected as a person is nobody to name."""
    return None if person is None or person.is_rejected else person
