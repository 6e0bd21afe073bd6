"""What passes the XML gate and what it turns away; that it reads nothing but the bytes it is handed."""

from __future__ import annotations

import codecs
import socket

import pytest
from lxml import etree

from claims.engine import sandbox
from claims.engine.parsers import limits
from claims.engine.parsers.carry import from_line
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.xml_gate import parse_xml, root_name
from claims.engine.parsers.xml_tree import out_of_memory

AS_CP1252 = ("The file is not UTF-8 and was read as Windows-1252.",)


def text_of(data: bytes) -> str:
    return "".join(parse_xml(data).root.itertext())


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        parse_xml(data)
    assert "\n" not in caught.value.reason
    return caught.value


@pytest.mark.parametrize(
    ("data", "text", "warnings"),
    [
        ("<a>Año</a>".encode(), "Año", ()),
        ("\ufeff<?xml version='1.0'?><a>Año</a>".encode(), "Año", ()),
        ('<?xml version="1.0" encoding="utf-8"?>\n<a>Año</a>'.encode("cp1252"), "Año", AS_CP1252),
        ("<a>Año</a>".encode("cp1252"), "Año", AS_CP1252),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>“Año”</a>'.encode("cp1252"), "“Año”", ()),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>Año</a>'.encode(), "Año", ()),
        ('<?xml version="1.0" encoding="windows-1251"?><a>Год</a>'.encode("cp1251"), "Год", ()),
        ('<?xml version="1.0" encoding="GB2312"?><a>新闻</a>'.encode("gbk"), "新闻", ()),
        ('<?xml version="1.0" encoding="ISO-2022-JP"?><a>年</a>'.encode("iso2022-jp"), "年", ()),
        ('<?xml version="1.0" encoding="zlib"?><a>Año</a>'.encode(), "Año", ()),
        ('<?xml version="1.0" encoding="UTF-16"?><a>Año</a>'.encode(), "Año", ()),
        ('<?xml version="1.0" encoding="UTF-16"?><a>Año</a>'.encode("utf-16"), "Año", ()),
        ('<?xml version="1.0" encoding="UTF-16"?><a>Año</a>'.encode("utf-16-be"), "Año", ()),
        (b"<a>One\x03two</a>", "Onetwo", ("Control characters were removed.",)),
        (b"\n\n <?xml version='1.0'?><a>x</a>", "x", ()),
    ],
)
def test_encodings(data: bytes, text: str, warnings: tuple[str, ...]) -> None:
    root, said = parse_xml(data)
    assert ("".join(root.itertext()), said) == (text, warnings)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<a>Caf&eacute; &ndash; open&hellip;</a>", "Café – open…"),
        (b"<!DOCTYPE nitf SYSTEM 'nitf.dtd'><a>Caf&eacute;</a>", "Café"),
        (b"<a>&lt;b&gt; &amp; &quot;&apos; &#233;&#xe9;</a>", "<b> & \"' éé"),
        (b"<a>&LT;b&GT; &AMP;amp;</a>", "<b> &amp;"),
        (b"<a><![CDATA[<p>&eacute; &nothing;</p>]]> &eacute;</a>", "<p>&eacute; &nothing;</p> é"),
        (b"<a>One<!-- &nothing; -->two<?x &nothing; ?></a>", "Onetwo"),
        (b"<a><!-- <![CDATA[ -->&eacute;<!-- ]]> --></a>", "é"),
    ],
)
def test_named_characters(data: bytes, text: str) -> None:
    assert text_of(data) == text


