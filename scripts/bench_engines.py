"""Intake of many files of one length at once: SQLite against PostgreSQL, one daemon against two.

PostgreSQL is a server of its own on the same disk, with fsync on as Debian has it, or the one that
`--database` names (libpq's keywords for its superuser). The variants take turns within a round. The
clock runs from the first file taken in to the last, so that the settle time isn't in it.

Below the table stands what the server's sessions were found doing in their transactions, looked at
every hundredth of a second: ClientRead is the daemon's turn, transactionid and tuple are the wait
for the ledger's head, WALSync is the disk.
"""

import os
import statistics
import sys
import threading
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Tests/EndToEnd"))
from daemon import Daemon, named  # noqa: E402
from postgres import Postgres, Server  # noqa: E402
from sounds import many_calls  # noqa: E402

ON_CORE = [["taskset", "--cpu-list", "0"], ["taskset", "--cpu-list", "1"]]

# By name: the engine, and for each daemon the words before its command.
ENGINES = {
    "SQLite": ("sqlite", [[]]),
    "PostgreSQL": ("postgres", [[]]),
}
DAEMONS = {
    "one daemon": ("postgres", [[]]),
    "two daemons": ("postgres", [[], []]),
    "one daemon on one core": ("postgres", ON_CORE[:1]),
    "two daemons, each on a core": ("postgres", ON_CORE),
}
# What each is compared with; the others with themselves.
AGAINST = {"PostgreSQL": "SQLite", "two daemons": "one daemon",
           "two daemons, each on a core": "one daemon on one core"}
COLUMNS = ["variant", "files/s", "ratio", "daemons' CPU ms a file", "server's", "changes a commit",
           "lock held", "lock waited for"]


