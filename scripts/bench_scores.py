"""How long a queue, the list of evaluations and a year of scores take, with many evaluations.

Takes one real call in, puts a scorecard in force, and copies call and evaluation inside the
database: a year of them, of 500 agents in 25 teams, and sums of scores over 12 questions as the
daemon keeps them. Lists don't check row codes, so the copies list like real ones. An analyst's
queue holds 1,000 of them. One of the 500 is the real agent of that call.
Each page is asked for over HTTP with a session, one request at a time.
"""

import http.client
import json
import shutil
import sqlite3
import sys
import time
from contextlib import closing, nullcontext
from pathlib import Path

import speech

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "Tests/EndToEnd"))
from daemon import Daemon  # noqa: E402
from matrix.people import join  # noqa: E402
from postgres import ADMIN, Postgres, named  # noqa: E402
import scoring  # noqa: E402

HEAD = ["| engine | evaluations | page | p50, ms | p99, ms |", "|---|---|---|---|---|"]
TITLES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
# A year that has ended.
FROM, TO, FIRST = "2025-01-01", "2025-12-31", 20089
QUESTIONS = 12
WAITING = 1_000

# One text for both engines, but for the words in braces.
COPIES = """
WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 25)
  INSERT INTO team (id, name, version, row_mac) SELECT i, 'team' || i, 1, {mark} FROM n;
WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 500)
  INSERT INTO agent (id, code, first_seen_at) SELECT i, 'agent' || i, 0 FROM n;
WITH RECURSIVE n(i) AS (
    SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {all})
  INSERT INTO call (id, started_at, zone, local_day, duration_ms, direction, agent_id, team_id,
    campaign_id, customer_id, verdicts, talk_shape, draw_hash, version, row_mac)
  SELECT (1735689600000 + i * {step}) * 1048576 + i, (1735689600000 + i * {step}) * 1000, one.zone,
    {first} + i * 365 / ({all} + 1), one.duration_ms, one.direction,
    CASE i * 2654435761 / 65536 % 500 WHEN 0 THEN one.agent_id
      ELSE 1 + i * 2654435761 / 65536 % 500 END, 1 + i * 2654435761 / 65536 % 500 / 20, NULL,
    one.customer_id, 0, one.talk_shape, i, 1, {mark}
  FROM n, (SELECT * FROM call LIMIT 1) one;
INSERT INTO evaluation (id, call_id, stream, card_id, card_version, agent_id, team_id, local_day,
    made_at, due_at, assigned_to, state, sheets, score, passed, auto_fails, scored_by,
    released_at, version, row_mac)
  SELECT c.id + 1, c.id, 'estimate', one.card_id, one.card_version, c.agent_id, c.team_id,
    c.local_day, c.started_at, c.started_at + 432000000000,
    CASE WHEN c.draw_hash <= {waiting} THEN {analyst} ELSE NULL END,
    CASE WHEN c.draw_hash <= {waiting} THEN 'open' ELSE 'acknowledged' END, 1,
    5000 + c.draw_hash * 2654435761 / 1024 % 5001,
    CASE WHEN c.draw_hash % 4 = 0 THEN 0 ELSE 1 END,
    CASE WHEN c.draw_hash % 50 = 0 THEN 1 ELSE 0 END,
    'nobody', c.started_at + 864000000000, 1, {mark}
  FROM call c, (SELECT * FROM evaluation LIMIT 1) one WHERE c.row_mac = {mark};
"""
SUMS = """
INSERT INTO roll_up (scope, subject_id, card_id, question, grain, day, team_id, evaluations, total,
    squares, passed, auto_fails, disputed, upheld)
  WITH RECURSIVE q(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM q WHERE i < {questions})
  SELECT s.scope, s.subject, s.card_id, CASE q.i WHEN 0 THEN '' ELSE 'q' || q.i END, s.grain, s.day,
    s.team, s.n, s.total, s.squares, s.passed, s.fails, 0, 0
  FROM q, (SELECT {scope} AS scope, {subject} AS subject, card_id, {grain} AS grain, {day} AS day,
      {team} AS team, count(*) AS n, CAST(SUM(score) AS BIGINT) AS total,
      CAST(SUM(score * score) AS BIGINT) AS squares, CAST(SUM(passed) AS BIGINT) AS passed,
      CAST(SUM(auto_fails) AS BIGINT) AS fails
    FROM evaluation WHERE row_mac = {mark} AND state = 'acknowledged'
    GROUP BY card_id{by}, {day}) s;
"""
MONTHS = {
    "sqlite": "CAST(julianday(date(local_day * 86400, 'unixepoch', 'start of month'))"
              " - 2440587.5 AS INTEGER)",
    "postgres": "CAST(date_trunc('month', DATE '1970-01-01' + CAST(local_day AS INTEGER)) AS DATE)"
                " - DATE '1970-01-01'",
}
MARKS = {"sqlite": "x'00'", "postgres": r"'\x00'::bytea"}
PAGES = {
    "queue of an analyst": ("analyst", lambda i: "/queue"),
    "list of evaluations": ("lead", lambda i: "/evaluations"),
    "scores of a year, all": ("lead", lambda i: f"/quality?from={FROM}&to={TO}"),
    "scores of a year, agents": (
        "lead", lambda i: f"/quality?from={FROM}&to={TO}&by=agent"),
    "scores of a year, one agent": (
        "lead", lambda i: f"/quality?from={FROM}&to={TO}&agent=201"),
}


