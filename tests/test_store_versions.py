import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import older
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from storing import PlainReader, article, full, many

import onrecord.store
from onrecord import Store
from onrecord.store import StoreError, migrate
from onrecord.store.connect import engine_of, url_of
from onrecord.store.schema import metadata


def at(name, version):
    """A store at an older version, with what it could hold then."""
    engine = engine_of(url_of(name))
    migrate.upgrade(engine, name, version)
    return engine


def test_versions_are_those_of_the_migrations():
    folder = Path(onrecord.store.__file__).parent / "migrations" / "versions"
    assert tuple(sorted(path.name[1:5] for path in folder.glob("v*.py"))) == migrate.VERSIONS


def test_migrations_make_what_the_schema_says(empty_name):
    Store(empty_name).close()
    engine = engine_of(url_of(empty_name))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    ours = [d for d in differences if "statements_fts" not in str(d) and "'statements', Column('words'" not in str(d)]
    assert [d for d in ours if "Index('statements_words'" not in str(d)] == []


@pytest.mark.parametrize("version", migrate.VERSIONS[:-1])
def test_an_older_store_is_refused_with_the_command_that_migrates_it(empty_name, version, monkeypatch):
    at(empty_name, version).dispose()
    with pytest.raises(StoreError, match="onrecord migrate --store"):
        Store(empty_name)
    assert migrate.bring_up_to_date(str(empty_name)) == (version, migrate.VERSIONS[-1])
    with Store(empty_name) as store:
        store.add(many(3), PlainReader())
        assert len(store.search("beams")) == 3


@pytest.mark.parametrize("version", older.BEFORE_COMPACT)
def test_what_an_older_store_holds_is_found_after_migration(empty_name, version, rows):
    reader = PlainReader()
    records = [reader.record(article) for article in many(5)]
    engine = at(empty_name, version)
    older.fill(engine, records)
    engine.dispose()
    assert migrate.bring_up_to_date(str(empty_name)) == (version, migrate.VERSIONS[-1])
    with Store(empty_name, verify=True) as store:
        assert len(store.search("beams")) == 5
        assert store.search("beams", speaker="lind", since="2016-09-05", until="2016-09-05", manner="indirect").more is False
        now = list(store.records())
        assert [record.figures for record in now] == [record.figures for record in records]
        assert [record.times for record in now] == [record.times for record in records]
        for was, record in zip(records, now, strict=True):
            assert [nameless(s) for s in record.statements] == [nameless(s) for s in was.statements]
        assert rows(store, "SELECT count(*) FROM revisions WHERE seal IS NULL") == [(0,)]
        number = store.search("beams")[0].id
        store.correct(number, "Ana Bel", content=[(0, 9)])
        assert [said.content for said in store.search("mara")] == ["Mara Lind"]
        assert len(store.search("beams")) == 4
        store.add([article(f"Copied by hand: {entry.text}", id=f"c{entry.id}") for entry in many(5)], reader)
        assert store.stats().copies == 5  # what was there before is met
        assert store.verify().flaws == []


def nameless(statement):
    return msgspec.structs.replace(statement, speaker=None)


def test_every_field_is_the_same_after_migration(empty_name, rows):
    was = full()
    away = msgspec.structs.replace(was.events[0], actor="Harbour Board of Oto", other="x" * 300)
    was = msgspec.structs.replace(was, events=[*was.events, away])
    engine = at(empty_name, "0010")
    older.fill(engine, [was])
    with engine.connect().execution_options(onrecord_write=True) as connection, connection.begin():
        [number] = connection.exec_driver_sql("SELECT id FROM events WHERE actor = 'Harbour Board of Oto'").scalars()
        connection.exec_driver_sql(
            "INSERT INTO commitment_statuses VALUES (1, 1, 'plan', 0, 4, 'kept', "
            f"'{number}', 'event', 'Ana Bel', '2016-09-12T08:30:00Z')"
        )
    engine.dispose()
    migrate.bring_up_to_date(str(empty_name))
    with Store(empty_name, verify=True) as store:
        [now] = store.records()
        assert (now.figures, now.times, now.events) == (was.figures, was.times, was.events)
        assert [nameless(s) for s in now.statements] == [nameless(s) for s in was.statements]
        [(evidence,)] = rows(store, "SELECT evidence FROM commitment_statuses")
        assert rows(store, f"SELECT actor FROM view_events WHERE id = {evidence}") == [("Harbour Board of Oto",)]
        assert rows(store, "SELECT hedge, cue FROM view_statements WHERE name = 's2'") == [("perhaps", "said … added")]


