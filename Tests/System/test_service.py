"""The daemon under a real, booted systemd, as `make install` lays it down."""

import subprocess
import time
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
INCOMING = "/var/spool/callaudit/incoming"

pytestmark = pytest.mark.timeout(300)


def drop(machine, source, name):
    """Writes a file as the recorder's user does: under a name that waits, then renamed."""
    staged = machine.root / "var/tmp" / name
    staged.write_bytes(source.read_bytes())
    machine.run("setpriv", "--reuid=recorder", "--regid=users", "--init-groups", "sh", "-c",
                'umask 027; cp "$1" "$2.part" && mv "$2.part" "$2"', "drop",
                f"/var/tmp/{name}", f"{INCOMING}/{name}")
    staged.unlink()


def drop_call(machine, calls, name):
    drop(machine, calls / "generic" / f"{name}.json", f"{name}.json")
    drop(machine, calls / "generic" / name, name)


@pytest.mark.parametrize("unit", ["callaudit", "callaudit-signer"])
def test_the_unit_exposes_little(unit):
    unit = REPOSITORY / f"systemd/{unit}.service"
    subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=15", unit],
                   check=True, stdout=subprocess.DEVNULL)


def test_it_starts_headless_and_says_how_it_stands(machine):
    assert machine.property("ActiveState") == "active"
    assert machine.property("SubState") == "running"
    assert machine.property("StatusText") != ""
    assert machine.property("NRestarts") == "0"
    assert machine.property("WatchdogUSec") not in ("0", "infinity")


def test_it_runs_confined_as_its_own_user(machine):
    status = machine.status()
    user = machine.run("id", "-u", "callaudit").stdout.strip()
    assert status["Uid"].split() == [user] * 4
    assert int(status["CapEff"], 16) == 0
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert machine.run("stat", "-c", "%a %U", "/var/lib/callaudit").stdout.split() == [
        "710", "callaudit"]
    # The group passes through to the socket, and neither lists nor reads what lies beside it.
    opened = machine.run("find", "/var/lib/callaudit", "-mindepth", "1", "-not", "-type", "s",
                         "-perm", "/077").stdout
    assert opened == ""


def test_a_user_of_the_group_reads_nothing_and_is_let_in_nowhere(machine):
    as_recorder = ("setpriv", "--reuid=recorder", "--regid=users", "--init-groups")
    for words in (("ls", "/var/lib/callaudit"), ("cat", "/var/lib/callaudit/callaudit.db"),
                  ("cat", "/etc/callaudit/master.key"), ("ls", "/var/lib/callaudit-ledger")):
        assert machine.run(*as_recorder, *words, check=False).returncode != 0, words
    refused = machine.run(*as_recorder, "callaudit", "call", "list", check=False)
    assert refused.returncode == 77 and "local:" in refused.stderr, refused.stderr


def test_a_recording_dropped_by_the_recorder_is_taken_in(machine, calls):
    drop_call(machine, calls, "delivery-0002.mp3")
    machine.until(lambda: machine.callaudit("call", "list", "--json")["items"], seconds=60,
                  what="the recording to be indexed")
    (call,) = machine.callaudit("call", "list", "--json")["items"]
    assert call["recordings"][0]["codec"] == "mp3"
    machine.until(lambda: not machine.run("ls", "-A", INCOMING).stdout.strip(), seconds=30,
                  what="the drop folder to be emptied")


def test_a_killed_daemon_is_started_again_with_all_it_had(machine, calls):
    before = machine.property("MainPID")
    machine.run("systemctl", "kill", "--kill-who=main", "--signal=KILL", "callaudit")
    machine.until(lambda: machine.property("MainPID") not in (before, "0")
                  and machine.property("ActiveState") == "active", seconds=60,
                  what="systemd to start the daemon again")
    assert int(machine.property("NRestarts")) >= 1
    assert len(machine.callaudit("call", "list", "--json")["items"]) == 1
    drop_call(machine, calls, "billing-0001.flac")
    machine.until(lambda: len(machine.callaudit("call", "list", "--json")["items"]) == 2,
                  seconds=60, what="a second recording to be indexed")


def test_reload_keeps_the_process(machine):
    before = machine.property("MainPID")
    machine.run("systemctl", "reload", "callaudit")
    time.sleep(1)
    assert machine.property("MainPID") == before
    assert machine.property("ActiveState") == "active"
    assert machine.callaudit("intake", "status", "--json")["indexed"] == 2


def test_the_watchdog_is_fed(machine):
    """Half the interval and more goes by without a restart."""
    before = machine.property("WatchdogTimestampMonotonic")
    machine.until(lambda: machine.property("WatchdogTimestampMonotonic") != before, seconds=30,
                  what="the watchdog to be fed")


def test_the_journal_holds_nothing_personal(machine):
    journal = machine.journal()
    assert journal.count("\n") > 2
    for canary in ("2079460000", "223456789", "delivery-0002", "billing-0001", "Chen"):
        assert canary not in journal


def test_it_stops_at_once_and_well(machine):
    began = time.monotonic()
    machine.run("systemctl", "stop", "callaudit", timeout=60)
    assert time.monotonic() - began < 15
    assert machine.property("Result") == "success"
    assert machine.property("ActiveState") == "inactive"


def test_wrong_settings_are_not_tried_again(machine):
    settings = machine.root / "etc/callaudit/callaudit.yaml"
    right = settings.read_text()
    settings.write_text(right + "\nlissten: 127.0.0.1:9\n")
    try:
        machine.run("systemctl", "start", "callaudit", check=False, timeout=60)
        time.sleep(3)
        assert machine.property("ExecMainStatus") == "78"
        assert machine.property("ActiveState") == "failed"
        assert machine.property("NRestarts") == "0"
        assert "lissten" in machine.journal()
    finally:
        settings.write_text(right)
