"""Parts of the desk's tests: a store of the examples, and the real server over it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.applications import Starlette
from storing import PlainReader, article

from onrecord import Article, Reader, across
from onrecord.intake import Failure, read_source
from onrecord.store import Item, Store
from onrecord.web.serving import address_of, bound, server

ARTICLES = Path(__file__).parent / "articles"
LATER = {
    "gazette": ("Harwick Gazette", "2016-09-13"),
    "courier": ("Vellarn Courier", "2016-09-14"),
    "october": ("Coastal Wire", "2016-10-05"),
    "november": ("Norland Press Service", "2016-11-08"),
}
"""What the articles in ``ARTICLES`` are printed in, and when."""
EXAMPLES = Path(__file__).parent.parent / "examples"
HOSTILE = """<script>alert(1)</script> Ferry stops

Mara Lind, <b>boss</b>, said so. Mara Lind said on Monday that <img src=x onerror=alert(2)> the \u202eferry will stop 3 "boats" & fees by Friday.

Piet Aldous denied that {{ 7 * 7 }} was paid. Oto Maren said that =HYPERLINK("https://evil") is a cell.
"""


def fill(store: Store, reader: Reader) -> None:
    """Put the examples in, an article that tries to break the page, and what cannot be read."""
    examples(store, reader)
    hostile = article(
        HOSTILE,
        id="hostile",
        title="<script>alert(4)</script>",
        url="javascript:alert(3)",
        publisher="<b>Bold</b>",
        published="2016-09-14",
    )
    store.add(hostile, PlainReader())
    store.add([Item("broken.html", Failure("broken.html", "<i>no article</i> in it"))], reader)


def examples(store: Store, reader: Reader) -> None:
    """Put the examples in: harbour in two revisions, and as wire copy in another paper."""
    publishers = {"harbour": "Coastal Wire", "briefing": "Norland Press Service", "bridge": "Vellarn Courier"}
    found: list[Article] = []
    for name in sorted(EXAMPLES.iterdir()):
        for entry in read_source(str(name), published="2016-09-12"):
            assert isinstance(entry, Article)
            entry.publisher = publishers[name.stem]
            entry.url = f"https://{name.stem}.example/{name.stem}"
            found.append(entry)
    harbour = next(entry for entry in found if "harbour" in (entry.url or ""))
    store.add(found, reader)
    later = (
        harbour.text.replace("until Friday to do it", "until Thursday to do it")
        + "\n\nLind said later that the quay would open on Oct. 3.\n"
    )
    store.add(article(later, id=harbour.id, url=harbour.url or "", publisher="Coastal Wire", published="2016-09-12"), reader)
    store.add(
        article(harbour.text, id="copy", url="https://gazette.example/1", publisher="Harwick Gazette", published="2016-09-13"),
        reader,
    )


def follow(store: Store, reader: Reader) -> None:
    """Put in what other papers and later days tell of the same matter, and relate all of it: echoes, statements that disagree, what came of commitments."""
    for name, (publisher, published) in LATER.items():
        text = (ARTICLES / f"{name}.txt").read_text()
        store.add(article(text, id=name, url=f"https://{name}.example/2", publisher=publisher, published=published), reader)
    across.relate(store)


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The app under the real server, in a thread; yields its address, without a slash at its end."""
    listening = bound("127.0.0.1", 0)
    running = server(app)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not running.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield address_of(listening).rstrip("/")
    finally:
        running.should_exit = True
        thread.join(10)
        listening.close()
