"""Moving house: everything that SQLite held is in PostgreSQL afterwards, and SQLite rests, however
often the move was broken off."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

import pytest
from accounts import content_hash, indexed_once, name_of, same_ledger, sealed, with_calls
from daemon import ENVIRONMENT, PROGRAM, Daemon, named

USAGE, NO_SERVICE, TRY_AGAIN, NOT_ALLOWED, SETTINGS = 64, 69, 75, 77, 78

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
def house(lived_in):
    """A copy of it."""
    original, _ = lived_in
    daemon = Daemon(engine="sqlite")
    for name in ("state", "master.key"):
        source = original.folder / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        kept = daemon.folder / name
        shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
        copy(source, kept)
    yield daemon
    daemon.close()


@pytest.fixture
def shown(lived_in):
    return lived_in[1]


@pytest.fixture
def full_house():
    """A daemon on SQLite that has stopped, with rows enough that a move takes a while."""
    daemon = Daemon(engine="sqlite")
    daemon.start()
    daemon.stop()
    filled(daemon)
    yield daemon
    daemon.close()


@pytest.fixture
def target(shared_postgres):
    """The address of an empty database."""
    address = shared_postgres.new_database()
    yield address
    shared_postgres.drop(address)


def filled(daemon, calls=25_000):
    """Puts rows in behind the back of a daemon that has stopped; nothing opens or verifies them."""
    database = sqlite3.connect(daemon.state / "callaudit.db")
    with database:
        database.execute(
            "INSERT INTO customer (id, wrapped_key, key_epoch, version, created_at) "
            "VALUES (1, x'01', 1, 1, 0)")
        database.executemany(
            "INSERT INTO call (id, started_at, zone, local_day, duration_ms, customer_id, "
            "verdicts, draw_hash, version, row_mac) VALUES (?, ?, 'UTC', 1, 1, 1, 0, 7, 1, ?)",
            ((id, id, bytes(32)) for id in range(1, calls + 1)))
        database.executemany("INSERT INTO call_word VALUES (?, ?, ?)", (
            (f"word {place}", id, id) for id in range(1, calls + 1) for place in range(20)))
    database.close()


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


def start_move(daemon, address):
    return subprocess.Popen(
        [PROGRAM, "--config", daemon.settings, "database", "move", "--to", address, "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)


def moved(daemon, address, *more):
    """What a move that ends well says."""
    done = daemon.command("database", "move", "--to", address, "--json", *more, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return proven(daemon, done.stdout, done.stderr)


def proven(daemon, said, complained):
    answer = json.loads(said)
    assert all(table["equal"] and table["rows"] == table["rowsThere"]
               for table in answer["tables"]), answer
    assert answer["ledger"]["equal"] and answer["ledger"]["root"] == answer["ledger"]["rootThere"]
    assert str(daemon.recordings) in complained
    return answer


def lives_on(daemon, server, address, tmp_path, shown):
    """On the new database with everything that was there, and with new calls as well."""
    hashes = [row[0] for row in daemon.sql("SELECT content_hash FROM recording")]
    daemon.server, daemon.address = server, address
    daemon.write_settings()
    daemon.start()
    now = everything(daemon)
    for part, before in shown.items():
        assert now[part] == before, part
    same_ledger(daemon)
    files = with_calls(daemon, tmp_path, 3)
    assert len(daemon.calls()) == len(shown["list"]) + len(files)
    assert daemon.sql("SELECT count(*) FROM call") == [[str(len(shown["list"]) + len(files))]]
    assert daemon.quarantined() == shown["quarantine"]
    there = [row[0] for row in daemon.sql("SELECT content_hash FROM recording")]
    assert sorted(there) == sorted(hashes + [content_hash(file) for file in files])
    sealed_as_listed(daemon)
    same_ledger(daemon)


def sealed_as_listed(daemon):
    """Each recording's sealed files stand where they belong, and else only those of quarantine."""
    ids = {table: {name_of(row[0]) for row in daemon.sql(f"SELECT id FROM {table}")}
           for table in ("recording", "quarantine")}
    wanted = {f"{id}.{kind}" for id in ids["recording"] for kind in ("recording", "picture")}
    assert wanted - sealed(daemon) == set(), "rows without their sealed files"
    assert {name.split(".")[0] for name in sealed(daemon) - wanted} <= ids["quarantine"]
    assert list(daemon.recordings.glob("tmp/*")) == []


def test_everything_is_there_after_the_move(house, target, shown, shared_postgres, tmp_path):
    before = same_ledger(house)
    answer = moved(house, target)
    assert named(target, "dbname") in answer["movedTo"]
    recordings = sum(len(call["recordings"]) for call in shown["calls"])
    rows = {table["table"]: table["rows"] for table in answer["tables"]}
    assert rows["recording"] == recordings > 5
    lives_on(house, shared_postgres, target, tmp_path, shown)
    assert same_ledger(house) != before, "new entries stand behind the old ones"
    checked = house.json("database", "check", "--only", "schema", "role", "ledger")
    assert checked["ledger"]["size"] > answer["ledger"]["size"]


