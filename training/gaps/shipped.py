"""The scorer of lost dashes that ships, as a network to go on from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.gaps.network import GapHead, GapModel

__all__ = ["shipped"]


def shipped(lower: Path, upper: Path, pieces: list[str]) -> tuple[GapModel, GapHead]:
    """Return the network that `training.gaps.export` wrote, and its early head.

    Its numbers are those of its eight bits: to write it again changes none of them.

    Args:
        lower: the ONNX file with the first layers and the early head.
        upper: the one with the others.
        pieces: its vocabulary.
    """
    found: dict[str, np.ndarray] = {}
    for path in (lower, upper):
        found.update(_parameters(onnx.load(path)))
    model, early = GapModel(pieces), GapHead()
    _load(model, found, "model.")
    _load(early, found, "early.")
    return model.eval(), early.eval()


def _load(module: torch.nn.Module, found: dict[str, np.ndarray], prefix: str) -> None:
    state = {name.removeprefix(prefix): torch.tensor(value) for name, value in found.items() if name.startswith(prefix)}
    missing, unknown = module.load_state_dict(state, strict=False)
    buffers = {name for name, _ in module.named_buffers()}
    if unknown or set(missing) - buffers:
        raise ValueError(f"the files have no {sorted(set(missing) - buffers)}, or too much: {unknown}")


def _parameters(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """Return the parameters of a network by their names in torch.

    A matrix has lost its name; the node that it is multiplied in has it still: "/layer.2/output/dense/MatMul...".
    """
    arrays = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    found = {
        name: value for name, value in arrays.items() if name.startswith(("model.", "early.")) and "weight_" not in name
    }
    for name in [name for name in arrays if name.startswith("model.") and name.endswith("_quantized")]:
        whole = name.removesuffix("_quantized")
        found[whole] = (arrays[name].astype(np.float32) - arrays[f"{whole}_zero_point"]) * arrays[f"{whole}_scale"]
    for node in model.graph.node:
        if node.op_type in ("MatMulInteger", "MatMulIntegerToFloat"):
            name = node.input[1].removesuffix("_quantized")
            matrix = arrays[node.input[1]].astype(np.float32) * arrays[f"{name}_scale"]
            found[_name(node.output[0])] = np.ascontiguousarray(matrix.T)
    return found


def _name(output: str) -> str:
    """Return the name in torch of the matrix behind a product: "/layer.2/output/dense/MatMul_output_0_quantized"."""
    place = ".".join(output.split("/")[1:-1])
    if place.startswith("early."):
        return f"{place}.weight"
    return f"model.encoder.encoder.{place}.weight" if place.startswith("layer.") else f"model.{place}.weight"
