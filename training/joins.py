"""The judge of splits: logistic regression over the evidence of `textmend._judge`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from textmend import lang
from textmend._judge import Judge
from textmend.lang import Sieve, spelling
from textmend.passes.base import View
from textmend.passes.spacing import find_candidates
from training import corpus
from training.spaces import lost, places

__all__ = ["build", "texts"]

_SEED = 7
# Lines of each benchmark's tuning split, and words of prose, that examples are taken from.
_LINES = {"Wiki": 10_000, "Wiki.typos": 10_000, "ACL": 500, "arXiv.OCR": 10_000, "Wiki.typos.no_spaces": 1_000}
_CLEAN_WORDS = 3_000_000
_JOINED_WORDS = 250_000
# One space in thirty lost: a badly damaged document.
_JOIN_RATE = 1 / 30
# A wrong split of a clean document weighs as much as four in a damaged one: nearly all text is clean. At 1
# the level "likely" makes 30 wrong edits in a million words of clean prose, at 4 it makes 10.
_CLEAN_WEIGHT = 4.0


class Example(NamedTuple):
    evidence: tuple[float, ...]
    right: bool
    weight: float


def examples(damaged: str, right: str, weight: float) -> Iterator[Example]:
    """Yield every candidate of a damaged text, and whether its best split is the true one."""
    true_places = places(right)
    place = [0]
    for character in damaged:
        place.append(place[-1] + (character != " "))
    language = lang.load("en")
    everything = language.sieve_with([0] * len(Sieve.FEATURES), 0)
    unweighed = language.judge_with(dict.fromkeys((*Judge.EVIDENCE, "bias"), 0.0))
    for start, _, _, written, before, behind, repeats in find_candidates(_whole(damaged), everything):
        if reading := unweighed.read(spelling(written), before, behind):
            cuts = tuple(cut for cut in range(1, len(written)) if place[start + cut] in true_places)
            found = unweighed.evidence(written, before, behind, repeats, reading)
            yield Example(found, cuts == reading[1], weight)


def _whole(text: str) -> View:
    return View(text, [(0, len(text))], lambda: lang.load("en"))


def _prose(words: int) -> Iterator[str]:
    chosen = list(corpus.documents("train"))
    random.Random(_SEED).shuffle(chosen)
    for document in chosen:
        words -= document["text"].count(" ")
        if words < 0:
            return
        yield document["text"]


def lines() -> Iterator[tuple[str, str, float]]:
    """Yield (damaged, right, weight): benchmarks, clean prose, and prose with spaces taken out."""
    for benchmark, most in _LINES.items():
        for damaged, right in islice(corpus.spacing_lines("tuning", benchmark), most):
            yield damaged, right, 1.0
    for text in _prose(_CLEAN_WORDS):
        yield text, text, _CLEAN_WEIGHT
    chance = random.Random(_SEED)
    for text in _prose(_JOINED_WORDS):
        yield lost(text, _JOIN_RATE, chance), text, 1.0


def texts() -> Iterator[str]:
    """The damaged side of `lines`."""
    return (damaged for damaged, _, _ in lines())


def build() -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights by name, "bias" among them, and facts about the training."""
    found = [example for line in lines() for example in examples(*line)]
    matrix = np.array([example.evidence for example in found], dtype=float)
    right = np.array([example.right for example in found])
    weight = np.array([example.weight for example in found])
    scaler = StandardScaler().fit(matrix)
    model = LogisticRegression(C=1.0, max_iter=5_000).fit(scaler.transform(matrix), right, sample_weight=weight)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    weights = {"bias": round(bias, 5)} | {n: round(float(s), 5) for n, s in zip(Judge.EVIDENCE, slopes, strict=True)}
    return weights, {"examples": len(found), "right": int(right.sum())}
