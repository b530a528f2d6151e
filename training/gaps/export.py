"""The scorer of lost dashes as ONNX files with weights of eight bits."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

from training.gaps.exact import make_exact
from training.gaps.network import GapHead, GapModel

__all__ = ["export", "export_probe"]

_HEADS, _WIDTH = 12, 384
_FLOAT = 1  # of ONNX's numbers for types
# Versions of the format that onnxruntime reads from 1.13 on.
_OPSET, _IR_VERSION = 17, 8
_PROBE_LENGTH = 4


def export(model: GapModel, early: GapHead, lower: Path, upper: Path) -> None:
    """Write a scorer as two models for onnxruntime: the first layers with the early head, and the others.

    Their matrices are in eight bits, one scale a column; activations have one scale a row.
    """
    axes = {0: "batch", 1: "length"}
    numbers = torch.ones(2, 16, dtype=torch.long)
    states = torch.ones(2, 16, _WIDTH)
    _write(
        _Lower(model, early), {"pieces": numbers, "shapes": numbers, "mask": numbers}, ("states", "scores"), axes, lower
    )
    _write(_Upper(model), {"states": states, "mask": numbers}, ("scores",), axes, upper)


def export_probe(path: Path) -> None:
    """Write a model whose product of bytes is too large for 16 bits: `textmend.passes.dashes.encoder` tells by it
    whether the processor adds such products in as few.
    """
    weights = numpy_helper.from_array(np.full((_PROBE_LENGTH, 16), 127, np.int8), "weights")
    given = helper.make_tensor_value_info("bytes", TensorProto.UINT8, [1, _PROBE_LENGTH])
    sums = helper.make_tensor_value_info("sums", TensorProto.INT32, [1, 16])
    node = helper.make_node("MatMulInteger", ["bytes", "weights"], ["sums"])
    graph = helper.make_graph([node], "overflow", [given], [sums], [weights])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION), path)


class _Lower(nn.Module):
    """From pieces, shapes and mask to the states after the first layers and the scores of the early head."""

    def __init__(self, model: GapModel, early: GapHead) -> None:
        super().__init__()
        self.model, self.early = model, early

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.model.lower(pieces, shapes, mask)
        return states, self.early(states)


class _Upper(nn.Module):
    """From these states and the mask to the scores of the whole model."""

    def __init__(self, model: GapModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        return self.model.upper(states, mask)


def _write(
    network: nn.Module, inputs: Mapping[str, Tensor], outputs: Sequence[str], axes: Mapping[int, str], path: Path
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = str(Path(folder, "plain.onnx")), str(Path(folder, "fused.onnx"))
        torch.onnx.export(
            network.eval(), tuple(inputs.values()), plain, input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=dict.fromkeys((*inputs, *outputs), axes), opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        optimizer.optimize_model(plain, "bert", _HEADS, _WIDTH, opt_level=0).save_model_to_file(fused)
        # The fused nodes are of onnxruntime's own domain, whose types the quantiser does not infer.
        extra = {"MatMulConstBOnly": True, "DefaultTensorType": _FLOAT}
        quantize_dynamic(fused, path, weight_type=QuantType.QInt8, per_channel=True, extra_options=extra)
        onnx.save(make_exact(onnx.load(path)), path)
