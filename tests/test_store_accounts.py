"""Accounts: passwords, tokens, tries; and their commands."""

import json

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.store import NotFound, StoreError
from onrecord.store.accounts import TRIES

WORD = "a long password"


@pytest.fixture
def manned(store):
    store.add_account("Ana Bel", WORD)
    return store


def test_whoever_knows_the_password_gets_in(manned, rows):
    token = manned.login("Ana Bel", WORD, "here")
    assert manned.whose(token, "session").name == "Ana Bel"
    assert manned.whose(token, "api") is None  # a session is no token of the API
    assert manned.whose(token + "x", "session") is None
    assert manned.login("Ana Bel", WORD + "x", "here") is None
    assert manned.login("Oto", WORD, "here") is None
    manned.end_token(token)
    assert manned.whose(token, "session") is None
    kept = str(rows(manned, "SELECT * FROM accounts") + rows(manned, "SELECT * FROM tokens"))
    assert WORD not in kept
    assert token not in kept


def test_tries_are_counted_by_account_and_by_place(manned, rows):
    for n in range(TRIES):
        assert manned.login("Ana Bel", "wrong", f"place {n}") is None
    with pytest.raises(StoreError, match="wait 15 minutes"):
        manned.login("Ana Bel", WORD, "elsewhere")
    for n in range(TRIES):
        assert manned.login(f"name {n}", "wrong", "there") is None
    with pytest.raises(StoreError, match="wait"):
        manned.login("another", "wrong", "there")
    with manned.writing() as connection:
        connection.exec_driver_sql("UPDATE tries SET at = '2016-09-12T08:00:00Z'")
    assert manned.login("Ana Bel", WORD, "there")
    assert rows(manned, "SELECT count(*) FROM tries") == [(0,)]


def test_a_token_is_rotated_expires_and_ends_with_its_account(manned):
    first = manned.issue_token("Ana Bel", "script")
    other = manned.issue_token("Ana Bel", "other")
    second = manned.issue_token("Ana Bel", "script")
    assert manned.whose(first, "api") is None
    assert manned.whose(second, "api").name == "Ana Bel"
    assert manned.accounts()[0].last_used is None
    manned.token_used(second)
    assert (manned.accounts()[0].tokens, manned.accounts()[0].last_used is None) == (2, False)
    assert manned.whose(manned.issue_token("Ana Bel", "old", days=-1), "api") is None
    manned.change_password("Ana Bel", "another password")
    assert manned.whose(other, "api") is None
    manned.remove_account("Ana Bel")
    assert list(manned.accounts()) == []
    for act in (lambda: manned.remove_account("Ana Bel"), lambda: manned.issue_token("Ana Bel")):
        with pytest.raises(NotFound, match="Ana Bel"):
            act()


@pytest.mark.parametrize(
    ("name", "word", "says"),
    [("Ana Bel", WORD, "already"), ("Oto", "short", "12"), ("model", WORD, "person"), ("a\nb", WORD, "control")],
)
def test_what_is_no_account(manned, name, word, says):
    with pytest.raises(ValueError, match=says):
        manned.add_account(name, word)


def test_commands(store_name):
    def run(*args, input=None):
        return CliRunner().invoke(main, ["accounts", *args, "--store", str(store_name)], input=input)

    assert "may write" in run("add", "Ana Bel", input=WORD + "\n").output
    assert run("add", "Ana Bel", input=WORD + "\n").exit_code == 1
    token = run("token", "Ana Bel", "--days", "1").output.strip()
    assert len(token) > 40
    [row] = json.loads(run("list", "--format", "json").output)
    assert (row["name"], row["tokens"]) == ("Ana Bel", 1)
    assert "another password" in run("add", "Ana Bel", "--change", input="another " + WORD + "\n").output
    assert run("token", "Oto").exit_code == 1
    assert run("remove", "Ana Bel").exit_code == 0
    assert json.loads(run("list", "--format", "json").output) == []
