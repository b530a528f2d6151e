"""A sample of many files: which are read, what is done to them, and what follows for all."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from math import sqrt
from random import Random
from typing import NamedTuple

from textmend.cli.inputs import Input
from textmend.cli.reading import format_name
from textmend.cli.work import open_reader
from textmend.errors import TextmendError
from textmend.formats import compression
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, OutputRequest
from textmend.formats.source import Source
from textmend.pipeline.pipeline import Pipeline
from textmend.review import Entry, Findings

__all__ = ["Estimate", "Outcome", "Trial", "in_strata"]

# Of a long text this much is tried: enough for evidence of the document, and little enough for many documents.
_PART_CHARS = 60_000
# The formats whose text can be cut at any line end; others are tried up to a line end after so many characters.
_BY_LINE = ("txt", "jsonl")
# Half of the size classes of a corpus are empty; each is a factor of 8.
_SIZE_CLASS_BITS = 3

_Stratum = tuple[str, int, str]


class Estimate(NamedTuple):
    """An estimated number, and the range in which it is with a chance of 95%, as far as a sample shows that."""

    number: float
    low: float
    high: float


def in_strata(inputs: Sequence[Input]) -> Iterator[tuple[_Stratum, Input]]:
    """Yield the files in turns, one of each stratum (format, size, folder), in random order but always the same.

    Args:
        inputs: the files.
    """
    random = Random(0)
    strata: dict[_Stratum, list[tuple[_Stratum, Input]]] = defaultdict(list)
    for each in inputs:
        strata[_stratum(each)].append((_stratum(each), each))
    for files in strata.values():
        random.shuffle(files)
    turns = zip_longest(*random.sample(list(strata.values()), len(strata)))
    return (each for turn in turns for each in turn if each is not None)


def _stratum(each: Input) -> _Stratum:
    suffix = compression.by_suffix(each.inside)[1].suffix.lower()
    folder = each.inside.parts[0] if len(each.inside.parts) > 1 else ""
    return suffix, max(each.size, 0).bit_length() // _SIZE_CLASS_BITS, folder


class _Part(NamedTuple):
    """What one preset did to one text.

    Attributes:
        size: how many bytes of the file it is.
        edits: the edits by rule.
    """

    size: float
    edits: Counter[str]


@dataclass(slots=True)
class Outcome:
    """What a preset did.

    Attributes:
        edits: the edits by rule.
        refused: the number of suspicions that were left alone.
        changed: the number of texts that would change.
        seconds: the CPU time.
        read: how many bytes of the files were tried.
        parts: the parts by stratum.
    """

    edits: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    changed: int = 0
    seconds: float = 0.0
    read: float = 0.0
    parts: dict[_Stratum, list[_Part]] = field(default_factory=dict)

    @property
    def texts(self) -> int:
        """The number of texts."""
        return sum(map(len, self.parts.values()))

    def add(self, stratum: _Stratum, size: float, result: BlockResult, seconds: float) -> None:
        """Count what was done to a text."""
        self.edits.update(result.edits)
        self.refused += result.refused.total()
        self.changed += bool(result.edits)
        self.seconds += seconds
        self.read += size
        self.parts.setdefault(stratum, []).append(_Part(size, result.edits))


class Trial:
    """Tries pipelines on parts of files.

    Args:
        pipelines: the pipelines by the names of their presets.
        preset: the preset whose edits are shown.
        options: how the files are read.
        format: the format of all files; None to recognise it.

    Attributes:
        pipelines, preset: as given.
        shown: what the preset that is shown did to all texts that were tried.
        compared: what each preset did, that one too, to those that all of them were tried on.
        findings: the edits and refusals of the preset that is shown.
        failures: the messages of files that cannot be read.
        files, size: the number of the files, and their bytes.
        seconds: how long it took.
        is_complete: whether all of every file was tried.
    """

    def __init__(
        self,
        pipelines: Mapping[str, Pipeline],
        preset: str,
        options: FormatOptions,
        format: str | None,  # noqa: A002  # the option has the name that users type
    ) -> None:
        self.pipelines = pipelines
        self.preset = preset
        self.shown = Outcome()
        self.compared = {name: Outcome() for name in pipelines}
        self.findings = Findings()
        self.failures: list[str] = []
        self.files = self.size = 0
        self.seconds = 0.0
        self.is_complete = True
        self._options = options
        self._format = format
        self._sizes: Counter[_Stratum] = Counter()

    def run(self, files: Iterator[tuple[_Stratum, Input]], seconds: float) -> None:
        """Try as many files as there is time for.

        Args:
            files: the files; of all that come, the sizes are counted.
            seconds: the time.
        """
        started = time.perf_counter()
        for pipeline in self.pipelines.values():
            # What is loaded once is not part of the time for each text.
            pipeline.explain(_WARM_UP)
        for stratum, each in files:
            self.files += 1
            self.size += max(each.size, 0)
            self._sizes[stratum] += max(each.size, 0)
            self.seconds = time.perf_counter() - started
            if self.seconds >= seconds:
                self.is_complete = False
                continue
            # The first half of the time is for comparing, the second for seeing more of what one of them does.
            names = list(self.pipelines) if self.seconds < seconds / 2 else [self.preset]
            try:
                self._try(stratum, each, names)
            except TextmendError as error:
                self.failures.append(str(error))
        self.seconds = time.perf_counter() - started

    def _try(self, stratum: _Stratum, each: Input, names: Sequence[str]) -> None:
        with Source(each.path, each.name) as source:
            reader = open_reader(format_name(each.path, self._format, None), source, self._options)
            blocks = reader.blocks()
            block = next(blocks, None)
            if block is None:
                return
            part, share = _part_of(block, reader.name)
            whole = share == 1.0 and next(blocks, None) is None
            size = each.size if whole else min(each.size, source.bytes_read * share)
            self.is_complete = self.is_complete and whole
            extractor: Extractor = reader.extractor
            for name in names:
                shown = name == self.preset
                before = time.process_time()
                result = extractor.mend(part, self.pipelines[name], OutputRequest(changes=shown, context=shown))
                seconds = time.process_time() - before
                if len(names) > 1:
                    self.compared[name].add(stratum, max(size, 1.0), result, seconds)
                if shown:
                    self.shown.add(stratum, max(size, 1.0), result, seconds)
                    for change in (*result.changes, *result.refusals):
                        self.findings.add(Entry(each.name, *change))
                    for problem in result.problems:
                        self.findings.problem(each.name, str(problem.place), problem.what)

    def estimate(self, done: Outcome, rule: str = "") -> Estimate:
        """Estimate the number of edits in all files.

        In each stratum, the number of edits is taken to be in proportion to the size, as it is in the sample; strata of
        which nothing was read are taken to be like the others.

        Args:
            done: what a preset did to the sample.
            rule: the rule; empty for all.
        """
        strata = done.parts
        number = variance = 0.0
        known = 0
        for stratum, parts in strata.items():
            edits = [part.edits[rule] if rule else part.edits.total() for part in parts]
            sizes = [part.size for part in parts]
            rate = sum(edits) / sum(sizes)
            whole = self._sizes[stratum]
            known += whole
            number += rate * whole
            if len(parts) > 1 and whole > sum(sizes):
                # The variance of a ratio, without what was read, which is known.
                spread = sum((e - rate * s) ** 2 for e, s in zip(edits, sizes, strict=True)) / (len(parts) - 1)
                variance += spread / len(parts) * (whole / (sum(sizes) / len(parts))) ** 2 * (1 - sum(sizes) / whole)
            elif whole > sum(sizes):
                # One text says little about its kind: about as much as there is may be missing or too much.
                variance += (rate * (whole - sum(sizes))) ** 2
        scale = self.size / known if known else 0.0
        number, reach = number * scale, 2 * sqrt(variance) * scale
        least = sum(part.edits[rule] if rule else part.edits.total() for parts in strata.values() for part in parts)
        return Estimate(max(number, least), max(number - reach, least), max(number + reach, least))

    def time(self, done: Outcome) -> float:
        """Estimate the CPU time of a preset for all files, in seconds."""
        return done.seconds * self.size / max(1.0, done.read)


# One sentence with damage of several kinds, so that the passes load what they need for it.
_WARM_UP = "They praised the workof the crew, the “endof” years — itwas cafÃ© and cafe\u0301. " * 4


def _part_of(block: Block, format_: str) -> tuple[Block, float]:
    """Return the part of a block that is tried, and which share of it that is."""
    content = block.content
    if not isinstance(content, str) or len(content) <= _PART_CHARS * 3 // 2:
        return block, 1.0
    start = 0
    if format_ in _BY_LINE:
        # The start of a book or of a crawl is not like the rest.
        start = content.find("\n", Random(len(content)).randrange(len(content) - _PART_CHARS)) + 1
    end = content.find("\n", start + _PART_CHARS) + 1 or len(content)
    if end - start > 2 * _PART_CHARS:
        end = start + _PART_CHARS
    line = block.line + content.count("\n", 0, start)
    part = block._replace(content=content[start:end], line=line, column=1, offset=block.offset + start)
    return part, (end - start) / len(content)
