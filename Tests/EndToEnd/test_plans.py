"""Sampling plans by API and command: made, drawn, drawn again on nothing but the file, refused."""

import datetime
import json
import subprocess
import sys

import pytest
from daemon import REPOSITORY, put, run
from sounds import small_call

pytestmark = pytest.mark.timeout(180)
CARD = REPOSITORY / "etc/callaudit/scorecards/telesales-conduct.yaml"
SCRIPT = REPOSITORY / "scripts/redraw-sample.py"
CALLS = 12
OTHERS = ["compliance-officer", "auditor", "administrator"]


def plan_of(**changes):
    return {
        "name": "January", "population": {}, "zone": "UTC",
        "period": {"kind": "closed", "from": "2024-01-01", "until": "2024-01-31"},
        "method": {"kind": "perAgent", "count": 2}, "stream": {"kind": "estimate"},
        "scorecard": "telesales-conduct", "dueDays": 5, "confidencePercent": 95, **changes}


@pytest.fixture
def house(daemon, tmp_path):
    """A daemon with calls of three agents in January 2024 and a scorecard in force."""
    daemon.role = "qa-lead"
    daemon.start()
    for number in range(CALLS):
        name = f"20240115-10{number:02}00_agent-20{1 + number % 3}_13800138{number:03}_out.wav"
        put(small_call(tmp_path / name, seed=number, seconds=1), daemon.drop() / name)
    daemon.until_decided(CALLS)
    made = daemon.command("scorecard", "add", CARD, "--publish-from", "2020-01-01")
    assert made.returncode == 0, made.stderr
    return daemon


def added(house, tmp_path, **changes):
    """The id of a plan that was made by command."""
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan_of(**changes)))
    done = house.command("plan", "add", file)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def drawn(house, tmp_path, **changes):
    """A plan's first draw, made at once, and its file."""
    plan = added(house, tmp_path, **changes)
    draw = house.json("plan", "draws", plan)["items"][0]["id"]
    done = house.command("sample", "draw", draw)
    assert done.returncode == 0, done.stderr
    fetched = house.command("--as", "auditor", "sample", "file", draw)
    assert fetched.returncode == 0, fetched.stderr
    file = tmp_path / f"{draw}.jsonl"
    file.write_text(fetched.stdout)
    return draw, file


def by_script(file):
    return subprocess.run([sys.executable, SCRIPT, file], capture_output=True, text=True,
                          timeout=60)


@pytest.mark.parametrize("name, status", [("a\0b", 400), (r"a\u0000b", 201), ("a\\\0", 400)])
def test_a_null_in_a_text_is_refused(house, name, status):
    headers = {"Content-Type": "application/json", "X-Callaudit-Role": "qa-lead"}
    answered, _, text = house.ask("POST", "/api/v1/plans", headers, json.dumps(plan_of(name=name)))
    assert answered == status, text
    assert (b"U+0000" in text) == (status == 400)


def test_a_closed_period_is_drawn_at_once_and_drawn_again_elsewhere(house, tmp_path):
    draw, file = drawn(house, tmp_path)
    again, scripted = run("sample", "redraw", file), by_script(file)
    assert again.returncode == 0, again.stdout
    assert "drawn again, 6 of 12 calls in 3 strata, 0 replacements. All agree." in again.stdout
    assert scripted.returncode == 0, scripted.stderr
    assert scripted.stdout == again.stdout
    shown = json.loads(house.get(f"/api/v1/draws/{draw}")[2])
    assert [stratum["drawn"] for stratum in shown["strata"]] == [2, 2, 2]
    assert shown["isCommittedLate"] is True and shown["seed"] in file.read_text()
    page = house.get(f"/draws/{draw}")[2].decode()
    assert f"callaudit sample redraw draw-{draw}.jsonl" in page and shown["frameDigest"] in page
    noted = house.json("--as", "auditor", "ledger", "list", "--object", f"draw:{draw}")["items"]
    assert [entry["action"] for entry in reversed(noted)] == [
        "draw.committed", "draw.made", "draw.exported"]


