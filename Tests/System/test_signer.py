"""The ledger's signer under a real, booted systemd: a unit and a user of its own."""

import json
import time

import pytest

UNIT = "callaudit-signer"
SETTINGS = "etc/callaudit/signer.yaml"
ANCHOR = "/var/lib/callaudit-signer/anchor"

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def signer(machine):
    """The machine with the signer's keys made as the manual says, and its unit enabled."""
    settings = machine.root / SETTINGS
    text = settings.read_text()
    assert "\neverySeconds: 60\n" in text and "\nanchors:\n" in text
    settings.write_text(text.replace("\neverySeconds: 60\n", "\neverySeconds: 1\n").replace(
        "\nanchors:\n", f"\nanchors:\n  - file: {ANCHOR}\n"))
    machine.run("callaudit", "signer", "init", "/etc/callaudit/signer.key")
    machine.run("systemctl", "enable", "--now", UNIT, timeout=60)
    return machine


def as_user(name):
    return "setpriv", f"--reuid={name}", f"--regid={name}", "--init-groups"


def verified(machine):
    """What following the whole ledger comes to: entries, and the checkpoint that signs them."""
    done = machine.run(*as_user("callaudit"), "callaudit", "ledger", "verify", "--json")
    return json.loads(done.stdout)


def until_signed(machine):
    """Until something that is done now is signed."""
    machine.run("callaudit", "--as", "administrator", "user", "add", f"u{time.time_ns()}", "Canary")
    size = verified(machine)["entries"]
    machine.until(lambda: (verified(machine).get("checkpoint") or {"size": 0})["size"] >= size,
                  seconds=60, what=f"{size} entries to be signed")
    return size


def test_it_signs_what_the_daemon_writes_and_anchors_it(signer):
    size = until_signed(signer)
    assert signer.property("ActiveState", UNIT) == "active"
    assert signer.property("NRestarts", UNIT) == "0"
    anchored = signer.run(*as_user("callaudit-signer"), "cat", ANCHOR).stdout
    assert anchored.startswith("callaudit/")
    assert max(int(line) for line in anchored.splitlines() if line.isdecimal()) >= size
    # Root, who may read both, holds the ledger against what was anchored.
    copy = signer.root / "var/tmp/anchor"
    copy.write_text(anchored)
    signer.run(*as_user("callaudit"), "callaudit", "ledger", "verify",
               "--checkpoint", "/var/tmp/anchor")


def test_it_runs_confined_as_a_user_of_its_own(signer):
    status = signer.status(UNIT)
    user = signer.run("id", "-u", UNIT).stdout.strip()
    assert status["Uid"].split() == [user] * 4
    assert user != signer.run("id", "-u", "callaudit").stdout.strip()
    assert int(status["CapEff"], 16) == 0
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"


def test_neither_reads_what_is_the_others(signer):
    own = signer.run("find", "/var/lib/callaudit-signer", "-type", "f").stdout.split()
    assert ANCHOR in own
    for path in [*own, "/etc/callaudit/signer.key"]:
        assert signer.run(*as_user("callaudit"), "cat", path, check=False).returncode != 0, path
    for path in ("/var/lib/callaudit/callaudit.db", "/etc/callaudit/master.key"):
        assert signer.run(*as_user(UNIT), "cat", path, check=False).returncode != 0, path
    assert signer.run(*as_user(UNIT), "ls", "/var/lib/callaudit", check=False).returncode != 0
    copy = "/var/lib/callaudit-ledger"
    assert signer.run(*as_user(UNIT), "ls", copy).stdout.split()
    assert signer.run(*as_user(UNIT), "touch", f"{copy}/x", check=False).returncode != 0


def test_a_killed_signer_is_started_again_and_signs_on(signer):
    before = signer.property("MainPID", UNIT)
    signer.run("systemctl", "kill", "--kill-who=main", "--signal=KILL", UNIT)
    signer.until(lambda: signer.property("MainPID", UNIT) not in (before, "0"), seconds=60,
                 what="systemd to start the signer again")
    assert int(signer.property("NRestarts", UNIT)) == 1
    until_signed(signer)


def test_it_lives_through_a_restart_of_the_daemon(signer):
    before = signer.property("MainPID", UNIT)
    signer.run("systemctl", "restart", "callaudit", timeout=60)
    until_signed(signer)
    assert signer.property("MainPID", UNIT) == before


def test_its_journal_holds_nothing_personal_and_no_key(signer):
    journal = signer.journal(UNIT)
    assert "Canary" not in journal
    secret = (signer.root / "etc/callaudit/signer.key").read_bytes()
    assert secret[:32].hex() not in journal and secret[32:].hex() not in journal


def test_it_stops_at_once_and_well(signer):
    began = time.monotonic()
    signer.run("systemctl", "stop", UNIT, timeout=60)
    assert time.monotonic() - began < 10
    assert signer.property("Result", UNIT) == "success"


def test_wrong_settings_are_not_tried_again(signer):
    settings = signer.root / SETTINGS
    right = settings.read_text()
    settings.write_text(right + "\neverySecond: 1\n")
    try:
        signer.run("systemctl", "start", UNIT, check=False, timeout=60)
        signer.until(lambda: signer.property("ActiveState", UNIT) == "failed", seconds=20,
                     what="the signer to give up")
        assert signer.property("ExecMainStatus", UNIT) == "78"
        assert "everySecond" in signer.journal(UNIT)
    finally:
        settings.write_text(right)
