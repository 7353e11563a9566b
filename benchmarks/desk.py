"""How quick the desk is: readers at once on every page, no two of their requests alike where the page has any choice.

    python benchmarks/desk.py news.db [--readers 20] [--requests 400] [--think SECONDS] [--only NAME] [--datasette PROGRAM]

Prints of each page the median and 99th percentile of the time to the last byte in milliseconds, the milliseconds of processor time that the desk took for
one, and the size of the largest answer as it was sent; then of each page's JSON twin; then the memory of all processes of the desk (proportional set size: pages that several
share are counted once). Without --think readers ask again at once, so that as many requests as there are readers are under way all the time: on N cores the median is
then readers / N times the processor time of one. With it each waits so long between two pages, give or take a half. Addresses are drawn anew for each
request, and a request that fails is told.

--datasette: the program (python -m venv build/datasette; build/datasette/bin/pip install datasette), to be asked for comparable lists of the same
file, side by side, by as many readers.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_plus, urlencode

from onrecord import across
from onrecord.store import Store

Draw = Callable[[], str]
"""Gives an address, another one each time where the page has any choice."""
DATASETTE = (
    # name of the desk's page, the path of a comparable list; {} is what the desk's page is asked for
    ("search: a word", "q", "view_statements?_search={}&_fts_table=statements_fts&_fts_pk=id&_sort_desc=id&_size=20&_nocount=1"),
    (
        "search: a word",
        "q",
        "view_statements?_search={}&_fts_table=statements_fts&_fts_pk=id&_sort_desc=id&_size=20&_facet=speaker&_facet=publisher&_facet=kind",
    ),
    ("search: an outlet, newest", "outlet", "view_statements?publisher={}&_sort_desc=id&_size=20&_nocount=1"),
    ("statement", None, "statements/{}"),
    ("articles", None, "articles?_sort_desc=id&_size=20"),
    ("commitments", None, "view_commitments?_sort_desc=id&_size=60&_nocount=1"),
    ("figures", None, "view_figures?_sort_desc=id&_size=20&_nocount=1"),
)


class Asked(NamedTuple):
    """The sorted times of some requests, the largest answer, how many failed, and the processor time that each took."""

    times: list[float]
    size: int
    failed: int
    worked: float


def pages(store: Store, chance: random.Random) -> dict[str, Draw]:
    """For each page what draws its addresses."""
    with store.reading() as connection:

        def numbers(table: str, where: str = "true", count: int = 3000) -> list[int]:
            last = connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar() or 0
            drawn = ", ".join(map(str, {chance.randrange(1, last + 1) for _ in range(3 * count)} if last else "0"))
            rows = connection.exec_driver_sql(f"SELECT id FROM {table} WHERE id IN ({drawn}) AND {where}")
            return [row[0] for row in rows][:count]

        statements, articles = numbers("statements", "NOT withdrawn"), numbers("articles")
        people, speakers = numbers("people", "root_id = id"), numbers("speakers")
        echoes, bound = numbers("echoes", "became IS NULL"), numbers("commitments")
        length = "SELECT article_id FROM revisions WHERE id IN (SELECT id FROM revisions LIMIT 20000) ORDER BY length(text) DESC LIMIT 200"
        long = [row[0] for row in connection.exec_driver_sql(length)]
        outlets = [row[0] for row in connection.exec_driver_sql("SELECT name FROM publishers")]
        counted = [
            row[0] for row in connection.exec_driver_sql('SELECT DISTINCT "of" FROM figures WHERE "of" IS NOT NULL LIMIT 2000')
        ]
    rows = store.several(statements[:1500])
    words = sorted({word for row in rows for word in row.content.split() if word.isalpha() and 4 < len(word) < 12})
    names = [row.speaker for row in rows if row.speaker and row.speaker_kind == "person"]
    known = [row.id for row in across.people(store, limit=2000)]
    choice, randrange = chance.choice, chance.randrange

    def some(count: int) -> str:
        return quote_plus(" ".join(chance.sample(words, count)))

    def outlet() -> str:
        return f"={choice(outlets)}"

    def asked(path: str, **values: Callable[[], object]) -> Draw:
        return lambda: f"{path}?{urlencode({name: value() for name, value in values.items()})}"

    word, name = lambda: choice(words), lambda: choice(names).split()[-1]
    found: dict[str, Draw] = {
        "front": lambda: "/",
        "search: newest": asked("/search", offset=lambda: randrange(1000)),
        "search: a word": asked("/search", q=word, offset=lambda: randrange(50)),
        "search: either of two words": lambda: f"/search?q={some(1)}+OR+{some(1)}",
        "search: two words": lambda: f"/search?q={some(2)}",
        "search: a word, newest": asked("/search", q=word, order=lambda: "newest"),
        "search: a word, a speaker": asked("/search", q=word, speaker=name),
        "search: a word, year, kind": asked(
            "/search", q=word, since=lambda: randrange(1990, 2017), kind=lambda: choice(["assertion", "belief", "intention", "directive"])
        ),
        "search: a speaker": asked("/search", speaker=name),
        "search: an outlet, newest": asked("/search", outlet=outlet, offset=lambda: randrange(999)),
        "search over time": asked("/search/over-time", q=word, of=lambda: choice(["outlet", "kind", "manner", "sourcing"])),
        "articles": asked("/articles", offset=lambda: randrange(2000)),
        "articles: an outlet": asked("/articles", outlet=outlet, offset=lambda: randrange(500)),
        "article": lambda: f"/article/{choice(articles)}",
        "article: a long one": lambda: f"/article/{choice(long)}",
        "statement": lambda: f"/statement/{choice(statements)}",
        "speakers": lambda: "/speakers",
        "speakers: an outlet": asked("/speakers", outlet=outlet, since=lambda: randrange(1990, 2017)),
        "speaker": lambda: f"/speaker/{choice(speakers)}",
        "people": asked("/people", offset=lambda: randrange(1000)),
        "people: a name": asked("/people", q=name),
        "person": lambda: f"/people/{choice(people)}",
        "person: one often quoted": lambda: f"/people/{choice(known)}",
        "person: timeline": lambda: f"/people/{choice(people)}/timeline",
        "person: topics": lambda: f"/people/{choice(people)}/topics",
        "person: changes": lambda: f"/people/{choice(people)}/changes",
        "person: why": lambda: f"/people/{choice(people)}/why",
        "echoes": asked("/echoes", offset=lambda: randrange(200)),
        "echo": lambda: f"/echoes/{choice(echoes)}",
        "commitments": asked("/commitments", offset=lambda: randrange(2000)),
        "commitments: by deadline": asked("/commitments", group=lambda: "deadline", due=lambda: randrange(1990, 2022)),
        "commitment": lambda: f"/commitments/{choice(bound)}",
        "figures": asked("/figures", offset=lambda: randrange(2000)),
        "figures: of something": asked("/figures", of=lambda: choice(counted)),
        "outlets": lambda: "/outlets",
        "outlet": asked("/outlet", name=lambda: choice(outlets)),
        "reliance": asked("/outlets/reliance", outlet=outlet),
        "queue": asked("/queue", limit=lambda: randrange(10, 40)),
        "log": lambda: "/log",
        "failures": lambda: "/failures",
    }  # fmt: skip
    need = {"person": people, "echo": echoes, "commitment": bound, "figures: of": counted, "person: one": known}
    return {name: draw for name, draw in found.items() if all(of or not name.startswith(part) for part, of in need.items())}


def twin(draw: Draw) -> Draw:
    """What draws the addresses of a page's JSON twin."""

    def made() -> str:
        path, mark, query = draw().partition("?")
        return f"{'/index' if path == '/' else path}.json{mark}{query}"

    return made


