import gzip
import itertools
import json
import random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from storing import article

from onrecord import Record, Span, Speaker, Statement, Store, across
from onrecord.across.people import bodies, names, roles
from onrecord.across.people.changes import merge, rename, split, undo
from onrecord.across.people.wikidata import entities, link
from onrecord.cli import main
from onrecord.store import NotFound, StoreError

COUNT = itertools.count()


def record(*said, text="", id=None, url=None, published="2016-09-12", publisher="Courier", version="1"):
    """An article in which each of ``said`` (name, role, and what else its speaker has) says something."""
    parts, statements = [], []
    for n, (name, role, *rest) in enumerate(said):
        more = rest[0] if rest else {}
        source = more.pop("source", name)
        start = sum(len(part) for part in parts)
        parts.append(f"{source} said that matter {n} is {name}'s own. ")
        content = start + len(source) + 11
        statements.append((name, role, source, start, content, len(parts[-1]) + start - 2, more))
    rng = random.Random(id or next(COUNT))  # so that no article is a near-copy of another
    whole = "".join(parts) + text + " " + " ".join("".join(rng.choice("abcdefgh") for _ in range(6)) for _ in range(150)) + "."
    return Record(
        article=article(whole, id=id or f"a{next(COUNT)}", **({"url": url} if url else {}), published=published, publisher=publisher),
        statements=[
            Statement(
                id=f"s{n}", content=[Span.of(whole, content, end)], cue=[Span.of(whole, content - 10, content - 6)],
                source=[Span.of(whole, start, start + len(source))],
                speaker=Speaker(**({"name": name, "kind": "person", "role": role, "sourcing": "named"} | more)),
                manner="indirect", kind="assertion", said_on=None, confidence=0.9,
            )
            for n, (name, role, source, start, content, end, more) in enumerate(statements)
        ],
        read_by={"onrecord": version, "model": "made"},
    )  # fmt: skip


def relate(store, *records, reread=False):
    store.add_records(records, reread=reread)
    return across.relate(store)


def who(store, name, at=0):
    """The identity of the statement of the speaker of this name, in the order of articles."""
    found = [said for said in store.search(order="oldest", limit=None, old=True, copies=True) if said.speaker == name]
    return sorted(found, key=lambda said: said.id)[at].person


ORG = {"kind": "organization"}
PORT = "They met near the Quay of Ostmere while the Fenwick ferry and the Dorrin lights waited in Harrowgate."


# names, roles, bodies


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Mara Lind", "MARA LIND", "same"),
        ("Zoë Aldous", "Zoe Aldous", "same"),
        ("Mara Lind", "Mara J. Lind", "longer"),
        ("Bob Lind", "Robert Lind", "variant"),
        ("Bob Lind", "Bobby Lind", "variant"),
        ("Mara Lind", "Mra Lind", "misspelt"),
        ("Mara Lind", "M. Lind", "initials"),
        ("Lind", "Mara Lind", "surname"),
        ("Mara Ost Lind", "Ost Lind", "part"),
        ("Mara Lind", "Vera Lind", "other"),
        ("Mara H.W. Lind", "Mara W. Lind", "other"),
        ("Mara Lind Jr.", "Mara Lind Sr.", "other"),
        ("Mark Lind", "Edward M. Lind", "other"),
        ("Jon Lind", "Jan Lind", "other"),
        ("Lind", "Aldous", "other"),
    ],
)
def test_how_two_names_stand_to_each_other(one, other, how):
    a, b = names.parse(one), names.parse(other)
    assert names.relation(a, b) == names.relation(b, a) == how


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_are_related_the_same_both_ways(one, other):
    a, b = names.parse(one), names.parse(other)
    if a is not None and b is not None:
        assert names.relation(a, b) == names.relation(b, a)
    roles.role(one)
    list(bodies.defined(one))
    assert bodies.normal(bodies.normal(one)) == bodies.normal(one) or bodies.normal(one).split()[-1:] != []


