"""What tells whether a full line ends a paragraph: the words around it, and the evidence of the page.

The weights of words are learnt from the breaks between sentences of prose, with the paragraphs that it has; the weights
of the evidence, of which the words are one, from pages: printed ones (`python -m training pairs`), and prose that is
wrapped here. None of the documents is used for both.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zlib import crc32

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from textmend.lang.language import Language
from textmend.passes.layout import paragraph_words, verdicts
from textmend.passes.layout.decisions import Decision, Verdict
from textmend.passes.layout.font_metrics import FONTS
from textmend.passes.layout.paragraphs import doubtful_breaks
from textmend.passes.layout.wrapping import Wrapping
from textmend.pipeline.pipeline import Pipeline
from training import corpus
from training.pairs.rates import pairs

__all__ = ["Weights", "build"]

Weights = dict[str, dict[str, float]]

_SEED = 7
# Of each document, so many paragraphs in sequence; the share of the breaks inside paragraphs and between them.
_PARAGRAPHS, _INSIDE, _BETWEEN = 80, 0.4, 0.8
# Shorter paragraphs are headings, or lines of a list.
_LEAST_WORDS = 9
# The words of the sentences on both sides count from so many occurrences, other names from fewer.
_LEAST_AROUND, _LEAST_NAMES = 150, 30
# The inverse strength of the penalties; that of words leaves 3,000 of 20,000 weights, and as many decisions are right.
_WORDS_PENALTY, _EVIDENCE_PENALTY = 0.05, 1.0
# Names of features that are words.
_LEXICAL = re.compile(r"(?:after|before|first|second|last|sentence|paragraph|next) ")
# One of five documents is wrapped, the others teach the words; how wide, in characters, and the indents of first lines,
# in letters, which the text does not show.
_WRAPPED, _WIDTHS, _INDENTS = 5, (45, 105), (0.0, 0.0, 0.0, 1.5)
_DOCUMENTS = 2_500
# The part of a line that is looked for in its source, in letters.
_LETTERS = 25
# Styles that no extractor reads right.
_UNREADABLE = re.compile(r"pixels|(?:columns|newsletter|times|twocolumn) pdfplumber")

_ENDED = (*".!?…\"'”’)",)
_NO_LETTER = re.compile(r"[\W_]")


def build(folder: Path, chosen: Callable[[str], bool] = bool) -> tuple[dict[str, Weights], dict[str, Any]]:
    """Return the weights for English and for other languages, and how many breaks they were learnt from.

    Args:
        folder: what `python -m training pairs` has written.
        chosen: whether the pages of a source are learnt from.
    """
    printed = [pair for pair in pairs(folder) if not _UNREADABLE.search(f"{pair['style']} {pair['extractor']}")]
    held = {pair["source"][:200] for pair in printed}
    examples = list(_between_sentences(held))
    pages = [(pair["text"], pair["source"]) for pair in printed if chosen(pair["source"])]
    pages += [page for page in _wrapped_pages(held) if chosen(page[1])]
    found: dict[str, Weights] = {}
    facts: dict[str, Any] = {"breaks between sentences": len(examples)}
    for owner, lexical in (("en", True), ("shared", False)):
        words = _fit_words(examples, lexical=lexical)
        evidence = _evidence(pages, words)
        facts["doubtful breaks of pages"] = len(evidence)
        found[owner] = {"words": words, "evidence": _fit(evidence, _EVIDENCE_PENALTY)}
    return found, facts


def _between_sentences(held: set[str]) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the features of breaks between sentences of prose, and whether they end a paragraph."""
    chance = random.Random(_SEED)
    for document in chain(corpus.documents("train"), corpus.documents("more")):
        paragraphs = [paragraph for paragraph in document["text"].split("\n\n") if paragraph]
        if document["text"][:200] in held or _is_wrapped(document["id"]) or len(paragraphs) < 4:
            continue
        start = chance.randrange(max(1, len(paragraphs) - _PARAGRAPHS))
        for paragraph, following in zip(paragraphs[start:][:_PARAGRAPHS], paragraphs[start + 1 :], strict=False):
            if len(paragraph.split()) < _LEAST_WORDS:
                continue
            for match in paragraph_words.SENTENCE_END.finditer(paragraph):
                if chance.random() < _INSIDE:
                    yield _features(paragraph[: match.end()].rstrip(), paragraph[match.end() :]), False
            if len(following.split()) >= _LEAST_WORDS and paragraph.endswith(_ENDED) and chance.random() < _BETWEEN:
                yield _features(paragraph, following), True


def _features(before: str, after: str) -> dict[str, float]:
    return paragraph_words.features(before[-paragraph_words.BEFORE :], after[: paragraph_words.AFTER], before[:80])


