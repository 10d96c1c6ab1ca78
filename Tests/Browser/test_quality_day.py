"""A day of quality work in the browser: a lead makes a plan and draws, two analysts score ten calls
by keyboard alone, an agent objects, the lead decides, a calibration is held and closed. At each
step everybody else is refused, by page and by API."""

import pytest
from waiting import until

pytestmark = pytest.mark.timeout(280)
SAVED = "document.querySelector('[data-saved]').dataset.kind === 'saved'"
CALLS = 10


@pytest.fixture(scope="module")
def ten(company):
    """Ten calls of the team's two agents; two were there."""
    company.take_more(CALLS - 2)
    return company


def others_are_refused(company, allowed, page, api):
    """`page` and `api` are addresses; nobody but the roles `allowed` gets further than the door."""
    asked = 0
    for role, person in company.people.items():
        if role in allowed:
            continue
        for address in (page, api):
            if address.startswith("GET"):
                status, headers, _ = person.ask(address)
            elif "/api/" in address:
                status, headers, _ = person.ask(address, "{}", "application/json")
            else:
                status, headers, _ = person.form(address, {})
            signing_in = status == 303 and headers["location"].startswith("/sign-in")
            assert status in (401, 403, 404) or (role is None and signing_in), (
                f"{role}: {address}: {status}")
            asked += 1
    assert asked >= 2 * (len(company.people) - len(allowed))


def queue(person):
    """Ids of what waits for them."""
    return [line["id"] for line in person.json("GET /api/v1/queue?limit=50")["items"]]


def mounted(page):
    page.wait_for_selector("html[data-mounted]", state="attached")


def test_a_plan_is_made_and_drawn(desk, ten, shot):
    lead = ten.people["qa-lead"]
    others_are_refused(ten, {"qa-lead"}, "POST /plans", "POST /api/v1/plans")
    page = desk(lead, "/plans/new")
    page.get_by_label("Name", exact=True).fill("Sales, mid January")
    page.locator("[name=scorecard]").select_option("greeting")
    page.locator("[name=team]").check()
    page.locator("[name=from]").fill("2024-01-15")
    page.locator("[name=until]").fill("2024-01-17")
    page.locator("[name=period][value=closed]").check()
    page.locator("[name=method][value=simple]").check()
    page.locator("[name=count]").fill(str(CALLS))
    page.get_by_role("button", name="Count calls and advise").click()
    page.locator(".advice").wait_for()
    assert str(CALLS) in page.locator(".advice").inner_text()
    shot(page, "day-plan-advice")
    page.locator("button[value=keep]").click()
    page.wait_for_url("**/plans/*?done=*")
    plan = page.url.split("/plans/")[1].split("?")[0]
    draw = lead.json(f"GET /api/v1/plans/{plan}/draws")["items"][0]["id"]
    others_are_refused(
        ten, {"qa-lead"}, f"POST /draws/{draw}/draw", f"POST /api/v1/draws/{draw}/draw")
    page = desk(lead, f"/draws/{draw}")
    now = page.get_by_role("button", name="Draw now")
    # The daemon draws what is due by itself, and may have been quicker.
    if now.count():
        now.click()
        mounted(page)
    assert page.locator(".tag.good", has_text="drawn").count()
    shot(page, "day-draw")
    analysts = [ten.people["qa-analyst"], ten.second, ten.asker]
    shares = [queue(analyst) for analyst in analysts]
    assert sorted(map(len, shares)) == [3, 3, 4]
    # One of the three is away; the lead gives their calls to the second.
    for evaluation in shares[2]:
        others_are_refused(ten, {"qa-lead"}, f"POST /evaluations/{evaluation}/assign",
                           f"POST /api/v1/evaluations/{evaluation}/assign")
        lead.json(f"POST /api/v1/evaluations/{evaluation}/assign",
                  {"analyst": ten.second.account})
    assert len(queue(ten.second)) + len(shares[0]) == CALLS and not queue(ten.asker)


def test_ten_calls_are_scored_by_keyboard_alone(desk, ten):
    scored = 0
    for analyst in (ten.people["qa-analyst"], ten.second):
        page = desk(analyst, "/queue")
        for number in range(len(queue(analyst))):
            page.keyboard.press("g")
            page.wait_for_url("**/evaluations/*")
            mounted(page)
            evaluation = page.url.rsplit("/", 1)[1]
            if number == 0:
                at = f"/evaluations/{evaluation}"
                others_are_refused(ten, {"qa-analyst", "qa-lead"}, f"POST {at}",
                                   f"POST /api/v1{at}/submit")
            # The first of each greets nobody; what the agent says of it comes later.
            page.keyboard.press("j")
            page.keyboard.press("2" if number == 0 else "1")
            page.keyboard.press("j")
            page.keyboard.press("1")
            until(page, SAVED)
            page.keyboard.press("Control+Enter")
            page.wait_for_url("**/queue?done=submitted")
            mounted(page)
            scored += 1
        assert page.locator("tbody tr").count() == 0
    assert scored == CALLS


