# cython: language_level=3, wraparound=False, cdivision=True, initializedcheck=False
"""What single lines are made of: words, values, the signs of data and programs.

Imports nothing but its sibling modules. Cython compiles it as it is, with the types of `_lines.pxd`.
"""

from types import SimpleNamespace

from textmend.lang._strings import is_letter

try:
    import cython
except ImportError:  # run as Python, where Cython is not installed
    cython = SimpleNamespace(compiled=False)
if not cython.compiled:
    from textmend.lang._units import next_flagged

__all__ = [
    "count_long_words",
    "count_running_text",
    "count_strings",
    "count_values",
    "doubtful_blocks",
    "first_sign",
    "has_code_sign",
]

_OPENING = "\"'\u201c\u2018(*_"
_MAX_OPENING = 2
_CLOSING = ",;:.!?\"'\u201d\u2019)*_"
_INSIDE_WORD = "'\u2019-"
# Signs that data and programs have in lines of any kind, and prose hardly ever.
_CODE_SIGNS = "\t{}[]<>=|\\@#$%_"
_NOT_LAST = '",;{[('
_AFTER_COMMA = "'\"\u201d\u2019"
# The characters that `has_code_sign` and `_has_sign` look at; every other one costs a step.
_MAY_BE_CODE = bytes(chr(unit) in "={}[]<>$@\\_(:" for unit in range(128))
_MAY_BE_SIGN = bytes(chr(unit) in _CODE_SIGNS + ',:"() ' for unit in range(128))


def doubtful_blocks(text, least, lines_read, characters_read, shortest, stop):
    """Return the spans of what is between blank lines, without blocks that begin with running text or have few lines.

    Args:
        text: the text.
        least: the lines that a block has at least.
        lines_read: of a block, so many lines are read,
        characters_read: and so many characters.
        shortest: as for `count_running_text`.
        stop: as for `count_running_text`.
    """
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
            if lines >= least and not _begins_running(text, start, last, lines_read, characters_read, shortest, stop):
                spans.append((start, last))
            lines = 0
        at = end + 1
    if lines >= least and not _begins_running(text, start, last, lines_read, characters_read, shortest, stop):
        spans.append((start, last))
    return spans


def _begins_running(text, start, end, lines, characters, least, stop):
    """True if the first lines of a block are running text."""
    end = min(end, start + characters)
    for _ in range(lines):
        last = text.find("\n", start, end)
        if last < 0:
            last = end
        if not _is_running(text[start:last], least, stop):
            return False
        start = last + 1
        if start > end:
            break
    return True


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


def count_long_words(text, size):
    """Return how often so many small letters follow each other, those of European languages."""
    count = start = 0
    while start + size <= len(text):
        # From the end: of nearly all words, what is before their end need not be looked at.
        at = start + size - 1
        while at >= start and ("a" <= text[at] <= "z" or "\u00df" <= text[at] <= "\u024f"):
            at -= 1
        if at < start:
            count += 1
            start += size
        else:
            start = at + 1
    return count


def first_sign(line):
    """Return the first character of a line that is not white space; an empty string if there is none."""
    for at in range(len(line)):
        if not line[at].isspace():
            return line[at]
    return ""


def has_code_sign(line):
    """True for a line with a sign of programs inside: brackets, `=`, `a_b`, `f(`, `::`."""
    size = len(line)
    at = next_flagged(line, 0, size, _MAY_BE_CODE)
    while at < size:
        character = line[at]
        if character == "(":
            if at > 0 and _is_of_name(line[at - 1]):
                return True
        elif character == ":":
            if at + 1 < size and line[at + 1] == ":":
                return True
        elif character == "_":
            if 0 < at < size - 1 and _is_of_name(line[at - 1]) and _is_of_name(line[at + 1]):
                return True
        else:
            return True
        at = next_flagged(line, at + 1, size, _MAY_BE_CODE)
    return False


def _is_of_name(character):
    return character == "_" or character.isalnum()


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
        if _is_running(line, least, stop):
            count += len(line)
    return count


def _is_running(line, least, stop):
    size = len(line)
    is_long = size >= least and (line[size - 1] not in _NOT_LAST or _ends_quotation(line, size))
    return is_long and _begins_with_word(line, size) and not _has_sign(line, min(size, stop))


def _ends_quotation(line, size):
    """True for a line that ends with what somebody says; strings of programs end a line only in notations of songs."""
    return size > 2 and line[size - 1] == '"' and line[size - 2] in ".!?" and line[size - 3] != " "


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
    at = next_flagged(line, 0, stop, _MAY_BE_SIGN)
    while at < stop:
        character = line[at]
        following = line[at + 1] if at + 1 < stop else " "
        if character == " ":
            if following == " " and not (at > 0 and line[at - 1] == " "):
                # Two gaps divide three cells.
                gaps += 1
                if gaps > 1:
                    return True
        elif character == ",":
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
        else:
            return True
        at = next_flagged(line, at + 1, stop, _MAY_BE_SIGN)
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
