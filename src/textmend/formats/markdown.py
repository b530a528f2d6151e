"""Markdown: prose is repaired; code, link targets, HTML, formulas and front matter are left alone.

The blocks and the inline rules are those of markdown-it. It does not record positions within a line, so its rules are
observed at work: what each of them consumes is recorded, and what none consumes is text.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, ClassVar, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, TextSpan
from textmend.formats.html import SKIPPED
from textmend.formats.source import Source
from textmend.formats.source_map import OBJECT, MappedBlock, SourceMap
from textmend.formats.text_reader import DocumentReader

__all__ = ["MarkdownReader"]

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(?:.*\n)*?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
# Formulas, the tags of site generators, and footnotes, which no rule here supports.
_NOT_PROSE = re.compile(
    r"\[\^[^\]\s]+\]|\{%.*?%\}|\{\{.*?\}\}|\$\$.+?\$\$|(?<![\\$\w])\$(?=\S)[^$\n]*[^$\s]\$(?![\d$])", re.DOTALL
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


class MarkdownReader(DocumentReader):
    """A text in CommonMark with tables and strikethrough."""

    name: ClassVar[str] = "markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Prose()


class _Prose(Extractor):
    """All prose of a text is one text span, with a blank line between blocks."""

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        source: str = block.content
        # Characters are literal: Markdown needs no escape in the middle of prose.
        projection = SourceMap(source, str)
        lines = _lines(source)
        front = _FRONT_MATTER.match(source)
        first = source.count("\n", 0, front.end()) if front else 0
        body = "\n" * first + source[front.end() :] if front else source
        parser = _parser()
        cursors: dict[int, int] = {}
        before = ""
        references: dict[str, Any] = {}
        for token in parser.parse(body, references):
            if token.type == "inline" and token.map is not None:
                places = _places(source, lines, token.map[0], token.content, cursors, suffix=before == "paragraph_open")
                if places is not None:
                    projection.separate("\n\n")
                    _project(parser, token.content, references, places, projection)
            before = token.type
        yield MappedBlock(projection, block)


def _lines(source: str) -> list[tuple[int, int]]:
    """Where each line begins and ends, without its line end."""
    found: list[tuple[int, int]] = []
    start = 0
    while (end := source.find("\n", start)) >= 0:
        found.append((start, end - 1 if end > start and source[end - 1] == "\r" else end))
        start = end + 1
    found.append((start, len(source)))
    return found


def _places(
    source: str, lines: list[tuple[int, int]], first: int, content: str, cursors: dict[int, int], *, suffix: bool
) -> list[int] | None:
    """Where in the source each line of a token's content begins; None where it is spelled differently there.

    Args:
        source, lines: the source, and the spans of its lines.
        first: the number of the token's first line.
        content: the token's content.
        cursors: by line, the position after what was found in it before, as a table has several tokens in one.
        suffix: whether the content is the rest of each line, as in paragraphs.
    """
    places: list[int] = []
    for number, line in enumerate(content.split("\n"), first):
        if number >= len(lines):
            return None
        start, end = lines[number]
        if suffix:
            bare = source[start:end].rstrip()
            at = start + len(bare) - len(line.rstrip()) if bare.endswith(line.rstrip()) else -1
        else:
            at = source.find(line, cursors.get(number, start), end)
        if at < 0:
            return None
        cursors[number] = at + len(line)
        places.append(at)
    return places


class _TakenSpan(NamedTuple):
    """What a rule consumed of a token's content."""

    start: int
    end: int
    kind: str


