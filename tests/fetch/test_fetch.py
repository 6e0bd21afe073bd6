"""What a fetch brings, what it refuses, and that no answer can lead it astray."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from claims.fetch import Fetched, Limits, NotFetched
from tests.fetch.sites import Internet, Site, answer, sent_on

Get = Callable[..., Fetched]
Refused = Callable[..., NotFetched]
MakeSite = Callable[..., Site]
TEXT = b"The mayor promised a tram by 2027." * 20


def test_a_page_comes_with_what_a_later_request_needs(site: MakeSite, get: Get, internet: Internet) -> None:
    page = answer(
        TEXT, content_type="text/html; charset=utf-8", etag='"v1"', last_modified="Mon, 02 Nov 2026 08:00:00 GMT"
    )
    news = site("news.example", {"/a?id=1": page})
    fetched = get("http://NEWS.example/a?id=1#comments")

    assert fetched == Fetched(
        status=200,
        url="http://news.example/a?id=1",
        body=TEXT,
        content_type="text/html; charset=utf-8",
        etag='"v1"',
        last_modified="Mon, 02 Nov 2026 08:00:00 GMT",
    )
    assert internet.dialled == [("93.184.216.34", 80)]
    request = news.requests[0].splitlines()
    assert request[0] == "GET /a?id=1 HTTP/1.1"
    assert "Host: news.example" in request
    assert any(line.startswith("User-Agent: newsroom-memory/") for line in request)
    assert not any(line.startswith(("Cookie", "Authorization")) for line in request)


def test_a_copy_that_is_still_good_is_not_sent_again(site: MakeSite, get: Get) -> None:
    news = site("news.example", {"/feed": answer(status="304 Not Modified", etag='"v1"')})
    fetched = get("http://news.example/feed", etag='"v1"', last_modified="Mon, 02 Nov 2026 08:00:00 GMT")

    assert (fetched.not_modified, fetched.status, fetched.body, fetched.etag) == (True, 304, b"", '"v1"')
    assert 'If-None-Match: "v1"' in news.requests[0]
    assert "If-Modified-Since: Mon, 02 Nov 2026 08:00:00 GMT" in news.requests[0]


def test_not_modified_is_no_answer_to_a_plain_question(site: MakeSite, refused: Refused) -> None:
    site("news.example", {"/feed": answer(status="304 Not Modified")})
    assert refused("http://news.example/feed").code == "bad_response"


@pytest.mark.parametrize("validator", ['"a"\r\nX-Evil: 1', "é", "x" * 1001])
def test_a_validator_that_cannot_stand_in_a_header_is_left_out(site: MakeSite, get: Get, validator: str) -> None:
    news = site("news.example", {"/": answer(TEXT)})
    assert get("http://news.example/", etag=validator).body == TEXT
    assert "If-None-Match" not in news.requests[0]
    assert "Evil" not in news.requests[0]


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]) + b"\0" * 8),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)[2:-4]),
        ("identity", TEXT),
    ],
    ids=["gzip", "gzip in two members", "deflate", "bare deflate", "identity"],
)
def test_a_packed_page_is_unpacked(site: MakeSite, get: Get, packing: str, packed: bytes) -> None:
    site("news.example", {"/": answer(packed, content_encoding=packing)})
    assert get("http://news.example/").body == TEXT


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(TEXT)[:-12]),
        ("gzip", b"<html>"),
        ("deflate", b"\x78\x9cnonsense"),
        ("br", b"\x0b\x02\x80"),
        ("gzip, gzip", gzip.compress(gzip.compress(TEXT))),
        ("gzip", gzip.compress(b"") * 5000),
    ],
    ids=["cut short", "not packed", "broken", "not asked for", "twice", "very many members"],
)
def test_a_page_that_cannot_be_unpacked_is_refused(
    site: MakeSite, refused: Refused, packing: str, packed: bytes
) -> None:
    site("news.example", {"/": answer(packed, content_encoding=packing)})
    assert refused("http://news.example/").code == "bad_response"


def test_a_page_sent_in_chunks_is_put_together(site: MakeSite, get: Get) -> None:
    chunked = answer(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", content_length="", transfer_encoding="chunked")
    site("news.example", {"/": chunked})
    assert get("http://news.example/").body == b"abcde"


@pytest.mark.parametrize(
    "page",
    [
        answer(TEXT, content_length="100000"),
        answer(b"5\r\nabc", content_length="", transfer_encoding="chunked"),
        answer(b"-5\r\nabc", content_length="", transfer_encoding="chunked"),
        answer(b"zz\r\nabc", content_length="", transfer_encoding="chunked"),
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 99999 what\r\n\r\n",
        answer(**{f"x{number}": "1" for number in range(150)}),
        answer(status="103 Early Hints"),
        answer(status="206 Partial Content"),
        answer(status="302 Found"),
    ],
    ids=[
        "shorter than said", "chunk cut", "negative chunk", "no chunk", "not http", "status", "many headers", "hints",
        "part", "nowhere",
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(site: MakeSite, refused: Refused, page: bytes) -> None:
    site("news.example", {"/": page})
    assert refused("http://news.example/").code == "bad_response"


@pytest.mark.parametrize(
    "page",
    [
        answer(b"x" * 1001),
        answer(b"x" * 1001, content_length=""),
        answer(b"3e9\r\n" + b"x" * 1001 + b"\r\n0\r\n\r\n", content_length="", transfer_encoding="chunked"),
        answer(gzip.compress(b"x" * 1001), content_encoding="gzip"),
        answer(zlib.compress(b"x" * 1_000_000), content_encoding="deflate"),
        answer(gzip.compress(b"x" * 900) + gzip.compress(b"x" * 101), content_encoding="gzip"),
        answer(x="y" * 3000),
        b"HTTP/1.1 100 Continue\r\n\r\n" * 1000,
    ],
    ids=["said", "unsaid", "chunks", "gzip", "bomb", "members", "headers", "for ever on the point of answering"],
)
def test_more_than_allowed_is_refused(site: MakeSite, refused: Refused, small: Limits, page: bytes) -> None:
    site("news.example", {"/": page})
    assert refused("http://news.example/", limits=small).code == "too_large"


def test_as_much_as_allowed_is_taken(site: MakeSite, get: Get, small: Limits) -> None:
    site("news.example", {"/": answer(b"x" * 1000), "/z": answer(gzip.compress(b"x" * 1000), content_encoding="gzip")})
    assert len(get("http://news.example/", limits=small).body) == 1000
    assert len(get("http://news.example/z", limits=small).body) == 1000


@pytest.mark.parametrize(
    ("status", "headers", "code", "wait"),
    [
        ("401 Unauthorized", {}, "paywall_or_login", None),
        ("402 Payment Required", {}, "paywall_or_login", None),
        ("403 Forbidden", {}, "paywall_or_login", None),
        ("451 Unavailable For Legal Reasons", {}, "paywall_or_login", None),
        ("404 Not Found", {}, "gone", None),
        ("410 Gone", {}, "gone", None),
        ("429 Too Many Requests", {"retry_after": "120"}, "busy", 120),
        ("429 Too Many Requests", {"retry_after": "99999999999999"}, "busy", 86_400),
        (
            "429 Too Many Requests",
            {"date": "Mon, 02 Nov 2026 08:00:00 GMT", "retry_after": "Mon, 02 Nov 2026 08:05:00 GMT"},
            "busy",
            300,
        ),
        ("429 Too Many Requests", {"retry_after": "Mon, 02 Nov 2026 08:05:00 GMT"}, "busy", None),
        ("429 Too Many Requests", {"retry_after": "soon"}, "busy", None),
        ("400 Bad Request", {}, "refused_by_site", None),
        ("500 Internal Server Error", {}, "server_error", None),
        ("503 Service Unavailable", {"retry_after": "7"}, "server_error", 7),
    ],
)
def test_a_refusal_of_the_site_is_named(
    site: MakeSite, refused: Refused, status: str, headers: dict[str, Any], code: str, wait: int | None
) -> None:
    site("news.example", {"/": answer(b"no", status=status, **headers)})
    error = refused("http://news.example/")
    assert (error.code, error.status, error.retry_after) == (code, int(status[:3]), wait)
    assert "news.example" in error.reason
    assert error.is_temporary == (code in {"busy", "server_error"})


def test_redirects_are_followed_one_by_one(site: MakeSite, get: Get, internet: Internet) -> None:
    one = site("one.example", {"/a/b": sent_on("../c d?x=1"), "/c%20d?x=1": sent_on("//two.example/ä")})
    site("two.example", {"/%C3%A4": answer(TEXT)}, "93.184.216.35")
    fetched = get("http://one.example/a/b")

    assert (fetched.url, fetched.body, fetched.moved_to) == ("http://two.example/%C3%A4", TEXT, "")
    assert one.paths == ["/a/b", "/c%20d?x=1"]
    assert internet.resolved == ["one.example", "one.example", "two.example"]


def test_an_unencoded_location_is_utf8(site: MakeSite, get: Get) -> None:
    site("one.example", {"/": sent_on("/ñ".encode().decode("latin-1")), "/%C3%B1": answer(TEXT)})
    assert get("http://one.example/").url == "http://one.example/%C3%B1"


def test_an_address_has_moved_as_far_as_all_redirects_say_so(site: MakeSite, get: Get) -> None:
    pages = {
        "/feed": sent_on("/feed2", "301 Moved Permanently"),
        "/feed2": sent_on("/feed3", "308 Permanent Redirect"),
        "/feed3": sent_on("/feed4", "307 Temporary Redirect"),
        "/feed4": sent_on("/feed5", "301 Moved Permanently"),
        "/feed5": answer(TEXT),
    }
    site("news.example", pages)
    fetched = get("http://news.example/feed")
    assert (fetched.moved_to, fetched.url) == ("http://news.example/feed3", "http://news.example/feed5")


def test_five_redirects_and_no_more(site: MakeSite, get: Get, refused: Refused) -> None:
    news = site("news.example", {f"/{n}": sent_on(f"/{n + 1}") for n in range(9)} | {"/9": answer(TEXT)})
    assert get("http://news.example/4").body == TEXT
    news.requests.clear()
    assert refused("http://news.example/0").code == "redirects"
    assert len(news.requests) == 6


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1/admin", "address_blocked"),
        ("http://169.254.169.254/latest/meta-data/", "address_blocked"),
        ("http://inner.example/", "address_blocked"),
        ("http://localhost/", "address_blocked"),
        ("http://news.example:8080/", "address_blocked"),
        ("file:///etc/passwd", "bad_url"),
        ("http://0x7f.1/", "bad_url"),
        ("http://a@news.example/", "bad_url"),
        ("http:\\\\127.0.0.1\\", "bad_url"),
    ],
)
def test_each_hop_is_judged(site: MakeSite, refused: Refused, internet: Internet, location: str, code: str) -> None:
    internet.names["inner.example"] = ("10.0.0.7",)
    site("news.example", {"/": sent_on(location)})
    assert refused("http://news.example/").code == code
    assert internet.dialled == [("93.184.216.34", 80)]


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",),
        ("10.1.2.3",),
        ("93.184.216.34", "192.168.0.1"),
        ("::1",),
        ("fe80::1",),
        ("fd00:ec2::254",),
        ("::ffff:93.184.216.34",),
        ("64:ff9b::5db8:d822",),
        ("2002:5db8:d822::1",),
        ("2001:0:5db8:d822::1",),
        ("0.0.0.0",),  # noqa: S104
        ("100.100.100.200",),
        ("224.0.0.1",),
    ],
)
def test_a_name_is_judged_by_all_its_addresses(
    refused: Refused, internet: Internet, addresses: tuple[str, ...]
) -> None:
    internet.names["trap.example"] = addresses
    error = refused("http://trap.example/")
    assert error.code == "address_blocked"
    assert addresses[-1] not in error.reason, "nobody outside learns how our network is laid out"
    assert internet.dialled == []


def test_a_name_that_changes_its_address_is_resolved_once_a_hop(
    site: MakeSite, get: Get, refused: Refused, internet: Internet
) -> None:
    """DNS rebinding: what was judged is what is connected to."""
    site("news.example", {"/": answer(TEXT)})
    real = internet._resolve

    def rebinding(name: str, seconds: float) -> Any:
        found = list(real(name, seconds))
        internet.names[name] = ("127.0.0.1",)
        return found

    internet._resolve = rebinding  # type: ignore[method-assign]
    assert get("http://news.example/").body == TEXT
    assert internet.dialled == [("93.184.216.34", 80)]
    assert refused("http://news.example/").code == "address_blocked"


def test_the_next_address_is_tried_when_one_is_silent(site: MakeSite, get: Get, internet: Internet) -> None:
    site("news.example", {"/": answer(TEXT)})
    internet.names["news.example"] = ("2606:2800:220:1::1", "93.184.216.34")
    assert get("http://news.example/").body == TEXT
    assert internet.dialled == [("2606:2800:220:1::1", 80), ("93.184.216.34", 80)]


def test_a_literal_public_address_is_not_resolved(site: MakeSite, get: Get, internet: Internet) -> None:
    news = site("x.example", {"/": answer(TEXT)}, "2606:4700:4700::abcd")
    assert get("http://[2606:4700:4700::abcd]/").body == TEXT
    assert "Host: [2606:4700:4700::abcd]\r\n" in news.requests[0]
    assert internet.resolved == []


def test_what_is_not_there_is_named(refused: Refused, internet: Internet) -> None:
    assert refused("http://nowhere.example/").code == "dns"
    internet.names["empty.example"] = ()
    assert refused("http://empty.example/").code == "dns"
    internet.names["closed.example"] = ("93.184.216.34",)
    assert refused("http://closed.example/").code == "unreachable"


def test_a_site_that_hangs_up_is_unreachable(site: MakeSite, refused: Refused) -> None:
    site("news.example", script=lambda connection, request: None)
    assert refused("http://news.example/").code == "unreachable"


def test_the_environment_names_no_proxy(site: MakeSite, get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    site("news.example", {"/": answer(TEXT)})
    assert get("http://news.example/").body == TEXT


def test_no_cookie_is_kept(site: MakeSite, get: Get) -> None:
    news = site("news.example", {"/": answer(status="302 Found", location="/b", set_cookie="a=b"), "/b": answer(TEXT)})
    get("http://news.example/")
    assert "ookie" not in news.requests[1]
