# cython: language_level=3, wraparound=False, cdivision=True, initializedcheck=False
"""The surroundings of a position in a text: the words around it, and whether the string around it is plain prose.

Imports nothing but its loops. Cython compiles it as it is, with the types of `_strings.pxd`.
"""

from types import SimpleNamespace

try:
    import cython
except ImportError:  # run as Python, where Cython is not installed
    cython = SimpleNamespace(compiled=False)
if not cython.compiled:
    from textmend.lang._units import any_between, count_flags, next_flagged

__all__ = [
    "WORD_PATTERN",
    "capital_border",
    "changes_words",
    "characters_at",
    "count_flagged",
    "count_turns",
    "count_words",
    "figures_behind",
    "find_letters_apart",
    "flagged_spans",
    "has_between",
    "is_letter",
    "is_plain",
    "is_western",
    "neighbour_words",
    "normalized_word",
    "not_plain",
    "run_end",
    "run_start",
    "strings_around",
    "strip_possessive",
    "substituted",
    "word_after",
    "word_before",
    "word_end",
    "word_spans",
]  # fmt: skip

# A word: letters, and apostrophes between letters. Every letter of every script counts, as the lexicon
# decides which words are known. The compiled gate finds the same words letter by letter.
WORD_PATTERN = r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*"

# No word of prose is longer; no caller needs more of a neighbour.
_LONGEST_NEIGHBOUR = 40
_SPACES = bytes(chr(unit) == " " for unit in range(128))
_FIGURES = bytes(chr(unit) in "0123456789" for unit in range(128))
# Nearly all strings of prose end this close to any of their characters.
_NEAR = 40


def normalized_word(word):
    """Return `word` as lexicons spell it: lower case, with straight apostrophes."""
    small = word.lower()
    return small if small.isascii() else small.replace("\u2019", "'")


def strip_possessive(word):
    """Return `word` without the ending of a possessive."""
    return word[: len(word) - 2] if word.endswith(("'s", "\u2019s")) else word


def capital_border(word):
    """The index of the one capital after small letters ("ofThe": 2).

    0 for a word without capitals after its first letter or of capitals alone, -1 for another mixture.
    """
    capitals = place = 0
    for at in range(1, len(word)):
        if word[at].isupper():
            capitals += 1
            place = at
    if not capitals:
        return 0
    if capitals == 1 and word[place - 1].islower():
        return place
    return 0 if word.isupper() else -1


def is_letter(character):
    """True for a character that words are made of, as by `WORD_PATTERN`."""
    if character < "\x80":
        return "a" <= character <= "z" or "A" <= character <= "Z"
    return character.isalnum() and not character.isdecimal()


def word_end(text, start):
    """The end of the word that starts at `start`; `start` where none does."""
    size = len(text)
    at = start
    while at < size:
        if not is_letter(text[at]):
            joins = text[at] in "'\u2019" and at > start and at + 1 < size and is_letter(text[at + 1])
            if not joins:
                break
        at += 1
    return at


def word_spans(text, start, end):
    """Return the spans of the words in `text[start:end]`, as `WORD_PATTERN` finds them there."""
    spans = []
    at = start
    while at < end:
        if not is_letter(text[at]):
            at += 1
            continue
        stop = word_end(text, at)
        if stop > end:
            stop = end if is_letter(text[end - 1]) else end - 1
        spans.append((at, stop))
        at = stop
    return spans


def flagged_spans(text, spans, flags):
    """Return those of some spans in which a character has a flag, one of 128 for ASCII, that is not 0."""
    found = []
    for span in spans:
        start, end = span
        if next_flagged(text, start, end, flags) < end:
            found.append(span)
    return found


def run_end(text, start, stop):
    """The end of the words that start at `start`, with one space between each two; `start` where none does.

    No further word is included after `stop`.
    """
    end = word_end(text, start)
    while end > start and end < stop and end + 1 < len(text) and text[end] == " ":
        following = word_end(text, end + 1)
        if following == end + 1:
            break
        end = following
    return end


