"""Names in an article's text: where they begin and end, by capitals and by the network's labels."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..layers import NAME_LABELS, Layers
from .words import (
    BODY_NAMES,
    CALENDAR,
    FALSE_STARTS,
    FIELD_ENDINGS,
    FIELDS,
    GIVEN_NAMES,
    PERSON_NOUNS,
    SHORT_TITLES,
    SUFFIXES,
    TITLES,
    WEAK_TITLES,
    is_person_noun,
)

LONGEST_NAME = 16
"""Words; a longer run of capitals is no name."""
_APOSTROPHES = frozenset("'’")
_LINKS = frozenset("-‐‑'’")
_MARKS = frozenset("\"“”«»()[]—–:;.,'’")
_DOMAINS = frozenset({"com", "org", "net", "gov", "edu", "co", "info", "tv"})
_OFFICES = TITLES - frozenset(
    [
        "major",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "bishop",
        "cardinal",
        "judge",
        "justice",
        "chief",
        "general",
        "coach",
        "dame",
        "first",
    ]
)
"""Titles that are no surnames or given names."""
_TIMELY = frozenset(
    "in on by of for since until till from to between through during before after last next this early late mid".split()
)
"""What leads to a month: "in June Lind said"."""
_NO_NAMES = FALSE_STARTS | CALENDAR | TITLES | {"i"}


@dataclass(slots=True)
class Entity:
    """Somebody or something that the article names. ``kind``: person, organization or place; ``gender``: m, f or empty.

    ``leaning`` is a gender that only the network's pronouns speak for; ``labelled``: the label of speeches in a
    transcript; ``where``: indices of its names in the article.
    """

    name: str
    tokens: tuple[str, ...]
    kind: str
    gender: str = ""
    leaning: str = ""
    labelled: bool = False
    titles: set[str] = field(default_factory=set)
    where: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Name:
    """One occurrence of a name in words ``start`` to ``end`` (half-open); ``title`` is the title right before it, lower-cased."""

    start: int
    end: int
    tokens: tuple[str, ...]
    label: str
    title: str = ""
    entity: Entity | None = None


class Names:
    """The words and layers of one article as lists, its sentences and headline, and the names found in it, in order.

    ``headline``: how many words are one; None where that is not known. ``headline_end`` is that or a guess,
    ``capitals_end`` the same where most of the headline's words are capitalized, else 0.
    """

    def __init__(self, layers: Layers, headline: int | None = None) -> None:
        words = layers.words
        self.layers = layers
        self.forms = words.forms
        self.lower = [form.lower() for form in words.forms]
        self.starts: list[int] = words.starts.tolist()
        self.ends: list[int] = words.ends.tolist()
        self.paragraph: list[int] = words.paragraph.tolist()
        self.quoted: list[bool] = words.quoted.tolist()
        self.head: list[int] = layers.head.tolist()
        self.antecedent: list[int] = layers.antecedent.tolist()
        self.pos, self.ner, self.rel = layers.pos, layers.ner, layers.rel
        self.sentence = self._sentences()
        self.headline_end = self._headline() if headline is None else headline
        self.capitals_end = self.headline_end if self._in_capitals(self.headline_end) else 0
        self.names = self._joined(self._scan(self.capitals_end))

    def text(self, start: int, end: int) -> str:
        """The article's characters from word ``start`` up to word ``end``, on one line."""
        return " ".join(self.layers.words.text[self.starts[start] : self.ends[end - 1]].split()) if start < end else ""

    def word(self, i: int) -> str:
        """Word ``i`` in lower case; empty outside of the article."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def _sentences(self) -> list[int]:
        forms, lower, paragraph = self.forms, self.lower, self.paragraph
        out = []
        number, ended, last = 0, False, 0
        for i, form in enumerate(forms):
            if paragraph[i] != last:
                number, ended, last = number + 1, False, paragraph[i]
            elif ended and form not in "\"”’')]»":
                if form[0].isupper() or not form[0].isalnum() or form[0].isdigit():
                    number += 1
                ended = False
            out.append(number)
            if form in "?!":
                ended = True
            elif form == ".":
                before = forms[i - 1] if i else ""
                ended = not (len(before) == 1 and before.isupper()) and lower[i - 1] not in SHORT_TITLES
        return out

    def _headline(self) -> int:
        """Where a short first paragraph ends that may be a headline; 0 where there is none."""
        end = 0
        while end < len(self.forms) and end < 30 and self.paragraph[end] == self.paragraph[0]:
            end += 1
        return end if end < 30 and end < len(self.forms) else 0

    def _in_capitals(self, end: int) -> bool:
        """Whether most words up to ``end`` begin with a capital, so that capitals there tell no names."""
        letters = [form for form in self.forms[:end] if form[0].isalpha()]
        return sum(form[0].isupper() for form in letters) > 0.6 * len(letters)

    def _scan(self, start: int) -> list[Name]:
        found: list[Name] = []
        i = start
        n = len(self.forms)
        while i < n:
            label = self._label(i) if self.forms[i][0].isupper() else ""
            if not label or self.lower[i] in SHORT_TITLES:
                i += 1
                continue
            end, label = self._extent(i, label)
            name = self._trimmed(i, end, label)
            if name is not None:
                found.append(name)
            i = end
        return found

    def _label(self, i: int) -> str:
        if self.ner[i] in NAME_LABELS:
            return self.ner[i]
        return "O" if self.pos[i][:3] == "NNP" and self.ner[i] == "O" else ""

    def _extent(self, start: int, label: str) -> tuple[int, str]:
        """Where the run of words that begins a name at ``start`` ends, and what it is labelled in the end."""
        forms, ner = self.forms, self.ner
        stop = min(len(forms), start + LONGEST_NAME)
        j = start + 1
        while j < stop and self.paragraph[j] == self.paragraph[start]:
            form = forms[j]
            if form[0].isupper():
                joined = self._takes(start, j, label)
                if not joined:
                    break
                label = joined
                j += 1
                continue
            step = self._bridge(start, j, label)
            if step:
                if self.lower[j] in ("of", "for", "on") and label in ("O", "MISC"):
                    label = "ORGANIZATION"
                j += step
                if form == "." and step == 1 and not (j < len(forms) and forms[j][0].isupper() and self._near(j, label)):
                    break
                continue
            comma = form in _APOSTROPHES or form in (",", "s")
            inner = ner[j] == label != "O" and form != "s" and form not in _MARKS
            if not inner and not (comma and ner[j] == label == "ORGANIZATION" and j + 1 < len(forms) and ner[j + 1] == label):
                break
            j += 1
        return j, label

    def _near(self, j: int, label: str) -> bool:
        return self.ner[j] == label or (label in ("O", "PERSON") and self.ner[j] in ("O", "PERSON"))

    def _takes(self, start: int, j: int, label: str) -> str:
        """The label of the run once it takes in the capitalized word ``j``; empty where it does not."""
        word, ner = self.lower[j], self.ner
        if word in SHORT_TITLES:
            return ""
        if ner[j] == label or word in SUFFIXES:
            return label
        if label not in ("O", "PERSON") or ner[j] not in ("O", "PERSON") or self.pos[j][:3] != "NNP":
            return ""
        if word in TITLES and ner[j] == "O":
            return ""
        if label == "PERSON":
            return label
        # an unlabelled given name belongs to the surname after it, but "Harbor" does not to "Mara Lind"
        longer = j + 1 < len(ner) and ner[j + 1] == "PERSON" and self.forms[j + 1][0].isupper()
        if any(w in TITLES for w in self.lower[start:j]) or (longer and self.lower[start] not in GIVEN_NAMES):
            return ""
        return "PERSON"

    def _bridge(self, start: int, j: int, label: str) -> int:
        """How many words the mark or small word ``j`` carries a name on: 0 where it ends it."""
        forms, lower = self.forms, self.lower
        form, before = forms[j], forms[j - 1]
        following = forms[j + 1] if j + 1 < len(forms) else ""
        if not following:
            return 1 if form == "." and lower[j - 1] in SUFFIXES else 0
        touching = self.starts[j] == self.ends[j - 1] and self.starts[j + 1] == self.ends[j]
        if form == ".":
            if touching and following in _DOMAINS:
                return 2  # "harborline.org"
            if touching and len(before) == 1 and len(following) == 1 and following.isupper():
                return 2  # "N.A.T.O."
            if lower[j - 1] in SUFFIXES or lower[j - 1] in ("st", "ft"):
                return 1
            if len(before) == 1:
                goes_on = following[0].isupper() and self._near(j + 1, label)
                return 1 if goes_on or j - start > 1 else 0
            return 0
        if form in _LINKS:
            return 2 if touching and following[0].isupper() else 0
        if lower[j] in ("of", "for", "on", "&") and following[0].isupper() and self.ner[j + 1] != "PERSON":
            if label == "ORGANIZATION" and self.ner[j + 1] == label:
                return 1
            if label in ("ORGANIZATION", "O", "MISC") and lower[j - 1] in BODY_NAMES and lower[j + 1] not in SHORT_TITLES:
                return 2 if form != "&" else 0
        return 0

    def _trimmed(self, start: int, end: int, label: str) -> Name | None:
        """The name in a run of words, without titles before and marks behind it; None where nothing is left."""
        forms, lower = self.forms, self.lower
        first = start
        while end > start + 1 and not (forms[end - 1][0].isupper() or forms[end - 1][0].isdigit() or forms[end - 1] in _DOMAINS):
            if forms[end - 1] == "." and (len(forms[end - 2]) == 1 or lower[end - 2] in SUFFIXES):
                break
            end -= 1
        while start < end - 1 and (
            ((lower[start] in FALSE_STARTS or lower[start] in CALENDAR) and not self._given(start, label))
            or (label in ("PERSON", "O") and (lower[start] in TITLES or (start > first and forms[start] == ".")))
        ):
            start += 1
        if label == "ORGANIZATION":
            # "Senate Majority Leader Mara Lind" in one: the person after the office
            for k in range(start, end - 2):
                if is_person_noun(lower[k]) and lower[k + 1] in GIVEN_NAMES and lower[end - 1] not in BODY_NAMES:
                    start, label = k + 1, "PERSON"
                    break
        if label == "PERSON":
            # "Ost Mayor Mara Lind"
            start = max([start, *(k + 1 for k in range(start + 1, end - 2) if lower[k] in _OFFICES)])
        if label == "PERSON" and end == start + 1 and self._given(start - 1, label):
            start -= 1
        tokens = tuple(w for w in lower[start:end] if w[0].isalnum() and not (w == "s" and label == "PERSON"))
        if len(tokens) > 1 and all(len(w) == 1 for w in tokens):
            tokens = ("".join(tokens),)
        if tokens and tokens[0] == "the":
            tokens = tokens[1:]
        if not tokens or (len(tokens) == 1 and tokens[0] in _NO_NAMES):
            return None
        return Name(start, end, tokens, label, self._title(start))

    def _given(self, i: int, label: str) -> bool:
        """Whether word ``i`` is the given name before a surname, though the same word means something else: "Will", "June", "Per"."""
        before = self.forms[i - 1] if i > 0 else "."
        if (
            label != "PERSON"
            or i < self.capitals_end
            or not self.forms[i][0].isupper()
            or not self.forms[i].isalpha()
            or self.forms[i].isupper()
        ):
            return False
        if i > 0 and self.paragraph[i - 1] != self.paragraph[i]:
            before = "."
        if self.lower[i] in CALENDAR:
            return self.lower[i] in GIVEN_NAMES and before.lower() not in _TIMELY
        if self.pos[i][:3] == "NNP" or self.lower[i] in TITLES or is_person_noun(self.lower[i]):
            return False
        inside = before == "," or before.islower() or before.lower() in TITLES
        return inside and self.starts[i + 1] == self.ends[i] + 1

    def _joined(self, names: list[Name]) -> list[Name]:
        """One name of parts that the network labels differently: "Ost Harbor Authority", "Harbors and Canals Commission"."""
        out: list[Name] = []
        for name in names:
            last = out[-1] if out else None
            if last is not None and self._of_family(last, name):
                out[-1] = Name(last.start, name.end, last.tokens + name.tokens, "ORGANIZATION", "")
            elif last is None or "PERSON" in (last.label, name.label) or self.paragraph[last.start] != self.paragraph[name.start]:
                out.append(name)
            elif last.end == name.start and self._continues(last, name):
                label = "ORGANIZATION" if name.tokens[-1] in BODY_NAMES else name.label
                out[-1] = Name(last.start, name.end, last.tokens + name.tokens, label, last.title)
            elif last.end + 1 == name.start and self.lower[last.end] in ("and", "&") and self._halves(last, name):
                tokens = (*last.tokens, self.lower[last.end], *name.tokens)
                out[-1] = Name(last.start, name.end, tokens, "ORGANIZATION", last.title)
                if len(out) > 1 and out[-2].label == "LOCATION" and out[-2].end == last.start:
                    # "Ost Canals and Harbors Commission": the country or town before it is the body's
                    place = out.pop(-2)
                    out[-1] = Name(place.start, name.end, place.tokens + tokens, "ORGANIZATION", place.title)
            else:
                out.append(name)
        return out

    def _of_family(self, last: Name, name: Name) -> bool:
        """Whether a body's noun right after a surname makes it the name of a body: "Tarrow Foods"."""
        return (
            last.label == "PERSON"
            and name.label != "PERSON"
            and last.end == name.start
            and self.paragraph[last.start] == self.paragraph[name.start]
            and len(last.tokens) == len(name.tokens) == 1
            and last.tokens[0] not in GIVEN_NAMES
            and not last.title
            and name.tokens[0] in BODY_NAMES
        )

    @staticmethod
    def _continues(last: Name, name: Name) -> bool:
        if set(name.tokens) & TITLES or name.tokens[0] in PERSON_NOUNS or len(last.tokens) + len(name.tokens) > 8:
            return False
        return name.tokens[-1] in BODY_NAMES or (last.label == "LOCATION" and name.label == "O")

    def _halves(self, last: Name, name: Name) -> bool:
        """Whether only the second of two names joined by "and" has the body's noun, so that they are one."""
        if len(name.tokens) < 2 or name.tokens[-1] not in BODY_NAMES or last.tokens[-1] in BODY_NAMES:
            return False
        if len(last.tokens) == 1:
            word = last.tokens[0]
            field = word.endswith(FIELD_ENDINGS) or word in FIELDS
            return last.label != "LOCATION" and (self.rel[last.end - 1] == "compound" or field)
        return last.label != "LOCATION" or len(last.tokens) > 2

    def _is_label(self, name: Name) -> bool:
        """Whether the name is the label of a speech in a transcript: capitals throughout, a colon after, first in its paragraph."""
        return (
            name.end < len(self.forms)
            and self.forms[name.end] == ":"
            and self.forms[name.end - 1].isupper()
            and (
                name.start == 0
                or self.paragraph[name.start - 1] != self.paragraph[name.start]
                or not self.forms[name.start - 1][0].isalnum()
            )
        )

    def _title(self, start: int) -> str:
        k = start - 1
        if k > 0 and self.forms[k] == "." and self.lower[k - 1] in SHORT_TITLES:
            k -= 1
        if k >= 0 and self.lower[k] in TITLES and self.lower[k] not in WEAK_TITLES and self.forms[k][0].isupper():
            return self.lower[k]
        return ""
