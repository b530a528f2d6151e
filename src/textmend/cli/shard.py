"""Shards: a run divided among processes or machines that know nothing of each other.

Shard K of N has every Nth file of the sorted list, from the Kth on. The files are sorted by their paths inside the
folders that were named, so the same files are in a shard wherever these folders are mounted; files with the same path
stay in the order in which they were named. A division by a hash of the path would not change when a file is added, but
of 100 files in 100 shards, 37 shards would have none and one four.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from textmend.cli.inputs import Input
from textmend.cli.streams import counted
from textmend.errors import FileError, OptionError

__all__ = ["Shard"]

_FORM = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
# A checksum of the names, not a signature.
_DIGEST_BYTES = 8


class Shard(NamedTuple):
    """One of the shards of a run.

    Attributes:
        number: which one, from 1.
        of: how many there are.
    """

    number: int
    of: int

    @classmethod
    def parse(cls, typed: str) -> Shard:
        """Read "3/100".

        Raises:
            OptionError: it has another form, or there is no such shard.
        """
        found = _FORM.fullmatch(typed)
        if found is None:
            raise OptionError(f"--shard {typed}: give K/N, such as 3/100 for the third of 100 shards")
        number, of = int(found[1]), int(found[2])
        if of < 1:
            raise OptionError(f"--shard {typed}: there is at least one shard; give K/N, such as 3/100")
        if not 1 <= number <= of:
            raise OptionError(f"--shard {typed}: there is no such shard; they are counted from 1/{of} to {of}/{of}")
        return cls(number, of)

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def select(self, inputs: Sequence[Input]) -> list[Input]:
        """The inputs of this shard, in the order in which they were given."""
        chosen = set(_sorted(inputs)[self.number - 1 :: self.of])
        return [each for each in inputs if each in chosen]

    def path(self, named: Path) -> Path:
        """The name of a file that each shard has for itself: "run.jsonl" becomes "run.003-of-100.jsonl"."""
        return named.with_name(f"{named.stem}.{self.number:0{len(str(self.of))}}-of-{self.of}{named.suffix}")

    def refuse_own_files(self, named: Path, inputs: Sequence[Input]) -> None:
        """Make sure that what other shards write in addition to the texts is not taken for a text.

        Raises:
            FileError: it is.
        """
        own = re.compile(rf"{re.escape(named.stem)}\.[0-9]+-of-{self.of}{re.escape(named.suffix)}")
        folder = os.path.realpath(named.parent)
        for each in inputs:
            if (
                isinstance(each.path, Path)
                and own.fullmatch(each.path.name)
                and os.path.realpath(each.path.parent) == folder
            ):
                raise FileError(
                    each.path,
                    "is a file of another shard and would be cleaned, too",
                    "write journals and reports elsewhere, or skip them with --exclude",
                )

    def described(self, inputs: Sequence[Input]) -> dict[str, object]:
        """What a report says of its shard: with it, reports of different lists of files are told apart.

        Args:
            inputs: those of all shards.
        """
        names = "\0".join(each.inside.as_posix() for each in _sorted(inputs))
        digest = hashlib.blake2b(names.encode("utf-8", "surrogateescape"), digest_size=_DIGEST_BYTES)
        return {"number": self.number, "of": self.of, "files": len(inputs), "list": digest.hexdigest()}

    def summary(self, mine: int, all_files: int) -> str:
        """The shard, in words."""
        return f"shard {self}, {mine:,} of {counted(all_files, 'file')}"


def _sorted(inputs: Sequence[Input]) -> list[Input]:
    return sorted(inputs, key=lambda each: each.inside.as_posix())
