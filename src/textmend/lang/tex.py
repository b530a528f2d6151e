"""The source of TeX, in which quotation marks and dashes are written with backticks and hyphens."""

from __future__ import annotations

from textmend.patterns import matches_from, pattern

__all__ = ["is_tex"]

# The dollar that ends a formula touches it, and no figure follows: `$5 or $6` are amounts.
_COMMAND = pattern(
    r"(?m)\\(?:begin|end|documentclass|usepackage|section|subsection|emph|text\w\w|cite|ref|label|item|footnote)\b"
    r"|\\(?:[\"'^~.=`][{A-Za-z]|[A-Za-z]+(?:\[[^\[\]\n]{0,60}\]){0,4}\{)|^@\w+\{\S+,$|(?<!\\)\$(?=[^$\s])[^$\n]{1,60}(?<=\S)\$(?!\d)"
)


def is_tex(text: str) -> bool:
    """True when a text has a command, a formula or a record of TeX, LaTeX or BibTeX."""
    return next(matches_from(_COMMAND, text, "\\", "@", "$"), None) is not None
