"""``onrecord serve``: the desk, in a browser."""

from __future__ import annotations

import threading

import click

from .stores import opened


@click.command()
@click.argument("store", required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="At which port; 0 takes any that is free."
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name that browsers may use for it; several times.")
def serve(store: str | None, host: str, port: int, allow_host: tuple[str, ...]) -> None:
    """Open the desk over STORE (a file or a postgresql:// URL; default: as for the other commands): pages and an HTTP API.

    It can be reached from this machine alone, and only reads. End it with Ctrl-C.
    """
    from ..web.app import LOOPBACK, create_app
    from ..web.serving import address_of, bound, is_loopback, server

    if not is_loopback(host):
        raise click.UsageError(
            f"{host} can be reached from other machines, and the desk has no accounts; leave --host out, "
            "and reach it from elsewhere through a tunnel (ssh -L 8017:127.0.0.1:8017)"
        )
    with opened(store, mapped=False) as kept:
        try:
            listening = bound(host, port)
        except OSError as error:
            raise click.ClickException(f"cannot listen on {host} port {port}: {error.strerror}; try --port 0") from None
        with listening:
            click.echo(f"The desk is open at {address_of(listening)}  (Ctrl-C ends it)")
            app = create_app(kept, hosts={*LOOPBACK, host, *allow_host})
            running = server(app)
            threading.Thread(target=app.state.desk.warm, daemon=True).start()
            try:
                running.run(sockets=[listening])
            except KeyboardInterrupt:
                click.echo()
