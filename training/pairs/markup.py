"""A document as a file that LibreOffice (flat OpenDocument) or a browser (HTML) prints."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from training.pairs.documents import Document, is_heading

__all__ = ["OFFICE_STYLES", "WEB_STYLES", "flat_odt", "html"]


class Look(NamedTuple):
    """How a page looks.

    Attributes:
        face: the typeface.
        align: "justify" or "left".
        columns: how many.
        hyphenated: words are hyphenated at line ends.
    """

    face: str
    align: str
    columns: int
    hyphenated: bool


# Carlito has the ligatures of Calibri, which exist for "ti" and "tt", too.
OFFICE_STYLES: Mapping[str, Look] = MappingProxyType(
    {
        "letter": Look("Carlito", "left", 1, hyphenated=False),
        "report": Look("Liberation Serif", "justify", 1, hyphenated=True),
        "newsletter": Look("Liberation Serif", "justify", 2, hyphenated=True),
    }
)
# A browser hyphenates where it has the patterns of the language, which Debian's Chromium lacks.
WEB_STYLES: Mapping[str, Look] = MappingProxyType(
    {
        "page": Look("Liberation Sans", "left", 1, hyphenated=False),
        "justified": Look("Liberation Serif", "justify", 1, hyphenated=True),
        "columns": Look("Carlito", "justify", 2, hyphenated=True),
    }
)

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "style": "style", "text": "text", "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip

_FLAT_ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="{face}"/></office:font-face-decls>
<office:styles>
<style:style style:name="Body" style:family="paragraph">
<style:paragraph-properties fo:text-align="{align}" fo:margin-bottom="0.2cm" fo:hyphenation-ladder-count="no-limit"/>
<style:text-properties style:font-name="F" fo:font-size="11pt" fo:language="en" fo:country="US"
 fo:hyphenate="{hyphenated}" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="3"/>
</style:style>
<style:style style:name="Head" style:family="paragraph">
<style:text-properties style:font-name="F" fo:font-size="14pt" fo:font-weight="bold"/>
</style:style>
<style:style style:name="Edge" style:family="paragraph">
<style:paragraph-properties fo:text-align="center"/><style:text-properties style:font-name="F" fo:font-size="9pt"/>
</style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="P">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm">
<style:columns fo:column-count="{columns}" fo:column-gap="0.7cm"/>
</style:page-layout-properties><style:header-style/><style:footer-style/>
</style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header><text:p text:style-name="Edge">{title}</text:p></style:header>
<style:footer><text:p text:style-name="Edge"><text:page-number text:select-page="current"/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>
{body}
</office:text></office:body></office:document>
"""

_HTML = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>
@page {{ size: A4; margin: 25mm; @top-center {{ content: "{title}" }} @bottom-center {{ content: counter(page) }} }}
body {{ font: 11pt/1.3 "{face}"; text-align: {align}; hyphens: {hyphens}; columns: {columns} }}
</style>
<body>
{body}
</body></html>
"""


def flat_odt(document: Document, style: str) -> str:
    """Return the document in flat OpenDocument."""
    look = OFFICE_STYLES[style]
    return _FLAT_ODT.format(
        namespaces=_NAMESPACES,
        face=look.face,
        align=look.align,
        columns=look.columns,
        hyphenated=str(look.hyphenated).lower(),
        title=escape(document.title),
        body="\n".join(
            f'<text:p text:style-name="{"Head" if is_heading(text) else "Body"}">{escape(text)}</text:p>'
            for text in document.paragraphs
        ),
    )


def html(document: Document, style: str) -> str:
    """Return the document in HTML."""
    look = WEB_STYLES[style]
    tags = [("h2" if is_heading(text) else "p", escape(text)) for text in document.paragraphs]
    return _HTML.format(
        title=document.title,
        face=look.face,
        align=look.align,
        hyphens="auto" if look.hyphenated else "manual",
        columns=look.columns,
        body="\n".join(f"<{tag}>{text}</{tag}>" for tag, text in tags),
    )
