"""Documents on the page of a complaint: added without scripts, listed, handed out, refused."""

import complaints
import pytest
from axe_playwright_python.sync_playwright import Axe
from complaints import Case, form
from daemon import Daemon
from matrix.company import Company
from test_complaint_page import TAGS

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(180_000)
LONG = "关于理财产品收益与合同不符的书面说明及银行流水附件" * 3 + ".png"
LOOKS = [("en", 1280, "light"), ("zh-CN", 1280, "dark"), ("zh-TW", 390, "light"),
         ("en", 390, "dark")]


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=complaints.SETTINGS) as daemon:
        yield Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=0, spare_files=0)


@pytest.fixture
def handler(company):
    return company.people["complaint-handler"]


@pytest.fixture
def case(company, handler):
    return Case(handler, form(company.customer_of["own"]), company.people["auditor"])


def choose(page, name, content, kind):
    if not page.locator("#attach-file").is_visible():
        page.locator("#documents summary").click()
    page.locator("#attach-file").set_input_files(
        [{"name": name, "mimeType": kind, "buffer": content}])
    page.locator("#attach button").click()


def test_a_document_is_added_listed_and_fetched(case, handler, desk):
    page = desk(handler, f"/complaints/{case.id}")
    assert "No document was added yet." in page.locator("#documents").inner_text()
    choose(page, "合同.pdf", PDF, "application/pdf")
    assert "Document added" in page.locator(".notice[role=status]").inner_text()
    line = page.locator("#documents .lines li")
    assert "合同.pdf" in line.inner_text() and f"PDF, {len(PDF)} B" in line.inner_text()
    with page.expect_download() as started:
        line.locator("a").click()
    assert started.value.suggested_filename == "合同.pdf"
    assert open(started.value.path(), "rb").read() == PDF
    choose(page, "again.pdf", PDF, "application/pdf")
    assert "as number 1" in page.locator(".notice[role=status]").inner_text()
    assert line.count() == 1


def test_what_isn_t_taken_is_said_where_it_was_chosen(case, handler, desk):
    page = desk(handler, f"/complaints/{case.id}")
    choose(page, "fake.pdf", PNG, "application/pdf")
    alert = page.locator("#attach .notice[role=alert]")
    assert "The content isn't what name or type say" in alert.inner_text()
    assert page.locator("#attach-file").is_visible()
    assert case.shown()["documents"] == []


@pytest.mark.parametrize("language,width,theme", LOOKS)
def test_documents_look_well_everywhere(company, case, handler, desk, shot, language, width, theme):
    page = desk(handler, f"/complaints/{case.id}")
    choose(page, "contract.pdf", PDF, "application/pdf")
    choose(page, LONG, PNG, "image/png")
    page = desk(handler, f"/complaints/{case.id}", width=width, theme=theme, language=language)
    page.locator("#documents summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert found.violations_count == 0, found.generate_report()
    page.locator("#documents").scroll_into_view_if_needed()
    shot(page, f"documents-{language}-{width}-{theme}")
    choose(page, "fake.pdf", PNG, "application/pdf")
    page.locator("#documents").scroll_into_view_if_needed()
    shot(page, f"documents-refused-{language}-{width}-{theme}")
