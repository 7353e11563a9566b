"""Plain text: an article whose text is the text that was given."""

from __future__ import annotations

from datetime import date

from ..article import Article
from .dates import day_at_head, iso_date
from .problems import IntakeError
from .zones import byline_of, zones


def from_text(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | date | None = None,
    url: str | None = None,
    publisher: str | None = None,
    byline: str | None = None,
    language: str | None = None,
) -> Article:
    """An article of ``text``, which is kept character for character.

    ``published`` is a ``date``, or one as in ISO 8601, with or without a time. Where ``title``, ``byline`` or ``published`` is not given,
    the text's own headline, "By ..." line and dateline (or "Published ..." line) stand in. ``id`` falls back to "text", ``language`` to "en".
    Raises ``IntakeError`` where ``published`` is no date, or ``text`` holds half of a character (a lone surrogate),
    which no file can; ``TypeError`` where ``text`` is no string or ``published`` is neither a string nor a date.
    """
    if not isinstance(text, str):
        raise TypeError(
            f"the text of an article is a str, not {type(text).__name__}; decode bytes, or read files with onrecord.intake.read_path()"
        )
    if published is not None and not isinstance(published, str | date):
        raise TypeError(f"published is a date, or a str as YYYY-MM-DD, not {type(published).__name__}")
    day = published if isinstance(published, str) else published.isoformat() if published else None
    day = iso_date(day) if day else None
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise IntakeError(f"the text has half of a character (a lone surrogate) at {error.start}; remove or repair it") from None
    parts = zones(text, title)
    head = next((zone for zone in parts if zone.kind == "headline"), None)
    return Article(
        id=id or "text",
        url=url or None,
        title=title or (" ".join(text[head.start : head.end].split()) if head else None),
        byline=byline or byline_of(text, parts),
        publisher=publisher or None,
        published=day or day_at_head(text, parts),
        language=language or "en",
        text=text,
        zones=parts,
    )
