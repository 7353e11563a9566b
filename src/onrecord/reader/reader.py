"""Reader: loads the model once and turns articles into records."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt

from .. import __version__
from ..article import SPEAKING_ZONES, Article
from ..record import Record, Span, Statement, StatementKind
from . import dates, speakers, times
from .attribution import assemble, join
from .confidence import Confidence
from .kinds import KINDS, Kinds, manner
from .layers import empty, offsets
from .network import MODEL, FloatArray, Network
from .tagging import Tagged, tag
from .windows import Window, encode
from .words import Words, split

_GROUP_PIECES = 16_384
"""Word pieces that go through the encoder in one go; keeps memory flat."""

assert set(KINDS) == set(get_args(StatementKind))


@dataclass(slots=True)
class _Open:
    """An article whose windows are not all read yet."""

    article: Article
    words: Words
    mute: npt.NDArray[np.bool_]
    waiting: int
    done: list[Tagged] = field(default_factory=list)


class Reader:
    """Reads articles into records. Load it once, use it for many.

    ``model``: a folder with other weights than those shipped. ``threads``: of the encoder; 0 takes one a core.
    Raises ``ValueError`` where the folder holds no model. One reader may be used by one thread at a time.
    """

    def __init__(self, model: Path | str | None = None, threads: int = 0) -> None:
        folder = Path(model) if model else MODEL
        self._network = Network(folder, threads)
        self._kinds = Kinds.load(folder)
        self._confidence = Confidence.load(folder)
        self.read_by = {"onrecord": __version__, "model": self._network.name}

    def read(self, article: Article) -> Record:
        """The record of one article."""
        return next(iter(self.read_all([article])))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many articles, in their order; several at a time go through the encoder.

        Memory does not grow with their number, and little with the length of one.
        """
        pending: deque[_Open] = deque()
        with ThreadPoolExecutor(1) as pool:
            group: list[tuple[_Open, Window]] = []
            size = 0
            running: Future[list[FloatArray]] | None = None
            sent: list[tuple[_Open, Window]] = []
            for article in articles:
                words = split(article.text)
                windows = encode(words, self._network.pieces)
                entry = _Open(article, words, _mute(article, words), len(windows))
                pending.append(entry)
                for window in windows:
                    group.append((entry, window))
                    size += len(window.ids)
                    if size >= _GROUP_PIECES:
                        # the encoder runs on the next group while this thread finishes the one before
                        ready = running
                        done = sent
                        states = ready.result() if ready else []
                        running, sent = pool.submit(self._network.states, [w for _, w in group]), group
                        self._take(done, states)
                        group, size = [], 0
                        while pending and not pending[0].waiting:
                            yield self._record(pending.popleft())
            if running:
                self._take(sent, running.result())
            if group:
                self._take(group, self._network.states([w for _, w in group]))
            while pending:
                yield self._record(pending.popleft())

    def _take(self, group: list[tuple[_Open, Window]], states: list[FloatArray]) -> None:
        if not group:
            return
        for (entry, _), tagged in zip(group, tag([w for _, w in group], states, self._network.heads), strict=True):
            entry.done.append(tagged)
            entry.waiting -= 1

    def _record(self, entry: _Open) -> Record:
        article, words = entry.article, entry.words
        if entry.done:
            parts, layers = join(words, entry.done, self._network.heads)
            found = assemble([part for part in parts if not entry.mute[part.start : part.end].any()], words)
        else:
            found, layers = [], empty(words)
        told = times.find(article, words)
        who = speakers.resolve(article, layers, found)
        when = dates.said_on(article, layers, found, told, who)
        statements = [
            Statement(
                id=f"s{i}",
                content=_spans(words, a.content),
                cue=_spans(words, a.cue),
                source=_spans(words, a.source),
                speaker=speaker,
                manner=manner(words, a.content),
                kind=self._kinds(layers, a),
                said_on=said,
                confidence=self._confidence(a),
            )
            for i, (a, speaker, said) in enumerate(zip(found, who, when, strict=True), 1)
        ]
        return Record(article=article, statements=statements, times=told, read_by=self.read_by)


def _spans(words: Words, ranges: list[tuple[int, int]]) -> list[Span]:
    return [Span.of(words.text, *offsets(words, part)) for part in ranges]


def _mute(article: Article, words: Words) -> npt.NDArray[np.bool_]:
    """Which words stand in a zone that makes no statement."""
    mute = np.zeros(len(words), bool)
    for zone in article.zones:
        if zone.kind not in SPEAKING_ZONES:
            a, b = np.searchsorted(words.starts, [zone.start, zone.end])
            mute[a:b] = True
    return mute