def test_one_form_for_all_spellings_of_a_body():
    assert bodies.normal("the Department of Harbours") == bodies.normal("Harbours Department") == "harbours department"
    assert bodies.normal("The Ost Canal Co.") == "ost canal"
    assert bodies.normal("Ost Canal Department") != bodies.normal("Harbours Department")
    assert list(bodies.defined("It was the Ost Harbour Pilots Association (OHPA) that")) == [
        ("ohpa", "ost harbour pilots association")
    ]
    assert list(bodies.defined("It was the Canal Board (XYZ) that")) == []


def test_offices_of_one_holder():
    assert roles.role("prime minister of Ostmere").office == roles.role("Ostmere's prime minister").office
    assert roles.role("former prime minister of Ostmere").office is None
    assert roles.role("a governor").office is None
    assert roles.role("deputy mayor").office is None
    assert roles.role("41-year-old baker").age == 41


# who is one, who is not


def test_full_name_surname_title_and_office_are_one(store):
    relate(
        store,
        record(("Mara Lind", "mayor of Ostmere"), text=PORT),
        record(("Mara J. Lind", "Ostmere mayor"), text=PORT, publisher="Gazette", published="2016-09-14"),
        record(("Lind", "Mayor", {"source": "Mayor Lind"}), text=PORT, published="2016-09-20"),
        record(
            ("mayor of Ostmere", "mayor of Ostmere", {"sourcing": "unnamed", "source": "the mayor of Ostmere"}),
            text=PORT,
            published="2016-09-21",
        ),
    )
    [row] = across.people(store, "Lind")
    assert (row.name, row.kind, row.articles, row.statements, row.outlets) == ("Mara J. Lind", "person", 4, 4, 2)
    assert (row.first, row.last) == ("2016-09-12", "2016-09-21")
    person = across.person(store, row.id)
    assert {name.name for name in person.names} == {"Mara Lind", "Mara J. Lind", "Lind"}
    assert person.roles[0].role == "mayor of Ostmere"
    assert all(entry.reason for entry in person.appearances)
    office = person.appearances[-1]
    assert office.form == "office"
    assert "office" in office.reason
    [said] = [said for said in store.search(limit=None) if said.speaker == "mayor of Ostmere"]
    assert said.person == row.id
    assert across.person_of(store, said.id) == row


def test_two_of_one_name_are_two_and_what_is_open_is_told_by_company(store):
    church = "Worshippers in Sankt Veit came to hear him, and the Abbey of Morrow, where Brother Anselm sings, was full."
    relate(
        store,
        record(("John Smith", "senator"), text=PORT, publisher="Gazette"),
        record(("John Smith", "pastor of the Abbey"), text=church, publisher="Parish"),
    )
    one, other = who(store, "John Smith", 0), who(store, "John Smith", 1)
    assert one != other
    relate(
        store,
        record(("John Smith", "senator"), text="Later.", publisher="Wire"),
        record(("John Smith", "pastor"), text="Later.", publisher="Wire"),
    )
    assert (who(store, "John Smith", 2), who(store, "John Smith", 3)) == (one, other)
    [kept] = across.person(store, other).appearances[:1]
    assert "walk of life" in kept.reason


def test_two_who_speak_in_one_article_are_two(store):
    relate(store, record(("Donald Aldous", "builder"), ("Donald Aldous Jr.", "son"), text=PORT))
    assert who(store, "Donald Aldous") != who(store, "Donald Aldous Jr.")


def test_a_surname_of_several_is_nobody_s(store):
    relate(store, record(("Mara Lind", None), text=PORT), record(("Piet Lind", None), text=PORT))
    relate(store, record(("Lind", None), text=PORT))
    assert who(store, "Lind") not in (who(store, "Mara Lind"), who(store, "Piet Lind"))


