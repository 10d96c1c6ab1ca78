"""Rates of complaints: the chart with its limits, what stands out, and where numbers lead; in three
languages, light and dark, narrow and wide."""

import datetime
import sqlite3

import complaints
import pytest
from axe_playwright_python.sync_playwright import Axe
from daemon import Daemon
from matrix.company import Company
from test_complaint_lists import LOOKS
from test_looks import TAGS

pytestmark = pytest.mark.timeout(240)
WEEKS, CALLS = 26, 700
EPOCH = datetime.date(1970, 1, 1)


def monday(weeks):
    today = datetime.datetime.now(datetime.timezone.utc).date()
    return today - datetime.timedelta(days=today.weekday() + 7 * weeks)


def fill(database, company):
    """Half a year of counted calls, and closed complaints of each week: many of one of the last."""
    campaigns = [row[0] for row in database.execute("SELECT id FROM campaign ORDER BY id LIMIT 2")]
    teams = [row[0] for row in database.execute("SELECT id FROM team ORDER BY id LIMIT 2")]
    agents = [row[0] for row in database.execute("SELECT id FROM agent ORDER BY id LIMIT 2")]
    number = 1
    for week in range(WEEKS, 0, -1):
        day = monday(week)
        for place, team in enumerate(teams):
            campaign = campaigns[place % len(campaigns)]
            calls = CALLS + 40 * (week % 5)
            database.execute(
                "INSERT INTO call_tally VALUES (?, ?, ?, ?, ?, ?)",
                ((day - EPOCH).days, team, campaign, agents[place % len(agents)], calls,
                 calls // 9))
            for _ in range(24 if week == 2 and place == 0 else 3 + week % 3 + 2 * place):
                at = int(datetime.datetime.combine(
                    day, datetime.time(9), datetime.timezone.utc).timestamp() * 1e6)
                row = dict(
                    id=number, number=20_0000000 + number, language="en", state="closed", round=1,
                    channel="phone", received_at=at, registered_by="account:x", registered_at=at,
                    team_id=team, campaign_id=campaign, complainants=1, is_vulnerable=0,
                    is_escalated=0, is_waiting=0, is_asked=0, next_due_at=253402300800000000,
                    regimes="", text_sealed=b"", remedy_sealed=b"", product_sealed=b"", events=1,
                    version=1, row_mac=b"")
                database.execute(
                    f"INSERT INTO complaint ({', '.join(row)}) "
                    f"VALUES ({', '.join('?' * len(row))})", list(row.values()))
                if number % 3:
                    database.execute("INSERT INTO complaint_cause VALUES (?, ?, ?)",
                                     (number, company.causes[number % len(company.causes)], b""))
                number += 1
    database.commit()


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=complaints.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4,
                          spare_files=0)
        tree = company.root("GET /api/v1/complaints/rules")["causes"]
        company.causes = [code for branch in tree[:3]
                          for code in [branch["code"]] + [one["code"] for one in
                                                          branch.get("branches", [])[:1]]]
        assert daemon.stop() == 0
        database = sqlite3.connect(daemon.state / "callaudit.db", timeout=10)
        fill(database, company)
        database.close()
        daemon.start()
        yield company


@pytest.fixture
def officer(company):
    return company.people["compliance-officer"]


def test_what_stands_out_is_shown_and_leads_to_its_cases(officer, desk):
    page = desk(officer, "/complaints/board")
    warnings = page.locator(".signals a")
    warnings.first.wait_for()
    assert warnings.count() == 3
    warnings.nth(1).click()
    page.wait_for_url("**/complaints/figures?group=campaign**")
    assert page.locator(".figure-chart .out").count() == 1
    page.locator("details.score-table", has_text="W").first.locator("summary").click()
    row = page.locator("tr", has=page.locator(".tag.warn")).first
    count = int(row.locator("td a").inner_text())
    row.locator("td a").click()
    page.wait_for_url("**/complaints?**about_from**")
    assert page.locator("tbody [data-row]").count() == count >= 24


def test_groups_and_causes_are_compared(officer, desk):
    page = desk(officer, "/complaints/figures")
    page.locator(".tabs a", has_text="Team").click()
    page.wait_for_url("**by=team")
    rows = page.locator("section", has_text="Compared").locator("tbody tr")
    assert rows.count() == 2
    rows.first.locator("th a").click()
    page.wait_for_url("**group=team**")
    assert "per 1,000 calls" in page.locator("header.page").inner_text()
    assert page.locator(".depth-1").count() > 0


def test_supervisors_see_their_own_teams_alone(company, desk):
    page = desk(company.people["supervisor"], "/complaints/figures?by=team")
    assert page.locator("section", has_text="Compared").locator("tbody tr").count() == 1


@pytest.mark.parametrize("language, width, theme", LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(
        company, officer, desk, shot, language, width, theme):
    for name, path in {
        "rates": "/complaints/figures", "teams": "/complaints/figures?by=team&cycle=month",
        "none": "/complaints/figures?from=2001-01-01&to=2001-12-31",
        "board": "/complaints/board", "cause": f"/complaints/causes/{company.causes[1]}",
    }.items():
        page = desk(officer, path, width, theme, language)
        page.evaluate("""() => document.querySelectorAll("details.score-table")
            .forEach((table) => { table.open = true })""")
        assert page.locator(".figure-chart").count() == (name in ("rates", "teams", "cause")), path
        shot(page, f"figures-{name}-{language}-{theme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        options = {"runOnly": {"type": "tag", "values": list(TAGS)}}
        found = Axe().run(page, options=options).response["violations"]
        assert not found, (path, [(it["id"], it["nodes"][0]["html"]) for it in found])
