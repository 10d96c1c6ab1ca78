"""Actions against causes: the list, the form, one of them and a cause's page; with the keyboard, in
three languages, light and dark, narrow and wide."""

import datetime

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


def day(days=0):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """With an action that waits for its check, one under way, and the case that they came from."""
    with Daemon(settings=complaints.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4,
                          spare_files=0)
        handler = company.people["complaint-handler"]
        company.case = Case(handler, form(company.customer_of["own"]),
                            company.people["auditor"])
        company.case.until_assessed(handler)
        company.case.until_found(handler, "intent")
        company.actions = [handler.json("POST /api/v1/actions", {
            "kind": kind, "cause": cause, "due": day(20), "text": text, "complaints": [
                company.case.id], **more})["id"] for kind, cause, text, more in (
            ("corrective", "intent", "Say the price before the order is taken, and ask whether the "
             "customer has understood that the yield isn't promised.", {}),
            ("preventive", "knowledge", "培训新员工，讲清产品条款。",
             {"dimension": "agent", "key": "A2"}))]
        handler.json(f"POST /api/v1/actions/{company.actions[0]}/finish", {
            "day": day(), "check": day(), "text": "All were trained."})
        yield company


@pytest.fixture
def handler(company):
    return company.people["complaint-handler"]


@pytest.fixture
def officer(company):
    return company.people["compliance-officer"]


def test_an_action_is_opened_from_a_case_and_checked(company, handler, officer, desk):
    page = desk(handler, f"/complaints/{company.case.id}")
    page.get_by_role("link", name="Open an action").click()
    page.wait_for_url("**/actions/new?complaint=*")
    assert page.input_value("#action-cause") == "intent"
    page.fill("#action-text", "Listen to every third call.")
    page.fill("#action-due", day(-2))
    page.evaluate("document.querySelector('#action-due').removeAttribute('min')")
    page.get_by_role("button", name="Open the action").click()
    page.wait_for_selector(".notice.warn:not(.idle)")
    assert page.input_value("#action-text") == "Listen to every third call."
    page.fill("#action-due", day(9))
    page.get_by_role("button", name="Open the action").click()
    page.wait_for_url("**/actions/*done=open")
    page.fill("#finish-text", "Listened.")
    page.fill("#finish-check", day())
    page.get_by_role("button", name="Say that it is done").click()
    page.wait_for_url("**/actions/*done=finish")
    where = page.url.split("?")[0]
    page = desk(officer, "/complaints")
    page.get_by_role("link", name="Actions · something waits").click()
    page.get_by_role("link", name="To be checked").click()
    page.keyboard.press("j")
    page = desk(officer, where[where.index("/actions"):])
    page.fill("#confirm-text", "Heard twenty calls.")
    page.get_by_role("button", name="It helped").click()
    page.wait_for_url("**/actions/*done=confirm")
    assert "effective" in page.locator(".case-head").inner_text()
    assert "Heard twenty calls." in page.locator(".life").inner_text()


@pytest.mark.parametrize("language, width, theme", LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(
        company, handler, officer, desk, shot, language, width, theme):
    for name, person, path in (
            ("list", handler, "/actions"), ("none", handler, "/actions?state=dropped"),
            ("new", handler, f"/actions/new?complaint={company.case.id}"),
            ("done", officer, f"/actions/{company.actions[0]}"),
            ("open", handler, f"/actions/{company.actions[1]}"),
            ("cause", officer, "/complaints/causes/intent"),
            ("branch", officer, "/complaints/causes/person")):
        page = desk(person, path, width, theme, language)
        shot(page, f"actions-{name}-{language}-{theme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        cut = page.evaluate("""() => [...document.querySelectorAll(".action-list td")]
            .filter((cell) => cell.getBoundingClientRect().right > innerWidth).length""")
        assert cut == 0, path
        options = {"runOnly": {"type": "tag", "values": list(TAGS)}}
        found = Axe().run(page, options=options).response["violations"]
        assert not found, (path, [(it["id"], it["nodes"][0]["html"]) for it in found])
