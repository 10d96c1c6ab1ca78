"""The real daemon on a state of its own, as a test or a person drives it."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("CALLAUDIT_BUILD", REPOSITORY / ".build/release"))
PROGRAM = BUILD / "callaudit"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*arguments, environment=None, timeout=60):
    """The command without a daemon behind it."""
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          timeout=timeout, env={**ENVIRONMENT, **(environment or {})})


class Daemon:
    """`sources` maps a profile to the settings of its source folder. Ends with `close`."""

    def __init__(self, sources=("generic",), settings=""):
        # Short, since a socket's path holds 107 bytes at most.
        self.folder = Path(tempfile.mkdtemp(prefix="callaudit-"))
        self.state = self.folder / "state"
        self.state.mkdir(mode=0o700)
        self.key = self.folder / "master.key"
        self.settings = self.folder / "callaudit.yaml"
        self.log = self.folder / "daemon.log"
        self.port = free_port()
        self.process = None
        made = run("key", "init", self.key)
        assert made.returncode == 0, made.stderr
        self.write_settings(sources, settings)

    def write_settings(self, sources=("generic",), settings=""):
        lines = [f"state: {self.state}", f"listen: 127.0.0.1:{self.port}", f"key: {self.key}",
                 f"profiles: [{REPOSITORY / 'etc/callaudit/profiles'}]", "sources:"]
        for profile in sources:
            self.drop(profile).mkdir(parents=True, exist_ok=True)
            lines += [f"  - path: {self.drop(profile)}", f"    profile: {profile}",
                      "    settleSeconds: 0.2"]
            if isinstance(sources, dict):
                lines += [f"    {key}: {value}" for key, value in sources[profile].items()]
        self.settings.write_text("\n".join(lines) + "\n" + settings)

    def drop(self, profile="generic"):
        """The source folder of `profile`."""
        return self.folder / "drop" / profile

    def start(self, wait=True):
        self.process = subprocess.Popen(
            [PROGRAM, "--config", self.settings, "serve"], stdin=subprocess.DEVNULL,
            stdout=open(self.log, "ab"), stderr=subprocess.STDOUT, env=ENVIRONMENT)
        if wait:
            self.until(self.ready, seconds=30, what="the daemon to be ready")
        return self

    def ready(self):
        assert self.process.poll() is None, f"the daemon ended:\n{self.log.read_text()}"
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

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
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()

    def command(self, *arguments, timeout=60):
        return run("--config", self.settings, *arguments, timeout=timeout)

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
                f"waited {seconds} s in vain for {what}:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.05)

    def get(self, path, headers=None):
        """Status, headers and body of what the page's port answers."""
        return self.ask("GET", path, headers)

    def post(self, path, headers=None, form=""):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, {**kind, **(headers or {})}, form)

    def ask(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()


def instant(text):
    """The moment that a time in the API means."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def put(source, target):
    """Drops a file as a careful recorder does: written under a waiting name, then renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    shutil.copyfile(source, part)
    part.rename(target)
