"""A schema that isn't the daemon's: one sentence, and work once it fits."""

import pytest
from accounts import indexed_once, until_taken_in
from daemon import Daemon, named, put
from sounds import many_calls

NEWER = "INSERT INTO schema_step (number, digest) VALUES (999, 0)"
AS_BEFORE = "DELETE FROM schema_step WHERE number = 999"

pytestmark = [pytest.mark.timeout(120), pytest.mark.own_engine]


@pytest.fixture
def house(shared_postgres):
    daemon = Daemon(server=shared_postgres)
    yield daemon
    daemon.close()
    shared_postgres.drop(daemon.address)


def dropped_in(daemon, folder, count=5, first=0):
    files = many_calls(folder, count, first=first)
    for file in files:
        put(file, daemon.drop() / file.name)
    return files


def test_a_newer_schema_at_the_start(house, tmp_path):
    house.start()
    house.stop()
    house.sql(NEWER)
    house.start(wait=False)
    house.until_unready("schema 999", "newer")
    assert house.get("/calls", {"Accept-Language": "zh-CN"})[0] == 503
    files = dropped_in(house, tmp_path)
    house.sql(AS_BEFORE)
    house.until_ready()
    until_taken_in(house)
    indexed_once(house, files)


def test_a_schema_that_becomes_newer_during_work(house, tmp_path):
    """As when another node with a newer release migrates the database."""
    house.start()
    files = dropped_in(house, tmp_path)
    until_taken_in(house)
    house.sql(NEWER)
    files += dropped_in(house, tmp_path, first=100)
    house.until_unready("schema 999", "newer")
    indexed_once(house, files[:5])
    house.sql(AS_BEFORE)
    house.until_ready()
    until_taken_in(house)
    indexed_once(house, files)


def test_a_newer_schema_ends_a_daemon_on_sqlite():
    daemon = Daemon(engine="sqlite")
    try:
        daemon.start()
        daemon.stop()
        daemon.sql(NEWER)
        done = daemon.command("serve", timeout=30)
        assert done.returncode == 78, done.stderr
        assert "schema 999" in done.stderr and "newer" in done.stderr
    finally:
        daemon.close()


def test_a_role_that_may_not_make_tables_waits_for_the_owner(shared_postgres, tmp_path):
    """The daemon's role may only read and write; the owner's hands make and change the tables."""
    server = shared_postgres
    owners = server.new_database(owner="owner_of_tables")
    database = named(owners, "dbname")
    server.role("only_writes")
    daemon = Daemon(server=server, address=server.address(dbname=database, user="only_writes"))
    try:
        daemon.start(wait=False)
        daemon.until_unready("callaudit database migrate", "owns the tables")
        files = dropped_in(daemon, tmp_path)
        migrated = daemon.command("database", "migrate", environment={
            "CALLAUDIT_DATABASE": owners})
        assert migrated.returncode == 0, migrated.stderr
        server.sql("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public "
                   "TO only_writes", database)
        daemon.until_ready()
        until_taken_in(daemon)
        indexed_once(daemon, files)
    finally:
        daemon.close()
        server.drop(owners)
