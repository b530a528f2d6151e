"""The examples for the scorer of lost dashes: encoded sentences with an answer for each gap, in batches."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textmend.passes.dashes.wordpiece import TOKEN, WordpieceTokenizer
from training.gaps.corpus import REPLACEABLE, SPEECH, Lost, lost, sentences_of, without_mark

__all__ = ["Example", "Mixture", "batches", "drawn_without", "in_batches", "vocabulary"]

# In a quarter of the sentences half of the dashes stay, so that the scorer has seen one next to the gap that it scores.
_SHARE_WITH_SOME, _SOME = 0.25, 0.5
# The share of the sentences without dashes that is from fiction.
_FICTION_OF_THOSE = 0.4
# Of those that are read in search of hard ones: fiction is where a dash is expected anyway.
_FICTION_OF_HARD = 0.25
# What people posted lacks marks, and so does what they said: what looks like a lost dash there may be a lost comma.
_LACK_MARKS = frozenset({"web", SPEECH})
# The seed of the parts of "more".
_PARTS = 7
# Batches have sentences of similar length: those of so many sentences are sorted together, and shuffled again.
_SORTED_TOGETHER = 2_000
_PIECES_OF_BATCH = 2_400
# So many of the 30,522 pieces are kept, by their count in the prose; the rest is spelled with these.
_PIECES = 15_000
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


class Mixture(NamedTuple):
    """The examples of an epoch.

    Attributes:
        without: sentences without dashes, for each one with.
        marks: sentences that lost another mark.
        hard: sentences without dashes in which the scorer was most certain of one: of ten sentences nine have none, and
            most teach nothing any more.
        fiction: the share of the novels' sentences with dashes in "train": three dashes of four are in novels, and the
            target is news and modern prose.
        others: the share of the other sentences with dashes in "train".
        more: the part of those in "more", from a number to another between 0 and 1; phases with parts that do not
            overlap read no sentence twice.
        speech: the share of its transcripts in that part, which are what is least like the target.
    """

    without: float
    marks: int
    hard: int = 0
    fiction: float = 1.0
    others: float = 1.0
    more: tuple[float, float] = (0.0, 0.0)
    speech: float = 0.0


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
    chosen = list(_with_dashes(mixture, chance))
    drawn = [lost(*pair, chance, _SOME if chance.random() < _SHARE_WITH_SOME else 0.0) for pair in chosen]
    spoken = sum(domain == SPEECH for domain, _ in chosen)
    pools = _pools(mixture.more[1] > 0)
    for name, share in (("fiction", _FICTION_OF_THOSE), ("others", 1 - _FICTION_OF_THOSE)):
        drawn += _without(chance.sample(pools[name], int((len(chosen) - spoken) * mixture.without * share)))
    drawn += _without(chance.sample(pools[SPEECH], int(spoken * mixture.without)))
    modern = [pair for pair in pools["others"] if REPLACEABLE.search(pair[1])]
    drawn += [without_mark(*pair, chance) for pair in chance.sample(modern, min(mixture.marks, len(modern)))]
    drawn += _without(hard)
    return in_batches([example for sentence in drawn for example in _examples(words, sentence)], chance)


def drawn_without(count: int, seed: int, *, more: bool) -> Iterator[tuple[str, str]]:
    """Draw so many sentences (domain, text) without dashes from edited prose.

    Args:
        count: how many.
        seed: of the draw.
        more: whether to draw from "more" as well.
    """
    chance = random.Random(seed)
    pools = _pools(more)
    for name, share in (("fiction", _FICTION_OF_HARD), ("others", 1 - _FICTION_OF_HARD)):
        pool = [pair for pair in pools[name] if pair[0] not in _LACK_MARKS]
        yield from chance.sample(pool, min(int(count * share), len(pool)))


def _with_dashes(mixture: Mixture, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield the sentences with dashes, as many of each kind as a mixture has."""
    for pair in sentences_of("train")[0]:
        if chance.random() < (mixture.fiction if pair[0] == "fiction" else mixture.others):
            yield pair
    low, high = mixture.more
    if high:
        place = random.Random(_PARTS)
        for pair in sentences_of("more")[0]:
            is_drawn = low <= place.random() < high
            if is_drawn and (pair[0] != SPEECH or chance.random() < mixture.speech):
                yield pair


def _pools(more: bool) -> dict[str, list[tuple[str, str]]]:
    """Return the sentences without dashes: of fiction, of transcripts and others."""
    pools: dict[str, list[tuple[str, str]]] = {"fiction": [], SPEECH: [], "others": []}
    for split in ("train", "more")[: 1 + more]:
        for pair in sentences_of(split)[1]:
            is_spoken = split == "more" and pair[0] == SPEECH
            pools["fiction" if pair[0] == "fiction" else SPEECH if is_spoken else "others"].append(pair)
    return pools


def _without(sentences: Sequence[tuple[str, str]]) -> list[Lost]:
    return [Lost(text, frozenset(), domain) for domain, text in sentences]


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
