"""``onrecord serve``: the desk, in a browser."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import sys
import tempfile
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from .stores import opened

if TYPE_CHECKING:
    from ..store import Store

MOST = 4
"""Processes that serve where it is not said how many."""


class How(NamedTuple):
    """What all processes of a desk are told: see ``create_app``."""

    hosts: tuple[str, ...]
    accounts: bool
    beyond: bool
    write: bool
    https: bool
    jobs: str


@click.command()
@click.argument("store", required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="At which port; 0 takes any that is free."
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name that browsers may use for it; several times.")
@click.option("--processes", type=click.IntRange(1, 64), help=f"How many serve side by side. Default: one a core, at most {MOST}.")
@click.option(
    "--write", is_flag=True, help="Let whoever has an account (`onrecord accounts`) put right what was read, and add articles."
)
@click.option("--https", is_flag=True, help="Browsers come by https, through a proxy: send cookies no other way.")
def serve(
    store: str | None, host: str, port: int, allow_host: tuple[str, ...], processes: int | None, write: bool, https: bool
) -> None:
    """Open the desk over STORE (a file or a postgresql:// URL; default: as for the other commands): pages and an HTTP API.

    Without further options it can be reached from this machine alone, and only reads. Where --host lets other machines reach it, all
    who come must log in. End it with Ctrl-C.
    """
    from ..web.app import LOOPBACK
    from ..web.serving import address_of, bound, is_loopback

    beyond = not is_loopback(host)
    many = processes or min(MOST, os.cpu_count() or 1)
    with opened(store, mapped=False) as kept, tempfile.TemporaryDirectory(prefix="onrecord-desk-") as folder:
        if (write or beyond) and not kept.accounts():
            why = f"{host} can be reached from other machines" if beyond else "whoever writes needs an account"
            raise click.UsageError(
                f"{why}, and this store has no account; make one: onrecord accounts add NAME --store {kept.name}"
                + (" (or leave --host out, and reach the desk through a tunnel: ssh -L 8017:127.0.0.1:8017)" if beyond else "")
            )
        how = How((*LOOPBACK, host, *allow_host), accounts=write or beyond, beyond=beyond, write=write, https=https, jobs=folder)
        try:
            listening = bound(host, port)
        except OSError as error:
            raise click.ClickException(f"cannot listen on {host} port {port}: {error.strerror}; try --port 0") from None
        with listening:
            click.echo(f"The desk is open at {address_of(listening)}  (Ctrl-C ends it)")
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            try:
                if many == 1:
                    _serve(kept, how, listening)
                else:
                    kept.close()  # each opens its own
                    _side_by_side(many, kept.name, how, listening)
            except KeyboardInterrupt:
                click.echo()


def _serve(store: Store, how: How, listening: socket.socket) -> None:
    from ..web.app import create_app
    from ..web.persons import Accounts
    from ..web.serving import server

    accounts = Accounts(reading=how.beyond, https=how.https) if how.accounts else None
    app = create_app(store, hosts=how.hosts, accounts=accounts, write=how.write, jobs=how.jobs)
    threading.Thread(target=app.state.desk.warm, daemon=True).start()
    server(app).run(sockets=[listening])


def _side_by_side(many: int, store: str, how: How, listening: socket.socket) -> None:
    """Processes that share the socket; when one ends, all do."""
    from ..web import app  # noqa: F401 (before there are several, so that they share it)

    # on Linux they begin as copies of this one, which takes less memory; elsewhere that is not safe, or does not exist
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    gc.freeze()
    workers = [context.Process(target=_work, args=(store, how, listening)) for _ in range(many)]
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


def _work(store: str, how: How, listening: Any) -> None:
    from ..store import Store

    try:
        with Store(store, create=False, mapped=False) as kept:
            _serve(kept, how, listening)
    except KeyboardInterrupt:
        pass
