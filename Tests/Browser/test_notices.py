"""The page of notices: what failed stands there with why, goes out when somebody says so, and looks
right in three languages, light and dark, narrow and wide."""

import complaints
import pytest
from axe_playwright_python.sync_playwright import Axe
from complaints import Case, form
from daemon import Daemon
from matrix.company import Company
from test_looks import TAGS

pytestmark = pytest.mark.timeout(240)
LOOKS = [("en", 1280, "light"), ("zh-CN", 1280, "dark"), ("zh-TW", 390, "light"),
         ("en", 390, "dark")]
CHANNELS = """notices:
  - {name: mail, command: [/bin/false], tries: 1, events: [complaint.assigned], personalData: true}
  - {name: hook, command: [/bin/true]}
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=complaints.SETTINGS + CHANNELS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4,
                          spare_files=0)
        officer = company.people["compliance-officer"]
        for _ in range(2):
            Case(officer, form(company.customer_of["own"]), company.people["auditor"])
        daemon.until(lambda: len(company.listed("/api/v1/notices?state=failed")) == 2, 60,
                     "two notices to fail")
        yield company


def test_what_failed_is_sent_when_somebody_says_so_and_dropped(company, desk):
    page = desk(company.people["administrator"], "/notices?state=failed")
    cards = page.locator("ol.cases > li")
    assert cards.count() == 2
    assert "The command ended with status 1." in cards.first.inner_text()
    assert cards.first.locator("a.code").count() == 0
    cards.first.get_by_role("button", name="Drop").click()
    page.wait_for_url("**/notices?done=drop")
    assert "isn’t sent any more" in page.locator("[role=status]").inner_text()
    page.goto(page.url.split("?")[0] + "?state=failed")
    page.locator("ol.cases > li").first.get_by_role("button", name="Send now").click()
    page.wait_for_url("**/notices?done=retry")
    company.daemon.until(lambda: len(company.listed("/api/v1/notices?state=failed")) == 1, 30,
                         "it to fail again")


def test_a_channel_is_tried(company, desk):
    page = desk(company.people["compliance-officer"], "/notices")
    page.get_by_role("button", name="Send a test over hook").click()
    page.wait_for_url("**/notices?done=tested&channel=hook")
    assert "went out over hook" in page.locator("[role=status]").inner_text()
    page.get_by_role("button", name="Send a test over mail").click()
    page.wait_for_url("**/notices?done=test-failed&channel=mail&problem=exit-1")
    assert "callaudit notice test mail" in page.locator("[role=status]").inner_text()


def test_an_auditor_looks_and_changes_nothing(company, desk):
    page = desk(company.people["auditor"], "/notices")
    assert page.locator("ul.channels > li").count() == 2
    assert page.locator("main form button").count() == 0
    assert page.locator("ol.cases a.code").first.get_attribute("href").startswith("/complaints/")


@pytest.mark.parametrize("language, width, theme", LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(company, desk, shot, language, width, theme):
    page = desk(company.people["compliance-officer"], "/notices", width, theme, language)
    shot(page, f"notices-{language}-{theme}-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    options = {"runOnly": {"type": "tag", "values": list(TAGS)}}
    found = Axe().run(page, options=options).response["violations"]
    assert not found, [(it["id"], it["nodes"][0]["html"]) for it in found]
