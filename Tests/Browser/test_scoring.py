"""An analyst scores by keyboard alone on a daemon of the test's own; what is typed outlives a kill
of the daemon, and whoever comes second is told."""

import pytest
import scoring
from waiting import until

pytestmark = pytest.mark.timeout(240)
SAVED = "document.querySelector('[data-saved]').dataset.kind === 'saved'"


def put_up(company, owner="own"):
    return scoring.put_up(company.people["qa-lead"].json, company.calls[owner])


def keys(page, *names):
    for name in names:
        page.keyboard.press(name)


def mounted(page):
    page.wait_for_selector("html[data-mounted]", state="attached")


def test_calls_are_scored_by_keyboard_alone(desk, company, shot):
    analyst = company.people["qa-analyst"]
    waiting = {put_up(company), put_up(company, "team")}
    page = desk(analyst, "/queue")
    shot(page, "queue")
    for number in range(2):
        keys(page, "g")
        page.wait_for_url("**/evaluations/*")
        mounted(page)
        evaluation = page.url.rsplit("/", 1)[1]
        assert evaluation in waiting
        keys(page, "j", "2", "c")
        page.keyboard.type("没有报姓名")
        keys(page, "Escape", "j", "1")
        until(page, SAVED)
        assert page.locator("[data-score]").first.inner_text().startswith("60")
        shot(page, f"scoring-{number}")
        keys(page, "Control+Enter")
        page.wait_for_url("**/queue?done=submitted")
        mounted(page)
        told = company.people["qa-lead"].json(f"GET /api/v1/evaluations/{evaluation}")
        assert told["evaluation"]["state"] == "released"
        assert told["sheet"]["answers"]["greets"]["comment"] == "没有报姓名"


def test_what_is_missing_is_named_and_reached(desk, company):
    analyst = company.people["qa-analyst"]
    evaluation = scoring.claim(analyst.json, put_up(company))
    page = desk(analyst, f"/evaluations/{evaluation}")
    keys(page, "j", "1", "Control+Enter")
    entry = page.locator("[data-missing] li a")
    entry.wait_for()
    assert entry.count() == 1 and "not answered" in entry.inner_text()
    keys(page, "Enter", "1", "Control+Enter")
    page.wait_for_url("**/queue?done=submitted")


def test_nothing_that_was_typed_is_lost_to_a_kill_of_the_daemon(desk, company):
    analyst = company.people["qa-analyst"]
    evaluation = scoring.claim(analyst.json, put_up(company))
    page = desk(analyst, f"/evaluations/{evaluation}")
    keys(page, "j", "1", "c")
    page.keyboard.type("before the kill")
    until(page, SAVED)
    company.daemon.kill()
    page.keyboard.type(", and after it")
    page.locator("[data-notice=trouble]").wait_for()
    company.daemon.start()
    until(page, SAVED, seconds=45)
    draft = analyst.json(f"GET /api/v1/evaluations/{evaluation}/draft")
    assert draft["sheet"]["answers"]["greets"]["comment"] == "before the kill, and after it"
    page.reload()
    mounted(page)
    assert page.locator('[name="comment.greets"]').input_value() == "before the kill, and after it"
    analyst.json(f"POST /api/v1/evaluations/{evaluation}/free")


def test_the_second_person_is_told(desk, company, shot):
    analyst = company.people["qa-analyst"]
    evaluation = scoring.claim(analyst.json, put_up(company))
    page = desk(company.second, f"/evaluations/{evaluation}")
    assert "The-Qa-Analyst is scoring this call" in page.locator("main").inner_text()
    assert page.locator("form.sheet").count() == 0
    shot(page, "evaluation-second")
    first, other = (desk(analyst, f"/evaluations/{evaluation}") for _ in range(2))
    keys(first, "j", "1")
    until(first, SAVED)
    keys(other, "j", "2")
    notice = other.locator("[data-notice=conflict]")
    notice.wait_for()
    assert "The-Qa-Analyst changed this evaluation at" in notice.inner_text()
    other.locator("[data-mine]").click()
    until(other, SAVED)
    draft = analyst.json(f"GET /api/v1/evaluations/{evaluation}/draft")
    assert draft["sheet"]["answers"]["greets"]["value"] == {"choice": "no"}
    analyst.json(f"POST /api/v1/evaluations/{evaluation}/free")


def test_an_agent_reads_disputes_and_a_lead_decides(desk, company, shot):
    lead, analyst, agent = (
        company.people[role] for role in ("qa-lead", "qa-analyst", "agent"))
    evaluation = scoring.hand_in(analyst.json, put_up(company), scoring.sheet(greets="no"))
    page = desk(agent, f"/evaluations/{evaluation}")
    shot(page, "evaluation-agent")
    page.locator("#q-greets .objection summary").click()
    page.locator("#why-greets").fill("I said it at 0:01")
    page.locator("#q-greets .objection button").click()
    page.wait_for_url("**?done=disputed")
    page = desk(lead, f"/evaluations/{evaluation}")
    shot(page, "evaluation-lead")
    card = page.locator("section.dispute")
    card.locator('[value="yes"]').check()
    card.locator('[name="because"]').fill("It is there")
    card.locator('[value="upheld"]').click()
    page.wait_for_url("**?done=decided")
    assert page.locator(".sheet-said .score").inner_text().endswith("100.00")