def test_named_characters_in_attributes() -> None:
    assert parse_xml(b"<a b='&eacute;&quot;'/>").root.get("b") == 'é"'


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        b'<!DOCTYPE a PUBLIC "-//X//DTD A 1.0//EN" "file:///etc/hostname">',
        b"<!DOCTYPE a [<!ELEMENT a (#PCDATA)> <!-- <!ENTITY x 'y'> ]> --> <?pi ]> ?> <!ATTLIST a b CDATA \"]>\">]>",
        b"<!-- <!DOCTYPE a [<!ENTITY x 'y'>]> -->\n<?pi <!DOCTYPE?> <!DOCTYPE a>",
        b"<!DOCTYPE a []>\n",
        b"<!DOCTYPE a PUBLIC 'urn:x' 'a.dtd' [\n<!ENTITY % nitf SYSTEM \"../dtd/nitf-3-0.dtd\">\n%nitf;\n]>",
        b"<!DOCTYPE a [<!ENTITY % nitf PUBLIC '-//X//DTD A 1.0//EN' 'nitf.dtd'> %nitf;]>",
    ],
)
def test_a_document_type_is_passed_over(doctype: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    root, warnings = parse_xml(doctype + b"<a>x<![CDATA[<!DOCTYPE html>]]></a>")
    assert ("".join(root.itertext()), dict(root.attrib), warnings) == ("x<!DOCTYPE html>", {}, ())
    assert root.getroottree().docinfo.doctype == ""


@pytest.mark.parametrize(
    "subset",
    [
        b"<!ENTITY x 'y'>",
        b"<!ENTITY x SYSTEM 'file:///etc/hostname'>",
        b"<!ENTITY % p SYSTEM 'http://127.0.0.1:9/p.dtd'> %p;",
        b"<!ENTITY % p SYSTEM '/etc/p.dtd'> %p;",
        b"<!ENTITY % p SYSTEM 'file:p.dtd'> %p;",
        b"<!ENTITY % p SYSTEM 'p.dtd' 'x'> %p;",
        b"<!ENTITY % p '<!ENTITY x SYSTEM \"nitf.dtd\">'> %p;",
        b"<!ENTITY p SYSTEM 'nitf.dtd'>",
        b"<!ENTITY % p SYSTEM 'nitf.dtd'> %p; <!ENTITY x 'y'>",
        b"<!ELEMENT a ANY> <!-- ' --> <!ENTITY a0 'ha'><!ENTITY a1 '&a0;&a0;&a0;'>",
        b"\n<!ENTITY\nx 'y'>",
    ],
)
@pytest.mark.parametrize("use", [b"<a>&x;</a>", b"<a b='&x;'/>", b"<a/>"])
def test_entities_of_its_own_are_refused(subset: bytes, use: bytes) -> None:
    for before in (b"", b"<?xml version='1.0' encoding='UTF-8'?>\n<!-- x -->"):
        assert refusal(before + b"<!DOCTYPE a [" + subset + b"]>" + use).code == "xml_entities"
    wide = ("<!DOCTYPE a [" + subset.decode() + "]>" + use.decode()).encode("utf-16")
    assert refusal(wide).code == "xml_entities"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"<a>&company;</a>", "xml_undeclared_entity", "&company;"),
        (b"<!DOCTYPE a SYSTEM 'a.dtd'><a b='&company;'/>", "xml_undeclared_entity", "&company;"),
        ("<a>&año;</a>".encode(), "xml_undeclared_entity", "&año;"),
        (b"<a>\n<b>\n</a>", "xml_malformed", "line 3"),
        (b"<?xml version='1.0'\nencoding='UTF-8'?>\n<!DOCTYPE a\n[\n]>\n<a><b></a>", "xml_malformed", "line 6"),
        (b"<a>half an art", "xml_malformed", "line 1"),
        (b"<a>Marks & Sons</a>", "xml_malformed", "line 1"),
        (b"", "xml_malformed", "line 1"),
        (b"neighbour.xml", "xml_malformed", "line 1"),
        (b"<!DOCTYPE a><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "xml_malformed", "two document types"),
        (b"<!DOCTYPE a [<!ELEMENT a ANY><a>&x;</a>", "xml_malformed", "has no end"),
        (b"<!DOCTYPE a [" + b"<!ELEMENT b ANY>" * 9_000 + b"]><a/>", "xml_malformed", "has no end"),
        (b"<a><!-- never closed", "xml_malformed", "line 1"),
        (b"<a>" * 100_000 + b"</a>" * 100_000, "too_deep", "200 levels"),
        (b"<a>" * (limits.XML_DEPTH + 1) + b"</a>" * (limits.XML_DEPTH + 1), "too_deep", "200 levels"),
        (b"<a>" + b"<b/>" * limits.XML_MARKS + b"</a>", "too_large", "1,000,000 tags"),
        (b"<a>" + b"x" * 10_500_000 + b"</a>", "too_large", "10 MB"),
        (b"<a>" + b"x" * limits.XML_BYTES + b"</a>", "too_large", "20 MB"),
        (b"\x00\x01\x02\x03" * 200, "binary", "not a text"),
        ("<a>x</a>".encode("utf-16-le").join([codecs.BOM_UTF16_LE, b"\x00\xd8"]), "encoding", "UTF-16"),
    ],
)
def test_refusals(data: bytes, code: str, words: str) -> None:
    refused = refusal(data)
    assert refused.code == code
    assert words in refused.reason


