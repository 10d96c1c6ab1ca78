"""The page in headless Chromium, against a running daemon that has taken in the demo's calls.

CALLAUDIT_TEST_URL       its address, such as http://127.0.0.1:8080
CALLAUDIT_TEST_NAME      a compliance officer of it
CALLAUDIT_TEST_PASSWORD  their password
CALLAUDIT_TEST_SHOTS     a folder for screenshots; none are taken without it
CALLAUDIT_TEST_CHROMIUM  the browser, /usr/bin/chromium unless set
"""

import json
import os
import pathlib
import sys
import urllib.parse
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))
import scoring  # noqa: E402
from daemon import Daemon  # noqa: E402
from matrix.company import Company  # noqa: E402
from visitor import Visitor  # noqa: E402


@pytest.fixture(scope="session")
def url():
    address = os.environ.get("CALLAUDIT_TEST_URL")
    if not address:
        pytest.fail("CALLAUDIT_TEST_URL names no running daemon; scripts/test browser starts one")
    return address.rstrip("/")


@pytest.fixture(scope="session")
def visitor(url):
    """Signed in as a compliance officer."""
    visitor = Visitor(urllib.parse.urlsplit(url).port)
    status, _, page = visitor.sign_in(
        os.environ["CALLAUDIT_TEST_NAME"], os.environ["CALLAUDIT_TEST_PASSWORD"])
    assert status == 303, page
    return visitor


@pytest.fixture(scope="session")
def cookie(visitor):
    """What a request sends to be let in."""
    return "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())


@pytest.fixture(scope="session")
def api(url, cookie):
    def get(path):
        request = urllib.request.Request(f"{url}/api/v1{path}", headers={"Cookie": cookie})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    return get


@pytest.fixture(scope="session")
def browser():
    chromium = os.environ.get("CALLAUDIT_TEST_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        yield browser
        browser.close()


@pytest.fixture
def reader(browser, url, visitor):
    """Opens pages as a reader of some language, theme and width, signed in unless said otherwise.
    Whatever the console complains about fails the test in the end."""
    complaints = []
    contexts = []

    def open_page(path="/calls", language="en", theme="light", width=1280, javascript=True,
                  signed_in=True):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            locale=language,
            java_script_enabled=javascript,
            extra_http_headers={"Accept-Language": language},
        )
        contexts.append(context)
        if signed_in:
            context.add_cookies([
                {"name": name, "value": value, "url": url.replace("http:", "https:"),
                 "secure": True, "httpOnly": True, "sameSite": "Strict"}
                for name, value in visitor.cookies.items()])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: complaints.append(f"{page.url}: {message.text}")
            if message.type in ("error", "warning")
            else None,
        )
        page.goto(url + path)
        if javascript:
            page.wait_for_selector("html[data-mounted]", state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def shot():
    folder = os.environ.get("CALLAUDIT_TEST_SHOTS")

    def take(page, name):
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(pathlib.Path(folder) / f"{name}.png"), full_page=True)

    return take


@pytest.fixture(scope="session")
def calls(api):
    items = api("/calls?limit=200")["items"]
    assert items, "the daemon has no calls; drop the demo's recordings in first"
    return items


@pytest.fixture(scope="session")
def two_sided(calls):
    """The longest call with a recording that plays first and keeps agent and customer apart."""
    sided = [
        call
        for call in calls
        if call["recordings"] and set(call["recordings"][0]["roles"]) == {"agent", "customer"}
    ]
    assert sided, "none of the calls keeps agent and customer apart"
    return max(sided, key=lambda call: call["recordings"][0]["durationSeconds"])


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """A daemon of the module's own with people in every role, and a scorecard in force."""
    with Daemon(settings=scoring.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=6,
                          spare_files=0)
        scoring.publish(company.people["qa-lead"].json)
        company.second = company.newcomer("qa-analyst")
        yield company


@pytest.fixture
def desk(browser, company):
    """Opens pages as one of the company's people."""
    contexts = []

    def open_page(person, path, width=1280, theme="light", language="en", **options):
        url = f"http://127.0.0.1:{company.daemon.port}"
        context = browser.new_context(
            viewport={"width": width, "height": 800}, locale=language, color_scheme=theme,
            extra_http_headers={"Accept-Language": language}, **options)
        contexts.append(context)
        context.add_cookies([
            {"name": name, "value": value, "url": url.replace("http:", "https:"),
             "secure": True, "httpOnly": True, "sameSite": "Strict"}
            for name, value in person.visitor.cookies.items()])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(url + path)
        page.wait_for_selector("html[data-mounted]", state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
