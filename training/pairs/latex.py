"""LaTeX source of a document, as an author of a paper would write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from training.pairs.documents import Document, is_heading

__all__ = ["STYLES", "source", "typeable"]

# By style, the preamble of the text. Without a hint like `cmap` the files describe their glyphs by the names
# or the numbers that the fonts have for them, as those of most papers do.
STYLES: Mapping[str, str] = MappingProxyType(
    {
        # Computer Modern in Type 1, whose glyphs have names.
        "article": r"\documentclass[11pt]{article}",
        "twocolumn": r"\documentclass[10pt,twocolumn]{article}",
        # The faces of journals and proceedings.
        "times": "\\documentclass[10pt,twocolumn]{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{mathptmx}",
        # Bitmap fonts (Type 3), whose glyphs have only numbers: papers before 2005, and those that are typeset where
        # the package cm-super is missing. In OT1 ligatures have the numbers 11 to 15, in T1 27 to 31.
        "pixels-ot1": "\\documentclass[11pt]{article}\n\\pdfmapfile{}",
        "pixels-t1": "\\documentclass[11pt]{article}\n\\pdfmapfile{}\n\\usepackage[T1]{fontenc}",
    }
)

# The rest of the preamble. The same source gives the same bytes, and a line that is hard to break gets
# wide spaces instead of running into the margin.
_PREAMBLE = r"""
\pdfinfoomitdate=1 \pdftrailerid{} \pdfsuppressptexinfo=-1
\usepackage[utf8]{inputenc}
\usepackage{textcomp}
\usepackage[a4paper,margin=2.5cm]{geometry}
\emergencystretch=2em
\setlength{\columnsep}{7mm}
\pagestyle{myheadings}
"""

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
        "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
        "|": r"\textbar{}", "`": r"\textasciigrave{}",
        "‘": "`", "’": "'", "“": "``", "”": "''", "–": "--", "—": "---", "…": r"\dots{}",
    }
)  # fmt: skip
# TeX would read two of these as one other mark, unless there is something between them.
_DOUBLES = re.compile(r"(?<=[-–—])(?=[-–—])|(?<=[‘’“”])(?=[‘’“”])|(?<=,)(?=,)|(?<=[!?])(?=[‘“])")
# The characters that the fonts have without further packages.
_TYPEABLE = re.compile(r"[\x20-\x7eÀ-ÖØ-öø-ÿŁłŃńŚśŹźŻżĆćČčŘřŠšŽžĄąĘęŐőŰűĞğŞşİı§‘’“”–—…°½¼¾£©®™]*")
_OPENS_AFTER = re.compile(r"[\s(\[{—–-]")


def typeable(document: Document) -> Document:
    """Return the document as it can be typed: with curly quotation marks, as TeX has no straight ones.

    Paragraphs with characters that the fonts lack are left out.
    """
    kept = (_curled(paragraph) for paragraph in document.paragraphs)
    return document._replace(paragraphs=tuple(paragraph for paragraph in kept if _TYPEABLE.fullmatch(paragraph)))


def source(document: Document, style: str) -> str:
    """Return the input of pdflatex."""
    parts = [STYLES[style], _PREAMBLE, f"\\markright{{{_escaped(document.title)}}}\n\\begin{{document}}\n"]
    for paragraph in document.paragraphs:
        text = _escaped(paragraph)
        parts.append(f"\\section*{{{text}}}\n" if is_heading(paragraph) else f"{text}\n\n")
    return "".join((*parts, "\\end{document}\n"))


def _curled(text: str) -> str:
    """Make straight quotation marks curly: one after a space, a bracket or a dash opens."""
    curled = []
    for i, char in enumerate(text):
        opens = i == 0 or _OPENS_AFTER.match(text[i - 1]) is not None
        curled.append({"'": "‘" if opens else "’", '"': "“" if opens else "”"}.get(char, char))
    return "".join(curled)


def _escaped(text: str) -> str:
    # The empty group comes last, or its own brackets would be escaped.
    return _DOUBLES.sub("\0", text).translate(_ESCAPES).replace("\0", "{}")