def test_the_depth_that_is_allowed() -> None:
    depth = limits.XML_DEPTH
    assert text_of(b"<a>" * depth + b"x" + b"</a>" * depth) == "x"


def test_a_smaller_size_may_be_asked_for() -> None:
    with pytest.raises(Refused, match="may have 1 MB"):
        parse_xml(b"<a>" + b"x" * 2_000_000 + b"</a>", most=1024 * 1024)


def test_an_inclusion_stays_an_empty_element() -> None:
    xml = b'<a><i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>ok</a>'
    assert text_of(xml) == "ok"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<rss version='2.0'>", "rss"),
        (b"<?xml version='1.0' encoding='UTF-8'?>\n<!-- <rss> -->\n<?pi?> <n:newsItem xmlns:n='x'>", "newsItem"),
        (b"<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd' [<!ELEMENT a (b)>]>\n<nitf>", "nitf"),
        (b"<!DOCTYPE x:NewsML [<!ENTITY x 'y'>]><NewsML>", "NewsML"),
        (b"<!DOCTYPE NewsML [" + b"<!ELEMENT a (b)>" * 100, "NewsML"),
        ("\ufeff<?xml version='1.0' encoding='UTF-16'?><feed>".encode("utf-16-le")[:93], "feed"),
        ("<RDF>".encode("utf-16-be"), "RDF"),
        ("<nitf>ñ".encode()[:-1], "nitf"),
        (b"<!-- a comment that has no end", ""),
        (b"plain words < and more", ""),
        (b'{"a": 1}', ""),
        (b"\x00\x01\x02\x03" * 50, ""),
        (b"", ""),
    ],
)
def test_the_name_of_the_first_element(head: bytes, name: str) -> None:
    assert root_name(head) == name


MANY = "<p>The council voted on the budget today and the mayor said so.</p>" * 120_000
LARGE = {
    "xml": f"<nitf><body><body.content>{MANY}</body.content></body></nitf>",
    "json": '{"title": "T", "html": "' + "<b>a</b>" * 200_000 + '"}',
}


def codes(kind: str, megabytes: int) -> set[str]:
    """What becomes of the file with so much memory."""
    data, budget = LARGE[kind].encode(), sandbox.Budget(memory=megabytes << 20)
    try:
        found = sandbox.run("claims.engine.parsers.contained", kind, data, each=from_line, budget=budget)
    except sandbox.Stopped as stopped:
        return {stopped.code}
    return {"" if isinstance(one, ArticleDraft) else one.code for one in found}  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", LARGE)
def test_where_memory_runs_out_nothing_is_called_broken(kind: str) -> None:
    """libxml2 has no memory left then to say what is wrong."""
    enough = {"xml": {"too_large"}, "json": {""}}[kind]
    found = [codes(kind, megabytes) for megabytes in range(40, 300, 50)]
    assert all(one in ({"too_costly"}, enough) for one in found)
    assert {"too_costly"} in found


@pytest.mark.parametrize(("message", "code"), [("unknown error", 2), (None, 1), ("Memory allocation failed", 2)])
def test_each_way_in_which_libxml2_says_that_its_memory_ran_out(message: str | None, code: int) -> None:
    assert out_of_memory(etree.XMLSyntaxError(message, code, 0, 0))


def test_other_errors_are_none_of_memory() -> None:
    with pytest.raises(etree.XMLSyntaxError) as caught:
        etree.fromstring("<a><b></a>")
    assert not out_of_memory(caught.value)