def test_an_agent_objects_and_the_lead_decides(desk, ten, shot):
    agent, lead = ten.people["agent"], ten.people["qa-lead"]
    own = agent.json("GET /api/v1/evaluations?limit=50")["items"]
    assert len(own) == CALLS // 2 and {line["state"] for line in own} == {"released"}
    low = next((line["id"] for line in own if line["score"] < 10_000), own[0]["id"])
    at = f"/evaluations/{low}"
    others_are_refused(ten, {"agent", "supervisor"}, f"POST {at}/disputes",
                       f"POST /api/v1{at}/disputes")
    page = desk(agent, "/evaluations")
    shot(page, "day-agent")
    page.goto(page.url + f"/{low}")
    mounted(page)
    page.locator("#q-greets .objection summary").click()
    page.locator("#why-greets").fill("I greeted at 0:01")
    page.locator("#q-greets .objection button").click()
    page.wait_for_url("**?done=disputed")
    dispute = agent.json(f"GET /api/v1{at}")["disputes"][0]["id"]
    others_are_refused(ten, {"qa-lead"}, f"POST /disputes/{dispute}/decide",
                       f"POST /api/v1/disputes/{dispute}/decide")
    page = desk(lead, at)
    card = page.locator("section.dispute")
    card.locator('[value="yes"]').check()
    card.locator('[name="because"]').fill("It is there")
    card.locator('[value="upheld"]').click()
    page.wait_for_url("**?done=decided")
    told = agent.json(f"GET /api/v1{at}")
    assert told["score"]["total"] == 10_000 and told["disputes"][0]["outcome"] == "upheld"


def test_a_calibration_is_held_and_closed(desk, ten, shot):
    lead, raters = ten.people["qa-lead"], [ten.people["qa-analyst"], ten.second]
    others_are_refused(ten, {"qa-lead"}, "POST /calibrations", "POST /api/v1/calibrations")
    page = desk(lead, "/calibrations/new")
    page.locator("[name=title]").fill("Greetings")
    page.locator("[name=scorecard]").select_option("greeting")
    page.locator("[name=calls]").fill("\n".join([ten.calls["own"], ten.calls["team"]]))
    for rater in raters:
        page.locator(f"[name=rater][value='{rater.account}']").check()
    page.locator("form.plan-form button.primary").click()
    page.wait_for_url("**/calibrations/*?done=*")
    calibration = page.url.split("/calibrations/")[1].split("?")[0]
    at = f"/calibrations/{calibration}"
    # The two agree on one call of the two.
    for rater, greetings in zip(raters, ("11", "12")):
        page = desk(rater, "/queue")
        for greeting in greetings:
            page.keyboard.press("g")
            page.wait_for_url("**/evaluations/*")
            mounted(page)
            evaluation = page.url.rsplit("/", 1)[1]
            others_are_refused(ten, {rater.role}, f"GET /evaluations/{evaluation}",
                               f"GET /api/v1/evaluations/{evaluation}")
            page.keyboard.press("j")
            page.keyboard.press(greeting)
            page.keyboard.press("j")
            page.keyboard.press("1")
            until(page, SAVED)
            page.keyboard.press("Control+Enter")
            page.wait_for_url("**/queue?done=submitted")
            mounted(page)
    others_are_refused(ten, {"qa-lead"}, f"POST {at}/close", f"POST /api/v1{at}/close")
    page = desk(lead, at)
    assert page.locator(".agreement").count() == 0
    page.locator(f"details:has(form[action='{at}/close']) > summary").click()
    page.locator(f"form[action='{at}/close'] button").click()
    page.wait_for_url("**?done=*")
    assert page.locator(".agreement").count() > 0
    shot(page, "day-calibration")
    report = lead.json(f"GET /api/v1{at}/report")
    assert "0.5" in str(report)
    # Agents, supervisors and whoever has no part in quality see nothing of it, now as before.
    others_are_refused(
        ten, {"qa-lead", "qa-analyst", "compliance-officer", "auditor"}, f"GET {at}",
        f"GET /api/v1{at}")
