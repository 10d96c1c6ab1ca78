"""Writing a letter: by keyboard, in three languages, light and dark, narrow and wide."""

import pytest
import scoring
from axe_playwright_python.sync_playwright import Axe
from complaints import Case
from daemon import Daemon
from matrix.company import Company
from playwright.sync_api import expect

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [("en", 1280, "light"), ("zh-CN", 1280, "dark"), ("zh-TW", 390, "light"),
         ("en", 390, "dark")]


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    settings = scoring.SETTINGS + "complaintRegimes: [uk-disp]\n"
    with Daemon(settings=settings) as daemon:
        yield Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=2, spare_files=0)


@pytest.fixture
def handler(company):
    return company.people["complaint-handler"]


def decided(company, handler):
    """Decided, with an acknowledgement that was sent and an answer that is begun."""
    case = Case(handler, {
        "channel": "e-mail", "language": "en", "text": "They promised 4 % in writing.",
        "parties": [{"kind": "complainant", "name": "Zoë O’Neill"}]},
        company.people["auditor"])
    number = handler.json(f"POST {case.at}/letters", {"kind": "acknowledgement"})["number"]
    handler.json(f"POST {case.at}/letters/{number}", {
        "template": "acknowledgement", "language": "en",
        "values": {"house": "Example Bank", "contact": "at the counter"}})
    handler.json(f"POST {case.at}/letters/{number}/send", {"channel": "e-mail"})
    case.assess(handler)
    case.act(handler, "take")
    case.until_found(handler)
    case.act(handler, "decide", outcome="partly", text="The recording says so.\n\nBut not all.",
             redress=[{"kind": "refund", "amount": 12_000}])
    answer = handler.json(f"POST {case.at}/letters", {"kind": "answer"})["number"]
    return case, answer


@pytest.mark.parametrize("language, width, theme", LOOKS)
def test_case_and_letters_please_axe_and_fit(company, handler, desk, shot, language, width, theme):
    case, answer = decided(company, handler)
    for name, path in (("case", ""), ("sent", "/letters/1"), ("draft", f"/letters/{answer}")):
        page = desk(handler, f"/complaints/{case.id}{path}", width=width, theme=theme,
                    language=language)
        for summary in page.locator(".letter-desk summary").all():
            summary.click()
        shot(page, f"letter-{name}-{language}-{theme}-{width}")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{wide} pixels too wide"


def test_a_letter_is_written_and_sent_by_keyboard(company, handler, desk):
    case, answer = decided(company, handler)
    # A draft waits: one goes on with it, and can't begin a second one beside it.
    page = desk(handler, f"/complaints/{case.id}")
    assert page.locator(".letters input[value=answer]").count() == 0
    with page.expect_navigation():
        page.locator(".letters .button.primary").press("Enter")
    assert page.url.endswith(f"/letters/{answer}")
    page.locator(".letter-form a[href='#letter-reasons']").click()
    assert page.evaluate("location.hash") == "#letter-reasons"
    page.locator("#letter-house").fill("Example Bank")
    page.locator("#letter-contact").fill("at the counter")
    reasons = page.locator("#letter-reasons")
    reasons.fill("You were promised it in writing.")
    with page.expect_navigation():
        reasons.press("Control+Enter")
    assert page.locator(".notice[role=status]").inner_text().startswith("✓")
    assert "You were promised it in writing." in page.locator(".sheet").inner_text()
    assert page.locator(".letter-form .missing").count() == 0
    page.locator("#letter-channel").select_option("letter")
    with page.expect_navigation():
        page.locator(".letter-form .button.primary").press("Enter")
    assert page.locator(".letter-form").count() == 0
    assert case.state == "answered"
    with page.expect_download() as download:
        page.locator(".letter-files a").first.click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF-") and download.value.suggested_filename.endswith(".pdf")


def test_what_is_written_is_saved_by_itself(company, handler, desk):
    case, answer = decided(company, handler)
    address = f"/complaints/{case.id}/letters/{answer}"
    page = desk(handler, address)
    reasons = page.locator("#letter-reasons")
    reasons.fill("You were promised it.")
    page.locator("[data-state]", has_text="Saved").wait_for(timeout=20_000)
    assert "You were promised it." in page.locator(".sheet").inner_text()
    assert page.evaluate("document.activeElement.id") == "letter-reasons"
    # Going on and leaving at once loses nothing either.
    reasons.fill("You were promised it in writing.")
    page.goto(page.url.replace(address, f"/complaints/{case.id}"))
    kept = handler.json(f"GET {case.at}/letters/{answer}")
    page.goto(page.url.replace(f"/complaints/{case.id}", address))
    assert page.locator("#letter-reasons").input_value() == "You were promised it in writing."
    # Somebody else has saved meanwhile: it is said, and nothing of theirs is overwritten.
    handler.json(f"POST {case.at}/letters/{answer}", {
        "template": kept["letter"]["template"], "language": "en", "values": {"contact": "by post"}})
    page.locator("#letter-reasons").fill("Mine.")
    expect(page.locator("[data-state]")).not_to_be_empty(timeout=20_000)
    assert "Saved" not in page.locator("[data-state]").inner_text()
    assert page.locator("#letter-reasons").input_value() == "Mine."
    assert handler.json(f"GET {case.at}/letters/{answer}")["values"]["contact"] == "by post"
