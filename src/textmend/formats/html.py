"""HTML: the text between the tags is repaired, and not a byte of the tags.

The parser is that of the standard library. It does not build a tree, and so it reports the position of every piece of
text; what is not text is never moved.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import ClassVar

from textmend.errors import FileError
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, TextSpan
from textmend.formats.source import Source
from textmend.formats.source_map import OBJECT, MappedBlock, SourceMap, switched_off
from textmend.formats.text_reader import DocumentReader
from textmend.passes.characters.evidence import is_enclosed

__all__ = ["SKIPPED", "HtmlReader", "TextNodes", "spell", "text_map"]

# Elements whose text is not prose, or is shown verbatim.
SKIPPED = frozenset(
    "script style pre code textarea kbd samp var tt math svg template noscript iframe object xmp listing plaintext "  # noqa: SIM905
    "noembed noframes canvas audio video".split()
)
# Elements within a line of text; between all others a sentence ends.
_INLINE = frozenset(
    "a abbr acronym b basefont bdi bdo big cite data del dfn em font i img ins label mark nobr q rb rp rt ruby s small "  # noqa: SIM905
    "span strike strong sub sup time u wbr code kbd samp var tt math svg input button select".split()
)
# Elements without an end tag.
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905


class HtmlReader(DocumentReader):
    """A page, or a piece of one."""

    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = TextNodes(source.name)


class TextNodes(Extractor):
    """All text nodes of a page are one text span, with a blank line between blocks."""

    def __init__(self, name: str) -> None:
        self._name = name

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        yield MappedBlock(text_map(block.content, self._name), block)


def text_map(source: str, name: str) -> SourceMap:
    """Return the text of a page.

    Args:
        source: the page.
        name: what messages call it.

    Raises:
        FileError: the parser stops before its end.
    """
    projection = SourceMap(source, spell, switched_off(source))
    parser = _Parser(projection)
    parser.feed(source)
    parser.close()
    if parser.offset != len(source):
        raise FileError(name, f"cannot be parsed after character {parser.offset + 1}", "check its markup there")
    return projection


def spell(text: str) -> str:
    """A text as written in HTML."""
    return html.escape(text, quote=False)


class _Parser(HTMLParser):
    """Adds each text node to a source map, with its position."""

    def __init__(self, projection: SourceMap) -> None:
        super().__init__(convert_charrefs=False)
        self.offset = 0
        self._projection = projection
        self._skipped: list[str] = []
        self._data: str | None = None
        self._reference = False

    def updatepos(self, i: int, j: int) -> int:
        # The parser calls this after each construct that it has handled: here is where that began and ended.
        start, self.offset = self.offset, self.offset + j - i
        if not self._skipped and j > i:
            raw = self._projection.source[start : self.offset]
            if html.unescape(raw) == "\xa0" and is_enclosed(self._projection.source, start, self.offset):
                pass  # it keeps an empty paragraph or cell open
            elif self._data == raw:
                self._projection.copy(start, self.offset)
            elif self._reference:
                # Anything that is not a reference, such as the & of AT&T, is literal.
                text = html.unescape(raw)
                if text == raw:
                    self._projection.copy(start, self.offset)
                else:
                    self._projection.stand_for(text, start, self.offset)
        self._data, self._reference = None, False
        return j

    def handle_data(self, data: str) -> None:
        self._data = data

    def handle_entityref(self, name: str) -> None:  # noqa: ARG002
        self._reference = True

    def handle_charref(self, name: str) -> None:  # noqa: ARG002
        self._reference = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._border(tag)
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.append(tag)
        elif tag not in _VOID and (tag in SKIPPED or dict(attrs).get("translate") == "no"):
            self._skipped.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._border(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped and tag == self._skipped[-1]:
            self._skipped.pop()
        elif not self._skipped:
            self._border(tag)

    def _border(self, tag: str) -> None:
        if self._skipped:
            return
        if tag in SKIPPED and tag in _INLINE:
            self._projection.separate(OBJECT)
        elif tag == "br":
            self._projection.separate("\n")
        elif tag not in _INLINE:
            self._projection.separate("\n\n")
