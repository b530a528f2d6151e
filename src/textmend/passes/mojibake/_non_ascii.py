# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Runs of characters beyond ASCII.

Imports nothing. Cython compiles it as it is, with the types of `_non_ascii.pxd`.
"""

__all__ = ["differences", "foreign_words", "has_lone"]

# Runs with no more than a short ASCII word between them are merged: one edit for each letter of Vietnamese would tell
# nobody more than one for a few words, and costs ten times as much. Six letters and the spaces around them.
_MOST_BETWEEN = 8


def has_lone(text, start, end):
    """True when a character beyond ASCII in `text[start:end]` is between two ASCII ones, or at an end next to one."""
    length = 0
    for at in range(start, end):
        if text[at] >= "\x80":
            length += 1
        elif length == 1:
            return True
        else:
            length = 0
    return length == 1


def foreign_words(text, start, end, most):
    """The words of `text[start:end]` that have characters beyond ASCII, joined by single spaces.

    Stops after words that have `most` characters together.
    """
    words = []
    first = start
    total = 0
    foreign = False
    for at in range(start, end + 1):
        character = text[at] if at < end else " "
        if character > "\x7f":
            foreign = True
        elif character == " " or "\t" <= character <= "\r":
            if foreign:
                words.append(text[first:at])
                total += at - first
                if total > most:
                    break
            foreign = False
            first = at + 1
    return " ".join(words)


def differences(old, new):
    """Return where two texts differ that have the same ASCII, and as many runs of other characters between it.

    Returns:
        For each stretch its start and end in the old text and the new text for it. Runs of a line with little between
        them are one stretch.
    """
    found = []
    size = len(old)
    at = to = 0
    while at < size:
        if old[at] < "\x80":
            at += 1
            to += 1
            continue
        start, first = at, to
        while True:
            while at < size and old[at] >= "\x80":
                at += 1
            while to < len(new) and new[to] >= "\x80":
                to += 1
            gap = 0
            while gap <= _MOST_BETWEEN and at + gap < size and old[at + gap] < "\x80" and old[at + gap] not in "\n\r":
                gap += 1
            if gap > _MOST_BETWEEN or at + gap == size or old[at + gap] < "\x80":
                break
            at += gap
            to += gap
        if old[start:at] != new[first:to]:
            found.append((start, at, new[first:to]))
    return found
