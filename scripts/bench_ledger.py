"""How fast `callaudit ledger verify` follows a ledger, and what an entry costs an intake.

A database of many entries is made by writing rows as docs/formats/ledger.md has them, and an
export of all of them, signed by a key of this script; then the command follows both, alone on one
core. CPU is user and system; "a core" divides by it.

What an entry costs is measured by LedgerCostTests in pairs: two houses take the same recordings of
two seconds in by turns, and one of them drops every entry just before the commit, so that none is
made, hashed or stored. Counted is the processor time of the test's process; the decoder's own isn't
in it, so of the whole the share is smaller.
"""

import base64
import hashlib
import io
import json
import os
import re
import resource
import sqlite3
import statistics
import struct
import subprocess
import sys
import tarfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "Tests/EndToEnd"))
from daemon import ENVIRONMENT, PROGRAM, Daemon  # noqa: E402

VERIFYING = ["| what | entries | entries/s | entries/s a core |", "|---|---|---|---|"]
COST = ["| what | with its entry, µs | without, µs | share |", "|---|---|---|---|"]
SAID = re.compile(r"ledger cost: with (\d+) µs, without (\d+) µs, share (-?\d+) thousandths")


def table(asked, say):
    daemon = Daemon(engine="sqlite")
    try:
        daemon.start().stop()
        say(f"writing {asked.entries} entries")
        database = daemon.state / "callaudit.db"
        fill(database, asked.entries)
        archive = daemon.folder / "ledger.tar"
        # PyNaCl stands in the environment that scripts/dependencies makes.
        subprocess.run([REPOSITORY / ".venv/bin/python", __file__, database, archive], check=True)
        lines = list(VERIFYING)
        for title, words in (("SQLite", []), ("an export", ["--file", archive])):
            say(f"verifying: {title}")
            rounds = [verify(daemon, asked.entries, words) for _ in range(asked.rounds)]
            wall, used = (statistics.median(each[place] for each in rounds) for place in (0, 1))
            lines.append(f"| ledger verify, {title} | {asked.entries:,} "
                         f"| {asked.entries / wall:,.0f} | {asked.entries / used:,.0f} |")
    finally:
        daemon.close()
    say("intake with and without its entry")
    return "\n".join([*lines, "", *COST, cost(asked.rounds), ""])


