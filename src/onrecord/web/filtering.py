"""Filtering: what lists of statements can be asked for, as the store's filters take it."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import msgspec

from ..record import Act, Manner, Sourcing, StatementKind
from ..store.filters import Dated
from .asking import address
from .page import Number, Page, Paged

Text = Annotated[str, msgspec.Meta(max_length=500)]
Date = Annotated[str, msgspec.Meta(max_length=10, description="YYYY-MM-DD, YYYY-MM or YYYY.")]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
FILTERS = (
    *(
        "speaker",
        "role",
        "outlet",
        "since",
        "until",
        "dated",
        "kind",
        "manner",
        "sourcing",
        "act",
        "denied",
        "min_confidence",
        "article",
        "person",
        "old",
    ),
)


class Filtered(Paged, kw_only=True):
    """The filters of ``Store.search``, by the same names."""

    speaker: Annotated[Text | None, msgspec.Meta(description="Words that the speaker's name has.")] = None
    role: Annotated[Text | None, msgspec.Meta(description="Words that the speaker's role has.")] = None
    outlet: Annotated[Text | None, msgspec.Meta(description="Words that the publisher's name has.")] = None
    since: Annotated[Date | None, msgspec.Meta(description="Not before this day, month or year.")] = None
    until: Annotated[Date | None, msgspec.Meta(description="Not after this day, month or year.")] = None
    dated: Annotated[Dated, msgspec.Meta(description="What dates count.")] = "either"
    kind: list[StatementKind] = msgspec.field(default_factory=list)
    manner: list[Manner] = msgspec.field(default_factory=list)
    sourcing: list[Sourcing] = msgspec.field(default_factory=list)
    act: Annotated[list[Act], msgspec.Meta(description="With such a commitment.")] = msgspec.field(default_factory=list)
    denied: Annotated[
        bool | None, msgspec.Meta(description="What the speaker denies, or denies having said; false: all but that.")
    ] = None
    min_confidence: Share | None = None
    article: Annotated[Text | None, msgspec.Meta(description="The id, URL or file of an article.")] = None
    person: Annotated[Number | None, msgspec.Meta(description="The number of an identity, as `/people.json` has them.")] = None
    old: Annotated[bool, msgspec.Meta(description="Also what stands only in older revisions.")] = False


def filters(asked: Filtered) -> dict[str, Any]:
    """What was asked, as the options of ``Store.search`` and its like."""
    found = {name: getattr(asked, name) for name in FILTERS}
    return {name: None if value == [] else value for name, value in found.items()}


class Chip(NamedTuple):
    """A filter that is on: its name, its value in words, and the address of the page without it."""

    name: str
    value: str
    without: str


_CALLED = {
    "since": "from",
    "until": "to",
    "min_confidence": "confidence from",
    "as_of": "as of",
    "due_since": "due from",
    "due_until": "due to",
}


def chips(page: Page, asked: Paged) -> list[Chip]:
    """The filters that are on."""
    found = []
    for name in asked.__struct_fields__:
        if name in ("limit", "offset", "q", "order", "every", "of", "group") or name in page.in_path:
            continue
        value = getattr(asked, name)
        for entry in value if isinstance(value, list) else [value]:
            if entry is None or (entry is False and name != "denied") or (name, entry) == ("dated", "either"):
                continue
            rest: Any = (
                [other for other in value if other != entry]
                if isinstance(value, list)
                else None
                if entry is not True or name == "denied"
                else False
            )
            words = "yes" if entry is True else "no" if entry is False else str(entry).removeprefix("=")
            if name == "dated":
                rest = "either"
            found.append(Chip(_CALLED.get(name, name), words, address(page, asked, **{name: rest, "offset": 0})))
    return found
