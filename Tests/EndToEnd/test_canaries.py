"""Passwords, tokens, numbers, names and keys go everywhere they should, and nowhere else."""

import html
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import key_tree
import pytest
from canaries import ProcessWatch, core_of, forms, places
from daemon import Daemon, put
from postgres import named, programs
from sounds import small_call
from test_sign_in import set_up_second_factor
from visitor import SESSION, Visitor, field, signed_in

pytestmark = pytest.mark.timeout(240)

# Of this run alone: the same tests may run beside it on another engine, and all processes are seen.
RUN = f"{os.getpid():07}"
NUMBER, CHINESE = "13784629175", "欧阳鹂媛"
NAME = "Quillandra Vex" + "".join(chr(ord("a") + int(digit)) for digit in RUN)
PASSWORD, WRONG = f"mustard zeppelin {RUN} orchid", f"mustard zeppelin {RUN} orchard"
PAGES_MAX = 150


class Told:
    """A daemon that was told every canary by whatever door takes it."""

    def __init__(self, folder):
        self.daemon = Daemon()
        self.secrets = {
            "number": NUMBER.encode(), "name": NAME.encode(), "Chinese name": CHINESE.encode(),
            "password": PASSWORD.encode(), "wrong password": WRONG.encode(),
            "master key": self.daemon.key.read_bytes()}
        self.complaints, self.addresses = "", []
        with ProcessWatch(self.secrets) as self.watch:
            self.daemon.start()
            call = small_call(folder / f"20240115-103000_agent-201_{NUMBER}_out.wav", seed=1)
            put(call, self.daemon.drop() / call.name)
            self.daemon.until_decided(1)
            self.officer = signed_in(self.daemon, password=PASSWORD)
            self.by_command()
            self.by_page()
            self.by_token()
            self.by_second_factor()

    def add(self, name, secret):
        self.secrets[name] = secret.encode()
        self.watch.add(name, secret.encode())

    def command(self, *words, given=None):
        done = self.daemon.command(*words, given=given)
        assert done.returncode == 0, done.stderr
        self.complaints += done.stderr
        return done.stdout

    def post(self, visitor, path, form, wanted):
        status, headers, page = visitor.post(path, form)
        assert status == wanted, page
        self.addresses.append(headers.get("location", ""))

    def by_command(self):
        self.customer = self.daemon.json("customer", "list")["items"][0]["id"]
        self.command("customer", "edit", self.customer, given=json.dumps({
            "name": NAME, "fields": [{"name": "Alias", "value": CHINESE}]}))
        assert NAME in self.command("customer", "reveal", self.customer, "--purpose", "complaint",
                                    "--reason", "asked for it")
        assert self.command("customer", "find", given=NUMBER + "\n").strip() == self.customer
        assert self.command("call", "list", "--number", "-", given=NUMBER + "\n")

    def by_page(self):
        for path, form, wanted in (
                (f"/customers/{self.customer}/reveal",
                 {"purpose": "callback", "reason": f"{NAME} calls back"}, 303),
                ("/calls/find", {"number": NUMBER}, 303),
                ("/customers/find", {"by": "number", "text": NUMBER}, 303),
                ("/customers/find", {"by": "document", "text": NUMBER}, 303)):
            self.post(self.officer, path, form, wanted)
        assert NAME in self.officer.get(f"/customers/{self.customer}")[2]
        # A wrong password, and one that was typed where the name goes.
        for name, password in (("compliance-officer", WRONG), (PASSWORD, WRONG)):
            form = {"name": name, "password": password, "next": "/"}
            self.post(Visitor(self.daemon.port), "/sign-in", form, 403)

    def by_token(self):
        as_administrator = ("--as", "administrator")
        self.command(*as_administrator, "user", "add", "reports", "Reports", "--program")
        token = self.command(*as_administrator, "token", "add", "test", "--for", "reports",
                             "--days", "1", "--scope", "call.list").strip()
        self.add("token", token)
        for path in ("/api/v1/calls", "/api/v1/nothing", "/accounts", "/api/v1/customers"):
            Visitor(self.daemon.port).get(path, {"Authorization": f"Bearer {token}"})

    def by_second_factor(self):
        key, recovery = set_up_second_factor(self.officer, PASSWORD)
        self.add("second factor", key)
        self.add("recovery code", recovery[0])
        again = Visitor(self.daemon.port)
        half = field(again.sign_in("compliance-officer", PASSWORD)[2], "half")
        form = {"half": half, "code": recovery[1]}
        self.post(again, "/sign-in/code", form, 303)
        self.add("session", again.cookies[SESSION].split(".")[1])
        self.officer = again

    def among(self, content):
        """Names of the secrets that `content` (bytes) holds in some form."""
        return sorted(name for name, secret in self.secrets.items()
                      if any(form in content for form in forms(secret).values()))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    told = Told(tmp_path_factory.mktemp("told"))
    yield told
    told.daemon.close()


