"""How long a draw of 1,000 calls takes of a database of many, beside `ORDER BY random()`.

DrawCostTests takes one call in and copies its row inside the database, commits to a plan over all
of them, and draws: frame, digest, order, and evaluations in the queues, all in durable rows. Then
it asks the same database for 1,000 ids in a random order, which can't be repeated.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
HEAD = ["| engine | calls | a draw of 1,000, s | `ORDER BY random()`, s |", "|---|---|---|---|"]
SAID = re.compile(r"draw cost: (\d+) calls, drawn in (\d+) ms, at random in (\d+) ms")
TITLES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def table(asked, say):
    return "\n".join([*HEAD, *(row(engine, asked, say) for engine in asked.engine), ""])


def row(engine, asked, say):
    say(f"drawing from {asked.from_calls:,} calls in {TITLES[engine]}")
    words = ["swift", "test", "-c", "release", "--skip-build", "--no-parallel",
             "--filter", "DrawCostTests"]
    if engine == "postgres":
        words = [sys.executable, "Tests/EndToEnd/postgres.py", *words]
    environment = {**os.environ, "CALLAUDIT_TEST_ENGINE": engine,
                   "CALLAUDIT_BENCH_CALLS": str(asked.from_calls),
                   "CALLAUDIT_BENCH_ROUNDS": str(asked.rounds)}
    done = subprocess.run(words, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    said = SAID.search(done.stdout)
    if not said:
        sys.exit("bench: DrawCostTests said nothing. Run: swift build -c release --build-tests\n"
                 + done.stdout[-2000:] + done.stderr[-2000:])
    calls, own, usual = map(int, said.groups())
    return f"| {TITLES[engine]} | {calls:,} | {own / 1000:.2f} | {usual / 1000:.2f} |"
