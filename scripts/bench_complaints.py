"""How long the board, the lists and a case of complaints take, with many of them.

Works one complaint into each state, and copies these with their histories into the database: other
numbers, days, people, teams, agents and customers, each row with the code that the daemon would
have given it, for lists check the histories that they read clocks from. Four fifths are closed; a
quarter of the open ones are beyond their time. What was said can't be opened in a copy, so the case
that is opened is a real one. First the daemon notes every breach, as it would have day by day.
Each page is asked for over HTTP with a session, one request at a time.

For rates it copies a call: a year of them, of the agents of the teams, whose days are marked to be
counted as the daemon marks them.
"""

import json
import random
import sqlite3
import sys
import time
from contextlib import closing, nullcontext
from pathlib import Path

from bench_scores import MARKS, TITLES, ask, number

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "Tests/EndToEnd"))
from accounts import name_of  # noqa: E402
from daemon import Daemon  # noqa: E402
from key_tree import derived, row_code  # noqa: E402
from matrix.people import join  # noqa: E402
from postgres import ADMIN, Postgres, named  # noqa: E402
from sounds import many_calls  # noqa: E402
import complaints  # noqa: E402

HEAD = ["| engine | complaints | page | p50, ms | p99, ms |", "|---|---|---|---|---|"]
TEAMS, AGENTS, HANDLERS, CUSTOMERS = 25, 500, 40, 100
DAY_US = 86_400_000_000
SEVERITIES = ("low", "medium", "high")
BATCH = 5_000
FORGET = "DELETE FROM setting WHERE name = 'complaint-figures'"

# Columns in the order of their row's code; # are numbers, * are bytes, all else is text.
TABLES = {
    "complaint": "id# number# language state round# channel received_at# registered_by "
    "registered_at# customer_id# team_id# campaign_id# assignee type severity complexity outcome "
    "complainants# is_vulnerable# is_escalated# is_waiting# is_asked# merged_into# next_due_at# "
    "next_regime next_clock closed_at# regimes text_sealed* remedy_sealed* product_sealed* "
    "product_code content_hash* identity_hash* events# version#".split(),
    "complaint_event": "complaint_id# number# at# by act deed text_sealed*".split(),
    "complaint_party": "complaint_id# number# kind customer_id# facts_sealed*".split(),
    "complaint_agent": "complaint_id# agent_id#".split(),
}
# What is done to a complaint until it is in a state.
WAY = [
    ("acknowledge", {"text": "We have it."}),
    ("assess", {"type": "misleading", "severity": "medium", "complexity": "simple"}),
    ("take", {}), ("investigate", {}), ("find", {"causes": ["care"], "text": "It was so."}),
    ("decide", {"outcome": "rejected", "redress": [], "text": "It isn't so."}),
    ("answer", {"text": "Dear customer."}), ("close", {}),
]
STEPS = {"unassigned": 0, "received": 0, "acknowledged": 1, "assessed": 3, "investigating": 5,
         "asked": 5, "decided": 6, "answered": 7, "referred": 3, "reopened": 8, "closed": 8}
