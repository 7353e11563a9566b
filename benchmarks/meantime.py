"""MEANTIME's English articles: their text, and the events, participants and dates that are annotated in it.

CAT XML, of which only the first six sentences of each article are annotated. Both folders of the corpus hold the same
articles; the one annotated at the level of the document is read.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import join
from onrecord.article import Article
from onrecord.record import EventStatus

WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "#": "£"}
_BEFORE_NAME = re.compile(r"^(?:the|a|an|its|his|her|their|this|these|that) ")
_AFTER_NAME = re.compile(r" (?:of|in|for|from|at|on|who|which|that|to) .*")


@dataclass(frozen=True)
class GoldEvent:
    """One EVENT_MENTION: its words, its status (None where it is not annotated) and the names of its Arg0 (empty without one)."""

    spans: tuple[tuple[int, int], ...]
    status: EventStatus | None
    progressive: bool
    sort: str
    actors: frozenset[str] = frozenset()

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any of its words lies within ``start`` to ``end``."""
        return any(a < end and start < b for a, b in self.spans)


@dataclass
class Document:
    """One article and its events; what starts from ``limit`` on is not annotated."""

    article: Article
    limit: int
    events: list[GoldEvent] = field(default_factory=list)


def status_of(mention: ET.Element) -> EventStatus | None:
    """MEANTIME's polarity, certainty and time in the record's words.

    Negative polarity is denied; an if-clause or its main clause, or what is possible or probable, conditional; the future
    planned; all else occurred. What goes on and what is over are not told apart, nor are planned and scheduled.
    """
    if mention.get("polarity") == "NEG":
        return "denied"
    if (mention.get("special_cases") or "").startswith("COND") or mention.get("certainty") in ("POSSIBLE", "PROBABLE"):
        return "conditional"
    return {"FUTURE": "planned", "NON_FUTURE": "occurred"}.get(mention.get("time") or "")  # type: ignore[return-value]


def plain(name: str) -> str:
    """A name in lower case, without marks and the article before it."""
    return _BEFORE_NAME.sub("", " ".join(re.findall(r"\w+", name.lower())))


def is_named(name: str, names: frozenset[str]) -> bool:
    """Whether ``name``, or one that it joins with "+", is one of ``names`` or ends as one of them does: "Mara Lind", "Lind"."""
    for part in map(plain, name.split(" + ")):
        if part and any(part == other or part.endswith(" " + other) or other.endswith(" " + part) for other in names):
            return True
    return False


def documents(folder: Path) -> Iterator[Document]:
    """The articles below a ``meantime`` folder, in order."""
    for path in sorted(folder.glob("intra-doc_annotation/*/*.xml")):
        yield _document(path)


def _document(path: Path) -> Document:
    root = ET.parse(path).getroot()
    sentences: dict[str, list[ET.Element]] = {}
    for token in root.iter("token"):
        sentences.setdefault(token.get("sentence", "0"), []).append(token)
    text, place, ends = "", {}, {}
    for number, sentence in sentences.items():
        text += ("\n\n" if number in ("1", "2") else " ") if text else ""
        marks = [token.text or "" for token in sentence]
        forms = [WRITTEN.get(mark, mark) for mark in marks]
        base = len(text)
        for token, form, start in zip(sentence, forms, join(forms, marks), strict=True):
            text = text.ljust(base + start) + form
            place[token.get("t_id")] = (base + start, len(text), int(number))
        ends[int(number)] = len(text)
    markables = {m.get("m_id"): m for m in root.find("Markables") or ()}
    written = {key: [place[a.get("t_id")] for a in m] for key, m in markables.items() if len(m)}
    final = max(number for spans in written.values() for _, _, number in spans)
    created = next((m.get("value") for m in markables.values() if m.get("functionInDocument") == "CREATION_TIME"), None)
    document = Document(Article(id=path.stem, text=text, published=created), ends[final])
    refers, actors = {}, {}
    for relation in root.find("Relations") or ():
        sources = [s.get("m_id") for s in relation.findall("source")]
        target = relation.find("target")
        if target is None:
            continue
        if relation.tag == "REFERS_TO":
            refers.update(dict.fromkeys(sources, target.get("m_id")))
        elif relation.tag == "HAS_PARTICIPANT" and relation.get("sem_role") == "Arg0":
            actors.setdefault(sources[0], []).append(target.get("m_id"))
    names: dict[str | None, set[str]] = {}
    for key, m in markables.items():
        if m.tag == "ENTITY_MENTION" and key in written and m.get("syntactic_type") != "PRO":
            words = text[written[key][0][0] : written[key][-1][1]]
            entity = refers.get(key, key)
            names.setdefault(entity, set()).update(
                {plain(words), plain(m.get("head") or ""), _AFTER_NAME.sub("", plain(words))} - {""}
            )
    for key, m in markables.items():
        if m.tag == "EVENT_MENTION" and key in written:
            called = frozenset(n for actor in actors.get(key, []) for n in names.get(refers.get(actor, actor), ()))
            document.events.append(
                GoldEvent(
                    tuple((a, b) for a, b, _ in written[key]),
                    status_of(m),
                    "PROGRESSIVE" in (m.get("aspect") or ""),
                    m.get("pos") or "",
                    called,
                )
            )
    return document
