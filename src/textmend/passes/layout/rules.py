"""What the layout pass does, rule by rule, and its options."""

from __future__ import annotations

from textmend.errors import OptionError
from textmend.passes.base import Options, Rule

__all__ = ["RULES", "LayoutOptions"]

# The confidences are measured on the development prose (python -m benchmarks.quality layout), and 0.99 stands for all
# that is surer. Joins are as sure as their evidence (`verdicts`): here stands the least sure one.
RULES = (
    Rule(
        "join",
        "a line break that the wrapping put inside a paragraph becomes a space",
        "breaks of lines that had room for the next word; between sentences, where nothing marks paragraphs",
        0.73,
    ),
    Rule(
        "paragraph",
        "an empty line after the last line of a paragraph or a heading",
        "breaks in verse, lists, addresses; documents that part paragraphs by empty lines already",
        0.95,
    ),
    Rule(
        "indent",
        "spaces before the first line of a paragraph or a heading",
        "indents of code, verse, quotations, lists",
        0.97,
    ),
    Rule(
        "page-break",
        "empty lines and form feeds inside a sentence become a space",
        "those after a full stop, unless indents show that the paragraph goes on",
        0.95,
    ),
    Rule(
        "page-furniture",
        "running headers, footers and page numbers, with the break around them",
        "lines that repeat where no sentence goes on across them: they may be headings (reported)",
        0.99,
    ),
    Rule(
        "double-spacing",
        "empty lines below every line go where the lines are joined",
        "those between paragraphs",
        0.73,
    ),
    Rule(
        "word-lines",
        "words that have a line each come together again",
        "lists of words; poems with other lines",
        0.99,
    ),
    Rule(
        "columns",
        "nothing: columns that were read across are reported",
        "columns, all of them",
        0.0,
    ),
    Rule(
        "rewrap",
        "with the option `width`, joined lines are wrapped again",
        "paragraphs of one line",
        0.99,
    ),
    Rule(
        "drop-capital",
        "a large first letter comes to its word (T he war)",
        "letters that stand for themselves (E mail), words that are as usual without them, texts that are no pages",
        0.95,
    ),
    Rule(
        "letter-spaced",
        "headings whose letters were set apart (C H A P T E R) become words",
        "what spells no word of the lexicon, or has fewer than five letters (reported)",
        0.99,
    ),
    Rule(
        "footnote-mark",
        "nothing: figures glued to the end of a sentence (peace.12) are reported",
        "figures, all of them",
        0.0,
    ),
    Rule(
        "hyphen",
        "a word that a line end broke becomes whole; compounds keep their hyphen",
        "hyphens for which there is no evidence",
        0.85,
    ),
    Rule("justified", "spaces that filled a line to its width become one", "columns of tables", 0.98),
    Rule(
        "blank-lines",
        "more than one empty line between paragraphs, and those around the document",
        "those around code and tables",
        0.99,
    ),
    Rule("trailing-space", "spaces at the end of a paragraph", "spaces at the ends of kept lines", 0.99),
)


class LayoutOptions(Options):
    """Options of the pass.

    Attributes:
        width: the columns that the joined lines of a paragraph are wrapped to; 0 for one line a paragraph.

    Raises:
        OptionError: the width is narrower than lines that the pass knows again.
    """

    width: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.width and self.width < _MIN_OPTION_WIDTH:
            raise OptionError(
                f"option 'width' takes {_MIN_OPTION_WIDTH} columns or more, or 0 for none, not {self.width}"
            )


# Narrower lines are no page of text: the pass would not find them wrapped, when it meets its own work again.
_MIN_OPTION_WIDTH = 30
