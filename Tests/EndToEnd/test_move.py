"""Moving house: everything that SQLite held is in PostgreSQL afterwards, and SQLite rests."""

import shutil
import subprocess
import threading
import time

import pytest
from accounts import indexed_once, same_ledger, until_taken_in
from daemon import ENVIRONMENT, PROGRAM, Daemon, named, put
from sounds import many_calls

SETTINGS = 78

pytestmark = [pytest.mark.timeout(180), pytest.mark.own_engine]


@pytest.fixture(scope="module")
def lived_in(demo_calls):
    """A daemon on SQLite that has stopped, with the demo's calls, and what it showed of them."""
    daemon = demo_calls.taken_in(engine="sqlite")
    for index, item in enumerate(daemon.quarantined()[:1]):
        done = daemon.command("quarantine", "discard", item["id"], "--reason", f"test {index}")
        assert done.returncode == 0, done.stderr
    shown = everything(daemon)
    assert daemon.stop() == 0
    yield daemon, shown
    daemon.close()


@pytest.fixture
def house(lived_in, shared_postgres):
    """A copy of it, and the address of an empty database."""
    original, shown = lived_in
    daemon = Daemon(engine="sqlite")
    for name in ("state", "master.key"):
        source = original.folder / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        kept = daemon.folder / name
        shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
        copy(source, kept)
    address = shared_postgres.new_database()
    yield daemon, address, shown
    daemon.close()
    shared_postgres.drop(address)


def everything(daemon):
    """What people see and hear: lists, details, quarantine, and every recording's bytes."""
    calls = daemon.details()
    assert len(calls) > 5
    heard = {}
    for call in calls:
        for recording in call["recordings"]:
            for what in ("audio", "waveform"):
                path = f"/api/v1/recordings/{recording['id']}/{what}"
                status, _, body = daemon.get(path)
                assert status == 200
                heard[path] = body
    return {"list": daemon.calls(), "calls": calls, "heard": heard,
            "quarantine": daemon.quarantined(), "counts": counts(daemon)}


def counts(daemon):
    status = daemon.status()
    return {name: status[name] for name in ("indexed", "duplicates", "quarantined")}


def lives_on(daemon, server, address, tmp_path, shown):
    """On the new database with everything that was there, and with new calls as well."""
    daemon.server, daemon.address = server, address
    daemon.write_settings()
    daemon.start()
    now = everything(daemon)
    for part, before in shown.items():
        assert now[part] == before, part
    same_ledger(daemon)
    files = many_calls(tmp_path, 3)
    for file in files:
        put(file, daemon.drop() / file.name)
    until_taken_in(daemon)
    assert len(daemon.calls()) == len(shown["list"]) + len(files)
    same_ledger(daemon)


def test_everything_is_there_after_the_move(house, shared_postgres, tmp_path):
    daemon, address, shown = house
    before = same_ledger(daemon)
    done = daemon.command("database", "move", "--to", address, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "recording" in done.stdout + done.stderr
    lives_on(daemon, shared_postgres, address, tmp_path, shown)
    assert same_ledger(daemon) != before, "new entries stand behind the old ones"


def test_the_old_database_is_refused_after_the_move(house):
    daemon, address, _ = house
    assert daemon.command("database", "move", "--to", address, timeout=120).returncode == 0
    refused = daemon.command("serve", timeout=30)
    assert refused.returncode == SETTINGS
    assert "moved" in refused.stderr and named(address, "dbname") in refused.stderr
    again = daemon.command("database", "move", "--to", address, timeout=120)
    assert again.returncode != 0
    assert "moved" in again.stderr


def test_a_move_that_is_killed_goes_on_where_it_was(house, shared_postgres, tmp_path):
    """Killed while it waits for one table after the other, which somebody has locked."""
    daemon, address, shown = house
    migrated = daemon.command("database", "migrate", environment={"CALLAUDIT_DATABASE": address})
    assert migrated.returncode == 0, migrated.stderr
    for table in ("customer", "recording", "call_word", "ledger_entry", "ledger_head"):
        with Locked(shared_postgres, named(address, "dbname"), table):
            move = subprocess.Popen(
                [PROGRAM, "--config", daemon.settings, "database", "move", "--to", address],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
            time.sleep(1.2)
            assert move.poll() is None, f"it didn't wait for {table}"
            move.kill()
            move.wait(timeout=10)
        half = Daemon(engine="postgres", server=shared_postgres, address=address, beside=daemon)
        try:
            half.start(wait=False)
            half.until_unready("moved", "database move")
        finally:
            half.close()
    done = daemon.command("database", "move", "--to", address, timeout=120)
    assert done.returncode == 0, done.stderr
    lives_on(daemon, shared_postgres, address, tmp_path, shown)


class Locked:
    """A table that nobody else can write for as long as the block lasts."""

    def __init__(self, server, database, table):
        self.server, self.database, self.table = server, database, table
        self.name = f"lock {time.monotonic_ns()}"

    def __enter__(self):
        self.thread = threading.Thread(target=self.hold)
        self.thread.start()
        while not self.server.sql("SELECT 1 FROM pg_stat_activity WHERE state = 'active' "
                                  f"AND query LIKE '%pg_sleep(20) /* {self.name} */'"):
            time.sleep(0.05)

    def hold(self):
        try:
            self.server.sql(f"BEGIN; LOCK TABLE {self.table} IN SHARE MODE;\n"
                            f"SELECT pg_sleep(20) /* {self.name} */", self.database)
        except AssertionError:
            pass

    def __exit__(self, *_):
        self.server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        f"WHERE query LIKE '%pg_sleep(20) /* {self.name} */'")
        self.thread.join(timeout=30)


def test_a_move_while_the_daemon_runs_is_refused(house):
    daemon, address, _ = house
    daemon.start()
    done = daemon.command("database", "move", "--to", address, timeout=60)
    assert done.returncode != 0
    assert "stop" in done.stderr.lower()
    assert daemon.ready()


def test_a_target_with_something_in_it_is_refused(house, shared_postgres, tmp_path):
    daemon, address, _ = house
    other = Daemon(engine="postgres", server=shared_postgres, address=address)
    try:
        other.start()
        files = many_calls(tmp_path, 2)
        for file in files:
            put(file, other.drop() / file.name)
        until_taken_in(other)
        other.stop()
        done = daemon.command("database", "move", "--to", address, timeout=60)
        assert done.returncode != 0
        assert "empty" in done.stderr
        indexed_once(other, files)
    finally:
        other.close()


@pytest.mark.parametrize("address, words", [
    ("mysql://callaudit@127.0.0.1/callaudit", ["--to"]),
    ("postgresql://callaudit:correct-horse@127.0.0.1/callaudit", ["password"]),
    ("host=/nowhere dbname=callaudit user=callaudit", ["/nowhere"]),
])
def test_a_target_that_is_none_is_refused(house, address, words):
    daemon, _, _ = house
    done = daemon.command("database", "move", "--to", address, timeout=60)
    assert done.returncode != 0
    for word in words:
        assert word in done.stderr
    assert "correct-horse" not in done.stderr
    assert daemon.start().ready()
