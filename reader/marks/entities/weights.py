"""The parameters of the tagger that jieba 0.42.1's wheel carries, read from its files without running any of its code.

Each file holds one tensor in PaddlePaddle's save format, little-endian: u32 version 0; u64 count of LoD levels, 0;
u32 tensor version 0; i32 length of a ``TensorDesc`` message (protocol buffers: field 1 the data type, field 2 the
dimensions); then the values, row by row.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reader.errors import ReaderError
from reader.language import _

Array = NDArray[np.float32]

WIDTH = 128
"""Cells of an embedding row and of a GRU's state."""

_CHARACTERS = 20941
_TAGS = 57
_FP32 = 5
_SHAPES: dict[str, tuple[int, ...]] = {
    "word_emb": (_CHARACTERS, WIDTH),
    "fc_4.w_0": (2 * WIDTH, _TAGS),
    "fc_4.b_0": (_TAGS,),
    "crfw": (_TAGS + 2, _TAGS),
    **{f"fc_{i}.w_0": (WIDTH if i < 2 else 2 * WIDTH, 3 * WIDTH) for i in range(4)},
    **{f"fc_{i}.b_0": (3 * WIDTH,) for i in range(4)},
    **{f"gru_{i}.w_0": (WIDTH, 3 * WIDTH) for i in range(4)},
    **{f"gru_{i}.b_0": (1, 3 * WIDTH) for i in range(4)},
}


class ModelError(ReaderError):
    """jieba's tagger is not there, or not the one that this program knows."""


@dataclass(frozen=True)
class Layer:
    """One direction of one bidirectional layer: what goes into a GRU and the GRU itself.

    ``inward`` (inputs × 384) and ``bias`` (384) make the columns update | reset | candidate; ``gates`` (128 × 256)
    and ``candidate`` (128 × 128) are the recurrent matrices.
    """

    inward: Array
    bias: Array
    gates: Array
    candidate: Array


@dataclass(frozen=True)
class Weights:
    """Everything that the network needs. ``layers`` are layer 1 forward and reverse, layer 2 forward and reverse.

    ``ids`` gives a character's row in ``embedding`` and ``unknown`` the row for all others; ``tags`` names the columns
    of ``emission``; ``start``, ``end`` and ``transition`` (from × to) are the scores of the CRF.
    """

    ids: dict[str, int]
    unknown: int
    tags: tuple[str, ...]
    embedding: Array
    layers: tuple[Layer, Layer, Layer, Layer]
    emission: Array
    emission_bias: Array
    start: Array
    end: Array
    transition: Array


def folder() -> Path:
    """Where jieba keeps the model. jieba itself is not imported. Raises ModelError if there is no jieba."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(_("jieba is not installed"))
    return Path(next(iter(spec.submodule_search_locations))) / "lac_small"


def load(place: Path | None = None) -> Weights:
    """The weights from ``place`` (by default, where jieba is installed).

    Raises ModelError, saying which file and why, if anything is missing or not of the known shape.
    """
    place = place or folder()
    tensors = {name: _tensor(place / "model_baseline" / name, shape) for name, shape in _SHAPES.items()}
    ids = _dictionary(place / "word.dic")
    numbers = _dictionary(place / "tag.dic")
    tags = sorted(numbers, key=numbers.__getitem__)
    if "OOV" not in ids or max(ids.values()) >= _CHARACTERS or len(tags) != _TAGS or tags[-1] != "O":
        raise ModelError(_("{path} is not the dictionary expected").format(path=place))
    crf = tensors["crfw"]
    return Weights(
        ids={word: number for word, number in ids.items() if len(word) == 1},
        unknown=ids["OOV"],
        tags=tuple(tags),
        embedding=tensors["word_emb"],
        layers=(_layer(tensors, 0), _layer(tensors, 1), _layer(tensors, 2), _layer(tensors, 3)),
        emission=tensors["fc_4.w_0"],
        emission_bias=tensors["fc_4.b_0"],
        start=crf[0],
        end=crf[1],
        transition=crf[2:],
    )


def _layer(tensors: dict[str, Array], number: int) -> Layer:
    # Not 128 rows of 384: two matrices stand one behind the other in the file.
    flat = tensors[f"gru_{number}.w_0"].reshape(-1)
    gates = flat[: 2 * WIDTH * WIDTH].reshape(WIDTH, 2 * WIDTH)
    candidate = flat[2 * WIDTH * WIDTH :].reshape(WIDTH, WIDTH)
    bias = tensors[f"fc_{number}.b_0"] + tensors[f"gru_{number}.b_0"].reshape(-1)
    return Layer(tensors[f"fc_{number}.w_0"], bias, gates, candidate)


def _tensor(path: Path, shape: tuple[int, ...]) -> Array:
    """The tensor in ``path``, which must have ``shape``. Raises ModelError if it is anything else."""
    count = int(np.prod(shape))
    try:
        with path.open("rb") as file:
            version, levels, tensor_version, length = struct.unpack("<IQIi", file.read(20))
            kind, dims = _description(file.read(max(0, min(length, 1000))))
            values = np.fromfile(file, "<f4", count)
            rest = file.read(1)
    except (OSError, struct.error, IndexError) as error:
        raise ModelError(_("{path} cannot be read: {error}").format(path=path, error=error)) from error
    whole = len(values) == count and not rest
    if (version, levels, tensor_version, kind) != (0, 0, 0, _FP32) or dims != shape or not whole:
        raise ModelError(_("{path} does not hold the parameter expected").format(path=path))
    if not np.isfinite(values.sum()):
        raise ModelError(_("{path} holds numbers that are none").format(path=path))
    return values.astype(np.float32, copy=False).reshape(shape)


def _description(message: bytes) -> tuple[int, tuple[int, ...]]:
    """Data type and dimensions from a TensorDesc message: a row of (key, varint) pairs."""
    kind, dims, at = -1, [], 0
    while at < len(message):
        key = message[at]
        value, shift, at = 0, 0, at + 1
        while True:
            byte = message[at]
            value |= (byte & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if byte < 0x80:
                break
        if key == 0x08:
            kind = value
        elif key == 0x10:
            dims.append(value)
    return kind, tuple(dims)


def _dictionary(path: Path) -> dict[str, int]:
    """Word to number, from the rows ``number<TAB>word`` of a dictionary file."""
    try:
        # A line at a time would take longer than all the rest of loading.
        cells = path.read_text(encoding="utf-8").removesuffix("\n").replace("\n", "\t").split("\t")
        return dict(zip(cells[1::2], map(int, cells[::2]), strict=True))
    except (OSError, ValueError) as error:
        raise ModelError(_("{path} cannot be read: {error}").format(path=path, error=error)) from error
