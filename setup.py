"""Builds the gate as an extension. All other metadata stands in pyproject.toml."""

from __future__ import annotations

import os

from setuptools import Extension, setup

# With TEXTMEND_PURE=1 nothing is compiled. Otherwise a failure to compile is told and the install goes on
# with the plain gate; with TEXTMEND_REQUIRE_COMPILED=1, for builds of wheels, it is an error.
if os.environ.get("TEXTMEND_PURE") == "1":
    extensions = []
else:
    from Cython.Build import cythonize

    optional = os.environ.get("TEXTMEND_REQUIRE_COMPILED") != "1"
    gate = Extension("textmend._gate", ["src/textmend/_gate.py"], extra_compile_args=["-O3"], optional=optional)
    extensions = cythonize([gate], build_dir="build")

setup(ext_modules=extensions)
