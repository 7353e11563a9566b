"""Whatever the network says of an article, the layers over it end, and their spans are the article's own characters."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.intake import from_text
from onrecord.reader import commitments, dates, denials, events, figures, headlines, hedges, speakers, times
from onrecord.reader.layers import Attribution, Layers
from onrecord.reader.network import MODEL, Network
from onrecord.reader.words import split

LABELS = Network(MODEL).heads.labels
LIKELY = {
    "pos": ["NN", "NNP", "VB", "VBD", "VBN", "VBG", "WP", "PRP"],
    "rel": ["nsubj", "nsubjpass", "dobj", "conj", "ccomp", "xcomp", "advcl", "acl:relcl", "nmod", "aux", "mark"],
    "ner": ["O", "PERSON", "ORGANIZATION"],
}
VOCABULARY = (
    "the a Lind Mara council minister she who which that they he his to will would not if unless until and or said told warned plans "
    'refused meeting strike audit sign close open on Friday 12 million tonnes by of in " , . . \n\n'
).split(" ")


@st.composite
def readings(draw: st.DrawFn) -> tuple[Article, Layers, list[Attribution]]:
    """A text of common words, and layers and attributions at random; heads may go round in circles, as a network's guesses may."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    text = " ".join(chance.choice(VOCABULARY, draw(st.integers(5, 300))))
    article = from_text(text + " x", published="2016-09-12")
    words = split(article.text)
    size = len(words)
    likely = draw(st.booleans())

    def labels(key: str) -> list[str]:
        known = LIKELY[key] if likely else LABELS[key]
        return [known[i] for i in chance.integers(0, len(known), size)]

    reach = draw(st.integers(1, 5))
    head = np.clip(np.arange(size) + chance.integers(-reach, reach + 1, size), 0, size - 1).astype(np.int32)
    antecedent = np.minimum(np.arange(size), chance.integers(0, size, size)).astype(np.int32)
    layers = Layers(words, labels("pos"), labels("ner"), labels("rel"), head, antecedent)
    cuts = sorted(set(chance.integers(0, size, draw(st.integers(4, 60))).tolist()))
    ranges = list(pairwise(cuts))
    return article, layers, [Attribution([ranges[i]], [ranges[i + 1]], [ranges[i + 2]]) for i in range(0, len(ranges) - 2, 3)]


@given(readings())
@settings(max_examples=200)
def test_every_layer_takes_any_reading(reading):
    article, layers, attributions = reading
    told = times.find(article, layers.words)
    resolver = speakers.Resolver(article, layers)
    who = resolver.run(attributions)
    when = dates.said_on(article, layers, attributions, told, who)
    counted = figures.find(article, layers, told)
    bound = commitments.find(article, layers, attributions, who, told, counted, resolver, commitments.load(MODEL))
    denied = [denials.denied(layers, a) for a in attributions]
    assert len(who) == len(when) == len(bound) == len(attributions)
    assert len(headlines.shortened(article, layers, attributions, who, denied)) == len(attributions)
    for attribution in attributions:
        part = hedges.hedge(layers, attribution)
        assert part is None or 0 <= part[0] < part[1] <= len(layers.words)
    spans = [*counted, *(event.trigger for event in events.find(article, layers, attributions, who, when, told))]
    spans += [one.action for some in bound for one in some] + [one.condition for some in bound for one in some if one.condition]
    assert all(article.text[span.start : span.end] == span.text for span in spans)