def test_unnamed_speakers_are_never_joined(store):
    spokesman = {"sourcing": "unnamed", "source": "a spokesman"}
    people = {"sourcing": "collective", "kind": "group"}
    relate(
        store,
        *(record(("spokesman", "spokesman", dict(spokesman)), ("officials", None, dict(people)), text=PORT) for _ in range(3)),
    )
    assert len(across.people(store)) == 0
    assert {said.person for said in store.search(limit=None)} == {None}


def test_bodies_with_their_abbreviations_and_apart_from_their_heads(store):
    relate(
        store,
        record(("OHPA", None, dict(ORG)), text="The strike went on.", publisher="Wire"),
        record(("Ost Harbour Pilots Association", None, dict(ORG)), text="The Ost Harbour Pilots Association (OHPA) met."),
        record(("Department of Harbours", None, dict(ORG)), ("Mara Lind", "head of the Harbours Department"), text=PORT),
        record(("Harbours Department", None, dict(ORG)), text=PORT),
        record(("OHPA", None, dict(ORG)), text="The strike ended.", publisher="Gazette"),
    )
    assert who(store, "OHPA", 1) == who(store, "Ost Harbour Pilots Association")
    assert who(store, "OHPA", 0) == who(store, "OHPA", 1)
    assert who(store, "Department of Harbours") == who(store, "Harbours Department") != who(store, "Mara Lind")
    assert len(across.people(store, kind="organization")) == 2


def test_like_bodies_elsewhere_are_others(store):
    east = "In Velmoor the Grand Canal froze, and Olaf Dennerby of the Velmoor Rowers wept in Tallin Square."
    relate(
        store,
        record(("Interior Ministry", None, dict(ORG)), ("police", None, dict(ORG)), text=PORT),
        record(("Interior Ministry", None, dict(ORG)), ("police", None, dict(ORG)), text=east, publisher="Velmoor Post"),
        record(("Interior Ministry", None, dict(ORG)), text=east, publisher="Velmoor Post", published="2016-10-01"),
    )
    assert who(store, "Interior Ministry", 0) != who(store, "Interior Ministry", 1) == who(store, "Interior Ministry", 2)
    assert who(store, "police", 0) is None


def test_several_who_speak_together_are_each_themselves(store):
    relate(store, record(("Mara Lind", None), text=PORT), record(("Mara Lind + Piet Aldous", None), text=PORT))
    [joint] = [said for said in store.search(limit=None) if said.speaker == "Mara Lind + Piet Aldous"]
    assert joint.person is None
    assert across.person_of(store, joint.id) is None
    assert [row.name for row in across.people_of(store, joint.id)] == ["Mara Lind", "Piet Aldous"]
    assert len(store.search(person=who(store, "Mara Lind"), limit=None)) == 2


def cast(seed):
    rng = random.Random(seed)
    records = [
        record(("Mara Lind", "mayor of Ostmere"), text=PORT, id="o1"),
        record(("Lind", "mayor"), text=PORT, id="o2", published="2016-09-14"),
        record(("Mara J. Lind", "Ostmere mayor"), text=PORT, id="o3", published="2016-09-15"),
        record(("John Smith", "senator"), text=PORT, id="o4"),
        record(
            ("John Smith", "pastor"),
            text="Worshippers in Sankt Veit filled the Abbey of Morrow and sang.",
            publisher="Parish",
            id="o5",
        ),
        record(("Robert Smith", "senator"), text=PORT, id="o6"),
        record(("Bob Smith", "senator"), text=PORT, id="o7"),
        record(("OHPA", None, dict(ORG)), text="The strike went on.", id="o8"),
        record(("Ost Harbour Pilots Association", None, dict(ORG)), text="The Ost Harbour Pilots Association (OHPA) met.", id="o9"),
    ]
    rng.shuffle(records)
    return records


