"""The sentences without dashes in which a scorer of lost dashes was most certain of one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from textmend.passes.dashes.wordpiece import WordpieceTokenizer
from training.gaps.examples import Example, drawn_without, in_batches

__all__ = ["hardest"]

# This many sentences are read for each that is kept: with more, ever more of those kept are misprints.
_READ = 5


def hardest(
    score: Callable[[Sequence[Example]], tuple[Tensor, Tensor]], words: WordpieceTokenizer, count: int, seed: int
) -> list[tuple[str, str]]:
    """Return (domain, text) of the sentences that look most as if they had lost a dash, though they had none.

    Args:
        score: from a batch to the scores of its gaps and their answers, negative where there is no gap; both are
            batch × length.
        words: the tokenizer.
        count: how many sentences to return.
        seed: of the draw.
    """
    sentences: list[tuple[str, str]] = []
    owners: dict[int, int] = {}  # by the identity of an example, for batches are in an order of their own
    examples: list[Example] = []
    for sentence, parts in drawn_without(words, count * _READ, seed):
        owners.update((id(part), len(sentences)) for part in parts)
        examples += parts
        sentences.append(sentence)
    surest = [float("-inf")] * len(sentences)
    with torch.no_grad():
        for batch in in_batches(list(examples), random.Random(seed)):
            scores, answers = score(batch)
            highest = scores.masked_fill(answers < 0, float("-inf")).amax(1).tolist()
            for example, value in zip(batch, highest, strict=True):
                owner = owners[id(example)]
                surest[owner] = max(surest[owner], value)
    order = sorted(range(len(sentences)), key=surest.__getitem__, reverse=True)
    return [sentences[number] for number in order[:count]]
