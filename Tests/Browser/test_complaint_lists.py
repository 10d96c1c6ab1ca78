"""Lists of complaints, the board, one's own work and the form of a new one: with the keyboard,
without scripts, in three languages, light and dark, narrow and wide."""

import datetime
import re

import complaints
import pytest
import scoring
from axe_playwright_python.sync_playwright import Axe
from complaints import Case, form
from daemon import Daemon
from matrix.company import Company
from test_looks import TAGS

pytestmark = pytest.mark.timeout(240)
LOOKS = [("en", 1280, "light"), ("zh-CN", 1280, "dark"), ("zh-TW", 390, "light"),
         ("en", 390, "dark")]
CASE = re.compile(r"/complaints/[0-9a-z]{13}(\?done=receive)?$")


def ago(days):
    now = datetime.datetime.now(datetime.timezone.utc)
    return (now - datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """With a case in time, one that is overdue, and one about which an agent is asked."""
    with Daemon(settings=complaints.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4,
                          spare_files=0)
        scoring.publish(company.people["qa-lead"].json, complaints.CARD)
        handler = company.people["complaint-handler"]
        company.cases = [received(company, days, **more) for days, more in (
            (1, {}), (40, {"vulnerable": True, "complainants": 12}), (5, {}))]
        asked = company.cases[1]
        asked.until_assessed(handler)
        asked.act(handler, "investigate")
        asked.act(handler, "ask", agent="A1", text="What did you say of the yield?")
        asked.act(handler, "ask-special", text="Twelve customers wait.")
        yield company


def received(company, days, **more):
    what = form(company.customer_of["own"], receivedAt=ago(days), **more)
    return Case(company.people["complaint-handler"], what, company.people["auditor"])


@pytest.fixture
def handler(company):
    return company.people["complaint-handler"]


def test_the_most_urgent_stands_first_and_the_keyboard_opens_it(company, handler, desk):
    page = desk(handler, "/complaints/board")
    cards = page.locator(".complaint-card")
    assert cards.count() == 3
    urgent = page.locator(".complaint-card.late")
    assert urgent.count() == 1 and "12 complainants" in urgent.inner_text()
    assert "days late" in urgent.inner_text() and "was due" in urgent.inner_text()
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.textContent")
    assert first == cards.first.locator("a").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(CASE)
    page = desk(handler, "/complaints")
    rows = page.locator("tbody [data-row]").all_inner_texts()
    assert company.cases[1].number in rows[0] and company.cases[2].number in rows[1]
    page.keyboard.press("/")
    page.keyboard.type(company.cases[0].number.replace("-", " "))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/complaints/{company.cases[0].id}")


def test_filters_stand_in_the_address_and_can_be_taken_away(company, handler, desk):
    page = desk(handler, "/complaints?due=breached&order=received")
    assert page.locator("tbody [data-row]").count() == 1
    page.locator(".clear").click()
    page.wait_for_url("**/complaints?order=received")
    assert page.locator("tbody [data-row]").count() == 3
    page.goto(page.url.split("?")[0] + "?state=referred")
    assert "No complaint fits" in page.locator(".empty").inner_text()
    page.locator(".empty a").click()
    page.wait_for_url("**/complaints")


def test_each_finds_what_waits_for_them(company, desk):
    page = desk(company.people["agent"], "/complaints/mine")
    assert "What did you say of the yield?" in page.locator(".asked").inner_text()
    assert company.cases[1].number in page.locator("main").inner_text()
    assert page.locator(".complaint-list").count() == 0
    page = desk(company.people["compliance-officer"], "/complaints/mine")
    assert company.cases[1].number in page.locator("#main").inner_text()
    assert page.locator("nav a[aria-current] b").inner_text() == "1"


def test_nothing_typed_is_lost_when_a_new_one_is_refused(company, handler, desk):
    page = desk(handler, "/complaints")
    page.keyboard.press("c")
    page.wait_for_url("**/complaints/new")
    typed = {"#party-0-name": "Zhang Wei", "#new-product": "Savings plan", "#new-agents": "X9",
             "#new-text": "Four percent <was> promised.", "#new-remedy": "My money back"}
    for field, text in typed.items():
        page.fill(field, text)
    page.select_option("#new-channel", "letter")
    page.get_by_role("button", name="Register it").click()
    page.wait_for_selector("#field-agents.wrong")
    assert {field: page.input_value(field) for field in typed} == typed
    assert page.input_value("#new-channel") == "letter"
    page.fill("#new-agents", "A2")
    page.get_by_role("button", name="One more person").click()
    page.wait_for_selector("#party-1-name")
    page.fill("#party-1-name", "Li Na")
    page.select_option("#party-1-kind", "representative")
    page.fill("#party-0-phone", "13800138000")
    page.get_by_role("button", name="Look for").click()
    page.wait_for_selector("[name=call]")
    assert "138•••••000" in page.locator(".known").inner_text()
    assert "13800138000" not in page.url
    page.check("[name=call]")
    page.locator("[name=link]").first.check()
    assert page.input_value("#new-text") == typed["#new-text"]
    page.get_by_role("button", name="Register it").click()
    page.wait_for_url(CASE)
    made = handler.json(f"GET /api/v1/complaints/{page.url.split('/')[-1].split('?')[0]}")
    assert [call["held"] for call in made["calls"]] == [True]
    assert len(made["links"]) == 1 and made["product"] == "Savings plan"
    assert {party["kind"] for party in made["parties"]} == {"complainant", "representative"}


def test_a_complaint_about_a_call_is_registered_without_scripts(company):
    agent = company.people["agent"]
    page = agent.visitor.get(f"/calls/{company.calls['own']}")[2]
    assert f"/complaints/new?call={company.calls['own']}" in page
    assert agent.visitor.get(f"/complaints/new?call={company.calls['own']}")[0] == 200
    status, headers, page = agent.visitor.post("/complaints", {
        "channel": "phone", "language": "en", "complainants": "1", "agents": "A2",
        "text": "The colleague hung up.", "kind": "complainant", "name": "Fay"})
    assert status == 303 and CASE.search(headers["location"]), page
    # Who is named in it registers it, and isn't shown it.
    status, headers, page = agent.visitor.post("/complaints", {
        "channel": "phone", "language": "en", "complainants": "1", "agents": "A1",
        "text": "I hung up.", "kind": "complainant", "name": "Fay"})
    assert status == 303 and headers["location"].startswith("/complaints/new?done="), page
    assert "Registered as" in agent.visitor.get(headers["location"])[2]


@pytest.mark.parametrize("language, width, theme", LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(
        company, handler, desk, shot, language, width, theme):
    for name, path in {
        "list": "/complaints", "board": "/complaints/board", "mine": "/complaints/mine",
        "new": f"/complaints/new?call={company.calls['own']}",
        "none": "/complaints?state=referred",
    }.items():
        page = desk(handler, path, width, theme, language)
        shot(page, f"complaints-{name}-{language}-{theme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        cut = page.evaluate("""() => [...document.querySelectorAll(".complaint-list td")]
            .filter((cell) => cell.getBoundingClientRect().right > innerWidth).length""")
        assert cut == 0, path
        options = {"runOnly": {"type": "tag", "values": list(TAGS)}}
        found = Axe().run(page, options=options).response["violations"]
        assert not found, (path, [(it["id"], it["nodes"][0]["html"]) for it in found])
