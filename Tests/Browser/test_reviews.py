"""Analysts are reviewed by a plan: what they handed in is drawn by the daemon when its time has
come, scored again by somebody else, and compared. The time comes by a clock that is put forward."""

import datetime
import re

import pytest
import scoring
from axe_playwright_python.sync_playwright import Axe
from daemon import Daemon
from later import put_forward
from matrix.company import Company
from test_looks import TAGS

pytestmark = pytest.mark.timeout(240)


def plan(name, stream, method, period):
    return {"name": name, "population": {}, "zone": "UTC", "period": period, "method": method,
            "stream": {"kind": stream}, "scorecard": "greeting", "dueDays": 5,
            "confidencePercent": 95}


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """Three analysts have scored what was drawn of January; the review of it is drawn."""
    with Daemon(settings=scoring.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=6,
                          spare_files=0)
        lead = company.people["qa-lead"]
        scoring.publish(lead.json)
        company.take_more(10)
        company.analysts = [company.people["qa-analyst"], company.asker,
                            company.newcomer("qa-analyst")]
        first = lead.json("POST /api/v1/plans", plan(
            "January", "estimate", {"kind": "everything"},
            {"kind": "closed", "from": "2024-01-01", "until": "2024-01-31"}))["id"]
        draw = lead.json(f"GET /api/v1/plans/{first}/draws")["items"][0]["id"]
        lead.json(f"POST /api/v1/draws/{draw}/draw", {})
        for analyst in company.analysts:
            for line in analyst.json("GET /api/v1/queue?limit=50")["items"]:
                scoring.hand_in(analyst.json, line["id"], scoring.sheet())
        today = datetime.datetime.now(datetime.UTC).date()
        company.review_plan = lead.json("POST /api/v1/plans", plan(
            "Three of each analyst", "review",
            {"kind": "stratified", "by": "analyst", "allocation": {"kind": "equal", "each": 3}},
            {"kind": "closed", "from": str(today), "until": str(today)}))["id"]
        put_forward(daemon, days=2)
        for person in [lead, *company.analysts, company.people["agent"], company.people["bare"]]:
            person.sign_in()
        yield company


def drawn(company):
    """The draw that the daemon made by itself."""
    lead = company.people["qa-lead"]

    def is_made():
        found.append(lead.json(f"GET /api/v1/plans/{company.review_plan}/draws")["items"][0])
        return found[-1]["outcome"] == "drawn"

    found = []
    company.daemon.until(is_made, 90, "the draw of reviews")
    return found[-1]["id"]


def looked_at(desk, company, shot, person, name, path):
    """Every language, theme and width of a page: as wide as the window, and nothing for axe."""
    for language, width, theme in (("en", 1280, "light"), ("zh-CN", 1280, "dark"),
                                   ("zh-TW", 390, "light")):
        page = desk(person, path, width, theme, language)
        shot(page, f"{name}-{language}-{theme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    return page


def test_what_was_handed_in_is_scored_again_and_compared(company, desk, shot):
    lead, draw = company.people["qa-lead"], drawn(company)
    assert lead.json(f"GET /api/v1/draws/{draw}")["isCommittedLate"] is False
    assert lead.ask(f"GET /api/v1/draws/{draw}/file")[0] == 409
    looked_at(desk, company, shot, lead, "review-draw", f"/draws/{draw}")
    waiting = [(analyst, line["id"]) for analyst in company.analysts
               for line in analyst.json("GET /api/v1/queue?limit=50")["items"]
               if line["stream"] == "calibration"]
    assert len(waiting) == 9
    page = desk(lead, f"/draws/{draw}")
    assert "9 reviews aren’t handed in yet" in page.text_content("main")
    analyst, first = waiting[0]
    page = looked_at(desk, company, shot, analyst, "review-waiting", f"/evaluations/{first}")
    assert "複評" in page.text_content(".page .tags")
    scoring.claim(analyst.json, first)
    page = looked_at(desk, company, shot, analyst, "review-scoring", f"/evaluations/{first}")
    assert "複評" in page.text_content(".page .tags")
    for number, (analyst, review) in enumerate(waiting):
        assert analyst.json(f"GET /api/v1/evaluations/{review}")["reviewOf"] is None
        scoring.hand_in(analyst.json, review,
                        scoring.sheet(greets="no" if number % 4 == 3 else "yes"))
        original = analyst.json(f"GET /api/v1/evaluations/{review}")["reviewOf"]
        assert review in analyst.json(f"GET /api/v1/evaluations/{original}")["reviews"]
    page = desk(analyst, f"/evaluations/{review}")
    page.click("text=First score")
    page.wait_for_url(re.compile(f"/evaluations/{original}"))
    assert lead.ask(f"GET /api/v1/draws/{draw}/file")[0] == 200


def test_analysts_are_told_of_themselves_and_leads_of_all(company, desk, shot):
    lead, (one, other, _) = company.people["qa-lead"], company.analysts
    looked_at(desk, company, shot, lead, "reviews", "/reviews")
    # A lead sees those of the team's calls, whichever were drawn.
    seen = lead.json("GET /api/v1/reviews")["items"]
    every = company.root("GET /api/v1/reviews", role="auditor")["items"]
    assert [each["calls"] for each in every] == [3, 3, 3] and 1 <= len(seen) <= 3
    looked_at(desk, company, shot, lead, "review",
              f"/reviews/{seen[0]['analyst']}?card=greeting")
    printed = company.daemon.command("--as", "qa-lead", "review", "list")
    assert printed.returncode == 0 and one.account in printed.stdout, printed.stderr
    shown = company.daemon.command("--as", "qa-lead", "review", "show", one.account)
    assert shown.returncode == 0 and "greets" in shown.stdout, shown.stderr
    own = one.json("GET /api/v1/reviews")["items"]
    assert [(each["analyst"], each["calls"]) for each in own] == [(one.account, 3)]
    assert one.ask(f"GET /reviews/{other.account}?card=greeting")[0] == 404
    for role in ("agent", "bare"):
        assert company.people[role].ask("GET /reviews")[0] == 403, role
