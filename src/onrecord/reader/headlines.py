"""Headlines: which statement of the body a headline's claim shortens.

They have the same speaker, and most of the headline's content words (by their stems, the speaker's own name aside) are in what the
body's statement says. Where several have as many of them, the first is taken: articles tell what their headline tells early.
"""

from __future__ import annotations

from bisect import bisect_right

from ..article import Article
from ..record import Speaker
from .cues import stem
from .layers import Attribution, Layers
from .wordlists import word_set

LEAST_SHARED = 2
"""Content words that the two must share."""
LEAST_SHARE = 0.5
"""Share of the headline's content words that must be in the body's statement."""
_EMPTY = word_set(
    "the a an and or but of in on at to for from with by as is are was were be been being it its this that these those he she they his "
    "her their him them we our us you your i my me who which what when where why how if whether not no will would can could should may "
    "might must shall have has had do does did so than then there here up out over about into after before more most all any some "
    "says said say just also very amid vs via"
)


def shortened(
    article: Article, layers: Layers, attributions: list[Attribution], speakers: list[Speaker | None], denied: list[bool]
) -> list[int | None]:
    """For each attribution in a headline the index of the one in the body that it shortens; None for all others.

    ``speakers`` and ``denied`` have one entry for each attribution; a claim that is denied shortens none that is not.
    Time is linear in the length of the contents, for each headline.
    """
    out: list[int | None] = [None] * len(attributions)
    heads = sorted((zone.start, zone.end) for zone in article.zones if zone.kind == "headline")
    if not heads:
        return out
    starts = layers.words.starts
    begins = [start for start, _ in heads]

    def in_headline(attribution: Attribution) -> bool:
        place = int(starts[attribution.content[0][0]])
        at = bisect_right(begins, place) - 1
        return at >= 0 and place < heads[at][1]

    headed = [in_headline(attribution) for attribution in attributions]
    stems: dict[int, frozenset[str]] = {}
    for i, speaker in enumerate(speakers):
        if not headed[i] or speaker is None:
            continue
        name = frozenset(stem(word) for word in speaker.name.replace("’", " ").replace("'", " ").split())
        wanted = _stems(layers, attributions[i]) - name
        best: int | None = None
        most = max(LEAST_SHARED, LEAST_SHARE * len(wanted)) - 0.5
        for j, other in enumerate(speakers):
            if headed[j] or other is None or other.name != speaker.name or denied[j] != denied[i]:
                continue
            if j not in stems:
                stems[j] = _stems(layers, attributions[j])
            shared = len(wanted & stems[j])
            if shared > most:
                best, most = j, shared
        out[i] = best
    return out


def _stems(layers: Layers, attribution: Attribution) -> frozenset[str]:
    """The stems of the content words in what a statement says."""
    forms = (layers.words.forms[i].lower() for a, b in attribution.content for i in range(a, b))
    return frozenset(stem(form) for form in forms if form[0].isalnum() and len(form) > 1 and form not in _EMPTY)
