"""Coaching from a released evaluation to what came of it: who may do what, by page, API and
command."""

import json

import pytest
import scoring
from daemon import Daemon
from matrix import coaching
from matrix.company import Company

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=scoring.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=6,
                          spare_files=0)
        scoring.publish(company.people["qa-lead"].json)
        yield company


def status(person, address, value=None):
    body = (json.dumps({} if value is None else value), "application/json")
    answer = person.ask(address, *([] if address.startswith("GET") else body))
    return answer[0], json.loads(answer[2] or "{}").get("code")


def released(company, owner="own"):
    evaluation = scoring.put_up(company.people["qa-lead"].json, company.calls[owner])
    return scoring.hand_in(
        company.people["qa-analyst"].json, evaluation, scoring.sheet(greets="no"))


def test_an_evaluation_leads_to_coaching_that_is_read_and_done(company):
    people = company.people
    evaluation = released(company)
    at = f"/coaching/new?evaluation={evaluation}"
    page = people["supervisor"].ask(f"GET /evaluations/{evaluation}")[2]
    assert f'href="{at}"' in page and f'href="{at}&amp;question=greets"' in page
    assert at not in people["agent"].ask(f"GET /evaluations/{evaluation}")[2]
    form = people["supervisor"].ask(f"GET {at}&question=greets")[2]
    assert 'name="question" value="greets" checked' in form and "Ann" in form
    fields = {"kind": "session", "day": coaching.due(0), "due": coaching.due(7),
              "evaluation": evaluation, "question": "greets", "text": "先报姓名，再问需求。"}
    code, _, page = people["supervisor"].form("POST /coaching", {**fields, "due": "2020-01-01"})
    assert code == 400 and "先报姓名" in page and "from today on" in page
    code, headers, _ = people["supervisor"].form("POST /coaching", fields)
    assert code == 303 and headers["location"].endswith("?done=made")
    assert "先报" not in headers["location"]
    made = headers["location"].split("/")[2].split("?")[0]
    listed = people["agent"].json("GET /api/v1/coaching?state=open")["items"]
    assert [line["id"] for line in listed] == [made] and not listed[0]["overdue"]
    page = people["agent"].ask(f"GET /coaching/{made}")[2]
    assert "先报姓名" in page and "Does the agent greet?" in page
    assert f"/coaching/{made}/acknowledge" in page and f"/coaching/{made}/finish" not in page
    result = {"text": "Says it now"}
    assert status(people["supervisor"], f"POST /api/v1/coaching/{made}/finish", result) == (
        409, "coaching-state")
    code, headers, _ = people["agent"].form(
        f"POST /coaching/{made}/acknowledge", {"text": "I will"})
    assert code == 303 and headers["location"] == f"/coaching/{made}?done=acknowledged"
    # Neither the maker nor a lead.
    assert status(people["qa-analyst"], f"POST /api/v1/coaching/{made}/finish", result) == (
        403, "others-coaching")
    people["qa-lead"].json(f"POST /api/v1/coaching/{made}/finish", result)
    told = people["agent"].json(f"GET /api/v1/coaching/{made}")
    assert [step["kind"] for step in told["steps"]] == ["made", "acknowledged", "done"]
    assert [step["text"] for step in told["steps"]] == ["", "I will", "Says it now"]
    topic = told["topics"][0]
    assert (topic["evaluation"], topic["call"], topic["question"]) == (
        evaluation, company.calls["own"], "greets")
    assert topic["effect"]["verdict"] == "few-before"
    assert people["agent"].json("GET /api/v1/coaching")["items"] == []


def test_nobody_coaches_beyond_their_reach_or_on_what_is_not_released(company):
    supervisor, lead = company.people["supervisor"], company.people["qa-lead"]
    post = "POST /api/v1/coaching"
    assert status(supervisor, post, coaching.note("B1")) == (400, "coaching-problems")
    assert status(company.people["agent"], post, coaching.note()) == (403, "not-allowed")
    waiting = scoring.put_up(lead.json, company.calls["own"])
    about = coaching.note(topics=[{"evaluation": waiting}])
    assert status(lead, post, about) == (400, "coaching-problems")
    foreign = coaching.note(topics=[{"call": company.calls["foreign"]}])
    assert status(supervisor, post, foreign) == (404, "no-such-call")
    other = coaching.note(topics=[{"call": company.calls["team"]}])
    assert status(supervisor, post, other) == (400, "coaching-problems")


def test_it_is_withdrawn_with_a_reason(company):
    lead, agent = company.people["qa-lead"], company.people["agent"]
    made = lead.json("POST /api/v1/coaching", coaching.note())["id"]
    at = f"POST /api/v1/coaching/{made}/withdraw"
    assert status(lead, at) == (400, "reason-missing")
    assert status(agent, at, {"text": "No"})[0] == 403
    lead.json(at, {"text": "The wrong agent"})
    assert status(lead, at, {"text": "Again"}) == (409, "coaching-state")
    ended = agent.json("GET /api/v1/coaching?state=withdrawn")["items"]
    assert made in [line["id"] for line in ended]


def test_the_list_by_command(company):
    daemon = company.daemon
    made = company.people["qa-lead"].json("POST /api/v1/coaching", coaching.note("A2"))["id"]
    table = daemon.command("--as", "qa-lead", "coaching", "list", "--agent", "A2").stdout
    assert made in table and "Ben" in table and coaching.due() in table
    shown = daemon.json("--as", "qa-lead", "coaching", "show", made)
    assert shown["coaching"]["state"] == "open" and shown["text"] == "Say your name first."
    assert daemon.json("--as", "qa-lead", "coaching", "list", "--state", "overdue")["items"] == []
    refused = daemon.command("--as", "administrator", "coaching", "list")
    assert refused.returncode != 0 and "coaching.see" in refused.stderr


def test_every_act_stands_in_the_ledger_and_no_word_of_it(company):
    entries = company.listed("/api/v1/ledger", role="auditor")
    actions = {entry["action"] for entry in entries}
    assert {"coaching.made", "coaching.acknowledged", "coaching.done",
            "coaching.withdrawn"} <= actions
    assert "name first" not in json.dumps(entries) and "先报" not in json.dumps(
        entries, ensure_ascii=False)
