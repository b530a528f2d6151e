# cython: language_level=3, wraparound=False, initializedcheck=False, cdivision=True
"""The role of each quotation mark of a paragraph: opening, closing, apostrophe, prime, or unknown.

Curly marks get a role like all others. So a text whose marks were set by these roles gives the same roles again:
setting them is idempotent.

Imports nothing but its sibling modules. Cython compiles it as it is, with the types of `_mark_roles.pxd`.
"""

from textmend.lang._strings import is_letter
from textmend.passes.quotes._quote_marks import collected, is_dash

__all__ = [
    "APOSTROPHE", "CLOSE_DOUBLE", "CLOSE_SINGLE", "DOUBLE_PRIME", "OPEN_DOUBLE", "OPEN_SINGLE", "PRIME", "read",
    "read_by_turns",
]  # fmt: skip

OPEN_DOUBLE, CLOSE_DOUBLE, OPEN_SINGLE, CLOSE_SINGLE, APOSTROPHE, PRIME, DOUBLE_PRIME = range(7)

_AMBIGUOUS = "either the start of a quotation or omitted letters"
_BETWEEN_SPACES = "there are spaces on both sides"
_DOUBLED = "doubled marks"
_INCHES = "either inches or the end of the quotation"
_HEBREW_SIGN = "a geresh or gershayim, which is part of a Hebrew word"
_AYIN = "either omitted letters or the ayin of a name"
_OKINA = "the okina of a Hawaiian word, which is a letter"
# Hawaiian has these letters, and its words end with a vowel. `ma'am` and `o'er` do not.
_HAWAIIAN_VOWELS = "aeiouāēīōūAEIOUĀĒĪŌŪ"
_HAWAIIAN = _HAWAIIAN_VOWELS + "hklmnpwHKLMNPW"
_FEWEST_LETTERS = 3

# Words that are nearly always written with an elision at their end: their mark does not close anything.
_CUT_OFF = frozenset({"o", "an", "th", "ol", "mo", "mos", "jus", "wi"})
_LONGEST_CUT_OFF = 8
# How names begin whose ayin is written with a mark ('Ali, 'Umar, 'Abbasid). Other capitals after a mark that nothing
# closes are those of words that lost their h ('Enry, 'Ow).
_AYIN_STARTS = (
    "abb", "abd", "adil", "adn", "aish", "alaw", "ali", "ammar", "amr", "aqil", "arab", "arif", "ashur", "asim", "ata",
    "ayn", "aziz", "imad", "imran", "inay", "iraq", "isa", "iyad", "izz", "ubad", "ubay", "ulam", "umar", "uqba",
    "urwa", "utba", "uth",
)  # fmt: skip


def read(text, paragraph, spans, elisions, measures, numbers, suffixes=False):
    """Return the marks of a paragraph with their roles, in order.

    Double marks are read first, because single ones pair up inside them.

    Args:
        text: the text.
        paragraph: start and end, and where the next one starts.
        spans: sorted protected spans. Marks see their neighbours through markup; others in them do not count.
        elisions: words in small letters that begin with an elision.
        measures: positions of primes of feet and inches or minutes and seconds.
        numbers: positions of marks after a number that could be a length.
        suffixes: whether the language has no apostrophe, and sets particles directly after a quotation: Korean.
    """
    start, end, following = paragraph
    marks = collected(text, start, end, spans)
    doubles = [mark for mark in marks if mark.kind == '"' and not _is_gershayim(mark)]
    singles = []
    closed = set()  # the numbers of the double quotations that end in this paragraph
    opened = quotation = seen = 0
    for mark in marks:
        if _is_gershayim(mark):
            mark.play(CLOSE_DOUBLE, "double", _HEBREW_SIGN)
        elif mark.kind == "'" and mark.index == 0 and _is_hebrew(mark.left):
            mark.play(APOSTROPHE, "apostrophe", _HEBREW_SIGN)
        elif mark.kind == '"':
            seen += 1
            place = "\0"
            if seen < len(doubles):
                neighbour = doubles[seen]
                place = neighbour.place
            _read_double(mark, quotation, place, measures, numbers)
            if not mark.reason and mark.role == OPEN_DOUBLE:
                opened += 1
                quotation = opened
            elif not mark.reason and mark.role == CLOSE_DOUBLE:
                closed.add(quotation)
                quotation = 0
        elif mark.is_doubled:
            mark.play(APOSTROPHE, "apostrophe", _DOUBLED)
        elif mark.at in measures:
            mark.play(PRIME, "prime", "")
        else:
            mark.quotation = quotation
            singles.append(mark)
    if singles:
        goes_on = following < len(text) and _is_single(text[following])
        _read_singles(text, start, end, singles, elisions, numbers, closed, goes_on, suffixes)
    return marks


