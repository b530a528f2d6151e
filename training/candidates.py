"""The space scorer: tree ensembles over the features of `_scorer`, and the document features of each candidate."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from textmend import lang
from textmend.passes.spacing._punctuation import kind_of
from textmend.passes.spacing._scorer import JOIN, MARK, SPLIT, STRAY, SpaceScorer
from textmend.passes.spacing.candidates import Candidate, CandidateFinder, document_features
from textmend.passes.spacing.model import SpacingModel
from textmend.passes.spacing.trees import TreeEnsembles
from training import corpus
from training.spaces import damaged, places

__all__ = [
    "CLEAN_WEIGHT",
    "FORESTS",
    "Document",
    "Example",
    "Grown",
    "build",
    "documents",
    "examples",
    "felled",
    "grow",
]

# The tree ensembles by the name of their files, and the kinds of candidate that each scores.
FORESTS = {"splits": (SPLIT,), "joins": (JOIN,), "marks": (MARK, STRAY)}

# For each: trees, learning rate, leaves of a tree, examples of a leaf. Of four sizes tried the best on the development
# lines: average precision of splits on Wiki.typos .918 with these, .900 with half the leaves; joins learn noise sooner.
_SIZES = {
    "splits": (500, 0.08, 48, 20),
    "joins": (200, 0.05, 31, 100),
    "marks": (500, 0.08, 48, 20),
    "strings": (500, 0.08, 48, 20),
}

_SEED = 7
# Lines of each benchmark's tuning split. Those of the ACL benchmark are its development lines, too, and left out.
_LINES = {
    "Wiki": 10_000,
    "Wiki.typos": 10_000,
    "arXiv.OCR": 10_000,
    "arXiv.pdftotext": 10_000,
    "Wiki.typos.no_spaces": 3_000,
}
# Words of prose: untouched, and damaged at one of the rates, from a page with one fault to one that is all faults.
_CLEAN_WORDS = 2_000_000
_DAMAGED_WORDS = 300_000
_RATES = (0.002, 0.01, 0.03, 0.1)
# The correct lines of a benchmark once more, damaged anew: its words are in no lexicon that training built.
_RATES_OF_LINES = (0.02, 0.05, 0.15, 0.5, 1.0)
# A wrong edit of a clean document weighs as much as four in a damaged one: nearly all text is clean.
CLEAN_WEIGHT = 4.0
# Combinations of characters where a space is wrong less often are not scored, nor rarer ones.
_LEAST_RATE = 0.0005
_LEAST_COUNT = 8
# Kinds of characters on the left and on the right, without a space between them and with one; see `SpaceScorer`.
_COMBINATIONS = 20 * 20 * 2
# The share of the documents that the weights of document features are fitted on; the tree ensembles have not seen
# them.
_HELD_OUT = 4


class Document(NamedTuple):
    """A damaged text, the correct one, the cost of a wrong edit of it, and a number shared by all variants of it."""

    damaged: str
    right: str
    weight: float
    number: int
    language: lang.Language


class Example(NamedTuple):
    """A candidate, whether the place is wrong, and its weight."""

    candidate: Candidate
    wrong: bool
    weight: float


def documents() -> Iterator[Document]:
    """Yield English benchmark lines, the same damaged anew, clean prose, and damaged prose."""
    english = lang.load("en")
    chance = random.Random(_SEED)
    for benchmark, most in _LINES.items():
        for number, (wrong, right) in enumerate(islice(corpus.spacing_lines("tuning", benchmark), most)):
            yield Document(wrong, right, 1.0, number, english)
    for rate in _RATES_OF_LINES:
        lines = islice(corpus.spacing_lines("tuning", "Wiki"), 2_000 if rate >= 0.5 else None)
        for number, (_, right) in enumerate(lines):
            wrong = damaged(right, rate, chance) if rate < 1 else right.replace(" ", "")
            yield Document(wrong, right, 1.0, number, english)
    texts = [document["text"] for document in corpus.documents("train")]
    chance.shuffle(texts)
    clean, spoilt = _CLEAN_WORDS, _DAMAGED_WORDS
    for number, text in enumerate(texts):
        words = text.count(" ")
        if spoilt > 0:
            spoilt -= words
            yield Document(damaged(text, chance.choice(_RATES), chance), text, 1.0, number, english)
        elif clean > 0:
            clean -= words
            yield Document(text, text, CLEAN_WEIGHT, number, english)


def examples(document: Document, scorer: SpaceScorer) -> Iterator[Example]:
    """Yield every candidate of a document."""
    truth = places(document.right)
    place = [0]
    for character in document.damaged:
        place.append(place[-1] + (character != " "))
    for candidate in CandidateFinder(document.damaged, document.language, scorer=scorer).evidence():
        wrong = (place[candidate.start] in truth) == (candidate.start == candidate.end)
        yield Example(candidate, wrong, document.weight)


def _asked(everything: Sequence[Document]) -> bytes:
    """Return which combinations of characters are worth scoring, in the form of `SpaceScorer`."""
    seen: Counter[int] = Counter()
    wrong: Counter[int] = Counter()
    for document in everything:
        truth = places(document.right)
        count = 0
        previous = -1
        for at, character in enumerate(document.damaged):
            if character == " ":
                continue
            if count and at - previous <= 2:
                left = kind_of(document.damaged[previous])
                key = (left * 20 + kind_of(character)) * 2 + (at - previous - 1)
                seen[key] += 1
                wrong[key] += (count in truth) == (at - previous == 1)
            previous = at
            count += 1
    return bytes(wrong[key] >= _LEAST_COUNT and wrong[key] >= _LEAST_RATE * seen[key] for key in range(_COMBINATIONS))


class Grown(NamedTuple):
    """A tree ensemble as `TreeEnsemble` takes it."""

    roots: list[int]
    links: list[int]
    numbers: list[float]
    bias: float


def grow(found: Sequence[Example], name: str) -> HistGradientBoostingClassifier:
    """Fit a tree ensemble of this name."""
    matrix = np.array([example.candidate.evidence for example in found], dtype=np.float64)
    wrong = np.array([example.wrong for example in found])
    weight = np.array([example.weight for example in found])
    trees, rate, leaves, least = _SIZES[name]
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=rate,
        max_leaf_nodes=leaves,
        min_samples_leaf=least,
        l2_regularization=1.0,
        random_state=_SEED,
    )
    return model.fit(matrix, wrong, sample_weight=weight)


def felled(model: HistGradientBoostingClassifier) -> Grown:
    """Lay the trees of a fitted model out as `TreeEnsemble` needs them, the two children of a node side by side."""
    roots: list[int] = []
    links: list[int] = []
    numbers: list[float] = []
    for (tree,) in model._predictors:
        roots.append(len(links))
        waiting = [(0, len(links))]
        links.append(0)
        numbers.append(0.0)
        while waiting:
            number, place = waiting.pop(0)
            node = tree.nodes[number]
            if node["is_leaf"]:
                numbers[place] = float(node["value"])
                continue
            links[place] = len(links) << 8 | int(node["feature_idx"])
            numbers[place] = float(node["num_threshold"])
            for child in ("left", "right"):
                waiting.append((int(node[child]), len(links)))
                links.append(0)
                numbers.append(0.0)
    return Grown(roots, links, numbers, float(model._baseline_prediction[0, 0]))


def _scored(found: Sequence[Example], model: HistGradientBoostingClassifier) -> NDArray[np.float64]:
    return model.decision_function(np.array([example.candidate.evidence for example in found], dtype=np.float64))


# Weights that count clean prose four times as much as damaged text make 1 wrong edit in a million words of it, and
# restore 37% of the spaces of prose that lost one in 150; those that count damaged text alone make 15 and restore 89%.
# The odds half-way between make 4 and restore 78%.
def build(
    everything: Sequence[Document], forests_wanted: Collection[str] = tuple(FORESTS), caution: float = 0.0
) -> tuple[dict[str, Grown], dict[str, object], dict[str, float]]:
    """Return the tree ensembles by name, the weights of document features and what is scored, and facts about them.

    Args:
        everything: the documents to learn from.
        forests_wanted: their names. Without "marks" no candidates next to marks are scored.
        caution: what the odds of every candidate are lowered by, as a logarithm.
    """
    asked = _asked(everything) if "marks" in forests_wanted else bytes(_COMBINATIONS)
    languages = {document.language for document in everything}
    scorers = {language: SpacingModel(language).scorer_with(TreeEnsembles(), asked) for language in languages}
    found = [list(examples(document, scorers[document.language])) for document in everything]
    ensembles: dict[str, Grown] = {}
    facts: dict[str, float] = {}
    early: dict[int, HistGradientBoostingClassifier] = {}
    for name in forests_wanted:
        kinds = FORESTS[name]
        mine = [[e for e in document if e.candidate.kind in kinds] for document in found]
        learnt = [
            e for document, said in zip(everything, mine, strict=True) if document.number % _HELD_OUT for e in said
        ]
        early |= dict.fromkeys(kinds, grow(learnt, name))
        flat = [e for document in mine for e in document]
        ensembles[name] = felled(grow(flat, name))
        facts |= {name: len(flat), f"{name}, wrong": sum(e.wrong for e in flat)}
    held = [
        (document, said) for document, said in zip(everything, found, strict=True) if not document.number % _HELD_OUT
    ]
    spoilt = [(document, said) for document, said in held if document.damaged is not document.right]
    clean, broken = _heard(held, early), _heard(spoilt, early)
    between = [
        [round((a + b) / 2, 4) for a, b in zip(*weights, strict=True)] for weights in zip(clean, broken, strict=True)
    ]
    for weights in (*between, *broken):
        weights[-1] = round(weights[-1] - caution, 4)
    return ensembles, {"asked": list(asked), "any": between, "damaged": broken}, facts


def _heard(
    held: Sequence[tuple[Document, list[Example]]], models: dict[int, HistGradientBoostingClassifier]
) -> list[list[float]]:
    """Fit, for each kind of candidate, the weights of the document features."""
    rows: dict[int, list[tuple[float, ...]]] = {kind: [] for kind in models}
    wrong: dict[int, list[bool]] = {kind: [] for kind in models}
    weight: dict[int, list[float]] = {kind: [] for kind in models}
    for document, found in held:
        scored = []
        for kind, model in models.items():
            mine = [e for e in found if e.candidate.kind == kind]
            if mine:
                scored += [
                    e.candidate._replace(score=float(s)) for e, s in zip(mine, _scored(mine, model), strict=True)
                ]
        by_place = {(e.candidate.start, e.candidate.end): e for e in found}
        for candidate, said in document_features(document.damaged, scored):
            example = by_place[candidate.start, candidate.end]
            rows[candidate.kind].append(said)
            wrong[candidate.kind].append(example.wrong)
            weight[candidate.kind].append(example.weight)
    weights: list[list[float]] = []
    for kind in sorted(models):
        fit = LogisticRegression(C=10.0, max_iter=5_000)
        fit.fit(np.array(rows[kind]), np.array(wrong[kind]), sample_weight=np.array(weight[kind]))
        weights.append([round(float(w), 4) for w in (*fit.coef_[0], fit.intercept_[0])])
    return weights
