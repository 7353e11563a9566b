"""The network: its encoder, run once an article in batches across articles, and the heads' arithmetic."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .windows import Pieces, Window

_CPU = Path("/proc/cpuinfo")
if _CPU.exists() and {"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"} <= set(_CPU.read_text(errors="replace").split()):
    # CTranslate2 keeps to AVX2 unless told; on our batches AVX-512 is a fifth faster
    os.environ.setdefault("CT2_FORCE_CPU_ISA", "AVX512")

import ctranslate2

FloatArray = npt.NDArray[np.float32]
MODEL = Path(__file__).parent.parent / "model"
"""Where the shipped weights lie."""

_BATCH_PIECES = 768
"""Word pieces that the encoder takes at a time; larger batches fall out of the processor's cache."""


class Network:
    """A model folder, loaded: ``encoder`` (CTranslate2), ``heads.npz``, ``tokenizer.json``, ``model.json``.

    ``threads``: how many callers of ``states`` the encoder serves at once.
    """

    def __init__(self, folder: Path | str | None = None, threads: int = 1) -> None:
        folder = Path(folder) if folder else MODEL
        try:
            about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self.heads = Heads(dict(np.load(folder / "heads.npz")), about["labels"])
            self.pieces = Pieces(folder / "tokenizer.json")
            self._encoder = ctranslate2.Encoder(
                str(folder / "encoder"), device="cpu", compute_type="default", intra_threads=threads
            )
        except (OSError, KeyError, ValueError, RuntimeError) as error:
            raise ValueError(f"{folder} holds no Onrecord model that can be loaded: {error}") from error
        self.name: str = about["name"]

    def states(self, windows: Sequence[Window]) -> list[FloatArray]:
        """For each window, the states of [CLS] and of each word's first piece: (words + 1, hidden), in order."""
        out: list[FloatArray | None] = [None] * len(windows)
        for group in _batches(windows):
            longest = max(len(windows[i].ids) for i in group)
            ids = np.zeros((len(group), longest), np.int32)
            for row, i in enumerate(group):
                ids[row, : len(windows[i].ids)] = windows[i].ids
            lengths = np.array([len(windows[i].ids) for i in group], np.int32)
            layout = [windows[i].layout + [0] * (longest - len(windows[i].layout)) for i in group]
            result = self._encoder.forward_batch(
                ctranslate2.StorageView.from_array(ids), ctranslate2.StorageView.from_array(lengths), layout
            )
            hidden = np.asarray(result.last_hidden_state)
            for row, i in enumerate(group):
                first = windows[i].first
                out[i] = hidden[row, np.concatenate([np.zeros(1, np.int32), first])]
        return [state for state in out if state is not None]


def _batches(windows: Sequence[Window]) -> Iterable[list[int]]:
    """Indices of windows of like length, few enough at a time for the memory."""
    order = sorted(range(len(windows)), key=lambda i: -len(windows[i].ids))
    group: list[int] = []
    for i in order:
        if group and len(windows[group[0]].ids) * (len(group) + 1) > _BATCH_PIECES:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def gelu(x: FloatArray) -> FloatArray:
    """Gaussian error linear unit, with the error function by Abramowitz and Stegun 7.1.26 (error under 2e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    result: FloatArray = (0.5 * x * (1 + erf)).astype(np.float32)
    return result


class Heads:
    """The heads over word states; every matrix is (in, out)."""

    def __init__(self, weights: dict[str, FloatArray], labels: dict[str, list[str]]) -> None:
        self.weights = weights
        self.labels = labels
        self.mention = np.array([p.startswith(("N", "PRP")) for p in labels["pos"]])
        self.move, self.start = weights["crf.move"], weights["crf.start"]
        names = ["tag", *(f"label.{key}" for key in labels)]
        self._flat = np.concatenate([weights[f"{n}.weight"] for n in names], 1)
        self._flat_bias = np.concatenate([weights[f"{n}.bias"] for n in names])
        sizes = [weights[f"{n}.bias"].shape[0] for n in names]
        ends = np.cumsum(sizes)
        self._parts = {n.removeprefix("label."): slice(e - s, e) for n, s, e in zip(names, sizes, ends, strict=True)}

    def scores(self, words: FloatArray) -> dict[str, FloatArray]:
        """Scores of every flat head by name (``tag``, ``pos``, ``ner``, ``rel``), (words, labels) each."""
        flat = words @ self._flat + self._flat_bias
        return {name: flat[:, part] for name, part in self._parts.items()}

    def pointer(self, name: str, places: FloatArray, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> FloatArray:
        """Scores (rows, columns) of the words ``rows`` for the places ``columns``; place 0 is "outside", place i + 1 word i."""
        w = self.weights
        start = w[f"{name}.start.weight"]
        a = gelu(places[rows + 1] @ start + w[f"{name}.start.bias"])
        b = gelu(places[columns] @ w[f"{name}.end.weight"] + w[f"{name}.end.bias"])
        scores = a @ b.T * np.float32(4 / start.shape[1] ** 0.5)
        scores += (b @ w[f"{name}.bias.weight"] + w[f"{name}.bias.bias"])[:, 0]
        distance = w[f"{name}.distance"]
        reach = len(distance) // 2
        size = len(places)
        if len(columns) == size:  # every place in order: the distances run along diagonals, so that a view of one row will do
            line = distance[np.clip(np.arange(-size, size), -reach, reach) + reach]
            scores[:, 1:] += np.lib.stride_tricks.sliding_window_view(line, size)[size - 1 - rows, 1:]
        else:
            far = np.clip(columns[None, :] - (rows[:, None] + 1), -reach, reach) + reach
            scores += distance[far] * (columns > 0)
        result: FloatArray = scores
        return result
