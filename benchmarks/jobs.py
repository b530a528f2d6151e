"""What is compared with what: our presets and passes, and the peers that do the same job."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.peers import Mender
from benchmarks.texts import MOJIBAKE, OTHER
from textmend import Pipeline
from textmend import passes as registry
from textmend.pipeline.presets import PRESETS

__all__ = ["PAIRS", "YARDSTICK", "ours", "reads"]

# The time that Python itself needs to split a text into words.
YARDSTICK = "str.split"

# Ours, and the peers that do its job. A job that no peer does is in no pair.
PAIRS: Mapping[str, tuple[str, ...]] = {
    "default": ("ftfy", "plsfix", "clean-text", "textacy"),
    "only mojibake": ("ftfy.fix_encoding", "plsfix"),
    "only spacing": ("wordninja", "wordsegment", "instant-segment", "symspellpy"),
    "only quotes": ("ftfy.uncurl_quotes", "textacy.quotation_marks"),
    "only quotes typographic": ("smartypants",),
    "only ascii": ("unidecode",),
}

_ENGLISH_ONLY = frozenset(PAIRS["only spacing"])


def reads(tool: str, kind: str) -> bool:
    """Whether a tool does anything with this kind of text; the word segmenters know English alone."""
    return not (kind in {MOJIBAKE, OTHER} and tool in _ENGLISH_ONLY)


def ours() -> dict[str, Mender]:
    """Return our tools by name: each preset, and each pass alone as "only PASS"."""
    tools: dict[str, Mender] = {name: Pipeline.preset(name).clean for name in PRESETS}
    tools |= {f"only {name}": Pipeline([name]).clean for name in registry.names()}
    tools["only quotes typographic"] = Pipeline(["quotes"], quotes="typographic").clean
    return tools
