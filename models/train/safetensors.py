"""The safetensors file format (https://github.com/huggingface/safetensors, "Format"): a JSON head and raw little-
endian numbers.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np

KINDS = {"F32": "<f4", "F16": "<f2"}


def write_safetensors(path: Path, tensors: dict[str, np.ndarray], half: bool = False) -> None:
    """half: in float16, of which three digits are right: good to go on training from."""
    kind = "F16" if half else "F32"
    header, blobs, at = {}, [], 0
    for name, t in tensors.items():
        data = np.ascontiguousarray(t, dtype=KINDS[kind]).tobytes()
        header[name] = {"dtype": kind, "shape": list(t.shape), "data_offsets": [at, at + len(data)]}
        blobs.append(data)
        at += len(data)
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    path.write_bytes(struct.pack("<Q", len(head)) + head + b"".join(blobs))


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """float32, also of what is written in float16. Other kinds this project does not write."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    out = {}
    for name, info in header.items():
        if name != "__metadata__":
            a, b = info["data_offsets"]
            raw = np.frombuffer(data[8 + length + a : 8 + length + b], dtype=KINDS[info["dtype"]])
            out[name] = raw.reshape(info["shape"]).astype(np.float32)
    return out