def read_by_turns(text, paragraph, spans):
    """Return the marks of a paragraph in which they open and close alternately, each kind by itself.

    A single mark between two letters that are not East Asian is an apostrophe.
    """
    start, end, _ = paragraph
    marks = collected(text, start, end, spans)
    for kind in ('"', "'"):
        turns = []
        for mark in marks:
            if kind == "'" and mark.kind == kind and _is_in_word(mark):
                mark.play(APOSTROPHE, "apostrophe", _DOUBLED if mark.is_doubled else "")
            elif mark.kind == kind:
                turns.append(mark)
        odd = "an odd number of marks" if len(turns) % 2 else ""
        for turn, mark in enumerate(turns):
            if kind == '"':
                role = CLOSE_DOUBLE if turn % 2 else OPEN_DOUBLE
            else:
                role = CLOSE_SINGLE if turn % 2 else OPEN_SINGLE
            mark.play(role, "alternate", _DOUBLED if mark.is_doubled else odd)
    return marks


def _is_hebrew(character):
    return "\u05d0" <= character <= "\u05ea"


def _is_gershayim(mark):
    """True for the sign before the last letter of an abbreviation in Hebrew."""
    return mark.kind == '"' and _is_hebrew(mark.left) and _is_hebrew(mark.right)


def _is_in_word(mark):
    return _joins_words(mark.left) and _joins_words(mark.right)


def _joins_words(character):
    """True for a letter of a script that has apostrophes: what comes from U+2E80 on is East Asian, or as good as."""
    return is_letter(character) and character < "\u2e80"


def _read_double(mark, quotation, following, measures, numbers):
    """Give a double mark its role.

    Args:
        mark: the mark.
        quotation: the number of the quotation that it is in; 0 for none.
        following: the `place` of the next mark, "\\0" for none.
        measures, numbers: see `read`.
    """
    if mark.is_doubled:
        mark.play(CLOSE_DOUBLE, "double", _DOUBLED)
        return
    measured = mark.at in measures
    if measured or (mark.place == ">" and mark.at in numbers):
        closed_later = following == ">"
        if not quotation or (measured and closed_later):
            mark.play(DOUBLE_PRIME, "prime", "")
            return
        if measured or closed_later:
            mark.play(DOUBLE_PRIME, "prime", _INCHES)
            return
    if mark.place == " ":
        mark.play(CLOSE_DOUBLE, "double", _BETWEEN_SPACES)
    elif mark.place == "|" and quotation:
        # If the next mark closes too, a mark or a dash was lost between them.
        mark.play(CLOSE_DOUBLE, "double", "two closing marks in a row" if following == ">" else "")
    elif mark.place == "|":
        opens = mark.left in ".,!?…" or mark.index > 0
        mark.play(OPEN_DOUBLE, "double", "" if opens else "letters on both sides, and no open quotation")
    elif mark.place == "<" or (mark.place == "?" and not quotation):
        mark.play(OPEN_DOUBLE, "double", "")
    else:
        mark.play(CLOSE_DOUBLE, "double", "")


def _read_singles(text, start, end, marks, elisions, numbers, closed, goes_on, suffixes):
    """Give each single mark of a paragraph its role; `goes_on` when the next paragraph starts with one."""
    waiting = {}  # by quotation, the marks that may open
    for mark in marks:
        if _is_and(text, mark.at, start, end):
            mark.play(APOSTROPHE, "elision", "")
        elif mark.place == " ":
            mark.play(APOSTROPHE, "apostrophe", _BETWEEN_SPACES)
        elif mark.place == "<":
            if _is_decade(_next_word(text, mark.end, end)):
                mark.play(APOSTROPHE, "elision", "")
            elif mark.quotation in waiting:
                waiting[mark.quotation].append(mark)
            else:
                waiting[mark.quotation] = [mark]
        elif _is_cut_off(text, mark) or (
            mark.place == "|" and mark.left not in ".,!?…" and not (suffixes and mark.quotation in waiting)
        ):
            mark.play(APOSTROPHE, "apostrophe", _OKINA if _is_okina(text, start, end, mark) else "")
        else:
            _close(text, start, end, mark, waiting.pop(mark.quotation, []), elisions, numbers)
    for left_over in waiting.values():
        for mark in left_over:
            _leave_open(text, start, end, mark, elisions, mark.quotation in closed, goes_on)


def _is_okina(text, start, end, mark):
    """True for a mark between two vowels of a word that can be Hawaiian: `Hawai'i`, `O'ahu`, `Ni'ihau`."""
    if mark.left not in _HAWAIIAN_VOWELS or mark.end >= end or text[mark.end] not in _HAWAIIAN_VOWELS:
        return False
    low, high = mark.start, mark.end
    while low > start and (text[low - 1].isalpha() or text[low - 1] in "'\u2019"):
        low -= 1
    while high < end and (text[high].isalpha() or text[high] in "'\u2019"):
        high += 1
    word = text[low:high].rstrip("'\u2019")
    if word.endswith(("'s", "\u2019s")):
        word = word[: len(word) - 2]
    letters = [each for each in word if each not in "'\u2019"]
    is_long = len(letters) >= _FEWEST_LETTERS
    return is_long and letters[len(letters) - 1] in _HAWAIIAN_VOWELS and not set(letters).difference(_HAWAIIAN)


