"""The rules of the layout pass, and its options."""

from __future__ import annotations

from textmend.errors import OptionError
from textmend.passes.base import Options, Rule

__all__ = ["RULES", "LayoutOptions"]

# The confidences are measured on the development prose (python -m benchmarks.quality layout); 0.99 stands for all
# higher ones. The confidence of a join depends on its evidence (`verdicts`): the lowest one is given here.
RULES = (
    Rule(
        "join",
        "replaces a line break inside a wrapped paragraph with a space",
        "line breaks that had room for the next word, or between sentences if nothing marks paragraphs",
        0.73,
    ),
    Rule(
        "paragraph",
        "inserts an empty line after a paragraph or a heading",
        "line breaks in verse, lists, addresses; documents that already have empty lines between paragraphs",
        0.95,
    ),
    Rule(
        "indent",
        "removes spaces before the first line of a paragraph or a heading",
        "the indents of code, verse, quotations, lists",
        0.97,
    ),
    Rule(
        "page-break",
        "replaces empty lines and form feeds inside a sentence with a space",
        "those after a full stop, unless indents show that the paragraph continues",
        0.95,
    ),
    Rule(
        "page-furniture",
        "removes running headers, footers, page numbers and line numbers, with the line breaks around them",
        "repeated lines that no sentence continues across: they may be headings (reported)",
        0.99,
    ),
    Rule(
        "double-spacing",
        "removes the empty line after every line of double-spaced text, if the lines are joined",
        "the empty lines between paragraphs",
        0.73,
    ),
    Rule(
        "word-lines",
        "joins text that has one word per line",
        "lists of words; poems with longer lines",
        0.99,
    ),
    Rule(
        "columns",
        "reports columns that were read across; changes nothing",
        "all columns",
        0.0,
    ),
    Rule(
        "rewrap",
        "wraps joined lines again (option width)",
        "paragraphs of one line",
        0.99,
    ),
    Rule(
        "drop-capital",
        "joins a large initial letter with its word (T he war)",
        "letters that are words or prefixes (E mail), words that are as common without the letter, texts without pages",
        0.95,
    ),
    Rule(
        "letter-spaced",
        "removes the spaces between the letters of headings (C H A P T E R)",
        "headings that form no word of the lexicon, or have fewer than five letters (reported)",
        0.99,
    ),
    Rule(
        "footnote-mark",
        "reports figures directly after the end of a sentence (peace.12); changes nothing",
        "all figures",
        0.0,
    ),
    Rule(
        "footnote",
        "moves footnotes, figures and tables that interrupt a paragraph behind it, and sets other footnotes apart",
        "notes that the text does not refer to, or whose end is not clear; lists; sentences that name a table",
        0.95,
    ),
    Rule(
        "hyphen",
        "joins a word hyphenated at a line end; compounds keep their hyphen, or get back a dropped one",
        "hyphens without evidence either way",
        0.85,
    ),
    Rule("justified", "replaces the extra spaces of justified lines with one", "columns of tables", 0.98),
    Rule(
        "blank-lines",
        "removes repeated empty lines between paragraphs, and empty lines at the start and end of the document",
        "empty lines around code and tables",
        0.99,
    ),
    Rule(
        "trailing-space", "removes spaces at the end of a paragraph", "spaces at the end of lines that are kept", 0.99
    ),
)


class LayoutOptions(Options):
    """Options of the pass.

    Attributes:
        width: the columns that the joined lines of a paragraph are wrapped to; 0 for one line per paragraph.
        furniture: "remove" deletes running headers, footers, page numbers and the numbers of lines, "mark" leaves
            "[THE ISLANDS · 12]" where a page ended and deletes the numbers of lines, "keep" leaves all where they are
            and joins no sentence across them.
        footnotes: "move" sets footnotes, figures and tables that interrupt a paragraph behind it, "keep" treats them as
            text.

    Raises:
        OptionError: the width is less than that of lines that the pass recognises as wrapped, or `furniture` or
            `footnotes` is none of its words.
    """

    width: int = 0
    furniture: str = "remove"
    footnotes: str = "move"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.width and self.width < _MIN_OPTION_WIDTH:
            raise OptionError(
                f"option 'width' takes {_MIN_OPTION_WIDTH} columns or more, or 0 for none, not {self.width}"
            )
        if self.furniture not in _FURNITURE:
            raise OptionError(f"layout: unknown furniture {self.furniture!r}; use one of {', '.join(_FURNITURE)}")
        if self.footnotes not in _FOOTNOTES:
            raise OptionError(f"layout: unknown footnotes {self.footnotes!r}; use one of {', '.join(_FOOTNOTES)}")


_FURNITURE = ("remove", "mark", "keep")
_FOOTNOTES = ("move", "keep")
# Narrower lines are not a page of text: the pass would not recognise its own output as wrapped.
_MIN_OPTION_WIDTH = 30
