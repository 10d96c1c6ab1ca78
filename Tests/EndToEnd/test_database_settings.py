"""Settings that name a database wrongly: the daemon ends at once and says what to write instead."""

import pytest
from daemon import Daemon

SETTINGS = 78
SECRET = "correct-horse"

pytestmark = [pytest.mark.timeout(60), pytest.mark.own_engine]


@pytest.fixture
def with_database():
    """A daemon with these lines in its settings."""
    daemons = []

    def make(database, more=""):
        daemons.append(Daemon(engine="sqlite", settings=f"database: '{database}'\n{more}"))
        return daemons[-1]

    yield make
    for daemon in daemons:
        daemon.close()


def refused(daemon, *words):
    """By `serve` and by `config check`, in a sentence with all `words` and without the secret."""
    line = next(number for number, text in enumerate(daemon.settings.read_text().splitlines(), 1)
                if text.startswith("database"))
    for command in (["serve"], ["config", "check"]):
        done = daemon.command(*command, timeout=30)
        said = done.stdout + done.stderr
        assert done.returncode == SETTINGS, said
        for word in (*words, f":{line}"):
            assert word in said, said
        assert SECRET not in said
        assert len(said.strip().splitlines()) <= 4, said


@pytest.mark.parametrize("database", [
    "mysql://callaudit@db.example.net/callaudit",
    "postgresql//callaudit@db.example.net/callaudit",
    "db.example.net",
    "host=/run/postgresql dbname",
    "postgresql://callaudit@[::1/callaudit",
    "postgresql://callaudit@db.example.net/callaudit?ssl_mode=require",
    "host=/run/postgresql datenbank=callaudit",
])
def test_an_address_that_is_none_is_refused(with_database, database):
    refused(with_database(database), "database")


@pytest.mark.parametrize("database", [
    f"postgresql://callaudit:{SECRET}@db.example.net/callaudit",
    f"postgresql://callaudit@db.example.net/callaudit?password={SECRET}",
    f"host=db.example.net user=callaudit password={SECRET}",
    f"host=db.example.net user=callaudit PASSWORD = {SECRET}",
])
def test_a_password_in_the_address_is_refused_and_not_repeated(with_database, database):
    refused(with_database(database), "databasePassword")


def test_a_password_instead_of_its_file_is_refused_and_not_repeated(with_database):
    daemon = with_database("host=/run/postgresql dbname=callaudit", f"databasePassword: {SECRET}\n")
    done = daemon.command("serve", timeout=30)
    assert done.returncode == SETTINGS
    assert "databasePassword" in done.stderr and "file" in done.stderr
    assert SECRET not in done.stderr


def test_a_name_that_no_node_can_have_is_refused(with_database):
    daemon = with_database("host=/run/postgresql dbname=callaudit", "node: 'two words'\n")
    done = daemon.command("serve", timeout=30)
    assert done.returncode == SETTINGS
    assert "node" in done.stderr
