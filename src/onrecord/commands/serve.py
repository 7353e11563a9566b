"""``onrecord serve``: the desk, in a browser."""

from __future__ import annotations

import click

from .stores import opened


@click.command()
@click.argument("store", required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="At which port; 0 takes any that is free."
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name that browsers may use for it; several times.")
@click.option(
    "--write", is_flag=True, help="Let whoever has an account (`onrecord accounts`) put right what was read, and add articles."
)
@click.option("--https", is_flag=True, help="Browsers come by https, through a proxy: send cookies no other way.")
def serve(store: str | None, host: str, port: int, allow_host: tuple[str, ...], write: bool, https: bool) -> None:
    """Open the desk over STORE (a file or a postgresql:// URL; default: as for the other commands): pages and an HTTP API.

    Without further options it can be reached from this machine alone, and only reads. Where --host lets other machines reach it, all
    who come must log in. End it with Ctrl-C.
    """
    from ..web.app import LOOPBACK, create_app
    from ..web.persons import Accounts
    from ..web.serving import address_of, bound, is_loopback, server

    beyond = not is_loopback(host)
    with opened(store) as kept:
        if (write or beyond) and not kept.accounts():
            why = f"{host} can be reached from other machines" if beyond else "whoever writes needs an account"
            raise click.UsageError(
                f"{why}, and this store has no account; make one: onrecord accounts add NAME --store {kept.name}"
                + (" (or leave --host out, and reach the desk through a tunnel: ssh -L 8017:127.0.0.1:8017)" if beyond else "")
            )
        try:
            listening = bound(host, port)
        except OSError as error:
            raise click.ClickException(f"cannot listen on {host} port {port}: {error.strerror}; try --port 0") from None
        accounts = Accounts(reading=beyond, https=https) if write or beyond else None
        with listening:
            click.echo(f"The desk is open at {address_of(listening)}  (Ctrl-C ends it)")
            running = server(create_app(kept, hosts={*LOOPBACK, host, *allow_host}, accounts=accounts, write=write))
            try:
                running.run(sockets=[listening])
            except KeyboardInterrupt:
                click.echo()
