"""``onrecord serve``: the desk, in a browser."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

import click

from .stores import opened

if TYPE_CHECKING:
    from ..store import Store

MOST = 4
"""Processes that serve where it is not said how many."""


@click.command()
@click.argument("store", required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="At which port; 0 takes any that is free."
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name that browsers may use for it; several times.")
@click.option("--processes", type=click.IntRange(1, 64), help=f"How many serve side by side. Default: one a core, at most {MOST}.")
def serve(store: str | None, host: str, port: int, allow_host: tuple[str, ...], processes: int | None) -> None:
    """Open the desk over STORE (a file or a postgresql:// URL; default: as for the other commands): pages and an HTTP API.

    It can be reached from this machine alone, and only reads. End it with Ctrl-C.
    """
    from ..web.app import LOOPBACK
    from ..web.serving import address_of, bound, is_loopback

    if not is_loopback(host):
        raise click.UsageError(
            f"{host} can be reached from other machines, and the desk has no accounts; leave --host out, "
            "and reach it from elsewhere through a tunnel (ssh -L 8017:127.0.0.1:8017)"
        )
    hosts = (*LOOPBACK, host, *allow_host)
    many = processes or min(MOST, os.cpu_count() or 1)
    with opened(store, mapped=False) as kept:
        try:
            listening = bound(host, port)
        except OSError as error:
            raise click.ClickException(f"cannot listen on {host} port {port}: {error.strerror}; try --port 0") from None
        with listening:
            click.echo(f"The desk is open at {address_of(listening)}  (Ctrl-C ends it)")
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            try:
                if many == 1:
                    _serve(kept, hosts, listening)
                else:
                    _side_by_side(many, kept.name, hosts, listening)
            except KeyboardInterrupt:
                click.echo()


def _serve(store: Store, hosts: tuple[str, ...], listening: socket.socket) -> None:
    from ..web.app import create_app
    from ..web.serving import server

    app = create_app(store, hosts=hosts)
    threading.Thread(target=app.state.desk.warm, daemon=True).start()
    server(app).run(sockets=[listening])


def _side_by_side(many: int, store: str, hosts: tuple[str, ...], listening: socket.socket) -> None:
    """Processes that share the socket; when one ends, all do."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_work, args=(store, hosts, listening)) for _ in range(many)]
    for worker in workers:
        worker.start()
    try:
        multiprocessing.connection.wait([worker.sentinel for worker in workers])
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(10)
    sys.exit("onrecord: a process of the desk ended by itself")


def _work(store: str, hosts: tuple[str, ...], listening: Any) -> None:
    from ..store import Store

    try:
        with Store(store, create=False, mapped=False) as kept:
            _serve(kept, hosts, listening)
    except KeyboardInterrupt:
        pass
