"""A quantised network rewritten so that a score does not depend on its batch or on the processor.

`onnxruntime.quantization.quantize_dynamic` writes one scale for the activations of a whole batch: the largest number in
any sentence decides how finely all others are rounded. Here each row, which is a word piece, has a scale of its own.

A sum of floats depends on its order, and the runtime's softmax adds as many numbers at once as the processor can,
padding included. Here a product of matrices adds them, one after another on every x86 processor with AVX2.

Some of its fused nodes are slower than their parts, and are taken apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import onnx
from onnx import helper, numpy_helper

__all__ = ["make_exact"]

_MICROSOFT = "com.microsoft"

# The width of a head of the attention. As wide a matrix of ones gives the sum of a row in each of its columns, where
# the quotient needs it.
_HEAD_WIDTH = 32
# Activations are unsigned, around this.
_ZERO = 128
_CONSTANTS = {
    "exact.zero": np.array(_ZERO, np.uint8),
    "exact.one": np.array(1, np.float32),
    "exact.step": np.array(1 / 127, np.float32),
    "exact.least": np.array(1e-6, np.float32),  # for a row of zeros
    "exact.flat": np.array([-1], np.int64),
    "exact.width": np.array([_HEAD_WIDTH], np.int64),
}


def make_exact(model: onnx.ModelProto) -> onnx.ModelProto:
    """Rewrite a network that `quantize_dynamic` wrote; its weights stay as they are."""
    graph = model.graph
    made = _rows_for_batches(graph)
    made = _sums_of_products(made)
    made = _plain_norms(made)
    used = {name for node in made for name in node.input}
    kept = [each for each in graph.initializer if each.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(made)
    graph.initializer.extend([*kept, *(numpy_helper.from_array(value, name) for name, value in _CONSTANTS.items())])
    onnx.checker.check_model(model)
    return model


def _rows_for_batches(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """Give each row of activations a scale, and return the nodes of the network.

    What was "integers · matrix, as floats, · (scale of the batch · scales of the columns)" becomes "(integers · matrix
    · scales of the columns), in one step, · scales of the rows".
    """
    widths = {each.name: each.dims[0] for each in graph.initializer if each.dims}
    of_batches = {node.output[1] for node in graph.node if node.op_type == "DynamicQuantizeLinear"}
    columns: set[str] = set()  # products of the scale of a batch and those of columns
    integers: dict[str, str] = {}  # the activations, by the name of their product with a matrix, also as floats
    made: list[onnx.NodeProto] = []
    for node in graph.node:
        given = node.input
        if node.op_type == "DynamicQuantizeLinear":
            matrix = next(
                n.input[1] for n in graph.node if n.op_type == "MatMulInteger" and n.input[0] == node.output[0]
            )
            made += _quantised(given[0], node.output[0], widths[matrix])
        elif node.op_type == "Mul" and given[0] in of_batches:
            columns.add(node.output[0])
        elif node.op_type == "MatMulInteger":
            scales = f"{given[1].removesuffix('_quantized')}_scale"
            product = [given[0], given[1], "exact.one", scales, "exact.zero"]
            made.append(helper.make_node("MatMulIntegerToFloat", product, node.output, domain=_MICROSOFT))
            integers[node.output[0]] = given[0]
        elif node.op_type == "Cast" and given[0] in integers:
            integers[node.output[0]] = integers[given[0]]
            made.append(helper.make_node("Identity", given, node.output))
        elif node.op_type == "Mul" and given[0] in integers and given[1] in columns:
            made.append(helper.make_node("Mul", [given[0], f"{integers[given[0]]}.scale"], node.output))
        else:
            made.append(node)
    return made


def _quantised(states: str, result: str, width: int) -> list[onnx.NodeProto]:
    """Return the nodes from batch × length × width floats to integers, and to "….scale", batch × length × 1."""
    node = _named(result)
    zero = numpy_helper.from_array(np.array([_ZERO], np.uint8))
    return [
        node("Abs", [states], "size"),
        node("ReduceMax", [f"{result}.size"], "largest", axes=[-1], keepdims=1),
        node("Max", [f"{result}.largest", "exact.least"], "positive"),
        node("Mul", [f"{result}.positive", "exact.step"], "scale"),
        node("Reshape", [f"{result}.scale", "exact.flat"], "scales"),
        node("Shape", [f"{result}.scales"], "count"),
        node("ConstantOfShape", [f"{result}.count"], "zeros", value=zero),
        node("Constant", [], "table", value_ints=[-1, width]),
        node("Reshape", [states, f"{result}.table"], "rows"),
        node("QuantizeLinear", [f"{result}.rows", f"{result}.scales", f"{result}.zeros"], "integers", axis=0),
        node("Shape", [states], "shape"),
        node("Reshape", [f"{result}.integers", f"{result}.shape"], ""),
    ]


def _sums_of_products(nodes: Iterable[onnx.NodeProto]) -> list[onnx.NodeProto]:
    """Replace each softmax, and return the nodes: "softmax(x) · values" becomes "(e^x · values) / (e^x · ones)"."""
    made: list[onnx.NodeProto] = []
    powers: dict[str, str] = {}  # by the name of the softmax
    for node in nodes:
        result = node.output[0]
        new = _named(result)
        if node.op_type == "Softmax":
            made += [
                new("ReduceMax", [node.input[0]], "largest", axes=[-1], keepdims=1),
                new("Sub", [node.input[0], f"{result}.largest"], "below"),
                new("Exp", [f"{result}.below"], "powers"),
                new("Shape", [node.input[0]], "length", start=-1),
                new("Concat", [f"{result}.length", "exact.width"], "shape", axis=0),
                new("Expand", ["exact.one", f"{result}.shape"], "ones"),
                new("MatMul", [f"{result}.powers", f"{result}.ones"], "sums"),
            ]
            powers[result] = result
        elif node.op_type == "MatMul" and node.input[0] in powers:
            softmax = node.input[0]
            made += [
                new("MatMul", [f"{softmax}.powers", node.input[1]], "whole"),
                new("Div", [f"{result}.whole", f"{softmax}.sums"], ""),
            ]
        else:
            made.append(node)
    return made


def _plain_norms(nodes: Iterable[onnx.NodeProto]) -> list[onnx.NodeProto]:
    """Take the fused sums out of the normalisations of layers, and return the nodes.

    The runtime's fused node is four times as slow as its parts, and took a sixth of the time of the whole network.
    """
    made: list[onnx.NodeProto] = []
    for node in nodes:
        if node.op_type != "SkipLayerNormalization":
            made.append(node)
            continue
        states, skipped, factors, offsets, bias = node.input
        new = _named(node.output[0])
        epsilon = next(each.f for each in node.attribute if each.name == "epsilon")
        made += [
            new("Add", [states, bias], "biased"),
            new("Add", [f"{node.output[0]}.biased", skipped], "whole"),
            new("LayerNormalization", [f"{node.output[0]}.whole", factors, offsets], "", axis=-1, epsilon=epsilon),
        ]
    return made


def _named(result: str) -> Callable[..., onnx.NodeProto]:
    """Return what makes a node whose output is "result.what", or the result itself."""

    def node(kind: str, given: list[str], what: str, **attributes: object) -> onnx.NodeProto:
        return helper.make_node(kind, given, [f"{result}.{what}" if what else result], **attributes)

    return node
