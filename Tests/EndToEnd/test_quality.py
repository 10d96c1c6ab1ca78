"""What scores come to: views against hand figures, and exports against the API."""

import csv
import hashlib
import io
import json
import math
import statistics

import pytest
import scoring
from daemon import Daemon
from matrix.company import Company

pytestmark = pytest.mark.timeout(240)
DAYS = "from=2024-01-01&to=2024-01-31"
# Student's t for 95 % and 6 degrees of freedom.
T6 = 2.446912
# (greets, promise) of each call, in the order in which they are scored.
SHEETS = [("yes", "yes"), ("no", "yes"), ("yes", "yes"), ("yes", "no"), ("yes", "yes"),
          ("no", "yes"), ("yes", "yes")]
SCORES = [100, 60, 100, 0, 100, 60, 100]


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=scoring.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4,
                          spare_files=0)
        company.scored = score_all(company)
        yield company


def lead(company):
    return lambda address, value=None: company.root(
        address, {} if value is None else value, "qa-lead")


def score_all(company):
    """Every call drawn by chance, scored and released; the evaluations in order."""
    ask = lead(company)
    scoring.publish(ask)
    plan = ask("POST /api/v1/plans", {
        "name": "January", "population": {}, "zone": "UTC",
        "period": {"kind": "closed", "from": "2024-01-15", "until": "2024-01-15"},
        "method": {"kind": "everything"}, "stream": {"kind": "estimate"},
        "scorecard": "greeting", "dueDays": 5, "confidencePercent": 95})["id"]
    draw = company.listed(f"/api/v1/plans/{plan}/draws", "qa-lead")[0]["id"]
    ask(f"POST /api/v1/draws/{draw}/draw")
    waiting = [item["id"] for item in company.listed("/api/v1/evaluations", "qa-lead")]
    assert len(waiting) == len(SHEETS)
    for evaluation, (greets, promise) in zip(waiting, SHEETS):
        ask(f"POST /api/v1/evaluations/{evaluation}/assign", {"analyst": company.asker.account})
        scoring.hand_in(company.asker.json, evaluation, scoring.sheet(greets, promise))
        if promise == "no":
            ask(f"POST /api/v1/evaluations/{evaluation}/confirm")
    return waiting


def view(company, query="", role="qa-lead"):
    return company.root(f"GET /api/v1/quality?{DAYS}{query}", role=role)


def test_a_view_equals_hand_figures(company):
    found = view(company)
    sums, margin = found["sums"], T6 * statistics.stdev(SCORES) / math.sqrt(len(SCORES))
    assert sums["n"] == 7 and found["basis"] == "population" and found["filling"] is None
    assert sums["score"]["value"] == pytest.approx(statistics.mean(SCORES), abs=1e-3)
    assert sums["score"]["low"] == pytest.approx(statistics.mean(SCORES) - margin, abs=1e-3)
    assert sums["score"]["high"] == 100
    assert sums["passRate"]["value"] == pytest.approx(400 / 7, abs=1e-3)
    # Wilson's for 1 of 7.
    assert sums["autoFailRate"]["low"] == pytest.approx(2.5675, abs=1e-2)
    assert sums["autoFailRate"]["high"] == pytest.approx(51.3131, abs=1e-2)
    questions = {line["code"]: line["sums"] for line in found["questions"]}
    assert questions["greets"]["score"]["value"] == pytest.approx(500 / 7, abs=1e-3)
    assert questions["promise"]["n"] == 7
    agents = view(company, "&by=agent")
    assert sum(line["sums"]["n"] for line in agents["subjects"]) == 7
    assert not any(line["ranked"] for line in agents["subjects"])


def test_a_page_says_the_same_to_the_eye(company):
    status, _, page = company.people["qa-lead"].ask(f"GET /quality?{DAYS}")
    assert status == 200 and 'role="img"' in page and "n = 2" in page
    status, _, page = company.people["auditor"].ask(f"GET /quality?{DAYS}&by=agent&sort=name")
    assert status == 200 and "74.3 %" in page and "n = 7" in page and "Ann" in page
    status, _, page = company.people["auditor"].ask("GET /quality?from=2020-01-01&to=2020-02-01")
    assert status == 200 and "No scores" in page
    assert company.people["auditor"].ask("GET /quality?from=2020-01-01&to=2026-02-01")[0] == 400


