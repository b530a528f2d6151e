"""The format of a stream without a name, by its first bytes."""

from __future__ import annotations

import json
import re
from typing import Any

from textmend.lang.text_kind import TextKind, text_kind

__all__ = ["format_of"]

_MAGIC = {b"PAR1": "parquet", b"ARROW1": "arrow"}
_HTML = re.compile(r"<!doctype html|<html\b|<\?xml[^>]*>\s*<!doctype html", re.IGNORECASE)
# A piece of a page: a tag at the start, and one that ends an element.
_HTML_PIECE = re.compile(
    r"(?:<!--.*?-->\s*)?<(?:head|body|div|p|ul|ol|table|h[1-6]|section|article|main|nav|header|footer|aside|span|a|img|meta"
    r"|script|style|blockquote|form|title|link)\b[^<>]*>(?=.*</[a-z])",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNINGS = {
    "xml": re.compile(r"<\?xml"),
    "subtitles": re.compile(r"WEBVTT\b|\[Script Info\]|\d+\s*\n\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:"),
    "po": re.compile(r"(?:\s*#.*\n|\s*\n)*msg(?:ctxt|id) \""),
    "mail": re.compile(r"[A-Z][\w-]*: |From \S+ "),
}
_BLANK_LINE = re.compile(r"\r?\n\r?\n")


def format_of(head: bytes, *, has_fields: bool = False, has_columns: bool = False) -> str:
    """Return the name of a format.

    Args:
        head: what there is of the stream, but for its compression.
        has_fields, has_columns: whether the user named any, and so knows that the stream has records.

    Returns:
        "txt" for all that does not show another format: of these, `text_kind` knows tables, logs and programs.
    """
    magic = next((name for start, name in _MAGIC.items() if head.startswith(start)), "")
    if magic or has_columns:
        return magic or "csv"
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if has_fields:
        return "jsonl" if _first_record(text) is not None else "json"
    if _HTML.match(text) or _HTML_PIECE.match(text):
        return "html"
    if text[:1] in ("{", "[") and text_kind(text) is TextKind.JSON:
        return _json_format(text)
    known = next((name for name, beginning in _BEGINNINGS.items() if beginning.match(text)), "txt")
    return "txt" if known == "mail" and not _is_message(text) else known


def _is_message(text: str) -> bool:
    return text_kind(_BLANK_LINE.split(text, 1)[0]) is TextKind.HEADERS


def _json_format(text: str) -> str:
    """Tell a document from lines that are records of their own."""
    record = _first_record(text)
    if record is None or not text.partition("\n")[2].strip():
        return "json"
    return "jsonl" if isinstance(record, dict) and isinstance(record.get("text"), str) else "code"


def _first_record(text: str) -> Any:
    """What is on the first line, if that is JSON by itself; else None."""
    try:
        return json.loads(text.partition("\n")[0])
    except (ValueError, RecursionError):
        return None
