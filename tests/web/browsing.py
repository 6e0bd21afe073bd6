"""How the tests of the pages go about: signed in as somebody, by plain form or by htmx."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse

from claims.models import User
from tests import factories

FEW, MANY = 2, 20
"""How many rows a page is measured with: what it asks the database must not grow from one to the other."""


def browser(user: User | None = None) -> Client:
    """A client, signed in as `user`."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def htmx(url: str = "/", **extra: str) -> dict[str, str]:
    """The headers htmx sends from the page at `url`."""
    return {"HX-Request": "true", "HX-Current-URL": f"http://testserver{url}", **extra}


def text_of(response: Any) -> str:
    return response.content.decode()


def messages_of(response: Any) -> list[str]:
    """What a page reached by redirects says."""
    return [str(message) for message in response.context["messages"]]


def assert_needs(url: str, *, allowed: User, refused: User, method: str = "get") -> None:
    """A visitor is asked to sign in, `refused` gets 403, and `allowed` is let in."""
    visitor = getattr(browser(), method)(url)
    assert visitor.status_code == 302
    assert urlsplit(visitor["Location"]).path == reverse("sign-in")
    assert getattr(browser(refused), method)(url).status_code == 403
    assert getattr(browser(allowed), method)(url).status_code not in (302, 403)


def assert_flat(
    url: str, add: Callable[[int], object], count: Callable[..., Any], at_most: int, user: User | None = None
) -> None:
    """The page costs at most `at_most` queries, with a few rows as with many. `add(n)` adds n rows.

    `count` is the fixture `django_assert_max_num_queries`.
    """
    client = browser(user or factories.editor())
    add(FEW)
    client.get(url)  # what is read once per process is read before it counts
    with count(at_most):
        assert client.get(url).status_code == 200
    add(MANY - FEW)
    with count(at_most):
        assert client.get(url).status_code == 200
