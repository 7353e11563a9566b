import itertools

import numpy as np
import pytest

from onrecord.reader.decode import marginals, viterbi

TAGS = 3


@pytest.fixture
def problem():
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(2, 5, TAGS)).astype(np.float32)
    return scores, np.array([5, 3], np.int32), rng.normal(size=(TAGS, TAGS)).astype(np.float32), np.zeros(TAGS, np.float32)


def total(scores, move, start, path):
    return start[path[0]] + sum(scores[i, t] for i, t in enumerate(path)) + sum(move[a, b] for a, b in itertools.pairwise(path))


def test_viterbi_finds_the_best_of_all_paths(problem):
    scores, lengths, move, start = problem
    best = viterbi(scores, lengths, move, start)
    for row, n in enumerate(lengths):
        paths = itertools.product(range(TAGS), repeat=int(n))
        assert tuple(best[row, :n]) == max(paths, key=lambda path: total(scores[row], move, start, path))


def test_marginals_are_those_of_all_paths(problem):
    scores, lengths, move, start = problem
    chance = marginals(scores, lengths, move, start)
    for row, n in enumerate(lengths):
        paths = list(itertools.product(range(TAGS), repeat=int(n)))
        weights = np.exp([total(scores[row], move, start, path) for path in paths])
        for i in range(n):
            for tag in range(TAGS):
                want = sum(w for w, path in zip(weights, paths, strict=True) if path[i] == tag) / weights.sum()
                assert chance[row, i, tag] == pytest.approx(want, abs=1e-4)


def test_nothing_to_decode():
    assert viterbi(np.zeros((0, 0, TAGS), np.float32), np.zeros(0, np.int32), np.zeros((TAGS, TAGS)), np.zeros(TAGS)).shape == (
        0,
        0,
    )
