"""The daemon, its signer as another user, and an export that public tools check."""

import hashlib
import json
import os
import pwd
import socket
import struct
import subprocess
import sys
import tarfile
import time

import bench_ledger
import pytest
from daemon import ENVIRONMENT, PROGRAM, REPOSITORY, Daemon, run

pytestmark = pytest.mark.needs_root
SIGNER = "nobody"


class Signer:
    """`callaudit signer run` beside `daemon`, under a uid of its own."""

    def __init__(self, daemon):
        self.daemon = daemon
        self.folder = daemon.folder / "signer"
        self.folder.mkdir()
        self.uid = pwd.getpwnam(SIGNER).pw_uid
        self.anchor = self.folder / "anchor"
        self.settings = self.folder / "signer.yaml"
        self.settings.write_text("\n".join([
            f"state: {self.folder}", f"key: {self.folder / 'signer.key'}",
            f"socket: {daemon.state / 'callaudit.sock'}", f"copy: {daemon.state / 'ledger'}",
            "everySeconds: 1", "anchors:", f"  - file: {self.anchor}",
            f"  - command: [/bin/sh, -c, 'cat > {self.folder}/published']"]) + "\n")
        made = run("signer", "init", "--settings", self.settings)
        assert made.returncode == 0, made.stderr
        self.public = made.stdout.strip()
        os.chown(self.folder, self.uid, 0)
        os.chown(self.folder / "signer.key", self.uid, 0)
        # The daemon's group, which is root's here, may come to the socket and read the copy.
        for folder in (daemon.folder, daemon.state):
            folder.chmod(0o710)
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "signer", "run", "--settings", self.settings], user=self.uid, group=0,
            extra_groups=[0], stdin=subprocess.DEVNULL, env=ENVIRONMENT,
            stdout=subprocess.DEVNULL, stderr=open(self.folder / "log", "ab"))
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=15)

    @property
    def log(self):
        return (self.folder / "log").read_text()


@pytest.fixture
def signed(daemon):
    daemon.write_settings(settings=f"signer: {SIGNER}\n")
    daemon.start()
    signer = Signer(daemon)
    yield daemon, signer.start()
    signer.stop()


def standing(daemon):
    status, _, body = daemon.get("/api/v1/ledger/standing")
    assert status == 200, body
    return json.loads(body)


def until_signed(daemon, signer):
    size = standing(daemon)["size"]
    deadline = time.monotonic() + 40
    while standing(daemon)["checkpointSize"] < size:
        assert signer.process.poll() is None, signer.log
        assert time.monotonic() < deadline, f"not signed: {standing(daemon)}\n{signer.log}"
        time.sleep(0.2)


def export(daemon, file):
    done = daemon.command("ledger", "export", file, "--wait", 40)
    assert done.returncode == 0, done.stderr
    return file


def unpack(archive, folder):
    folder.mkdir()
    subprocess.run(["tar", "-xf", archive, "-C", folder], check=True, timeout=60)


