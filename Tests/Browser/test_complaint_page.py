"""The page of a complaint: from the receipt to the closing by its forms, without scripts and with
the keyboard, in three languages, light and dark, narrow and wide."""

import re

import complaints
import pytest
import scoring
from axe_playwright_python.sync_playwright import Axe
from complaints import Case, form
from daemon import Daemon
from matrix.company import Company

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STORY = "The agent said: <b>no risk</b> & \"guaranteed\". The contract says otherwise."
LOOKS = [("en", 1280, "light"), ("zh-CN", 1280, "dark"), ("zh-TW", 390, "light"),
         ("en", 390, "dark")]


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=complaints.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4,
                          spare_files=0)
        scoring.publish(company.people["qa-lead"].json, complaints.CARD)
        yield company


@pytest.fixture
def handler(company):
    return company.people["complaint-handler"]


def received(company, **more):
    what = form(company.customer_of["own"], **{"text": STORY, "remedy": "My money back", **more})
    return Case(company.people["complaint-handler"], what, company.people["auditor"])


def investigated(company, handler):
    case = received(company, calls=[company.calls["own"]])
    case.until_assessed(handler)
    case.act(handler, "investigate")
    return case


def sent(person, case, act, **fields):
    """The form of an act, as a browser without scripts sends it; the answer."""
    fields = {"after": case.version, **fields}
    return person.visitor.post(f"/complaints/{case.id}/{act}", fields)


def test_a_case_goes_from_receipt_to_closing_without_scripts(company, handler):
    case = received(company, calls=[company.calls["own"]])
    for act, fields in [
        ("acknowledge", {"text": "We wrote to her."}),
        ("assess", {"type": "misleading", "severity": "high", "complexity": "simple"}),
        ("take", {}), ("investigate", {}),
        ("find", {"text": "The recording says so.", "causes": "process"}),
        ("ask-redress", {"text": "Her whole premium.", "amount.refund": "5,000.50"}),
    ]:
        status, headers, page = sent(handler, case, act, **fields)
        assert (status, headers.get("location")) == (303, f"/complaints/{case.id}?done={act}"), (
            act, page)
    officer = company.people["compliance-officer"]
    page = officer.visitor.get(f"/complaints/{case.id}")[2]
    assert "5,000.50 CNY" in page and f"/complaints/{case.id}/approve" in page
    asked = case.events("ask-redress")[0]["number"]
    assert sent(officer, case, "approve", request=asked)[0] == 303
    page = handler.visitor.get(f"/complaints/{case.id}")[2]
    assert 'value="5,000.50"' in page, "what was approved doesn't stand in the decision's form"
    for act, fields in [
        ("decide", {"text": "So it is.", "outcome": "upheld", "amount.refund": "5,000.50"}),
        ("answer", {"text": "Dear customer\r\n\r\nyou are right."}), ("give", {"place": 0}),
        ("close", {}),
    ]:
        status, _, page = sent(handler, case, act, **fields)
        assert status == 303, (act, page)
    assert case.state == "closed"


def test_after_a_refusal_nothing_typed_is_lost(company, handler):
    case = investigated(company, handler)
    sent(handler, case, "find", text="Found.")
    status, _, page = sent(handler, case, "decide", text="Because <so>", outcome="upheld",
                           **{"amount.refund": "much"})
    assert status == 400 and "Because &lt;so&gt;" in page and 'value="much"' in page
    assert "An amount can" in page and page.count('role="alert"') >= 1
    status, _, page = sent(handler, case, "decide", text="Because", outcome="upheld",
                           **{"amount.refund": "9000000"})
    assert status == 409 and 'value="9000000"' in page
    status, _, page = sent(handler, case, "note", text="Too late", after=1)
    assert status == 409 and "Too late" in page
    status, _, page = sent(handler, case, "acknowledge", text="No such form any more")
    assert status == 409 and "No such form any more" in page
    assert case.state == "investigating"


def test_the_asked_agent_answers_and_sees_nothing_else(company, handler):
    case = investigated(company, handler)
    assert sent(handler, case, "ask", agent="A1", text="What did you promise?")[0] == 303
    event = case.events("ask")[0]["number"]
    agent = company.people["agent"]
    address = f"/complaints/questions/{case.id}/{event}"
    status, _, page = agent.visitor.get(address)
    assert status == 200 and "What did you promise?" in page and "no risk" not in page
    assert agent.visitor.get(f"/complaints/{case.id}")[0] == 404
    answer = f"/complaints/{case.id}/answer-question"
    status, _, page = agent.visitor.post(answer, {"event": event, "text": " "})
    assert status == 409 and "What did you promise?" in page
    status, headers, _ = agent.visitor.post(answer, {"event": event, "text": "Only the bonus."})
    assert (status, headers["location"]) == (303, address)
    assert "Only the bonus." in agent.visitor.get(address)[2]
    assert "Only the bonus." in handler.visitor.get(f"/complaints/{case.id}")[2]


def test_ctrl_and_enter_send_what_one_types(company, handler, desk):
    case = received(company)
    page = desk(handler, f"/complaints/{case.id}")
    page.locator("details:has(#acknowledge-text) > summary").click()
    field = page.locator("#acknowledge-text")
    field.fill("We wrote to her.")
    with page.expect_navigation():
        field.press("Control+Enter")
    assert page.url.endswith(f"/complaints/{case.id}?done=acknowledge")
    assert page.locator("[role=status]").inner_text().startswith("✓")
    assert case.state == "acknowledged"


def test_what_the_customer_wrote_stays_text(company, handler, desk):
    case = received(company)
    page = desk(handler, f"/complaints/{case.id}")
    assert page.locator(".told .because").first.inner_text() == STORY
    assert page.locator(".told .because b").count() == 0


def test_why_a_clock_reads_so_is_one_click_away(company, handler, desk):
    page = desk(handler, f"/complaints/{received(company).id}")
    clock = page.locator(".clock").first
    assert not clock.locator("li").first.is_visible()
    clock.locator("summary").click()
    assert re.search(r"\w", clock.locator("li").first.inner_text())


@pytest.mark.parametrize("language, width, theme", LOOKS)
def test_the_page_pleases_axe_and_fits(company, handler, desk, shot, language, width, theme):
    case = investigated(company, handler)
    case.act(handler, "ask", agent="A1", text="What did you promise?")
    case.act(handler, "find", causes=[], text="The recording says so.")
    case.act(handler, "ask-redress", text="All of it.",
             redress=[{"kind": "refund", "amount": 500_050}])
    for person in (handler, company.people["compliance-officer"]):
        page = desk(person, f"/complaints/{case.id}", width=width, theme=theme,
                    language=language)
        for summary in page.locator(".complaint summary").all():
            summary.click()
        shot(page, f"complaint-{person.role}-{language}-{theme}-{width}")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{wide} pixels too wide"
