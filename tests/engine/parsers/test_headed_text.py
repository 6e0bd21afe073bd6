"""Plain texts that open with lines naming their fields, and texts that only look so."""

from __future__ import annotations

import pytest

from claims.engine.parsers import ArticleDraft, draft_as_dict
from claims.engine.parsers.headed_text import parse_text

TEXT = "The mayor of Port Alder said on Monday that the ferry would run again before the end of the year."
MORE = "Marina Solano told the council that no worker would lose a job because of the repairs to the quay."


def body(draft: ArticleDraft) -> object:
    return draft_as_dict(draft, "")["body"]


@pytest.mark.parametrize(
    "head",
    [
        "Title: Ferry to run again\nAuthor: Ana Ruiz\nDate: 3 May 2024\nSection: Harbour\n\n",
        "Titular: Ferry to run again\r\nAutora: Ana Ruiz\r\nFecha: 3 de mayo de 2024\r\n\r\n",
        '---\ntitle: "Ferry to run again"\ndate: 2024-05-03\nauthor: Ana Ruiz\ntags: [a, b]\n---\n',
        "\ufeffHeadline: Ferry to run again\rBy: Ana Ruiz\rPublished: 2024-05-03T10:30:00Z\r\r",
    ],
)
def test_lines_that_name_its_fields(head: str) -> None:
    draft = parse_text(f"{head}{TEXT}\n\n{MORE}\n".encode())
    assert (draft.kind, draft.title, draft.byline) == ("text", "Ferry to run again", "Ana Ruiz")
    assert (draft.published, draft.published_from) == ("2024-05-03", "meta")
    assert body(draft) == f"{TEXT}\n\n{MORE}"


@pytest.mark.parametrize(
    "text",
    [
        f"Warning: the ferry will not run\n\n{TEXT}\n\n{MORE}",
        f"Date: 3 May 2024\nPlace: Port Alder\n\n{TEXT}\n\n{MORE}",
        f"Title: Ferry to run again\n{TEXT}\nDate: 3 May 2024\n\n{MORE}",
        "Title: Ferry to run again\nAuthor: Ana Ruiz\n\n12\n",
    ],
)
def test_other_lines_are_the_text_itself(text: str) -> None:
    first, last = text.split("\n", 1)[0], text.rstrip().rsplit("\n", 1)[-1]
    found = parse_text(text.encode()).text
    assert found.startswith(first)
    assert found.endswith(last)


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ('"Ferry to run again"', "Ferry to run again"),
        ("'Ferry to run again'", "Ferry to run again"),
        ('"The mayor\'s ferry to run"', "The mayor's ferry to run"),
        ("Mayor: 'No' to ferry, 'yes' to quay", "Mayor: 'No' to ferry, 'yes' to quay"),
        ('Mayor says "no" to ferry', 'Mayor says "no" to ferry'),
        ('"No" to ferry, "yes" to quay', '"No" to ferry, "yes" to quay'),
        ("O'Neill's ferry to run", "O'Neill's ferry to run"),
        ("'The mayor's ferry to run'", "'The mayor's ferry to run'"),
    ],
)
def test_only_marks_around_a_whole_value_go(value: str, title: str) -> None:
    assert parse_text(f"Title: {value}\nAuthor: Ana Ruiz\n\n{TEXT}\n\n{MORE}\n".encode()).title == title
