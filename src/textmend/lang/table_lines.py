"""Lines of tables: rows of cells with one mark between each two, and columns of numbers. The numbers are those of
`text_kind`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from textmend.lang._lines import count_values
from textmend.lang.code_lines import HALF, MOST, is_sentence, is_share
from textmend.patterns import pattern

__all__ = ["are_numbers", "is_table"]

# What separates cells. A comma with a space after it is one of prose; one between digits may be part of a number.
_TIGHT = {
    "\t": pattern("\t"),
    ",": pattern(r",(?=[^\s\u0e00-\u1fff\u2e80-\U0010ffff])(?!(?<=\d,)\d{3}(?!\d))|,$"),
    ";": pattern(r";(?! )"),
    "|": pattern(r"\|"),
}
_LOOSE = {"\t": pattern(r"(?!)"), ",": pattern(", "), ";": pattern("; "), "|": pattern(r"(?!)")}
_QUOTED = pattern(r'"[^"]*"')
# What only rows have: a cell in quotation marks, which are reduced to one mark here, a row that starts with a number,
# several empty cells. With two of these, the words of a sentence in a cell are no objection.
_ROW_SIGN = pattern(r'(?:(?<=^)|(?<=,))"(?=,|$)|,{3,}|^\d+,(?!\d{3}\b)(?=\S)')
_MIN_ROW_SIGNS = 2
_ENTITY = pattern(r"&#?\w+;")
# One tab in each line makes a table; a comma without a space is a slip, and two in each line are not.
_MIN_MARKS = {"\t": 1, ",": 2, ";": 2, "|": 2}
_MIN_ROWS = 2
# A cell may have line ends, and each line of it another number of marks: rows with so many are enough.
_MANY_MARKS = 5
# Cells are shorter than clauses, which have words such as these.
_LONG_CELL_CHARS = 30
_MIN_FUNCTION_WORDS = 3
_MANY_CELL_WORDS = 4
_ENDS_SENTENCE = pattern(r"[.!?…][\"'”’“)]*\s*$")
_FUNCTION_WORD = pattern(r"\b(?:the|and|of|to|is|are|was|were|that|with|for|but|not|he|she|they|you|we|it)\b", re.I)


def is_table(lines: Sequence[str]) -> bool:
    """True for the rows of a table; a single line must be a row without anything that a sentence has."""
    if not _may_be_table(lines):
        return False
    rows = list(map(_without_quoted, lines))
    if len(rows) == 1:
        return _is_row(rows[0]) or rows[0].count("\t") >= _MANY_MARKS
    least = max(_MIN_ROWS, MOST * len(rows))
    for delimiter, tight in _TIGHT.items():
        # Few texts have the mark in most lines at all, and that is seen at a tenth of the cost.
        if sum(row.count(delimiter) >= _MIN_MARKS[delimiter] for row in rows) < least:
            continue
        # Prose that lost the spaces after its commas has words that no row of values has.
        counts = (0 if delimiter in ",;" and _is_clauses(row) else len(tight.findall(row)) for row in rows)
        marks, count = Counter(counts).most_common(1)[0]
        if marks < _MIN_MARKS[delimiter] or count < least:
            continue
        if sum(len(_LOOSE[delimiter].findall(row)) for row in rows) <= marks * count:
            return True
    return is_share(rows, _has_many_cells, HALF)


def _may_be_table(lines: Sequence[str]) -> bool:
    """False if a text has too few marks for its lines, in all; that takes a tenth of the time of asking each line."""
    text = "\n".join(lines)
    marks = {delimiter: text.count(delimiter) for delimiter in _TIGHT}
    least = max(_MIN_ROWS, MOST * len(lines))
    has_rows = any(marks[delimiter] >= number * least for delimiter, number in _MIN_MARKS.items())
    return has_rows or len(lines) == 1 or sum(marks.values()) >= _MANY_MARKS * HALF * len(lines)


def _without_quoted(line: str) -> str:
    """Return a line without what is inside quotation marks, and without the semicolons of entities."""
    line = _QUOTED.sub('"', line) if '"' in line else line
    return (_ENTITY.sub("", line) if "&" in line else line).strip()


def _is_row(line: str) -> bool:
    """True for a single row: values with no space after any comma, and nothing that a sentence has."""
    if len(_TIGHT[","].findall(line)) < _MIN_MARKS[","] or ", " in line or _ENDS_SENTENCE.search(line):
        return False
    cells = line.split(",")
    are_short = all(cell.count(" ") < _MANY_CELL_WORDS and len(cell) <= _LONG_CELL_CHARS for cell in cells)
    return are_short and not _FUNCTION_WORD.search(line)


def _is_clauses(line: str) -> bool:
    words = sum(1 for _ in islice(_FUNCTION_WORD.finditer(line), _MIN_FUNCTION_WORDS))
    return words == _MIN_FUNCTION_WORDS and not _has_row_signs(line)


def _has_row_signs(line: str) -> bool:
    return len(_ROW_SIGN.findall(line)) >= _MIN_ROW_SIGNS


def _has_many_cells(line: str) -> bool:
    if max(map(line.count, _TIGHT)) < _MANY_MARKS:
        return False
    if line.count("\t") >= _MANY_MARKS:
        return True
    if ", " in line or _is_clauses(line):
        return False
    marks = max(len(tight.findall(line)) for tight in _TIGHT.values())
    return marks >= _MANY_MARKS and (len(line) <= _LONG_CELL_CHARS * (marks + 1) or _has_row_signs(line))


# A row of numbers: most of its cells are numbers, or the marks and codes of one or two characters between them. Two in
# five lines are so in what a program computed; in a report with tables, sentences outnumber them.
_NUMBER = pattern(r"[-+(<~$]?\d[\d.,:/eE+-]*[)%]?(?!\S)")
_MIN_CELLS, _MIN_NUMBERS, _CELL_SHARE, _LONGEST_CODE = 5, 3, 0.7, 2
_MIN_NUMBER_ROWS, _NUMBER_ROW_SHARE, _ROWS_PER_SENTENCE = 4, 0.4, 2


def are_numbers(lines: Sequence[str]) -> bool:
    """True if so many lines are rows of numbers that sentences do not outnumber them."""
    if not is_share(lines, _is_number_row, _NUMBER_ROW_SHARE):
        return False
    rows = sum(map(_is_number_row, lines))
    return rows >= _MIN_NUMBER_ROWS and _ROWS_PER_SENTENCE * sum(map(is_sentence, lines)) <= rows


def _is_number_row(line: str) -> bool:
    values, strings = count_values(line)
    if strings < _MIN_CELLS or values < _MIN_NUMBERS:
        return False
    cells = line.split()
    numbers = len(_NUMBER.findall(line))
    codes = sum(len(cell) <= _LONGEST_CODE for cell in cells if not cell.isdigit())
    return numbers >= _MIN_NUMBERS and numbers + codes >= _CELL_SHARE * len(cells)
