"""Daemon and server don't agree on who may come in: a sentence, and then it mends itself."""

import subprocess

import pytest
from accounts import indexed_once, sealed_as_indexed, until_taken_in
from daemon import Daemon, named, put
from postgres import Postgres
from sounds import many_calls

RIGHT, WRONG = "correct-horse", "battery-staple"

pytestmark = [pytest.mark.timeout(120), pytest.mark.own_engine]


@pytest.fixture(scope="module")
def postgres():
    """It listens on loopback as well, for those who give the role's password over TLS."""
    with Postgres(host="127.0.0.1", tls=True) as server:
        yield server


@pytest.fixture
def remote(postgres):
    """A daemon that reaches the server by TCP; its password file holds the wrong password."""
    postgres.role("callaudit")
    postgres.sql(f"ALTER ROLE callaudit PASSWORD '{RIGHT}'")
    database = named(postgres.new_database(), "dbname")
    daemon = Daemon(server=postgres, address=postgres.address(
        host="127.0.0.1", user="callaudit", dbname=database, sslmode="verify-full",
        sslrootcert=postgres.ca))
    daemon.password = daemon.folder / "database.password"
    write(daemon.password, WRONG)
    daemon.write_settings(settings=f"databasePassword: {daemon.password}\n")
    yield daemon
    daemon.close()
    postgres.sql(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


def write(path, password):
    path.touch(mode=0o600)
    path.write_text(password + "\n")


def says_no_password(daemon):
    for word in (RIGHT, WRONG):
        assert word not in daemon.log.read_text()
        assert word not in daemon.unready()


def works(daemon, tmp_path):
    files = many_calls(tmp_path / "calls", 5)
    for file in files:
        put(file, daemon.drop() / file.name)
    until_taken_in(daemon)
    indexed_once(daemon, files)
    sealed_as_indexed(daemon)


def test_the_right_password_in_the_file_mends_a_wrong_one(remote, tmp_path):
    remote.start(wait=False)
    remote.until_unready("databasePassword")
    says_no_password(remote)
    write(remote.password, RIGHT)
    remote.until_ready(seconds=10)
    works(remote, tmp_path)


def test_the_role_may_be_given_the_password_of_the_file(remote, postgres):
    remote.start(wait=False)
    remote.until_unready("databasePassword")
    postgres.sql(f"ALTER ROLE callaudit PASSWORD '{WRONG}'")
    remote.until_ready(seconds=10)


def test_a_new_password_is_read_at_the_next_connection(remote, postgres, tmp_path):
    write(remote.password, RIGHT)
    remote.start()
    postgres.sql(f"ALTER ROLE callaudit PASSWORD '{WRONG}'")
    postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                 "WHERE usename = 'callaudit'")
    remote.until_unready("databasePassword")
    says_no_password(remote)
    write(remote.password, WRONG)
    remote.until_ready(seconds=10)
    works(remote, tmp_path)


@pytest.mark.parametrize("spoil, word", [
    (lambda path: path.unlink(), "No such file"),
    (lambda path: path.write_text(""), "empty"),
    (lambda path: path.chmod(0o644), "0600"),
])
def test_a_password_file_that_is_no_good_is_named(remote, spoil, word):
    spoil(remote.password)
    remote.start(wait=False)
    remote.until_unready(remote.password, word)
    remote.password.unlink(missing_ok=True)
    write(remote.password, RIGHT)
    remote.until_ready(seconds=10)


def test_a_credential_of_systemd_outranks_the_file(remote, tmp_path):
    write(tmp_path / "database.password", RIGHT)
    remote.start(wait=False, environment={"CREDENTIALS_DIRECTORY": str(tmp_path)})
    remote.until_ready(seconds=10)


def test_a_server_with_another_certificate_is_not_spoken_to(remote, postgres, tmp_path):
    write(remote.password, RIGHT)
    subprocess.run(["openssl", "req", "-x509", "-subj", "/CN=another", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", tmp_path / "another.key",
                    "-out", tmp_path / "another.crt"], check=True, capture_output=True, timeout=30)
    right = postgres.ca.read_bytes()
    remote.address = remote.address.replace(str(postgres.ca), str(remote.folder / "ca.crt"))
    (remote.folder / "ca.crt").write_bytes((tmp_path / "another.crt").read_bytes())
    remote.write_settings(settings=f"databasePassword: {remote.password}\n")
    remote.start(wait=False)
    remote.until_unready("certificate")
    (remote.folder / "ca.crt").write_bytes(right)
    remote.until_ready(seconds=10)


def test_a_database_that_is_missing_may_be_made_later(postgres, tmp_path):
    postgres.role("callaudit")
    address = postgres.address(dbname="made_later", user="callaudit")
    daemon = Daemon(server=postgres, address=address)
    try:
        daemon.start(wait=False)
        daemon.until_unready("made_later", "does not exist", "createdb")
        postgres.sql("CREATE DATABASE made_later OWNER callaudit")
        daemon.until_ready(seconds=10)
        works(daemon, tmp_path)
    finally:
        daemon.close()


def test_a_role_that_is_missing_may_be_made_later(postgres, tmp_path):
    database = named(postgres.new_database(), "dbname")
    daemon = Daemon(server=postgres, address=postgres.address(dbname=database, user="late_role"))
    try:
        daemon.start(wait=False)
        daemon.until_unready("late_role", "does not exist", "createuser")
        postgres.sql("CREATE ROLE late_role LOGIN")
        postgres.sql(f"ALTER DATABASE {database} OWNER TO late_role")
        daemon.until_ready(seconds=10)
        works(daemon, tmp_path)
    finally:
        daemon.close()
