"""Addresses: one spelling for each, none joined that may differ, none asked for that leads inside."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from claims.engine.urls import BadAddress, WebAddress, canonical, check, join, read

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).parents[3] / "shared"))
HOSTILE = SHARED / "eval" / "ingest" / "hostile" / "urls.jsonl"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://News.EXAMPLE/a", "http://news.example/a"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("http://news.example:80", "http://news.example/"),
        ("https://news.example:/a", "https://news.example/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://news.example/a#comments", "https://news.example/a"),
        ("https://news.example/a/./b/../c", "https://news.example/a/c"),
        ("https://news.example/../../a", "https://news.example/a"),
        ("https://news.example/a/..", "https://news.example/"),
        ("https://news.example/a/.", "https://news.example/a/"),
        ("https://news.example/%2e%2E/a", "https://news.example/a"),
        ("https://news.example/%7ejo%c3%a9", "https://news.example/~jo%C3%A9"),
        ("https://news.example/joé?q=ñ", "https://news.example/jo%C3%A9?q=%C3%B1"),
        ("https://Zürich.example/", "https://xn--zrich-kva.example/"),
        ("https://XN--ZRICH-KVA.example/", "https://xn--zrich-kva.example/"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/%%341", "https://news.example/%2541"),
        ("https://news.example/a?utm_source=x&id=1&fbclid=y", "https://news.example/a?id=1"),
        ("https://news.example/a?UTM_Medium=x&gclid=&mc%5Fcid=3", "https://news.example/a"),
        ("https://news.example/a?", "https://news.example/a"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
    ],
)
def test_spellings_of_one_address_are_one(url: str, same: str) -> None:
    assert canonical(url) == same
    assert canonical(same) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("?id=1", "?id=2"),
        ("?id=1", ""),
        ("?a=1&b=2", "?b=2&a=1"),
        ("?a=1&a=2", "?a=2"),
        ("?ref=x", ""),
        ("?source=utm_x", ""),
        ("?a;utm_source=x", "?a"),
        ("?a", "?a="),
        ("?q=a+b", "?q=a%20b"),
        ("?q=a%26b", "?q=a&b"),
        ("/a", "/A"),
        ("/a", "/a/"),
        ("/a//b", "/a/b"),
        ("/a%2Fb", "/a/b"),
        ("/a;v=1", "/a"),
        ("/a/amp", "/a"),
        ("/index.html", "/"),
    ],
)
def test_what_may_be_two_pages_stays_two(one: str, other: str) -> None:
    assert canonical(f"https://news.example{one}") != canonical(f"https://news.example{other}")


@pytest.mark.parametrize("other", ["http://news.example/a", "https://www.news.example/a", "https://m.news.example/a"])
def test_hosts_and_schemes_are_not_joined(other: str) -> None:
    assert canonical(other) != canonical("https://news.example/a")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/a",
        "//news.example/a",
        "mailto:a@news.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://news.example/",
        "http:/news.example/",
        "http:news.example",
        "http://",
        "http:///a",
        "http://:80/",
        "http://?a",
        "http://a b.example/",
        "http://news.example/a b",
        "http://news.example/\x00",
        "http://news.example/\u2028",
        "http://news.example\\@inner.example/",
        "http://news.example/\\inner.example",
        "http://user@news.example/",
        "http://user:secret@news.example/",
        "http://news.example:80:80/",
        "http://news.example:0/",
        "http://news.example:65536/",
        "http://news.example:８０/",
        "http://news.example:+80/",
        "http://news..example/",
        "http://.news.example/",
        "http://news.example../",
        "http://-news.example/",
        "http://news-.example/",
        "http://n%65ws.example/",
        "http://news.example%00.inner/",
        "http://ne*ws.example/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 130 + "example/",
        "http://\u200b/",
        "http://☃\ufffe.example/",
        "http://1.2.3/",
        "http://1.2.3.4.5/",
        "http://1.2.3.256/",
        "http://01.2.3.4/",
        "http://1.2.3.0x4/",
        "http://a.0x/",
        "http://３.2.3.4/",
        "http://[::1/",
        "http://[::1]x/",
        "http://[1.2.3.4]/",
        "http://[fe80::1%25eth0]/",
        "http://news.example/\ud800",
        "http://news.example/" + "a" * 2000,
        "http://news.example/" + "é" * 700,
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(BadAddress) as caught:
        canonical(url)
    assert caught.value.code == "bad_url"
    assert caught.value.reason.endswith(".")
    assert isinstance(caught.value, ValueError)


def test_mended_percent_signs_may_not_make_it_too_long() -> None:
    url = "http://news.example/" + "%" * 1000
    assert len(str(read(url))) == len(url), "it may be asked for as it is"
    with pytest.raises(BadAddress, match="longer than 2,000"):
        canonical(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://LOCALHOST./",
        "http://ⓛocalhost/",
        "http://db.localhost/",
        "http://db/",
        "http://printer.local/",
        "http://wiki.corp/",
        "http://metadata.google.internal/",
        "http://1.0.0.10.in-addr.arpa/",
        "http://hidden.onion/",
        "http://news.example:8080/",
        "https://news.example:22/",
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/",
        "http://168.63.129.16/",
        "http://192.0.0.192/",
        "http://198.19.0.1/",
        "http://0.0.0.0/",
        "http://239.1.1.1/",
        "http://255.255.255.255/",
        "http://[::]/",
        "http://[::1]/",
        "http://[::ffff:8.8.8.8]/",
        "http://[::8.8.8.8]/",
        "http://[64:ff9b::808:808]/",
        "http://[2002:808:808::]/",
        "http://[2001:0:808:808::]/",
        "http://[2001:db8::1]/",
        "http://[fc00::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://[100::1]/",
    ],
)
def test_what_leads_inside_is_not_asked_for(url: str) -> None:
    with pytest.raises(BadAddress) as caught:
        check(url)
    assert caught.value.code == "address_blocked"
    assert caught.value.reason.endswith(".")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://news.example", WebAddress("http", "news.example", 80)),
        ("https://my_blog.news.example/a?b", WebAddress("https", "my_blog.news.example", 443, "/a", "b")),
        ("http://news.example:443/", WebAddress("http", "news.example", 443)),
        ("http://172.32.0.1/", WebAddress("http", "172.32.0.1", 80)),
        ("http://8.8.8.8/", WebAddress("http", "8.8.8.8", 80)),
        ("https://[2606:4700:4700::1111]/", WebAddress("https", "2606:4700:4700::1111", 443)),
    ],
)
def test_what_is_public_may_be_asked_for(url: str, address: WebAddress) -> None:
    assert check(url) == address


def test_what_is_asked_for_stays_as_it_was_written() -> None:
    """A signature in the query may be over the very spelling."""
    assert check("https://news.example/%7ea?sig=%2f%7e&utm_source=x#top").target == "/%7ea?sig=%2f%7e&utm_source=x"
    assert check("http://news.example:443/").authority == "news.example:443"
    assert check("https://[2606:4700::1]/").authority == "[2606:4700::1]"


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("https://other.example/x", "https://other.example/x"),
        ("//other.example/x", "http://other.example/x"),
        ("/x", "http://news.example/x"),
        ("x", "http://news.example/a/x"),
        ("x y", "http://news.example/a/x%20y"),
        ("../x", "http://news.example/x"),
        ("./", "http://news.example/a/"),
        ("?p=2", "http://news.example/a/b?p=2"),
        ("#top", "http://news.example/a/b?p=1"),
        ("", "http://news.example/a/b?p=1"),
    ],
)
def test_references_lead_from_where_they_stand(reference: str, target: str) -> None:
    assert str(join(read("http://news.example/a/b?p=1"), reference)) == target


@pytest.mark.parametrize("reference", ["javascript:x", "///x", "http:x", "/a\nb"])
def test_references_that_lead_nowhere_are_refused(reference: str) -> None:
    with pytest.raises(BadAddress):
        join(read("http://news.example/"), reference)


def outcome(url: str) -> str:
    try:
        check(url)
    except BadAddress:
        return "block"
    return "allow"


@pytest.mark.skipif(not HOSTILE.exists(), reason=f"{HOSTILE} is not here")
def test_hostile_addresses_meet_their_expected_outcome() -> None:
    rows = [json.loads(line) for line in HOSTILE.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert [row["url"] for row in rows if outcome(row["url"]) != row["expected"]] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/?utm_source=a;id=1", "/?utm_source=a;id=2"),
        ("/?id=1&fbclid=x;page=2", "/?id=1&fbclid=x;page=3"),
        ("/#!/a", "/#!/b"),
        ("/news#!a", "/news"),
    ],
)
def test_what_may_name_another_page_is_never_dropped(one: str, other: str) -> None:
    first, second = canonical(f"https://news.example{one}"), canonical(f"https://news.example{other}")
    assert first != second
    assert canonical(first) == first
    assert canonical(second) == second


def test_a_fragment_that_names_no_page_is_dropped() -> None:
    assert canonical("https://news.example/a#top") == canonical("https://news.example/a#!") == "https://news.example/a"


def test_a_fragment_is_bound_like_the_rest() -> None:
    with pytest.raises(BadAddress):
        canonical("https://news.example/#!" + "é" * 1_900)
