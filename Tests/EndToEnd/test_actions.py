"""Actions against causes of complaints, while the daemon is killed after every step: opened from a
case, done, checked by somebody else; over the API, the pages and the commands."""

import datetime
import json
import re

import complaints
import pytest
from complaints import Case, form, status
from daemon import Daemon
from matrix.company import Company

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=complaints.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4,
                          spare_files=0)
        company.second = company.newcomer("complaint-handler")
        yield company


@pytest.fixture
def handler(company):
    return company.people["complaint-handler"]


@pytest.fixture
def officer(company):
    return company.people["compliance-officer"]


def day(days=0):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def cause(company):
    return company.root("GET /api/v1/complaints/rules")["causes"][0]["code"]


def plan(company, **more):
    return {"kind": "corrective", "cause": cause(company), "due": day(30),
            "text": "先说明费用，再请客户确认。", **more}


class Action:
    """Killed with the daemon after each step, and the same after it."""

    def __init__(self, company, by, **more):
        self.company, self.kills = company, 0
        self.id = by.json("POST /api/v1/actions", plan(company, **more))["id"]
        self.at = f"/api/v1/actions/{self.id}"
        self.kill()

    def kill(self):
        before = self.shown()
        self.company.daemon.kill()
        self.company.daemon.start()
        self.kills += 1
        assert self.shown() == before

    def shown(self, person=None):
        return (person or self.company.people["auditor"]).json(f"GET {self.at}")

    def act(self, person, act, **fields):
        person.json(f"POST {self.at}/{act}", {"text": "写明原因。", **fields})
        self.kill()

    def refused(self, person, act, **fields):
        return status(person, f"POST {self.at}/{act}", {"text": "写明原因。", **fields})


def test_an_action_goes_its_way_through_kills(company, handler, officer):
    case = Case(handler, form(company.customer_of["own"]), officer)
    action = Action(company, handler, complaints=[case.id])
    shown = action.shown()
    assert shown["action"]["state"] == "open" and shown["complaints"] == [case.id]
    assert shown["effect"] is None
    action.act(company.second, "note")
    action.act(handler, "reschedule", due=day(20))
    assert action.refused(company.second, "finish", day=day(), check=day()) == (
        409, "action-needs")
    action.act(handler, "finish", day=day(), check=day())
    shown = action.shown(officer)
    assert shown["effect"]["verdict"] == "too-early"
    assert {"confirm", "reject", "drop"} <= set(shown["acts"])
    assert action.refused(handler, "confirm", ground="otherwise")[0] == 403
    # Nobody brings figures: what they don't bear out is refused, whatever is sent along.
    assert action.refused(officer, "confirm", ground="measured",
                          before={"events": 40, "exposure": 8000},
                          after={"events": 0, "exposure": 8000})[0] in (400, 409)
    action.act(officer, "reject", ground="otherwise", due=day(40))
    assert action.shown()["action"]["round"] == 2
    action.act(handler, "finish", day=day(), check=day())
    action.act(officer, "confirm", ground="otherwise")
    shown = action.shown()
    assert shown["action"]["state"] == "effective" and shown["check"]["ground"] == "otherwise"
    assert [event["number"] for event in shown["events"]] == list(range(1, 8))
    assert shown["events"][0]["text"] == "先说明费用，再请客户确认。"
    entries = company.listed(f"/api/v1/ledger?object=action:{action.id}", role="auditor")
    assert sorted(entry["action"] for entry in entries) == sorted(
        f"action.{event['act']}" for event in shown["events"])
    assert "费用" not in json.dumps(entries, ensure_ascii=False)
    assert action.kills == 7


def test_what_was_seen_is_what_is_acted_on(company, handler, officer):
    action = Action(company, handler)
    version = action.shown()["version"]
    action.act(handler, "note", after=version)
    assert action.refused(handler, "note", after=version) == (409, "action-changed")
    assert action.refused(officer, "reopen", due=day(9)) == (409, "action-state")
    assert action.refused(officer, "reschedule", due=day(-1)) == (409, "action-needs")
    assert status(handler, "POST /api/v1/actions", plan(company, cause="nothing-known")) == (
        409, "action-needs")
    assert status(handler, "POST /api/v1/actions", plan(company, due="soon"))[0] == 400
    action.act(officer, "drop")
    assert handler.json("GET /api/v1/actions?state=dropped")["items"][0]["id"] == action.id


def test_a_case_shows_what_came_of_it_ended_or_not(company, handler, officer):
    case = Case(handler, form(company.customer_of["own"]), company.people["auditor"])
    first, second = (Action(company, handler, complaints=[case.id]) for _ in range(2))
    first.act(officer, "drop")

    def listed(more=""):
        page = handler.json(f"GET /api/v1/actions?complaint={case.id}{more}")
        return {action["id"] for action in page["items"]}

    assert listed() == {first.id, second.id}
    assert listed("&state=open") == {second.id}


