"""Lines of programs: statements, comments and what sentences have instead. The numbers are those of `text_kind`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from textmend.lang._lines import count_strings, first_sign, has_code_sign
from textmend.patterns import pattern

__all__ = ["HALF", "MOST", "is_code", "is_sentence", "is_share", "share"]

HALF, MOST = 0.5, 0.8  # shares of lines


def is_share(lines: Sequence[str], has: Callable[[str], object], least: float) -> bool:
    """True if `has` returns anything true for this share of lines or more; it is not asked once that is settled."""
    needed = least * len(lines)
    spare = len(lines) - needed
    for line in lines:
        if has(line):
            needed -= 1
        else:
            spare -= 1
        if needed <= 0 or spare < 0:
            break
    return needed <= 0


def share(lines: Sequence[str], has: Callable[[str], object]) -> float:
    """The share of lines for which `has` returns anything true."""
    return sum(map(bool, map(has, lines))) / len(lines)


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
# What is given to a command may be a sentence.
_COMMAND = pattern(
    r"""\t+(?:[@-](?:echo|printf|\$|[a-z]+\b)|\$[({]\w+[)}]).*$ | \s*@?(?:echo|printf?|puts)\ (?:-\w\ )*["'].*$
      | \.(?:PHONY|SUFFIXES|DEFAULT):\ .*$
      | \s*\((?:def[a-z]*|setq|let\*|cond|lambda|[a-z]+(?:-[a-z]+)+!?|[a-z]+!)\s.*[^.!?]$              # Lisp""",
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
    r"\s*(?P<sign>//+|/\*+|\*+/|\#+|;+|--+|%+|\"\"\"|'''|<!--|REM\b|dnl\b|\{-)(?:\s|$|!)"
    r"|(?:\s+|(?=\*\*\s))(?P<star>\*\*?)(?:\s|$|/)"
)
# What is at the start of a match of either; an expression takes three times as long to say so.
_FIRST_OF_COMMENTS, _FIRST_OF_COMMANDS = "/*#;-%\"'<Rd{", "@ep.(-$"
# No line of prose begins with these. Headings of Markdown begin with a hash, too, but hardly any follows another one;
# and items of lists begin with a star.
_CODE_COMMENTS = ("//", "/*", ";", ";;", "--", "%%", "dn")
_MIN_COMMENTS, _COMMENT_SHARE, _ALL_COMMENTS = 3, 0.3, 0.9
_HASHES_SHARE = 0.4
_MAX_STRING_CHARS = 100
_PLACEHOLDER = pattern(r"[%$]?\{+[\w ]+\}+")
_TAG = pattern(r"</?[A-Za-z!][^<>]*>")
_DENSE_SIGN = pattern(r"[=\\]|\$[({A-Za-z_]|\w\(|\w_\w|::|&&|\{\s*$|^\s*\}")
_MIN_DENSE_LINES, _DENSE_SHARE, _DENSE_SENTENCE_SHARE = 5, 0.6, 0.15
_STATEMENT_SHARE, _STATEMENT_OR_COMMENT_SHARE, _MAX_SENTENCE_SHARE = 0.25, 0.45, 0.35


def is_code(lines: Sequence[str]) -> bool:
    """True for the lines of a program; those that are blank are left out."""
    number = len(lines)
    comments: Counter[str] = Counter()
    others: list[str] = []
    commands = sentences = 0
    first_signs = list(map(first_sign, lines))
    may_be_comments = sum(first in _FIRST_OF_COMMENTS for first in first_signs) >= _COMMENT_SHARE * number
    for line, first in zip(lines, first_signs, strict=True):
        if first in _FIRST_OF_COMMENTS and (comment := _COMMENT.match(line)):
            comments[(comment["sign"] or comment["star"])[:2]] += 1
        elif first in _FIRST_OF_COMMANDS and _COMMAND.match(line):
            commands += 1
        elif is_sentence(line) or (len(line) > _MAX_STRING_CHARS and " " not in line):
            # The latter has lost its spaces. A sentence may end with a semicolon or a bracket, as a line of verse or of
            # a statute does.
            sentences += 1
            if sentences > _MAX_SENTENCE_SHARE * number and not may_be_comments:
                return False
        else:
            others.append(line)
    if number == 1:
        return not sentences and bool(_ONE_STATEMENT.match(lines[0]))
    if _are_comments(lines, comments):
        return True
    if number >= _MIN_DENSE_LINES and sentences <= _DENSE_SENTENCE_SHARE * number and _is_dense(lines):
        return True
    if sentences > _MAX_SENTENCE_SHARE * number:
        return False
    statements = commands + sum(_STATEMENT.match(_PLACEHOLDER.sub("", line)) is not None for line in others)
    all_of_code = statements + comments.total()
    return statements >= _STATEMENT_SHARE * number and all_of_code >= _STATEMENT_OR_COMMENT_SHARE * number


def _are_comments(lines: Sequence[str], comments: Counter[str]) -> bool:
    """True if so many lines begin with the signs of comments that they are no prose with lists and headings."""
    number = len(lines)
    if comments.total() >= max(_MIN_COMMENTS, _ALL_COMMENTS * number):
        return True
    hashes = sum(line.startswith("# ") and before.startswith("#") for before, line in pairwise(lines))
    if hashes >= max(_MIN_COMMENTS, _HASHES_SHARE * number):
        return True
    # Within a comment of C, stars begin the lines.
    signs = (*_CODE_COMMENTS, "*", "**") if comments["/*"] or comments["*/"] else _CODE_COMMENTS
    return sum(comments[sign] for sign in signs) >= max(_MIN_COMMENTS, _COMMENT_SHARE * number)


def _is_dense(lines: Sequence[str]) -> bool:
    """True for a language or a format that no other question knows, such as those of makefiles and templates.

    Tags and placeholders are also in pages and in interface strings.
    """
    return is_share(lines, lambda line: _DENSE_SIGN.search(_PLACEHOLDER.sub("", _TAG.sub("", line))), _DENSE_SHARE)


_MIN_WORDS = 4
# So many words make a sentence, whatever else is in it: `Mix {0} and {1} in a large bowl until they are blended.`
_MANY_WORDS = 8
_WORD_SHARE = 0.7


def is_sentence(line: str) -> bool:
    """True for a line that is nearly all words, with no sign of a program."""
    words, strings = count_strings(line)
    if words < _MIN_WORDS or words < _WORD_SHARE * strings:
        return False
    return words >= _MANY_WORDS or not has_code_sign(line)
