"""The life of an evaluation, from the queue to the agent, and what a kill leaves of a draft."""

import json
import threading
import time

import pytest
import scoring
from daemon import Daemon
from matrix.company import Company

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=scoring.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=6,
                          spare_files=0)
        scoring.publish(company.people["qa-lead"].json)
        company.second = company.newcomer("qa-analyst")
        yield company


def people(company):
    return [company.people[role] for role in ("qa-lead", "qa-analyst", "agent")]


def status(person, address, value=None):
    """What somebody is answered: the status, and the problem's code or the sentence."""
    body = (json.dumps({} if value is None else value), "application/json")
    answer = person.ask(address, *([] if address.startswith("GET") else body))
    return answer[0], json.loads(answer[2] or "{}").get("code")


def shown(person, evaluation):
    return person.json(f"GET /api/v1/evaluations/{evaluation}")


def put_up(company, owner="own"):
    return scoring.put_up(company.people["qa-lead"].json, company.calls[owner])


def test_one_scores_and_the_second_is_told(company):
    lead, analyst, agent = people(company)
    evaluation = put_up(company)
    waiting = [line["id"] for line in analyst.json("GET /api/v1/queue")["items"]]
    assert evaluation in waiting
    scoring.claim(analyst.json, evaluation)
    at = f"POST /api/v1/evaluations/{evaluation}"
    draft = {"revision": 0, "sheet": scoring.sheet()}
    assert status(company.second, f"{at}/claim") == (409, "already-claimed")
    assert status(company.second, f"PUT /api/v1/evaluations/{evaluation}/draft", draft) == (
        409, "already-claimed")
    assert status(company.second, f"GET /api/v1/evaluations/{evaluation}/draft") == (
        409, "already-claimed")
    page = company.second.ask(f"GET /evaluations/{evaluation}")[2]
    assert "The-Qa-Analyst is scoring this call" in page
    first = scoring.save(analyst.json, evaluation, scoring.sheet(greets="no"))
    assert (first["revision"], first["score"]["total"], first["score"]["passed"]) == (
        1, 6000, False)
    assert status(analyst, f"PUT /api/v1/evaluations/{evaluation}/draft", draft) == (
        409, "draft-changed")
    kept = analyst.json(f"GET /api/v1/evaluations/{evaluation}/draft")
    assert kept["revision"] == 1 and kept["savedBy"] == "The-Qa-Analyst"
    assert kept["sheet"] == scoring.sheet(greets="no")
    assert status(agent, f"GET /api/v1/evaluations/{evaluation}") == (404, "no-such-evaluation")
    analyst.json(f"{at}/free")
    scoring.claim(company.second.json, evaluation)
    assert company.second.json(f"GET /api/v1/evaluations/{evaluation}/draft") == {
        "revision": 0, "sheet": {"answers": {}}, "savedAt": None, "savedBy": None}


def test_an_empty_score_has_nulls(company):
    evaluation = scoring.claim(company.second.json, put_up(company))
    score = scoring.save(company.second.json, evaluation, {"answers": {}})["score"]
    assert score["total"] is None and score["band"] is None and score["passed"] is None
    assert score["sections"][0]["score"] is None
    assert score["sections"][0]["questions"][0]["points"] is None


def test_a_score_is_released_acknowledged_disputed_and_revised(company):
    lead, analyst, agent = people(company)
    evaluation = scoring.claim(analyst.json, put_up(company))
    at = f"/api/v1/evaluations/{evaluation}"
    half = {"answers": {"promise": {"value": {"choice": "yes"}}}}
    scoring.save(analyst.json, evaluation, half)
    assert status(analyst, f"POST {at}/submit", {"revision": 1}) == (400, "sheet-problems")
    scoring.save(analyst.json, evaluation, scoring.sheet(greets="no"), 1)
    analyst.json(f"POST {at}/submit", {"revision": 2})
    told = shown(agent, evaluation)
    assert (told["evaluation"]["state"], told["score"]["total"]) == ("released", 6000)
    assert status(agent, f"PUT {at}/draft", {"revision": 2, "sheet": half})[0] == 403
    agent.json(f"POST {at}/acknowledge", {"text": "I see"})
    dispute = agent.json(
        f"POST {at}/disputes", {"question": "greets", "reason": "I said it at 0:01"})["id"]
    decide = f"POST /api/v1/disputes/{dispute}/decide"
    upheld = {"outcome": "upheld", "answer": {"value": {"choice": "yes"}}, "reason": "It is there"}
    for person in (agent, analyst, company.people["supervisor"]):
        assert status(person, decide, upheld)[0] == 403
    lead.json(decide, upheld)
    assert status(lead, decide, upheld) == (409, "already-decided")
    after = shown(agent, evaluation)
    assert after["score"]["total"] == 10_000 and after["disputes"][0]["outcome"] == "upheld"
    assert [step["kind"] for step in after["steps"]] == [
        "claimed", "submitted", "released", "acknowledged", "disputed", "revised"]


