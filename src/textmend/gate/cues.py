# cython: language_level=3, annotation_typing=False
"""Cues: what triggers a pass, and the spans in which it occurs.

Imports nothing. Cython compiles it as it is, with the types of `cues.pxd`.
"""

__all__ = ["TIGHT_MARKS", "Trigger", "anchor", "merged"]

# Marks that prose usually follows with a space. Not the apostrophe and the hyphen.
TIGHT_MARKS = ".,;:!?)"


class Trigger:
    """What triggers one pass, as plain data.

    Args:
        characters: single characters.
        ranges: pairs of characters, both ends included.
        literals: strings of two or more characters.
        words: whether unknown words that pass the split filter trigger it.
        tight: whether it is triggered by one of `TIGHT_MARKS` that has two letters of ASCII on both sides, for a full
            stop a capital after it (a sentence has one, data.gov and re.match have not), and by a digit that has two
            before it or three after it.
        beyond_ascii: whether any character beyond ASCII triggers it, except `familiar`; its one span is the whole text,
            whichever single character triggers it.
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
    """The index of the rarest kind of character of a literal, at each of which a scan stops to look for it."""
    return next((at for at, c in enumerate(literal) if not c.isalnum() and not c.isspace()), 0)


def merged(spans):
    """Return spans sorted, with those that overlap or touch merged."""
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
