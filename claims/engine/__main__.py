"""The engine's command line: `python -m claims.engine parse FILE... | extract | link`.

The one module of the engine that touches files and standard streams. JSON Lines out, one object for each article or
input line. What cannot be used gets one with `refused` (a code) or `error`, a link to an article that is not there one
with `link_only`; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from claims.engine.text import Segment, Span

Record = dict[str, Any]
EXTRACTORS = ("rules", "hybrid")
"""Values of `Proposers`, the default last; named here because the engine's parts are only loaded when asked for."""


class BadInput(Exception):
    """One input line that cannot be used; the message says why."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m claims.engine", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    parse_command = commands.add_parser("parse", help="read files; print what each article is made of")
    parse_command.add_argument("files", nargs="+", metavar="FILE")
    extract_command = commands.add_parser(
        "extract", help="read texts from standard input; print people, quotes and commitments"
    )
    extract_command.add_argument(
        "--extractor", choices=EXTRACTORS, default=EXTRACTORS[-1], help="the rules alone, or with the trained tagger"
    )
    commands.add_parser("link", help="read a commitment and candidates from standard input; print them ranked")
    options = parser.parse_args(arguments)
    if options.command == "parse":
        return _print(_parse_files(options.files), sys.stdout)
    read = partial(extract_record, extractor=options.extractor) if options.command == "extract" else link_record
    return _print(_answers(sys.stdin, read), sys.stdout)


def _print(records: Iterable[Record], out: TextIO) -> int:
    failed = False
    for record in records:
        failed = failed or bool(record.get("error")) or bool(record.get("refused"))
        out.write(json.dumps(record) + "\n")
        out.flush()
    return 1 if failed else 0


def _answers(lines: Iterable[str], read: Callable[[Record], Record]) -> Iterator[Record]:
    for line in lines:
        if not line.strip():
            continue
        record: Record = {}
        try:
            record = _object(line)
            yield read(record)
        except BadInput as problem:
            yield {"id": record.get("id"), "error": str(problem)}


def _object(line: str) -> Record:
    try:
        value = json.loads(line)
    except ValueError as problem:
        raise BadInput(f"not JSON: {problem}") from problem
    except RecursionError as problem:
        raise BadInput("not read: it is nested too deep") from problem
    if not isinstance(value, dict):
        raise BadInput("not a JSON object")
    return value


def _text_of(record: Record, key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f"{key} is not a text")
    return value


# --- parse --------------------------------------------------------------------------------------------------------


def _parse_files(paths: Iterable[str]) -> Iterator[Record]:
    """One record for each article, link or refusal in each file; those of an archive under `archive/entry`."""
    from claims.engine.parsers import Refused, item_as_dict, limits, read_files, refused_as_dict

    for path in paths:
        file = Path(path)
        try:
            if (size := file.stat().st_size) > limits.LARGEST:
                given, most = limits.as_megabytes(size), limits.as_megabytes(limits.LARGEST)
                raise Refused("too_large", f"{path}: It has {given}; no file may have more than {most}.")
            for where, item in read_files(file.read_bytes(), name=path):
                yield item_as_dict(item, where)
        except Refused as refused:
            yield refused_as_dict(refused, path)
        except OSError as problem:
            reason = problem.strerror or "cannot be read"
            yield refused_as_dict(Refused("missing" if not file.exists() else "unreadable", reason), path)


# --- extract ------------------------------------------------------------------------------------------------------


def extract_record(record: Record, *, extractor: str = EXTRACTORS[-1]) -> Record:
    """`{"id", "text", "lang"?, "published"?}` → people, quotes and commitments, as offsets into the text as given."""
    from claims.engine.extraction import Proposers, extract
    from claims.engine.extraction.findings import Document
    from claims.engine.parsers.plain import segment
    from claims.engine.parsers.published import published

    if "text" not in record:
        raise BadInput("text is missing")
    text = _text_of(record, "text")
    segments = segment(text) if text.strip() else ()
    language = _text_of(record, "lang") or _main_language(segments)
    day = _text_of(record, "published") or published(text, segments)[0]
    found = extract(Document(text, segments, language=language, published=day), Proposers(extractor))
    names = [person.name for person in found.people]
    return {
        "id": record.get("id"),
        "people": [
            {"name": person.name, "mentions": [_pair(mention.span) for mention in person.mentions]}
            for person in found.people
        ],
        "quotes": [
            {
                "content": _pairs(statement.content),
                "cue": _pairs(statement.cue) or None,
                "source": _pairs(statement.source) or None,
                "source_canonical": names[statement.speaker] if statement.speaker is not None else None,
                "kind": statement.kind.value,
                "confidence": statement.confidence,
            }
            for statement in found.statements
        ],
        "commitments": [
            {
                "span": _pair(commitment.span),
                "speaker": names[commitment.speaker] if commitment.speaker is not None else None,
                "polarity": commitment.polarity.value,
                "deadline": {
                    "kind": commitment.deadline.kind.value,
                    "on": commitment.deadline.on,
                    "event": commitment.deadline.event,
                },
            }
            for commitment in found.commitments
        ],
    }


def _main_language(segments: Iterable[Segment]) -> str:
    counts: Counter[str] = Counter()
    for segment in segments:
        counts[segment.language] += segment.span.end - segment.span.start
    return counts.most_common(1)[0][0] or "en" if counts else "en"


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [_pair(span) for span in spans]


# --- link ---------------------------------------------------------------------------------------------------------


def link_record(record: Record) -> Record:
    """`{"id", "commitment", "candidates"}` → the candidates that concern the commitment, best first."""
    from claims.engine.linking import Candidate, Promise, rank

    commitment, candidates = record.get("commitment"), record.get("candidates")
    if not isinstance(commitment, dict):
        raise BadInput("commitment is missing or not an object")
    if not isinstance(candidates, list) or not all(isinstance(candidate, dict) for candidate in candidates):
        raise BadInput("candidates is missing or not a list of objects")
    promise = Promise(
        text=_text_of(commitment, "text"),
        speaker=_text_of(commitment, "speaker"),
        made_on=_text_of(commitment, "made_on"),
    )
    by_id = {str(candidate.get("id")): candidate.get("id") for candidate in candidates}
    ranked = rank(
        promise,
        [
            Candidate(
                id=str(candidate.get("id")),
                text=_text_of(candidate, "text"),
                speaker=_text_of(candidate, "speaker"),
                published=_text_of(candidate, "published"),
            )
            for candidate in candidates
        ],
    )
    return {
        "id": record.get("id"),
        "ranked": [
            {
                "id": by_id[suggestion.candidate_id],
                "score": suggestion.score,
                "relation": suggestion.relation.value,
                "reasons": list(suggestion.reasons),
            }
            for suggestion in ranked
        ],
    }


if __name__ == "__main__":
    gc.set_threshold(20_000)  # what is read here holds no cycles: to look for them less often saves a tenth of the time
    sys.exit(main())
