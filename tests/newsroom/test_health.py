"""The address that load balancers ask."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings


@pytest.mark.django_db
def test_healthy_while_the_database_answers(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_unwell_when_it_does_not(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert b"away" not in response.content


@pytest.mark.django_db
def test_a_load_balancer_asks_by_address_and_in_plain_http(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["news.example"], True
    assert client.get("/healthz", headers={"host": "10.0.0.7:8000"}).status_code == 200
    assert client.get("/", headers={"host": "10.0.0.7:8000"}).status_code == 400


@pytest.mark.django_db
def test_pages_carry_the_strict_content_policy(client: Client) -> None:
    policy = dict(part.split(" ", 1) for part in client.get(reverse("sign-in"))["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert not any("unsafe" in sources for sources in policy.values())
