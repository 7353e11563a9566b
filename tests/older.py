"""Records in a store of an older version, with the columns that it had then."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine, MetaData, Table, insert

from onrecord import Record
from onrecord.record import joined
from onrecord.store.words import vector

BEFORE_COMPACT = ("0001", "0004", "0010")


def fill(engine: Engine, records: Iterable[Record]) -> None:
    """Put in records, each with a speaker, role and publisher of its own, as versions up to 0010 kept them."""
    tables = MetaData()
    tables.reflect(engine)

    with engine.connect().execution_options(onrecord_write=True) as connection, connection.begin():

        def put(table: str, **row: Any) -> int:
            of: Table = tables.tables[table]
            known = {name: value for name, value in row.items() if name in of.c}
            if "id" not in of.c:
                connection.execute(insert(of).values(**known))
                return 0
            return int(connection.execute(insert(of).values(**known).returning(of.c.id)).scalar_one())

        def name(table: str, word_table: str, **row: Any) -> int:
            number = put(table, **row)
            for word in {word.lower() for word in row["name"].split()}:
                put(word_table, word=word, **{f"{table[:-1]}_id": number})
            return number

        reader = put("readers", onrecord="1", model="plain")
        for n, record in enumerate(records):
            article = record.article
            publisher = put("publishers", name=f"{article.publisher} {n}")
            number = put(
                "articles",
                key=f"id:{n}",
                given_id=article.id,
                url=article.url,
                publisher_id=publisher,
                added="2016-09-12T08:30:00Z",
            )
            revision = put(
                "revisions", article_id=number, number=1, current=True, title=article.title, byline=article.byline,
                published=article.published, language=article.language, text=article.text, sha256=sha256(article.text.encode()).hexdigest(),
                reader_id=reader, added="2016-09-12T08:30:00Z", people_done=False,
            )  # fmt: skip
            for zone in article.zones:
                put("zones", revision_id=revision, start_char=zone.start, end_char=zone.end, kind=zone.kind)
            for statement in record.statements:
                speaker, said, hedge = statement.speaker, statement.said_on, statement.hedge
                row: dict[str, Any] = {"withdrawn": False, "current": True, "said_by": "model", "publisher_id": publisher}
                row |= {"revision_id": revision, "name": statement.id, "manner": statement.manner, "kind": statement.kind}
                if speaker is not None:
                    row["sourcing"] = speaker.sourcing
                    row["speaker_id"] = name(
                        "speakers", "speaker_words", name=f"{speaker.name} {n}{statement.id}", kind=speaker.kind
                    )
                if said is not None:
                    row |= {"said_on": said.date, "said_on_text": said.text, "said_on_start": said.start, "said_on_end": said.end}
                if hedge is not None:
                    row |= {"hedge": hedge.text, "hedge_start": hedge.start, "hedge_end": hedge.end}
                row |= {"day": (said.date if said else None) or article.published, "denied": statement.denied}
                row |= {"shortens": statement.shortens, "confidence": statement.confidence}
                for part in ("content", "cue", "source"):
                    pieces = getattr(statement, part)
                    row[part] = joined(pieces)
                    row[f"{part}_start"] = min((p.start for p in pieces), default=None)
                    row[f"{part}_end"] = max((p.end for p in pieces), default=None)
                own = put("statements", words=vector(row["content"]), **row)
                for part in ("content", "cue", "source"):
                    pieces = getattr(statement, part)
                    for place, piece in enumerate(pieces if len(pieces) > 1 else ()):
                        put("spans", statement_id=own, part=part, number=place, start_char=piece.start, end_char=piece.end)
                for entry in statement.commitments:
                    bound: dict[str, Any] = {"statement_id": own, "act": entry.act, "actor": entry.actor, "negated": entry.negated}
                    for part in ("action", "condition", "deadline"):
                        span = getattr(entry, part)
                        if span is not None:
                            bound |= {part: span.text, f"{part}_start": span.start, f"{part}_end": span.end}
                    if entry.deadline is not None:
                        bound["deadline_date"] = entry.deadline.date
                    if (told := entry.specificity) is not None:
                        bound |= {
                            "specific_action": told.action,
                            "specific_measure": told.measure,
                            "specific_deadline": told.deadline,
                        }
                    put("commitments", said_by="model", **bound)
            for figure in record.figures:
                put(
                    "figures", revision_id=revision, start_char=figure.start, end_char=figure.end, text=figure.text, value=figure.value,
                    high=figure.high, unit=figure.unit, of=figure.of, qualifier=figure.qualifier, change=figure.change,
                    same_as=figure.same_as, said_by="model",
                )  # fmt: skip
            for place, time in enumerate(record.times):
                first, last = time.bounds or (None, None)
                put(
                    "times", revision_id=revision, number=place, start_char=time.start, end_char=time.end, text=time.text, kind=time.kind,
                    value=time.value, anchor=time.anchor, first_day=first, last_day=last,
                )  # fmt: skip
            for event in record.events:
                put(
                    "events", revision_id=revision, text=event.trigger.text, start_char=event.trigger.start, end_char=event.trigger.end,
                    status=event.status, type=event.type, actor=event.actor, other=event.other, date=event.date, statement=event.statement,
                    said_by="model",
                )  # fmt: skip
