"""Builds the gate, its look-ups, and what walks over edits and lines as extensions. The rest is in pyproject.toml."""

from __future__ import annotations

import os

from setuptools import Extension, setup

# With TEXTMEND_PURE=1 nothing is compiled. Otherwise a failure to compile is told and the install goes on
# with the pure gate; with TEXTMEND_REQUIRE_COMPILED=1, for builds of wheels, it is an error.
if os.environ.get("TEXTMEND_PURE") == "1":
    extensions = []
else:
    from Cython.Build import cythonize

    names = (
        "edits",
        "gate._scan",
        "gate.cues",
        "gate.hits",
        "lang._strings",
        "lang._tables",
        "passes.layout.breaks",
        "passes.layout.columns",
        "passes.layout.font_metrics",
        "passes.layout.furniture",
        "passes.layout.hyphens",
        "passes.layout.joins",
        "passes.layout.line_kinds",
        "passes.layout.lines",
        "passes.layout.verdicts",
        "passes.layout.wrapping",
        "passes.mojibake._char_bigrams",
        "passes.mojibake._non_ascii",
        "passes.protect",
        "passes.quotes._mark_roles",
        "passes.quotes._quote_marks",
        "passes.spacing._lattice",
        "passes.spacing._punctuation",
        "passes.spacing._scorer",
        "passes.spacing._trees",
    )
    sources = [Extension(f"textmend.{name}", [f"src/textmend/{name.replace('.', '/')}.py"]) for name in names]
    extensions = cythonize(sources, build_dir="build", include_path=["src"])
    for extension in extensions:
        # cythonize makes new extensions, which do not keep this setting of their sources.
        # The loop over a text is made of small functions, which -O2 calls.
        extension.extra_compile_args = [] if os.name == "nt" else ["-O3"]
        extension.optional = os.environ.get("TEXTMEND_REQUIRE_COMPILED") != "1"

setup(ext_modules=extensions)
