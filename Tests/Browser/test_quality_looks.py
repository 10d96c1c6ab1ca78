"""Scores, queue, evaluations, coaching, calibrations, plans and draws in languages, light and dark,
on narrow screens; what axe finds on them."""

import pytest
import scoring
from axe_playwright_python.sync_playwright import Axe
from matrix import coaching
from test_looks import TAGS

pytestmark = pytest.mark.timeout(240)
PLAN = {
    "name": "January", "population": {}, "zone": "UTC",
    "period": {"kind": "closed", "from": "2024-01-01", "until": "2024-01-31"},
    "method": {"kind": "perAgent", "count": 6}, "stream": {"kind": "estimate"},
    "scorecard": "greeting", "dueDays": 5, "confidencePercent": 95,
}


def raters(company):
    return [company.people["qa-analyst"], company.second, company.asker]


@pytest.fixture(scope="module")
def paths(company):
    """Every page, each with something on it."""
    lead, analyst, agent = (
        company.people[role].json for role in ("qa-lead", "qa-analyst", "agent"))
    company.take_more(12)
    plan = lead("POST /api/v1/plans", PLAN)["id"]
    draw = lead(f"GET /api/v1/plans/{plan}/draws")["items"][0]["id"]
    lead(f"POST /api/v1/draws/{draw}/draw", {})
    call = company.calls["own"]
    good = scoring.hand_in(analyst, scoring.put_up(lead, call), scoring.sheet())
    bad = scoring.hand_in(analyst, scoring.put_up(lead, call), scoring.sheet(greets="no"))
    agent(f"POST /api/v1/evaluations/{bad}/disputes",
          {"question": "greets", "reason": "It was said at 0:01."})
    fails = scoring.hand_in(analyst, scoring.put_up(lead, call), scoring.sheet(promise="no"))
    made = lead("POST /api/v1/coaching", coaching.note(
        topics=[{"evaluation": bad, "question": "greets"}]))["id"]
    open_one, closed = (lead("POST /api/v1/calibrations", {
        "title": title, "scorecard": "greeting", "days": 7,
        "raters": [rater.account for rater in raters(company)],
        "calls": [company.calls["own"], company.calls["team"]],
    })["id"] for title in ("Open one", "Closed one"))
    for rater, greets in zip(raters(company), (["yes", "no"], ["yes", "yes"], ["yes", "no"])):
        detail = rater.json(f"GET /api/v1/calibrations/{closed}")
        for call, answer in zip(detail["calls"], greets):
            scoring.hand_in(rater.json, call["ratings"][0]["evaluation"],
                            scoring.sheet(greets=answer))
    lead(f"POST /api/v1/calibrations/{closed}/close", {})
    for rater in raters(company):
        for number, line in enumerate(rater.json("GET /api/v1/queue?limit=50")["items"]):
            if line["stream"] == "estimate":
                greets = "no" if number % 3 == 0 else "yes"
                scoring.hand_in(rater.json, line["id"], scoring.sheet(greets=greets))
    return {
        "quality": "/quality?from=2024-01-01&to=2024-01-31",
        "quality-agents": "/quality?from=2024-01-01&to=2024-01-31&by=agent",
        "coachings": "/coaching", "new-coaching": f"/coaching/new?evaluation={bad}",
        "coaching": f"/coaching/{made}", "calibrations": "/calibrations",
        "new-calibration": "/calibrations/new", "calibration": f"/calibrations/{open_one}",
        "calibration-closed": f"/calibrations/{closed}",
        "raters": "/calibrations/raters",
        "queue": "/queue", "evaluations": "/evaluations", "evaluation": f"/evaluations/{good}",
        "disputed": f"/evaluations/{bad}", "second-look": f"/evaluations/{fails}",
        "plans": "/plans", "new-plan": "/plans/new", "plan": f"/plans/{plan}",
        "edit-plan": f"/plans/{plan}/edit", "draw": f"/draws/{draw}",
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language, width", [("en", 1280), ("zh-CN", 1280), ("zh-TW", 390)])
def test_axe_finds_nothing(desk, company, paths, shot, theme, language, width):
    page = desk(company.people["qa-lead"], "/queue", width, theme, language)
    origin = page.url.removesuffix("/queue")
    for name, path in paths.items():
        page.goto(origin + path)
        page.wait_for_selector("html[data-mounted]", state="attached")
        shot(page, f"{name}-{language}-{theme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
