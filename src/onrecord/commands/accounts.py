"""``onrecord accounts``: who may write at the desk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .stores import format_option, opened, plain, store_option, write_rows

if TYPE_CHECKING:
    from ..store.accounts import Account


@click.group()
def accounts() -> None:
    """Who may write at the desk (`onrecord serve --write`)."""


@accounts.command()
@click.argument("name")
@click.option("--change", is_flag=True, help="Give an account that there is another password; its tokens end.")
@store_option
def add(name: str, change: bool, store: str | None) -> None:
    """Make an account NAME, whose password is asked for (or read from standard input, where that is no terminal)."""
    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    with opened(store) as kept:
        try:
            (kept.change_password if change else kept.add_account)(name, password)
        except ValueError as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{plain(name)} has another password" if change else f"{plain(name)} may write at the desk")


@accounts.command("list")
@store_option
@format_option
def list_(store: str | None, format_: str) -> None:
    """All accounts: `id`, `name`, `added`, `tokens` in force, `last_used`."""

    def line(row: Account) -> str:
        return f"{plain(row.name)}  since {row.added[:10]}, {row.tokens} tokens, last here {(row.last_used or 'never')[:10]}"

    with opened(store) as kept:
        write_rows(
            kept.accounts(), format_, line, what="accounts", nothing="There is no account; make one: onrecord accounts add NAME"
        )


@accounts.command()
@click.argument("name")
@store_option
def remove(name: str, store: str | None) -> None:
    """Remove an account with its tokens; what it did stays, under its name."""
    with opened(store) as kept:
        kept.remove_account(name)
    click.echo(f"{plain(name)} may no longer write at the desk")


@accounts.command()
@click.argument("name")
@click.option("--label", default="api", show_default=True, help="What the token is for; an older one of the same label ends.")
@click.option("--days", type=click.FloatRange(0, 3650, min_open=True), default=90, show_default=True, help="How long it holds.")
@store_option
def token(name: str, label: str, days: float, store: str | None) -> None:
    """Write a new token of account NAME for the HTTP API (Authorization: Bearer TOKEN). It is told this once."""
    with opened(store) as kept:
        click.echo(kept.issue_token(name, label, days=days))
