"""The kinds of text in the corpus of sound text, in groups that fit a table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["GROUPS", "HARD_WRAPPED", "SYNTAX", "WITH_DASHES", "group_of", "is_line_by_line"]

# By group, its kinds. A test checks that every kind of the corpus is in one of them, and in one only.
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "prose": (
            "clinical-dialogue", "clinical-notes", "exercises", "exercises-translated", "financial-reports",
            "foreign-names-in-english", "foreign-names-in-english-strings", "licence-texts", "project-rules", "recipes",
            "reviews", "satirical-dictionary", "scripture", "speeches", "statutes", "transcripts", "weblogs",
        ),
        "plays, verse, subtitles": (
            "plays", "plays-in-verse", "scripture-verses", "subtitles", "subtitles-marked",
        ),
        "mail and chat": (
            "chat", "forum", "mail", "mail-headers", "mailing-lists", "tweets-strings",
        ),
        "science": (
            "chemical-names", "chemical-names-strings", "chemistry-elements", "ipa", "medicine-abstracts",
            "medline-records", "patents", "patents-raw", "science-papers", "species-names",
        ),
        "dictionaries, references": (
            "bibtex", "glossaries", "klingon-dictionary", "references",
        ),
        "code and settings": (
            "build-files", "code-c", "code-cpp", "code-go", "code-java", "code-javascript", "code-lisp", "code-other",
            "code-python", "code-r", "code-ruby", "code-rust", "code-samples", "code-shell", "code-typescript", "css",
            "diffs", "ini", "json", "lock-files", "sql", "toml", "yaml",
        ),
        "markup": (
            "changelogs", "emoji", "government-forms", "html", "man-pages", "markdown", "markdown-fenced-divs",
            "markdown-liquid", "markdown-mkdocs", "markdown-translated-cjk", "markdown-translated-cyrillic-greek",
            "markdown-translated-indic", "markdown-translated-latin", "markdown-translated-rtl", "mdx", "org",
            "readmes", "restructuredtext", "specifications", "tex", "xml",
        ),
        "logs, terminals, commits": (
            "commit-logs", "commit-messages", "logs", "logs-json", "program-output", "terminal-sessions",
        ),
        "tables and data": (
            "addresses", "annotated-data", "csv", "financial-tables", "keys-and-hashes", "number-tables",
            "phone-books", "receipts", "sequences", "sports-results", "tsv",
        ),
        "drawings, music, chess": (
            "ascii-diagrams", "box-drawing", "chess", "music-lyrics", "music-notation",
        ),
        "names and word lists": (
            "brand-names-strings", "code-mixed-strings", "company-names-strings", "drug-and-disease-names-strings",
            "food-names-strings", "job-titles-strings", "klingon-strings", "material-names-strings",
            "person-names-strings", "place-names-strings", "plant-and-animal-names-strings", "science-words-strings",
            "species-names-strings", "titles-strings", "urls-strings", "word-lists-strings",
        ),
        "short strings, Latin": (
            "headings-en-strings", "headings-latin-strings", "sentences-latin-strings", "ui-latin-strings",
        ),
        "short strings, Cyrillic, Greek": (
            "headings-cyrillic-greek-strings", "sentences-cyrillic-greek-strings", "ui-cyrillic-greek-strings",
        ),
        "short strings, East Asian": ("headings-cjk-strings", "sentences-cjk-strings", "ui-cjk-strings"),
        "short strings, Indic": ("headings-indic-strings", "sentences-indic-strings", "ui-indic-strings"),
        "short strings, right to left": ("headings-rtl-strings", "sentences-rtl-strings", "ui-rtl-strings"),
        "short strings, other scripts": ("sentences-other-strings", "ui-other-strings"),
    }
)  # fmt: skip

_GROUP_BY_KIND = {kind: group for group, kinds in GROUPS.items() for kind in kinds}

# Text that a writer meant as sentences and wrapped by hand, or with a program: joining its lines changes no meaning.
# So are the speeches of plays in prose, the bodies of commit messages and the paragraphs of plain text files. Forms
# with template code in them, Markdown and other markup are not here, nor verse, which ends its lines on purpose.
HARD_WRAPPED = frozenset({
    *GROUPS["prose"], "commit-messages", "forum", "mail", "mailing-lists", "medicine-abstracts", "medline-records",
    "patents", "patents-raw", "plays", "readmes", "science-papers", "specifications",
})  # fmt: skip

# Where `--` and ` - ` between words are a dash: in sentences, those of documents in light markup included. Elsewhere
# the same marks separate syllables (lyrics), open options and comments (terminals, SQL), or are set as dashes (TeX).
WITH_DASHES = HARD_WRAPPED | {
    *GROUPS["plays, verse, subtitles"], "chat", "chemistry-elements", "glossaries", "references", "tweets-strings",
    *(kind for kind in GROUPS["markup"] if kind not in ("man-pages", "tex", "xml")),
}  # fmt: skip

# Groups in which a straight quotation mark is syntax, so that a curly one breaks the file.
SYNTAX = frozenset({"code and settings", "tables and data", "logs, terminals, commits"})


def group_of(kind: str) -> str:
    """Return the group of a kind.

    Raises:
        KeyError: the kind is in no group.
    """
    return _GROUP_BY_KIND[kind]


def is_line_by_line(kind: str) -> bool:
    """True where each line is a text of its own: a name, a heading, a message."""
    return kind.endswith("-strings")
