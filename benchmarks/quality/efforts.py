"""What triggers the scorer of lost dashes by itself: how much it finds that way, and how much it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from benchmarks.quality import dashes
from benchmarks.quality.score import Score
from textmend import Pipeline
from textmend.passes.dashes.encoder import Encoder
from textmend.pipeline.signatures import Effort

__all__ = ["BANDS", "by_rate", "mender", "share_read"]

# Dashes that a document lost, in a thousand words: the name of a band, its minimum rate, and the rate above.
BANDS = {
    "any": (0.0, float("inf")),
    "about 2": (1.0, 3.5),
    "about 5": (3.5, 7.5),
    "about 10": (7.5, 15.0),
    "20 and more": (15.0, float("inf")),
}


def mender(effort: Effort) -> Callable[[str], str]:
    """The passes of the preset `default` that see lost characters, at the level where two dashes of three are right."""
    return Pipeline.preset(
        "default", only=("spacing", "dashes"), level="guess", options={"dashes": {"effort": effort}}
    ).clean


def by_rate(mend: Callable[[str], str], trace: str, texts: Iterable[str]) -> dict[str, Score]:
    """Score the dashes restored in the documents of each of `BANDS`, where each dash became `trace`."""
    scores = dict.fromkeys(BANDS, Score())
    for text in texts:
        lost = dashes.score(str, trace, [text]).wanted
        rate = 1e3 * lost / max(len(text.split()), 1)
        found = dashes.score(mend, trace, [text])
        for name, (least, most) in BANDS.items():
            if least <= rate < most:
                scores[name] += found
    return scores


def share_read(mend: Callable[[str], str], texts: Iterable[str]) -> float:
    """Return the share of the bytes of texts that the scorer reads when they are repaired."""
    whole = 0
    with _counted() as read:
        for text in texts:
            whole += len(text.encode())
            mend(text)
    return sum(read) / max(whole, 1)


@contextmanager
def _counted() -> Iterator[list[int]]:
    """Count the bytes that the scorer reads."""
    read: list[int] = []
    ask = Encoder.score

    def noted(self: Encoder, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, float]]:
        read.extend(len(text[start:end].encode()) for start, end in spans)
        return ask(self, text, spans)

    with patch.object(Encoder, "score", noted):
        yield read
