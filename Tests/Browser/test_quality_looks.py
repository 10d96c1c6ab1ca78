"""Queue, evaluations, plans and draws in languages, light and dark, on narrow screens; what axe
finds on them."""

import pytest
import scoring
from axe_playwright_python.sync_playwright import Axe
from test_looks import TAGS

pytestmark = pytest.mark.timeout(240)
PLAN = {
    "name": "January", "population": {}, "zone": "UTC",
    "period": {"kind": "closed", "from": "2024-01-01", "until": "2024-01-31"},
    "method": {"kind": "perAgent", "count": 1}, "stream": {"kind": "estimate"},
    "scorecard": "greeting", "dueDays": 5, "confidencePercent": 95,
}


@pytest.fixture(scope="module")
def paths(company):
    """Every page, each with something on it."""
    lead, analyst, agent = (
        company.people[role].json for role in ("qa-lead", "qa-analyst", "agent"))
    plan = lead("POST /api/v1/plans", PLAN)["id"]
    draw = lead(f"GET /api/v1/plans/{plan}/draws")["items"][0]["id"]
    lead(f"POST /api/v1/draws/{draw}/draw", {})
    call = company.calls["own"]
    good = scoring.hand_in(analyst, scoring.put_up(lead, call), scoring.sheet())
    bad = scoring.hand_in(analyst, scoring.put_up(lead, call), scoring.sheet(greets="no"))
    agent(f"POST /api/v1/evaluations/{bad}/disputes",
          {"question": "greets", "reason": "It was said at 0:01."})
    fails = scoring.hand_in(analyst, scoring.put_up(lead, call), scoring.sheet(promise="no"))
    return {
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
