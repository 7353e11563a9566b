"""Articles, revisions and speakers by their numbers; what stands round a statement; whether the store has changed."""

from __future__ import annotations

import pytest
from storing import PlainReader, article, full, many

from onrecord.store import NotFound, Store


def test_a_revision_is_the_record_with_the_numbers_of_its_statements(store: Store) -> None:
    store.add_records([full()])
    number = store.search(limit=1)[0].article_number
    shown = store.revision(number)
    assert shown.record == store.article(full().article.id)[0]
    assert len(shown.statements) == len(shown.record.statements) == 3
    for statement, own in zip(shown.record.statements, shown.statements, strict=True):
        assert store.statement(own).content == " … ".join(span.text for span in statement.content)
    assert shown.said_by == ["model"] * 3
    store.correct(shown.statements[0], "Ana Bel", kind="belief")
    store.withdraw(shown.statements[1], "Ana Bel")
    after = store.revision(number)
    assert after.statements == [shown.statements[0], shown.statements[2]]
    assert after.said_by == ["Ana Bel", "model"]


def test_old_revisions_stay_to_be_seen(store: Store) -> None:
    known = {"id": "a", "url": "https://courier.example/a", "publisher": "Courier"}
    for day in ("Monday", "Friday"):
        store.add(article(f"Mara Lind said that the quay will open by {day}.", **known), PlainReader())
    number = store.search(limit=1)[0].article_number
    new, old = store.revision(number), store.revision(number, 1)
    assert (new.revision, old.revision) == (2, 1)
    assert "Friday" in new.record.article.text
    assert "Monday" in old.record.article.text
    assert [(row.number, row.current, row.statements) for row in new.revisions] == [(1, False, 1), (2, True, 1)]
    assert [change.change for change in store.diff(number=number)] == ["changed"]
    with pytest.raises(NotFound, match="no revision 3"):
        store.revision(number, 3)
    for wrong in (store.revision, lambda n: store.diff(number=n)):
        with pytest.raises(NotFound, match="no article 999"):
            wrong(999)


def test_articles_come_the_last_added_first(store: Store) -> None:
    store.add(many(7), PlainReader())
    rows = store.articles(limit=3)
    assert [row.article for row in rows] == ["a6", "a5", "a4"]
    assert rows.more
    assert [row.article for row in store.articles(limit=3, offset=6)] == ["a0"]
    assert {row.statements for row in rows} == {2}
    assert [row.article for row in store.articles(outlet="=Gazette")] == ["a5", "a2"]
    assert [row.article for row in store.articles(since="2016-03", until="2016-04")] == ["a3", "a2"]
    assert [row.article for row in store.articles(article="https://courier.example/4")] == ["a4"]


def test_near_copies_know_each_other(store: Store) -> None:
    text = many(1)[0].text
    for name in ("Courier", "Gazette", "Herald"):
        store.add(article(text, id=name, url=f"https://{name}.example", publisher=name), PlainReader())
    first = store.search("quay", limit=1)[0]
    assert [copy.publisher for copy in store.revision(first.article_number).copies] == ["Gazette", "Herald"]
    reports = store.reports(first.id)
    assert [said.publisher for said in reports] == ["Courier", "Gazette", "Herald"]
    assert [said.id for said in store.reports(reports[2].id)] == [said.id for said in reports]
    with pytest.raises(NotFound):
        store.reports(10**9)


def test_context_is_what_stands_round_the_content(store: Store) -> None:
    store.add(many(3), PlainReader())
    found = store.search(limit=None)
    context = store.context([said.id for said in found], 20)
    for said in found:
        text = store.record_of(said.id).article.text
        before, after = context[said.id]
        assert text[: said.start].endswith(before)
        assert text[said.end :].startswith(after)
        assert len(before) == min(20, said.start or 0)
    assert any(said.start and said.start > 20 for said in found)
    assert store.context([]) == {}


def test_a_speaker_has_roles_over_time(store: Store) -> None:
    for day, role in (("2015-02-01", "mayor"), ("2015-04-01", "mayor"), ("2017-01-01", "senator")):
        text = f"Mara Lind, {role}, said that the quay of {day} is shut."
        store.add(article(text, id=day, publisher="Courier", published=day), PlainReader())
    number = store.speakers()[0].id
    shown = store.speaker(number)
    assert (shown.name, shown.kinds, shown.statements, shown.articles, shown.outlets) == ("Mara Lind", ["person"], 3, 3, 1)
    assert [(r.role, r.statements, r.first, r.last) for r in shown.roles] == [
        ("mayor", 2, "2015-02-01", "2015-04-01"),
        ("senator", 1, "2017-01-01", "2017-01-01"),
    ]
    with pytest.raises(NotFound, match="no speaker"):
        store.speaker(10**9)


def test_the_stamp_changes_with_the_store_and_not_without(store: Store) -> None:
    store.add(many(1), PlainReader())
    before = store.stamp()
    store.search("quay")
    store.facets()
    if store.name.startswith("postgresql"):  # its log may grow by itself: a stamp may change without need, and never fail to
        before = store.stamp()
    else:
        assert store.stamp() == before
    with Store(store.name) as other:
        other.add(many(3), PlainReader())
    after = store.stamp()
    assert after != before
    store.withdraw(store.search(limit=1)[0].id, "Ana Bel")
    assert store.stamp() != after