def test_the_order_of_articles_makes_no_difference(tmp_path):
    seen = set()
    for seed in range(6):
        with Store(tmp_path / f"{seed}.db") as store:
            for one in cast(seed):
                relate(store, one)
            # OHPA alone joins the full name once an article explains it and either is met again
            groups = {}
            for said in store.search(limit=None):
                groups.setdefault(said.person, []).append(said.article)
            seen.add(frozenset(frozenset(group) for group in groups.values() if not {"o8", "o9"} & set(group)))
    assert seen == {frozenset({frozenset({"o1", "o2", "o3"}), frozenset({"o4"}), frozenset({"o5"}), frozenset({"o6", "o7"})})}


def test_a_full_name_that_comes_later_is_found_by_the_surname(store):
    relate(store, record(("Lind", "mayor of Ostmere"), text=PORT))
    before = who(store, "Lind")
    relate(store, record(("Mara Lind", "mayor of Ostmere"), text=PORT))
    assert who(store, "Lind") == who(store, "Mara Lind")
    assert across.person(store, before).id == who(store, "Lind")  # the old number leads to the new


def test_relating_is_of_what_is_new_alone(store):
    assert relate(store, record(("Mara Lind", None)), record(("Piet Aldous", None))).articles == 2
    assert relate(store, record(("Oto Maren", None))).articles == 1
    assert across.relate(store).articles == 0


# what persons say


def three(store, text=PORT):
    relate(
        store,
        *(
            record(("Mara Lind", role), text=text, id=f"t{n}", url=f"https://courier.example/{n}")
            for n, role in enumerate(("mayor", "mayor", "mayor"))
        ),
    )
    return who(store, "Mara Lind")


def test_a_split_holds_through_rereading_new_revisions_and_new_articles(store):
    one = three(store)
    last = across.person(store, one).appearances[-1]
    other = split(store, one, [last.id], by="Ana Bel", note="the baker")
    assert who(store, "Mara Lind", 2) == other != one
    assert across.person(store, other).appearances[0].reason == "Ana Bel said so"
    again = record(("Mara Lind", "mayor"), text=PORT, id="t2", url="https://courier.example/2", version="2")
    relate(store, again, reread=True)
    assert store.search(article="t2")[0].person == other
    relate(store, record(("Mara Lind", "mayor"), text=PORT + " More.", id="t2", url="https://courier.example/2"))
    assert store.search(article="t2")[0].revision == 2
    assert store.search(article="t2")[0].person == other
    relate(store, record(("Mara J. Lind", "mayor"), text=PORT + " Even more.", id="t2", url="https://courier.example/2"))
    assert store.search(article="t2")[0].person == other  # named more fully now
    for _ in range(3):
        relate(store, record(("Mara Lind", "mayor"), text=PORT))
    assert {row.id for row in across.people(store, "lind")} == {one, other}  # never brought together by themselves
    entry = store.log("person", one)[0]
    assert (entry.action, entry.by, entry.note) == ("split", "Ana Bel", "the baker")
    undo(store, entry.id, by="Ana Bel")
    assert len(across.people(store, "lind")) == 1
    assert across.person(store, other).id == one
    with pytest.raises(ValueError, match="taken back already"):
        undo(store, entry.id, by="Ana Bel")


def test_a_merge_holds_leads_on_and_is_undone(store):
    relate(store, record(("Mara Lind", "mayor"), text=PORT), record(("Vera Holm", "singer"), text="In Velmoor."))
    one, other = who(store, "Vera Holm"), who(store, "Mara Lind")
    entry = merge(store, one, other, by="Ana Bel")
    assert across.person(store, one).id == other
    assert across.person(store, one).merged == [one]
    relate(store, record(("Vera Holm", "singer"), text="In Velmoor."))
    assert who(store, "Vera Holm", 1) == other
    assert len(store.search(person=one, limit=None)) == 3
    assert [row.statements for row in across.people(store)] == [3]
    with pytest.raises(ValueError, match="one already"):
        merge(store, one, other, by="Ana Bel")
    undo(store, entry, by="Ana Bel")
    assert who(store, "Vera Holm") == one != who(store, "Mara Lind")


