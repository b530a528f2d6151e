"""What kind of text a text is, by its look: prose, or data and programs, in which only characters are repaired.

A pass that knows words alone takes the comma of a table, the hyphens of a comment in SQL and the quotation marks of
JSON for prose. Where no file name shows what a text is (the library, standard input, a .txt file), its lines do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from enum import Enum

from textmend.lang._lines import count_long_words, count_running_text
from textmend.lang.code_lines import HALF, MOST, is_code, is_sentence, is_share, share
from textmend.lang.table_lines import are_numbers, is_table
from textmend.patterns import pattern

__all__ = ["MAX_PLAIN_CHARS", "MIN_PLAIN_CHARS", "TextKind", "reads_as_prose", "text_kind"]


class TextKind(Enum):
    """The kind of a text. The value completes the sentence "the text looks like ..."."""

    PROSE = "prose"
    JSON = "JSON"
    TABLE = "a table (CSV or TSV)"
    NUMBERS = "columns of numbers"
    HEADERS = "the headers of a message"
    LOG = "a log"
    DIFF = "a diff"
    SESSION = "the session of a shell"
    SETTINGS = "settings (INI, YAML, TOML)"
    CODE = "source code"
    TEX = "the source of TeX"


# All shares and numbers below were set on the 9,294 pieces of real text in 142 kinds that `benchmarks.quality wild`
# reads: of the 4,000 pieces of prose, verse, mail, chat, names and interface strings one is taken for anything else, a
# file of captions in hexadecimal, and so is none of 12,000 documents of prose in 30 languages. Of programs, settings,
# tables, logs and sessions nine in ten are recognised, and most of the others are their comments and documentation.

# Lines are read from the start, the middle and the end of a long text, so that the cost is bounded; a part of a program
# inside prose, or of prose inside a program, is outvoted.
_PART_CHARS = 3_000
# Of a long line, which some of the expressions below read several times, its start and its end are enough.
_LINE_CHARS, _LINE_END_CHARS = 1_600, 400
# A shorter text has no room for a record.
_MIN_CHARS = 8
# If most lines are running text, the whole is prose, whatever the others are; a few lines show it at a tenth of the
# cost of the questions below.
_PLAIN_SHARE = 0.75
MIN_PLAIN_CHARS, MAX_PLAIN_CHARS = 20, 200
_FEW_LINES = 8
# Prose that lost its spaces has the commas of a table, but neither tables nor programs have as many long words.
_UNSPACED_CHARS = 25
_CHARS_PER_UNSPACED = 200
_FENCE = pattern(r"\s*(?:```|~~~)")
_FRONT_MATTER = pattern(r"(---|\+\+\+)[ \t]*\n(?:.*\n)*?\1[ \t]*\n(?=[\s\S]*\S)")

# No text of prose begins with such a line, but programs do that are mostly comments, or lines without any sign.
_PROGRAM = pattern(
    r"""\s*(?:\#!/ | <\?php\b | /\*+[ \t]*\n | \#include[ ]*[<"]
      | (?:from[ ][\w.]+[ ]import[ ](?:\w+(?:,[ ]\w+)*|\(|\*) | import[ ]\w+(?:[.]\w+)*(?:[ ]as[ ]\w+)?
        | require(?:_relative)?[ ]["'][\w./-]+["'] | (?:package|using)[ ][\w.]+;)[ \t]*\r?(?:\n|\Z))""",
    re.VERBOSE,
)
_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u2060\ufeff]")


def text_kind(text: str) -> TextKind:
    """Return the kind that a text looks like; what is not clearly anything else is prose."""
    if len(text) < _MIN_CHARS:
        return TextKind.PROSE
    if _PROGRAM.match(text):
        return TextKind.CODE
    parts = _parts(text)
    few = [line for part in parts for line in part.split("\n", _FEW_LINES)[:_FEW_LINES] if line]
    if _are_plain(few):
        return TextKind.PROSE
    lines = [line for part in parts for line in _lines(part)]
    if _are_plain(lines) or any(map(_is_unspaced, parts)):
        return TextKind.PROSE
    return next((kind for kind, looks_like in _KINDS.items() if looks_like(lines)), TextKind.PROSE)


def reads_as_prose(text: str) -> bool:
    """True for what has the words of a sentence, and is not a name, an identifier, a command or a program.

    Unlike `text_kind`, it is for strings of which nothing else is known, as in JSON: these are seldom prose.
    """
    # What is deleted later must not decide it.
    seen = _INVISIBLE.sub("", text[: 3 * _PART_CHARS])
    lines = [line for line in seen.split("\n") if line and not line.isspace()]
    return bool(lines) and is_share(lines, is_sentence, HALF) and text_kind(text) is TextKind.PROSE


def _parts(text: str) -> list[str]:
    """Return what is read of a text, without front matter, which any document may have."""
    if len(text) > 3 * _PART_CHARS:
        half = len(text) // 2
        return [text[:_PART_CHARS], text[half : half + _PART_CHARS], text[-_PART_CHARS:]]
    front = _FRONT_MATTER.match(text)
    return [text[front.end() :] if front else text]


def _lines(part: str) -> list[str]:
    """Return the lines that are not blank, without fenced code, which any document may have."""
    lines: list[str] = []
    is_fenced = False
    for line in part.split("\n"):
        if _FENCE.match(line):
            is_fenced = not is_fenced
        elif not is_fenced and line and not line.isspace():
            lines.append(line if len(line) <= _LINE_CHARS else line[:_LINE_CHARS] + line[-_LINE_END_CHARS:])
    return lines


def _are_plain(lines: list[str]) -> bool:
    """True if most of the text of some lines, of which headings have little, is running text."""
    plain = count_running_text(lines, MIN_PLAIN_CHARS, MAX_PLAIN_CHARS)
    return plain >= _PLAIN_SHARE * sum(map(len, lines))


def _is_unspaced(part: str) -> bool:
    return count_long_words(part, _UNSPACED_CHARS) * _CHARS_PER_UNSPACED > len(part)


# A line of a document in JSON, and a record on a line of its own.
_JSON_STRING = r'"(?:[^"\\]|\\.)*"'
_JSON_LINE = pattern(
    rf"""\s*(?: [\[{{\s]*{_JSON_STRING}\s*
        (?::\s*(?:[\[{{]|{_JSON_STRING}|[-\d.eE+]+|true|false|null|\[.*\]|\{{.*\}})?)?\s*,?
      | [\[{{][\]}}]?,? | [\]}}]+(?:,\s*[\[{{]?)? | -?\d[\d.eE+-]*,? | (?:true|false|null),? )\s*$""",
    re.VERBOSE,
)
_JSON_RECORD = pattern(rf"\s*(?:\{{\s*{_JSON_STRING}\s*:.*\}}|\[.*\]),?\s*$")
_JSON_SIGN = pattern(r'"\s*:|[\[{]\s*$|"\s*,\s*"')
# A part of a document lacks the outer brackets, and its lines may be strings, as those of dialogue are: some have keys.
_KEY_SHARE = 0.3


def _is_json(lines: Sequence[str]) -> bool:
    first, last = lines[0].lstrip(), lines[-1].rstrip()
    if len(lines) == 1:
        return bool(_JSON_RECORD.match(first) and _JSON_SIGN.search(first))
    if first[0] in "{[" and last[-1] in "}]" and _JSON_SIGN.search("\n".join(lines[:3])):
        return is_share(lines, _is_json_line, HALF) or _is_valid_json("\n".join(lines))
    has_keys = is_share(lines, lambda line: '":' in line or _JSON_RECORD.match(line), _KEY_SHARE)
    return has_keys and is_share(lines, _is_json_line, MOST)


def _is_json_line(line: str) -> bool:
    return _JSON_LINE.match(line) is not None or _JSON_RECORD.match(line) is not None


def _is_valid_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


_TIME = r"\d{1,2}:\d\d:\d\d(?:[.,]\d+)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# What every time has, to look for before what may be around it.
_TIME_SIGN = pattern(r":\d\d:\d\d")
_TIMED_LINE = pattern(
    rf"""\s*(?: [\[(<]?\d{{4}}[-/.]\d\d[-/.]\d\d[T\s_-]{_TIME}                        # a date and a time
      | [\[(]?\d{{1,2}}[-/.](?:\d\d|[A-Z][a-z]{{2}})[-/.]\d{{2,4}}[:,\s]\s?{_TIME}
      | \[?{_TIME}\]?\s
      | (?:[A-Z][a-z]{{2}}\s)?{_MONTH}\s+\d{{1,2}}\s(?:\d{{4}}\s)?{_TIME}\b                # syslog
      | \S+\s\S+\s\S+\s\[\d{{1,2}}/[A-Z][a-z]{{2}}/\d{{4}}:{_TIME}                      # the requests of a server
      | [IWEFDV]\d{{4}}\s{_TIME}                                                      # of Google
      | .{{0,40}}\d{{4}}[-/.]\d\d[-/.]\d\d[T\ ]{_TIME}
      | (?!.*-->)(?=.{{0,60}}(?<!\d)\d\d:\d\d:\d\d(?!:))\S*\d )                        # a time after a host or a number
    """,
    re.VERBOSE,
)
_LOG_LINE = pattern(
    r"""\s*(?: \[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\]?[\s:|]\s*\S
      | \[\s*\d+\.\d{6}\]\s | \d{10}(?:\.\d+)?\s                                      # in seconds, of a kernel
      | (?=[a-f]*\d)[\da-f]{7,40}\s\S                                                 # the commits of a repository
      | [\w.-]{1,40}\s*\|\s\{".*\}$ )                                                  # a container and its record
    """,
    re.VERBOSE,
)
_TRACE_LINE = pattern(
    r"\s+at\s[\w$.<>]+\(|Caused by: |\s+\.\.\. \d+ more|\s+File \"[^\"]+\", line \d+|Traceback \(most recent"
)


def _is_log(lines: Sequence[str]) -> bool:
    return is_share(lines, _is_log_line, HALF)


def _is_log_line(line: str) -> bool:
    if _TIME_SIGN.search(line) and _TIMED_LINE.match(line):
        return True
    return _LOG_LINE.match(line) is not None or _TRACE_LINE.match(line) is not None


# The fields of a message, as a program wrote them. A letter that begins with From, To and Subject is a letter.
_HEADER = pattern(r"[A-Za-z][\w-]*:\s|[ \t]+\S|From \S+@\S+\s")
_WRITTEN_HEADER = pattern(
    r"(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type|Content-Transfer-Encoding|In-Reply-To"
    r"|References|List-[A-Z][a-z]+|X-[\w-]+|DKIM-Signature|Authentication-Results):\s",
    re.IGNORECASE,
)
_MIN_WRITTEN_HEADERS = 2


def _are_headers(lines: Sequence[str]) -> bool:
    if not is_share(lines, _HEADER.match, MOST) or lines[0][0] in " \t":
        return False
    return sum(map(bool, map(_WRITTEN_HEADER.match, lines))) >= _MIN_WRITTEN_HEADERS


_PATCH = pattern(r"From [\da-f]{40} ")
_HUNK = pattern(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")
_DIFF_LINE = pattern(r"[ +\-@]|diff |index |(?:new|deleted|old) |rename |similarity |\\ No newline")


def _is_diff(lines: Sequence[str]) -> bool:
    is_patch = any(map(_HUNK.match, lines))
    return is_patch and (_PATCH.match(lines[0]) is not None or is_share(lines, _DIFF_LINE.match, HALF))


# `$ million` heads a table of amounts.
_PROMPT = pattern(
    r"""\s*(?: [\w.-]+@[\w.-]+[:\s][^\s$\#]*\s?[$\#]\s | \([\w.-]+\)\s?\$\s
      | \$\s(?:sudo\s)?[a-z./~](?!illion|hou)[\w./~-]*(?:\s|$) | >>>\s | In\ \[\d+\]: | [a-z]+>\s\S | [A-Z]:\\[^>]*>
      | PS\ [A-Z]: | irb\( | mysql> | postgres[=\#-] | sqlite> | [❯➜]\s )""",
    re.VERBOSE,
)
_PROMPT_SHARE = 0.2
# What is quoted three times in mail begins like the prompt of Python, and the lines around it with fewer signs.
_QUOTED_LINE = pattern(r">+(?:\s|$)")
_PYTHON_PROMPT = ">>> "


def _is_session(lines: Sequence[str]) -> bool:
    if lines[0].startswith(_PYTHON_PROMPT) and any(
        _QUOTED_LINE.match(line) and not line.startswith(_PYTHON_PROMPT) for line in lines
    ):
        return False
    # What a program prints may be anything, prose included; but a session begins with a prompt.
    prompts = share(lines, _PROMPT.match)
    is_dense = prompts >= HALF or (prompts >= _PROMPT_SHARE and share(lines, is_sentence) < _PROMPT_SHARE)
    return is_dense or bool(_PROMPT.match(lines[0]))


_SETTING = pattern(
    r"""\s*(?: (?:-\s+)?:?["']?[a-z_$][\w.$/-]*["']?\s?[:=](?:\s.*)?$ | \s+[^\W\d][\w-]*:\s | [A-Za-z_][\w.-]*\s?=.*$
      | [A-Z][A-Z\d_]+[:=] | -\s\S | \[\[?[\w."'\ :/-]+\]\]?\s*$ | ---\s*$ | [\#;] )""",
    re.VERBOSE,
)
_KEY = pattern(r"\s*(?:-\s+)?:?[\"']?(?P<key>[^\W\d][\w.$/-]*)[\"']?\s?[:=]")
_SETTING_SHARE = 0.7
_MIN_KEYS = 2
_LINES_PER_SPEAKER = 3
# The settings of servers: `PermitRootLogin no`, in sections `<Directory /var/www>`.
_DIRECTIVE = pattern(r"\s*(?:[A-Z][a-z]+(?:[A-Z]+[a-z]*)+\s+\S|</?[A-Z]\w+(?:\s[^<>]*)?>\s*$)")
_MIN_DIRECTIVES = 4


def _is_settings(lines: Sequence[str]) -> bool:
    directives = sum(map(bool, map(_DIRECTIVE.match, lines)))
    if directives >= max(_MIN_DIRECTIVES, HALF * len(lines)) and share(lines, is_sentence) < _PROMPT_SHARE:
        return True
    if len(lines) < _MIN_KEYS or not is_share(lines, _SETTING.match, _SETTING_SHARE):
        return False
    keys = [match["key"] for line in lines if (match := _KEY.match(line))]
    # Those who speak in a transcript are few and do so again and again; the items of a list repeat their keys, too.
    is_transcript = len(set(keys)) * _LINES_PER_SPEAKER < len(keys) and not any(line[0] in " -[" for line in lines)
    return len(set(keys)) >= _MIN_KEYS and len(keys) >= _KEY_SHARE * len(lines) and not is_transcript


_TEX_COMMAND = pattern(r"\\[A-Za-z]+|^@\w+\{\S+,$")
_TEX_ARGUMENT = pattern(r"\\[A-Za-z]+\*?\s?[{\[]|^@\w+\{\S+,$")
_MIN_COMMANDS = 3
_COMMANDS_PER_LINE = 0.15
# Documents have 0.18 and more.
_ARGUMENTS_PER_COMMAND = 0.12
# Of the pages of manuals of TeX, sentences are a third of the lines or more; of music that is written so, next to none.
_MANUAL_SHARE = 0.15


def _is_tex(lines: Sequence[str]) -> bool:
    # Some fonts show the first quotation mark of a pair as a backslash. Pages of a manual begin with a form feed, which
    # is on a line of its own in sources.
    if not any("{" in line for line in lines) or any(line[0] == "\f" for line in lines):
        return False
    commands = sum(len(_TEX_COMMAND.findall(line)) for line in lines)
    if commands < max(_MIN_COMMANDS, _COMMANDS_PER_LINE * len(lines)):
        return False
    # A manual of TeX names its commands in sentences; a document gives them something, and so does music only seldom.
    arguments = sum(len(_TEX_ARGUMENT.findall(line)) for line in lines)
    return arguments >= _ARGUMENTS_PER_COMMAND * commands or share(lines, is_sentence) < _MANUAL_SHARE


_KINDS: dict[TextKind, Callable[[Sequence[str]], bool]] = {
    TextKind.JSON: _is_json,
    TextKind.DIFF: _is_diff,
    TextKind.LOG: _is_log,
    TextKind.HEADERS: _are_headers,
    TextKind.TABLE: is_table,
    TextKind.NUMBERS: are_numbers,
    TextKind.SESSION: _is_session,
    TextKind.TEX: _is_tex,
    TextKind.SETTINGS: _is_settings,
    TextKind.CODE: is_code,
}
