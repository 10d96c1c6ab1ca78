"""Three raters score the same calls, blind to each other; their figures are those made by hand."""

import json

import pytest
import scoring
from daemon import Daemon
from matrix.company import Company

pytestmark = pytest.mark.timeout(240)

# What each rater says of the greeting, call by call. Shares of the same answer: 1 and 1/3.
GREETINGS = [["yes", "yes", "yes"], ["yes", "no", "no"]]


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=scoring.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=2,
                          spare_files=0)
        scoring.publish(company.people["qa-lead"].json)
        company.raters = [company.people["qa-analyst"], company.newcomer("qa-analyst"),
                          company.newcomer("qa-lead")]
        company.other = company.newcomer("qa-lead")
        yield company


def opened(company, title="January", **changes):
    return company.other.json("POST /api/v1/calibrations", {
        "title": title, "scorecard": "greeting", "days": 7,
        "raters": [rater.account for rater in company.raters],
        "calls": [company.calls["own"], company.calls["team"]], **changes})["id"]


def own(rater, calibration):
    """The rater's evaluations in the order of the calls; nothing else is told of them."""
    detail = rater.json(f"GET /api/v1/calibrations/{calibration}")
    ratings = [call["ratings"] for call in detail["calls"]]
    assert all([rating["rater"] for rating in each] == [rater.account] for each in ratings)
    return [each[0]["evaluation"] for each in ratings]


def status(person, address, value=None):
    body = [] if value is None else [json.dumps(value), "application/json"]
    answer = person.ask(address, *body)
    return answer[0], json.loads(answer[2] or "{}").get("code")


def listed(person):
    every = [person.json(f"GET /api/v1/evaluations?stream=calibration&limit=200&state={state}")
             for state in ("open", "claimed", "submitted", "replaced")]
    return {line["id"] for page in every for line in page["items"]}


