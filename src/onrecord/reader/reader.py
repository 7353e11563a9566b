"""Reader: loads the model once and turns articles into records."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import msgspec
import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from .. import __version__
from ..article import SPEAKING_ZONES, Article
from ..record import Commitment, Record, Span, Statement, StatementKind
from . import commitments, dates, events, figures, headlines, speakers, times, transcripts
from .attribution import assemble, join
from .capitals import in_capitals, lowered, spelled
from .confidence import Confidence
from .denials import denied
from .hedges import hedge
from .kinds import KINDS, Kinds, manner
from .layers import Range, empty, nameless, offsets
from .lists import listed
from .network import MODEL, Network
from .tagging import Tagged, tag
from .windows import Window, encode
from .words import Words, split

_JOB_PIECES = 3072
"""Word pieces of one job: enough for its arithmetic to be quick, few enough to keep memory flat."""
_JOB_WINDOWS = 16
"""The same in windows."""

LEAST = 0.3
"""Confidence below which a statement is left out: three in four of those are wrong (chosen on dev)."""

OPTIONAL = ("commitments", "figures", "hedges", "events", "times")
"""Layers that can be left out. "hedges" stands for denials, hedges, and what a headline's claim shortens; without times nothing is dated."""

assert set(KINDS) == set(get_args(StatementKind))


