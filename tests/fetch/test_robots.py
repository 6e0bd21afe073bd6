"""robots.txt is asked first, remembered, and kept to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.engine.urls import read
from claims.fetch import Fetched, NotFetched, RobotsCache
from tests.fetch.sites import Site, answer, sent_on

Get = Callable[..., Fetched]
Refused = Callable[..., NotFetched]
MakeSite = Callable[..., Site]
RULES = answer(b"User-agent: *\nDisallow: /private\n")


def test_what_a_site_forbids_is_not_asked_for(site: MakeSite, get: Get, refused: Refused) -> None:
    news = site("news.example", {"/robots.txt": RULES, "/private/a": answer(b"secret"), "/a": answer(b"open")})
    robots = RobotsCache()
    error = refused("http://news.example/private/a", robots=robots)
    assert (error.code, error.is_temporary) == ("robots", False)
    assert "news.example" in error.reason
    assert get("http://news.example/a", robots=robots).body == b"open"
    assert news.paths == ["/robots.txt", "/a"], "the rules are asked for once"


def test_every_hop_keeps_to_its_own_sites_rules(site: MakeSite, refused: Refused) -> None:
    site("short.example", {"/x": sent_on("http://news.example/private/a")})
    news = site("news.example", {"/robots.txt": RULES, "/private/a": answer(b"secret")}, "93.184.216.35")
    assert refused("http://short.example/x", robots=RobotsCache()).code == "robots"
    assert news.paths == ["/robots.txt"]


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "401 Unauthorized", "400 Bad Request"])
def test_a_site_without_rules_forbids_nothing(site: MakeSite, get: Get, status: str) -> None:
    site("news.example", {"/robots.txt": answer(b"no", status=status), "/a": answer(b"open")})
    assert get("http://news.example/a", robots=RobotsCache()).body == b"open"


def test_rules_that_lead_in_a_circle_are_none(site: MakeSite, get: Get) -> None:
    site("news.example", {"/robots.txt": sent_on("/robots.txt"), "/a": answer(b"open")})
    assert get("http://news.example/a", robots=RobotsCache()).body == b"open"


@pytest.mark.parametrize(
    "rules",
    [
        answer(status="500 Internal Server Error"),
        answer(status="429 Too Many Requests"),
        answer(b"x" * (512 * 1024 + 1)),
        b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
    ids=["fault", "busy", "endless", "nonsense"],
)
def test_rules_that_cannot_be_read_forbid_everything_for_now(site: MakeSite, refused: Refused, rules: bytes) -> None:
    news = site("news.example", {"/robots.txt": rules, "/a": answer(b"open")})
    error = refused("http://news.example/a", robots=RobotsCache())
    assert (error.code, error.is_temporary) == ("robots_unreadable", True)
    assert "later" in error.reason
    assert news.paths == ["/robots.txt"]


def test_a_site_that_is_not_there_is_said_to_be_that(refused: Refused) -> None:
    assert refused("http://nowhere.example/a", robots=RobotsCache()).code == "dns"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def rules_from(bodies: dict[str, bytes | NotFetched], asked: list[str]) -> Callable[[str], Fetched]:
    def fetch(url: str) -> Fetched:
        asked.append(url)
        body = bodies.get(url, b"")
        if isinstance(body, NotFetched):
            raise body
        return Fetched(status=200, url=url, body=body)

    return fetch


def test_rules_are_remembered_for_a_day_and_a_failure_for_ten_minutes() -> None:
    clock, asked = Clock(), list[str]()
    robots = RobotsCache(clock=clock)
    fetch = rules_from({"http://b.example/robots.txt": NotFetched("server_error", "fault")}, asked)

    def look() -> tuple[int, bool]:
        asked.clear()
        readable = robots.reason_against(read("http://a.example/"), agent="us", fetch=fetch) == ""
        with pytest.raises(NotFetched, match="later"):
            robots.reason_against(read("http://b.example/"), agent="us", fetch=fetch)
        return len(asked), readable

    assert look() == (2, True)
    assert look() == (0, True)
    clock.now = 10 * 60
    assert look() == (1, True)
    clock.now = 24 * 60 * 60
    assert look() == (2, True)


def test_schemes_have_rules_of_their_own() -> None:
    asked: list[str] = []
    robots = RobotsCache()
    for url in ("http://a.example/x", "https://a.example/x", "https://a.example/y"):
        robots.reason_against(read(url), agent="us", fetch=rules_from({}, asked))
    assert asked == ["http://a.example/robots.txt", "https://a.example/robots.txt"]


def test_only_so_many_sites_are_remembered() -> None:
    asked: list[str] = []
    robots = RobotsCache()
    fetch = rules_from({}, asked)
    for number in range(300):
        robots.reason_against(read(f"http://s{number}.example/"), agent="us", fetch=fetch)
    asked.clear()
    robots.reason_against(read("http://s299.example/"), agent="us", fetch=fetch)
    assert asked == []
    robots.reason_against(read("http://s0.example/"), agent="us", fetch=fetch)
    assert asked == ["http://s0.example/robots.txt"]


def test_long_rules_push_others_out() -> None:
    asked: list[str] = []
    robots = RobotsCache()
    long = b"User-agent: *\n" + b"Disallow: /x\n" * 35_000
    fetch = rules_from({f"http://s{number}.example/robots.txt": long for number in range(3)}, asked)
    for number in (0, 1, 2, 2, 1, 0):
        robots.reason_against(read(f"http://s{number}.example/"), agent="us", fetch=fetch)
    assert asked == [f"http://s{number}.example/robots.txt" for number in (0, 1, 2, 0)]
