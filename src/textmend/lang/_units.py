"""Loops over the characters of a string that do not depend on what the string means.

`_units.pxd` has each function in C, which Cython puts where it is called; this file is never compiled. Its callers use
these definitions where they run as Python.
"""

__all__ = ["any_between", "count_flags", "encoded", "next_flagged"]


def next_flagged(text, at, end, flags):
    """The position of the first character from `at` on whose flag, one of 128 for ASCII, is not 0; `end` if none is."""
    for place in range(at, end):
        unit = ord(text[place])
        if unit < 128 and flags[unit]:
            return place
    return end


def any_between(text, first, last):
    """True when a character of a text is in a range, ends included."""
    return any(first <= character <= last for character in text)


def count_flags(text, at, end, flags):
    """The number of characters of ASCII with flag 1, of those with flag 2, and of the latter with a space behind them.

    Args:
        text: the text.
        at: where to begin.
        end: where to stop; a space that is there does not count.
        flags: 0, 1 or 2 for each of the 128.
    """
    found = [flags[ord(character)] if character < "\x80" else 0 for character in text[at:end]]
    behind = sum([flag == 2 and text[at + place + 1] == " " for place, flag in enumerate(found[:-1])])
    return found.count(1), found.count(2), behind


def encoded(text, start, end, padding):
    """The characters of `text[start:end]` in UTF-8, in which surrogates are valid, and so many zeros."""
    return text[start:end].encode("utf-8", "surrogatepass") + bytes(padding)
