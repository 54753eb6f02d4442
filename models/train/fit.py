"""What of the way from a bank to an optimised picture its style vector alone could go: gammas and betas fitted to given
pictures under the bank's losses, the kernels as they are. It tells a net that is too small from one that does not know
the picture.
"""

from __future__ import annotations

import copy

import torch

from .config import Losses
from .losses import Grams, content_target, judge
from .net import PlanNet
from .vgg import Vgg

RATE = 0.02


def fitted(
    vgg: Vgg, net: PlanNet, row: int, pictures: list[torch.Tensor], targets: Grams, k: int, w: Losses, steps: int
) -> PlanNet:
    """A copy of the net whose style `row` suits `pictures` better: `steps` of Adam, the pictures in turn, the rate
    falling to a tenth. targets: of them the k-th is meant.
    """
    net = copy.deepcopy(net)
    vector = [p.requires_grad_() for name, p in net.named().items() if name.endswith((".gamma", ".beta"))]
    kernels = [p.requires_grad_(False) for name, p in net.named().items() if not name.endswith((".gamma", ".beta"))]
    adam = torch.optim.Adam(vector, lr=RATE)
    mix = torch.eye(net.styles)[row : row + 1]
    wanted = [content_target(vgg, p) for p in pictures]
    for step in range(steps):
        adam.param_groups[0]["lr"] = RATE * (1 - 0.9 * step / steps)
        adam.zero_grad(set_to_none=True)
        n = step % len(pictures)
        judge(vgg, net(pictures[n], mix), wanted[n], targets, k, w)["total"].backward()
        adam.step()
    for p in vector + kernels:
        p.requires_grad_(False)
    return net.eval()
