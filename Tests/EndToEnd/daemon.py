"""The real daemon on a state of its own, as a test or a person drives it.

CALLAUDIT_TEST_ENGINE    sqlite (unless set) or postgres: what daemons keep rows in where no test
                         says it; with postgres CALLAUDIT_TEST_POSTGRES names the server
"""

import http.client
import json
import os
import pwd
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

from postgres import Server, named

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("CALLAUDIT_BUILD", REPOSITORY / ".build/release"))
PROGRAM = BUILD / "callaudit"
ENGINE = os.environ.get("CALLAUDIT_TEST_ENGINE", "sqlite")
# Who the tests are at the socket, and in which role unless a test says another.
USER = pwd.getpwuid(os.getuid()).pw_name
ROLES = ["compliance-officer", "administrator", "auditor", "qa-lead", "complaint-handler"]
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"}


def free_port():
    """A port that nothing listens on, below those the kernel gives to whoever connects: one of
    these could be taken by a client while the daemon that had it starts anew."""
    for port in random.sample(range(12_000, 32_000), 100):
        with socket.socket() as probe:
            try:
                probe.bind(("0.0.0.0", port))
            except OSError:
                continue
            return port
    raise AssertionError("a hundred ports are all taken")


def run(*arguments, environment=None, timeout=60, before=(), given=None):
    """The command without a daemon behind it; `before` are words before it, `given` it reads."""
    return subprocess.run([*before, PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          timeout=timeout, env={**ENVIRONMENT, **(environment or {})},
                          input=given)


class Daemon:
    """Ends with `close`.

    sources   profiles of the source folders; as a dictionary, with the settings of each
    settings  further lines of the settings file
    engine    sqlite or postgres: a database of its own, on `server` where that is given
    address   libpq's keywords of a database that somebody else made and removes
    beside    another daemon whose key, drop folders, recordings and database this one shares
    node      its name; the recordings lie in a folder that nodes share then
    netns     the network namespace that it runs in; root
    before    words before its command, such as those that confine it to a core
    """

    def __init__(self, sources=("generic",), settings="", engine=ENGINE, server=None, address=None,
                 beside=None, node=None, netns=None, before=()):
        assert engine in ("sqlite", "postgres"), f"CALLAUDIT_TEST_ENGINE is {engine}"
        # Short, since a socket's path holds 107 bytes at most.
        self.folder = Path(tempfile.mkdtemp(prefix="callaudit-"))
        self.shared = beside.shared if beside else self.folder
        self.state = self.folder / "state"
        self.state.mkdir(mode=0o700)
        self.key = self.shared / "master.key"
        self.recordings = (self.shared if node else self.state) / "recordings"
        self.settings = self.folder / "callaudit.yaml"
        self.log = self.folder / "daemon.log"
        self.port = free_port()
        self.node, self.netns, self.before, self.process = node, netns, before, None
        # The role of ROLES in which the tests act at the socket; the first where none is named.
        self.role = None
        if netns:
            self.before = ["nsenter", f"--net=/run/netns/{netns}", "--", *before]
        self.server, self.address, self.is_owner = server, address, False
        if beside:
            self.server, self.address = beside.server, address or beside.address
        elif not address and (server or engine == "postgres"):
            self.server = server or Server.given()
            self.address, self.is_owner = self.server.new_database(), server is None
        if not beside:
            made = run("key", "init", self.key)
            assert made.returncode == 0, made.stderr
            self.recordings.parent.mkdir(exist_ok=True)
            if node:
                self.recordings.mkdir(mode=0o700)
        self.write_settings(sources, settings)

    def write_settings(self, sources=("generic",), settings=""):
        lines = [f"state: {self.state}", f"listen: 127.0.0.1:{self.port}", f"key: {self.key}",
                 "local:", f"  {USER}: [{', '.join(ROLES)}]",
                 f"profiles: [{REPOSITORY / 'etc/callaudit/profiles'}]"]
        if self.address:
            lines += [f'database: "{self.address}"']
        if self.node:
            lines += [f"node: {self.node}", f"recordings: {self.recordings}"]
        lines += ["sources:"]
        for profile in sources:
            self.drop(profile).mkdir(parents=True, exist_ok=True)
            lines += [f"  - path: {self.drop(profile)}", f"    profile: {profile}",
                      "    settleSeconds: 0.2"]
            if isinstance(sources, dict):
                lines += [f"    {key}: {value}" for key, value in sources[profile].items()]
        self.settings.write_text("\n".join(lines) + "\n" + settings)

    def drop(self, profile="generic"):
        """The source folder of `profile`."""
        return self.shared / "drop" / profile

    def sql(self, text):
        """Rows of what the daemon keeps, whatever the engine; NULL is empty, all else is text."""
        if self.address:
            return self.server.sql(text, database=named(self.address, "dbname"))
        database = sqlite3.connect(self.state / "callaudit.db", timeout=10)
        try:
            with database:
                rows = database.execute(text).fetchall()
            return [[plain(value) for value in row] for row in rows]
        finally:
            database.close()

    def start(self, wait=True, environment=None):
        self.process = subprocess.Popen(
            [*self.before, PROGRAM, "--config", self.settings, "serve"],
            stdin=subprocess.DEVNULL, stdout=open(self.log, "ab"), stderr=subprocess.STDOUT,
            env={**ENVIRONMENT, **(environment or {})})
        if wait:
            self.until_ready(seconds=30)
        return self

    def ready(self):
        return self.unready() == ""

    def unready(self):
        """Why it isn't ready, in its own words; empty when it is."""
        assert self.process.poll() is None, f"the daemon ended:\n{self.log.read_text()}"
        try:
            status, _, body = self.get("/readyz")
        except OSError as error:
            return f"It doesn't answer: {error}"
        return "" if status == 200 else body.decode()

    def until_ready(self, seconds=20):
        self.until(self.ready, seconds, "the daemon to be ready")

    def until_unready(self, *words, seconds=20):
        """Until it says with all `words` why it isn't ready, while it lives on."""
        self.until(lambda: all(str(word) in self.unready() for word in words), seconds,
                   f"/readyz to say {words}")
        assert self.get("/healthz")[0] == 200

    def stop(self, with_signal=signal.SIGTERM, seconds=15):
        """Ends the daemon and says with which status it did."""
        self.process.send_signal(with_signal)
        return self.process.wait(timeout=seconds)

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=15)

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()
        if self.is_owner:
            self.server.drop(self.address)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()

    def command(self, *arguments, timeout=60, environment=None, given=None):
        acting = {"CALLAUDIT_AS": self.role} if self.role else {}
        return run("--config", self.settings, *arguments, timeout=timeout,
                   environment={**acting, **(environment or {})}, before=self.before,
                   given=given)

    def json(self, *arguments):
        done = self.command(*arguments, "--json")
        assert done.returncode == 0, f"{arguments} ended with {done.returncode}: {done.stderr}"
        return json.loads(done.stdout)

    def calls(self, *filters):
        """Every call, walked in pages."""
        page = self.json("call", "list", "--limit", 20, *filters)
        found = page["items"]
        while page["next"]:
            page = self.json("call", "list", "--limit", 20, *filters, "--after", page["next"])
            found += page["items"]
        return found

    def details(self):
        """Every call with its recordings and measures."""
        return [self.json("call", "show", call["id"]) for call in self.calls()]

    def quarantined(self):
        return self.json("quarantine", "list", "--limit", 200)["items"]

    def status(self):
        return self.json("intake", "status")

    def decided(self):
        """Files that are indexed, known already or in quarantine."""
        status = self.status()
        return status["indexed"] + status["duplicates"] + status["quarantined"]

    def until_decided(self, files, seconds=60):
        self.until(lambda: self.decided() >= files, seconds, f"{files} files to be decided")

    def until(self, condition, seconds, what):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, (
                f"waited {seconds} s in vain for {what}:\n{self.process and self.unready()}\n"
                f"{self.log.read_text()[-4000:]}")
            time.sleep(0.05)

    def get(self, path, headers=None):
        """Status, headers and body of what the socket answers, in the role at hand."""
        return self.ask("GET", path, headers)

    def post(self, path, headers=None, form=""):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, {**kind, **(headers or {})}, form)

    def ask(self, method, path, headers=None, body=None, door="socket"):
        """As `get`; with the door `page` what the page's port answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            if door == "socket":
                connection.sock = socket.socket(socket.AF_UNIX)
                connection.sock.settimeout(30)
                connection.sock.connect(str(self.state / "callaudit.sock"))
                headers = {**({"X-Callaudit-Role": self.role} if self.role else {}),
                           **(headers or {})}
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()


def plain(value):
    """A value as psql writes it."""
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    return "" if value is None else str(value)


def instant(text):
    """The moment that a time in the API means."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def put(source, target):
    """Drops a file as a careful recorder does: written under a waiting name, then renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    shutil.copyfile(source, part)
    part.rename(target)
