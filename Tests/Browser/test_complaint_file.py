"""One case's whole file, from the case's page to the page that is in it."""

import json
import subprocess

import complaints
import pytest
import scoring
from axe_playwright_python.sync_playwright import Axe
from complaints import Case, form
from daemon import Daemon
from matrix.company import Company

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STORY = "The agent said: <b>no risk</b> & \"guaranteed\".\n\nThe contract says otherwise."
LOOKS = [("en", 1280, "light"), ("zh-CN", 1280, "dark"), ("zh-TW", 390, "light"),
         ("en", 390, "dark")]


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=complaints.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4,
                          spare_files=0)
        scoring.publish(company.people["qa-lead"].json, complaints.CARD)
        yield company


@pytest.fixture(scope="module")
def case(company):
    handler = company.people["complaint-handler"]
    what = form(company.customer_of["own"], text=STORY, remedy="My money back",
                calls=[company.calls["own"]])
    case = Case(handler, what, company.people["auditor"])
    case.until_assessed(handler)
    case.until_found(handler, "knowledge")
    case.act(handler, "decide", outcome="upheld", redress=[{"kind": "apology"}],
             text="So it is.")
    return case


@pytest.mark.parametrize("language, width, theme", LOOKS)
def test_the_file_is_fetched_from_the_page_and_read_on_its_own(
        company, case, desk, browser, shot, tmp_path, language, width, theme):
    page = desk(company.people["compliance-officer"], f"/complaints/{case.id}", width=width,
                theme=theme, language=language)
    menu = page.locator("details:has(#file-purpose)")
    menu.locator("summary").click()
    menu.locator("select").select_option("outside-body")
    menu.locator("input[type=checkbox]").check()
    menu.scroll_into_view_if_needed()
    shot(page, f"case-file-form-{language}-{width}-{theme}")
    found = Axe().run(page, options={"runOnly": TAGS})
    assert found.violations_count == 0, found.generate_report()
    with page.expect_download() as coming:
        menu.locator("button").click()
    archive = tmp_path / "case.tar"
    coming.value.save_as(archive)
    assert coming.value.suggested_filename == f"case-{case.number}.tar"
    subprocess.run(["tar", "-xf", archive, "-C", tmp_path], check=True, timeout=60)
    folder = tmp_path / f"case-{case.number}"
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, check=True,
                   timeout=60)
    assert json.loads((folder / "calls.json").read_text())["calls"][0]["recordings"][0]["path"]

    alone = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    asked, read = [], alone.new_page()
    read.on("request", lambda request: asked.append(request.url))
    read.goto((folder / "timeline.html").as_uri())
    assert len(asked) == 1, asked
    assert read.locator(".words").first.inner_text() == STORY
    assert read.locator(".story > li").count() == len(case.events())
    assert read.evaluate("document.documentElement.scrollWidth") <= width
    shot(read, f"case-file-{language}-{width}-{theme}")
    found = Axe().run(read, options={"runOnly": TAGS}) if theme == "light" else None
    assert found is None or found.violations_count == 0, found.generate_report()
    alone.close()
