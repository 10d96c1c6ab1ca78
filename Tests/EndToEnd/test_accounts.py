"""Accounts from the command line, over the Unix socket."""

import re

import pytest

pytestmark = pytest.mark.timeout(120)

USAGE, BAD_DATA = 64, 65


@pytest.fixture
def running(daemon):
    daemon.role = "administrator"
    return daemon.start()


def add(daemon, name, *words):
    done = daemon.command("user", "add", name, name.title(), *words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def account(daemon, name):
    found = [a for a in daemon.json("user", "list", "--limit", 200)["items"] if a["name"] == name]
    assert len(found) == 1
    return found[0]


def test_an_account_is_added_listed_disabled_and_enabled(running):
    code = add(running, "li.na", "--role", "qa-analyst")
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert account(running, "li.na")["roles"] == ["qa-analyst"]
    assert account(running, "li.na")["state"] == "invited"
    assert running.command("user", "disable", "LI.NA").returncode == 0
    assert account(running, "li.na")["state"] == "disabled"
    assert running.command("user", "enable", account(running, "li.na")["id"]).returncode == 0
    fresh = running.command("user", "reset", "li.na").stdout.strip()
    assert fresh and fresh != code
    shown = running.command("user", "list").stdout
    assert "li.na" in shown and "qa-analyst" in shown


def test_roles_that_must_not_meet_are_refused_with_the_reason(running):
    add(running, "li.na", "--role", "supervisor")
    done = running.command("user", "role", "grant", "li.na", "administrator")
    assert done.returncode == BAD_DATA
    for word in ("supervisor", "administrator", "customer's data"):
        assert word in done.stderr
    assert running.command("user", "role", "grant", "li.na", "qa-lead").returncode == 0
    assert running.command("user", "role", "revoke", "li.na", "supervisor").returncode == 0
    assert account(running, "li.na")["roles"] == ["qa-lead"]


def test_roles_that_decide_wait_for_a_second_person(running):
    add(running, "admin", "--role", "administrator")
    add(running, "officer")
    done = running.command(
        "user", "role", "grant", "officer", "compliance-officer", "--reason", "needed")
    assert done.returncode == 0
    assert "second person" in done.stderr
    assert account(running, "officer")["waitingRole"] == "compliance-officer"
    again = running.command(
        "user", "role", "grant", "officer", "compliance-officer", "--reason", "needed")
    assert again.returncode == BAD_DATA
    bare = running.command("user", "role", "grant", "admin", "auditor")
    assert bare.returncode == BAD_DATA
    add(running, "other")
    unreasoned = running.command("user", "role", "grant", "other", "auditor")
    assert (unreasoned.returncode, "why" in unreasoned.stderr) == (BAD_DATA, True)


def test_the_last_administrator_stays(running):
    add(running, "admin", "--role", "administrator")
    for words in (("disable", "admin"), ("role", "revoke", "admin", "administrator")):
        done = running.command("user", *words)
        assert (done.returncode, "last administrator" in done.stderr) == (BAD_DATA, True)


@pytest.mark.parametrize("name", ["a", "a b", "-a", "a/b", "名字", "a" * 65])
def test_a_bad_name_is_refused_in_one_sentence(running, name):
    done = running.command("user", "add", "--", name, "X")
    assert done.returncode == BAD_DATA
    assert "2 to 64" in done.stderr


def test_no_name_stands_in_the_journal_or_the_ledger(running):
    add(running, "canary-name", "--role", "qa-analyst")
    running.command("user", "role", "grant", "canary-name", "qa-lead")
    running.command("user", "disable", "canary-name")
    assert "canary" not in running.log.read_text().lower()
    entries = running.sql("SELECT bytes FROM ledger_entry")
    assert entries and not any(b"canary".hex() in str(row).lower() for row in entries)
