"""Returns to regulators: from the list to a number and its cases, in three languages, light and
dark, narrow and wide."""

import time

import complaints
import pytest
from axe_playwright_python.sync_playwright import Axe
from complaints import Case, form
from daemon import Daemon
from matrix.company import Company
from test_complaint_lists import LOOKS
from test_looks import TAGS

pytestmark = pytest.mark.timeout(240)
RETURN = f"/complaints/returns/cn-finance-complaints/{time.strftime('%Y', time.gmtime())}"


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """Three cases, of which one was withdrawn."""
    with Daemon(settings=complaints.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4,
                          spare_files=0)
        handler = company.people["complaint-handler"]
        company.cases = [
            Case(handler, form(company.customer_of["own"], channel=channel),
                 company.people["auditor"]) for channel in ("phone", "letter", "authority")]
        company.cases[0].act(handler, "withdraw", text="It was a mistake.")
        yield company


@pytest.fixture
def officer(company):
    return company.people["compliance-officer"]


def test_a_number_leads_to_its_cases(company, officer, desk):
    page = desk(officer, "/complaints")
    page.locator(".tabs a", has_text="Returns").click()
    page.wait_for_url("**/complaints/returns")
    assert page.locator(".returns section").count() == 3
    page.goto(page.url.replace("/complaints/returns", RETURN))
    figures = page.locator(".return-figures")
    assert "Withdrawn" in figures.inner_text()
    figures.locator("div", has_text="Withdrawn").locator("a").click()
    page.wait_for_url("**/cases?**")
    rows = page.locator("tbody [data-row]").all_inner_texts()
    assert len(rows) == 1 and company.cases[0].number in rows[0]


def test_a_handler_has_no_returns(company, desk):
    page = desk(company.people["complaint-handler"], "/complaints")
    assert page.locator(".tabs a", has_text="Returns").count() == 0


def test_days_of_ones_own_are_read_or_named(company, officer, desk):
    page = desk(officer, "/complaints/returns")
    card = page.locator(".returns section").first
    card.locator("[name=from]").fill("2026-02-01")
    card.locator("[name=to]").fill("2026-07-31")
    card.locator("form button").click()
    page.wait_for_url("**/2026-02-01..2026-07-31")
    page.go_back()
    card.locator("[name=from]").fill("2026-08-01")
    card.locator("[name=to]").fill("2026-07-31")
    card.locator("form button").click()
    assert "half-year" in page.locator("[role=alert]:visible").inner_text()


@pytest.mark.parametrize("language, width, theme", LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(officer, desk, shot, language, width, theme):
    for name, path in {"list": "/complaints/returns", "one": RETURN,
                       "cases": RETURN + "/cases?number=all%2Freceived"}.items():
        page = desk(officer, path, width, theme, language)
        shot(page, f"returns-{name}-{language}-{theme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        options = {"runOnly": {"type": "tag", "values": list(TAGS)}}
        found = Axe().run(page, options=options).response["violations"]
        assert not found, (path, [(it["id"], it["nodes"][0]["html"]) for it in found])
