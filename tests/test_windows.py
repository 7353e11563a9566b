import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.network import MODEL
from onrecord.reader.windows import WINDOW, Pieces, cut, encode
from onrecord.reader.words import split

PIECES = Pieces(MODEL / "tokenizer.json")


@given(st.lists(st.tuples(st.integers(1, 12), st.booleans()), max_size=400), st.integers(20, 80))
def test_ranges_cover_all_words_in_order_and_fit(rows, limit):
    sizes = np.array([size for size, _ in rows], np.int32)
    paragraph = np.cumsum([new for _, new in rows], dtype=np.int32)
    ranges = cut(sizes, paragraph, limit)
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(rows)))
    assert all(sizes[a:b].sum() <= limit - 2 for a, b in ranges)


def test_cuts_fall_between_paragraphs_where_they_can():
    sizes, paragraph = np.ones(30, np.int32), np.repeat(np.arange(3, dtype=np.int32), 10)
    assert cut(sizes, paragraph, 26) == [(0, 20), (20, 30)]
    assert cut(np.ones(30, np.int32), np.zeros(30, np.int32), 22) == [(0, 20), (20, 30)]


def test_each_word_keeps_its_first_piece():
    words = split("The harbourmaster’s unreopened quay.\n\nNobody spoke.")
    (window,) = encode(words, PIECES)
    assert len(window.first) == len(words)
    for form, at in zip(words.forms, window.first, strict=True):
        assert window.ids[at] == PIECES([form])[0][0]
    assert len(window.ids) == len(window.layout) <= WINDOW


@given(st.text(max_size=200))
def test_any_text_is_encoded_within_the_limit(text):
    words = split(text)
    windows = encode(words, PIECES, limit=40)
    assert sum(w.end - w.start for w in windows) == len(words)
    assert all(len(w.ids) <= 40 for w in windows)
