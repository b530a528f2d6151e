"""The names of files that are not prose. This module imports nothing: the command lists them in its help."""

from __future__ import annotations

__all__ = ["NAMES", "SUFFIXES"]

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
    ".cfg", ".conf", ".env", ".ini", ".json5", ".jsonc", ".lock", ".log", ".strings", ".toml",
    ".yaml", ".yml", ".atom", ".opml", ".plist", ".rss", ".svg", ".xsd", ".xsl", ".xslt",
    # Documents and messages without a reader.
    ".adoc", ".asciidoc", ".bib", ".cls", ".org", ".rst", ".sty", ".tex", ".texi",
    ".sub", ".ics", ".vcf",
)  # fmt: skip
