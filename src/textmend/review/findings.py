"""What a run found: counts of everything, and a sample of the edits and refusals for a person to read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from textmend.edits import is_below_minimum, round_down
from textmend.review.sample import StratifiedSample

__all__ = ["Entry", "Findings"]

# 2,000 edits are some hours of reading, and a page of less than 1 MB.
DEFAULT_SAMPLE = 2000
# For each refusal four edits, as it is the edits that are to be approved.
_EDITS_PER_REFUSAL = 4
# More problems than this are only counted.
_MOST_PROBLEMS = 200
# Where the strata of a sample end: what is near a border of a level is the most instructive.
_BANDS = (0.70, 0.80, 0.90, 0.95, 0.99)


class Entry(NamedTuple):
    """An edit or a refusal, and where it is.

    Attributes:
        path: the name of its file.
        place: where in the file it is, by names: line, column, row, field, start, end.
        before, after: the text before and after the edit.
        rule, confidence: as in the edit.
        left, right: the text on both sides of it.
        reason: why it was not made; empty for an edit that was.
    """

    path: str
    place: Mapping[str, int | str]
    before: str
    after: str
    rule: str
    confidence: float
    left: str = ""
    right: str = ""
    reason: str = ""

    @property
    def is_below_minimum(self) -> bool:
        """Whether it was refused for its confidence alone, so that a looser level would make it."""
        return is_below_minimum(self.reason)


class Findings:
    """Collects the edits and refusals of a run of any size.

    Args:
        sample: the maximum number of edits that are kept to be shown; of refusals it is a quarter of that.

    Attributes:
        sample: as given.
        edits, refused: the numbers by rule.
        files: the number of edits by file.
        bins: the numbers by rule, confidence in hundredths (rounded down), and whether the edit was made; of refusals
            only those that another level would make.
        problems: what could not be processed: file, place, what; at most 200.
        problem_count: the number of all of them.
    """

    def __init__(self, sample: int = DEFAULT_SAMPLE) -> None:
        self.sample = sample
        self.edits: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.files: Counter[str] = Counter()
        self.bins: Counter[tuple[str, int, bool]] = Counter()
        self.problems: list[tuple[str, str, str]] = []
        self.problem_count = 0
        self._edit_sample: StratifiedSample[tuple[int, Entry]] = StratifiedSample(sample)
        self._refusal_sample: StratifiedSample[tuple[int, Entry]] = StratifiedSample(
            max(1, sample // _EDITS_PER_REFUSAL)
        )
        self._number = 0
        self._whole_files: set[tuple[str, str]] = set()

    def add(self, entry: Entry) -> None:
        """Add an edit or a refusal; those of a file come together, in order."""
        self._number += 1
        made = not entry.reason
        band = bisect_right(_BANDS, entry.confidence)
        if made:
            self.edits[entry.rule] += 1
            self.files[entry.path] += 1
            self._edit_sample.add((entry.rule, band), (self._number, entry))
        else:
            self.refused[entry.rule] += 1
            self._refusal_sample.add((entry.rule, band, entry.is_below_minimum), (self._number, entry))
        if made or entry.is_below_minimum:
            self.bins[entry.rule, round(100 * round_down(entry.confidence)), made] += 1

    def problem(self, path: str, place: str, what: str) -> None:
        """Add what could not be processed.

        Args:
            path: the name of the file.
            place: where in the file it is; empty if it is the whole file, which every shard of a run may report.
            what: what is wrong.
        """
        if not place:
            if (path, what) in self._whole_files:
                return
            self._whole_files.add((path, what))
        self.problem_count += 1
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append((path, place, what))

    def sampled(self, share: float = 1.0) -> list[Entry]:
        """The edits and refusals to show, in the order of the run.

        Args:
            share: the share of the size of the sample that is wanted, up to 1.
        """
        edits = self._edit_sample.items(max(1, int(self.sample * share)))
        refusals = self._refusal_sample.items(max(1, int(self.sample * share / _EDITS_PER_REFUSAL)))
        return [entry for _, entry in sorted([*edits, *refusals], key=lambda each: each[0])]