def test_an_auto_fail_waits_for_a_second_person(company):
    lead, analyst, agent = people(company)
    evaluation = scoring.hand_in(analyst.json, put_up(company), scoring.sheet(promise="no"))
    at = f"/api/v1/evaluations/{evaluation}"
    assert shown(lead, evaluation)["evaluation"]["state"] == "second-look"
    assert status(agent, f"GET {at}")[0] == 404
    assert status(analyst, f"POST {at}/confirm")[0] == 403
    lead.json(f"POST {at}/return", {"reason": "Listen to 0:01 again"})
    draft = analyst.json(f"GET {at}/draft")
    assert draft["sheet"] == scoring.sheet(promise="no")
    assert status(analyst, f"POST {at}/free") == (409, "evaluation-state")
    analyst.json(f"POST {at}/submit", {"revision": draft["revision"]})
    lead.json(f"POST {at}/confirm", {"text": "Heard it"})
    told = shown(agent, evaluation)
    assert (told["evaluation"]["score"], told["score"]["totalWithoutFails"]) == (0, 4000)


def test_the_form_works_without_a_script(company):
    analyst = company.people["qa-analyst"]
    evaluation = scoring.claim(analyst.json, put_up(company))
    at = f"/evaluations/{evaluation}"
    assert 'data-behavior="scoring-form"' in analyst.ask(f"GET {at}")[2]
    fields = {"act": "submit", "revision": 0, "answer.greets": "no",
              "comment.greets": "客户很满意", "moment.greets": "0:01 报了姓名"}
    code, _, page = analyst.form(f"POST {at}", fields)
    assert code == 400 and 'href="#q-promise"' in page and "客户很满意" in page
    # What was loaded before is stale now, and stays on the page.
    code, _, page = analyst.form(f"POST {at}", {**fields, "comment.greets": "typed later"})
    assert code == 409 and "typed later" in page
    code, headers, page = analyst.form(f"POST {at}", {
        **fields, "revision": 1, "answer.promise": "yes"})
    assert (code, headers["location"]) == (303, "/queue?done=submitted"), page
    sheet = shown(analyst, evaluation)["sheet"]
    assert sheet["answers"]["greets"]["moments"] == [{"second": 1, "note": "报了姓名"}]
    read = company.people["agent"].ask(f"GET {at}")[2]
    assert "报了姓名" in read and "60<small>.00" in read


def test_a_call_that_was_chosen_has_no_stand_in(company):
    analyst = company.people["qa-analyst"]
    evaluation = scoring.claim(analyst.json, put_up(company))
    replace = f"POST /api/v1/evaluations/{evaluation}/replace"
    assert status(analyst, replace, {"reason": "no-speech"}) == (409, "evaluation-state")
    assert status(analyst, replace, {"reason": "too long"}) == (400, "bad-reason")


def test_the_lists_by_command(company):
    daemon = company.daemon
    evaluation = put_up(company, "team")
    listed = daemon.json("--as", "qa-lead", "queue", "--limit", 200)["items"]
    assert evaluation in [line["id"] for line in listed]
    table = daemon.command("--as", "qa-lead", "evaluation", "list", "--state", "open",
                           "--agent", "A2").stdout
    assert evaluation in table and "greeting 1" in table
    shown = daemon.json("--as", "qa-lead", "evaluation", "show", evaluation)
    assert shown["evaluation"]["state"] == "open" and shown["score"] is None
    wrong = daemon.command("--as", "qa-lead", "evaluation", "list", "--from", "yesterday")
    assert wrong.returncode == 65 and "2026-11-21" in wrong.stderr


def test_nothing_that_was_saved_is_lost_to_a_kill(company):
    daemon, analyst = company.daemon, company.people["qa-analyst"]
    evaluation = scoring.claim(analyst.json, put_up(company))
    saved = [0]

    def type_on():
        """A sheet after the other, until nobody answers."""
        try:
            while True:
                number = saved[-1] + 1
                what = {**scoring.sheet(), "comment": f"keystroke {number}"}
                answer = scoring.save(analyst.json, evaluation, what, saved[-1])
                saved.append(answer["revision"])
        except (OSError, AssertionError):
            return

    typing = threading.Thread(target=type_on)
    typing.start()
    until = time.monotonic() + 30
    while len(saved) < 25 and time.monotonic() < until:
        time.sleep(0.02)
    daemon.kill()
    typing.join(timeout=30)
    assert len(saved) >= 25 and not typing.is_alive()
    daemon.start()
    draft = analyst.json(f"GET /api/v1/evaluations/{evaluation}/draft")
    # One more may have been kept whose answer got lost.
    assert draft["revision"] in (saved[-1], saved[-1] + 1)
    assert draft["sheet"]["comment"] == f"keystroke {draft['revision']}"
