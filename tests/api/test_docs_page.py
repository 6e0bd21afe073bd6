"""The page to try the API on, in a real browser under the site's own content security policy."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_member_asks_for_people_and_nothing_is_blocked(live_server: Any, page: Any) -> None:
    factories.person("Mara Quist")
    client = Client()
    client.force_login(factories.reader())
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(60_000)
    page.goto(f"{live_server.url}/api/v1/docs/")
    operation = page.locator("#operations-people-people_list")
    operation.locator(".opblock-summary-control").click()
    operation.locator(".try-out__btn").click()
    operation.locator(".execute").click()
    operation.locator(".live-responses-table .response").get_by_text("Mara Quist").first.wait_for()
    assert complaints == []
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Back to the newsroom").click()
    page.get_by_role("heading", name="Desk").wait_for()
