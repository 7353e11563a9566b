from sqlalchemy import select

from onrecord.store.among import among
from onrecord.store.schema import speakers

NAMES = ["Mara Lind", 'Piet "Pi" Aldous', "Ána O’Hara, jr.", "Jo \\ Quay"]


def test_rows_with_one_of_many_values(store):
    with store.writing() as connection:
        connection.execute(speakers.insert(), [{"name": name, "kind": "person"} for name in NAMES])
        s = speakers.c
        called = select(s.name).where(among(connection, s.name, [*NAMES[1:], "nobody"]))
        assert set(connection.scalars(called)) == set(NAMES[1:])
        numbers = connection.scalars(select(s.id).order_by(s.id)).all()
        some = select(s.id).where(among(connection, s.id, {*numbers[:2], *range(10**6, 10**6 + 40_000)})).order_by(s.id)
        assert connection.scalars(some).all() == numbers[:2]
        assert connection.scalars(select(s.id).where(among(connection, s.id, []))).all() == []
