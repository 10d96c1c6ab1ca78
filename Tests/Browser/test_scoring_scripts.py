"""What the agent was to say stands beside the question, as it was on the call's day, and a template
of an answer goes into the comment by keyboard alone."""

import pytest
import scoring
from daemon import Daemon
from matrix.company import Company
from waiting import until

pytestmark = pytest.mark.timeout(240)
SAVED = "document.querySelector('[data-saved]').dataset.kind === 'saved'"
CODE = "scripted"


def script(code, words, since, kind="script", **more):
    return {"kind": kind, "code": code, "title": scoring.text(f"On {code}"),
            "body": scoring.text(words), "from": since, **more}


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=scoring.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=6,
                          spare_files=0)
        lead = company.people["qa-lead"].json
        section = scoring.CARD["sections"][0]
        tied = [{**section["questions"][0], "script": "opening"}, *section["questions"][1:]]
        scoring.publish(lead, {
            **scoring.CARD, "code": CODE, "sections": [{**section, "questions": tied}]})
        lead("POST /api/v1/scripts", script("opening", "Good morning.", "2020-01-01"))
        # Calls are of 2024; this holds since.
        made = [one["id"] for one in lead("GET /api/v1/scripts")["items"]]
        lead(f"PUT /api/v1/scripts/{made[0]}", script("opening", "Hello there.", "2025-01-01"))
        for number in range(1, 3):
            lead("POST /api/v1/scripts", script(
                f"answer-{number}", f"The fee is {number} %.", "2020-01-01", "answer"))
        yield company


@pytest.fixture
def scored(browser, company):
    """The scoring screen of a fresh evaluation of the analyst's: the page, and the evaluation."""
    contexts = []

    def open_page(**options):
        analyst = company.people["qa-analyst"]
        evaluation = scoring.claim(analyst.json, scoring.put_up(
            company.people["qa-lead"].json, company.calls["own"], CODE))
        url = f"http://127.0.0.1:{company.daemon.port}"
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, locale="en",
            extra_http_headers={"Accept-Language": "en"}, **options)
        contexts.append(context)
        context.add_cookies([
            {"name": name, "value": value, "url": url.replace("http:", "https:"),
             "secure": True, "httpOnly": True, "sameSite": "Strict"}
            for name, value in analyst.visitor.cookies.items()])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{url}/evaluations/{evaluation}")
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-mounted]", state="attached")
        return page, evaluation

    yield open_page
    for context in contexts:
        context.close()


def keys(page, *names):
    for name in names:
        page.keyboard.press(name)


def test_the_script_of_the_calls_day_opens_by_key(scored, shot):
    page, _ = scored()
    words = page.locator("#q-greets [data-script]")
    assert not words.is_visible()
    keys(page, "j", "t")
    assert words.get_attribute("open") is not None
    said = words.inner_text()
    assert "Good morning." in said and "version 1" in said and "Hello there." not in said
    assert page.locator("#q-promise [data-script]").count() == 0
    shot(page, "scoring-script")
    keys(page, "t")
    assert words.get_attribute("open") is None


def test_a_template_goes_into_the_comment_by_keys_and_by_click(scored, company, shot):
    page, evaluation = scored()
    keys(page, "j", "1", "c")
    page.keyboard.type("He should have said:")
    keys(page, "Escape", "a", "2")
    field = page.locator('[name="comment.greets"]')
    assert field.input_value() == "He should have said:\nThe fee is 2 %."
    assert page.evaluate("document.activeElement.name") == "comment.greets"
    page.locator("[data-put-in]").first.click()
    assert field.input_value().endswith("The fee is 2 %.\nThe fee is 1 %.")
    until(page, SAVED)
    shot(page, "scoring-templates")
    draft = company.people["qa-analyst"].json(f"GET /api/v1/evaluations/{evaluation}/draft")
    assert draft["sheet"]["answers"]["greets"]["comment"] == field.input_value()
    # The digit chose a template, not an answer.
    assert draft["sheet"]["answers"]["greets"]["value"] == {"choice": "yes"}
    keys(page, "Escape", "a", "Escape")
    assert page.evaluate("document.activeElement.id") == "q-greets"


def test_what_has_no_room_is_left_out_and_said(scored):
    page, _ = scored()
    keys(page, "j", "c")
    field = page.locator('[name="comment.greets"]')
    field.fill("x" * 1995)
    keys(page, "Escape", "a", "1")
    assert field.input_value() == "x" * 1995
    assert "no room" in page.locator("[data-live]").inner_text()


def test_scripts_and_templates_are_read_without_javascript(scored):
    page, _ = scored(java_script_enabled=False)
    page.locator("#q-greets [data-script] summary").click()
    assert "Good morning." in page.locator("#q-greets [data-script]").inner_text()
    page.locator("[data-answers] summary").click()
    assert "The fee is 1 %." in page.locator("[data-answers]").inner_text()
    assert page.locator("[data-put-in]:visible").count() == 0
