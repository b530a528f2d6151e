"""What a whole text says about its lines: the transcodings that explain other lines, or many of them together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from textmend.edits import Edit, apply
from textmend.lang import STEPS_PER_BIT
from textmend.passes.mojibake import pool, search, whole_text
from textmend.passes.mojibake.transcodings import Transcoding, decodings_of

__all__ = ["Document"]

# How many proven transcodings are tried on each part; a document has seldom been through two.
_MOST_PROVEN = 3
# This many parts that nothing explains show what correct text of a document is like: a part that costs no more than
# they do is no longer tested for all encodings, as long as none of them explains anything. This doubles the speed on
# Japanese.
_MIN_USUAL_PARTS = 3
# With fewer suspicious lines, all lines together are not searched, which takes 2 ms. Of 135 correct texts 3 have
# two, and so do nearly all texts of twenty lines that were read as a related code page.
_FEWEST_SUSPICIOUS = 2


class Document:
    """What a whole text says about a part of it: the transcodings that explain other parts beyond doubt.

    Args:
        memory: what was found in parts of the same text in an earlier round; this one adds to it.

    Attributes:
        doubtful: what explains the lines of the text together, but not beyond doubt.
    """

    def __init__(self, memory: dict[Any, Any] | None = None) -> None:
        from textmend.passes.mojibake.char_bigrams import char_bigram_model

        self.doubtful: search.Finding | None = None
        self._memory: dict[Any, Any] = {} if memory is None else memory
        self._char_bigram_model = char_bigram_model()
        self._gains: Counter[Transcoding] = Counter()
        # The evidence for each transcoding: a word that recurs in many parts is one witness.
        self._witnesses: defaultdict[Transcoding, frozenset[str]] = defaultdict(frozenset)
        # How costly the parts were that no transcoding explains, by the decodings that show their first words.
        self._unexplained: defaultdict[int, list[float]] = defaultdict(list)
        # The findings in the parts of lines, by the line and the position of the part in it.
        self._found: dict[tuple[str, int], search.Finding | None] = {}

    def as_a_whole(self, text: str) -> str:
        """The original of a text if all of it was damaged alike, which is evidence for the rest; else ""."""
        if not (found := whole_text.undone(self._char_bigram_model, text)):
            return ""
        self._gains[found.transcoding] += found.gain  # type: ignore[assignment]
        return found.text

    def as_legacy(self, text: str, suspects: Sequence[str]) -> str:
        """The original of a text if all of it was in one legacy encoding, which is recorded as evidence; else "".

        Args:
            text: the text.
            suspects: the lines of it that are worth reading.
        """
        suspicious = (line for line in suspects if self._parts(line))
        if len([*islice(suspicious, _FEWEST_SUSPICIOUS)]) < _FEWEST_SUSPICIOUS:
            return ""
        if not (found := pool.explanation(self._char_bigram_model, text)):
            return ""
        if found.gain < whole_text.SURE:
            self.doubtful = found
            return ""
        if mended := pool.undone(self._char_bigram_model, text, found.transcoding):
            return mended
        self._learn(found)
        return ""

    def suspects(self, text: str) -> Iterator[tuple[int, int]]:
        """The positions of the lines of a text that are worth reading."""
        return search.suspects(self._char_bigram_model, text, 0, len(text))

    def read(self, line: str) -> bool:
        """Learn from a line; return whether it is suspicious."""
        suspicious = False
        for part in self._parts(line):
            suspicious = True
            key = line, part.start
            if key not in self._found:
                # What explained other parts as well as possible is tried first, and mostly saves trying the others.
                peers = self._unexplained[decodings_of(line[slice(*part.words[0])])]
                excess_cost = part.excess_cost
                is_usual = not self._gains and sum([other >= excess_cost for other in peers]) >= _MIN_USUAL_PARTS
                self._found[key] = self._search(line, part, self._proven, search.LEAST, only_utf8=is_usual)
                if not (is_usual or self._found[key]):
                    peers.append(excess_cost)
            if finding := self._found[key]:
                self._learn(finding)
        return suspicious

    def explain(self, line: str) -> list[search.Finding]:
        """The transcodings that explain the parts of a line, as far as any does."""
        findings = []
        proven = self._proven
        for part in self._parts(line):
            finding = self._found.get((line, part.start))
            # A line of a lower layer was not read, and one that explained nothing may do so by a transcoding proven
            # since.
            if finding is None and (proven or (line, part.start) not in self._found):
                finding = self._search(line, part, proven, search.LEAST_PROVEN)
            if finding:
                findings.append(finding)
        return findings

    def likeliest(self, line: str, ways: Mapping[tuple[Edit, ...], float]) -> tuple[Edit, ...]:
        """The edits that make a line likeliest, of several possible repairs, given how rare each is in bits."""

        def cost(edits: tuple[Edit, ...]) -> float:
            return self._cost(apply(line, edits)) + STEPS_PER_BIT * ways[edits]

        return min(ways, key=cost) if len(ways) > 1 else next(iter(ways), ())

    def gain(self, line: str, edits: Sequence[Edit]) -> float:
        """The bits by which edits make a line likelier, for each of them; negative where it is less likely."""
        bits = (self._cost(line) - self._cost(apply(line, edits))) / STEPS_PER_BIT
        return bits / max(len(edits), 1)

    def _parts(self, line: str) -> list[search.CostlyStretch]:
        """The parts of a line that cost more than correct ones do."""
        parts: list[search.CostlyStretch] | None = self._memory.get(line)
        if parts is None:
            parts = self._memory[line] = [*search.parts(self._char_bigram_model, line)]
        return parts

    def _search(
        self,
        line: str,
        part: search.CostlyStretch,
        proven: Sequence[Transcoding],
        least: float,
        *,
        only_utf8: bool = False,
    ) -> search.Finding | None:
        """The transcoding that explains a part; see `search.search`, which reads nothing but the part."""
        key = line[part.start : part.end], tuple(proven), least, only_utf8
        if key not in self._memory:
            found = search.search(self._char_bigram_model, line, part, proven, least, only_utf8)
            self._memory[key] = part.start, found
        start: int
        finding: search.Finding | None
        start, finding = self._memory[key]
        shift = part.start - start
        if not finding or not shift:
            return finding
        return finding._replace(words=[(low + shift, high + shift, word) for low, high, word in finding.words])

    def _learn(self, finding: search.Finding) -> None:
        """Count for a transcoding the evidence of a finding that no earlier finding has given."""
        own = finding.witnesses
        news = own - self._witnesses[finding.transcoding]
        self._witnesses[finding.transcoding] |= news
        self._gains[finding.transcoding] += finding.gain * len(news) / max(len(own), 1)  # type: ignore[assignment]

    def _cost(self, text: str) -> int:
        return self._char_bigram_model.cost(text, 0, len(text), False)

    @property
    def has_found(self) -> bool:
        """Whether a transcoding explains anything in what was read."""
        return bool(self._gains)

    @property
    def _proven(self) -> list[Transcoding]:
        return [transcoding for transcoding, gain in self._gains.most_common(_MOST_PROVEN) if gain >= whole_text.PROOF]
