"""Decoding: the best legal tag sequence, and how probable each tag is, from the network's scores."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]


def viterbi(scores: FloatArray, lengths: npt.NDArray[np.int32], move: FloatArray, start: FloatArray) -> npt.NDArray[np.int32]:
    """The best tag sequences (Viterbi 1967). ``scores``: (windows, words, tags), padded; returns (windows, words)."""
    n, size, tags = scores.shape
    best = np.zeros((n, size), np.int32)
    if size == 0:
        return best
    back = np.zeros((n, size, tags), np.int32)
    alpha = scores[:, 0] + start
    for t in range(1, size):
        step = alpha[:, :, None] + move
        back[:, t] = step.argmax(1)
        after = step.max(1) + scores[:, t]
        alive = (lengths > t)[:, None]
        alpha = np.where(alive, after, alpha)
    rows = np.arange(n)
    tag = alpha.argmax(1)
    for t in range(size - 1, -1, -1):
        best[:, t] = np.where(lengths > t, tag, 0)
        if t:
            tag = np.where(lengths > t, back[rows, t, tag], tag)
    return best


def marginals(scores: FloatArray, lengths: npt.NDArray[np.int32], move: FloatArray, start: FloatArray) -> FloatArray:
    """P(tag | window) of each word, by the forward-backward algorithm in probabilities rescaled at each step."""
    n, size, tags = scores.shape
    if size == 0:
        return np.zeros_like(scores)
    emit = np.exp(scores - scores.max(2, keepdims=True)).astype(np.float64)
    step = np.exp(move.astype(np.float64))
    forward = np.empty((n, size, tags))
    alpha = emit[:, 0] * np.exp(start)
    alpha /= alpha.sum(1, keepdims=True)
    forward[:, 0] = alpha
    for t in range(1, size):
        alpha = (alpha @ step) * emit[:, t]
        alpha /= alpha.sum(1, keepdims=True)
        forward[:, t] = alpha
    beta = np.ones((n, tags))
    out = np.empty_like(forward)
    for t in range(size - 1, -1, -1):
        out[:, t] = forward[:, t] * beta
        if t:
            after = (beta * emit[:, t]) @ step.T
            after /= after.sum(1, keepdims=True)
            beta = np.where((lengths > t)[:, None], after, 1.0)
    out /= out.sum(2, keepdims=True)
    return out.astype(np.float32)
