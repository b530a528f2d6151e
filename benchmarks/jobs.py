"""What is compared with what: our presets and passes, and the peers that do the same job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import textmend.passes as registry
from benchmarks.peers import Mender
from benchmarks.texts import HOSTILE, MOJIBAKE, OTHER
from textmend import Pipeline
from textmend.pipeline.presets import PRESETS

__all__ = ["BATCHES", "PAIRS", "YARDSTICK", "InBatches", "ours", "reads"]

# The time that Python itself needs to split a text into words.
YARDSTICK = "str.split"

# The preset `default` on many texts at once.
BATCHES = "default in batches"

# Ours, and the peers that do its job. A job that no peer does is in no pair.
PAIRS: Mapping[str, tuple[str, ...]] = {
    "default": ("ftfy", "plsfix", "clean-text", "textacy"),
    "only mojibake": ("ftfy.fix_encoding", "plsfix"),
    "only spacing": ("wordninja", "respacer", "wordsegment", "instant-segment", "symspellpy"),
    "only quotes": ("ftfy.uncurl_quotes", "textacy.quotation_marks"),
    "only quotes typographic": ("smartypants",),
    "only ascii": ("unidecode",),
}

_ENGLISH_ONLY = frozenset(PAIRS["only spacing"])


def reads(tool: str, kind: str) -> bool:
    """Whether a tool can read this kind of text; the word segmenters know short strings of English alone."""
    return not (kind in {MOJIBAKE, OTHER, *HOSTILE} and tool in _ENGLISH_ONLY)


class InBatches:
    """A tool that takes many texts at once."""

    def __init__(self, clean_many: Callable[[Iterable[str]], Iterable[str]]) -> None:
        self._clean_many = clean_many

    def __call__(self, text: str) -> str:
        return next(iter(self._clean_many([text])))

    def run(self, texts: Sequence[str]) -> None:
        """Clean the texts."""
        for _ in self._clean_many(texts):
            pass


def ours() -> dict[str, Mender]:
    """Return our tools by name: each preset, and each pass alone as "only PASS"."""
    tools: dict[str, Mender] = {name: Pipeline.preset(name).clean for name in PRESETS}
    tools |= {f"only {name}": Pipeline([name]).clean for name in registry.names()}
    tools[BATCHES] = InBatches(Pipeline.preset("default").clean_many)
    tools["only quotes typographic"] = Pipeline(["quotes"], quotes="typographic").clean
    return tools
