"""Files to texts and back: one module per format, chosen by the name of the file or by the user."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from textmend.errors import UnknownNameError
from textmend.formats import code_names, compression

if TYPE_CHECKING:
    from textmend.formats.base import Reader
    from textmend.formats.remote import RemotePath

__all__ = ["FIELDS", "NAMES", "SUFFIXES", "reader", "recognised"]

# The module of each format, the suffixes of its files, and the option that selects the text of a record. A module
# is imported when a file of its format is read.
_FORMATS: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "txt": ("plain_text", "PlainReader", (".txt", ".text"), ""),
    "jsonl": ("jsonl", "JsonLinesReader", (".jsonl", ".ndjson", ".jsonlines"), "fields"),
    "csv": ("csv", "CsvReader", (".csv", ".tsv", ".tab"), "columns"),
    "json": ("json_document", "JsonReader", (".json", ".arb", ".geojson", ".webmanifest"), "fields"),
    "notebook": ("notebook", "NotebookReader", (".ipynb",), ""),
    "html": ("html", "HtmlReader", (".html", ".htm", ".xhtml"), ""),
    "markdown": ("markdown", "MarkdownReader", (".md", ".markdown"), ""),
    "po": ("catalogs", "PoReader", (".po", ".pot"), ""),
    "properties": ("catalogs", "PropertiesReader", (".properties",), ""),
    "subtitles": ("subtitles", "SubtitleReader", (".srt", ".vtt", ".ass", ".ssa"), ""),
    "xml": ("xml_document", "XmlReader", (".xml", ".xlf", ".xliff", ".ttml", ".dfxp", ".dbk", ".docbook", ".tei"), ""),
    "mail": ("mail", "MailReader", (".eml", ".mbox"), ""),
    "parquet": ("parquet", "ParquetReader", (".parquet", ".pq"), "columns"),
    "arrow": ("parquet", "ArrowReader", (".arrow", ".feather", ".ipc"), "columns"),
    "code": ("code", "CodeReader", code_names.SUFFIXES, ""),
}

NAMES = tuple(_FORMATS)
SUFFIXES = {suffix: name for name, (_, _, suffixes, _) in _FORMATS.items() for suffix in suffixes}
FIELDS = {name: option for name, (_, _, _, option) in _FORMATS.items()}


def recognised(path: Path | RemotePath) -> str | None:
    """The format for the name of a file, compressed or not; None if the name is of no known format."""
    _, bare = compression.by_suffix(Path(path.name))
    if bare.name.lower() in code_names.NAMES:
        return "code"
    return SUFFIXES.get(bare.suffix.lower())


def reader(name: str) -> type[Reader]:
    """Return the reader of a format.

    Raises:
        UnknownNameError: there is none of that name.
        MissingExtraError: it needs a package that is not installed.
    """
    if name not in _FORMATS:
        raise UnknownNameError("format", name, NAMES)
    module, kind, _, _ = _FORMATS[name]
    found: type[Reader] = getattr(import_module(f"{__name__}.{module}"), kind)
    return found