def _fit_words(examples: Sequence[tuple[dict[str, float], bool]], *, lexical: bool) -> dict[str, float]:
    """Return the weights of the words around breaks, or of all else that these show."""
    times = Counter(name for found, _ in examples for name in found)
    kept = {
        name
        for name, count in times.items()
        if count >= (_LEAST_AROUND if name.startswith(("after ", "before ")) else _LEAST_NAMES)
        and (lexical or not _LEXICAL.match(name))
    }
    frequent = [({name: value for name, value in found.items() if name in kept}, ends) for found, ends in examples]
    return _fit(frequent, _WORDS_PENALTY, l1_ratio=1.0)


def _fit(examples: Iterable[tuple[Mapping[str, float], bool]], penalty: float, **options: Any) -> dict[str, float]:
    """Return the weights of a logistic regression, and its bias."""
    found, ends = zip(*examples, strict=True)
    names = DictVectorizer()
    model = LogisticRegression(C=penalty, solver="liblinear", max_iter=300, random_state=_SEED, **options)
    matrix = names.fit_transform(found)
    # liblinear wants 32 bits, which scipy gives up for many examples.
    matrix.indices, matrix.indptr = matrix.indices.astype("i4"), matrix.indptr.astype("i4")
    model.fit(matrix, ends)
    weights = zip(names.get_feature_names_out().tolist(), model.coef_[0].tolist(), strict=True)
    rounded = {name: round(weight, 3) for name, weight in weights}
    return {"bias": round(float(model.intercept_[0]), 3)} | {name: weight for name, weight in rounded.items() if weight}


def _is_wrapped(name: str) -> bool:
    return crc32(name.encode()) % _WRAPPED == 0


def _wrapped_pages(held: set[str]) -> Iterator[tuple[str, str]]:
    """Yield prose as lines of a page with nothing between paragraphs, and as it was."""
    chance = random.Random(_SEED)
    count = 0
    for document in corpus.documents("train"):
        paragraphs = [part for part in document["text"].split("\n\n") if "\n" not in part and "  " not in part]
        if not _is_wrapped(document["id"]) or document["text"][:200] in held or len(paragraphs) < 4:
            continue
        start = chance.randrange(max(1, len(paragraphs) - _PARAGRAPHS // 2))
        paragraphs = paragraphs[start:][:_PARAGRAPHS]
        font = chance.choice(FONTS)
        letter = font.measure("n")
        width, indent = chance.randint(*_WIDTHS) * letter, chance.choice(_INDENTS) * letter
        lines = [line for paragraph in paragraphs for line in _wrap(paragraph, font.measure, width, indent)]
        yield "\n".join(lines) + "\n", "\n\n".join(paragraphs)
        count += 1
        if count == _DOCUMENTS:
            return


def _wrap(paragraph: str, measure: Callable[[str], int], width: float, indent: float) -> Iterator[str]:
    line: list[str] = []
    room = width - indent
    for word in paragraph.split(" "):
        need = measure(word) + (measure(" ") if line else 0)
        if line and need > room:
            yield " ".join(line)
            line, room, need = [], width, measure(word)
        line.append(word)
        room -= need
    yield " ".join(line)


class _Judge:
    """Takes the place of the judge of full lines: it knows the paragraphs, and keeps what there was to see.

    Args:
        words: the weights of words.
    """

    def __init__(self, words: Mapping[str, float]) -> None:
        self._words = words
        self._truth = ""
        self.found: list[tuple[dict[str, float], bool]] = []

    def read(self, source: str) -> None:
        """Learn the paragraphs of the next page."""
        self._truth = "¶".join(_letters(paragraph) for paragraph in source.split("\n\n"))

    def __call__(self, decisions: Sequence[Decision], wrapping: Wrapping, _: Language) -> None:
        for decision, evidence in doubtful_breaks(decisions, wrapping, lambda: self._words):
            last = _letters(decision.line_break.left.content)[-_LETTERS:]
            first = _letters(decision.line_break.right.content)[:_LETTERS]
            joined, ended = last + first in self._truth, f"{last}¶{first}" in self._truth
            if joined != ended:
                self.found.append((evidence, ended))
            if ended and not joined:
                decision.verdict = Verdict.PARAGRAPH


def _evidence(pages: Iterable[tuple[str, str]], words: Mapping[str, float]) -> list[tuple[dict[str, float], bool]]:
    """Return the evidence for the doubtful breaks of pages, and whether they end a paragraph."""
    judge, pipeline = _Judge(words), Pipeline.preset("ocr")
    with patch.object(verdicts, "judge_full_lines", judge):
        for text, source in pages:
            judge.read(source)
            pipeline.explain(text)
    return judge.found


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()
