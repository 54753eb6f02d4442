"""A run's weights as a small folder that may lie in the repository, so that a run goes on where its checkpoint is not at
hand: the running averages in half precision, and how far it had come. What the optimiser remembers is left out; the rate
warms up again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .bank import to_file
from .plan import grained
from .run import average_net
from .safetensors import write_safetensors


def write_start(state: dict[str, Any], out: Path) -> None:
    """model.json and weights.safetensors in `out`, for a config's `start`."""
    out.mkdir(parents=True, exist_ok=True)
    tensors = {name: to_file(name, t) for name, t in average_net(state).named().items()}
    write_safetensors(out / "weights.safetensors", tensors, half=True)
    config = state["config"]
    told = {"bank": config["bank"], "seed": config["seed"], "iteration": state["iteration"]}
    head = {
        "styles": state["names"],
        "weights": "weights.safetensors",
        "layers": grained(state["plan"], 0),
        "training": {**told, "seconds": round(state["seconds"])},
    }
    (out / "model.json").write_text(json.dumps(head, indent=1) + "\n", "utf8")