def test_a_newer_store_is_refused_and_left_alone(store_name):
    with Store(store_name) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0099'")
    before = Path(store_name).read_bytes() if "://" not in str(store_name) else None
    for do in (lambda: Store(store_name), lambda: migrate.bring_up_to_date(str(store_name))):
        with pytest.raises(StoreError, match=r"newer Onrecord.*nothing was changed"):
            do()
    if before is not None:
        assert Path(store_name).read_bytes() == before


def test_a_failed_migration_changes_nothing(empty_name, monkeypatch):
    at(empty_name, "0001").dispose()
    engine = engine_of(url_of(empty_name))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE VIEW view_spans AS SELECT 1 AS one")  # in the way of the last version
    engine.dispose()
    with pytest.raises(StoreError):
        migrate.bring_up_to_date(str(empty_name))
    with pytest.raises(StoreError, match=r"older version \(0001"):
        Store(empty_name)


def test_a_database_of_something_else_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE recipes (name)")
    with pytest.raises(StoreError, match="something else"):
        Store(tmp_path / "other.db")


def test_names_that_are_no_store():
    with pytest.raises(StoreError, match="not mysql"):
        Store("mysql://root:secret@localhost/x")
    with pytest.raises(StoreError) as told:
        Store("postgresql://ana:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value)
    assert "server" in str(told.value)


def test_views_read_well(store, rows):
    store.add(many(2), PlainReader())
    query = "SELECT speaker, role, publisher, url FROM view_statements WHERE article = 'a1' AND role IS NOT NULL"
    [[speaker, role, publisher, url]] = rows(store, query)
    assert (speaker, role, publisher) == ("Mara Lind", "harbour commissioner", "Coastal Wire")
    assert url == "https://courier.example/1"
    assert len(rows(store, "SELECT * FROM view_commitments")) == 2
    assert len(rows(store, "SELECT * FROM view_figures")) == len(store.figures(limit=None)) > 0
    assert rows(store, "SELECT name, statements FROM view_speakers ORDER BY name") == [("Mara Lind", 2), ("Piet Aldous", 2)]
    texts = {tuple(row) for row in rows(store, "SELECT statement_id, text FROM view_spans WHERE part = 'content'")}
    assert texts == {(said.id, said.content) for said in store.search(limit=None)}
    store.add_records(full())
    assert rows(store, "SELECT denied, cue FROM view_statements WHERE denied") == [(True, "denied")]
    assert rows(store, "SELECT actor, type, other FROM view_events WHERE actor IS NOT NULL") == [("council", "CONSULT", "guild")]


def test_the_file_is_one_that_datasette_can_search(tmp_path):
    with Store(tmp_path / "n.db") as store:
        store.add(many(3), PlainReader())
    with sqlite3.connect(tmp_path / "n.db") as database:
        [[sql]] = database.execute("SELECT sql FROM sqlite_master WHERE name = 'statements_fts'")
        assert "content='statement_words'" in sql
        assert database.execute("SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'beam'").fetchone() == (3,)
        # what Datasette asks when its page of a view is told of the index
        found = database.execute(
            "SELECT speaker, content FROM view_statements WHERE id IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH 'beam')"
        ).fetchall()
        assert len(found) == 3
        database.execute("INSERT INTO statements_fts(statements_fts, rank) VALUES ('integrity-check', 1)")


def test_opening_loads_no_migrations(tmp_path):
    Store(tmp_path / "n.db").close()
    code = f"import sys; from onrecord import Store; Store({str(tmp_path / 'n.db')!r}).close(); print([m for m in ('alembic', 'ctranslate2', 'pandas') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_words_that_were_stemmed_in_another_way_are_found_after_migration(store_name):
    text = "Mara Lind said that the assembly owes the keeper of the quay an apology by Friday."
    with Store(store_name) as store:
        store.add([article(text, id="a1", published="2016-09-12")], PlainReader())
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0021'")
            connection.exec_driver_sql("ALTER TABLE compared DROP COLUMN statements")
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("UPDATE statements SET words = CAST('''apologi'':9 ''assembli'':3' AS tsvector)")
    assert migrate.bring_up_to_date(str(store_name)) == ("0021", "0024")
    with Store(store_name, verify=True) as store:
        assert [len(store.search(word)) for word in ("assembly", "apologies", "keeper")] == [1, 1, 1]