def test_what_was_altered_is_named_and_what_is_no_sample_is_refused(house, tmp_path):
    _, file = drawn(house, tmp_path)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    pick = next(line for line in lines if line["line"] == "pick")
    pick["rank"] = (pick["rank"] + 1) % 4
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    again = run("sample", "redraw", file)
    assert again.returncode == 1 and "isn't the call that the seed leads to" in again.stdout
    assert by_script(file).returncode == 1
    for text in ["", "nonsense\n", json.dumps(lines[0]) + "\n"]:
        file.write_text(text)
        assert run("sample", "redraw", file).returncode == 65
    assert run("sample", "redraw", tmp_path / "nothing").returncode == 74


def test_a_live_plan_waits_for_its_week_and_can_be_changed_and_stopped(house, tmp_path):
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    live = {"period": {"kind": "live", "cycle": "week", "from": today, "spread": True}}
    plan = added(house, tmp_path, **live)
    waiting = house.json("plan", "draws", plan)["items"]
    assert waiting and all(draw["outcome"] is None and draw["seed"] is None for draw in waiting)
    refused = house.command("sample", "draw", waiting[0]["id"])
    assert refused.returncode == 65 and "isn't closed yet" in refused.stderr
    assert house.command("sample", "file", waiting[0]["id"]).returncode == 65
    file = tmp_path / "changed.json"
    file.write_text(json.dumps(plan_of(name="Changed", **live)))
    assert house.command("plan", "change", plan, file).returncode == 0
    assert json.loads(house.command("plan", "show", plan, "--body").stdout)["name"] == "Changed"
    shown = house.json("plan", "show", plan)
    assert shown["version"] == 2 and len(shown["versions"]) == 2
    assert house.command("plan", "stop", plan).returncode == 0
    assert house.json("plan", "list")["items"][0]["stoppedAt"]
    outcomes = {draw["outcome"] for draw in house.json("plan", "draws", plan)["items"]}
    assert outcomes == {"cancelled"}


def test_a_plan_that_cannot_be_is_refused_in_a_sentence(house, tmp_path):
    file = tmp_path / "plan.json"
    for changes, sentence in [
            ({"method": {"kind": "simple", "count": 0}}, "is no number of calls"),
            ({"population": {"campaigns": ["nowhere"]}}, "No call fits this population"),
            ({"scorecard": "nothing"}, "no such scorecard"),
            ({"stream": {"kind": "risk", "reason": ""}}, "needs a reason")]:
        file.write_text(json.dumps(plan_of(**changes)))
        refused = house.command("plan", "add", file)
        assert refused.returncode == 65 and sentence in refused.stderr, refused.stderr
    file.write_text("{}")
    assert house.command("plan", "add", file).returncode == 65


def test_only_who_runs_quality_makes_plans(house, tmp_path):
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan_of()))
    draw, _ = drawn(house, tmp_path)
    for role in OTHERS:
        refused = house.command("--as", role, "plan", "add", file)
        assert refused.returncode == 77, refused.stderr
        assert house.command("--as", role, "sample", "draw", draw).returncode == 77
    assert house.command("--as", "administrator", "sample", "file", draw).returncode == 77


def test_the_form_counts_advises_and_says_what_is_wrong(house):
    house.role = "qa-lead"
    status, _, page = house.get("/plans/new")
    assert status == 200 and b'name="scorecard"' in page
    fields = ("name=&zone=UTC&period=closed&from=2024-01-01&until=2024-01-31&method=simple&count=5"
              "&margin=5&deviation=15&confidence=95&dueDays=5&stream=estimate")
    status, _, page = house.post("/plans", form=f"{fields}&act=count")
    assert status == 200 and b"12 calls fit just now" in page and b"draw 12" in page
    status, _, page = house.post("/plans", form=f"{fields}&act=keep")
    assert status == 400 and b"The plan has no name" in page and b"names no scorecard" in page
    whole = fields.replace("name=&", "name=Form&") + "&scorecard=telesales-conduct&act=keep"
    status, headers, page = house.post("/plans", form=whole)
    assert status == 303, page
    status, _, page = house.get(headers["Location"] if "Location" in headers
                                else headers["location"])
    assert status == 200 and b"5 calls by chance" in page
    status, _, page = house.post("/plans", form=whole)
    assert status == 400 and b"Another plan has this name" in page