def run_start(text, at, stop):
    """The start of the words around `at`, with one space between each two; no further one is included before `stop`."""
    while at > 0:
        before = text[at - 1]
        if not is_letter(before):
            inside = at > 1 and at < len(text) and is_letter(text[at]) and is_letter(text[at - 2])
            if not inside or not (before in "'\u2019" or (before == " " and at > stop)):
                break
        at -= 1
    return at


def word_after(text, end):
    """The word after one white space at `end`, in lexicon spelling; "" for none."""
    if end + 1 >= len(text) or not text[end].isspace():
        return ""
    return normalized_word(text[end + 1 : word_end(text, end + 1)])


def word_before(text, start):
    """The word before one white space before `start`, in lexicon spelling; "" for none."""
    behind = start - 1
    if behind < 1 or not text[behind].isspace():
        return ""
    at = behind
    while at > 0 and behind - at < _LONGEST_NEIGHBOUR:
        if not is_letter(text[at - 1]):
            joins = text[at - 1] in "'\u2019" and at < behind and at > 1 and is_letter(text[at - 2])
            if not joins:
                break
        at -= 1
    return normalized_word(text[at:behind])


def strings_around(text, start, end, reach):
    """Return the strings before `start` and after `end`, up to white space or this many characters.

    A line that ends at `start` is still before it.
    """
    size = len(text)
    stop = start - 1 if start > 0 and text[start - 1] == "\n" else start
    low = stop
    while low > 0 and start - low < reach and not text[low - 1].isspace():
        low -= 1
    high = end
    while high < size and high - end < reach and not text[high].isspace():
        high += 1
    return text[low:stop], text[end:high]


def neighbour_words(text):
    """Return the strings of two or more letters in a text that touch no other letter or digit."""
    words = []
    size = len(text)
    at = 0
    while at < size:
        start = at
        is_word = True
        while at < size and text[at].isalnum():
            is_word = is_word and is_letter(text[at])
            at += 1
        if is_word and at - start > 1:
            words.append(text[start:at])
        if at == start:
            at += 1
    return words


def is_plain(text, start, end):
    """True when the string around `text[start:end]`, up to white space, is a word with the marks of prose.

    That is: opening marks, capitals, small letters, then closing marks, or such words after a quote, a dash or a
    hyphen; all of it ASCII except the marks. Their sets are spelled out where they are used, so that they compile to
    comparisons. Most positions that passes query are such, and none of these is protected. For a very long string
    the result is False.
    """
    low, high, size = start, end, len(text)
    while low > 0 and not text[low - 1].isspace():
        low -= 1
        if start - low > _NEAR:
            return False
    while high < size and not text[high].isspace():
        high += 1
        if high - end > _NEAR:
            return False
    at = low
    while at < high and text[at] in "([\"'\u2018\u2019\u201c\u2014\u2026":
        at += 1
    previous = "("
    while at < high:
        character = text[at]
        if "a" <= character <= "z":
            plain = previous in "(\"'\u2018\u2019\u201c\u2014\u2026-" or is_letter(previous)
        elif "A" <= character <= "Z":
            plain = "A" <= previous <= "Z" or previous in "(\"'\u2018\u2019\u201c\u2014\u2026-"
        elif character == "-":
            plain = "a" <= previous <= "z" or "A" <= previous <= "Z"
        else:
            plain = character in "\"'\u2018\u2019\u201c\u201d.,;:!?\u2026)]\u2014"
        if not plain:
            return False
        previous = character
        at += 1
    return low < high


def is_western(text):
    """True when no character is in Unicode's ranges for East Asian scripts: Hangul Jamo, and U+2E80 and above."""
    return not (any_between(text, "\u1100", "\u11ff") or any_between(text, "\u2e80", "\U0010ffff"))


def has_between(text, first, last):
    """True when a character of a text is in a range, ends included.

    That takes a tenth of the time of a regular expression with the range.
    """
    return any_between(text, first, last)


def not_plain(text, places):
    """Return those of the positions of single characters that are not in plain strings."""
    return [at for at in places if not is_plain(text, at, at + 1)]


