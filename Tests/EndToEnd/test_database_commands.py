"""`callaudit database status|migrate|check|move`, beside a running daemon and in its way."""

import json
import random
import signal
import sqlite3
import subprocess
import time

import pytest
from accounts import indexed_once, sealed_as_indexed, until_taken_in
from daemon import ENVIRONMENT, PROGRAM, Daemon, named, put
from sounds import many_calls

PROBLEMS, USAGE, NO_SERVICE, TRY_AGAIN, NOT_ALLOWED, SETTINGS = 1, 64, 69, 75, 77, 78

pytestmark = [pytest.mark.timeout(180), pytest.mark.own_engine]


@pytest.fixture
def house():
    """A daemon on SQLite."""
    daemon = Daemon(engine="sqlite")
    yield daemon
    daemon.close()


@pytest.fixture
def target(shared_postgres):
    """The address of an empty database."""
    address = shared_postgres.new_database()
    yield address
    shared_postgres.drop(address)


def with_calls(daemon, folder, count=5, first=0):
    files = many_calls(folder, count, first=first)
    for file in files:
        put(file, daemon.drop() / file.name)
    until_taken_in(daemon)
    return files


def filled(daemon, calls=10_000):
    """Rows enough that a move takes a while, put in behind the back of a daemon that has stopped;
    nothing opens or verifies them."""
    database = sqlite3.connect(daemon.state / "callaudit.db")
    with database:
        database.execute("INSERT INTO customer VALUES (1, x'01', 1, NULL, NULL, 1, 0)")
        database.executemany(
            "INSERT INTO call VALUES (?, ?, 'UTC', 1, 1, NULL, NULL, NULL, 1, 0, NULL, 7, 1, ?)",
            ((id, id, bytes(32)) for id in range(1, calls + 1)))
        database.executemany("INSERT INTO call_word VALUES (?, ?, ?)", (
            (f"word {place}", id, id) for id in range(1, calls + 1) for place in range(20)))
    database.close()


def start_move(daemon, address):
    return subprocess.Popen(
        [PROGRAM, "--config", daemon.settings, "database", "move", "--to", address],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)