def test_each_sees_what_is_theirs(company):
    assert company.people["agent"].json(f"GET /api/v1/quality?{DAYS}")["scope"] == "agent"
    assert company.people["agent"].json(f"GET /api/v1/quality?{DAYS}")["sums"]["n"] == 1
    assert company.people["supervisor"].json(f"GET /api/v1/quality?{DAYS}")["sums"]["n"] == 2
    other = company.people["agent"].ask(f"GET /api/v1/quality?{DAYS}&agent=A2")
    assert (other[0], json.loads(other[2])["code"]) == (404, "no-such-agent")
    team = company.teams["Other"]
    assert company.people["supervisor"].ask(f"GET /api/v1/quality?{DAYS}&team={team}")[0] == 404
    assert view(company, f"&team={team}")["sums"]["n"] == 1


def test_an_upheld_dispute_changes_the_view(company):
    agent, ask = company.people["agent"], lead(company)
    own = agent.json("GET /api/v1/evaluations")["items"][0]
    before = agent.json(f"GET /api/v1/quality?{DAYS}")["sums"]
    dispute = agent.json(f"POST /api/v1/evaluations/{own['id']}/disputes",
                         {"question": "greets", "reason": "listen again"})["id"]
    answer = "no" if own["score"] == 10_000 else "yes"
    ask(f"POST /api/v1/disputes/{dispute}/decide", {
        "outcome": "upheld", "reason": "heard", "answer": {"value": {"choice": answer}}})
    after = agent.json(f"GET /api/v1/quality?{DAYS}")["sums"]
    assert (after["disputed"], after["upheld"]) == (1, 1)
    assert after["score"]["value"] != before["score"]["value"] or own["autoFails"]
    found = company.daemon.command("verify")
    assert found.returncode == 0, found.stdout + found.stderr


def test_an_export_is_what_the_list_shows(company, tmp_path):
    listed = company.listed("/api/v1/evaluations?state=released", "qa-lead")
    file = tmp_path / "out.jsonl"
    done = company.daemon.command("--as", "qa-lead", "evaluation", "export", file, "--state",
                                  "released", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in file.read_text().splitlines()] == listed
    entry = company.daemon.sql(
        "SELECT count(*) FROM ledger_entry WHERE action = 'evaluation.export-sent'")
    assert int(entry[0][0]) == 1
    sent = company.root("GET /api/v1/ledger?action=evaluation.export-sent")["items"][0]
    assert sent["details"]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert sent["details"]["filter"] == "state=released"
    words = tmp_path / "words.jsonl"
    done = company.daemon.command("--as", "qa-lead", "evaluation", "export", words, "--format",
                                  "jsonl", "--words")
    assert done.returncode == 0, done.stderr
    one = json.loads(words.read_text().splitlines()[0])
    assert one == company.root(f"GET /api/v1/evaluations/{one['evaluation']['id']}",
                               role="qa-lead")


def test_csv_is_defused_and_names_its_zone(company):
    agent = company.agents["team"]
    company.root(f"POST /api/v1/roster/agents/{agent}", {"name": "=1+1"}, "administrator")
    status, headers, text = company.people["supervisor"].ask("GET /evaluations/export?bom=yes")
    assert status == 200 and headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert "'=1+1" in [row["agent_name"] for row in rows]
    assert any(name.startswith("due_at (") for name in rows[0])
    assert {row["state"] for row in rows} <= {"released", "acknowledged", "disputed"}
    seen = {item["id"] for item in
            company.people["supervisor"].json("GET /api/v1/evaluations?limit=200")["items"]}
    assert {row["id"] for row in rows} == seen
    assert company.people["agent"].ask("GET /evaluations/export")[0] == 403
    assert company.people["qa-lead"].ask("GET /evaluations/export?words=yes")[0] == 400
