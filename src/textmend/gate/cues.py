# cython: language_level=3, annotation_typing=False
"""Cues: what wakes a pass, and the spans in which it occurs.

Imports nothing. Cython compiles it as it stands, with the types of `cues.pxd`.
"""

__all__ = ["TIGHT_MARKS", "Trigger", "anchor", "merged"]

# Marks behind which prose has a space, mostly. Not the apostrophe and the hyphen.
TIGHT_MARKS = ".,;:!?)"


class Trigger:
    """What wakes one pass, as plain data.

    Args:
        characters: single characters.
        ranges: pairs of characters, both ends included.
        literals: strings of two or more characters.
        words: whether unknown words that pass the split filter wake it.
        tight: whether one of `TIGHT_MARKS` wakes it that has two letters of ASCII on both sides, for a full stop a
            capital behind it (a sentence has one, data.gov and re.match have not), and a digit that has two before it
            or three behind it.
        beyond_ascii: whether any character beyond ASCII wakes it, but for `familiar`; its one span is the whole text,
            whichever single character wakes it.
        familiar: characters beyond ASCII that do not.
    """

    def __init__(self, characters, ranges, literals, words, tight=False, beyond_ascii=False, familiar=""):
        self.characters = characters
        self.ranges = tuple(ranges)
        self.literals = tuple(literals)
        self.words = words
        self.tight = tight
        self.beyond_ascii = beyond_ascii
        self.familiar = familiar

    def matches(self, character):
        """True when the single character is a cue."""
        if self.beyond_ascii and character > "\x7f" and character not in self.familiar:
            return True
        return character in self.characters or any(low <= character <= high for low, high in self.ranges)


def anchor(literal):
    """Where the rarest kind of character of a literal is, at each of which a scan stops to look for it."""
    return next((at for at, c in enumerate(literal) if not c.isalnum() and not c.isspace()), 0)


def merged(spans):
    """Return spans sorted, with those that overlap or touch made one."""
    spans.sort()
    result = []
    last = None
    high = -1
    for span in spans:
        start, end = span
        if start > high:
            if last is not None:
                result.append(last)
            last = span
            high = end
        elif end > high:
            last = (last[0], end)
            high = end
    if last is not None:
        result.append(last)
    return result
