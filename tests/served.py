"""A web server on this machine, for tests of what is fetched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODY = "The council of Harwick met on Monday and decided to wait for the audit, Mara Lind said. "


def page(title: str = "Council waits for the audit", head: str = "", lang: str = "en") -> bytes:
    paragraphs = "".join(f"<p>{BODY} Part {i} of {title}.</p>" for i in range(6))
    markup = f"<!doctype html><html lang={lang}><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
    return f"{markup}{paragraphs}</article></body></html>".encode()


Answer = bytes | tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]


class Site:
    """``answers``: from a path to what is answered: a page, (status, headers, body), or a function that writes it."""

    def __init__(self, host: str) -> None:
        self.answers: dict[str, Answer] = {"/robots.txt": (404, {}, b"")}
        self.asked: list[str] = []
        self.agents: set[str | None] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.agents.add(self.headers.get("User-Agent"))
                answer = site.answers.get(self.path, (404, {}, b"nothing here"))
                if callable(answer):
                    self.close_connection = True
                    answer(self)
                    return
                status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
                self.send_response(status)
                for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer((host, 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://{host}:{self.server.server_address[1]}"

    @property
    def pages(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


@contextmanager
def served(host: str = "127.0.0.1") -> Iterator[Site]:
    site = Site(host)
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
        thread.join()


def drip(pieces: Callable[[], Iterator[bytes]], content_type: str = "text/html", wait: float = 0.0) -> Answer:
    """An answer without an announced length that sends ``pieces``, with ``wait`` seconds after each, until they end or nobody listens."""
    pause = threading.Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nConnection: close\r\n\r\n".encode())
            for piece in pieces():
                handler.wfile.write(piece)
                handler.wfile.flush()
                pause.wait(wait)
        except OSError:
            pass

    return answer
