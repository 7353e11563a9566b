import math

import numpy as np
import pytest

from onrecord.reader.network import MODEL, Network, expit, gelu, log_softmax


@pytest.fixture(scope="module")
def heads():
    return Network(MODEL).heads


def states(size: int) -> np.ndarray:
    return np.random.default_rng(7).normal(size=(size, 384)).astype(np.float32)


def test_gelu_is_the_exact_one():
    x = np.linspace(-8, 8, 400, dtype=np.float32)
    expected = [0.5 * v * (1 + math.erf(v / math.sqrt(2))) for v in x.tolist()]
    assert np.allclose(gelu(x.copy()), expected, atol=2e-6)


def test_chances():
    rows = np.array([[0.0, 1.0, -2.0], [5.0, 5.0, 5.0]], np.float32)
    assert np.allclose(np.exp(log_softmax(rows.copy())).sum(1), 1, atol=1e-6)
    assert expit(np.zeros(1, np.float32))[0] == 0.5


@pytest.mark.parametrize("name", ["link", "origin", "begin", "finish", "head", "antecedent"])
def test_a_pointer_scores_a_place_alike_among_all_and_among_a_few(heads, name):
    places = heads.places(states(90))
    rows, few = np.array([0, 3, 88]), np.array([0, 1, 40, 89])
    assert np.allclose(heads.pointer(name, places, rows)[:, few], heads.pointer(name, places, rows, few), atol=1e-4)


def test_only_likely_cues_vote(heads):
    places, tags = heads.places(states(40)), np.zeros((39, 7), np.float32)
    tags[:, 0] = 20  # no word looks like a cue
    silent = heads.votes(places, tags)
    tags[5, 3] = 40
    assert not silent.any()
    assert heads.votes(places, tags).any()
