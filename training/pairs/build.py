"""Makes the pairs: typesets documents, extracts their text, labels the differences, and writes the files."""

from __future__ import annotations

import gzip
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from training.pairs.documents import Document
from training.pairs.engines import ENGINES, Engine, printed
from training.pairs.extractors import EXTRACTORS, Extractor
from training.pairs.labels import labels

__all__ = ["installed", "records", "tools", "write"]


def installed(
    engines: Iterable[str], extractors: Iterable[str], say: Callable[[str], None]
) -> tuple[dict[str, Engine], dict[str, Extractor]]:
    """Return those of the named engines and extractors that can be run, and report what to install for the others."""
    found_engines = {name: ENGINES[name] for name in engines if ENGINES[name].program}
    found_extractors = {name: EXTRACTORS[name] for name in extractors if EXTRACTORS[name].is_installed(name)}
    for name in engines:
        if name not in found_engines:
            say(f"{name} is not installed, so nothing is set by it: apt-get install {ENGINES[name].packages}")
    for name in extractors:
        if name not in found_extractors:
            say(f"{name} is not installed, so nothing is read by it: install {EXTRACTORS[name].package}")
    return found_engines, found_extractors


def write(
    folder: Path,
    documents: Iterable[Document],
    engines: Mapping[str, Engine],
    extractors: Mapping[str, Extractor],
    say: Callable[[str], None],
) -> Iterator[Path]:
    """Write a file ENGINE.STYLE.jsonl.gz for each style of the engines, and yield its path.

    Args:
        folder: the folder of the files, and of `tools.json`, which has the versions of the programs that made them.
        documents: the documents to typeset.
        engines: the typesetting engines, by name.
        extractors: the extractors, by name.
        say: called with messages about errors.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / "tools.json"
    known = json.loads(told.read_text("utf-8")) if told.exists() else {}
    known |= tools(engines, extractors)
    told.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    them = list(documents)
    for name, engine in engines.items():
        for style in engine.styles:
            path = folder / f"{name}.{style}.jsonl.gz"
            # Without the time of writing, so that the same pairs give the same bytes.
            with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
                for record in records(name, engine, style, them, extractors, say):
                    file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            yield path


def records(
    name: str,
    engine: Engine,
    style: str,
    documents: Iterable[Document],
    extractors: Mapping[str, Extractor],
    say: Callable[[str], None],
) -> Iterator[dict[str, Any]]:
    """Yield the text that each extractor reads from each document as a named engine typesets it in one style."""
    with tempfile.TemporaryDirectory() as folder:
        for document, pdf in printed(engine, style, documents, Path(folder), say):
            for extractor, how in extractors.items():
                try:
                    text = how.read(pdf)
                # If one extractor fails, the others still run.
                except Exception as error:
                    say(f"{extractor} cannot read {document.name} as {name} sets it in style {style}: {error!r}")
                    continue
                yield {
                    "id": document.name,
                    "domain": document.domain,
                    "licence": document.licence,
                    "engine": name,
                    "style": style,
                    "extractor": extractor,
                    "title": document.title,
                    "source": document.text,
                    "text": text,
                    "labels": labels(text, document.text, document.title)._asdict(),
                }


def tools(engines: Mapping[str, Engine], extractors: Mapping[str, Extractor]) -> dict[str, str]:
    """Return the versions of engines and extractors by their names."""
    programs = {name: [str(engine.program), "--version"] for name, engine in engines.items()}
    programs |= {name: [name, "-v"] for name, extractor in extractors.items() if not extractor.module}
    return {
        **{name: _first_line(command) for name, command in programs.items()},
        **{name: version(name) for name, extractor in extractors.items() if extractor.module},
    }


def _first_line(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=False)
    return next(iter((done.stdout or done.stderr).decode(errors="replace").splitlines()), "").strip()