def test_an_export_is_checked_with_public_tools_alone(signed, tmp_path):
    daemon, signer = signed
    until_signed(daemon, signer)
    archive = export(daemon, tmp_path / "ledger.tar")
    folder = tmp_path / "unpacked"
    with tarfile.open(archive) as tar:
        assert [m.mode for m in tar] == [0o644] * 9
    unpack(archive, folder)
    for words in (["minisign", "-V", "-P", signer.public, "-m", "SHA256SUMS"],
                  ["sha256sum", "-c", "SHA256SUMS"],
                  [sys.executable, REPOSITORY / "scripts/verify-ledger.py", "."]):
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    ours = run("ledger", "verify", "--file", archive)
    assert ours.returncode == 0, ours.stdout + ours.stderr

    entries = bytearray((folder / "entries.bin").read_bytes())
    entries[60] ^= 1
    (folder / "entries.bin").write_bytes(entries)
    sums = (folder / "SHA256SUMS").read_text().splitlines()
    digest = hashlib.sha256(entries).hexdigest()
    sums = [f"{digest}  entries.bin" if "entries.bin" in line else line for line in sums]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n")
    done = subprocess.run([sys.executable, REPOSITORY / "scripts/verify-ledger.py", folder],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "NOT PROVED" in done.stderr
    assert run("ledger", "verify", "--file", folder).returncode == 1


def test_the_same_period_gives_the_same_bytes(signed, tmp_path):
    daemon, signer = signed
    until_signed(daemon, signer)
    days = ["--from", "2020-01-01", "--until", "2020-01-02"]
    done = daemon.command("ledger", "export", tmp_path / "none.tar", *days)
    assert done.returncode == 65 and "No signed entries" in done.stderr
    # The request is an entry itself, so a period that is over is asked for by its checkpoint.
    first = export(daemon, tmp_path / "first.tar").read_bytes()
    with tarfile.open(tmp_path / "first.tar") as tar:
        names = tar.getnames()
    assert names == ["README.txt", "checkpoint", "signer.vkey", "minisign.pub", "proof",
                     "entries.bin", "entries.jsonl", "SHA256SUMS", "SHA256SUMS.minisig"]
    found = json.loads(daemon.ask("GET", "/api/v1/ledger/exports/" + export_id(daemon))[2])
    for _ in range(2):
        again = daemon.ask("GET", f"/api/v1/ledger/exports/{found['id']}/archive")[2]
        assert again == first
        # It is made anew from the entries each time, by whichever daemon.
        daemon.stop()
        daemon.start()


def test_the_verifier_is_short_and_needs_little():
    text = (REPOSITORY / "scripts/verify-ledger.py").read_text()
    assert len(text.splitlines()) < 160
    names = {word for line in text.splitlines() if line.startswith(("import ", "from "))
             for word in [line.split()[1].split(".")[0]]}
    assert names - set(sys.stdlib_module_names) == {"nacl"}


def export_id(daemon):
    """The first export's id as it stands in addresses: base 32 of Crockford, 13 digits."""
    number = int(daemon.sql("SELECT min(id) FROM ledger_export")[0][0])
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    return "".join(digits[number >> shift & 31] for shift in range(60, -1, -5))


def test_entries_are_proved_and_anchored(signed):
    daemon, signer = signed
    until_signed(daemon, signer)
    proof = daemon.command("ledger", "prove", "0")
    assert proof.returncode == 0 and proof.stdout.startswith("c2sp.org/tlog-proof@v1\nindex 0\n")
    assert daemon.json("ledger", "prove", "0")["proof"]["size"] >= 1
    whole = daemon.command("ledger", "verify", "--checkpoint", signer.anchor)
    assert whole.returncode == 0 and "The ledger is whole." in whole.stdout, whole.stdout
    assert (signer.folder / "published").read_text() in signer.anchor.read_text() + "\n"
    sent = daemon.command("ledger", "anchor", "--settings", signer.settings)
    assert sent.returncode == 0 and sent.stdout.startswith("callaudit/"), sent.stderr
    # Whoever isn't the signer brings no checkpoints, and the try is in the ledger.
    status, _, _ = daemon.ask("POST", "/api/v1/ledger/checkpoints",
                              {"Content-Type": "application/json",
                               "Origin": f"http://127.0.0.1:{daemon.port}"}, "{}")
    assert status == 403
    refused = daemon.json("ledger", "list", "--action", "permission.refused")["items"]
    assert [entry["reason"] for entry in refused] == ["ledger.sign"]


def alter(daemon, place, anew=False):
    """Changes a byte of the entry `place` that no column repeats, and its hash beside it; `anew`
    the chain behind it and the head too, as somebody does who knows the format."""
    rows = [bytes.fromhex(row[0][2:]) for row in
            daemon.sql("SELECT bytes FROM ledger_entry ORDER BY seq")]
    # The time since the machine's start.
    rows[place] = rows[place][:56] + bytes([rows[place][56] ^ 1]) + rows[place][57:]
    previous, subtrees = bytes(32), []
    for number, entry in enumerate(rows):
        if number > place and anew:
            entry = entry[:9] + previous + entry[41:]
        previous = bench_ledger.append(subtrees, entry)
        if number == place or (anew and number > place):
            daemon.sql(f"UPDATE ledger_entry SET bytes = {literal(daemon, entry)}, "
                       f"leaf_hash = {literal(daemon, previous)} WHERE seq = {number}")
    if anew:
        head = previous + struct.pack(">q", len(rows)) + b"".join(node for _, node in subtrees)
        daemon.sql(f"UPDATE ledger_head SET bytes = {literal(daemon, head)}")


def literal(daemon, data):
    return f"'\\x{data.hex()}'::bytea" if daemon.address else f"X'{data.hex()}'"


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("with_copy", [False, True])
def test_the_first_altered_entry_is_named(signed, anew, with_copy):
    daemon, signer = signed
    until_signed(daemon, signer)
    # Some entries to stand around.
    for day in range(5):
        done = daemon.command("ledger", "export", daemon.folder / f"{day}.tar", "--wait", 40)
        assert done.returncode == 0, done.stderr
    until_signed(daemon, signer)
    signer.stop()
    daemon.stop()
    place = 2
    alter(daemon, place, anew)
    if not with_copy:
        for file in (daemon.state / "ledger").iterdir():
            file.unlink()
    done = daemon.command("ledger", "verify", "--checkpoint", signer.anchor, "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1 and found["problems"], found
    if anew and not with_copy:
        assert "isn't that of their checkpoint" in found["problems"][0]
    else:
        assert found["firstAltered"] == place, found


def test_the_first_altered_entry_of_an_export_is_named(signed, tmp_path):
    daemon, signer = signed
    until_signed(daemon, signer)
    for number in range(3):
        archive = export(daemon, tmp_path / f"{number}.tar")
        until_signed(daemon, signer)
    folder = tmp_path / "unpacked"
    unpack(archive, folder)
    whole = (folder / "entries.bin").read_bytes()
    places, place = [], 0
    while place < len(whole):
        places.append(place)
        place += 4 + int.from_bytes(whole[place:place + 4], "big")
    assert len(places) > 3
    for number, start in enumerate(places):
        entries = bytearray(whole)
        entries[start + 4 + 56] ^= 1
        (folder / "entries.bin").write_bytes(entries)
        done = run("ledger", "verify", "--file", folder, "--json")
        found = json.loads(done.stdout)
        assert done.returncode == 1 and "entries.bin was altered." in found["problems"]
        assert found["firstAltered"] == number


def test_an_altered_ledger_is_refused_and_named(signed):
    daemon, signer = signed
    until_signed(daemon, signer)
    daemon.sql("UPDATE ledger_entry SET action = 'settings.changed' WHERE seq = 0")
    found = daemon.command("ledger", "verify")
    assert found.returncode == 1 and "first altered: entry 0" in found.stdout
    # The signer's own frontier finds a ledger that was rolled back.
    daemon.stop()
    daemon.sql("DELETE FROM checkpoint")
    daemon.sql("DELETE FROM ledger_entry")
    daemon.sql("UPDATE ledger_head SET size = 0")
    daemon.start(wait=False)
    deadline = time.monotonic() + 40
    while "more was signed" not in signer.log:
        assert time.monotonic() < deadline, signer.log
        time.sleep(0.2)
    daemon.until(lambda: "second copy" in daemon.unready(), 20, "the copy to disagree")


def test_a_checkpoint_goes_to_a_syslog_by_every_way(signed):
    daemon, signer = signed
    until_signed(daemon, signer)
    signer.stop()
    path = signer.folder / "syslog"
    with (socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as local,
          socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
          socket.create_server(("127.0.0.1", 0)) as tcp):
        local.bind(str(path))
        udp.bind(("127.0.0.1", 0))
        path.chmod(0o777)
        with open(signer.settings, "a") as settings:
            settings.write(f"  - syslog: unix:{path}\n"
                           f"  - syslog: udp:127.0.0.1:{udp.getsockname()[1]}\n"
                           f"  - syslog: tcp:127.0.0.1:{tcp.getsockname()[1]}\n")
        sent = daemon.command("ledger", "anchor", "--settings", signer.settings)
        assert sent.returncode == 0, sent.stderr
        tcp.settimeout(10)
        with tcp.accept()[0] as peer:
            peer.settimeout(10)
            counted = b"".join(iter(lambda: peer.recv(65536), b""))
        for way in (local, udp):
            way.settimeout(10)
        said = [local.recv(65536), udp.recv(65536), counted.split(b" ", 1)[1]]
    size = int(counted.split(b" ", 1)[0])
    assert size == len(said[2])
    _, _, checkpoint = daemon.get("/api/v1/ledger/checkpoint")
    for message in said:
        assert message.startswith(b"<109>1 ")
        assert checkpoint.replace(b"\n", b" ").strip() in message


def test_a_ledger_behind_its_anchor_does_not_start_until_accepted(signed):
    daemon, signer = signed
    until_signed(daemon, signer)
    signer.stop()
    daemon.stop()
    daemon.sql("DELETE FROM ledger_entry")
    daemon.sql("UPDATE ledger_head SET size = 0")
    daemon.write_settings(settings=f"signer: {SIGNER}\nledgerAnchor: {signer.anchor}\n")
    daemon.start(wait=False)
    assert daemon.process.wait(timeout=30) == 78
    assert "A checkpoint says that the ledger had" in daemon.log.read_text()
    accepted = daemon.command("ledger", "accept-rollback", "--officer", "anna")
    assert accepted.returncode == 0, accepted.stderr
    for file in (daemon.state / "ledger").iterdir():
        file.unlink()
    daemon.start()
    assert daemon.json("ledger", "list", "--action", "ledger.rollback-accepted")["items"]