OPEN = [name for name in STEPS if name != "closed"]
LAST = {"asked": "ask-special", "referred": "refer", "reopened": "reopen"}
PAGES = {
    "board": ("officer", "/complaints/board"),
    "board, JSON": ("officer", "/api/v1/complaints/board"),
    "board of a team": ("supervisor", "/complaints/board"),
    "list, due first": ("officer", "/complaints"),
    "list, received last": ("officer", "/complaints?order=received"),
    "list of a team": ("supervisor", "/complaints"),
    "beyond their time": ("officer", "/complaints?due=breached"),
    "one type, high": ("officer", "/complaints?type=sales&severity=high"),
    "closed, of a month": ("officer", "/complaints?state=closed&order=received"
                           "&from={month}-01&to={month}-28"),
    "a handler's own": ("handler", "/complaints/mine"),
    "a complaint": ("handler", "/complaints/{case}"),
    "return of a year": ("officer", "/complaints/returns/cn-finance-complaints/{year}"),
    "cases of its number": (
        "officer", "/complaints/returns/cn-finance-complaints/{year}/cases?number=all%2Fclosed"),
    "rates by team": ("officer", "/complaints/figures?by=team"),
    "rates by agent": ("officer", "/complaints/figures?by=agent"),
    "rates of a year by agent": ("officer", "/complaints/figures?by=agent&from={day}"),
    "rates of a team": ("supervisor", "/complaints/figures"),
    "rates of a cause": ("officer", "/complaints/causes/care"),
}
# Asked for a sixth as often.
SLOW = {title for title in PAGES if "return" in title or "rates" in title or "number" in title}
# One text for both engines, but for the words in braces.
CALLS = """
WITH RECURSIVE n(i) AS (
    SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {all}),
  who(place, team_id, agent_id) AS (VALUES {people})
  INSERT INTO call (id, started_at, zone, local_day, duration_ms, direction, agent_id, team_id,
    campaign_id, customer_id, verdicts, talk_shape, draw_hash, version, row_mac)
  SELECT ({first} * CAST(86400000 AS BIGINT) + i * {step}) * 1048576 + i,
    ({first} * CAST(86400000 AS BIGINT) + i * {step}) * 1000, one.zone,
    {first} + i * {step} / 86400000, one.duration_ms, one.direction, who.agent_id, who.team_id,
    NULL, one.customer_id, 0, one.talk_shape, i, 1, {mark}
  FROM n JOIN who ON who.place = i * 2654435761 / 65536 % {agents},
    (SELECT * FROM call LIMIT 1) one;
INSERT INTO call_tally_mark (day)
  SELECT DISTINCT local_day FROM call WHERE local_day NOT IN (SELECT day FROM call_tally_mark);
"""


def table(asked, say):
    lines = [*HEAD]
    for engine in asked.engine:
        say(f"making {asked.cases:,} complaints in {TITLES[engine]}")
        with nullcontext(None) if engine == "sqlite" else Postgres(fsync=True) as server:
            given = {"server": server} if server else {"engine": "sqlite"}
            with closing(Daemon(settings=complaints.SETTINGS, **given)) as daemon:
                lines += measured(daemon, engine, asked, say)
    return "\n".join([*lines, ""])


def measured(daemon, engine, asked, say):
    house = House(daemon)
    daemon.stop()
    fill(daemon, engine, Copies(daemon, house, asked.cases), calls(engine, house, asked.of_calls))
    began = time.monotonic()
    daemon.start()
    noted = until_noted(daemon)
    say(f"{noted:,} breaches noted within {time.monotonic() - began:.0f} s")
    until_figured(daemon)
    say(f"what returns go by computed {time.monotonic() - began:.0f} s after the start")
    until_none(daemon, "SELECT count(*) FROM call_tally_mark", "calls aren't counted")
    say(f"calls counted {time.monotonic() - began:.0f} s after the start; asking")
    month = time.strftime("%Y-%m", time.gmtime(time.time() - 90 * 86_400))
    for title, (who, path) in PAGES.items():
        if not title.startswith(tuple(asked.pages)):
            continue
        visitor = house.people[who].sign_in().visitor
        address = path.format(month=month, year=last_year(), day=last_year()[:10],
                              case=house.cases["investigating"].id)
        requests = max(1, asked.requests // 6) if title in SLOW else asked.requests
        times = sorted(ask(visitor, address) for _ in range(requests))
        p50, p99 = (times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.99))
        say(f"{title}: {p50:.1f} and {p99:.1f} ms")
        yield f"| {TITLES[engine]} | {asked.cases:,} | {title} | {p50:.1f} | {p99:.1f} |"


def last_year():
    """The year until today, as the period of a return."""
    days = [time.strftime("%Y-%m-%d", time.gmtime(time.time() - ago * 86_400))
            for ago in (365, 0)]
    return "..".join(days)


def until_figured(daemon):
    """Waits for the work that computes what returns go by."""
    until = time.monotonic() + 3600
    while not daemon.sql("SELECT value FROM setting WHERE name = 'complaint-figures'"):
        if time.monotonic() > until:
            sys.exit("bench: what returns go by isn't computed within an hour")
        time.sleep(1)


def until_none(daemon, query, otherwise):
    until = time.monotonic() + 1800
    while int(daemon.sql(query)[0][0]):
        if time.monotonic() > until:
            sys.exit(f"bench: {otherwise} within half an hour")
        time.sleep(1)


