"""A PostgreSQL of the tests' own: made from nothing, reached by a socket of its own, thrown away.

    python3 Tests/EndToEnd/postgres.py COMMAND...

runs COMMAND with the address of such a server in CALLAUDIT_TEST_POSTGRES (keywords as libpq reads
them, for its superuser), and ends with its status. Needs Debian's package `postgresql`; no cluster
of the machine is touched, running or not. As root it runs as the user `postgres`, else as yours.
"""

import csv
import io
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ADMIN, OWNER = "postgres", "callaudit"
SOCKET_PORT = 5432
INSTALLED = Path("/usr/lib/postgresql")


class PostgresError(AssertionError):
    """The server, or a statement, in its own words."""


def programs():
    """The folder of the server's programs: the one that pg_config names, or else the newest."""
    named = shutil.which("pg_config") and subprocess.run(
        ["pg_config", "--bindir"], capture_output=True, text=True, timeout=10).stdout.strip()
    versions = [path for path in INSTALLED.glob("*") if path.name.isdigit()]
    newest = sorted(versions, key=lambda path: int(path.name), reverse=True)
    for folder in [*([Path(named)] if named else []), *(path / "bin" for path in newest)]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    sys.exit("There is no PostgreSQL server to test with. Install it: scripts/dependencies tests")


class Server:
    """A running server as its superuser reaches it; `words` are libpq's keywords."""

    serial = itertools.count(1)

    def __init__(self, words):
        self.words = dict(words)

    @classmethod
    def given(cls):
        """The one that CALLAUDIT_TEST_POSTGRES names."""
        address = os.environ.get("CALLAUDIT_TEST_POSTGRES")
        assert address, ("CALLAUDIT_TEST_POSTGRES names no PostgreSQL. "
                         "Run the tests by scripts/test, or behind Tests/EndToEnd/postgres.py.")
        return cls(word.split("=", 1) for word in address.split())

    def address(self, **words):
        """Libpq's keywords for the superuser, but for `words`; None leaves one out."""
        merged = {**self.words, **words}
        return " ".join(f"{key}={value}" for key, value in merged.items() if value is not None)

    def sql(self, text, database="postgres", user=ADMIN, seconds=30):
        """Rows of strings; NULL is empty. Fails with the server's words."""
        done = subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", "--csv", "--tuples-only", "--set=ON_ERROR_STOP=1",
             self.address(dbname=database, user=user)],
            input=text, capture_output=True, text=True, timeout=seconds,
            env={**os.environ, "PGCONNECT_TIMEOUT": "5",
                 "PGOPTIONS": "-c client_min_messages=error"})
        if done.returncode:
            raise PostgresError(done.stderr.strip())
        # A row of one NULL is an empty line.
        return [row or [""] for row in csv.reader(io.StringIO(done.stdout))]

    def new_database(self, owner=OWNER):
        """The address of a database that is empty, for a role without any other right."""
        name = f"test_{os.getpid()}_{next(self.serial)}_{time.time_ns() % 10**9}"
        self.role(owner)
        self.sql(f"CREATE DATABASE {name} OWNER {owner}")
        return self.address(dbname=name, user=owner)

    def role(self, name):
        self.sql(f"DO $$ BEGIN CREATE ROLE {name} LOGIN; "
                 "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$")

    def drop(self, address):
        name = named(address, "dbname")
        self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def named(address, keyword):
    return dict(word.split("=", 1) for word in address.split())[keyword]


