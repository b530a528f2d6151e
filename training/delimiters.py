"""The quotation marks of each locale, from the delimiters of the Unicode CLDR."""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["build", "version"]

_KEYS = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")


def build(package: Path) -> dict[str, str]:
    """Return the four marks of each locale: outer opening and closing, inner opening and closing.

    Args:
        package: the unpacked npm package `cldr-misc-full`.

    A locale whose marks are those of the one that it falls back to (de-AT to de) is left out; so is the root, "und".
    """
    marks: dict[str, str] = {}
    for file in sorted((package / "main").glob("*/delimiters.json"), key=lambda file: file.parent.name.count("-")):
        locale = file.parent.name
        said = json.loads(file.read_text("utf-8"))["main"][locale]["delimiters"]
        four = "".join(said[key] for key in _KEYS)
        if locale != "und" and len(four) == len(_KEYS) and marks.get(_fallback(locale, marks)) != four:
            marks[locale] = four
    return dict(sorted(marks.items()))


def version(package: Path) -> str:
    """The release of the package."""
    release: str = json.loads((package / "package.json").read_text("utf-8"))["version"]
    return release


def _fallback(locale: str, known: dict[str, str]) -> str:
    while "-" in locale:
        locale = locale.rpartition("-")[0]
        if locale in known:
            return locale
    return ""