def table(asked, say):
    variants = {**(ENGINES if asked.engines else {}),
                **dict(list(DAEMONS.items())[:None if asked.daemons == 2 else 1]
                       if asked.daemons else {})}
    rounds = {name: [] for name in variants}
    given = Server(word.split("=", 1) for word in (asked.database or "").split())
    with nullcontext(given) if asked.database else Postgres(fsync=True) as server:
        for index in range(asked.rounds):
            for name, (engine, befores) in variants.items():
                rounds[name].append(one(server, engine, befores, asked))
                say(f"round {index + 1} of {asked.rounds}, {name}: "
                    f"{rounds[name][-1]['rate']:.0f} files/s")
    lines = [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    for name, all in rounds.items():
        against = rounds[AGAINST.get(name, name)]
        ratio = statistics.median(a["rate"] / b["rate"] for a, b in zip(all, against))
        lines.append(row(name, ratio, all))
    lines += ["", *(profile(name, all) for name, all in rounds.items() if all[0]["doing"])]
    return "\n".join([*lines, ""])


def row(name, ratio, rounds):
    def median(key):
        return statistics.median(each[key] for each in rounds)

    return (f"| {name} | {median('rate'):.0f} | {ratio:.2f} | {median('daemon_ms'):.2f} "
            f"| {median('server_ms'):.2f} | {median('changes'):.1f} "
            f"| {median('held'):.0%} | {median('waited'):.0%} |")


def profile(name, rounds):
    """Shares of what the sessions were seen doing, in all rounds together."""
    seen = {}
    for each in rounds:
        for what, count in each["doing"].items():
            seen[what] = seen.get(what, 0) + count
    total = sum(seen.values())
    shares = sorted(seen.items(), key=lambda pair: -pair[1])
    return f"- {name}: " + ", ".join(
        f"{what} {count / total:.0%}" for what, count in shares if count > total / 50)


def one(server, engine, befores, asked):
    """Figures of one intake of `asked.files` by as many daemons as there are `befores`."""
    files = asked.files
    with daemons(server, engine, befores) as all:
        first = all[0]
        waiting = first.shared / "waiting"
        many_calls(waiting, files, seconds=asked.length)
        os.sync()
        roots = [*(daemon.process.pid for daemon in all), server_root(server)]
        before = [cpu_seconds(root) for root in roots]
        with Sessions(first) as sessions:
            waiting.rename(first.drop() / "all")
            began, had, ended = clocked(first.drop() / "all", files)
        used = [cpu_seconds(root) - begun for root, begun in zip(roots, before)]
        indexed = int(first.sql("SELECT count(*) FROM recording")[0][0])
        if indexed != files:
            sys.exit(f"bench: {indexed} of {files} files were indexed: no figures come of that.")
        figures = [metrics(daemon) for daemon in all]
    wall = ended - began
    commits, changes, held, waited = (sum(figure.get(name, 0) for figure in figures) for name in (
        "callaudit_database_commits_total", "callaudit_database_changes_total",
        "callaudit_ledger_lock_held_seconds_total", "callaudit_ledger_lock_wait_seconds_total"))
    return {
        "rate": had / wall,
        "daemon_ms": 1000 * sum(used[:-1]) / files,
        "server_ms": 1000 * used[-1] / files if engine == "postgres" else 0,
        "changes": changes / max(commits, 1),
        "held": held / wall,
        "waited": waited / wall / len(all),
        "doing": sessions.seen,
    }


class Sessions:
    """`seen`: how often the sessions of `daemon`'s database were met doing what, while in a
    transaction and while the block lasts; nothing of SQLite."""

    WATCH = """
        CREATE TEMPORARY TABLE seen (what TEXT);
        DO $$ BEGIN
          WHILE EXISTS (SELECT 1 FROM bench_watch) LOOP
            PERFORM pg_stat_clear_snapshot();
            INSERT INTO seen SELECT coalesce(wait_event, 'at work') FROM pg_stat_activity
              WHERE datname = '{name}' AND state IN ('active', 'idle in transaction');
            PERFORM pg_sleep(0.01);
          END LOOP;
        END $$;
        SELECT what, count(*) FROM seen GROUP BY what"""

    def __init__(self, daemon):
        self.server, self.seen = daemon.server, {}
        self.name = daemon.address and named(daemon.address, "dbname")
        self.thread = threading.Thread(target=self.watch)

    def watch(self):
        rows = self.server.sql(self.WATCH.format(name=self.name), seconds=1800)
        self.seen = {what: int(count) for what, count in rows}

    def __enter__(self):
        if self.name:
            self.server.sql("CREATE TABLE IF NOT EXISTS bench_watch AS SELECT 1 AS watching")
            self.thread.start()
        return self

    def __exit__(self, *_):
        if self.name:
            self.server.sql("DELETE FROM bench_watch")
            self.thread.join(timeout=60)
            self.server.sql("DROP TABLE bench_watch")


@contextmanager
def daemons(server, engine, befores):
    """As many started daemons that share everything, each with its words before the command."""
    made, on = [], {"server": server} if engine == "postgres" else {"engine": "sqlite"}
    try:
        for index, before in enumerate(befores):
            made.append(Daemon(**on, node=f"node-{index}" if len(befores) > 1 else None,
                               before=before, beside=made[0] if made else None))
        for daemon in made:
            daemon.start()
        yield made
    finally:
        for daemon in reversed(made):
            daemon.close()
        if made and engine == "postgres":
            server.drop(made[0].address)


def clocked(folder, files, seconds=1800):
    """When the first of `files` were gone, how many went from then on, and when all were."""
    deadline, began, had = time.monotonic() + seconds, None, 0
    while left := sum(1 for entry in os.scandir(folder) if entry.is_file()):
        if began is None and left < files:
            began, had = time.monotonic(), left
        if time.monotonic() > deadline:
            sys.exit(f"bench: {left} files still wait after {seconds} s.")
        time.sleep(0.02)
    return began, had, time.monotonic()


def server_root(server):
    """The server's first process, if it is ours."""
    return server.process.pid if isinstance(server, Postgres) else None


def metrics(daemon):
    """What /metrics tells, but for what has labels."""
    lines = daemon.get("/metrics")[2].decode().splitlines()
    return {name: float(value) for name, value in (
        line.split(" ", 1) for line in lines if not line.startswith("#") and "{" not in line)}


def cpu_seconds(root):
    """Of the process and all that descend from it, the ended ones too; 0 when there is none."""
    if root is None:
        return 0
    children = {}
    figures = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
            figures[int(entry.name)] = sum(map(int, fields[11:15]))
    tree = [root]
    for process in tree:
        tree += children.get(process, [])
    return sum(figures.get(process, 0) for process in tree) / os.sysconf("SC_CLK_TCK")
