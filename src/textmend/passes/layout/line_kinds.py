# cython: language_level=3, annotation_typing=False
"""The kind of a line, determined from the line alone; and whether a text is source, with line breaks by its author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from itertools import islice

from textmend.lang import scripts
from textmend.lang._strings import is_letter
from textmend.patterns import pattern

__all__ = ["BULLETS", "LineKind", "has_markup", "kind_of"]


class LineKind(Enum):
    """The kind of a line, determined from the line alone."""

    PROSE = "prose"
    ITEM = "item"  # begins a list item or a caption
    GAPPED = "gapped"  # has runs of spaces inside: a row of a table, or a justified line
    ODD = "odd"  # may be code or figures, if its neighbours are
    FIXED = "fixed"  # table, code, quoted mail, markup, formula: its line breaks carry meaning


# Looking up an enum member takes longer than recognising a line of prose.
_PROSE, _ITEM, _GAPPED, _ODD, _FIXED = LineKind

# The marks that occur in every second line of prose.
_PLAIN_MARKS = ",.;!?'’-"

# Line starts that never occur in prose: quoted mail, tables, markup, code comments, footnotes, placeholders ([IMAGE]),
# rules, settings, addresses, logs, diagrams (A---B---C).
_FIXED_START = pattern(
    r"""[>|{}\\@`] | <[A-Za-z!/?] | \#+(?:\s|!|$) | ~~~ | \.\.\s | //|/\* | \$\s | \[\d+\]:?\s | \[\^ | \[[A-Z]{4,20}\]$
      | ([-=_*~.+#])(?:\s*\1){2,}\s*$ | [\w.-]+\s?=\s?\S | \S*(?:://|@)\S*$
      | \d{1,4}[-/:.]\d{1,2}[-/:.]\d{1,4}[T\s,].*\d\d:\d\d | [/\\|\ ]+$ | [\w'*.]{1,3}(?:-{2,}[\w'*.]{1,3})+(?:\s|$)
    """,
    re.VERBOSE,
)
_FIXED_END = pattern(r"(?:[{}\\|=]|\);|\(\)[:,]?)$")
_FIXED_ENDS = "{}\\|=;):,"
# Code and data look like this, but so does an occasional line of prose ("for these reasons:", "(1748–1832)").
_CODE_LINE = pattern(
    r"""[\w-]+:(?:\s+\S+)?$ | ["'][\w.-]+["']:\s | \w*[._]\w[\w.]*\(.*\)$
      | (?:def|class|import|from|return|if|elif|else|for|while|try|except|with|public|private|static|void|int|var
          |let|const|function|fn|func|use|package|echo|export|SELECT|INSERT|UPDATE|CREATE)\b.*[:;{(,\\]\s*$
    """,
    re.VERBOSE,
)
_CODE_ENDS = ":;{(,\\"
# A line of prose that has a formula with a pipe also has more spaces than this.
_FEW_SPACES = 6
# Columns: a tab, a pipe between spaces. Two spaces may follow a sentence; elsewhere they also separate columns, or fill
# a justified line.
_COLUMN_SEPARATOR = pattern(r"\t| \| ")
_BEFORE_TWO_SPACES = ".!?:\"'”’)"
_CODE_SYMBOLS = "{}<>=_\\|~^$@#*+/[]`&%"
# A revision hash, with hexadecimal digits of both kinds, begins the lines of a log.
_REVISION = pattern(r"(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,40} ")
# Syllables of lyrics: three in a line are not separated by dashes.
_SYLLABLES = " -- "
_MIN_SYLLABLES = 3
_HEXADECIMAL = "0123456789abcdef"
# Settings anywhere in a line, and records separated by commas.
_SETTING = pattern(r"\w=[\"'\w]")
_RECORD = pattern(r"(?:[^,]*,[^\W\d]){2}")

#: The marks of items. The last ones are where the symbol fonts of office programs have theirs; other fonts have them at
#: codes of control characters.
BULLETS = "•‣⁃▪▫◦●○■□·∙►▶▸➔➢➤❖◆◇✓✔☐☑\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf06f\uf076\uf078"

# A number or a letter marks an item only with a full stop or a bracket after it, or if it is that of a section (1.2
# The, 9.6.4 apt). Single capitals with a full stop are left out: a line may begin with an initial ("J. Smith").
_ITEM_START = pattern(
    rf"[-*+{BULLETS}–—\x01-\x08\x0e-\x1f\x7f-\x9f]\s | [{BULLETS}]$"
    r"""
      | \(?\d{1,3}(?:\.\d{1,3})*[.)]\s | \d{1,2}(?:\.\d{1,2}){1,4}\s+[A-Z"“]
      | \d{1,2}(?:\.\d{1,2}){2,4}\ [a-z][^.,;]{0,50}$
      | \([a-z]\)\s | [a-z][.)]\s | \([A-Z]\)\s | [A-Z]\)\s | \(?[ivx]{2,5}[.)]\s | [IVX]{2,5}\.\s
      | (?:Figure|Fig\.|Table|Chart|Box|Exhibit|Plate|Listing|Algorithm)\s+[\dA-Z][\d.]*\s?[.:|—–]
    """,
    re.VERBOSE,
)

# Lines that start like this show that a text is source: Markdown, reStructuredText, HTML, TeX, troff, JSON, a program.
_MARKUP = pattern(
    r"""(?: \#{1,6}\s+\S | ```|~~~ | \.\.\s[\w-]+:: | \.(?:\\"|[A-Z][A-Za-z]\b)
          | \\(?:begin|section|documentclass|chapter)\b
          | <(?:!--|(?:!DOCTYPE|html|body|div|p|table|head|ul|span)\b) | [ \t]*"[^"\n]{1,80}":\s | [ \t]*[\[{][ \t]*$
          | from\ \S+\ import\b | import\ [\w.]+$ | \#(?:include|!) | [ru]?(?:"{3}|'{3})
          | \[[^\]\n]+\]:\ (?:https?:|[./#])
          | [ \t]*(?:def|function)\ \w+\( | class\ \w+[(:{] )""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
# The first characters of these lines and, of those that begin with a letter, the second ones. Both for ASCII.
_MARKUP_SIGNS, _MARKUP_LETTERS, _MARKUP_SECOND = "#`~.\\<\t \"[{'=-^", "cdfiruCDFIRU", "lerumLERUM\"'"
_FIRST = bytes(1 if chr(code) in _MARKUP_SIGNS else 2 if chr(code) in _MARKUP_LETTERS else 0 for code in range(128))
# The same for lines below a heading of one line, and for markup anywhere in a line, by what to search for first.
_UNDERLINE = pattern(r"(?:={4,}|-{4,}|~{4,}|\^{4,})[ \t]*$", re.MULTILINE)
_HEADING = pattern(r"[^\s\W]")
_INSIDE_MARKUP = {
    # LaTeX leaves `single' and ``double'' marks in running text; a pair of backticks is code.
    "`": pattern(r"``\S|:\w+:`|(?<![`\w])`[^\s`'][^`'\n]*`(?![`\w])"),
    "](": pattern(r"\]\(\w"),
    "][": pattern(r"\]\[\w"),
    "**": pattern(r"(?<!\S)\*\*\w[^*\n]*\*\*(?!\w)"),
    "::": pattern(r"::[ \t]*$", re.MULTILINE),
}


# A source has a mark on one of so many lines, and more often. A manual that quotes some has fewer; if it is about the
# language, it has many more, but a source has no form feed on each page.
_LINES_PER_MARK, _PRINTED_LINES_PER_MARK, _PRINTED_LINES_PER_PAGE = 100, 20, 80


def has_markup(text: str) -> bool:
    """True if the text is Markdown, reStructuredText, HTML or TeX, with line breaks by its author."""
    lines = text.count("\n")
    printed = text.count("\f") * _PRINTED_LINES_PER_PAGE > lines
    most = lines // (_PRINTED_LINES_PER_MARK if printed else _LINES_PER_MARK)
    return next(islice(_marks(text), most, None), None) is not None


def _marks(text: str) -> Iterator[re.Match[str]]:
    for start in _may_be_markup(text):
        if mark := _MARKUP.match(text, start):
            yield mark
        rule = _UNDERLINE.match(text, start) if start else None
        if rule and _HEADING.match(text, text.rfind("\n", 0, start - 1) + 1):
            yield rule
    for sign, inside in _INSIDE_MARKUP.items():
        if sign in text:
            yield from inside.finditer(text)


def _may_be_markup(text: str) -> list[int]:
    """Return where lines start that may begin with markup; a regular expression takes ten times as long."""
    found: list[int] = []
    size = len(text)
    at = 0
    while at < size:
        first = text[at]
        flag = _FIRST[ord(first)] if first < "\x80" else 0
        if flag == 1 or (flag == 2 and at + 1 < size and text[at + 1] in _MARKUP_SECOND):
            found.append(at)
        at = text.find("\n", at) + 1
        if not at:
            break
    return found


def kind_of(content: str) -> LineKind:
    """Return the kind of a line with this `content`."""
    if _is_plain(content):
        return _PROSE
    first, last = content[0], content[-1]
    # Most other lines begin like prose, too; for them, a single character settles most of these tests.
    prose = _begins_as_prose(content)
    if not prose and _ITEM_START.match(content):
        return _ITEM
    if not (prose and " " in content and "=" not in content) and _FIXED_START.match(content):
        return _FIXED
    if last in _FIXED_ENDS and _FIXED_END.search(content, max(len(content) - 4, 0)):
        return _FIXED
    if ("\t" in content or "|" in content) and _COLUMN_SEPARATOR.search(content):
        # Rows of a table are next to others.
        formula = content.count("|") == 1 and "\t" not in content and content.count(" ") > _FEW_SPACES
        return _ODD if formula else _FIXED
    if content.count(_SYLLABLES) >= _MIN_SYLLABLES:
        return _FIXED
    if (_may_be_unspaced(first) or _may_be_unspaced(last)) and scripts.unspaced().search(first + last):
        return _FIXED
    if _has_gap(content):
        return _GAPPED
    return _ODD if _is_odd(content) else _PROSE


def _is_plain(content: str) -> bool:
    """True if a line is only English words and the commonest marks of prose, as most lines are.

    It detects less than the rest of `kind_of`, at a tenth of its cost.
    """
    before = "."
    for place, character in enumerate(content):
        if "a" <= character <= "z" or "A" <= character <= "Z":
            if before == ",":
                return False
        elif character == " ":
            # Two spaces separate columns; a single letter, or a full stop after a few letters, begins an item.
            if before == " " or place < 2:
                return False
        elif (
            before in ",-"
            or place < 2
            or character not in _PLAIN_MARKS
            or (character == "." and (before == "." or place < 6))
        ):
            return False
        before = character
    return before not in ",;"


_LABEL_CAPITALS = "FTCBEPLA"
_OPENING_QUOTES = "\"'“‘"


def _begins_as_prose(content: str) -> bool:
    """True if a line begins with a quotation mark or a word that is not an item's label, such as "iv." or "Box"."""
    first = content[0]
    if first in _OPENING_QUOTES:
        return True
    if first in _LABEL_CAPITALS or not first.isalpha():
        return False
    for place in range(1, min(len(content), 6)):
        if content[place] in ".)" or (place == 1 and not content[place].isalpha()):
            return False
    return True


def _has_gap(content: str) -> bool:
    """True if a line has three spaces in a row, or two that do not follow a sentence."""
    at = content.find("  ")
    while at >= 0:
        before = content[at - 1]
        if content[at + 2] == " " or not (before.isspace() or before in _BEFORE_TWO_SPACES):
            return True
        at = content.find("  ", at + 2)
    return False


def _may_be_unspaced(character: str) -> bool:
    """False for characters that cannot be of a script without spaces; cheaper than looking up the script."""
    return "\u0e00" <= character < "\u2000" or character >= "\u2e80"


def _may_be_revision(content: str) -> bool:
    """True if the first characters of a line are hexadecimal digits, as those of few words are."""
    for place in range(1, min(len(content), 4)):
        if content[place] not in _HEXADECIMAL:
            return False
    return True


def _is_odd(content: str) -> bool:
    """True if the line has more symbols, marks or figures than a line of prose, or looks like a record or code."""
    if (":" in content or content[-1] in _CODE_ENDS or "(" in content) and _CODE_LINE.match(content):
        return True
    if content[0] in _HEXADECIMAL and _may_be_revision(content) and _REVISION.match(content):
        return True
    if "=" in content and _SETTING.search(content):
        return True
    if "," in content and content.count(",") > content.count(", ") + 1 and _RECORD.match(content):
        return True
    letters = marks = symbols = others = 0
    for character in content:
        if "a" <= character <= "z" or is_letter(character):
            letters += 1
        elif character != " ":
            others += 1
            symbols += character in _CODE_SYMBOLS
            marks += not (character.isalnum() or character.isspace() or character == "_")
    size = max(len(content), 32)
    # Prose has an occasional symbol ("and/or", "[12]"); one in sixteen characters is code or a formula. Dialogue has a
    # mark in ten characters, lists of quoted names one in four.
    return others * 16 > size and (letters * 2 < len(content) or marks * 5 > size or symbols * 16 > size)
