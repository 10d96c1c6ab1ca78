"""A daemon with all that addresses are about: calls of three agents, customers, files in
quarantine, accounts, and whatever is made afresh for a single question."""

import itertools
import json
import re
import subprocess

from daemon import put
from matrix.people import Person, invited, join
from sounds import small_call

ABSENT = "7zzzzzzzzzzzz"
ROSTER = """staff_code,name,team,extension
A1,Ann,Sales,201
A2,Ben,Sales,202
B1,Cem,Other,203
"""
SCOPED = ("qa-analyst", "qa-lead", "supervisor", "complaint-handler")


class Company:
    """`people` by role; also under `bare` who has none, and under None nobody. Ids of calls and
    recordings by owner stand in `calls` and `recordings`."""

    def __init__(self, daemon, folder, spare_calls=120, spare_files=12):
        self.daemon, self.folder = daemon, folder
        self.numbers, self.given = itertools.count(1), itertools.count()
        self.root("POST /api/v1/roster/import", ROSTER.encode(), "administrator")
        self.take_in(spare_calls, spare_files)
        self.people = {None: Person(daemon, "nobody")}
        for role in ("administrator", "compliance-officer", "auditor"):
            self.people[role] = join(daemon, self.root, f"the-{role}", role)
        self.people["bare"] = join(daemon, self.root, "bare")
        self.people["agent"] = join(daemon, self.root, "the-agent", "agent", agent="A1")
        for role in SCOPED:
            self.people[role] = join(daemon, self.root, f"the-{role}", role, teams=["Sales"])
        self.people["integrator"] = join(
            daemon, self.root, "the-integrator", "integrator", teams=["Sales"])
        self.asker = self.newcomer("qa-analyst")
        self.check, self.gone, self.kept = None, None, {}
        key = folder / "age.key"
        subprocess.run(["age-keygen", "-o", key], capture_output=True, check=True)
        self.recipient = re.search(r"age1\w+", key.read_text()).group()

    def root(self, address, value=None, role="compliance-officer"):
        """What somebody at the socket is answered, in a role."""
        method, path = address.split(" ", 1)
        headers = {"X-Callaudit-Role": role}
        body = value
        if value is not None and not isinstance(value, bytes):
            headers["Content-Type"], body = "application/json", json.dumps(value)
        status, _, text = self.daemon.ask(method, path, headers, body)
        assert 200 <= status < 300, f"{address}: {status} {text.decode()}"
        return json.loads(text or "null")

    def listed(self, path, role="compliance-officer"):
        """Every item of a list, walked in pages."""
        sign = "&" if "?" in path else "?"
        page = self.root(f"GET {path}{sign}limit=200", role=role)
        items = page["items"]
        while page["next"]:
            page = self.root(f"GET {path}{sign}limit=200&after={page['next']}", role=role)
            items += page["items"]
        return items

    def take_in(self, spare_calls, spare_files):
        owners = {"own": "201", "team": "202", "foreign": "203"}
        agents = [*owners.values(), *(f"9{number:02}" for number in range(spare_calls))]
        for number, agent in enumerate(agents):
            name = (f"20240115-10{number // 60:02}{number % 60:02}_agent-{agent}_"
                    f"campaign-spring_13800138{number:03}_out.wav")
            put(small_call(self.folder / name, seed=number, seconds=1), self.daemon.drop() / name)
        for number in range(spare_files):
            (self.folder / f"odd-{number}.wav").write_bytes(b"no sound %d" % number)
            put(self.folder / f"odd-{number}.wav", self.daemon.drop() / f"odd-{number}.wav")
        self.daemon.until_decided(len(agents) + spare_files)
        calls = {call["agent"]: call for call in self.listed("/api/v1/calls")}
        codes = {"own": "A1", "team": "A2", "foreign": "B1"}
        self.calls = {owner: calls[code]["id"] for owner, code in codes.items()}
        self.recordings = {owner: calls[code]["recordings"][0]["id"]
                           for owner, code in codes.items()}
        # Codes of the first of them are named and given to agents; the customers of the others
        # are nobody's, who might be held.
        first = [f"9{number:02}" for number in range(spare_calls // 6)]
        self.customers = [call["customerId"] for agent, call in calls.items()
                          if agent not in [*codes.values(), *first]]
        self.all_customers = set(calls[agent]["customerId"] for agent in calls)
        self.spare_calls = [call["id"] for agent, call in calls.items()
                            if agent not in codes.values()]
        self.customer_of = {owner: calls[code]["customerId"] for owner, code in codes.items()}
        agents = {agent["code"]: agent["id"] for agent in self.listed("/api/v1/roster/agents")}
        self.agents = {owner: agents[code] for owner, code in codes.items()}
        self.unassigned = [code["id"] for code in self.listed("/api/v1/roster/unassigned")
                           if code["code"] in first]
        self.items = [item["id"] for item in self.listed("/api/v1/quarantine")]
        teams = self.root("GET /api/v1/roster/teams")["items"]
        self.teams = {team["name"]: team["id"] for team in teams}
        self.campaign = self.listed("/api/v1/roster/campaigns")[0]["id"]

    def take_more(self, count):
        """Calls of the team's two agents, a minute apart on the day after the others."""
        before = self.daemon.decided()
        for number in range(count):
            name = (f"20240116-11{number:02}00_agent-20{1 + number % 2}_campaign-spring_"
                    f"13800139{number:03}_out.wav")
            put(small_call(self.folder / name, seed=500 + number, seconds=1),
                self.daemon.drop() / name)
        self.daemon.until_decided(before + count)

    def number(self):
        """One that wasn't given before."""
        return next(self.numbers)

    def spare_call(self):
        """A call of nobody's; another one each time, for long."""
        return self.spare_calls[next(self.given) % len(self.spare_calls)]

    def account(self):
        """The id of a new one without a role."""
        return self.root("POST /api/v1/accounts", {
            "name": f"spare-{self.number()}", "title": "Spare"}, "administrator")["id"]

    def asked(self, asker):
        """The id of a wish of `asker` that waits."""
        return asker.json("POST /api/v1/access", {
            "permission": "recording.listen", "object": f"call:{self.spare_call()}",
            "minutes": 15, "reason": "to hear it"})["id"]

    def newcomer(self, role=None):
        """A person of their own account."""
        name = f"newcomer-{self.number()}"
        added = self.root("POST /api/v1/accounts", {
            "name": name, "title": "New", "roles": [role] if role else []}, "administrator")
        return invited(self.daemon, name, role, added["invite"])

    def program(self):
        """An integrator with a token of its own."""
        return join(self.daemon, self.root, f"program-{self.number()}", "integrator")