def table(asked, say):
    lines = [*HEAD]
    for engine in asked.engine:
        say(f"making {asked.evaluations:,} evaluations in {TITLES[engine]}")
        with nullcontext(None) if engine == "sqlite" else Postgres(fsync=True) as server:
            given = {"server": server} if server else {"engine": "sqlite"}
            with closing(Daemon(settings=scoring.SETTINGS, **given)) as daemon:
                lines += measured(daemon, engine, asked, say)
    return "\n".join([*lines, ""])


def measured(daemon, engine, asked, say):
    people = prepare(daemon)
    fill(daemon, engine, asked.evaluations, people["analyst"].account)
    daemon.start()
    say("asking")
    for title, (who, path) in PAGES.items():
        visitor = people[who].sign_in().visitor
        times = sorted(ask(visitor, path(i)) for i in range(asked.requests))
        p50, p99 = (times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.99))
        yield (f"| {TITLES[engine]} | {asked.evaluations:,} | {title} | {p50:.1f} | {p99:.1f} |")


def prepare(daemon):
    """One call with an evaluation, a lead and an analyst; the daemon stopped."""
    wave = daemon.folder / "call.wav"
    sides = [speech.line_noise(speech.RATE_HZ, seed=side) for side in (1, 2)]
    speech.write(wave, sides, "pcm_s16")
    daemon.start()
    shutil.copy(wave, daemon.drop() / "20250115-103000_agent-201_13800138000_out.wav")
    daemon.until_decided(1)

    def root(address, value=None, role="administrator"):
        method, path = address.split(" ", 1)
        headers = {"X-Callaudit-Role": role}
        if value is not None:
            headers["Content-Type"] = "application/json"
        status, _, text = daemon.ask(
            method, path, headers, None if value is None else json.dumps(value))
        if not 200 <= status < 300:
            sys.exit(f"bench: {address} answered {status}: {text.decode()}")
        return json.loads(text or "null")

    def lead(address, value=None):
        return root(address, value, "qa-lead")

    people = {"analyst": join(daemon, root, "analyst", "qa-analyst"),
              "lead": join(daemon, root, "lead", "qa-lead")}
    scoring.publish(lead)
    scoring.put_up(lead, lead("GET /api/v1/calls")["items"][0]["id"])
    daemon.stop()
    return people


def fill(daemon, engine, evaluations, analyst):
    mark = MARKS[engine]
    text = COPIES.format(
        all=evaluations, step=31_500_000_000 // evaluations, first=FIRST, waiting=WAITING,
        analyst=number(analyst), mark=mark)
    scopes = [("'all'", "0", "0", ""), ("'team'", "team_id", "team_id", ", team_id"),
              ("'agent'", "agent_id", "team_id", ", agent_id, team_id")]
    for scope, subject, team, by in scopes:
        for grain, day in (("'day'", "local_day"), ("'month'", MONTHS[engine])):
            text += SUMS.format(scope=scope, subject=subject, team=team, by=by, grain=grain,
                                day=day, questions=QUESTIONS, mark=mark)
    if engine == "sqlite":
        with closing(sqlite3.connect(daemon.state / "callaudit.db")) as database:
            database.executescript("PRAGMA synchronous = OFF;" + text + "ANALYZE;")
    else:
        daemon.server.sql(text + "VACUUM ANALYZE;", database=named(daemon.address, "dbname"),
                          user=ADMIN, seconds=3600)


def number(identifier):
    """The integer behind an id as pages write it."""
    value = 0
    for letter in identifier:
        value = value * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(letter)
    return value


def ask(visitor, path):
    """Milliseconds."""
    connection = http.client.HTTPConnection(
        "127.0.0.1", visitor.port, timeout=60, source_address=(visitor.address, 0))
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    began = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1000
    connection.close()
    if answer.status != 200:
        sys.exit(f"bench: {path} answered {answer.status}")
    return took