def verify(daemon, entries, words):
    """Seconds of following, and of processor in all, the command's start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["taskset", "--cpu-list", "0", PROGRAM, "--config", daemon.settings,
                           "ledger", "verify", "--json", *words], capture_output=True,
                          env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = json.loads(done.stdout)
    if done.returncode or found["problems"] or found["entries"] != entries:
        sys.exit(f"bench: the ledger doesn't verify: {found}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return found["seconds"], used


def cost(rounds):
    """The medians of at least seven rounds, each of a pair."""
    words = ["swift", "test", "-c", "release", "--skip-build", "--no-parallel",
             "--filter", "LedgerCostTests"]
    environment = {**os.environ, "CALLAUDIT_TEST_ENGINE": "sqlite",
                   "CALLAUDIT_BENCH_ROUNDS": str(max(7, rounds))}
    done = subprocess.run(words, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    said = SAID.search(done.stdout)
    if not said:
        sys.exit("bench: LedgerCostTests said nothing. Run: swift build -c release --build-tests\n"
                 + done.stdout[-2000:] + done.stderr[-2000:])
    entered, plain, share = map(int, said.groups())
    return f"| an intake of 2 s, SQLite | {entered:,} | {plain:,} | {share / 10:.1f} % |"


def export(database, archive):
    """The whole ledger as docs/formats/ledger.md has exports, with keys made here."""
    from nacl.signing import SigningKey

    rows = sqlite3.connect(database).execute("SELECT bytes FROM ledger_entry ORDER BY seq")
    framed, lines, subtrees, count = bytearray(), [], [], 0
    for (entry,) in rows:
        leaf = append(subtrees, entry)
        framed += struct.pack(">I", len(entry)) + entry
        lines.append('{"hash":"%s","seq":%d}' % (leaf.hex(), count))
        count += 1
    root = subtrees[-1][1]
    for _, left in reversed(subtrees[:-1]):
        root = hashlib.sha256(b"\1" + left + root).digest()
    key, name = SigningKey.generate(), "callaudit/bench"
    public = b"\1" + key.verify_key.encode()
    number = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    body = f"{name}\n{count}\n{base64.b64encode(root).decode()}\n"
    note = base64.b64encode(number + key.sign(body.encode()).signature).decode()
    minisign = hashlib.sha256(key.verify_key.encode()).digest()[:8]
    line = base64.b64encode(b"Ed" + minisign + key.verify_key.encode()).decode()
    files = {
        "README.txt": b"", "checkpoint": f"{body}\n— {name} {note}\n".encode(),
        "signer.vkey": f"{name}+{number.hex()}+{base64.b64encode(public).decode()}\n".encode(),
        "minisign.pub": f"untrusted comment: bench\n{line}\n".encode(),
        "proof": f"callaudit ledger range proof 1\nfirst 0\nend {count}\nsize {count}\n".encode(),
        "entries.bin": bytes(framed), "entries.jsonl": ("\n".join(lines) + "\n").encode()}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    signature = key.sign(hashlib.blake2b(sums.encode()).digest()).signature
    trusted = f"callaudit ledger entries 0 to {count - 1}, checkpoint of {count}"
    both = key.sign(signature + trusted.encode()).signature
    files["SHA256SUMS"] = sums.encode()
    files["SHA256SUMS.minisig"] = "".join(part + "\n" for part in (
        "untrusted comment: bench", base64.b64encode(b"ED" + minisign + signature).decode(),
        f"trusted comment: {trusted}", base64.b64encode(both).decode())).encode()
    with tarfile.open(archive, "w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def fill(path, count):
    database = sqlite3.connect(path)
    rows = database.execute("SELECT seq, bytes FROM ledger_entry ORDER BY seq").fetchall()
    previous, subtrees = bytes(32), []
    for _, entry in rows:
        previous = append(subtrees, entry)
    database.executemany("INSERT INTO ledger_entry (seq, at, action, principal, object, bytes, "
                         "leaf_hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
                         entries(len(rows), count, previous, subtrees))
    last = database.execute(
        "SELECT leaf_hash FROM ledger_entry ORDER BY seq DESC LIMIT 1").fetchone()[0]
    head = last + struct.pack(">q", count) + b"".join(node for _, node in subtrees)
    database.execute("UPDATE ledger_head SET size = ?, bytes = ?", (count, head))
    database.commit()
    database.close()
    os.sync()


def entries(first, count, previous, subtrees):
    """Rows as intake writes them, about 330 bytes an entry."""
    for sequence in range(first, count):
        at = 1_763_769_600_000_000 + sequence * 1000
        thing, digest = f"recording:{sequence:013}", hashlib.sha256(b"%d" % sequence).hexdigest()
        details = {"bytes": "320044", "call": f"{sequence:013}", "content": digest,
                   "generation": "1"}
        pairs = b"".join(text(part) for pair in details.items() for part in pair)
        entry = (b"\1" + struct.pack(">q", sequence) + previous + struct.pack(">qq", at, at)
                 + b"".join(map(text, ("node-1", "daemon", "daemon", "recording.taken-in", thing,
                                       "")))
                 + struct.pack(">I", len(details)) + pairs + bytes(8) + text("done"))
        previous = append(subtrees, entry)
        yield sequence, at, "recording.taken-in", "daemon", thing, entry, previous


def append(subtrees, entry):
    leaf = node = hashlib.sha256(b"\0" + entry).digest()
    height = 0
    while subtrees and subtrees[-1][0] == height:
        node = hashlib.sha256(b"\1" + subtrees.pop()[1] + node).digest()
        height += 1
    subtrees.append((height, node))
    return leaf


def text(value):
    data = value.encode()
    return struct.pack(">I", len(data)) + data


if __name__ == "__main__":
    export(*sys.argv[1:])
