"""Programs, settings, logs, and markup without a reader of its own: only encodings and characters are repaired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, TextSpan
from textmend.formats.plain_text import PlainReader, WholeBlock
from textmend.formats.source import Source

__all__ = ["NAMES", "SUFFIXES", "CodeReader"]

# Files that are known by their names alone, some of them with the suffix of a text.
NAMES = frozenset({
    "cmakelists.txt", "constraints.txt", "dockerfile", "gemfile", "go.mod", "go.sum", "jenkinsfile", "justfile",
    "makefile", "meson.build", "rakefile", "requirements.txt", "robots.txt", "security.txt", "vagrantfile",
})  # fmt: skip
SUFFIXES = (
    # Programs and style sheets.
    ".ada", ".asm", ".awk", ".bas", ".bash", ".bat", ".c", ".cc", ".cl", ".clj", ".cljs", ".cmake", ".cmd",
    ".coffee", ".cpp", ".cr", ".cs", ".css", ".cu", ".cxx", ".d", ".dart", ".diff", ".el", ".elm", ".erb", ".erl",
    ".ex", ".exs", ".f", ".f90", ".fish", ".fs", ".go", ".gradle", ".groovy", ".h", ".hh", ".hpp", ".hs", ".hxx",
    ".java", ".jl", ".js", ".jsx", ".kt", ".kts", ".less", ".lisp", ".lua", ".ly", ".ily", ".m", ".mjs", ".mk",
    ".ml", ".mli", ".mm", ".nim", ".nix", ".nu", ".pas", ".patch", ".php", ".pl", ".pm", ".proto", ".ps1", ".py",
    ".pyi", ".pyx", ".pxd", ".r", ".rb", ".rs", ".s", ".sass", ".scala", ".scm", ".scss", ".sh", ".sol", ".sql",
    ".svelte", ".swift", ".tcl", ".tf", ".ts", ".tsx", ".v", ".vb", ".vhd", ".vim", ".vue", ".zig", ".zsh",
    # Settings, data and logs.
    ".cfg", ".conf", ".env", ".ini", ".json5", ".jsonc", ".lock", ".log", ".properties", ".strings", ".toml",
    ".yaml", ".yml", ".atom", ".opml", ".plist", ".rss", ".svg", ".xml", ".xsd", ".xsl", ".xslt",
    # Documents and messages without a reader.
    ".adoc", ".asciidoc", ".bib", ".cls", ".org", ".rst", ".sty", ".tex", ".texi", ".ass", ".po", ".pot", ".srt",
    ".ssa", ".sub", ".ttml", ".vtt", ".xlf", ".xliff", ".eml", ".ics", ".mbox", ".vcf",
)  # fmt: skip


class CodeReader(PlainReader):
    """A text in which spaces, dashes, quotation marks and line breaks have a meaning."""

    name: ClassVar[str] = "code"
    suffixes: ClassVar[tuple[str, ...]] = SUFFIXES

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Code()


class _Code(Extractor):
    """All of a block is one text span that is not prose."""

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        text = WholeBlock(block)
        text.is_prose = False
        yield text
