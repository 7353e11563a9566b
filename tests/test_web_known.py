"""People and outlets as the desk lists them are those of the store, whether they were counted before or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import Store, across
from onrecord.web import create_app, known
from onrecord.web.page import Asked
from onrecord.web.pages import outlets


@pytest.mark.parametrize("most", [known.MOST, 3])
def test_people_are_those_of_the_store(related: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(known, "MOST", most)  # of few only is the count kept: the others are counted when they are asked for
    with Store(related, create=False) as store:
        desk = create_app(store).state.desk
        everybody = across.people(store, limit=None)
        words = {word for row in everybody for word in row.name.split()}
        assert len(everybody) > 3
        for word in sorted(words):
            for kind in (None, "person", "organization"):
                asked, told = known.people(desk, word, kind, 2), across.people(store, word, kind, 2)
                assert (list(asked), asked.more) == (list(told), told.more)
        listed = known.people(desk, limit=2, offset=1)
        assert (list(listed), listed.more) == (list(everybody)[1:3], len(everybody[:most]) > 3)


def test_outlets_are_those_of_the_store(related: Path) -> None:
    with Store(related, create=False) as store:
        desk = create_app(store).state.desk
        names = [row.name for row in across.outlets(store, limit=None) if row.name]
        assert len(names) > 2
        for outlet in (None, "nobody", names[0].split()[-1], *(f"={name}" for name in names)):
            asked, told = known.reliance(desk, outlet, 2), across.outlets(store, outlet=outlet, limit=2)
            assert (list(asked), asked.more) == (list(told), told.more)
        first, then = known.reliance(desk, limit=2), known.reliance(desk, limit=2, offset=1)
        assert list(first)[1:] == list(then)[:1]


def test_outlets_are_counted_when_the_desk_opens(related: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(related, create=False) as store:
        desk = create_app(store).state.desk
        desk.warm()
        for name in ("over_time", "reporting", "facets"):
            monkeypatch.delattr(Store, name)
        for row in outlets.LIST.read(desk, Asked()).rows:
            if row.publisher is not None:
                asked = outlets.OutletAsked(name=row.publisher)
                answer = outlets.OUTLET.read(desk, asked)
                assert outlets.OUTLET.view is not None
                assert outlets.OUTLET.view(desk, asked, answer)["facets"].statements <= row.statements