def test_a_new_name_stays(store):
    one = three(store)
    entry = rename(store, one, "Mara Lind of Ostmere", by="Ana Bel")
    relate(store, record(("Mara Lind", "mayor"), text=PORT))
    assert across.person(store, one).name == "Mara Lind of Ostmere"
    assert across.people(store, "ostmere")[0].id == one
    undo(store, entry, by="Ana Bel")
    assert across.person(store, one).name == "Mara Lind"


def test_wrong_requests_change_nothing(store):
    relate(store, record(("Mara Lind", None), ("Canal Board", None, dict(ORG)), text=PORT))
    one, body = who(store, "Mara Lind"), who(store, "Canal Board")
    before = across.person(store, one)
    [only] = before.appearances
    for do, error in (
        (lambda: merge(store, one, body, by="Ana"), ValueError),
        (lambda: merge(store, one, 999, by="Ana"), NotFound),
        (lambda: split(store, one, [only.id], by="Ana"), ValueError),
        (lambda: split(store, one, [999], by="Ana"), NotFound),
        (lambda: rename(store, one, " ", by="Ana"), ValueError),
        (lambda: rename(store, one, "X", by=" "), ValueError),
        (lambda: undo(store, 999, by="Ana"), NotFound),
        (lambda: across.person(store, 999), NotFound),
        (lambda: store.search(person=999), NotFound),
        (lambda: across.people_of(store, 999), NotFound),
        (lambda: across.people(store, kind="bird"), ValueError),
    ):
        with pytest.raises(error):
            do()
    assert across.person(store, one) == before
    assert len(store.log()) == 0


# revisions and readings


def test_what_a_new_reading_no_longer_says_is_gone_and_old_revisions_keep_theirs(store):
    relate(store, record(("Mara Lind", None), ("Piet Aldous", None), text=PORT, id="r", url="https://courier.example/r"))
    aldous = who(store, "Piet Aldous")
    first = record(("Mara Lind", None), ("Piet Aldous", None), text=PORT, id="r", url="https://courier.example/r", version="2")
    first.statements.pop()
    relate(store, first, reread=True)
    assert aldous not in {row.id for row in across.people(store)}
    relate(store, record(("Oto Maren", None), text=PORT, id="r", url="https://courier.example/r"))
    assert [row.name for row in across.people(store)] == ["Oto Maren"]
    assert store.search(speaker="lind", old=True)[0].person is not None
    assert store.verify().flaws == []


def test_a_corrected_speaker_is_related_anew(store):
    relate(store, record(("Mara Lind", "mayor"), ("Piet Aldous", None), text=PORT))
    [said] = store.search(speaker="aldous")
    store.correct(said.id, "Ana Bel", speaker=Speaker(name="Mara Lind", kind="person", role="mayor", sourcing="named"))
    across.relate(store)
    assert store.statement(said.id).person == who(store, "Mara Lind")


# Wikidata


