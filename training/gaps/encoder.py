"""The training of the scorer of lost dashes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from textmend.passes.dashes.encoder import Encoder
from textmend.passes.dashes.wordpiece import WordpieceTokenizer
from training.gaps.examples import Example, Mixture, batches, vocabulary
from training.gaps.export import export
from training.gaps.hard import hardest
from training.gaps.network import GapHead, GapModel, pretrained_pieces
from training.gaps.packed import pack, unpacked

__all__ = ["ANEW", "CONTINUED", "anew", "prepare", "train", "train_early"]

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"

_SEED = 100
_RATE_OF_NEW = 1e-3
_WARM_UP = 80  # steps, but no more than a fifth of a phase
_EVERY = 50  # steps from one checkpoint to the next

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


# From the pretrained encoder. The second phase adds marks that a dash could replace, and more sentences without a dash;
# the others, what the scorer took for a dash until then.
ANEW = (
    Phase(2, 2e-4, Mixture(1.0, 0, fiction=0.8)),
    Phase(2, 1.2e-4, Mixture(1.3, 5_000, fiction=0.6)),
    Phase(3, 1e-4, Mixture(0.5, 5_000, hard=16_000, fiction=0.6)),
    Phase(2, 7e-5, Mixture(0.5, 5_000, hard=16_000, fiction=0.6)),
    Phase(3, 7e-5, Mixture(0.5, 5_000, hard=16_000, fiction=0.6)),
)
# After that the scorer knows its sentences with dashes by heart (F1 0.92 on these, 0.72 on others), and learns from new
# ones, each of which is read once; a few old ones are there so that none of it is forgotten.
# Its phases are short, so that a training that is stopped has weights to average, whatever it did.
_PARTS = 8
CONTINUED = tuple(
    Phase(
        1, 8e-5,
        Mixture(0.3, 300, hard=1_000, fiction=0.01, others=0.03, more=(part / _PARTS, (part + 1) / _PARTS), speech=0.4),
    )
    for part in range(_PARTS)
)  # fmt: skip
# The weights of the scorer are the mean of those at the ends of so many phases ("Model soups": Wortsman et al.,
# 2022). At a precision of 0.70 that recalls 0.43, where the two that are averaged recall 0.41 and 0.42.
_AVERAGED = {ANEW: 2, CONTINUED: 4}
# What the early head learns from: it has to recognise what is not a dash.
_EARLY = Mixture(1.3, 0)


def anew(layers: Sequence[int] = range(6)) -> tuple[GapModel, list[str]]:
    """Return a scorer with the pretrained encoder, and its vocabulary.

    Args:
        layers: of the pretrained encoder.
    """
    torch.manual_seed(_SEED)
    pieces = vocabulary(pretrained_pieces())
    return GapModel(pieces, layers), pieces


def train(
    model: GapModel,
    pieces: Sequence[str],
    phases: tuple[Phase, ...],
    checkpoint: Path,
    say: Any = print,
    early: GapHead | None = None,
) -> GapModel:
    """Train a scorer, or resume from a checkpoint; on a GPU where torch finds one.

    Args:
        model: the scorer to begin with.
        pieces: its vocabulary.
        phases: what to do.
        checkpoint: the file that is written on the way; the examples of a phase are in another, named after it.
        say: called with messages about the progress.
        early: the early head, if the first layers are frozen and it is valid.
    """
    torch.manual_seed(_SEED)
    model.to(DEVICE)
    optimiser = _optimiser(model)
    begun, done = 0, 0
    ends: list[dict[str, Tensor]] = []
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=DEVICE)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        begun, done, ends = saved["phase"], saved["batches"], saved["ends"]
    for which, phase in enumerate(phases[begun:], begun):
        course = _course(model, early, pieces, phases, which, checkpoint, say)
        warm_up = min(_WARM_UP, len(course) / 5)
        model.train()
        for number, batch in enumerate(course[done:], done + 1):
            rate = phase.rate * min(1.0, number / warm_up) * max(0.02, 1 - number / len(course))
            for group in optimiser.param_groups:
                group["lr"] = rate * group["share"]
            loss = _step(model, optimiser, batch)
            if number % _EVERY == 0 or number == len(course):
                state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
                torch.save({**state, "phase": which, "batches": number, "ends": ends}, checkpoint)
                say(f"phase {which}, batch {number} of {len(course)}, loss {loss:.3f}")
        done = 0
        ends = [*ends[1 - _AVERAGED[phases] :], {name: value.clone() for name, value in model.state_dict().items()}]
    model.load_state_dict(_mean(ends))
    return model.cpu().eval()


def prepare(
    model: GapModel, pieces: Sequence[str], phases: tuple[Phase, ...], checkpoint: Path, say: Any, early: GapHead
) -> None:
    """Write the examples of all phases, so that `train` needs no corpora: it may run on another machine, with a GPU.

    What misleads the scorer is then what misleads it at the beginning. The arguments are those of `train`.
    """
    for which in range(len(phases)):
        _course(model, early, pieces, phases, which, checkpoint, say)


def _course(
    model: GapModel,
    early: GapHead | None,
    pieces: Sequence[str],
    phases: tuple[Phase, ...],
    which: int,
    checkpoint: Path,
    say: Any,
) -> list[list[Example]]:
    """Return the batches of a phase, in order: drawn at its beginning, and kept in a file next to the checkpoint."""
    kept = checkpoint.with_suffix(f".{which}.npz")
    if kept.exists():
        return unpacked(kept)
    phase = phases[which]
    more = phase.mixture.more[1] > 0
    hard: list[tuple[str, str]] = []
    if phase.mixture.hard:
        hard = hardest(_scorer(model, early, pieces), phase.mixture.hard, _SEED + which, more=more)
        say(f"phase {which}: {len(hard)} sentences in which the scorer was wrong")
    first = sum(each.epochs for each in phases[:which])
    course = [
        batch
        for epoch in range(first, first + phase.epochs)
        for batch in batches(WordpieceTokenizer(pieces), phase.mixture, epoch, _SEED, hard)
    ]
    pack(course, kept)
    return course


def _scorer(model: GapModel, early: GapHead | None, pieces: Sequence[str]) -> Encoder:
    """Return a scorer in eight bits, which reads far more in a second; without an early head it reads all of it."""
    if early is None:
        early = GapHead()
        nn.init.zeros_(early.out.weight)
        nn.init.zeros_(early.out.bias)
    with tempfile.TemporaryDirectory() as folder:
        lower, upper, vocabulary = (Path(folder, name) for name in ("lower.onnx", "upper.onnx", "pieces.txt"))
        vocabulary.write_text("\n".join(pieces), encoding="utf-8")
        export(model.cpu().eval(), early.cpu(), lower, upper)
        model.to(DEVICE)
        return Encoder(str(lower), str(upper), str(vocabulary))


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
    learnt = [parameter for parameter in model.parameters() if parameter.requires_grad]
    if len(learnt) < len(list(model.parameters())):  # frozen in part, so nothing is new
        return torch.optim.AdamW([{"params": learnt, "share": 1.0}], weight_decay=0.01, betas=(0.9, 0.98))
    new = [*model.head.parameters(), *model.encoder.embeddings.token_type_embeddings.parameters()]
    known = {id(parameter) for parameter in new}
    old = [parameter for parameter in learnt if id(parameter) not in known]
    groups = [{"params": old, "share": 1.0}, {"params": new, "share": _RATE_OF_NEW / ANEW[0].rate}]
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
    # On processors without instructions for matrices (AMX) bfloat16 is half as fast.
    with torch.autocast(DEVICE, dtype=torch.bfloat16, enabled=DEVICE != "cpu"):
        scores = network(pieces.to(DEVICE), shapes.to(DEVICE), mask.to(DEVICE))
    return scores.float(), answers.to(DEVICE)