def calls(engine, house, count):
    """The text that makes so many calls of the year until today; empty for none."""
    if not count:
        return ""
    day = int(time.time() // 86_400) - 364
    people = ", ".join(
        f"({place}, {house.teams[place % TEAMS]}, {number(agent)})"
        for place, agent in enumerate(house.agents))
    return CALLS.format(all=count, step=364 * 86_400_000 // count, first=day,
                        agents=AGENTS, people=people, mark=MARKS[engine])


def until_noted(daemon):
    """How many breaches the daemon has noted, once it has come to the end of them."""
    before, since, until = -1, time.monotonic(), time.monotonic() + 1800
    while time.monotonic() < until:
        now = int(daemon.sql("SELECT max(seq) FROM ledger_entry")[0][0])
        if now != before:
            before, since = now, time.monotonic()
        elif time.monotonic() - since > 20:
            break
        time.sleep(1)
    return int(daemon.sql("SELECT count(*) FROM ledger_entry WHERE action = "
                          "'complaint.breached'")[0][0])


class House:
    """Teams of an agent each, customers by their calls, an officer, a supervisor of the first team,
    the handlers, and in `cases` a complaint in each state."""

    def __init__(self, daemon):
        self.daemon, self.cases = daemon, {}
        daemon.start()
        roster = ["staff_code,name,team,extension",
                  *(f"S{one},Agent {one},team {one % TEAMS:02},{201 + one}"
                    for one in range(AGENTS))]
        self.root("POST /api/v1/roster/import", "\n".join(roster).encode())
        for index, file in enumerate(many_calls(daemon.folder / "calls", CUSTOMERS)):
            name = f"20250115-1030{index % 60:02}_agent-201_13800138{index:03}_out.wav"
            file.rename(daemon.drop() / name)
        daemon.until_decided(CUSTOMERS)
        teams = sorted(self.listed("/api/v1/roster/teams"), key=lambda team: team["name"])
        agents = {agent["code"]: agent["id"] for agent in self.listed("/api/v1/roster/agents")}
        self.teams = [number(team["id"]) for team in teams]
        self.agents = [agents[f"S{one}"] for one in range(AGENTS)]
        self.customers = [number(one["id"]) for one in self.listed(
            "/api/v1/customers", "compliance-officer")]
        self.people = {
            "officer": join(daemon, self.root, "officer", "compliance-officer"),
            "supervisor": join(daemon, self.root, "supervisor", "supervisor",
                               teams=[teams[0]["name"]])}
        # Before there are handlers it is nobody's case; with the first of them it is theirs.
        self.make("unassigned", self.people["officer"])
        self.people["handler"] = join(daemon, self.root, "handler", "complaint-handler")
        for name in STEPS:
            if name != "unassigned":
                self.make(name, self.people["handler"])
        self.handlers = [self.people["handler"].account, *(self.root("POST /api/v1/accounts", {
            "name": f"handler-{index}", "title": f"Handler {index}",
            "roles": ["complaint-handler"]})["id"] for index in range(1, HANDLERS))]

    def root(self, address, value=None, role="administrator"):
        method, path = address.split(" ", 1)
        headers, body = {"X-Callaudit-Role": role}, value
        if value is not None and not isinstance(value, bytes):
            headers["Content-Type"], body = "application/json", json.dumps(value)
        status, _, text = self.daemon.ask(method, path, headers, body)
        if not 200 <= status < 300:
            sys.exit(f"bench: {address} answered {status}: {text.decode()}")
        return json.loads(text or "null")

    def listed(self, path, role="administrator"):
        """Every item of a list, walked in pages where it has any."""
        page = self.root(f"GET {path}", role=role)
        items = page["items"]
        while page.get("next"):
            page = self.root(f"GET {path}?after={page['next']}", role=role)
            items += page["items"]
        return items

    def make(self, name, by):
        """A complaint about the first agent, worked until it is what `name` says."""
        customer = name_of(self.customers[0])
        case = complaints.Case(
            by, complaints.form(customer, agents=["S0"]), self.people["officer"])
        for act, fields in WAY[:STEPS[name]]:
            case.act(by, act, **fields)
        if name in LAST:
            who = by if name == "asked" else self.people["officer"]
            case.act(who, LAST[name], text="For a reason.")
        self.cases[name] = case


class Copies:
    """Rows of as many complaints as `count`, by table."""

    def __init__(self, daemon, house, count):
        self.house, self.count = house, count
        self.key = derived(daemon.key.read_bytes(), "row-mac")
        self.rows = {table: read(daemon, table) for table in TABLES}

    def batches(self):
        for first in range(1, self.count + 1, BATCH):
            made = {table: [] for table in TABLES}
            for index in range(first, min(first + BATCH, self.count + 1)):
                for table, row in self.copy(index):
                    columns = list(row.values())
                    made[table].append([*columns, row_code(self.key, table, columns)])
            yield made

    def copy(self, index):
        """The rows of one of them, the same in each run."""
        chance = random.Random(index)
        name = "closed" if index % 5 else chance.choice(OPEN)
        one = self.house.cases[name]
        old = number(one.id)
        new = ((1_735_689_600_000 + index * (31_500_000_000 // self.count)) << 20) + index
        # A quarter of the open ones are older than the limit of fifteen days.
        days = chance.randrange(300) if name == "closed" else chance.choice(
            [chance.randrange(17, 26), *(chance.randrange(14) for _ in range(3))])
        place, customer = chance.randrange(AGENTS), chance.choice(self.house.customers)
        handler, severity = chance.choice(self.house.handlers), chance.choice(SEVERITIES)
        words = {one.id: name_of(new), self.house.agents[0]: self.house.agents[place],
                 self.house.handlers[0]: handler,
                 '"severity":"medium"': f'"severity":"{severity}"'}

        def told(text):
            for before, after in words.items():
                text = text and text.replace(before, after)
            return text

        def earlier(instant):
            return instant and instant - days * DAY_US

        for row in self.rows["complaint"][old]:
            due = row["next_due_at"]
            yield "complaint", {
                **row, "id": new, "number": 250_000_000 + index, "customer_id": customer,
                "team_id": self.house.teams[place % TEAMS],
                "registered_by": told(row["registered_by"]),
                "assignee": told(row["assignee"]), "received_at": earlier(row["received_at"]),
                "registered_at": earlier(row["registered_at"]),
                "next_due_at": earlier(due) if row["next_clock"] else due,
                "severity": row["severity"] and severity,
                "closed_at": earlier(row["closed_at"])}
        for row in self.rows["complaint_event"][old]:
            deed = told(row["deed"])
            if row["act"] == "receive":
                deed = json.loads(deed)
                deed = json.dumps({**deed, "at": earlier(deed["at"])}, ensure_ascii=False,
                                  sort_keys=True, separators=(",", ":"))
            yield "complaint_event", {**row, "complaint_id": new, "by": told(row["by"]),
                                      "at": earlier(row["at"]), "deed": deed}
        for row in self.rows["complaint_party"][old]:
            yield "complaint_party", {**row, "complaint_id": new, "customer_id": customer}
        yield "complaint_agent", {"complaint_id": new,
                                  "agent_id": number(self.house.agents[place])}


def read(daemon, table):
    """The rows of `table` by complaint, each by column."""
    names = [column.rstrip("#*") for column in TABLES[table]]
    found = {}
    for texts in daemon.sql(f"SELECT {', '.join(names)} FROM {table} ORDER BY 1, 2"):
        row = {}
        for column, name, text in zip(TABLES[table], names, texts):
            if text == "":
                row[name] = None
            elif column.endswith("#"):
                row[name] = int(text)
            else:
                row[name] = bytes.fromhex(text[2:]) if column.endswith("*") else text
        found.setdefault(int(texts[0]), []).append(row)
    return found


def fill(daemon, engine, copies, calls):
    names = {table: ", ".join(column.rstrip("#*") for column in columns) + ", row_mac"
             for table, columns in TABLES.items()}
    if engine == "sqlite":
        with closing(sqlite3.connect(daemon.state / "callaudit.db")) as database:
            database.execute("PRAGMA synchronous = OFF")
            for batch in copies.batches():
                for table, rows in batch.items():
                    marks = ", ".join("?" * len(rows[0]))
                    database.executemany(
                        f"INSERT INTO {table} ({names[table]}) VALUES ({marks})", rows)
                database.commit()
            # Of the copies nothing is kept for returns yet.
            database.executescript(f"{FORGET}; {calls} ANALYZE;")
        return
    given = {"database": named(daemon.address, "dbname"), "user": ADMIN, "seconds": 3600}
    for batch in copies.batches():
        daemon.server.sql("".join(
            f"COPY {table} ({names[table]}) FROM STDIN;\n"
            + "".join("\t".join(map(written, row)) + "\n" for row in rows) + "\\.\n"
            for table, rows in batch.items()), **given)
    daemon.server.sql(f"{FORGET}; {calls}", **given)
    daemon.server.sql("VACUUM ANALYZE", **given)


def written(value):
    """As COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
