"""Builds the gate, its look-ups, and what walks over edits and lines as extensions. The rest is in pyproject.toml."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

# Loops over text, made of small functions, which -O2 calls instead of inlining them.
LOOPS = (
    "gate._rows",
    "gate._scan",
    "lang._lines",
    "lang._split_filter",
    "lang._strings",
    "lang._tables",
    "lang.broken_words",
    "passes.mojibake._char_bigrams",
    "passes.mojibake._non_ascii",
    "passes.spacing._lattice",
    "passes.spacing._punctuation",
    "passes.spacing._scorer",
    "passes.spacing._trees",
    "passes.spacing._written",
)
# What handles objects; -O3 takes a fifth longer to compile it and makes it no faster.
OTHERS = (
    "edits",
    "gate.cues",
    "gate.hits",
    "passes.layout.breaks",
    "passes.layout.columns",
    "passes.layout.decisions",
    "passes.layout.font_metrics",
    "passes.layout.full_lines",
    "passes.layout.hyphens",
    "passes.layout.joins",
    "passes.layout.line_kinds",
    "passes.layout.line_numbers",
    "passes.layout.lines",
    "passes.layout.margins",
    "passes.layout.page_numbers",
    "passes.layout.paragraph_words",
    "passes.layout.blocks",
    "passes.layout.pieces",
    "passes.layout.repeats",
    "passes.layout.stretches",
    "passes.layout.surveys",
    "passes.layout.verdicts",
    "passes.layout.wrapping",
    "passes.protect",
    "passes.quotes._mark_roles",
    "passes.quotes._quote_marks",
    "passes.spacing.code_or_data",
    "passes.spacing.damage",
    "passes.spacing.editable",
    "passes.spacing.ligatures",
    "passes.spacing.notation.context",
    "passes.spacing.notation.splits",
    "pipeline.settling",
)
# What Cython adds to each module that needs it (memory views, functions as Python has them), compiled once for all:
# without it there is twice as much C.
SHARED = "textmend._cython_shared"

SYMBOLS = os.environ.get("TEXTMEND_SYMBOLS") == "1"
LINKER_FLAGS = ["-Wl,-s"] if sys.platform == "linux" and not SYMBOLS else []


def extensions() -> list[Extension]:
    """What is compiled; nothing with TEXTMEND_PURE=1.

    With TEXTMEND_REQUIRE_COMPILED=1, for builds of wheels, a failure to compile is an error. TEXTMEND_SYMBOLS=1 keeps
    the symbols, for a profiler.
    """
    if os.environ.get("TEXTMEND_PURE") == "1":
        return []
    optional = os.environ.get("TEXTMEND_REQUIRE_COMPILED") != "1"
    sources = {f"textmend.{name}": [f"src/textmend/{name.replace('.', '/')}.py"] for name in (*LOOPS, *OTHERS)}
    return [
        Extension(name, files, optional=optional, extra_compile_args=compiler_flags(name), extra_link_args=LINKER_FLAGS)
        for name, files in (*sources.items(), (SHARED, []))
    ]


def compiler_flags(name: str) -> list[str]:
    """The flags for one module. Python itself adds -g, which takes a third of the time."""
    if os.name == "nt":
        return []
    level = "-O3" if name.removeprefix("textmend.") in LOOPS else "-O2"
    return [level] if SYMBOLS else [level, "-g0"]


class BuildAllOrNone(build_ext):
    """Translates and compiles on all cores. If a module fails, none is kept: some cannot be imported without others."""

    def build_extensions(self) -> None:
        self.parallel = cores = os.cpu_count() or 1
        tell(f"compiling {len(self.extensions)} modules on {cores} cores; this takes up to a minute")
        self.translate(cores)
        super().build_extensions()
        built = [Path(self.get_ext_fullpath(extension.name)) for extension in self.extensions]
        if not all(file.exists() for file in built):
            for file in built:
                file.unlink(missing_ok=True)
            tell("not compiled, see above; the pure gate is installed, which is slower and gives the same results")

    def translate(self, cores: int) -> None:
        """Replace the sources by C."""
        from Cython.Build import cythonize

        translated = cythonize(
            self.extensions,
            build_dir="build",
            include_path=["src"],
            nthreads=cores,
            shared_utility_qualified_name=SHARED,
        )
        for extension, in_c in zip(self.extensions, translated, strict=True):
            extension.sources, extension.depends = in_c.sources, in_c.depends


def tell(message: str) -> None:
    """Print it; pip shows it with -v."""
    print(f"textmend: {message}", file=sys.stderr, flush=True)


# Processes that cythonize starts may import this file.
if __name__ == "__main__":
    setup(ext_modules=extensions(), cmdclass={"build_ext": BuildAllOrNone})