Failed = Callable[[Article, Exception], None]
"""What is told of an article that could not be read."""


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

    ``model``: a folder with other weights than those shipped. ``threads``: how many work side by side; 0 takes one a core.
    ``without``: names of ``OPTIONAL`` layers to leave out, for speed. ``least``: statements with a lower confidence are left out.
    Raises ``ValueError`` where the folder holds no model or a layer does not exist. One reader may be used by one thread at a time.
    """

    def __init__(
        self, model: Path | str | None = None, threads: int = 0, without: Collection[str] = (), least: float = LEAST
    ) -> None:
        unknown = set(without) - set(OPTIONAL)
        if unknown:
            raise ValueError(f"no optional layer {', '.join(sorted(unknown))}: choose of {', '.join(OPTIONAL)}")
        self._without = frozenset(without)
        self._least = least
        folder = Path(model) if model else MODEL
        self._threads = threads or os.cpu_count() or 1
        self._network = Network(folder, self._threads)
        self._kinds = Kinds.load(folder)
        self._confidence = Confidence.load(folder)
        self._weights = commitments.load(folder)
        self._event_weights = events.load(folder)
        self.read_by = {"onrecord": __version__, "model": self._network.name}

    def read(self, article: Article | str) -> Record:
        """The record of one article, or of its text alone, as for ``read_all``."""
        return next(iter(self.read_all([article])))

    def read_all(self, articles: Iterable[Article | str], failed: Failed | None = None) -> Iterator[Record]:
        """The records of many articles, in their order; several at a time go through the encoder.

        ``articles``: as ``onrecord.intake`` gives them (``from_text``, ``from_html``, ``read_path``, ``read_source``); a string is the text
        of one of which nothing else is known. ``TypeError`` where one is something else.

        Memory does not grow with their number, and little with the length of one. Where the reader itself fails on an article,
        ``failed`` is called with it and the error, and the rest goes on; without ``failed`` the error is raised.
        """
        if isinstance(articles, str):
            raise TypeError("read_all() reads several articles: give [text], or use read()")
        pending: deque[_Open] = deque()
        jobs: deque[tuple[list[_Open], Future[list[Tagged]]]] = deque()
        owners: list[_Open] = []
        windows: list[Window] = []
        size = 0
        # each job runs on one thread; the linear algebra within it must not ask for more
        with threadpool_limits(1, "blas"), ThreadPoolExecutor(self._threads) as pool:

            def ready() -> Iterator[Record]:
                while pending and not pending[0].waiting:
                    entry = pending.popleft()
                    try:
                        record = self._record(entry)
                    except Exception as error:
                        if failed is None:
                            raise
                        failed(entry.article, error)
                    else:
                        yield record

            def finish() -> None:
                of, job = jobs.popleft()
                for entry, tagged in zip(of, job.result(), strict=True):
                    entry.done.append(tagged)
                    entry.waiting -= 1

            for given in articles:
                article = _article(given)
                words = split(article.text)
                own = encode(words, self._network.pieces)
                entry = _Open(article, words, _mute(article, words), len(own))
                pending.append(entry)
                for window in own:
                    owners.append(entry)
                    windows.append(window)
                    size += len(window.ids)
                    if size >= _JOB_PIECES:
                        jobs.append((owners, pool.submit(self._job, windows)))
                        owners, windows, size = [], [], 0
                        if len(jobs) > 2 * self._threads:
                            finish()
                yield from ready()
            if windows:
                jobs.append((owners, pool.submit(self._job, windows)))
            while jobs:
                finish()
                yield from ready()
            yield from ready()

    def _job(self, windows: list[Window]) -> list[Tagged]:
        return tag(windows, self._network.states(windows), self._network.heads)

    def _tagged(self, words: Words) -> list[Tagged]:
        """The windows of ``words`` read at once, where what comes after cannot wait."""
        windows = encode(words, self._network.pieces)
        return [done for start in range(0, len(windows), _JOB_WINDOWS) for done in self._job(windows[start : start + _JOB_WINDOWS])]

    def _record(self, entry: _Open) -> Record:
        article, words = entry.article, entry.words
        cased = article
        if entry.done:
            parts, layers = join(words, entry.done, self._network.heads)
            if in_capitals(words):
                words = lowered(layers)
                cased = msgspec.structs.replace(article, text=spelled(words))
                parts, layers = join(words, self._tagged(words), self._network.heads)
            parts = [part for part in parts if not entry.mute[part.start : part.end].any()]
            found = assemble(parts, words)
            for attribution in found:
                attribution.score = self._confidence(attribution)
            found = sorted(found + listed(parts, words), key=lambda a: (a.content[0], a.cue))
            found = [attribution for attribution in found if attribution.score >= self._least]
            spoken = transcripts.turns(words)
            found = [a for a in transcripts.settle(words, spoken, found, entry.mute) if a.score >= self._least]
            layers = transcripts.labelled(nameless(layers, _zones(article, words, {"dateline"})), spoken)
        else:
            found, spoken, layers = [], [], empty(words)
        told = [] if "times" in self._without else times.find(cased, words)
        resolver = speakers.Resolver(article, layers)
        who = transcripts.unnamed(words, spoken, found, resolver.run(found))
        when = dates.said_on(article, layers, found, told, who)
        told = dates.settled(layers, found, told, when, article.published)
        counted = None if "figures" in self._without else figures.find(article, layers, told)
        bound: list[list[Commitment]] = (
            [[]] * len(found)
            if "commitments" in self._without
            else commitments.find(article, layers, found, who, told, counted, resolver, self._weights)
        )
        hedged = "hedges" not in self._without
        denials = [hedged and denied(layers, a) for a in found]
        shorter = headlines.shortened(article, layers, found, who, denials) if hedged else [None] * len(found)
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
                commitments=commits,
                denied=denies,
                hedge=_span(words, hedge(layers, a)) if hedged else None,
                shortens=None if of is None else f"s{of + 1}",
                confidence=a.score,
            )
            for i, (a, speaker, said, commits, denies, of) in enumerate(
                zip(found, who, when, bound, denials, shorter, strict=True), 1
            )
        ]
        happened = [] if "events" in self._without else events.find(article, layers, found, who, when, told, self._event_weights)
        return Record(
            article=article, statements=statements, figures=counted or [], times=told, events=happened, read_by=self.read_by
        )


def _article(given: Article | str) -> Article:
    if isinstance(given, Article):
        return given
    if isinstance(given, str):
        from ..intake import from_text  # late: whoever gives articles has no need of it

        return from_text(given)
    raise TypeError(
        f"an article is an onrecord.Article or the text of one, not {type(given).__name__}; "
        "onrecord.intake makes them: from_text(), from_html(), read_path(), read_source()"
    )


def _span(words: Words, part: Range | None) -> Span | None:
    return None if part is None else Span.of(words.text, *offsets(words, part))


def _spans(words: Words, ranges: list[tuple[int, int]]) -> list[Span]:
    return [Span.of(words.text, *offsets(words, part)) for part in ranges]


def _mute(article: Article, words: Words) -> npt.NDArray[np.bool_]:
    """Which words stand in a zone that makes no statement."""
    mute = np.zeros(len(words), bool)
    for a, b in _zones(article, words, {zone.kind for zone in article.zones} - SPEAKING_ZONES):
        mute[a:b] = True
    return mute


def _zones(article: Article, words: Words, kinds: Collection[str]) -> list[Range]:
    """The words of each zone of these ``kinds``."""
    places = [np.searchsorted(words.starts, [zone.start, zone.end]) for zone in article.zones if zone.kind in kinds]
    return [(int(a), int(b)) for a, b in places]
