"""A plan as a PyTorch module. A style is a row of gammas and betas; a mix of styles is the weighted sum of rows."""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F

from .grain import grain
from .plan import Layer, shapes, sources

ACTIVATIONS = {
    "relu": F.relu,
    "relu6": F.relu6,
    "elu": F.elu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
}


class PlanNet(nn.Module):
    """Runs the layers of `plan` for `styles` styles. Parameters are named as in weights.safetensors, kernels OIHW
    instead of HWIO.
    """

    def __init__(self, plan: list[Layer], styles: int) -> None:
        super().__init__()
        self.plan, self.styles = plan, styles
        self.reads = sources(plan)
        self.tensors = nn.ParameterDict()
        self.last_use = [i for i in range(len(plan))]
        for i, reads in enumerate(self.reads):
            for source in reads:
                self.last_use[source] = i
        for layer, (channels, _) in zip(plan, shapes(plan)):
            if layer["op"] in ("conv2d", "depthwise"):
                into = layer["in"] if layer["op"] == "conv2d" else 1
                kernel = torch.empty(layer["out"], into, layer["kernel"], layer["kernel"])
                nn.init.kaiming_uniform_(kernel, a=5**0.5)
                self.tensors[_key(layer["name"], "kernel")] = nn.Parameter(kernel)
                if layer["bias"]:
                    self.tensors[_key(layer["name"], "bias")] = nn.Parameter(torch.zeros(layer["out"]))
            elif layer["op"] == "instanceNorm":
                self.tensors[_key(layer["style"], "gamma")] = nn.Parameter(torch.ones(styles, channels))
                self.tensors[_key(layer["style"], "beta")] = nn.Parameter(torch.zeros(styles, channels))

    def named(self) -> dict[str, nn.Parameter]:
        """The parameters by the names of the safetensors file: 'block0.a.gamma'."""
        return {key.replace("/", "."): value for key, value in self.tensors.items()}

    def forward(self, x: torch.Tensor, mix: torch.Tensor) -> torch.Tensor:
        """x [n, 3, h, w] 0..1, mix [n, styles] (each row's weights of the styles) → [n, 3, h, w] 0..1"""
        made: list[torch.Tensor | None] = []
        for i, (layer, reads) in enumerate(zip(self.plan, self.reads)):
            made.append(self._run(layer, [made[r] for r in reads] or [x], mix))
            for r in reads:
                if self.last_use[r] == i:
                    made[r] = None
        return made[-1]

    def _run(self, layer: Layer, inputs: list[torch.Tensor], mix: torch.Tensor) -> torch.Tensor:
        x, op, name = inputs[0], layer["op"], layer["name"]
        if op == "input":
            x = x + layer.get("offset", 0)
            strength = layer.get("grain", 0)
            return x + strength * grain(*x.shape[2:]).to(x) if strength else x
        if op in ("conv2d", "depthwise"):
            d = layer.get("dilation", 1)
            p = d * (layer["kernel"] - 1) // 2
            if p:
                x = F.pad(x, (p, p, p, p), mode="replicate" if layer["pad"] == "replicate" else "constant")
            bias = self.tensors[_key(name, "bias")] if layer["bias"] else None
            groups = layer["in"] if op == "depthwise" else 1
            return F.conv2d(x, self.tensors[_key(name, "kernel")], bias, layer["stride"], dilation=d, groups=groups)
        if op == "instanceNorm":
            x = F.instance_norm(x, eps=layer["epsilon"])
            gamma = mix @ self.tensors[_key(layer["style"], "gamma")]
            beta = mix @ self.tensors[_key(layer["style"], "beta")]
            return x * gamma[:, :, None, None] + beta[:, :, None, None]
        if op == "add":
            return torch.stack(inputs).sum(0) if len(inputs) > 2 else inputs[0] + inputs[1]
        if op == "upsample":
            if layer["mode"] == "nearest":
                return F.interpolate(x, scale_factor=layer["factor"], mode="nearest")
            return F.interpolate(x, scale_factor=layer["factor"], mode="bilinear", align_corners=False)
        if op == "depthToSpace":
            b, (n, c, h, w) = layer["block"], x.shape
            x = x.reshape(
                n, b, b, c // (b * b), h, w
            )  # TensorFlow's order: the block's rows and columns come before the channel
            return x.permute(0, 3, 4, 1, 5, 2).reshape(n, c // (b * b), h * b, w * b)
        if op == "leakyRelu":
            return F.leaky_relu(x, layer.get("alpha", 0.2))
        return ACTIVATIONS[op](x)


def _key(name: str, part: str) -> str:
    """ParameterDict names may not hold dots."""
    return f"{name}.{part}".replace(".", "/")