def test_lists_say_what_presses(company, handler, officer):
    mine = Action(company, handler)
    theirs = Action(company, officer)
    mine.act(handler, "finish", day=day(), check=day())

    def listed(person, query):
        return {item["id"] for item in person.json(f"GET /api/v1/actions?{query}")["items"]}
    assert mine.id in listed(officer, "due=check") and theirs.id not in listed(officer, "due=check")
    assert theirs.id in listed(officer, "owner=me") and mine.id not in listed(officer, "owner=me")
    assert {mine.id, theirs.id} <= listed(officer, f"cause={cause(company)}")
    assert not {mine.id, theirs.id} & listed(officer, "due=overdue")
    number = mine.shown()["action"]["number"]
    assert officer.json(f"GET /api/v1/actions/number?n={number}") == {"id": mine.id}
    found = officer.json(f"GET /api/v1/complaints/causes/{cause(company)}")
    assert {mine.id, theirs.id} <= {item["id"] for item in found["actions"]}


def test_pages_lead_from_a_case_to_its_cause(company, handler, officer):
    case = Case(handler, form(company.customer_of["own"]), officer)
    case.until_assessed(handler)
    case.until_found(handler, cause(company))
    page = handler.ask(f"GET /complaints/{case.id}")[2]
    assert f"/complaints/causes/{cause(company)}" in page
    link = re.search(r'href="(/actions/new\?complaint=[^"]+)"', page).group(1)
    page = handler.ask(f"GET {link}")[2]
    assert re.search(rf'value="{cause(company)}" selected', page) and case.number in page
    # What was typed comes back with what is wrong.
    sent = {"kind": "corrective", "cause": cause(company), "due": day(-3), "complaint": case.id,
            "owner": f"account:{handler.account}", "text": "Explain the fee"}
    code, _, page = handler.form("POST /actions", sent)
    assert code == 409 and "Explain the fee" in page and 'role="alert"' in page
    code, headers, _ = handler.form("POST /actions", {**sent, "due": day(9)})
    assert code == 303
    where = headers["location"]
    page = handler.ask(f"GET {where}")[2]
    assert "Explain the fee" in page and case.number in page
    at = where.split("?")[0]
    code, _, page = handler.form(f"POST {at}/finish", {
        "day": day(5), "check": day(30), "text": "Explained it", "after": "1"})
    assert code == 409 and "Explained it" in page
    code, headers, _ = handler.form(f"POST {at}/finish", {
        "day": day(), "check": day(30), "text": "Explained it", "after": "1"})
    assert code == 303
    page = officer.ask(f"GET {headers['location']}")[2]
    assert "Explained it" in page
    page = officer.ask(f"GET /complaints/causes/{cause(company)}")[2]
    assert at in page and case.number in page
    assert at in officer.ask(f"GET /actions?complaint={case.id}")[2]


def test_commands_do_what_pages_do(company, handler):
    def run(*words, text=None):
        return company.daemon.command("--as", "compliance-officer", "action", *words, given=text)
    opened = run("open", "--cause", cause(company), "--due", day(30), "--preventive",
                 "--owner", f"account:{handler.account}", text="Say the price first\n")
    assert opened.returncode == 0, opened.stderr
    action = opened.stdout.strip()
    number = str(company.root(f"GET /api/v1/actions/{action}")["action"]["number"])
    for words in (["note", number], ["reschedule", number, "--due", day(40)],
                  ["assign", number, "--to", f"account:{company.second.account}"],
                  ["drop", action], ["reopen", number, "--due", day(50)]):
        done = run(*words, "--text", "as agreed")
        assert done.returncode == 0, (words, done.stderr)
    refused = run("finish", number, "--on", day(), "--check", day(9), "--text", "x")
    assert refused.returncode != 0 and "owns" in refused.stderr
    for act, extra in (("confirm", []), ("reject", ["--due", day(9)])):
        refused = run(act, number, "--ground", "otherwise", *extra, "--text", "x")
        assert refused.returncode != 0 and refused.stderr.strip().endswith(".")
    shown = json.loads(run("show", number, "--json").stdout)
    assert [event["act"] for event in shown["events"]] == [
        "open", "note", "reschedule", "assign", "drop", "reopen"]
    assert shown["events"][0]["text"] == "Say the price first"
    listed = run("list", "--kind", "preventive")
    assert number in listed.stdout.split()
    assert run("show", "99999").returncode != 0