def substituted(text, places, table):
    """Return `text` with the characters at sorted positions replaced according to `table`."""
    pieces = []
    kept_from = 0
    for at in places:
        pieces.append(text[kept_from:at])
        pieces.append(table[text[at]])
        kept_from = at + 1
    pieces.append(text[kept_from:])
    return "".join(pieces)


def changes_words(text, places, table):
    """True when a substitution may join or split words: of letters, or of apostrophes between them."""
    harmless = "".join([old for old, new in table.items() if _alike(old, new)])
    last = len(text) - 1
    for at in places:
        if text[at] in harmless:
            continue
        if (
            text[at].isalnum()
            or table[text[at]].isalnum()
            or (0 < at < last and is_letter(text[at - 1]) and is_letter(text[at + 1]))
        ):
            return True
    return False


def _alike(old, new):
    """True for two apostrophes, and for two characters that are neither apostrophes nor letters."""
    if old.isalnum() or new.isalnum():
        return False
    return (old in "'\u2019") == (new in "'\u2019")


def count_flagged(text, start, end, flags):
    """The number of characters of `text[start:end]` with flag 1, of those with 2, and of the latter before a space.

    In text beyond Latin-1 that is faster than `str.count`, which finds one character a time.

    Args:
        text: the text.
        start: where to begin.
        end: where to stop.
        flags: 0, 1 or 2 for each of the 128 characters of ASCII.
    """
    return count_flags(text, max(start, 0), min(end, len(text)), flags)


def count_turns(string):
    """Return how often letters and digits of ASCII change, and small letters and capitals, for `Ab` is one word."""
    turns = case_turns = 0
    before = last = 0  # 1 for a digit, 2 for a small letter, 3 for a capital
    for character in string:
        if "a" <= character <= "z":
            kind = 2
        elif "A" <= character <= "Z":
            kind = 3
        elif "0" <= character <= "9":
            kind = 1
        else:
            kind = 0
        if kind and last and (kind == 1) != (last == 1):
            turns += 1
        elif (kind == 3 and last == 2) or (kind == 2 and last == 3 and before == 3):
            case_turns += 1
        before = last
        last = kind
    return turns, case_turns


def count_words(text, flags, is_apart):
    """The number of characters of some kind in a text, and that of the words between them.

    Args:
        text: the text.
        flags: for each character 2 if it is of that kind, 1 if not, and 0 if that is not known yet.
        is_apart: returns whether a character is of that kind.
    """
    known = flags  # C reads its bytes
    count = words = 0
    in_word = False
    for character in text:
        unit = ord(character)
        flag = known[unit]
        if not flag:
            flag = flags[unit] = 1 + is_apart(character)
        if flag == 2:
            count += 1
            in_word = False
        elif is_letter(character):
            words += not in_word
            in_word = True
        else:
            in_word = False
    return count, words


def characters_at(text, spans, characters):
    """Return the positions of the characters in sorted spans."""
    return [at for start, end in spans for at in range(start, end) if text[at] in characters]


def figures_behind(text, marks, closers):
    """Return where figures of ASCII start that are right behind some marks, or behind a mark and a closing quote.

    Args:
        text: the text.
        marks: these marks.
        closers: the quotation marks.
    """
    found = []
    size = len(text)
    at = next_flagged(text, 1, size, _FIGURES)
    while at < size:
        last = text[at - 1]
        if last in marks or (last in closers and at > 1 and text[at - 2] in marks):
            found.append(at)
        at = next_flagged(text, at + 1, size, _FIGURES)
    return found


def find_letters_apart(text, at):
    """Return where the next three letters are that have spaces between and around them; -1 if there are none."""
    end = len(text) - 6
    at = next_flagged(text, at, end, _SPACES)
    while at < end:
        if (
            text[at + 2] == " "
            and text[at + 4] == " "
            and text[at + 6] == " "
            and is_letter(text[at + 1])
            and is_letter(text[at + 3])
            and is_letter(text[at + 5])
        ):
            return at
        at = next_flagged(text, at + 1, end, _SPACES)
    return -1
