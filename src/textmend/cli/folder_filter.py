"""Which files of a folder are repaired, by their names alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from textmend import formats
from textmend.errors import OptionError
from textmend.formats import disk

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

__all__ = ["FolderFilter", "Selection"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The files to take from a folder.

    Attributes:
        formats: the formats whose files are taken, by their suffixes.
        include: globs as in .gitignore; if there are any, they replace the formats.
        exclude: globs of files and folders to leave out.
        hidden: whether hidden files and folders are taken.
        ignored: whether files that .gitignore names are taken.
    """

    formats: tuple[str, ...] = ("txt", "markdown", "html")
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    hidden: bool = False
    ignored: bool = False

    def without_gitignore(self) -> Selection:
        """The same, but files are taken whatever .gitignore names."""
        return replace(self, ignored=True)

    def describe(self) -> str:
        """The selection, in words."""
        if self.include:
            return " ".join(self.include)
        return ", ".join(suffix for suffix, name in formats.SUFFIXES.items() if name in self.formats)


class FolderFilter:
    """Decides which entries of a folder are taken, by names alone."""

    def __init__(self, root: Path, selection: Selection) -> None:
        self._root = root
        self._selection = selection
        self._include = _globs(selection.include, "--include")
        self._exclude = _globs(selection.exclude, "--exclude")
        # The .gitignore files that apply, each with its folder; only inside a repository, as in git.
        self._ignores: list[tuple[Path, GitIgnoreSpec]] = []
        if not selection.ignored:
            self._begin(root.resolve())

    def enter(self, folder: Path) -> None:
        """Read the entries of the next folder; folders come before those inside."""
        if self._selection.ignored or not self._in_repository:
            return
        here = folder.resolve()
        self._ignores = [(place, spec) for place, spec in self._ignores if place == here or place in here.parents]
        if all(place != here for place, _ in self._ignores):
            self._read(here)

    def folder(self, path: Path) -> bool:
        if path.name == ".git" or (path.name.startswith(".") and not self._selection.hidden):
            return False
        return not self._left_out(path, "/")

    def is_searched(self, path: Path) -> bool:
        """False for a file that is hidden, excluded or ignored."""
        if path.name.startswith(".") and not self._selection.hidden:
            return False
        return not (path.name.startswith(disk.TEMPORARY) or self._left_out(path, ""))

    def file(self, path: Path) -> bool:
        """Whether a file has the right name or format."""
        if self._include is not None:
            return self._include.match_file(path.relative_to(self._root).as_posix())
        return formats.recognised(path) in self._selection.formats

    def _left_out(self, path: Path, end: str) -> bool:
        if self._exclude is not None and self._exclude.match_file(path.relative_to(self._root).as_posix() + end):
            return True
        if not self._ignores:
            return False
        real = path.parent.resolve() / path.name
        # The nearest file decides, and any of them may be silent on it.
        for place, spec in reversed(self._ignores):
            verdict = spec.check_file(real.relative_to(place).as_posix() + end).include
            if verdict is not None:
                return verdict
        return False

    def _begin(self, root: Path) -> None:
        """Read the files that apply from above."""
        above = [root, *root.parents]
        top = next((place for place in above if (place / ".git").exists()), None)
        self._in_repository = top is not None
        if top is not None:
            for place in reversed(above[: above.index(top) + 1]):
                self._read(place)

    _in_repository = False

    def _read(self, folder: Path) -> None:
        from pathspec import GitIgnoreSpec

        try:
            lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
        except OSError:
            return
        self._ignores.append((folder, GitIgnoreSpec.from_lines(lines)))


def _globs(patterns: tuple[str, ...], option: str) -> GitIgnoreSpec | None:
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise OptionError(f"{option}: {error}") from error