def _close(text, start, end, mark, candidates, elisions, numbers):
    """Give their roles to a mark that may close, and to those before it that may have opened."""
    opening = _opening(text, start, end, mark, candidates, elisions)
    ambiguous = ""
    if opening is None and candidates and not _is_trailing(text, mark.start):
        ambiguous = _AMBIGUOUS
    for candidate in candidates:
        if candidate is opening:
            candidate.play(OPEN_SINGLE, "single", "")
        else:
            candidate.play(APOSTROPHE, "elision", ambiguous)
    if opening is not None or ambiguous:
        mark.play(CLOSE_SINGLE, "apostrophe", ambiguous)
    elif mark.at in numbers:
        mark.play(PRIME, "prime", "")
    else:
        mark.play(APOSTROPHE, "apostrophe", "")


def _opening(text, start, end, closing, candidates, elisions):
    """The candidate that `closing` closes, if any."""
    if not candidates:
        return None
    last = candidates[len(candidates) - 1]
    if last.end + len(_next_word(text, last.end, end)) == closing.start:
        return last  # a word between two marks is quoted, whatever word it is: the 's' key
    first = None
    for candidate in candidates:
        if _is_elision(_next_word(text, candidate.end, end), elisions):
            continue
        # `I told 'er, 'Go home.'`: the first one may be a dropped h, but speech is introduced.
        if _is_introduced(text, start, end, candidate):
            return candidate
        if first is None:
            first = candidate
    return first


def _leave_open(text, start, end, mark, elisions, is_closed, goes_on):
    """Give its role to a mark that may open and that no later mark closes.

    Any quotation that began in the enclosing double quotation would have ended with it, too: `"'Ow long?"`.
    """
    word = _next_word(text, mark.end, end)
    begins = mark.start == start or mark.index > 0
    if word[:1].isupper() and word.lower().startswith(_AYIN_STARTS):
        mark.play(APOSTROPHE, "elision", _AYIN)
    elif is_closed or not begins or not word[:1].isupper() or _is_elision(word, elisions):
        mark.play(APOSTROPHE, "elision", "")
    else:  # a quotation over several paragraphs opens in each
        mark.play(OPEN_SINGLE, "single", "" if goes_on else "no mark closes it")


def _next_word(text, start, end):
    """The letters, or the digits and a following s, at a position."""
    at = start
    while at < end and text[at].isalpha():
        at += 1
    if at == start:
        while at < end and text[at].isdecimal():
            at += 1
        if start < at < end and text[at] == "s":
            at += 1
    return text[start:at]


def _is_single(character):
    return character in "'\u2018\u2019\u201a\u201b\u2032\u2039\u203a"


def _is_decade(word):
    return len(word) == 3 and word[2] == "s" and word[0].isdecimal()


def _is_elision(word, elisions):
    return word.lower() in elisions or (len(word) == 2 and word.isdecimal())


def _is_introduced(text, start, end, mark):
    """True for a capital at the start of a paragraph or quotation, or after a comma, colon or dash."""
    if not _next_word(text, mark.end, end)[:1].isupper():
        return False
    if mark.index > 0 or mark.start == start:
        return True
    at = mark.start - 1
    if text[at].isspace():
        at -= 1
    if at < start or text[at].isspace():
        return True
    return text[at] in ",:;." or is_dash(text[at])


def _is_trailing(text, end):
    """True for `the boys'` and `goin'`; a quotation more probably ends after punctuation."""
    word = _word_before(text, end)
    return word.endswith("s") or (len(word) > 2 and word.endswith("in"))


def _is_cut_off(text, mark):
    """True for `a pound o'`; not for `the 17th'`."""
    word = _word_before(text, mark.start)
    before = mark.start - len(word)
    return mark.place == ">" and word in _CUT_OFF and not (before > 0 and text[before - 1].isdigit())


def _word_before(text, end):
    """The letters before a position, eight at most, in lower case."""
    at = end
    while at > 0 and end - at < _LONGEST_CUT_OFF and is_letter(text[at - 1]):
        at -= 1
    return text[at:end].lower()


def _is_and(text, at, start, end):
    """True for both marks of `rock 'n' roll` and of `rock'n'roll`."""
    low = at
    if not (low + 2 < end and text[low + 1] in "nN" and _is_single(text[low + 2])):
        low = at - 2
        if not (low >= start and text[low + 1] in "nN" and _is_single(text[low])):
            return False
    high = low + 3
    if low > start and high < end and text[low - 1] == " " and text[high] == " ":
        low -= 1
        high += 1
    return low > start and high < end and text[low - 1].isalnum() and text[high].isalnum()
