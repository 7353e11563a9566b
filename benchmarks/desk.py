"""How quick the desk is: readers at once on every page, no two of their requests alike where the page has any choice.

python benchmarks/desk.py news.db [--readers 20] [--requests 400] [--datasette PATH]

Prints the median and 99th percentile of each page's time to the last byte, in milliseconds, its size, and the server's memory.
``--datasette``: the program, to be asked for the same words, sorted, of the same file, side by side.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus, urlencode

from onrecord import across
from onrecord.store import Store


def pages(store: Store, chance: random.Random) -> dict[str, Iterator[str]]:
    """For each page addresses without end."""
    stats = store.stats()
    rows = store.search(limit=2000)
    words = sorted({word for row in rows for word in row.content.split() if word.isalpha() and 4 < len(word) < 12})
    names = [row.speaker for row in rows if row.speaker]
    outlets = [entry.publisher for entry in stats.outlets if entry.publisher]
    speakers = [row.id for row in store.speakers(limit=500)]
    last = max(row.id for row in rows)
    people = [row.id for row in across.people(store, limit=2000)]
    echoes = [row.id for row in across.echoes(store, limit=2000)]
    bound = [row.id for row in across.commitments(store, limit=2000)]

    def ever(make: object) -> Iterator[str]:
        while True:
            yield make()  # type: ignore[operator]

    def some(count: int) -> str:
        return quote_plus(" ".join(chance.sample(words, count)))

    return {
        "front": itertools.repeat("/"),
        "search: a word": ever(lambda: f"/search?q={some(1)}&offset={chance.randrange(50)}"),
        "search: either of two words": ever(lambda: f"/search?q={some(1)}+OR+{some(1)}"),
        "search: a word, a speaker": ever(
            lambda: "/search?" + urlencode({"q": chance.choice(words), "speaker": chance.choice(names).split()[0]})
        ),
        "search: an outlet, newest": ever(
            lambda: "/search?" + urlencode({"outlet": f"={chance.choice(outlets)}", "offset": chance.randrange(999)})
        ),
        "article": ever(lambda: f"/article/{chance.randrange(1, stats.articles)}"),
        "statement": ever(lambda: f"/statement/{chance.randrange(max(1, last - 200_000), last)}"),
        "speaker": ever(lambda: f"/speaker/{chance.choice(speakers)}"),
        "speakers": itertools.repeat("/speakers"),
        "articles": ever(lambda: f"/articles?offset={chance.randrange(2000)}"),
        "commitments": ever(lambda: f"/commitments?offset={chance.randrange(2000)}"),
        "figures": ever(lambda: f"/figures?offset={chance.randrange(2000)}"),
        "people": itertools.repeat("/people"),
        "person": ever(lambda: f"/people/{chance.choice(people)}"),
        "person: timeline": ever(lambda: f"/people/{chance.choice(people)}/timeline"),
        "echoes": ever(lambda: f"/echoes?offset={chance.randrange(200)}"),
        "echo": ever(lambda: f"/echoes/{chance.choice(echoes)}"),
        "commitment": ever(lambda: f"/commitments/{chance.choice(bound)}"),
        "outlets": itertools.repeat("/outlets"),
        "outlet": ever(lambda: "/outlet?" + urlencode({"name": chance.choice(outlets)})),
    }


def asked(port: int, addresses: Iterator[str], requests: int, readers: int) -> tuple[list[float], int, int]:
    """The times of ``requests`` by ``readers`` at once, the largest answer, and how many failed."""
    lock, times, sizes, failed = threading.Lock(), list[float](), list[int](), 0

    def reader(share: int) -> None:
        nonlocal failed
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for _ in range(share):
            with lock:
                address = next(addresses)
            begun = time.perf_counter()
            connection.request("GET", address, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            body = answer.read()
            with lock:
                times.append(time.perf_counter() - begun)
                sizes.append(len(body))
                failed += answer.status >= 400

    threads = [threading.Thread(target=reader, args=(max(1, requests // readers),)) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times), max(sizes), failed


def told(name: str, times: list[float], size: int, failed: int) -> None:
    median, late = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.99))]
    print(
        f"{name:30} {1000 * median:8.0f} {1000 * late:8.0f} {size / 1000:9.1f} kB{f'   {failed} failed' if failed else ''}",
        flush=True,
    )


def memory(process: subprocess.Popen[str]) -> str:
    """The most that the process and those it started have held, together."""
    family = [process.pid, *map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())]
    peaks = []
    for number in family:
        status = Path(f"/proc/{number}/status").read_text()
        peaks.append(int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024)
    return f"{sum(peaks):.0f} MiB ({', '.join(f'{peak:.0f}' for peak in peaks)})"


def opened(command: list[str], port: int) -> subprocess.Popen[str]:
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, text=True)
    for _ in range(600):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=60).request("GET", "/-/nothing")
            return running
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{command[0]} does not answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("store")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--port", type=int, default=8918)
    parser.add_argument("--only", help="Pages whose name begins so.")
    parser.add_argument("--datasette", metavar="PROGRAM")
    options = parser.parse_args()
    with Store(options.store, create=False) as store:
        addresses = pages(store, random.Random(1))
        print(f"{store.stats().statements:,} statements, {options.readers} readers at once")
    server = opened([sys.executable, "-m", "onrecord", "serve", options.store, "--port", str(options.port)], options.port)
    print(f"{'':30} {'median':>8} {'99th':>8}   ms", flush=True)
    try:
        for name, some in addresses.items():
            if not options.only or name.startswith(options.only):
                told(name, *asked(options.port, some, options.requests, options.readers))
        print(f"memory at most {memory(server)}")
    finally:
        server.terminate()
        server.wait()
    if not options.datasette:
        return
    base, port = Path(options.store).stem, options.port + 1
    server = opened([options.datasette, "serve", options.store, "--port", str(port)], port)
    try:
        for name in ("search: a word", "search: either of two words"):
            words = (address.partition("q=")[2].partition("&")[0] for address in addresses[name])
            query = f"/{base}/statements?_search={{}}&_sort_desc=id&_size=20"
            told(
                f"datasette {name}", *asked(port, (query.format(entry) for entry in words), options.requests // 4, options.readers)
            )
        rows = (f"/{base}/statements/{address.rpartition('/')[2]}" for address in addresses["statement"])
        told("datasette a row", *asked(port, rows, options.requests, options.readers))
        print(f"memory at most {memory(server)}")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