def test_no_canary_stands_in_a_log_or_an_argument(told):
    assert told.among(told.daemon.log.read_bytes()) == []
    assert told.among(told.complaints.encode()) == []
    assert told.among(told.daemon.get("/metrics")[2]) == []
    assert told.watch.rounds > 20 and told.watch.seen == set()


def test_the_watch_sees_what_passes_by():
    environment = {"SECRET": PASSWORD}
    with ProcessWatch({"name": NAME.encode(), "password": PASSWORD.encode()}) as watch:
        subprocess.run(["sh", "-c", "sleep 0.5", NAME], env=environment, check=True, timeout=10)
    assert {(secret, place) for secret, place, _ in watch.seen} >= {
        ("name", "cmdline"), ("password", "environ")}


def test_no_canary_stands_in_what_the_database_keeps(told):
    """In the files of SQLite, the log of what it is about to write among them; in a dump of
    PostgreSQL; in sealed files."""
    daemon = told.daemon
    for name, secret in told.secrets.items():
        assert places(secret, daemon.state) == [], name
    if daemon.address:
        dump = subprocess.run(
            [programs() / "pg_dump", "--no-password",
             daemon.server.address(dbname=named(daemon.address, "dbname"))],
            capture_output=True, check=True, timeout=60).stdout
        assert b"COPY public.customer " in dump
        assert told.among(dump) == []
    else:
        assert (daemon.state / "callaudit.db-wal").stat().st_size > 0


def test_no_canary_stands_in_an_address_or_a_title(told):
    """On every page that links lead an officer to who has the customer's data revealed."""
    seen, waiting, revealed = set(), ["/", f"/customers/{told.customer}"], 0
    addresses = list(told.addresses)
    while waiting and len(seen) < PAGES_MAX:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        status, headers, page = told.officer.get(path)
        addresses += [path, headers.get("location", ""), headers.get("refresh", "")]
        if not headers.get("content-type", "").startswith("text/html"):
            continue
        assert status in (200, 303), f"{path}: {status}"
        revealed += NAME in page
        found = [(kind, html.unescape(link)) for kind, link in
                 re.findall(r'(href|action|src|formaction)="([^"]*)"', page)]
        addresses += [link for _, link in found] + re.findall(r"<title>(.*?)</title>", page)
        waiting += [link for kind, link in found
                    if kind == "href" and re.match(r"/(?!assets/|recordings/)", link)]
    assert revealed and len(seen) > 20
    assert told.among("\n".join(addresses).encode()) == []


@pytest.mark.needs_root
def test_no_key_stands_in_memory_that_a_core_would_hold(told):
    daemon = told.daemon
    master = daemon.key.read_bytes()
    keys = {name: key_tree.derived(master, name) for name in (
        "row-mac", "field-misc", "subject-wrap", "blind-wrap", "carry-wrap")}
    keys["master key"] = master
    wanted = {name: forms(key).values() for name, key in keys.items()}
    found, count = set(), 0
    for piece in core_of(daemon.process.pid):
        count += len(piece)
        found |= {name for name, some in wanted.items() if any(form in piece for form in some)}
    assert found == set()
    assert count > 1 << 20


@pytest.mark.needs_root
def test_a_fault_leaves_no_core(tmp_path):
    """Neither of the daemon nor of its decoders, though they may leave one of any size."""
    unlimited = ["prlimit", "--core=unlimited:unlimited"]
    pattern = Path("/proc/sys/kernel/core_pattern").read_text()
    other = subprocess.Popen([*unlimited, "sleep", "60"], cwd=tmp_path)
    until_named(other.pid, "sleep")
    # The control; where cores are piped, the program at the other end may be missing.
    assert left_core(other) or pattern.startswith("|")
    daemon = Daemon(before=unlimited)
    try:
        daemon.start()
        pid = daemon.process.pid
        put(small_call(tmp_path / "a.wav", seed=1), daemon.drop() / "a.wav")
        daemon.until_decided(1)
        children = [child for task in Path(f"/proc/{pid}/task").glob("*/children")
                    for child in task.read_text().split()]
        assert children
        for process in (pid, *children):
            limits = Path(f"/proc/{process}/limits").read_text()
            assert re.search(r"Max core file size +0 +0 ", limits), limits
        assert not left_core(daemon.process)
    finally:
        daemon.close()


def until_named(pid, name, seconds=10):
    deadline = time.monotonic() + seconds
    while Path(f"/proc/{pid}/comm").read_text().strip() != name:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def left_core(process):
    """Ends it as a fault does."""
    process.send_signal(signal.SIGABRT)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == -signal.SIGABRT
    return os.WCOREDUMP(status)
