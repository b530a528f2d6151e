# cython: language_level=3, boundscheck=False, wraparound=False, annotation_typing=False
"""Rows: many short texts that are scanned as one.

Cython compiles it as it is, with the types of `_rows.pxd`.
"""

__all__ = ["LONGEST_ROW", "rows", "take"]

# A longer text gains nothing by being scanned with others.
LONGEST_ROW = 2_000


def rows(texts, scan_rows):
    """Return the numbers of the texts that may have cues, in order, and of those that are no exact `str` or long.

    All others are scanned as one, with the end of a line after each. Where that is a cue itself, more texts are
    returned than have cues of their own.

    Args:
        texts: a list of texts.
        scan_rows: that of the gate.
    """
    ends = memoryview(bytearray(8 * len(texts) + 8)).cast("q")
    end = others = 0
    for number, text in enumerate(texts):
        if _is_row(text):
            one = text
            end += len(one)
        else:
            others += 1
        end += 1
        ends[number] = end
    found = scan_rows("\n".join([text if _is_row(text) else "" for text in texts] if others else texts), ends)
    if not found and not others:
        return []
    marked = bytearray(len(texts))
    for spans in found:
        number = 0
        for span in spans:
            start, end = span
            while ends[number] <= start:
                number += 1
            marked[number] = 1
            # A run of cues may cover several rows.
            while ends[number] < end:
                number += 1
                marked[number] = 1
    return [number for number, text in enumerate(texts) if marked[number] or not _is_row(text)]


def _is_row(text):
    """True for a short string."""
    return type(text) is str and len(text) <= LONGEST_ROW


def take(texts, most, most_characters):
    """Return the next texts of an iterator: at most this many, and no more once they have this many characters.

    Returns:
        The texts, and the error that the iterator raised after them; None when there is none.
    """
    taken = []
    count = characters = 0
    try:
        for text in texts:
            taken.append(text)
            count += 1
            if type(text) is str:
                one = text
                characters += len(one)
            if count >= most or characters >= most_characters:
                break
    except Exception as error:
        return taken, error
    return taken, None
