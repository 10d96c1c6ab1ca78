"""The editor of scorecards on a daemon of its own, by a QA lead."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from daemon import Daemon, REPOSITORY
from matrix.people import invited
from test_looks import TAGS

SHIPPED = REPOSITORY / "etc/callaudit/scorecards"


@pytest.fixture(scope="module")
def house():
    """A daemon with a card in force and a draft; its card's path."""
    with Daemon() as daemon:
        daemon.role = "qa-lead"
        for name in ("telesales-conduct", "stage-020"):
            done = daemon.command("scorecard", "add", SHIPPED / f"{name}.yaml", "--publish-from",
                                  "2024-01-01")
            assert done.returncode == 0, done.stderr
        status, _, text = daemon.ask(
            "POST", "/api/v1/accounts",
            {"X-Callaudit-Role": "administrator", "Content-Type": "application/json"},
            json.dumps({"name": "lead", "title": "Lead", "roles": ["qa-lead"]}))
        assert status == 201, text
        daemon.lead = invited(daemon, "lead", "qa-lead", json.loads(text)["invite"])
        yield daemon


@pytest.fixture
def lead(browser, house):
    """Opens pages as the QA lead; what the console complains about fails the test."""
    visitor, complaints, contexts = house.lead.visitor, [], []
    url = f"http://127.0.0.1:{house.port}"

    def open_page(path, width=1280, theme="light", language="en", javascript=True):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, locale=language,
            java_script_enabled=javascript, extra_http_headers={"Accept-Language": language})
        contexts.append(context)
        context.add_cookies([
            {"name": name, "value": value, "url": url.replace("http:", "https:"), "secure": True,
             "httpOnly": True, "sameSite": "Strict"} for name, value in visitor.cookies.items()])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text)
                if message.type in ("error", "warning") else None)
        page.goto(url + path)
        if javascript:
            page.wait_for_selector("html[data-mounted]", state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def test_the_preview_follows_what_is_typed(lead):
    page = lead("/scorecards/stage-020/edit")
    assert page.locator("[data-part=todo] .tag").inner_text().endswith("Nothing is wrong")
    title = page.locator("[name='title.en']")
    title.fill("First contact, anew")
    page.get_by_role("heading", name="First contact, anew").wait_for()
    title.fill("")
    page.locator("[data-field='title.en'] .problem").wait_for()
    assert "1 thing to mend" in page.locator("[data-part=todo]").inner_text()
    title.fill("First contact")
    page.locator("[data-field='title.en'] .problem").wait_for(state="detached")


def test_parts_are_added_moved_and_removed_in_place(lead):
    page = lead("/scorecards/stage-020/edit")
    before = page.locator("section.part").count()
    page.get_by_role("button", name="Add a section").click()
    page.locator(f"#f-sections-{before}").wait_for()
    page.locator(f"[name='sections[{before}].code']").fill("closing")
    page.locator(f"button[value='up:sections[{before}]']").click()
    page.wait_for_function(
        "([name]) => document.querySelector(`[name='${name}']`)?.value === 'closing'",
        arg=[f"sections[{before - 1}].code"])
    page.locator(f"button[value='remove:sections[{before - 1}]']").click()
    page.wait_for_function(
        "([count]) => document.querySelectorAll('section.part').length === count", arg=[before])
    kind = page.locator("[name='sections[1].questions[1].kind']")
    page.locator("#f-sections-1-questions-1 > summary").click()
    kind.select_option("scale")
    page.locator("[name='sections[1].questions[1].scale.least']").wait_for()


def test_the_editor_works_without_the_script(lead):
    page = lead("/scorecards/stage-020/edit", javascript=False)
    page.locator("[name='title.en']").fill("Contact without a script")
    page.get_by_role("button", name="Save draft").first.click()
    page.wait_for_url("**/scorecards/*?done=saved")
    assert "Contact without a script" in page.locator("h1").inner_text()
    page.get_by_text("Difference").first.click()
    assert "Contact without a script" in page.locator("ins").first.inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language, width", [
    ("en", 1280), ("zh-Hans", 1280), ("zh-Hant", 390), ("en", 320),
])
def test_axe_finds_nothing(lead, shot, theme, language, width):
    page = lead("/scorecards", width, theme, language)
    origin = page.url.split("/scorecards")[0]
    paths = {"cards": "/scorecards", "card": "/scorecards/telesales-conduct",
             "edit": "/scorecards/telesales-conduct/edit", "new": "/scorecards/new",
             "difference": "/scorecards/stage-020/difference", "scripts": "/scripts"}
    for name, path in paths.items():
        page.goto(origin + path)
        page.wait_for_selector("html[data-mounted]", state="attached")
        if name == "edit":
            page.locator("details.item > summary").first.click()
        if name == "scripts":
            page.locator("details > summary").first.click()
        shot(page, f"{name}-{language}-{theme}-{width}")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
