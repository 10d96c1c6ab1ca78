"""`callaudit database status|migrate|check`, beside a running daemon and in its way."""

import subprocess

import pytest
from accounts import with_calls
from daemon import ENVIRONMENT, PROGRAM, Daemon

PROBLEMS, USAGE, TRY_AGAIN, NOT_ALLOWED, SETTINGS = 1, 64, 75, 77, 78

pytestmark = [pytest.mark.timeout(180), pytest.mark.own_engine]


@pytest.fixture
def house():
    """A daemon on SQLite."""
    daemon = Daemon(engine="sqlite")
    yield daemon
    daemon.close()


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
