"""The trunk as the list of layers that model.json holds: what the engine runs, the trainer trains. src/models/plan.ts
is its grammar.
"""

from __future__ import annotations

from typing import Any

from .config import Net

Layer = dict[str, Any]
EPSILON = 1e-5


def residual_plan(net: Net) -> list[Layer]:
    """RGB 0..1 (height, width multiples of 4) → RGB 0..1: half-size stem, quarter-size residual blocks, two nearest-
    neighbour steps up. Taps that lie apart (Yu and Koltun 2016, arXiv 1511.07122) let a block see farther at no cost.

    After Johnson et al. 2016 (arXiv 1603.08155) with the conditional instance norm of Dumoulin et al. 2017 (arXiv
    1610.07629). Every border is replicated: zeros draw a frame round the picture. Nearest-neighbour steps with 3x3
    convolutions leave no checkerboard (Odena et al. 2016).
    """
    plan: list[Layer] = [{"name": "image", "op": "input", "channels": 3, "offset": -0.5}]

    def norm(name: str, relu: bool) -> None:
        plan.append({"name": f"{name}.norm", "op": "instanceNorm", "epsilon": EPSILON, "style": name})
        if relu:
            plan.append({"name": f"{name}.relu", "op": "relu"})

    def conv(
        name: str,
        i: int,
        o: int,
        stride: int = 1,
        kernel: int = 3,
        bias: bool = False,
        op: str = "conv2d",
        dilation: int = 1,
    ) -> None:
        plan.append(
            {
                "name": name,
                "op": op,
                "kernel": kernel,
                "stride": stride,
                **({"dilation": dilation} if dilation > 1 else {}),
                "pad": "replicate",
                "in": i,
                "out": o,
                "bias": bias,
            }
        )

    def block_conv(name: str, channels: int, relu: bool, dilation: int) -> None:
        if net.separable:
            conv(f"{name}.deep", channels, channels, op="depthwise")
            conv(name, channels, channels, kernel=1)
        else:
            conv(name, channels, channels, dilation=dilation)
        norm(name, relu)

    conv("stem", 3, net.half, stride=2)
    norm("stem", True)
    conv("down", net.half, net.quarter, stride=2)
    norm("down", True)
    before = "down.relu"
    for n in range(net.blocks):
        dilation = net.dilations[n] if net.dilations else 1
        block_conv(f"block{n}.a", net.quarter, True, dilation)
        block_conv(f"block{n}.b", net.quarter, False, dilation)
        plan.append({"name": f"block{n}", "op": "add", "from": [f"block{n}.b.norm", before]})
        before = f"block{n}"
    plan.append({"name": "grow_half", "op": "upsample", "factor": 2, "mode": "nearest"})
    conv("up_half", net.quarter, net.half)
    norm("up_half", True)
    plan.append({"name": "grow_full", "op": "upsample", "factor": 2, "mode": "nearest"})
    conv("up_full", net.half, net.full)
    norm("up_full", True)
    conv("head", net.full, 3, bias=True)
    plan.append({"name": "painting", "op": "sigmoid"})
    return plan


def grained(plan: list[Layer], grain: float) -> list[Layer]:
    """The same, with the picture on a grain of this strength (grain.py); 0: on none."""
    image, *rest = plan
    smooth = {name: value for name, value in image.items() if name != "grain"}
    return [{**smooth, "grain": grain} if grain else smooth, *rest]


def sources(plan: list[Layer]) -> list[list[int]]:
    """For each layer the indices it reads: `from`, else the one before."""
    index = {layer["name"]: i for i, layer in enumerate(plan)}
    found = []
    for i, layer in enumerate(plan):
        names = layer.get("from", [])
        names = [names] if isinstance(names, str) else names
        found.append([index[n] for n in names] if names else ([i - 1] if i else []))
    return found


def shapes(plan: list[Layer]) -> list[tuple[int, float]]:
    """For each layer its channels and by how much it is smaller than the picture."""
    out: list[tuple[int, float]] = []
    for layer, reads in zip(plan, sources(plan)):
        channels, shrink = out[reads[0]] if reads else (layer.get("channels", 3), 1.0)
        if layer["op"] in ("conv2d", "depthwise"):
            channels, shrink = layer["out"], shrink * layer["stride"]
        elif layer["op"] == "upsample":
            shrink /= layer["factor"]
        elif layer["op"] == "depthToSpace":
            channels, shrink = channels // layer["block"] ** 2, shrink / layer["block"]
        out.append((channels, shrink))
    return out


def multiply_adds(plan: list[Layer]) -> float:
    """Multiply-adds of all convolutions per pixel of the picture."""
    total = 0.0
    for layer, (_, shrink) in zip(plan, shapes(plan)):
        if layer["op"] in ("conv2d", "depthwise"):
            into = layer["in"] if layer["op"] == "conv2d" else 1
            total += layer["kernel"] ** 2 * into * layer["out"] / shrink**2
    return total


def multiple(plan: list[Layer]) -> int:
    """Width and height of a picture must be multiples of this."""
    return int(max(shrink for _, shrink in shapes(plan)))