class Server:
    """A server that is measured, and the processes it consists of."""

    def __init__(self, command: list[str], port: int) -> None:
        self.port = port
        self.peak = 0.0
        self._running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
        until = time.monotonic() + 120
        while True:
            try:
                self.get(http.client.HTTPConnection("127.0.0.1", port, timeout=100), "/-/nothing")
                return
            except OSError:
                if time.monotonic() > until or self._running.poll() is not None:
                    raise RuntimeError(f"{command[0]} does not answer") from None
                time.sleep(0.2)

    def settle(self) -> None:
        """Wait until it has nothing to do: what it counts when it starts is not what readers ask for."""
        until, before = time.monotonic() + 300, -1.0
        while time.monotonic() < until and self.worked() - before > 0.05:
            before = self.worked()
            time.sleep(1)

    def end(self) -> None:
        """Stop it."""
        self._running.terminate()
        self._running.wait()

    @staticmethod
    def get(connection: http.client.HTTPConnection, address: str) -> tuple[int, int]:
        """The status and size of an answer."""
        connection.request("GET", address, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        return answer.status, len(answer.read())

    def ask(self, draw: Draw, requests: int, readers: int, think: float) -> Asked:
        """``requests`` by ``readers`` at once."""
        lock, times, sizes, failed = threading.Lock(), list[float](), list[int](), 0

        def reader(number: int) -> None:
            nonlocal failed
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            chance = random.Random(number)
            for _ in range(max(1, requests // readers)):
                if think:
                    time.sleep(think * (0.5 + chance.random()))
                with lock:
                    address = draw()
                begun = time.perf_counter()
                status, size = self.get(connection, address)
                with lock:
                    times.append(time.perf_counter() - begun)
                    sizes.append(size)
                    failed += status >= 400

        before = self.worked()
        threads = [threading.Thread(target=reader, args=(number,)) for number in range(readers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.peak = max(self.peak, self.memory())
        return Asked(sorted(times), max(sizes), failed, (self.worked() - before) / len(times))

    def family(self) -> list[int]:
        """The process, those it started, and those that they started."""
        found = [self._running.pid]
        for number in found:
            for thread in Path(f"/proc/{number}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
        return found

    def memory(self) -> float:
        """MiB that it holds: pages that several processes share are counted once."""
        return sum(_kilobytes(f"/proc/{number}/smaps_rollup", "Pss:") for number in self.family()) / 1024

    def worked(self) -> float:
        """Seconds of processor time that it has taken."""
        ticks = 0
        for number in self.family():
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def _kilobytes(path: str, name: str) -> int:
    return next(int(line.split()[1]) for line in Path(path).read_text().splitlines() if line.startswith(name))


def told(name: str, asked: Asked) -> None:
    median, late = asked.times[len(asked.times) // 2], asked.times[min(len(asked.times) - 1, int(len(asked.times) * 0.99))]
    print(
        f"{name:34} {1000 * median:8.0f} {1000 * late:8.0f} {1000 * asked.worked:8.1f} {asked.size / 1000:9.1f} kB"
        f"{f'   {asked.failed} failed' if asked.failed else ''}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--requests", type=int, default=400, help="Of each page.")
    parser.add_argument("--think", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--port", type=int, default=8918)
    parser.add_argument("--only", action="append", default=[], help="Pages whose name begins so; several times.")
    parser.add_argument("--no-twins", action="store_true", help="HTML alone.")
    parser.add_argument("--datasette", metavar="PROGRAM")
    options = parser.parse_args()
    with Store(options.store, create=False) as store:
        drawn = pages(store, random.Random(1))
        with store.reading() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM statements").scalar()
    wanted = {name: draw for name, draw in drawn.items() if not options.only or name.startswith(tuple(options.only))}
    print(
        f"{count:,} statements; {options.readers} readers at once, "
        + (f"{options.think:g} s between pages" if options.think else "no pause")
    )
    server = Server([sys.executable, "-m", "onrecord", "serve", options.store, "--port", str(options.port)], options.port)
    server.settle()
    how = (options.requests, options.readers, options.think)
    print(f"{'':34} {'median':>8} {'99th':>8} {'worked':>8}   (ms)", flush=True)
    try:
        for name, draw in wanted.items():
            told(name, server.ask(draw, *how))
        for name, draw in () if options.no_twins else wanted.items():
            told(f"{name} (json)", server.ask(twin(draw), *how))
        print(f"memory of all its processes at most {server.peak:.0f} MiB")
    finally:
        server.end()
    if options.datasette:
        beside(options, drawn, how)


def beside(options: argparse.Namespace, drawn: dict[str, Draw], how: tuple[int, int, float]) -> None:
    """The same file under Datasette."""
    base, port = Path(options.store).stem, options.port + 1
    server = Server([options.datasette, "serve", options.store, "--port", str(port)], port)

    def asks(draw: Draw, parameter: str | None, path: str) -> Draw:
        def made() -> str:
            address = draw()
            if parameter is None:
                return f"/{base}/" + path.format(address.rpartition("/")[2])
            return f"/{base}/" + path.format(address.partition(f"{parameter}=")[2].partition("&")[0].removeprefix("%3D"))

        return made

    try:
        for name, parameter, path in DATASETTE:
            told(
                f"datasette, {name}{' with facets' if '_facet' in path else ''}",
                server.ask(asks(drawn[name], parameter, path), *how),
            )
        print(f"memory of all its processes at most {server.peak:.0f} MiB")
    finally:
        server.end()


if __name__ == "__main__":
    main()
