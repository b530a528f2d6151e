"""What kind of text a text is, by its look: prose, or data and programs, in which only characters are repaired.

A pass that knows words alone takes the comma of a table, the hyphens of a comment in SQL and the quotation marks of
JSON for prose. Where no file name shows what a text is (the library, standard input, a .txt file), its lines do.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise

from textmend.patterns import pattern

__all__ = ["TextKind", "reads_as_prose", "text_kind"]


class TextKind(Enum):
    """The kind of a text. The value completes the sentence "the text looks like ..."."""

    PROSE = "prose"
    JSON = "JSON"
    TABLE = "a table (CSV or TSV)"
    LOG = "a log"
    DIFF = "a diff"
    SESSION = "the session of a shell"
    SETTINGS = "settings (INI, YAML, TOML)"
    CODE = "source code"
    TEX = "the source of TeX"


# All shares and numbers below were set on the 9,294 pieces of real text in 142 kinds that `benchmarks.quality wild`
# reads: of the 3,500 pieces of prose, verse, mail, chat, names and interface strings none is taken for anything else,
# nor is any of 12,000 documents of prose in 30 languages; of programs, data and logs 80 to 100 in 100 are recognised,
# and most of the others are their comments and documentation.

# Lines are read from the start, the middle and the end of a long text, so that the cost is bounded; a part of a program
# inside prose, or of prose inside a program, is outvoted.
_PART_CHARS = 3_000
# Of a long line, which some of the expressions below read several times, its start and its end are enough.
_LINE_CHARS, _LINE_END_CHARS = 1_600, 400
# A shorter text has no room for a record.
_MIN_CHARS = 8
# A line of running text begins with a word, and has none of the signs of data and programs. If most lines are so, the
# text is prose, whatever the others are; a few lines show it at a tenth of the cost of the questions below.
_BEGINS_PLAIN = pattern(r"\s*[\"'“‘(*_]{0,2}(?:[A-Z]\w*: |[^\W\d_]+(?![\w.-]*[:=]))")
# One expression for all of them would take three times as long: each of these has a first character to search for.
_NOT_PLAIN = (
    pattern(r"[\t{}\[\]<>=|\\@#$%_]"),
    pattern(r",[^\s'\"”’\d]"),
    pattern(r":\d\d:"),
    pattern(r"  +\S.*  "),
    pattern(r"\"\s*:"),
    pattern(r"\((?<=\w\()"),
)
_NOT_PLAIN_ENDS = '",;{[('
_PLAIN_SHARE = 0.75
_MIN_PLAIN_CHARS, _MAX_PLAIN_CHARS = 20, 200
_FEW_LINES = 8
_FENCE = pattern(r"\s*(?:```|~~~)")
_FRONT_MATTER = pattern(r"(---|\+\+\+)[ \t]*\n(?:.*\n)*?\1[ \t]*\n(?=[\s\S]*\S)")

_HALF = 0.5
_MOST = 0.8


def text_kind(text: str) -> TextKind:
    """Return the kind that a text looks like; what is not clearly anything else is prose."""
    if len(text) < _MIN_CHARS:
        return TextKind.PROSE
    parts = _parts(text)
    few = [line for part in parts for line in part.split("\n", _FEW_LINES)[:_FEW_LINES] if line]
    if _are_plain(few):
        return TextKind.PROSE
    lines = [line for part in parts for line in _lines(part)]
    if _are_plain(lines):
        return TextKind.PROSE
    return next((kind for kind, looks_like in _KINDS.items() if looks_like(lines)), TextKind.PROSE)


def reads_as_prose(text: str) -> bool:
    """True for what has the words of a sentence, and is not a name, an identifier, a command or a program.

    Unlike `text_kind`, it is for strings of which nothing else is known, as in JSON: these are seldom prose.
    """
    lines = [line for line in text[: 3 * _PART_CHARS].split("\n") if line and not line.isspace()]
    return bool(lines) and _share(lines, _is_sentence) >= _HALF and text_kind(text) is TextKind.PROSE


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


def _share(lines: Sequence[str], has: Callable[[str], object]) -> float:
    """The share of lines for which `has` returns anything true."""
    return sum(map(bool, map(has, lines))) / len(lines)


def _are_plain(lines: Sequence[str]) -> bool:
    """True if most of the text of some lines, of which headings have little, is running text."""
    return sum(len(line) for line in lines if _is_plain(line)) >= _PLAIN_SHARE * sum(map(len, lines))


def _is_plain(line: str) -> bool:
    return (
        len(line) >= _MIN_PLAIN_CHARS
        and _BEGINS_PLAIN.match(line) is not None
        and line[-1] not in _NOT_PLAIN_ENDS
        and not any(sign.search(line, 0, _MAX_PLAIN_CHARS) for sign in _NOT_PLAIN)
    )


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
    share = _share(lines, lambda line: _JSON_LINE.match(line) or _JSON_RECORD.match(line))
    if first[0] in "{[" and last[-1] in "}]" and _JSON_SIGN.search("\n".join(lines[:3])):
        return share >= _HALF or _is_valid_json("\n".join(lines))
    return share >= _MOST and _share(lines, lambda line: '":' in line or _JSON_RECORD.match(line)) >= _KEY_SHARE


def _is_valid_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


# What separates cells. A comma with a space after it is one of prose; one between digits may be part of a number.
_TIGHT = {
    "\t": pattern("\t"),
    ",": pattern(r",(?=[^\s\u0e00-\u1fff\u2e80-\U0010ffff])(?!(?<=\d,)\d{3}(?!\d))|,$"),
    ";": pattern(r";(?! )"),
    "|": pattern(r"\|"),
}
_LOOSE = {"\t": pattern(r"(?!)"), ",": pattern(", "), ";": pattern("; "), "|": pattern(r"(?!)")}
_QUOTED = pattern(r'"[^"]*"')
_ENTITY = pattern(r"&#?\w+;")
# One tab in each line makes a table; a comma without a space is a slip, and two in each line are not.
_MIN_MARKS = {"\t": 1, ",": 2, ";": 2, "|": 2}
_MIN_ROWS = 2
# A cell may have line ends, and each line of it another number of marks: rows with so many are enough.
_MANY_MARKS = 5
_ENDS_SENTENCE = pattern(r"[.!?…][\"'”’)]*\s*$")
_FUNCTION_WORD = pattern(r"\b(?:the|and|of|to|is|are|was|were|that|with|for|but|not|he|she|they|you|we|it)\b", re.I)


def _is_table(lines: Sequence[str]) -> bool:
    rows = [_ENTITY.sub("", _QUOTED.sub('"', line)).strip() for line in lines]
    if len(rows) == 1:
        return _is_row(rows[0]) or rows[0].count("\t") >= _MANY_MARKS
    for delimiter, tight in _TIGHT.items():
        marks, count = Counter(len(tight.findall(row)) for row in rows).most_common(1)[0]
        if marks < _MIN_MARKS[delimiter] or count < max(_MIN_ROWS, _MOST * len(rows)):
            continue
        if sum(len(_LOOSE[delimiter].findall(row)) for row in rows) <= marks * count:
            return True
    return _share(rows, _has_many_cells) >= _HALF


def _is_row(line: str) -> bool:
    """True for a single row: values with no space after any comma, and nothing that a sentence has."""
    if len(_TIGHT[","].findall(line)) < _MIN_MARKS[","] or ", " in line or _ENDS_SENTENCE.search(line):
        return False
    return not _FUNCTION_WORD.search(line)


def _has_many_cells(line: str) -> bool:
    if line.count("\t") >= _MANY_MARKS:
        return True
    return ", " not in line and any(len(tight.findall(line)) >= _MANY_MARKS for tight in _TIGHT.values())


_TIME = r"\d{1,2}:\d\d:\d\d(?:[.,]\d+)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_LOG_LINE = pattern(
    rf"""\s*(?: [\[(<]?\d{{4}}[-/.]\d\d[-/.]\d\d[T\s_-]{_TIME}                        # a date and a time
      | [\[(]?\d{{1,2}}[-/.](?:\d\d|[A-Z][a-z]{{2}})[-/.]\d{{2,4}}[:,\s]\s?{_TIME}
      | \[?{_TIME}\]?\s
      | (?:[A-Z][a-z]{{2}}\s)?{_MONTH}\s+\d{{1,2}}\s(?:\d{{4}}\s)?{_TIME}\b                # syslog
      | \S+\s\S+\s\S+\s\[\d{{1,2}}/[A-Z][a-z]{{2}}/\d{{4}}:{_TIME}                      # the requests of a server
      | \[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\]?[\s:|]\s*\S
      | [IWEFDV]\d{{4}}\s{_TIME} | \[\s*\d+\.\d{{6}}\]\s | \d{{10}}(?:\.\d+)?\s   # in seconds, of a kernel, of Google
      | .{{0,40}}\d{{4}}[-/.]\d\d[-/.]\d\d[T\ ]{_TIME}
      | (?!.*-->)(?=.{{0,60}}(?<!\d)\d\d:\d\d:\d\d(?!:))\S*\d )                        # a time after a host or a number
    """,
    re.VERBOSE,
)
_TRACE_LINE = pattern(
    r"\s+at\s[\w$.<>]+\(|Caused by: |\s+\.\.\. \d+ more|\s+File \"[^\"]+\", line \d+|Traceback \(most recent"
)


def _is_log(lines: Sequence[str]) -> bool:
    return _share(lines, lambda line: _LOG_LINE.match(line) or _TRACE_LINE.match(line)) >= _HALF


_HUNK = pattern(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")
_DIFF_LINE = pattern(r"[ +\-@]|diff |index |(?:new|deleted|old) |rename |similarity |\\ No newline")


def _is_diff(lines: Sequence[str]) -> bool:
    return any(map(_HUNK.match, lines)) and _share(lines, _DIFF_LINE.match) >= _HALF


# `$ million` heads a table of amounts.
_PROMPT = pattern(
    r"""\s*(?: [\w.-]+@[\w.-]+[:\s][^\s$\#]*\s?[$\#]\s | \([\w.-]+\)\s?\$\s
      | \$\s(?:sudo\s)?[a-z./~](?!illion|hou)[\w./~-]*(?:\s|$) | >>>\s | In\ \[\d+\]: | [a-z]+>\s\S | [A-Z]:\\[^>]*>
      | PS\ [A-Z]: | irb\( | mysql> | postgres[=\#-] | sqlite> | [❯➜]\s )""",
    re.VERBOSE,
)
_PROMPT_SHARE = 0.2


def _is_session(lines: Sequence[str]) -> bool:
    # What a program prints may be anything, prose included; but a session begins with a prompt.
    share = _share(lines, _PROMPT.match)
    is_dense = share >= _HALF or (share >= _PROMPT_SHARE and _share(lines, _is_sentence) < _PROMPT_SHARE)
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


def _is_settings(lines: Sequence[str]) -> bool:
    if len(lines) < _MIN_KEYS or _share(lines, _SETTING.match) < _SETTING_SHARE:
        return False
    keys = [match["key"] for line in lines if (match := _KEY.match(line))]
    # Those who speak in a transcript are few and do so again and again; the items of a list repeat their keys, too.
    is_transcript = len(set(keys)) * _LINES_PER_SPEAKER < len(keys) and not any(line[0] in " -[" for line in lines)
    return len(set(keys)) >= _MIN_KEYS and len(keys) >= _KEY_SHARE * len(lines) and not is_transcript


_STATEMENT = pattern(
    r"""\s*(?: [}\])]+[;,)]*\s*(?:(?:else|catch|finally|while|from)\b.*)?$                     # closing brackets
      | .*[{([]\s*(?:(?://|\#|/\*).*)?$ | .*[=(\w)\]"']\s*[)\]}]*;\s*(?:(?://|\#|/\*|--).*)?$  # an open one, `;`
      | [\w.$@*&\[\]"'-]+(?:\s[\w.*&<>]+){0,2}\s*(?:[-+*/|&?%.^~]|<<|:)?=(?!=)\s*\S.*$        # an assignment
      | [\w.$]+\s+<-\s.*$ | \w[\w\s]*::.*$ | (?:[\w']+\s)+(?:=|->)\s.*$
      | [\w.:$@>-]+\([^()]*(?:\([^()]*\)[^()]*)*\)\s*[;,:.]?(?:\s*(?:\{|->|=>).*)?$           # a call
      | (?:def|class|fn|func|function|sub|proc|if|elif|else|for|while|try|except|with|case|switch|do|match)\b
        .*[:{(\[,]\s*$
      | (?:import|from|package|using|namespace|use|require|include|module|open)\s+[\w.:*"'<>/{},-]+
        (?:\s+(?:import|as|hiding|qualified)\b.*)?;?\s*$
      | (?:return|raise|throw|yield|assert|del|global|await|echo|export|local|set|let|const|var|val|mut)\b
        [^.!?]*[\w)\]}"'];?$
      | (?:end|fi|done|esac|endif|endfunction|begin|else|then|pass|break|continue|nil|\.\.\.)\s*$
      | (?:public|private|protected|static|const|let|var|final|void|int|long|unsigned|struct|enum|interface|impl|trait
          |typedef|template)\b.*[;{(=,)]\s*$
      | (?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|FROM|WHERE|JOIN|VALUES|GRANT|BEGIN|COMMIT|PRIMARY|FOREIGN
          |UNIQUE|ORDER\ BY|GROUP\ BY|AND|ON)\b\s
      | [A-Za-z]\w*\s+(?:INT|INTEGER|SERIAL|VARCHAR|CHAR|TEXT|BOOLEAN|DATE|TIMESTAMP|DECIMAL|NUMERIC)\b
      | \(+[a-z*+!?<>=/:-][\w*+!?<>=/:-]*(?:\s.*|\)+)?$ | .*\){2,}\s*$                        # Lisp
      | @\w[\w.:-]*(?:\(.*\))?\s*$ | \#\s*(?:include|define|ifdef|ifndef|if|endif|else|undef|pragma|import|!)\b | \#!
      | [.\#&>*:\w\[][\w\s.\#&>:\[\]()="'*,~+-]*\{.*$ | @?[\w-]+\s*:\s*[^;]*;\s*$                # CSS
      | \\[a-z]\w*(?:\s[\\{"\#=\w].*|\s*\{.*|)$ | .*[\w'>)~]\s\|\s*$                             # LilyPond
      | [\w'"]+\s*(?::|=>)\s*[\w'"\[{(][^.]*,\s*$ | ["'][^"']*["'],\s*$
    )""",
    re.VERBOSE,
)
# A line alone has no neighbours that speak for it: `(see "Notes" and ["Terms"])` is not Lisp.
_ONE_STATEMENT = pattern(
    r"""\s*(?: [\w.$\[\]"']+(?::\ ?[\w\[\],\ ]+)?\ [-+*/]?=\ \S | [\w.]+\(.*\);?$ | (?=.*[(=]).*[)\]}\w"'];$
      | (?:from\ [\w.]+\ )?import\ [\w.,\ ]+$ | (?:const|let|var)\ \w+\ =\ | (?:def|class)\ \w+.*:$ | \#include\s
      | (?:SELECT|INSERT\ INTO|UPDATE|DELETE\ FROM|CREATE)\ .*;$ )""",
    re.VERBOSE,
)
_COMMENT = pattern(
    r"\s*(?P<sign>//+|/\*+|\*+/|\#+|;+|--+|%+|\"\"\"|'''|<!--|REM\b|\{-)(?:\s|$|!)|\s+(?P<star>\*)(?:\s|$|/)"
)
# No line of prose begins with these. Headings of Markdown begin with a hash, too, but hardly any follows another one;
# and items of lists begin with a star.
_CODE_COMMENTS = ("//", "/*", ";", ";;", "--", "%%")
_MIN_COMMENTS, _COMMENT_SHARE, _ALL_COMMENTS = 3, 0.3, 0.9
_HASHES_SHARE = 0.4
_PLACEHOLDER = pattern(r"[%$]?\{+[\w ]+\}+")
_TAG = pattern(r"</?[A-Za-z!][^<>]*>")
_DENSE_SIGN = pattern(r"[=\\]|\$[({A-Za-z_]|\w\(|\w_\w|::|&&|\{\s*$|^\s*\}")
_MIN_DENSE_LINES, _DENSE_SHARE, _DENSE_SENTENCE_SHARE = 5, 0.6, 0.15
_INTERPRETER = ("#!/", "<?php")
_STATEMENT_SHARE, _STATEMENT_OR_COMMENT_SHARE, _MAX_SENTENCE_SHARE = 0.25, 0.45, 0.35


def _is_code(lines: Sequence[str]) -> bool:
    statements = sentences = 0
    comments: Counter[str] = Counter()
    for line in lines:
        if comment := _COMMENT.match(line):
            comments[(comment["sign"] or comment["star"])[:2]] += 1
        elif _is_sentence(line):
            # It may end with a semicolon or a bracket, as a line of verse or of a statute does.
            sentences += 1
        elif _STATEMENT.match(_PLACEHOLDER.sub("", line)):
            statements += 1
    number = len(lines)
    if number == 1:
        return not sentences and bool(_ONE_STATEMENT.match(lines[0]))
    if lines[0].startswith(_INTERPRETER) or comments.total() >= max(_MIN_COMMENTS, _ALL_COMMENTS * number):
        return True
    # Within a comment of C, stars begin the lines.
    signs = (*_CODE_COMMENTS, "*") if comments["/*"] else _CODE_COMMENTS
    hashes = sum(line.startswith("# ") and before.startswith("#") for before, line in pairwise(lines))
    if hashes >= max(_MIN_COMMENTS, _HASHES_SHARE * number):
        return True
    if sum(comments[sign] for sign in signs) >= max(_MIN_COMMENTS, _COMMENT_SHARE * number):
        return True
    if number >= _MIN_DENSE_LINES and sentences <= _DENSE_SENTENCE_SHARE * number and _is_dense(lines):
        return True
    return (
        statements >= _STATEMENT_SHARE * number
        and statements + comments.total() >= _STATEMENT_OR_COMMENT_SHARE * number
        and sentences <= _MAX_SENTENCE_SHARE * number
    )


def _is_dense(lines: Sequence[str]) -> bool:
    """True for a language or a format that no other question knows, such as those of makefiles and templates.

    Tags and placeholders are also in pages and in interface strings.
    """
    return _share(lines, lambda line: _DENSE_SIGN.search(_PLACEHOLDER.sub("", _TAG.sub("", line)))) >= _DENSE_SHARE


_WORD = pattern(r"(?<!\S)[\"'“‘(*_]{0,2}[^\W\d_]+(?:['’-][^\W\d_]+)*[,;:.!?\"'”’)*_]*(?!\S)")
_STRING = pattern(r"\S+")
_CODE_SIGN = pattern(r"[={}\[\]<>$@\\]|\w[_]\w|\w\(|::")
_MIN_WORDS = 4
# So many words make a sentence, whatever else is in it: `Mix {0} and {1} in a large bowl until they are blended.`
_MANY_WORDS = 8
_WORD_SHARE = 0.7


def _is_sentence(line: str) -> bool:
    """True for a line that is nearly all words, with no sign of a program."""
    words = len(_WORD.findall(line))
    if words < _MIN_WORDS or words < _WORD_SHARE * len(_STRING.findall(line)):
        return False
    return words >= _MANY_WORDS or not _CODE_SIGN.search(line)


_TEX_COMMAND = pattern(r"\\[A-Za-z]+|^@\w+\{\S+,$")
_MIN_COMMANDS = 3
_COMMANDS_PER_LINE = 0.15


def _is_tex(lines: Sequence[str]) -> bool:
    commands = sum(len(_TEX_COMMAND.findall(line)) for line in lines)
    return commands >= max(_MIN_COMMANDS, _COMMANDS_PER_LINE * len(lines))


_KINDS: dict[TextKind, Callable[[Sequence[str]], bool]] = {
    TextKind.JSON: _is_json,
    TextKind.DIFF: _is_diff,
    TextKind.LOG: _is_log,
    TextKind.TABLE: _is_table,
    TextKind.SESSION: _is_session,
    TextKind.TEX: _is_tex,
    TextKind.SETTINGS: _is_settings,
    TextKind.CODE: _is_code,
}