def _project(
    parser: MarkdownIt, content: str, references: dict[str, Any], places: list[int], projection: SourceMap
) -> None:
    """Add the text of one inline token to the source map."""
    state = StateInline(content, parser, {**references, "taken": (taken := list[_TakenSpan]())}, [])
    state.env["state"] = state
    parser.inline.tokenize(state)
    taken += [_TakenSpan(*match.span(), "object") for match in _NOT_PROSE.finditer(content)]
    starts = [0]
    for line in content.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    at = 0
    depth = 0
    for start, end, kind in [*sorted(taken), _TakenSpan(len(content), len(content), "end")]:
        if start < at:
            continue  # inside a formula
        if not depth:
            _copy(at, start, starts, places, projection)
        at = end
        if kind == "html_inline":
            depth = max(0, depth + _opened(content[start:end]))
            if depth or content[start : start + 2] == "</":
                projection.separate(OBJECT) if depth else None
        elif depth:
            continue
        elif kind == "object":
            projection.separate(OBJECT)
        elif kind in ("entity", "escape"):
            raw = content[start:end]
            low = _in_source(start, starts, places)
            if "\n" not in raw:
                projection.stand_for(html.unescape(raw) if kind == "entity" else raw[1:], low, low + len(raw))


def _opened(tag: str) -> int:
    """1 for a tag that begins something other than prose, -1 for one that ends that, else 0."""
    match = _TAG.match(tag)
    if match is None or match[2].lower() not in SKIPPED or tag.endswith("/>"):
        return 0
    return -1 if match[1] else 1


def _in_source(at: int, starts: list[int], places: list[int]) -> int:
    """The position in the source of a character of the content."""
    line = max(number for number, start in enumerate(starts[:-1]) if start <= at)
    return places[line] + at - starts[line]


def _copy(low: int, high: int, starts: list[int], places: list[int], projection: SourceMap) -> None:
    """Add literal content, line by line: between two lines there may be marks of quotes and lists."""
    for number, place in enumerate(places):
        start, end = max(low, starts[number]), min(high, starts[number + 1] - 1)
        if start < end:
            projection.copy(place + start - starts[number], place + end - starts[number])
        if low <= starts[number + 1] - 1 < high:
            projection.separate("\n")


@cache
def _parser() -> MarkdownIt:
    """The parser, whose inline rules record what they consume."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    for rule in parser.inline.ruler.__rules__:
        parser.inline.ruler.at(rule.name, _watched(rule.name, rule.fn), {"alt": rule.alt})
    return parser


_TOKEN_KINDS = {
    "backticks": "object",
    "autolink": "object",
    "image": "object",
    "html_inline": "html_inline",
    "entity": "entity",
    "escape": "escape",
}


def _watched(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def watched(state: StateInline, silent: bool) -> bool:
        start = state.pos
        took = rule(state, silent)
        taken: list[_TakenSpan] | None = state.env.get("taken")
        # An image's description is parsed in a state of its own, with positions of its own.
        if took and not silent and taken is not None and state is state.env["state"]:
            _note(name, state, start, taken)
        return took

    return watched


def _note(name: str, state: StateInline, start: int, taken: list[_TakenSpan]) -> None:
    """Record the parts that are not text of what a rule consumed."""
    if name == "escape" and state.src[start + 1] not in string.punctuation:
        return  # a literal backslash
    if name in _TOKEN_KINDS:
        taken.append(_TakenSpan(start, state.pos, _TOKEN_KINDS[name]))
    elif name == "link":
        end = state.pos
        label = state.md.helpers.parseLinkLabel(state, start, True)
        if state.src[label + 1 : end] in ("", "[]"):
            # The words are the name of the target, which they must continue to match.
            taken.append(_TakenSpan(start, end, "object"))
            return
        taken += [_TakenSpan(start, start + 1, "mark"), _TakenSpan(label, end, "mark")]
    elif name in ("emphasis", "strikethrough") and _is_mark(state.src, start, state.pos):
        taken.append(_TakenSpan(start, state.pos, "mark"))


def _is_mark(text: str, start: int, end: int) -> bool:
    """Whether a run of marks can open or close something; otherwise it is text, as in snake_case and 2 * 3."""
    left, right = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if left.isspace() and right.isspace():
        return False
    return not (text[start] == "_" and left.isalnum() and right.isalnum())
