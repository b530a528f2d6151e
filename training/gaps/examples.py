"""The examples for the scorer of lost dashes: encoded sentences with an answer for each gap, in batches."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textmend.passes.dashes.wordpiece import TOKEN, WordpieceTokenizer
from training.gaps.corpus import REPLACEABLE, Lost, lost, sentences_of, without_mark

__all__ = ["Example", "Mixture", "batches", "drawn_without", "in_batches", "vocabulary"]

# Three dashes of four are in novels, and the target is news and modern prose: later epochs thin fiction.
_FICTION_KEPT = 0.6
# In a quarter of the sentences half of the dashes stay, so that the scorer has seen one next to the gap that it scores.
_SHARE_WITH_SOME, _SOME = 0.25, 0.5
# The share of the sentences without dashes that is from fiction.
_FICTION_OF_THOSE = 0.4
# Batches have sentences of similar length: those of so many sentences are sorted together, and shuffled again.
_SORTED_TOGETHER = 2_000
_PIECES_OF_BATCH = 2_400
# So many of the 30,522 pieces are kept, by their count in the prose; the rest is spelled with these.
_PIECES = 15_000
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


class Mixture(NamedTuple):
    """The examples of an epoch, in addition to the sentences with dashes.

    Attributes:
        without: sentences without dashes, for each one with.
        marks: sentences that lost another mark.
        hard: sentences without dashes in which the scorer was most certain of one: of ten sentences nine have none, and
            most teach nothing any more.
    """

    without: float
    marks: int
    hard: int = 0


class Example(NamedTuple):
    """A sentence as numbers, and for gaps, by the piece on their left, whether a dash was there."""

    pieces: list[int]
    shapes: list[int]
    answers: list[tuple[int, bool]]


def vocabulary(pieces: Sequence[str]) -> list[str]:
    """Return the pieces of a model to keep, in their order: the frequent, the special, and single characters."""
    whole = WordpieceTokenizer(pieces)
    tokens: Counter[str] = Counter()
    for group in sentences_of("train"):
        for _, sentence in group:
            tokens.update(TOKEN.findall(sentence))
    counts: Counter[int] = Counter()
    for token, count in tokens.items():
        counts.update(dict.fromkeys(whole.pieces(token), count))
    frequent = {pieces[number] for number, _ in counts.most_common(_PIECES)}
    return [p for p in pieces if p in frequent or p in _SPECIAL or len(p.removeprefix("##")) == 1]


def batches(
    words: WordpieceTokenizer, mixture: Mixture, epoch: int, seed: int, hard: Sequence[tuple[str, str]] = ()
) -> list[list[Example]]:
    """Return the batches of one epoch, each of sentences of similar length, in any order.

    Args:
        words: the tokenizer.
        mixture: what to draw.
        epoch: its number.
        seed: of the draw.
        hard: domain and text of the sentences for `Mixture.hard`.
    """
    chance = random.Random(seed + epoch)
    with_dashes, without = sentences_of("train")
    chosen = [pair for pair in with_dashes if not epoch or pair[0] != "fiction" or chance.random() < _FICTION_KEPT]
    wanted = len(chosen) * mixture.without
    drawn = [lost(*pair, chance, _SOME if chance.random() < _SHARE_WITH_SOME else 0.0) for pair in chosen]
    for is_fiction, share in ((False, 1 - _FICTION_OF_THOSE), (True, _FICTION_OF_THOSE)):
        pool = [pair for pair in without if (pair[0] == "fiction") == is_fiction]
        drawn += [Lost(text, frozenset(), domain) for domain, text in chance.sample(pool, int(wanted * share))]
    modern = [pair for pair in without if pair[0] != "fiction" and REPLACEABLE.search(pair[1])]
    drawn += [without_mark(*pair, chance) for pair in chance.sample(modern, min(mixture.marks, len(modern)))]
    drawn += [Lost(text, frozenset(), domain) for domain, text in hard]
    return in_batches([example for sentence in drawn for example in _examples(words, sentence)], chance)


def drawn_without(words: WordpieceTokenizer, count: int, seed: int) -> Iterator[tuple[tuple[str, str], list[Example]]]:
    """Draw so many sentences without dashes, in the proportions of `batches`; each with the input of the scorer."""
    chance = random.Random(seed)
    _, without = sentences_of("train")
    for is_fiction, share in ((False, 1 - _FICTION_OF_THOSE), (True, _FICTION_OF_THOSE)):
        pool = [pair for pair in without if (pair[0] == "fiction") == is_fiction]
        for domain, text in chance.sample(pool, min(int(count * share), len(pool))):
            yield (domain, text), list(_examples(words, Lost(text, frozenset(), domain)))


def in_batches(examples: list[Example], chance: random.Random) -> list[list[Example]]:
    """Shuffle the examples, and split them into batches of similar length, in any order."""
    chance.shuffle(examples)
    parts = (examples[at : at + _SORTED_TOGETHER] for at in range(0, len(examples), _SORTED_TOGETHER))
    result = [batch for part in parts for batch in _cut(part)]
    chance.shuffle(result)
    return result


def _examples(words: WordpieceTokenizer, sentence: Lost) -> Iterator[Example]:
    for reading in words.read(sentence.text, 0, len(sentence.text)):
        if reading.gaps:
            answers = [(gap.left, gap.start in sentence.places) for gap in reading.gaps]
            yield Example(reading.pieces, reading.shapes, answers)


def _cut(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Yield batches of at most so many pieces, padding counted."""
    batch: list[Example] = []
    for example in sorted(examples, key=lambda e: len(e.pieces)):
        if batch and (len(batch) + 1) * len(example.pieces) > _PIECES_OF_BATCH:
            yield batch
            batch = []
        batch.append(example)
    if batch:
        yield batch
