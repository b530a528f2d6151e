"""XML: the text of elements that a known kind of document has for prose. In any other kind, only characters.

What an element is for is said by its namespace, not by its look: `<string>` of one program is a sentence, of another a
format with its own quotation marks. These kinds are known: XLIFF, TTML, DocBook, TEI and JATS.

The parser is that of the standard library, which reports the position of every piece of text, and expands nothing here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from typing import ClassVar, NamedTuple
from xml.parsers import expat

from textmend.errors import FileError
from textmend.formats import encoding_errors
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, TextSpan
from textmend.formats.code import as_data
from textmend.formats.plain_text import PlainReader
from textmend.formats.source import Source
from textmend.formats.source_map import (
    OBJECT,
    CharPlaces,
    MessageBlock,
    SourceMap,
    switched_off,
    without_surrogates,
)
from textmend.formats.text_reader import DocumentReader

__all__ = ["SUFFIXES", "XmlReader"]

SUFFIXES = (".xml", ".xlf", ".xliff", ".ttml", ".dfxp", ".dbk", ".docbook", ".tei")


class _Kind(NamedTuple):
    """A kind of document.

    Attributes:
        root: its first element.
        names: what its namespace, or its document type, contains.
        prose: elements whose text is prose.
        verbatim: elements inside of these whose text is not.
        inline: elements inside of these that are parts of a line; all others are paragraphs of their own.
    """

    root: str
    names: str
    prose: frozenset[str]
    verbatim: frozenset[str]
    inline: frozenset[str]


def _kind(root: str, names: str, prose: str, verbatim: str, inline: str) -> _Kind:
    return _Kind(root, names, frozenset(prose.split()), frozenset(verbatim.split()), frozenset(inline.split()))


_KINDS = (
    # Translations; the source text is the key.
    _kind("xliff", "xliff", "target", "ph bpt ept it x bx ex sub cp", "g mrk pc sc ec"),
    # Subtitles.
    _kind("tt", "ttml|ttaf1", "p", "metadata", "span"),
    _kind(
        "book article chapter section part set reference appendix preface refentry glossary sect1 topic",
        "docbook",
        "para simpara title subtitle phrase term",
        "programlisting screen synopsis literallayout literal code command option filename varname function "
        "replaceable userinput computeroutput parameter constant classname methodname type symbol systemitem tag "
        "markup uri email envar prompt property sgmltag interface keycap keysym returnvalue structfield structname "
        "token errorcode cmdsynopsis funcsynopsis classsynopsis equation informalequation inlineequation mathphrase",
        "emphasis phrase quote link ulink xref citetitle firstterm glossterm foreignphrase acronym abbrev application "
        "productname trademark subscript superscript citation footnoteref anchor guilabel guimenu guibutton wordasword "
        "personname firstname surname author",
    ),
    _kind(
        "TEI TEI.2 teiCorpus",
        "tei-c",
        "p head l ab item note",
        "code egXML formula gi att val ident",
        "hi emph q quote name persName placeName orgName date title foreign ref rs term seg soCalled mentioned abbr "
        "expan choice sic corr orig reg pb cb milestone c w pc num measure unclear supplied gap add del",
    ),
    _kind(
        "article",
        "JATS|NLM|nlm",
        "p title article-title",
        "preformat code monospace tex-math math inline-formula disp-formula email ext-link uri",
        "italic bold sup sub sc underline xref named-content styled-content abbrev ext-link inline-graphic target",
    ),
)
# An empty element that ends a line.
_LINE_ENDS = frozenset({"br", "lb"})
_ROOT = re.compile(
    r"(?:\ufeff)?\s*(?:<\?xml[^>]*>)?(?:\s+|<!--.*?-->|<\?.*?\?>)*"
    r"(?P<doctype><!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)?(?:\s+|<!--.*?-->|<\?.*?\?>)*<(?P<root>(?:[\w.-]+:)?[\w.-]+)(?P<attributes>[^>]*)>",
    re.DOTALL,
)
_DECLARED = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_HEAD_CHARS = 10_000


def _kind_of(head: str) -> _Kind | None:
    """The kind of a document that begins so."""
    start = _ROOT.match(head[:_HEAD_CHARS])
    if start is None:
        return None
    root = start["root"].rpartition(":")[2]
    about = (start["doctype"] or "") + start["attributes"]
    return next((kind for kind in _KINDS if root in kind.root.split() and re.search(kind.names, about)), None)


class XmlReader(PlainReader, DocumentReader):
    """A document of a known kind as a whole, and any other in windows."""

    name: ClassVar[str] = "xml"
    suffixes: ClassVar[tuple[str, ...]] = SUFFIXES

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        head = source.peek()
        declared = _DECLARED.match(head)
        self.declared = encoding_errors.declared_encoding(declared[1]) if declared else None
        self._kind = _kind_of(head[: 2 * _HEAD_CHARS].decode("utf-8", "replace"))
        self.extractor = _TextNodes(source.name, self._kind, self.declared)

    def blocks(self) -> Iterator[Block]:
        """Yield the document, or its windows.

        Raises:
            FileError: it cannot be read, or is too large.
        """
        return (DocumentReader if self._kind else PlainReader).blocks(self)


class _TextNodes(Extractor):
    """All prose of a document is one text span."""

    def __init__(self, name: str, kind: _Kind | None, codec: str | None) -> None:
        self._name = name
        self._kind = kind
        self._codec = codec

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        source: str = block.content
        if self._kind is None:
            yield as_data(block)
            return
        nodes = _Nodes(source, self._kind, partial(_spell, codec=self._codec or "utf-8"))
        try:
            nodes.parse()
        except expat.ExpatError as error:
            raise FileError(
                f"{self._name}:{error.lineno}:{error.offset + 1}",
                f"invalid XML ({expat.ErrorString(error.code)})",
                "fix that place, or use --format code",
            ) from error
        yield MessageBlock(nodes.prose, block)


def _spell(text: str, *, codec: str) -> str:
    """A text as written in XML. What the encoding of the document lacks is written as a reference."""
    return html.escape(text, quote=False).encode(codec, "xmlcharrefreplace").decode(codec)


class _State(Enum):
    """What the text of an element is, and with it that of the elements inside."""

    OUTSIDE = "no prose, but an element inside may have some"
    PROSE = "prose"
    VERBATIM = "no prose, and none inside"


class _Nodes:
    """Collects the text of the elements that are prose."""

    def __init__(self, source: str, kind: _Kind, spell: Callable[[str], str]) -> None:
        self.prose = SourceMap(source, spell, switched_off(source))
        self._kind = kind
        self._source = source
        self._text = without_surrogates(source)
        self._place = CharPlaces(self._text, 0)
        self._open = [_State.OUTSIDE]
        self._is_cdata = False
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartCdataSectionHandler = self._start_cdata
        parser.EndCdataSectionHandler = self._end_cdata
        # With it, entities are reported and not expanded.
        parser.DefaultHandler = self._other
        self._parser = parser

    def parse(self) -> None:
        """Read the document.

        Raises:
            ExpatError: it is not well-formed.
        """
        self._parser.Parse(self._text.encode(), True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        before = self._open[-1]
        name = _local(name)
        if before is _State.VERBATIM or name in self._kind.verbatim or attributes.get("translate") == "no":
            state = _State.VERBATIM
        else:
            state = _State.PROSE if before is _State.PROSE or name in self._kind.prose else _State.OUTSIDE
        self._open.append(state)
        if state is _State.VERBATIM:
            if before is _State.PROSE:
                self.prose.separate(OBJECT)
        elif state is _State.PROSE and name not in self._kind.inline:
            self.prose.separate("\n" if name in _LINE_ENDS else "\n\n")

    def _end(self, name: str) -> None:
        if self._open.pop() is _State.PROSE and _local(name) not in self._kind.inline | _LINE_ENDS:
            self.prose.separate("\n\n")

    def _data(self, data: str) -> None:
        if self._open[-1] is not _State.PROSE:
            return
        source = self._source
        start = self._place(self._parser.CurrentByteIndex)
        if self._is_cdata:
            self.prose.separate(OBJECT)
        elif source[start] == "&":
            self.prose.stand_for(data, start, source.index(";", start) + 1)
        elif source[start] == "\r":
            self.prose.copy(start, start + 1 + source.startswith("\n", start + 1))
        else:
            self.prose.copy(start, start + len(data))

    def _start_cdata(self) -> None:
        self._is_cdata = True

    def _end_cdata(self) -> None:
        self._is_cdata = False

    def _other(self, data: str) -> None:
        if self._open[-1] is _State.PROSE and data.startswith("&"):
            self.prose.separate(OBJECT)


def _local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]
