"""The training of the scorer of lost dashes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from textmend.passes.dashes.wordpiece import WordpieceTokenizer
from training.gaps.examples import Example, Mixture, batches, vocabulary
from training.gaps.hard import hardest
from training.gaps.network import GapHead, GapModel, pretrained_pieces

__all__ = ["train", "train_early"]

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"

_SEED = 100
_RATE_OF_NEW = 1e-3
_WARM_UP = 80  # steps
_EVERY = 200  # steps from one checkpoint to the next

# From pieces, shapes and mask to scores, all of them batch × length.
Network = Callable[[Tensor, Tensor, Tensor], Tensor]


class Phase(NamedTuple):
    """Epochs over which the learning rate rises from zero, then falls to zero.

    Attributes:
        epochs: how many.
        rate: the highest rate, except for what the pretrained encoder does not have.
        mixture: the examples in them.
    """

    epochs: int
    rate: float
    mixture: Mixture


# The second phase adds marks that a dash could replace, and more sentences without a dash; the others, what the scorer
# took for a dash until then.
_PHASES = (
    Phase(2, 2e-4, Mixture(1.0, 0)),
    Phase(2, 1.2e-4, Mixture(1.3, 5_000)),
    Phase(3, 1e-4, Mixture(0.5, 5_000, hard=16_000)),
    Phase(2, 7e-5, Mixture(0.5, 5_000, hard=16_000)),
    Phase(3, 7e-5, Mixture(0.5, 5_000, hard=16_000)),
)
# The weights of the scorer are the mean of those at the ends of so many phases ("Model soups": Wortsman et al.,
# 2022). At a precision of 0.70 that recalls 0.43, where the two that are averaged recall 0.41 and 0.42.
_AVERAGED = 2
# What the early head learns from: it has to recognise what is not a dash.
_EARLY = Mixture(1.3, 0)


def train(checkpoint: Path, say: Any = print, layers: Sequence[int] = range(6)) -> tuple[GapModel, list[str]]:
    """Train the scorer, or resume from a checkpoint; four hours on one core that has bfloat16.

    Args:
        checkpoint: the file that is written on the way.
        say: called with messages about the progress.
        layers: of the pretrained encoder.

    Returns:
        The model and its vocabulary.
    """
    torch.manual_seed(_SEED)
    random.seed(_SEED)
    pieces = vocabulary(pretrained_pieces())
    words = WordpieceTokenizer(pieces)
    model = GapModel(pieces, layers).to(DEVICE)
    optimiser = _optimiser(model)
    begun, done, hard = 0, 0, []
    ends: list[dict[str, Tensor]] = []
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=DEVICE)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        begun, done, hard = saved["phase"], saved["batches"], saved["hard"]
        ends = saved["ends"]
    epoch = 0
    for which, phase in enumerate(_PHASES):
        epochs = range(epoch, epoch + phase.epochs)
        epoch = epochs.stop
        if which < begun:
            continue
        if phase.mixture.hard and not hard:
            hard = hardest(partial(_scores, model.eval()), words, phase.mixture.hard, _SEED + which)
            say(f"phase {which}: {len(hard)} sentences in which the judge was wrong")
        model.train()
        course = [batch for one in epochs for batch in batches(words, phase.mixture, one, _SEED, hard)]
        for number, batch in enumerate(course[done:], done + 1):
            rate = phase.rate * min(1.0, number / _WARM_UP) * max(0.02, 1 - number / len(course))
            for group in optimiser.param_groups:
                group["lr"] = rate * group["share"]
            loss = _step(model, optimiser, batch)
            if number % _EVERY == 0 or number == len(course):
                state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
                torch.save({**state, "phase": which, "batches": number, "hard": hard, "ends": ends}, checkpoint)
                say(f"phase {which}, batch {number} of {len(course)}, loss {loss:.3f}")
        done, hard = 0, []
        ends = [*ends[1 - _AVERAGED :], {name: value.clone() for name, value in model.state_dict().items()}]
    model.load_state_dict(_mean(ends))
    return model.cpu().eval(), pieces


def train_early(model: GapModel, pieces: Sequence[str], say: Any = print) -> GapHead:
    """Train the head after the first layers of a trained scorer, which stay unchanged; a few minutes."""
    torch.manual_seed(_SEED)
    model.to(DEVICE)
    head = GapHead().to(DEVICE)
    optimiser = torch.optim.AdamW(head.parameters(), lr=_RATE_OF_NEW, weight_decay=0.01)

    def early(*inputs: Tensor) -> Tensor:
        with torch.no_grad():
            states = model.lower(*inputs)
        return head(states)

    course = batches(WordpieceTokenizer(pieces), _EARLY, 0, _SEED)
    for number, batch in enumerate(course, 1):
        for group in optimiser.param_groups:
            group["lr"] = _RATE_OF_NEW * max(0.02, 1 - number / len(course))
        loss = _step(early, optimiser, batch)
        if number % _EVERY == 0:
            say(f"early head, batch {number} of {len(course)}, loss {loss:.3f}")
    model.cpu()
    return head.cpu().eval()


def _mean(ends: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Average the numbers of several states of one network; integers are the same in all."""
    return {
        name: torch.stack([end[name] for end in ends]).mean(0) if value.is_floating_point() else value
        for name, value in ends[0].items()
    }


def _optimiser(model: GapModel) -> torch.optim.Optimizer:
    """Give pretrained parameters the learning rate of a phase, and new ones a rate in proportion to it."""
    new = [*model.head.parameters(), *model.encoder.embeddings.token_type_embeddings.parameters()]
    known = {id(parameter) for parameter in new}
    old = [parameter for parameter in model.parameters() if id(parameter) not in known]
    groups = [{"params": old, "share": 1.0}, {"params": new, "share": _RATE_OF_NEW / _PHASES[0].rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def _step(network: Network, optimiser: torch.optim.Optimizer, batch: Sequence[Example]) -> float:
    """Learn from one batch, and return its loss: the cross entropy of its gaps, by sentence."""
    scores, answers = _scores(network, batch)
    asked = answers >= 0
    loss = functional.binary_cross_entropy_with_logits(scores[asked], answers[asked], reduction="sum") / len(batch)
    optimiser.zero_grad()
    loss.backward()
    learnt = [parameter for group in optimiser.param_groups for parameter in group["params"]]
    nn.utils.clip_grad_norm_(learnt, 1.0)
    optimiser.step()
    return loss.item()


def _scores(network: Network, batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Return the scores of the gaps of a batch and their answers, negative where there is no gap."""
    length = max(len(example.pieces) for example in batch)
    pieces, shapes, mask = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(3))
    answers = torch.full((len(batch), length), -1.0)
    for row, example in enumerate(batch):
        size = len(example.pieces)
        pieces[row, :size] = torch.tensor(example.pieces)
        shapes[row, :size] = torch.tensor(example.shapes)
        mask[row, :size] = 1
        for place, answer in example.answers:
            answers[row, place] = float(answer)
    with torch.autocast(DEVICE, dtype=torch.bfloat16):
        scores = network(pieces.to(DEVICE), shapes.to(DEVICE), mask.to(DEVICE))
    return scores.float(), answers.to(DEVICE)
