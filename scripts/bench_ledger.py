"""How fast `callaudit ledger verify` follows a ledger, and what an entry costs an intake.

A database of many entries is made by writing rows as docs/formats/ledger.md has them; then the
command follows it, alone on one core. CPU is user and system; "a core" divides by it.
"""

import hashlib
import json
import os
import resource
import sqlite3
import statistics
import struct
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Tests/EndToEnd"))
from daemon import ENVIRONMENT, PROGRAM, Daemon  # noqa: E402

LINES = ["| what | entries | entries/s | entries/s a core |", "|---|---|---|---|"]


def table(asked, say):
    daemon = Daemon(engine="sqlite")
    try:
        daemon.start().stop()
        say(f"writing {asked.entries} entries")
        fill(daemon.state / "callaudit.db", asked.entries)
        rounds = [verify(daemon) for _ in range(asked.rounds)]
    finally:
        daemon.close()
    wall, used = (statistics.median(each[place] for each in rounds) for place in (0, 1))
    return "\n".join([*LINES, f"| ledger verify, SQLite | {asked.entries:,} "
                      f"| {asked.entries / wall:,.0f} | {asked.entries / used:,.0f} |", ""])


def verify(daemon):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["taskset", "--cpu-list", "0", PROGRAM, "--config", daemon.settings,
                           "ledger", "verify", "--json"], capture_output=True, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = json.loads(done.stdout)
    if done.returncode or found["problems"]:
        sys.exit(f"bench: the ledger doesn't verify: {found['problems']}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return found["seconds"], used


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
