# cython: language_level=3, boundscheck=False, wraparound=False, annotation_typing=False
"""Rows: many short texts that are scanned as one.

Cython compiles it as it is, with the types of `_rows.pxd`.
"""

__all__ = ["MOST_SIZE", "MOST_TEXTS", "rows", "take", "utf8_rows"]

# A longer text gains nothing by being scanned with others.
_LONGEST_ROW = 2_000
# The largest batch: enough texts that what a batch costs is nothing beside its scan, few enough that their characters
# stay in the processor's second-level cache.
_MOST_TEXTS, _MOST_SIZE = 1 << 10, 1 << 16
MOST_TEXTS, MOST_SIZE = _MOST_TEXTS, _MOST_SIZE  # for other modules, since what `_rows.pxd` types cannot be imported


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
    for number in range(len(texts)):
        size = _size(texts[number])
        if size < 0:
            others += 1
            size = 0
        end += size + 1
        ends[number] = end
    found = scan_rows("\n".join([text if _size(text) >= 0 else "" for text in texts] if others else texts), ends)
    if not found and not others:
        return []
    marked = bytearray(len(texts))
    _mark(found, ends, marked)
    return [number for number, text in enumerate(texts) if marked[number] or _size(text) < 0]


def utf8_rows(data, offsets, scan_rows):
    """Return the numbers of the texts of a column that may have cues, in order, and of those that are long.

    No text becomes a string of Python by itself, which takes as long as scanning it does.

    Args:
        data: the UTF-8 of the texts, one after the other.
        offsets: where each of them begins, and where the last one ends: signed integers of 64 bits.
        scan_rows: that of the gate.
    """
    found = []
    first, count = 0, len(offsets) - 1
    while first < count:
        last = first
        size = 0
        while last < count and last - first < _MOST_TEXTS and size < _MOST_SIZE:
            length = offsets[last + 1] - offsets[last]
            size += 1 + (length if length <= _LONGEST_ROW else 0)
            last += 1
        marked = bytearray(last - first)
        _scan_part(data, offsets[first : last + 1], scan_rows, bytearray(size), marked)
        found += [first + number for number in range(last - first) if marked[number]]
        first = last
    return found


def _scan_part(data, offsets, scan_rows, joined, marked):
    """Mark the texts with cues in a part of a column, of which the short ones are written to `joined`."""
    count = len(marked)
    # The gate reads one more.
    ends = memoryview(bytearray(8 * count + 8)).cast("q")
    out = joined  # C writes its bytes
    at = end = 0
    for number in range(count):
        if offsets[number + 1] - offsets[number] > _LONGEST_ROW:
            marked[number] = 1
        else:
            for place in range(offsets[number], offsets[number + 1]):
                unit = data[place]
                out[at] = unit
                at += 1
                end += unit & 0xC0 != 0x80
        out[at] = 10
        at += 1
        end += 1
        ends[number] = end
    _mark(scan_rows(joined[:-1].decode("utf-8"), ends), ends, marked)


def _mark(found, ends, marked):
    """Mark the texts in which a span begins, or which it covers."""
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


def _size(text):
    """The length of a short string; -1 for anything else."""
    if type(text) is not str:
        return -1
    one = text
    return len(one) if len(one) <= _LONGEST_ROW else -1


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
