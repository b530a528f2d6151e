"""The judge of lost dashes as an ONNX file with weights of eight bits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

from training.gaps.encoder import GapModel

__all__ = ["export"]

_INPUTS = ("pieces", "shapes", "mask")
_HEADS, _WIDTH = 12, 384
_FLOAT = 1  # of ONNX's numbers for types


def export(model: GapModel, path: Path) -> None:
    """Write a model for onnxruntime: its attention fused, its matrices in eight bits, one scale a column."""
    example = tuple(torch.ones(2, 16, dtype=torch.long) for _ in _INPUTS)
    axes = {name: {0: "batch", 1: "length"} for name in (*_INPUTS, "scores")}
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = str(Path(folder, "plain.onnx")), str(Path(folder, "fused.onnx"))
        torch.onnx.export(
            model.eval(), example, plain, input_names=list(_INPUTS), output_names=["scores"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        optimizer.optimize_model(plain, "bert", _HEADS, _WIDTH, opt_level=0).save_model_to_file(fused)
        # The fused nodes are of onnxruntime's own domain, whose types the quantiser does not infer.
        extra = {"MatMulConstBOnly": True, "DefaultTensorType": _FLOAT}
        quantize_dynamic(fused, path, weight_type=QuantType.QInt8, per_channel=True, extra_options=extra)
