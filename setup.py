"""Builds the gate, its look-ups, and what walks over edits and lines as extensions. The rest is in pyproject.toml."""

from __future__ import annotations

import os

from setuptools import Extension, setup

# With TEXTMEND_PURE=1 nothing is compiled. Otherwise a failure to compile is told and the install goes on
# with the plain gate; with TEXTMEND_REQUIRE_COMPILED=1, for builds of wheels, it is an error.
if os.environ.get("TEXTMEND_PURE") == "1":
    extensions = []
else:
    from Cython.Build import cythonize

    names = (
        "_alphabets",
        "_cues",
        "_foreign",
        "_forest",
        "_gate",
        "_judge",
        "_lattice",
        "_marks",
        "_quotes",
        "_runs",
        "_strings",
        "_tables",
        "edits",
        "hits",
        "passes.layout.breaks",
        "passes.layout.columns",
        "passes.layout.furniture",
        "passes.layout.hyphens",
        "passes.layout.joins",
        "passes.layout.kinds",
        "passes.layout.lines",
        "passes.layout.rulers",
        "passes.layout.verdicts",
        "passes.layout.wrapping",
        "passes.protect",
    )
    sources = [Extension(f"textmend.{name}", [f"src/textmend/{name.replace('.', '/')}.py"]) for name in names]
    extensions = cythonize(sources, build_dir="build", include_path=["src"])
    for extension in extensions:
        # cythonize makes new extensions, which do not keep this setting of their sources.
        # The loop over a text is made of small functions, which -O2 calls.
        extension.extra_compile_args = [] if os.name == "nt" else ["-O3"]
        extension.optional = os.environ.get("TEXTMEND_REQUIRE_COMPILED") != "1"

setup(ext_modules=extensions)