def test_the_old_database_is_refused_after_the_move(house, target):
    done = house.command("database", "move", "--to", target, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "recording" in done.stdout + done.stderr
    place = house.json("database", "status")["movedTo"]
    assert named(target, "dbname") in place
    refused = house.command("serve", timeout=30)
    assert refused.returncode == SETTINGS
    assert "moved" in refused.stderr and place in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1, refused.stderr
    again = house.command("database", "move", "--to", target, timeout=120)
    assert again.returncode == NOT_ALLOWED
    assert "moved" in again.stderr and place in again.stderr


def test_a_move_that_is_killed_goes_on_where_it_was(
        house, target, shown, shared_postgres, tmp_path):
    """Killed while it waits for one table after the other, which somebody has locked. Meanwhile
    nobody else may use the new database."""
    migrated = house.command("database", "migrate", environment={"CALLAUDIT_DATABASE": target})
    assert migrated.returncode == 0, migrated.stderr
    with Daemon(engine="sqlite") as other:
        other.stop()
        for table in ("customer", "recording", "call_word", "ledger_entry", "ledger_head"):
            with Locked(shared_postgres, named(target, "dbname"), table):
                move = start_move(house, target)
                time.sleep(1.2)
                assert move.poll() is None, f"it didn't wait for {table}"
                move.kill()
                move.communicate(timeout=30)
            half = Daemon(engine="postgres", server=shared_postgres, address=target, beside=house)
            try:
                half.start(wait=False)
                half.until_unready("moved", "database move", "finish")
                refused = other.command("database", "move", "--to", target)
                assert refused.returncode == NOT_ALLOWED
                assert "Another installation" in refused.stderr
            finally:
                half.close()
    moved(house, target)
    lives_on(house, shared_postgres, target, tmp_path, shown)


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


def test_a_move_killed_at_any_moment_goes_on_and_ends_equal(full_house, target, shared_postgres):
    chance = random.Random(2027)
    copied, answer = [0], None
    for number in range(8):
        moving = start_move(full_house, target)
        time.sleep(chance.uniform(0.2, 1.0))
        moving.send_signal(signal.SIGKILL if number % 2 else signal.SIGINT)
        said, complained = moving.communicate(timeout=30)
        if moving.returncode == 0:
            answer = proven(full_house, said, complained)
            break
        tables = shared_postgres.sql(
            "SELECT count(*) FROM pg_tables WHERE tablename = 'call_word'",
            named(target, "dbname"))
        if tables == [["1"]]:
            copied += [int(shared_postgres.sql(
                "SELECT count(*) FROM call_word", named(target, "dbname"))[0][0])]
    assert number >= 3, "it was done before it could be killed a few times"
    assert copied == sorted(copied), "an attempt lost rows that were there"
    answer = answer or moved(full_house, target, "--again")
    assert {table["table"]: table["rows"] for table in answer["tables"]}["call_word"] == 500_000


def mark(server, address):
    """The mark of an unfinished move in that database."""
    database = named(address, "dbname")
    if server.sql("SELECT 1 FROM pg_tables WHERE tablename = 'setting'", database) == []:
        return None
    return server.sql("SELECT value FROM setting WHERE name = 'move'", database)


def test_a_server_that_dies_under_a_move_is_named_and_the_move_goes_on(full_house, postgres):
    target = postgres.new_database()
    moving = start_move(full_house, target)
    full_house.until(lambda: mark(postgres, target), 30, "the move to begin")
    postgres.kill()
    _, said = moving.communicate(timeout=60)
    assert moving.returncode == NO_SERVICE, said
    assert "The connection to the database" in said or "can't be reached" in said
    assert "tried again" not in said
    postgres.start()
    moved(full_house, target)


def test_a_move_while_the_daemon_runs_is_refused(house, target):
    house.start()
    refused = house.command("database", "move", "--to", target, timeout=60)
    assert refused.returncode == TRY_AGAIN
    assert "already works on" in refused.stderr and "stop" in refused.stderr.lower()
    assert house.ready()


def test_a_target_with_something_in_it_is_refused(house, target, shared_postgres, tmp_path):
    with Daemon(engine="postgres", server=shared_postgres, address=target) as other:
        files = with_calls(other, tmp_path, 2)
        other.stop()
        refused = house.command("database", "move", "--to", target, timeout=60)
        assert refused.returncode == NOT_ALLOWED and "isn't empty" in refused.stderr
        indexed_once(other, files)


NO_TARGETS = [
    ("mysql://callaudit@127.0.0.1/callaudit", USAGE, "--to must name a PostgreSQL server"),
    ("mysql://db/callaudit", USAGE, "--to must name a PostgreSQL server"),
    ("callaudit.db", USAGE, "--to must name a PostgreSQL server"),
    ("postgresql://callaudit:correct-horse@127.0.0.1/callaudit", USAGE,
     "--to must not hold a password"),
    ("host=/nowhere dbname=callaudit user=callaudit", NO_SERVICE, "can't be reached"),
]


@pytest.mark.parametrize("address, status, words", NO_TARGETS)
def test_a_target_that_is_none_is_refused(house, address, status, words):
    refused = house.command("database", "move", "--to", address, timeout=60)
    assert refused.returncode == status, refused.stderr
    assert words in refused.stderr and "correct-horse" not in refused.stderr
    assert status == USAGE or "/nowhere" in refused.stderr
    assert house.start().ready()


def test_a_target_that_is_none_is_refused_to_an_unused_house_as_well():
    unused = Daemon(engine="sqlite")
    try:
        for address, status, words in NO_TARGETS:
            if status == NO_SERVICE:
                assert unused.command("database", "migrate").returncode == 0
            refused = unused.command("database", "move", "--to", address)
            assert refused.returncode == status, refused.stderr
            assert words in refused.stderr and "correct-horse" not in refused.stderr
    finally:
        unused.close()
