# cython: language_level=3, wraparound=False, cdivision=True, initializedcheck=False
"""What single lines are made of: words, values, the signs of data and programs.

Imports nothing but its sibling module. Cython compiles it as it is, with the types of `_lines.pxd`.
"""

from textmend.lang._strings import is_letter

__all__ = ["blocks_of_lines", "count_running_text", "count_strings", "count_values"]

_OPENING = "\"'\u201c\u2018(*_"
_MAX_OPENING = 2
_CLOSING = ",;:.!?\"'\u201d\u2019)*_"
_INSIDE_WORD = "'\u2019-"
# Signs that data and programs have in lines of any kind, and prose hardly ever.
_CODE_SIGNS = "\t{}[]<>=|\\@#$%_"
_NOT_LAST = '",;{[('
_AFTER_COMMA = "'\"\u201d\u2019"


def blocks_of_lines(text, least):
    """Return the spans of what is between blank lines, if it has so many lines; without the end of the last line."""
    spans = []
    size = len(text)
    start = at = last = lines = 0
    while at < size:
        end = text.find("\n", at)
        if end < 0:
            end = size
        first = at
        while first < end and text[first] in " \t\r":
            first += 1
        if first < end:
            if not lines:
                start = at
            lines += 1
            last = end
        else:
            if lines >= least:
                spans.append((start, last))
            lines = 0
        at = end + 1
    if lines >= least:
        spans.append((start, last))
    return spans


def count_values(line):
    """Return the number of strings in a line that contain digits or are only symbols, and the number of all strings."""
    values = strings = 0
    in_string = has_digit = has_word = False
    for character in line:
        if character.isspace():
            values += in_string and (has_digit or not has_word)
            in_string = has_digit = has_word = False
            continue
        strings += not in_string
        in_string = True
        if "0" <= character <= "9":
            has_digit = True
        elif character == "_" or character.isalnum():
            has_word = True
    return values + (in_string and (has_digit or not has_word)), strings


def count_strings(line):
    """Return the number of strings in a line that are words with the marks of prose, and the number of all strings."""
    words = strings = 0
    size = len(line)
    at = 0
    while at < size:
        if line[at].isspace():
            at += 1
            continue
        strings += 1
        start = at
        while at < size and at - start < _MAX_OPENING and line[at] in _OPENING:
            at += 1
        start = at
        while at < size and (
            is_letter(line[at])
            or (at > start and line[at] in _INSIDE_WORD and at + 1 < size and is_letter(line[at + 1]))
        ):
            at += 1
        is_word = at > start
        while at < size and not line[at].isspace():
            is_word = is_word and line[at] in _CLOSING
            at += 1
        words += is_word
    return words, strings


def count_running_text(lines, least, stop):
    """Return the number of characters in lines of running text.

    Such a line begins with a word, not with a key, and has none of the signs of data and programs, nor ends with one.

    Args:
        lines: the lines.
        least: the length of the shortest line that counts.
        stop: how many characters of a line are searched for signs.
    """
    count = 0
    for line in lines:
        size = len(line)
        is_long = size >= least and line[size - 1] not in _NOT_LAST
        if is_long and _begins_with_word(line, size) and not _has_sign(line, min(size, stop)):
            count += size
    return count


def _begins_with_word(line, size):
    at = 0
    while at < size and line[at].isspace():
        at += 1
    start = at
    while at < size and at - start < _MAX_OPENING and line[at] in _OPENING:
        at += 1
    start = at
    while at < size and is_letter(line[at]):
        at += 1
    if at == start:
        return False
    while at < size and (line[at] in "_.-" or line[at].isalnum()):
        at += 1
    if at == size or line[at] not in ":=":
        return True
    # `Note: the text` begins a sentence; `note: text` and `a.b: text` are keys.
    if line[at] != ":" or at + 1 == size or line[at + 1] != " " or not "A" <= line[start] <= "Z":
        return False
    for place in range(start, at):
        if line[place] in ".-":
            return False
    return True


def _has_sign(line, stop):
    gaps = 0
    for at in range(stop):
        character = line[at]
        following = line[at + 1] if at + 1 < stop else " "
        if character in _CODE_SIGNS:
            return True
        if character == ",":
            if not (following.isspace() or following.isdecimal() or following in _AFTER_COMMA):
                return True
        elif character == ":":
            # A time has two colons.
            if at + 3 < stop and following.isdecimal() and line[at + 2].isdecimal() and line[at + 3] == ":":
                return True
        elif character == '"':
            if _is_key_end(line, at, stop):
                return True
        elif character == "(":
            if (at > 0 and (line[at - 1].isalnum() or line[at - 1] == "_")) or _opens_lisp(line, at):
                return True
        elif character == ")":
            if following == ")":
                return True
        elif character == " " and following == " " and not (at > 0 and line[at - 1] == " "):
            # Two gaps divide three cells.
            gaps += 1
            if gaps > 1:
                return True
    return False


def _is_key_end(line, at, stop):
    """True for a quotation mark with a colon after it."""
    at += 1
    while at < stop and line[at].isspace():
        at += 1
    return at < stop and line[at] == ":"


def _opens_lisp(line, at):
    """True for a name with a hyphen or an exclamation mark behind an opening parenthesis."""
    start = at + 1
    at = start
    while at < len(line) and "a" <= line[at] <= "z":
        at += 1
    return at > start and at < len(line) and line[at] in "-!"
