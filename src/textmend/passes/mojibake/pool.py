"""The lines of a text together: evidence for a legacy encoding where each of them is too short to prove one.

A file of subtitles or a list of names has few words in a line, of which one or two are damaged. So lines that add
something new are pooled, and searched as one part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textmend.lang import STEPS_PER_BIT
from textmend.passes.mojibake import search
from textmend.passes.mojibake.evidence import contexts
from textmend.passes.mojibake.transcodings import MULTIBYTE, Transcoding, decoded, encoded, known_transcodings

if TYPE_CHECKING:
    from textmend.passes.mojibake._char_bigrams import CharBigramModel

__all__ = ["explanation", "undone"]

# This many characters of lines are pooled, and of each line at most this many: more would not change what is proven.
_POOLED, _MAX_POOLED_LINE_CHARS = 2_000, 200
# Sixty lines in each of 25 languages that are known well cost 3.5 to 4.1 bits a character in the best of them, and in
# 30 others 4.0 to 8.9. Albanian messages would become Lithuanian by their ë, Friulian ones Latvian by â. The extra cost
# of each line is its end and the capital after it.
_MAX_POOL_BITS_PER_CHAR, _BITS_PER_LINE = 4.2, 3.0
# Fewer lines are judged one by one.
_FEWEST_LINES = 3
# A line may get this many bits less likely, as those with rare names do. This share of the lines that change may get
# even less likely, for the words of other languages in them; if there are more, the text was not damaged throughout.
_HARM_BITS, _MOST_HARMED = 8.0, 0.05


def explanation(char_bigram_model: CharBigramModel, text: str) -> search.Finding | None:
    """Return the single-byte transcoding that best explains the lines of a text together, if any does."""
    lines: list[str] = []
    seen: set[str] = set()
    size = 0
    for whole in text.split("\n"):
        if whole.isascii():
            continue
        line = whole[:_MAX_POOLED_LINE_CHARS]
        own = frozenset().union(*[contexts(word) for word in line.split() if not word.isascii()])
        if own <= seen:
            continue
        seen |= own
        lines.append(line)
        size += len(line)
        if size >= _POOLED:
            break
    if len(lines) < _FEWEST_LINES:
        return None
    # A code page that shows all of the text precedes one that shows only the pooled lines: Latin-1 has no dash.
    codepages = {codepage for codepage in known_transcodings() if codepage not in MULTIBYTE}
    pooled = "\n".join(lines)
    found = search.search_pool(
        char_bigram_model, pooled, {codepage for codepage in codepages if encoded(text, codepage)} or codepages
    )
    return found if found and _is_known(char_bigram_model, pooled, found.transcoding) else None


def _is_known(char_bigram_model: CharBigramModel, text: str, transcoding: Transcoding) -> bool:
    """Return whether a text becomes one of a language that is known well, all words together."""
    mended = decoded(encoded(text, transcoding.wrong), transcoding.true)
    most = _MAX_POOL_BITS_PER_CHAR * len(mended) + _BITS_PER_LINE * (mended.count("\n") + 1)
    return bool(mended) and char_bigram_model.cost(mended, 0, len(mended), True) <= STEPS_PER_BIT * most


def undone(char_bigram_model: CharBigramModel, text: str, transcoding: Transcoding) -> str:
    """Return a text with a transcoding undone, if nearly all lines it changes become likelier; else ""."""
    mended = decoded(encoded(text, transcoding.wrong), transcoding.true)
    changed = harmed = 0
    for old, new in zip(text.split("\n"), mended.split("\n"), strict=False):
        if old != new:
            changed += 1
            loss = char_bigram_model.cost(new, 0, len(new), False) - char_bigram_model.cost(old, 0, len(old), False)
            harmed += loss > _HARM_BITS * STEPS_PER_BIT
    return mended if changed and harmed <= _MOST_HARMED * changed else ""
