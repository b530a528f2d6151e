"""The engines that typeset documents as PDF files: pdflatex, LibreOffice and Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from training.pairs import latex, markup
from training.pairs.documents import Document

__all__ = ["ENGINES", "Engine", "printed"]

# A document takes seconds, and the first of a style with bitmap fonts draws its fonts.
_PATIENCE = 180


class Engine(NamedTuple):
    """A typesetting engine.

    Attributes:
        programs: the names that it may have; the first one found is used.
        packages: the Debian packages that it comes with, with its fonts and patterns.
        styles: the ways in which it typesets a document.
        suffix: of the files that it reads.
        source: returns such a file for a document, in a style.
        command: the command to run, from the program and the file.
        fit: the document as the engine can typeset it.
    """

    programs: tuple[str, ...]
    packages: str
    styles: tuple[str, ...]
    suffix: str
    source: Callable[[Document, str], str]
    command: Callable[[str, Path], list[str]]
    fit: Callable[[Document], Document] = lambda document: document

    @property
    def program(self) -> str | None:
        """The program on the path; None if it is not installed."""
        return next((found for name in self.programs if (found := shutil.which(name))), None)


def _pdflatex(program: str, file: Path) -> list[str]:
    return [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", file.name]


def _libreoffice(program: str, file: Path) -> list[str]:
    # A separate profile: one in use is locked.
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    return [program, profile, "--headless", "--convert-to", "pdf", file.name]


def _chromium(program: str, file: Path) -> list[str]:
    # The sandbox needs rights that containers do not give, and these pages have no scripts. Chromium's own header shows
    # the date, so that files would differ from day to day.
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    profile = f"--user-data-dir={file.parent / 'profile'}"
    return [program, *options, profile, f"--print-to-pdf={file.with_suffix('.pdf')}", file.name]


ENGINES: Mapping[str, Engine] = MappingProxyType(
    {
        "pdflatex": Engine(
            ("pdflatex",),
            "texlive-latex-recommended texlive-fonts-recommended",
            tuple(latex.STYLES),
            ".tex",
            latex.source,
            _pdflatex,
            latex.typeable,
        ),
        "libreoffice": Engine(
            ("soffice", "libreoffice"),
            "libreoffice-writer-nogui hyphen-en-us fonts-liberation fonts-crosextra-carlito",
            tuple(markup.OFFICE_STYLES),
            ".fodt",
            markup.flat_odt,
            _libreoffice,
        ),
        "chromium": Engine(
            ("chromium", "chromium-browser", "google-chrome"),
            "chromium fonts-liberation fonts-crosextra-carlito",
            tuple(markup.WEB_STYLES),
            ".html",
            markup.html,
            _chromium,
        ),
    }
)


def printed(
    engine: Engine, style: str, documents: Iterable[Document], folder: Path, say: Callable[[str], None]
) -> Iterator[tuple[Document, Path]]:
    """Yield each document as it was typeset and its PDF file, which exists until the next one is requested.

    Args:
        engine: an engine whose program is installed.
        style: one of its styles.
        documents: the documents to typeset; those of which nothing can be typeset are left out.
        folder: where the engine works, empty.
        say: called with errors about a document, which is then left out.
    """
    program = engine.program
    if program is None:
        raise FileNotFoundError(engine.programs[0])
    file = folder / f"document{engine.suffix}"
    pdf = file.with_suffix(".pdf")
    for document in map(engine.fit, documents):
        if not document.paragraphs:
            continue
        pdf.unlink(missing_ok=True)
        file.write_text(engine.source(document, style), encoding="utf-8")
        fault = _run(engine.command(program, file), folder)
        if pdf.exists() and not fault:
            yield document, pdf
        else:
            say(f"{document.name} could not be set in style {style}: {fault or 'no PDF file was written'}")


def _run(command: list[str], folder: Path) -> str:
    """Run a command in a folder, and return the error."""
    # Without the language and the dates of the user.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "0", "TZ": "UTC"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not done after {_PATIENCE} seconds"
    if not done.returncode:
        return ""
    lines = (done.stderr or done.stdout).decode(errors="replace").split("\n")
    return next((line for line in lines if line.startswith("!")), f"exit status {done.returncode}")
