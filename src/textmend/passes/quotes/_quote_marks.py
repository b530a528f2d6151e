# cython: language_level=3, wraparound=False, initializedcheck=False, cdivision=True
"""Quotation marks in context: the paragraph they are in, the marks around them, and what their neighbours indicate.

Curly marks are read as if they were straight. Imports nothing. Cython compiles it as it is, with the types of
`_quote_marks.pxd`.
"""

from bisect import bisect_left

__all__ = ["Mark", "collected", "follow_figures", "is_dash", "is_mark", "marks_in", "paragraphs"]


class Mark:
    """One mark, its neighbours, and its role.

    Attributes:
        at: its position.
        kind: the straight mark that it is a form of.
        role: what it most likely is; -1 until that is known.
        rule: the rule that assigned the role.
        reason: why it is better left alone; empty when the role is certain enough.
        start, end: the run of marks that it is in (`"'`).
        index: its number in the run.
        left, right: the characters outside the run; "\\0" at the edge of the paragraph.
        place: what these indicate: "<" it opens, ">" it closes, "|" letters on both sides, "?" a space on the outer
            side of punctuation, " " spaces on both sides.
        is_doubled: whether a mark of the run is repeated at once: an empty string, a doubled mark of CSV, a wiki's ''.
        quotation: the number of the double quotation that it is in; 0 for none.
    """

    def __init__(self, at, kind, index):
        self.at = at
        self.kind = kind
        self.index = index
        self.role = -1
        self.rule = ""
        self.reason = ""
        self.quotation = 0

    def play(self, role, rule, reason):
        """Give it a role."""
        self.role = role
        self.rule = rule
        self.reason = reason

    def stand(self, start, end, left, right, place, is_doubled):
        """Set its position in a run."""
        self.start = start
        self.end = end
        self.left = left
        self.right = right
        self.place = place
        self.is_doubled = is_doubled


def _straight(character):
    """The straight mark for a character, guillemets and primes included; "\\0" when it is not a mark."""
    if character < "\x80":
        return '"' if character == '"' else "'" if character == "'" else "\0"
    if character in "\u201c\u201d\u201e\u201f\u2033\xab\xbb":
        return '"'
    if character in "\u2018\u2019\u201a\u201b\u2032\u2039\u203a":
        return "'"
    return "\0"


def is_mark(character):
    return _straight(character) != "\0"


def _is_space(character):
    """True for white space, and for the edge of the paragraph."""
    return character == "\0" or character.isspace()


def is_dash(character):
    return character in "-–—\u2015\u2012\u2e3a\u2e3b"


def _is_bracket(character):
    return character in "([{<¿¡"


def _place_between(left, right):
    """What the characters outside a run of marks indicate about its direction."""
    space_left = _is_space(left)
    space_right = _is_space(right)
    opens = space_left or left in "=/\\|~+" or _is_bracket(left) or is_dash(left)
    closes = space_right or right in ".,;:!?)]}>…/\\|%&+=" or is_dash(right)
    if opens != closes:
        return "<" if opens else ">"
    if not opens:
        return "|"
    if space_left:
        # After a space, a mark before one of these is odd; before others ("...and", "--so", ".net") it opens.
        return " " if space_right else "?" if right in ",;:!?)]}>" else "<"
    if _is_bracket(left):
        return " " if space_right else "<"
    return ">"


def paragraphs(text, places):
    """Return start and end of each paragraph that has one of the sorted positions, and where the next one starts.

    Blank lines separate paragraphs.
    """
    found = []
    size = len(text)
    following = -1
    for at in places:
        if at < following:
            continue
        start = at
        while start > 0:
            if text[start - 1] == "\n" and _blank_before(text, start - 1) >= 0:
                break
            start -= 1
        end = at
        following = size
        while end < size:
            if text[end] == "\n":
                following = _blank_after(text, end)
                if following:
                    break
                following = size
            end += 1
        found.append((start, end, following))
    return found


def _blank_before(text, at):
    """The position of the line feed that only white space separates from the one at `at`; -1 when there is none."""
    at -= 1
    while at >= 0 and text[at] in " \t\r":
        at -= 1
    return at if at >= 0 and text[at] == "\n" else -1


def _blank_after(text, at):
    """Where the line after the last of the blank lines that follow a line feed starts; 0 when none is blank."""
    size = len(text)
    after = 0
    at += 1
    while at < size and text[at] in " \t\r\n":
        if text[at] == "\n":
            after = at + 1
        at += 1
    return after


def marks_in(text, paragraphs):
    """Return the positions of marks of any kind in the paragraphs."""
    return [at for start, end, _ in paragraphs for at in range(start, end) if is_mark(text[at])]


def follow_figures(text, start, end):
    """True when a mark in `text[start:end]` follows a digit, so that it may be a prime."""
    previous = "\0"
    for at in range(start, end):
        character = text[at]
        if is_mark(character) and (previous.isdigit() or previous in "½¼¾⅓⅔"):
            return True
        previous = character
    return False


def collected(text, start, end, spans):
    """The marks of `text[start:end]` outside protected spans, each with the run that it is in."""
    found = []
    number = bisect_left(spans, (start, start))
    if number and spans[number - 1][1] > start:
        number -= 1
    last = len(spans)
    at = start
    while at < end:
        if not is_mark(text[at]):
            at += 1
            continue
        while number < last and spans[number][1] <= at:
            number += 1
        if number < last and spans[number][0] <= at:
            at = spans[number][1]
            continue
        low = _through(text, at, start, spans, number)
        first = len(found)
        is_doubled = False
        previous = "\0"
        while at < end:
            if number < last and spans[number][0] <= at:
                if text[spans[number][0]] != "<":
                    break
                at = spans[number][1]
                number += 1
                continue
            kind = _straight(text[at])
            if kind != "\0":
                found.append(Mark(at, kind, len(found) - first))
                is_doubled = is_doubled or kind == previous
                previous = kind
            elif text[at] not in "*_\u202f":
                break
            at += 1
        at = min(at, end)
        left = text[low - 1] if low > start else "\0"
        right = text[at] if at < end else "\0"
        # A mark here is protected, so it does not count as one.
        left = "x" if is_mark(left) else left
        right = "x" if is_mark(right) else right
        place = _place_between(left, right)
        for mark in found[first:]:
            mark.stand(low, at, left, right, place, is_doubled)
    return found


def _through(text, at, start, spans, number):
    """Where the run that continues at `at` starts: emphasis, fine spaces and markup before a mark belong to it."""
    while at > start:
        if number > 0 and spans[number - 1][1] == at and text[spans[number - 1][0]] == "<":
            number -= 1
            at = spans[number][0]
        elif text[at - 1] in "*_\u202f" and not (number > 0 and spans[number - 1][1] == at):
            at -= 1
        else:
            break
    return max(at, start)
