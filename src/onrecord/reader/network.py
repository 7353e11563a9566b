"""The network: its encoder, run once an article in batches across articles, and the heads' arithmetic."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
IntArray = npt.NDArray[np.int64]
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


CUE_TAGS = slice(3, 5)
"""Where the tags of a cue stand among the tags."""


def gelu(x: FloatArray) -> FloatArray:
    """Gaussian error linear unit, in place, with the error function by Abramowitz and Stegun 7.1.26 (error under 2e-7)."""
    z = np.abs(x)
    z *= np.float32(0.7071067811865476)
    t = z * np.float32(0.3275911)
    t += 1
    np.reciprocal(t, out=t)
    poly = t * np.float32(1.061405429)
    for term in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        poly += np.float32(term)
        poly *= t
    np.multiply(z, z, out=z)
    np.negative(z, out=z)
    poly *= np.exp(z, out=z)
    # x * (1 + sign(x) * (1 - poly)) / 2 = max(x, 0) - |x| * poly / 2
    np.abs(x, out=t)
    poly *= t
    poly *= np.float32(0.5)
    np.maximum(x, 0, out=x)
    x -= poly
    return x


class Heads:
    """The heads over word states; every matrix is (in, out)."""

    def __init__(self, weights: dict[str, FloatArray], labels: dict[str, list[str]]) -> None:
        self.weights = weights
        self.labels = labels
        self.mention = np.array([p.startswith(("N", "PRP")) for p in labels["pos"]])
        self.move, self.start = weights["crf.move"], weights["crf.start"]
        names = ["tag", *(f"label.{key}" for key in labels)]
        self._flat, self._flat_bias, self._parts = self._joined(names, "")
        self._parts = {name.removeprefix("label."): part for name, part in self._parts.items()}
        pointers = [name.removesuffix(".distance") for name in weights if name.endswith(".distance")]
        self._ends, self._ends_bias, self._end = self._joined(pointers, ".end")

    def _joined(self, names: list[str], layer: str) -> tuple[FloatArray, FloatArray, dict[str, slice]]:
        """Several linear layers as one: its matrix, its bias, and where the outputs of each stand."""
        bias = np.concatenate([self.weights[f"{name}{layer}.bias"] for name in names])
        ends = np.cumsum([len(self.weights[f"{name}{layer}.bias"]) for name in names])
        parts = {name: slice(e - len(self.weights[f"{name}{layer}.bias"]), e) for name, e in zip(names, ends, strict=True)}
        return np.concatenate([self.weights[f"{name}{layer}.weight"] for name in names], 1), bias, parts

    def scores(self, words: FloatArray) -> dict[str, FloatArray]:
        """Scores of every flat head by name (``tag``, ``pos``, ``ner``, ``rel``), (words, labels) each."""
        flat = words @ self._flat + self._flat_bias
        return {name: flat[:, part] for name, part in self._parts.items()}

    def places(self, states: FloatArray) -> Places:
        """What pointers need to know of a window: ``states`` holds [CLS], which stands for "outside", and the words."""
        ends = states @ self._ends
        ends += self._ends_bias
        return Places(states, gelu(ends))

    def votes(self, places: Places, tags: FloatArray) -> FloatArray:
        """What likely cues add to the scores of the tags, (words, tags): each says where its source begins, and where its content
        begins and ends, and the strongest vote that a word gets counts. ``tags``: the plain scores.

        It is one step of inference in a joint model of cues and their parts, trained together with the rest.
        """
        chance = np.exp(tags - tags.max(1, keepdims=True))
        likely = chance[:, CUE_TAGS].sum(1) / chance.sum(1)
        rows = np.flatnonzero(likely > self.weights["vote.likely"])
        voted = np.zeros((len(tags), 4), np.float32)
        if not len(rows):
            return voted @ self.weights["vote.weight"][:4]
        source = np.exp(log_softmax(self.pointer("origin", places, rows)))
        extents = [expit(self.pointer(name, places, rows)) for name in ("begin", "finish")]
        for i, scores in enumerate((source, *extents)):
            voted[:, i] = (likely[rows][:, None] * scores[:, 1:]).max(0)
        voted[1:, 3] = voted[:-1, 2]
        result: FloatArray = (
            np.concatenate([voted, np.log(voted / self.weights["vote.faint"] + 1)], 1) @ self.weights["vote.weight"]
        )
        return result

    def pointer(self, name: str, places: Places, rows: IntArray, columns: IntArray | None = None) -> FloatArray:
        """Scores (rows, columns) of the words ``rows`` for the places ``columns``, or for all; place 0 is "outside", place i + 1 word i."""
        w = self.weights
        start = w[f"{name}.start.weight"]
        a = places.states[rows + 1] @ start
        a += w[f"{name}.start.bias"]
        b = places.ends[:, self._end[name]]
        if columns is not None:
            b = b[columns]
        a = gelu(a)
        a *= np.float32(4 / start.shape[1] ** 0.5)
        scores = a @ b.T
        scores += (b @ w[f"{name}.bias.weight"] + w[f"{name}.bias.bias"])[:, 0]
        distance = w[f"{name}.distance"]
        reach = len(distance) // 2
        if columns is None:  # every place in order: the distances run along diagonals, so that a view of one row will do
            size = len(places.states)
            line = distance[np.clip(np.arange(-size, size), -reach, reach) + reach]
            scores[:, 1:] += np.lib.stride_tricks.sliding_window_view(line, size)[size - 1 - rows, 1:]
        else:
            far = np.clip(columns[None, :] - (rows[:, None] + 1), -reach, reach) + reach
            scores += distance[far] * (columns > 0)
        result: FloatArray = scores
        return result


@dataclass(slots=True)
class Places:
    """A window as pointers see it: the ``states`` of [CLS] and the words, and what each is as the ``ends`` of every pointer."""

    states: FloatArray
    ends: FloatArray


def expit(scores: FloatArray) -> FloatArray:
    """The logistic function."""
    result: FloatArray = np.reciprocal(1 + np.exp(-scores))
    return result


def log_softmax(scores: FloatArray) -> FloatArray:
    """Log probabilities along the rows, in place."""
    scores -= scores.max(1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(1, keepdims=True))
    return scores