def test_nobody_sees_anothers_sheets_until_it_is_closed(company):
    lead, raters = company.other, company.raters
    calibration = opened(company)
    mine = [own(rater, calibration) for rater in raters]
    for rater, theirs, column in zip(raters, mine, range(3)):
        waiting = {line["id"] for line in rater.json("GET /api/v1/queue")["items"]}
        assert set(theirs) <= waiting
        for evaluation, answers in zip(theirs, GREETINGS):
            scoring.hand_in(rater.json, evaluation, scoring.sheet(greets=answers[column]))
    others = [lead] + [company.people[role] for role in (
        "compliance-officer", "auditor", "supervisor", "agent")]
    for rater, theirs in zip(raters, mine):
        assert listed(rater) == set(theirs)
        told = rater.json(f"GET /api/v1/evaluations/{theirs[0]}")
        assert (told["calibration"], told["reviewOf"]) == (calibration, None)
        assert f"/calibrations/{calibration}" in rater.ask(f"GET /evaluations/{theirs[0]}")[2]
        for evaluation in {one for each in mine for one in each} - set(theirs):
            assert status(rater, f"GET /api/v1/evaluations/{evaluation}") == (
                404, "no-such-evaluation")
            assert rater.ask(f"GET /evaluations/{evaluation}")[0] == 404
    for person in others:
        assert listed(person) == set(), person.name
        for evaluation in mine[0]:
            assert status(person, f"GET /api/v1/evaluations/{evaluation}")[0] == 404
    at = f"/api/v1/calibrations/{calibration}"
    assert status(lead, f"GET {at}/report") == (409, "calibration-open")
    assert [call["ratings"] for call in lead.json(f"GET {at}")["calls"]] == [[], []]
    page = raters[0].ask(f"GET /calibrations/{calibration}")[2]
    assert "Until it is closed, nobody sees" in page and mine[1][0] not in page
    entries = company.listed("/api/v1/ledger", "auditor")
    handed = [entry for entry in entries if entry["action"] == "evaluation.submitted"]
    assert len(handed) == 6 and not any("score" in json.dumps(entry) for entry in handed)

    lead.json(f"POST {at}/close", {})
    everything = {one for each in mine for one in each}
    for person in [*raters, lead, company.people["auditor"]]:
        assert listed(person) == everything, person.name
    for role in ("supervisor", "agent"):
        assert listed(company.people[role]) == set()
        assert status(company.people[role], f"GET {at}")[0] == 403
    assert status(company.newcomer("qa-analyst"), f"GET {at}") == (404, "no-such-calibration")

    report = raters[1].json(f"GET {at}/report?pairs=question:greets")
    figures = {line["subject"]: {each["figure"]: each["estimate"] for each in line["figures"]}
               for line in report["subjects"]}
    greets = figures["question:greets"]
    assert greets["percent"]["value"] == pytest.approx(2 / 3)
    # Observed disagreement 4/12 ÷ 2 of the second call; expected 2 · 4 · 2 ÷ (6 · 5).
    assert greets["alpha"]["value"] == pytest.approx(1 - (2 / 6) / (16 / 30))
    assert figures["question:promise"]["alpha"]["cannotSay"] == "allTheSame"
    # Totals 100 and 100, 60, 60: the second call's others differ from the first rater by 40.
    points = {line["rater"]: line["estimate"]["value"] for line in report["leniency"]}
    assert points == {raters[0].account: 20.0, raters[1].account: -10.0,
                      raters[2].account: -10.0}
    same = {tuple(pair["raters"]): pair["figures"][0]["estimate"]["value"]
            for pair in report["pairs"]}
    assert same[(raters[1].account, raters[2].account)] == 1.0
    assert same[(raters[0].account, raters[1].account)] == 0.5
    assert report == raters[0].json(f"GET {at}/report?pairs=question:greets")
    page = lead.ask(f"GET /calibrations/{calibration}?pairs=passed")[2]
    assert 'class="agreement-plot"' in page and "Passed or not" in page
    shown = company.daemon.command("--as", "auditor", "calibration", "show", calibration)
    assert shown.returncode == 0 and "question:greets" in shown.stdout, shown.stderr
    histories = lead.json("GET /api/v1/calibrations/raters")["items"]
    assert {line["rater"] for line in histories} == {rater.account for rater in raters}
    assert raters[0].ask("GET /calibrations/raters")[0] == 200


def test_one_is_closed_early_by_command_with_a_reason(company):
    calibration = opened(company, "Early")
    command = company.daemon.command
    refused = command("--as", "qa-lead", "calibration", "close", calibration)
    assert refused.returncode != 0 and "Say why" in refused.stderr
    closed = command("--as", "qa-lead", "calibration", "close", calibration,
                     "--reason", "all are ill")
    assert closed.returncode == 0, closed.stderr
    lines = command("--as", "qa-lead", "calibration", "list").stdout.splitlines()
    line = next(line for line in lines if calibration in line)
    assert "Early" in line and "0 of 6" in line and line.endswith("closed")
    detail = company.other.json(f"GET /api/v1/calibrations/{calibration}")
    assert detail["because"] == "all are ill"
    states = {rating["state"] for call in detail["calls"] for rating in call["ratings"]}
    assert states == {"replaced"}


def test_the_form_says_what_is_wrong_and_opens_one(company):
    raters = [rater.account for rater in company.raters[:2]]
    fields = {"title": "Call 13800138000", "scorecard": "greeting", "days": "5",
              "calls": company.calls["own"], "rater": raters}
    code, _, page = company.other.form("POST /calibrations", fields)
    assert code == 400 and "without anybody's number" in page.replace("&#39;", "'")
    code, headers, _ = company.other.form("POST /calibrations", {**fields, "title": "Two"})
    assert code == 303 and headers["location"].endswith("?done=opened")
    assert company.other.ask(f"GET {headers['location']}")[0] == 200
    assert company.people["qa-analyst"].form("POST /calibrations", fields)[0] == 403