class Postgres(Server):
    """A server with a data folder of its own. `close` leaves nothing behind.

    fsync      False trusts the operating system to live as long as the test
    host       an address to listen on as well, with passwords (scram-sha-256)
    netns      the network namespace that has this address; root
    tls        the listener takes TLS only; `ca` is the certificate to verify it by
    disk_mib   puts the data (and the log ahead of it, when `wal_too`) on a disk of that size; root
    settings   further lines of postgresql.conf
    """

    def __init__(self, fsync=False, host=None, netns=None, tls=False, disk_mib=None, wal_too=False,
                 settings=()):
        self.bin = programs()
        self.owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        # Short, since a socket's path holds 107 bytes at most.
        self.folder = Path(tempfile.mkdtemp(prefix="callaudit-pg-"))
        self.data, self.disk = self.folder / "disk" / "data", self.folder / "disk"
        self.log = self.folder / "server.log"
        self.ca = self.folder / "ca.crt" if tls else None
        self.host, self.netns, self.port = host, netns, SOCKET_PORT
        self.process, self.mounted = None, False
        if host and not netns:
            with socket.socket() as probe:
                probe.bind((host, 0))
                self.port = probe.getsockname()[1]
        words = {"host": self.folder, "port": self.port, "user": ADMIN, "dbname": "postgres"}
        super().__init__(words)
        try:
            self.lay_out(disk_mib, wal_too)
            self.configure(fsync, tls, settings)
            self.start()
        except BaseException:
            self.close()
            raise

    def lay_out(self, disk_mib, wal_too):
        self.disk.mkdir()
        if disk_mib:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={disk_mib}m", "callaudit-test",
                            self.disk], check=True, timeout=30)
            self.mounted = True
        self.own(self.folder, self.disk)
        options = ["--wal-segsize=1"] if disk_mib else []
        if disk_mib and not wal_too:
            options += ["--waldir", self.folder / "wal"]
        self.run("initdb", "--pgdata", self.data, "--username", ADMIN, "--auth=trust", "--no-sync",
                 "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", *options)

    def own(self, *paths):
        if self.owner:
            for path in paths:
                os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def configure(self, fsync, tls, settings):
        lines = [f"listen_addresses = '{self.host or ''}'", f"port = {self.port}",
                 f"unix_socket_directories = '{self.folder}'",
                 f"fsync = {'on' if fsync else 'off'}",
                 "max_connections = 60", "log_line_prefix = '%m [%p] '", "timezone = 'UTC'"]
        if self.mounted:
            lines += ["min_wal_size = 2MB", "max_wal_size = 8MB", "shared_buffers = 16MB"]
        if tls:
            self.certify()
            lines += ["ssl = on", f"ssl_cert_file = '{self.folder / 'server.crt'}'",
                      f"ssl_key_file = '{self.folder / 'server.key'}'"]
        with open(self.data / "postgresql.conf", "a") as file:
            file.write("\n".join([*lines, *settings, ""]))
        kind = "hostssl" if tls else "host"
        (self.data / "pg_hba.conf").write_text(
            f"local all all trust\n{kind} all all all scram-sha-256\n")

    def certify(self):
        """A certificate authority of our own, and the server's certificate for localhost."""
        ca_key, key, request = (self.folder / name for name in ("ca.key", "server.key", "request"))
        certificate, extensions = self.folder / "server.crt", self.folder / "extensions"
        extensions.write_text(f"subjectAltName = DNS:localhost,IP:{self.host}\n")
        for command in (
            ["req", "-x509", "-subj", "/CN=callaudit-test-ca", "-keyout", ca_key, "-out", self.ca],
            ["req", "-subj", "/CN=localhost", "-keyout", key, "-out", request],
        ):
            subprocess.run(["openssl", *command, "-newkey", "ec", "-pkeyopt",
                            "ec_paramgen_curve:prime256v1", "-nodes"],
                           check=True, capture_output=True, timeout=30)
        subprocess.run(["openssl", "x509", "-req", "-in", request, "-CA", self.ca, "-CAkey", ca_key,
                        "-CAcreateserial", "-out", certificate, "-extfile", extensions],
                       check=True, capture_output=True, timeout=30)
        key.chmod(0o600)
        self.own(key, certificate)

    def run(self, program, *arguments, seconds=60):
        done = subprocess.run([self.bin / program, *arguments], capture_output=True, text=True,
                              timeout=seconds, cwd=self.folder, **self.identity())
        if done.returncode:
            raise PostgresError(f"{program}: {done.stderr.strip()}")

    def identity(self):
        if not self.owner:
            return {}
        return {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}

    def start(self, seconds=30):
        """Returns once it answers. What is left of a killed one gets the time to end."""
        deadline = time.monotonic() + seconds
        while not self.answers():
            if time.monotonic() > deadline:
                raise PostgresError(f"the server isn't up after {seconds} s:\n{self.last_words()}")
            if not self.process or self.process.poll() is not None:
                self.process = self.launch()
            time.sleep(0.05)
        return self

    def launch(self):
        command, identity = [self.bin / "postgres", "-D", self.data], self.identity()
        if self.netns:
            command = ["nsenter", f"--net=/run/netns/{self.netns}", "--setuid",
                       str(self.owner.pw_uid), "--setgid", str(self.owner.pw_gid), "--", *command]
            identity = {}
        with open(self.log, "ab") as log:
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                    cwd=self.folder, **identity)

    def answers(self):
        if not self.process or self.process.poll() is not None:
            return False
        try:
            return self.sql("SELECT 1", seconds=10) == [["1"]]
        except (PostgresError, subprocess.TimeoutExpired):
            return False

    def stop(self, mode="fast", seconds=30):
        """`smart` waits for clients, `fast` sends them off, `immediate` leaves all as it lies."""
        signals = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}
        if self.process and self.process.poll() is None:
            self.process.send_signal(signals[mode])
            self.process.wait(timeout=seconds)

    def restart(self, mode="fast"):
        self.stop(mode)
        self.start()

    def kill(self):
        """As a loss of power: every process of the server at once."""
        if not self.process or self.process.poll() is not None:
            return
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        self.process.kill()
        for child in children.split():
            try:
                os.kill(int(child), signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait(timeout=15)

    def fill_disk(self):
        """Takes all room from a server with `disk_mib`; `make_room` gives it back."""
        with open(self.disk / "filler", "wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    pass

    def make_room(self):
        (self.disk / "filler").unlink()

    def last_words(self):
        return self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""

    def close(self):
        self.kill()
        if self.mounted:
            subprocess.run(["umount", "--lazy", self.disk], check=True, timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def main(command):
    # Ended from outside it still clears up: SIGTERM becomes an exception.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Postgres() as server:
        environment = {**os.environ, "CALLAUDIT_TEST_POSTGRES": server.address()}
        return subprocess.call(command, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
