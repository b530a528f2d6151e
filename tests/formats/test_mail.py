"""Mail: the text of messages is repaired in its encodings; headers, boundaries and attachments keep their bytes."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage, Message
from email.policy import SMTP, default
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.mending import DEFAULT, mended, places, problems
from textmend import Pipeline
from textmend.formats import mail
from textmend.formats import source as source_files

TYPOGRAPHIC = Pipeline.preset("typographic")
OLD = (
    "It’s late - too late - ofthe café, and all of the others of the bay have to go home in the end.\n\n"
    "Bye,\n-- \nAnn\n"
)
NEW = OLD.replace("It’s", "It's").replace("late - too late - ofthe", "late — too late — of the")


def message(text: str, charset: str, transfer: str, *, policy: Any = default, subtype: str = "plain") -> bytes:
    made = EmailMessage(policy=policy)
    made["Subject"] = "It’s late - too late ofthe"
    made["From"] = "Ann’s <ann@bay.example>"
    made.set_content(text, subtype=subtype, charset=charset, cte=transfer)
    made.add_attachment(b"it\x00\xe2\x80\x99s ofthe", maintype="application", subtype="x", filename="it’s")
    made.add_attachment("it’s ofthe - or so - a text", filename="it’s.txt")
    return made.as_bytes()


def first_text(data: bytes) -> str:
    found = email.message_from_bytes(data, policy=default).get_body()
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("policy", [default, SMTP])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_text_is_repaired_in_its_encodings(transfer: str, charset: str, policy: Any) -> None:
    before = message(OLD, charset, transfer, policy=policy)
    data, parts = mended("mail", before, DEFAULT)
    assert data.partition(b"--===")[0] == before.partition(b"--===")[0]
    assert first_text(data) == NEW
    old, new = (email.message_from_bytes(each, policy=default) for each in (before, data))
    assert [each.as_bytes() for each in new.iter_attachments()] == [each.as_bytes() for each in old.iter_attachments()]
    assert not problems(parts)
    assert len(places(parts)) == 4
    if transfer != "8bit":
        assert max(map(len, data.partition(b"\n\n" if policy is default else b"\r\n\r\n")[2].split())) <= 76
    assert mended("mail", data, DEFAULT)[0] == data


def test_a_line_of_quoted_printable_that_grows_is_broken() -> None:
    line = b"It is late - too late - for all of us, and we have to go home now, as she said"
    source = (
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + line[:76] + b"\n"
    )
    data, _ = mended("mail", source, DEFAULT)
    body = data.partition(b"\n\n")[2]
    assert max(map(len, body.split(b"\n"))) <= 76
    assert (
        email.message_from_bytes(data, policy=default).get_content() == line[:76].decode().replace(" - ", " — ") + "\n"
    )


@pytest.mark.parametrize("charset", ["us-ascii", "iso-8859-1"])
def test_what_a_charset_lacks_is_not_made(charset: str) -> None:
    source = f"Content-Type: text/plain; charset={charset}\n\nIt is late - too late - ofthe bay.\n".encode()
    assert mended("mail", source, DEFAULT)[0] == source.replace(b"ofthe", b"of the")
    seven = b"Content-Type: text/plain; charset=utf-8\n\nIt is late - too late - ofthe bay.\n"
    assert mended("mail", seven, DEFAULT)[0] == seven.replace(b"ofthe", b"of the")


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_html_keeps_its_markup(transfer: str) -> None:
    page = "<p title='it’s'>It’s <b>ofthe</b> bay &amp; of <code>it’s</code> café</p>\n"
    data, _ = mended("mail", message(page, "utf-8", transfer, subtype="html"), DEFAULT)
    assert first_text(data) == page.replace(">It’s", ">It's").replace(">ofthe", ">of the")


@pytest.mark.parametrize("name", ["shift_jis", "gbk", "euc-jp", "big5"])
def test_characters_of_several_bytes(name: str) -> None:
    text = "\u65e5\u672c\u8a9e ofthe \u6f22\u5b57\u3001\u8868\n"
    source = f"Content-Type: text/plain; charset={name}\nContent-Transfer-Encoding: 8bit\n\n".encode() + text.encode(
        name, "ignore"
    )
    data, _ = mended("mail", source, Pipeline(["replace"], replace=["ofthe => \u8868"]))
    assert data == source.replace(b"ofthe", "\u8868".encode(name))


STAYS = (
    b"Content-Type: multipart/signed; boundary=b\n\n--b\n\nIt is late - too late ofthe bay.\n--b\n\nx\n--b--\n",
    b"Content-Type: text/plain\n\n-----BEGIN PGP SIGNED MESSAGE-----\n\nIt is ofthe bay.\n",
    b"Content-Type: text/x-patch\n\nIt is ofthe bay.\n",
    b"Content-Type: application/json\n\nIt is ofthe bay.\n",
    b"Content-Type: text/plain\nContent-Disposition: attachment\n\nIt is ofthe bay.\n",
    b"Content-Type: multipart/mixed\n\nIt is ofthe bay.\n",
    b"Content-Type: multipart/mixed; boundary=b\n\nIt is ofthe preamble.\n--b--\nIt is ofthe epilogue.\n",
    b"Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\nIt is ofthe bay.\n",
    b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nIt is ofthe bay.\n",
    b"Content-Type: text/plain; charset=utf-8\n\nIt is \xff\xfe late.\n",
    b"Subject: it is ofthe bay",
    b"\n\n",
    b"",
)  # fmt: skip


@pytest.mark.parametrize("source", STAYS)
def test_stays(source: bytes) -> None:
    data, parts = mended("mail", source, TYPOGRAPHIC)
    assert data == source
    assert not problems(parts)


def test_a_part_in_no_known_charset_is_reported() -> None:
    source = b"Content-Type: text/plain; charset=x-boat\n\nIt is ofthe bay.\n"
    data, parts = mended("mail", source, DEFAULT)
    assert data == source
    assert problems(parts) == [
        (3, "the text from here on is in 'x-boat', which cannot be decoded and encoded in parts")
    ]


def test_bytes_that_are_not_text_stay() -> None:
    source = b"Content-Type: text/plain; charset=utf-8\n\nIt is \xe9\xff late ofthe bay, caf\xc3\xa9.\n"
    assert mended("mail", source, DEFAULT)[0] == source.replace(b"ofthe", b"of the")


def test_messages_inside_of_messages() -> None:
    inner = b"Subject: ofthe\nContent-Type: text/plain\n\nIt is late ofthe bay.\n"
    source = b"Content-Type: multipart/digest; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n" + inner + b"--b--\n"
    assert mended("mail", source, DEFAULT)[0] == source.replace(b"late ofthe", b"late of the")


def test_a_large_mailbox_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_BLOCK_CHARS", 400)
    monkeypatch.setattr(source_files, "_CHUNK", 700)
    one = b"From ann@bay.example Mon Jan  1 00:00:00 2030\nSubject: ofthe\n\nIt is late ofthe bay.\n\nFrom\n\n"
    long = one.replace(b"bay.", b"bay. " + b"So it is. " * 200)
    source = one * 30 + long + one * 30
    data, parts = mended("mail", source, DEFAULT)
    assert data == source.replace(b"late ofthe", b"late of the")
    assert sum(part.documents for part in parts) == 61
    assert len(parts) > 8
    assert [place["start"] for place in places(parts)] == [
        found.start() + 2 for found in re.finditer(b"ofthe bay", source)
    ]


def test_a_mailbox() -> None:
    one = (
        b"From ann@bay.example Mon Jan  1 00:00:00 2030\nSubject: ofthe\n\nIt is late ofthe bay.\n>From here on.\n\n\n"
    )
    two = one.replace(b"Subject", b"Content-Type: text/html\nSubject").replace(b"late ofthe", b"late <b>ofthe</b>")
    source = (one + two) * 3
    data, parts = mended("mail", source, DEFAULT)
    assert data == source.replace(b"late ofthe", b"late of the").replace(b"<b>ofthe", b"<b>of the")
    assert [part.documents for part in parts] == [6]
    assert [(place["line"], place["start"]) for place in places(parts)] == [
        (source.count(b"\n", 0, at) + 1, at)
        for at in (at + 2 for at in range(len(source)) if source[at:].startswith((b"ofthe bay", b"ofthe</b>")))
    ]
    preset = Pipeline.preset("email")
    assert mended("mail", source, preset)[0].count(b"\n\nFrom ann") == 5


TEXTS = st.lists(
    st.sampled_from(
        ["It’s late - too late ofthe bay. ", "café", "=", "=E9", " ", "\n", "\t", "--b", "From ", ".", "“so”", "x" * 70,
         "CafÃ© dÃ©jÃ vu ", "\u00a0", "\U0001f600", "<b>it’s</b>"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


def form(part: Message) -> Any:
    """The headers, and the parts or what is not text."""
    payload = part.get_payload(decode=False)
    content = [form(each) for each in payload if isinstance(each, Message)] if isinstance(payload, list) else None
    is_text = part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
    return part.items(), content, None if is_text or content else payload


@settings(max_examples=200, deadline=None)
@given(
    TEXTS,
    st.sampled_from(["quoted-printable", "base64", "8bit"]),
    st.sampled_from(["plain", "html"]),
    st.sampled_from([default, SMTP]),
    st.sampled_from([DEFAULT, TYPOGRAPHIC, Pipeline.preset("email")]),
)
def test_the_structure_stays(text: str, transfer: str, subtype: str, policy: Any, pipeline: Pipeline) -> None:
    source = message(text, "utf-8", transfer, policy=policy, subtype=subtype)
    data, parts = mended("mail", source, pipeline)
    assert form(email.message_from_bytes(data)) == form(email.message_from_bytes(source))
    assert not problems(parts)
    if subtype == "plain":
        assert mended("mail", data, pipeline)[0] == data


FRAGMENTS = st.sampled_from(
    [
        b"From a b\n", b"Content-Type: multipart/mixed; boundary=", b"b", b"\n", b"\r\n", b"--b\n", b"--b--\n",
        b"Content-Type: text/plain", b"; charset=utf-8", b'; charset="x', b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n", b"Content-Type: message/rfc822\n", b"=E2=80", b"SXTigJlz",
        b"\xe2\x80\x99", b"ofthe ", b"\xff", b"\x00", b" ",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25).map(b"".join))
def test_any_bytes_are_read_and_written(source: bytes) -> None:
    data, _ = mended("mail", source, Pipeline(["replace"], replace=["zzz => y"]))
    assert data == source
    mended("mail", source, DEFAULT)
