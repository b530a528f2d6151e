"""E-mail (.eml, .mbox): the text of a message is repaired, in plain text and HTML; all else keeps its bytes.

A file is read as bytes, one character each. The text of a part is decoded from its transfer encoding and its charset,
with the place of each character, and an edit is written in both again. So headers, attachments, boundaries and all that
is not repaired stay as they are. Signed and encrypted parts are left alone: a signature holds for the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from typing import Any, BinaryIO, ClassVar, NamedTuple

from textmend.errors import FileError
from textmend.formats import html
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, Problem, Reader, TextSpan
from textmend.formats.mail_body import Body, Charset, body_span
from textmend.formats.source import Source

__all__ = ["MailReader"]

# A message of a mailbox begins with such a line, after a blank one.
_FROM = re.compile(r"(?:(?<=\n\n)|(?<=\n\r\n))From (?=\S+ +\S)")
_ENVELOPE = re.compile(r"From [^\n]*\n")
_END_OF_HEADERS = re.compile(r"(?:\A|\n)\r?\n")
# Text that is signed inside of itself.
_SIGNED = "-----BEGIN PGP "
# Messages inside of messages are that deep at most in any real one.
_MAX_DEPTH = 40


class MailReader(Reader):
    """A message, or a mailbox of them."""

    name: ClassVar[str] = "mail"
    suffixes: ClassVar[tuple[str, ...]] = (".eml", ".mbox")

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _TextParts(options.encoding)

    def blocks(self) -> Iterator[Block]:
        """Yield each message."""
        line, offset = 1, 0
        waiting = ""
        is_mailbox: bool | None = None
        for chunk in self.source.chunks():
            searched = max(0, len(waiting) - len("\n\r\nFrom ") - 1)
            waiting += chunk.decode("latin-1")
            is_mailbox = waiting.startswith("From ") if is_mailbox is None else is_mailbox
            while is_mailbox and (start := _FROM.search(waiting, searched or 1)):
                message, waiting = waiting[: start.start()], waiting[start.start() :]
                yield Block(message, line, 1, offset)
                line += message.count("\n")
                offset += len(message)
                searched = 0
        if waiting:
            yield Block(waiting, line, 1, offset)

    def write(self, content: Any, sink: BinaryIO) -> None:
        sink.write(content.encode("latin-1"))


class _Part(NamedTuple):
    """A part without parts: its headers, and where its body is."""

    headers: Message
    start: int
    end: int


class _TextParts(Extractor):
    """The text of each part is a text span."""

    def __init__(self, encoding: str | None) -> None:
        self._encoding = encoding

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        source: str = block.content
        envelope = _ENVELOPE.match(source)
        for each in _text_parts(source, envelope.end() if envelope else 0, len(source)):
            line = block.line + source.count("\n", 0, each.start)
            name = each.headers.get_content_charset() or self._encoding or "us-ascii"
            charset = Charset.of(name)
            if charset is None:
                problem = f"the text from here on is in {name!r}, which cannot be decoded and encoded in parts"
                part.problems.append(Problem(line, "line", problem))
                continue
            body = body_span(
                source, each.start, each.end, str(each.headers["Content-Transfer-Encoding"] or ""), charset
            )
            if body is not None and _SIGNED not in body.text:
                try:
                    prose = html.text_map(body.text, "") if each.headers.get_content_subtype() == "html" else None
                except FileError as error:
                    part.problems.append(Problem(line, "line", f"the HTML from here on {error.problem}"))
                    continue
                yield Body(body, prose, block)


def _text_parts(source: str, start: int, end: int, depth: int = 0) -> Iterator[_Part]:
    """Yield the parts of a message, or of a part, that are text to read."""
    blank = _END_OF_HEADERS.search(source[start:end])
    body = start + blank.end() if blank else end
    headers = HeaderParser().parsestr(source[start:body])
    kind = headers.get_content_type()
    if depth >= _MAX_DEPTH or kind in ("multipart/signed", "multipart/encrypted"):
        return
    if headers.get_content_maintype() == "multipart":
        for low, high in _between_boundaries(source, body, end, headers.get_boundary()):
            yield from _text_parts(source, low, high, depth + 1)
    elif kind == "message/rfc822":
        yield from _text_parts(source, body, end, depth + 1)
    elif kind in ("text/plain", "text/html") and headers.get_content_disposition() != "attachment":
        # The blank line at the end of a message separates it from the next one.
        yield _Part(headers, body, body + len(source[body:end].rstrip("\r\n")))


def _between_boundaries(source: str, start: int, end: int, boundary: str | None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the parts that a boundary separates. The line end before a boundary belongs to that."""
    if not boundary:
        return
    mark = re.compile(rf"^--{re.escape(boundary)}(--)?[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
    low: int | None = None
    for found in mark.finditer(source, start, end):
        if low is not None:
            high = found.start() - 1
            yield low, max(low, high - (source[high - 1 : high] == "\r"))
        low = None if found[1] else found.end()
        if found[1]:
            return
    if low is not None:
        yield low, end