def moved(daemon, address, *more):
    """What a move that ends well says."""
    done = daemon.command("database", "move", "--to", address, "--json", *more, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    answer = json.loads(done.stdout)
    assert all(table["equal"] and table["rows"] == table["rowsThere"]
               for table in answer["tables"]), answer
    assert answer["ledger"]["equal"] and answer["ledger"]["root"] == answer["ledger"]["rootThere"]
    assert str(daemon.recordings) in done.stderr
    return answer


def test_a_house_moves_with_all_its_calls(house, target, shared_postgres, tmp_path):
    house.start()
    files = with_calls(house, tmp_path / "before")
    calls = house.details()
    refused = house.command("database", "move", "--to", target)
    assert refused.returncode == TRY_AGAIN and "already works on" in refused.stderr
    house.stop()
    answer = moved(house, target)
    assert named(target, "dbname") in answer["movedTo"]
    assert {table["table"]: table["rows"] for table in answer["tables"]}["recording"] == 5
    assert house.json("database", "status")["movedTo"] == answer["movedTo"]

    done = house.command("serve", timeout=30)
    assert done.returncode == SETTINGS and answer["movedTo"] in done.stderr, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    again = house.command("database", "move", "--to", target)
    assert again.returncode == NOT_ALLOWED and answer["movedTo"] in again.stderr

    house.server, house.address = shared_postgres, target
    house.write_settings()
    house.start()
    assert house.details() == calls
    files += with_calls(house, tmp_path / "after", first=50)
    indexed_once(house, files)
    sealed_as_indexed(house)
    checked = house.json("database", "check", "--only", "schema", "role", "ledger")
    assert checked["ledger"]["size"] > answer["ledger"]["size"]


def test_a_move_killed_at_any_moment_goes_on_and_ends_equal(house, target, shared_postgres):
    house.start()
    house.stop()
    filled(house)
    chance = random.Random(2027)
    copied = [0]
    for number in range(8):
        moving = start_move(house, target)
        time.sleep(chance.uniform(0.2, 1.0))
        moving.send_signal(signal.SIGKILL if number % 2 else signal.SIGINT)
        moving.communicate(timeout=30)
        tables = shared_postgres.sql(
            "SELECT count(*) FROM pg_tables WHERE tablename = 'call_word'",
            named(target, "dbname"))
        if tables == [["1"]]:
            copied += [int(shared_postgres.sql(
                "SELECT count(*) FROM call_word", named(target, "dbname"))[0][0])]
    assert copied == sorted(copied), "an attempt lost rows that were there"
    answer = moved(house, target, "--again")
    assert {table["table"]: table["rows"] for table in answer["tables"]}["call_word"] == 200_000


def test_a_daemon_waits_while_a_move_into_its_database_is_unfinished(
        house, target, shared_postgres):
    house.start()
    house.stop()
    filled(house)
    moving = start_move(house, target)
    house.until(lambda: mark(shared_postgres, target), 30, "the move to begin")
    moving.kill()
    moving.communicate(timeout=30)
    waiting = Daemon(server=shared_postgres, address=target)
    try:
        waiting.start(wait=False)
        waiting.until_unready("move", "finish")
        other = Daemon(engine="sqlite")
        other.start()
        other.stop()
        refused = other.command("database", "move", "--to", target)
        other.close()
        assert refused.returncode == NOT_ALLOWED and "Another installation" in refused.stderr
    finally:
        waiting.close()
    moved(house, target)


def mark(server, address):
    """The mark of an unfinished move in that database."""
    database = named(address, "dbname")
    if server.sql("SELECT 1 FROM pg_tables WHERE tablename = 'setting'", database) == []:
        return None
    return server.sql("SELECT value FROM setting WHERE name = 'move'", database)


def test_a_server_that_dies_under_a_move_is_named_and_the_move_goes_on(house, postgres):
    target = postgres.new_database()
    house.start()
    house.stop()
    filled(house)
    moving = start_move(house, target)
    house.until(lambda: mark(postgres, target), 30, "the move to begin")
    postgres.kill()
    _, said = moving.communicate(timeout=60)
    assert moving.returncode == NO_SERVICE, said
    assert "The connection to the database" in said or "can't be reached" in said
    assert "tried again" not in said
    postgres.start()
    moved(house, target)


def test_a_target_that_is_used_is_left_alone(house, target, shared_postgres, tmp_path):
    other = Daemon(server=shared_postgres, address=target)
    with other:
        files = with_calls(other, tmp_path, 2)
        other.stop()
        house.start()
        house.stop()
        refused = house.command("database", "move", "--to", target)
        assert refused.returncode == NOT_ALLOWED and "isn't empty" in refused.stderr
        indexed_once(other, files)


@pytest.mark.parametrize("address, words", [
    ("mysql://db/callaudit", "must name a PostgreSQL server"),
    ("postgresql://me:correct-horse@db/callaudit", "must not hold a password"),
    ("callaudit.db", "must name a PostgreSQL server"),
])
def test_an_address_that_is_none_is_refused(house, address, words):
    refused = house.command("database", "move", "--to", address)
    assert refused.returncode == USAGE
    assert words in refused.stderr and "correct-horse" not in refused.stderr


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_status_and_check_work_beside_the_daemon(engine, shared_postgres, tmp_path):
    daemon = Daemon(engine=engine, server=shared_postgres if engine == "postgres" else None)
    with daemon:
        with_calls(daemon, tmp_path, 3)
        status = daemon.json("database", "status")
        assert (status["engine"], status["calls"], status["recordings"]) == (engine, 3, 3)
        assert status["schema"]["found"] == status["schema"]["known"]
        assert status["bytes"] > 0 and not status["unfinishedMove"]
        told = daemon.command("database", "status")
        assert told.returncode == 0 and "up to date" in told.stdout
        looked = [] if engine == "sqlite" else [
            "--only", "schema", "role", "connection", "ledger"]
        checked = daemon.json("database", "check", *looked)
        assert (checked["problems"], checked["advice"]) == ([], [])
        assert checked["ledger"]["size"] == status["ledgerEntries"] >= 4
        told = daemon.command("database", "migrate", "--dry-run")
        assert told.returncode == 0 and "up to date" in told.stdout
        migrated = daemon.command("database", "migrate")
        assert migrated.returncode == (TRY_AGAIN if engine == "sqlite" else 0), migrated.stderr


def test_check_finds_what_was_done_to_the_rows(house, tmp_path):
    house.start()
    with_calls(house, tmp_path, 2)
    house.stop()
    house.sql("UPDATE ledger_entry SET at = at + 1 WHERE seq = 2")
    house.sql("UPDATE recording SET call_id = 5 WHERE id = (SELECT min(id) FROM recording)")
    house.sql("DROP INDEX call_by_agent")
    done = house.command("database", "check")
    assert done.returncode == PROBLEMS
    for words in ("ledger entry 2 differ", "1 rows of the table recording refer to rows of call",
                  "The index call_by_agent is missing"):
        assert words in done.stdout, done.stdout
    assert "3 problems found" in done.stdout
    unknown = house.command("database", "check", "--only", "teeth")
    assert unknown.returncode == USAGE and "ledger" in unknown.stderr


def test_without_a_database_there_is_a_sentence(house):
    for command in ("status", "check"):
        done = house.command("database", command)
        assert done.returncode == SETTINGS and "There is no database at" in done.stderr
    assert "from nothing to" in house.command("database", "migrate", "--dry-run").stdout
    assert not (house.state / "callaudit.db").exists()
    assert "from nothing to" in house.command("database", "migrate").stdout
    unused = house.command("database", "move", "--to", "host=/nowhere dbname=x")
    assert unused.returncode == NO_SERVICE and "can't be reached" in unused.stderr


def test_who_may_not_write_the_state_is_told_whose_it_is(house):
    house.start()
    house.stop()
    house.state.chmod(0o755)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
    house.folder.chmod(0o755)
    done = subprocess.run(
        [*as_nobody, PROGRAM, "--config", house.settings, "database", "migrate"],
        capture_output=True, text=True, timeout=30, env=ENVIRONMENT)
    assert done.returncode == NOT_ALLOWED, done.stderr
    assert "belongs to" in done.stderr and "sudo -u" in done.stderr