def test_links_to_wikidata_are_made_where_nothing_speaks_against_them(store, tmp_path):
    relate(
        store,
        record(("Mara Lind", "mayor of Ostmere"), text=PORT),
        record(("Piet Aldous", "baker"), text=PORT),
        record(("Oto Maren", "harbour pilot"), text=PORT),
        record(("Ost Harbour Pilots Association", None, dict(ORG)), text=PORT),
    )
    rows = [
        {"id": "Q1", "label": "Mara Lind", "descriptions": ["mayor of a harbour town"], "kind": "person", "born": "1970"},
        {"id": "Q2", "label": "Mara Lind", "descriptions": ["mayor in an older century"], "kind": "person", "died": "1801-03-02"},
        {"id": "Q3", "label": "Piet Aldous", "descriptions": ["chess player"], "kind": "person"},
        {"id": "Q4", "label": "Oto Maren", "descriptions": ["pilot and painter"], "kind": "person"},
        {"id": "Q5x", "label": "O. T. Maren", "aliases": ["Oto Maren"], "descriptions": ["pilot"], "kind": "person"},
        {
            "type": "item", "id": "Q6", "labels": {"en": {"language": "en", "value": "Ost Harbour Pilots' Guild"}},
            "aliases": {"en": [{"language": "en", "value": "Ost Harbour Pilots Association"}]}, "descriptions": {},
            "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q43229"}}}}]},
        },
    ]  # fmt: skip
    lines = ["[", *(json.dumps(row) + "," for row in rows), "not json", "]"]
    file = tmp_path / "wikidata.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    done = link(store, file)
    assert (done.entities, done.links, done.ambiguous, done.unreadable) == (6, 2, 1, 1)
    linked = {row.name: row.wikidata for row in across.people(store)}
    assert linked == {"Mara Lind": "Q1", "Piet Aldous": None, "Oto Maren": None, "Ost Harbour Pilots Association": "Q6"}
    assert "mayor" in across.person(store, who(store, "Mara Lind")).wikidata_reason
    [human] = list(entities(_dump(tmp_path)))
    assert (human.kind, human.born, human.died, human.descriptions) == ("person", "1970", None, ["mayor"])
    with pytest.raises(StoreError, match="No such file"):
        link(store, tmp_path / "none.jsonl")


def _dump(folder):
    time = {"mainsnak": {"datavalue": {"value": {"time": "+1970-05-01T00:00:00Z"}}}}
    row = {
        "id": "Q1", "labels": {"en": {"value": "Mara Lind"}}, "descriptions": {"en": {"value": "mayor"}}, "aliases": {},
        "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}], "P569": [time], "P570": [{"mainsnak": {"snaktype": "novalue"}}]},
    }  # fmt: skip
    (folder / "dump.json").write_text(json.dumps(row))
    return folder / "dump.json"


# the command line


def run(*arguments, store):
    return CliRunner().invoke(main, [*arguments, "--store", store.name])


def test_commands(store, tmp_path):
    three(store)
    relate(store, record(("Piet Aldous", None, {"kind": "person"}), ("Canal Board", None, dict(ORG)), text=PORT))
    told = run("people", store=store)
    assert "Mara Lind, mayor" in told.output
    assert "(organization)" in told.output
    rows = json.loads(run("people", "--kind", "person", "--format", "json", store=store).output)
    assert [row["name"] for row in rows] == ["Mara Lind", "Piet Aldous"]
    assert run("people", "--format", "csv", store=store).output.splitlines()[0].startswith("id,name,kind,role,statements")
    one = rows[0]["id"]
    told = run("person", "Mara", "Lind", "--why", store=store).output
    assert "the same full name" in told
    whole = json.loads(run("person", str(one), "--format", "jsonl", store=store).output)
    assert [role["articles"] for role in whole["roles"]] == [3]
    assert len(run("person", str(one), "--format", "csv", store=store).output.splitlines()) == 4
    assert len(json.loads(run("search", "--person", str(one), "--format", "json", store=store).output)) == 3
    number = whole["appearances"][-1]["id"]
    assert "say who says so" in run("person", str(one), "--split", str(number), store=store).output
    told = run("person", str(one), "--split", str(number), "--rename", "Mara Lind (baker)", "--by", "Ana Bel", store=store)
    assert "so named by Ana Bel" in told.output
    other = int(told.output.split()[0])
    assert "go by Lind" in run("person", "Lind", store=store).output
    assert "also:" in run("person", str(other), "--merge", str(one), "--by", "Ana Bel", store=store).output
    entry = store.log("person")[0].id
    assert run("person", "--undo", str(entry), "--by", "Ana Bel", store=store).exit_code == 0
    assert run("person", "nobody here", store=store).exit_code == 1
    assert run("person", "999", store=store).exit_code == 1
    file = tmp_path / "w.jsonl"
    file.write_text(json.dumps({"id": "Q1", "label": "Piet Aldous", "descriptions": ["baker"]}))
    assert "1 entities, 0 linked" in run("people", "--wikidata", str(file), store=store).output
