"""Languages, light and dark, narrow screens, and what axe finds."""

import pytest
from axe_playwright_python.sync_playwright import Axe

LANGUAGES = {"en": "Calls", "zh-Hans": "通话", "zh-Hant": "通話"}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def paths(two_sided, customer):
    """Every page that a compliance officer sees."""
    return {
        "calls": "/calls",
        "call": f"/calls/{two_sided['id']}",
        "export": "/calls/export/ask",
        "customers": "/customers",
        "customer": f"/customers/{customer}",
        "customer-edit": f"/customers/{customer}/edit",
        "erase": f"/customers/{customer}/erase",
        "approvals": "/approvals",
        "access": "/access",
        "holds": "/holds",
        "reveals": "/reveals",
        "ledger": "/ledger",
        "entry": "/ledger/0",
        "scorecards": "/scorecards",
        "scripts": "/scripts",
        "roster": "/roster",
        "teams": "/roster/teams",
        "campaigns": "/roster/campaigns",
        "unassigned": "/roster/unassigned",
        "accounts": "/accounts",
        "permissions": "/permissions",
        "intake": "/intake",
        "quarantine": "/quarantine",
        "jobs": "/jobs",
        "keys": "/keys",
        "account": "/account",
        "tokens": "/account/tokens",
    }


def settle(page):
    """Until its scripts are up; a player has its picture to fetch besides."""
    page.wait_for_selector("html[data-mounted]", state="attached")
    if page.locator(".player").count():
        page.wait_for_load_state("networkidle")


@pytest.fixture(scope="module")
def customer(api):
    return api("/customers")["items"][0]["id"]


@pytest.mark.parametrize("accepted, language", [
    ("en-GB", "en"), ("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"),
])
def test_the_browsers_language_is_spoken(reader, accepted, language):
    page = reader(language=accepted)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").inner_text() == LANGUAGES[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_changes_the_language_for_good(reader, language):
    page = reader()
    page.locator(f'button[name="language"][value="{language}"]').click()
    page.wait_for_selector(f'html[lang="{language}"]', state="attached")
    page.reload()
    assert page.locator("h1").inner_text() == LANGUAGES[language]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_light_and_dark_can_be_chosen_against_the_system(reader, theme):
    page = reader(theme="dark" if theme == "light" else "light")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(f'button[name="theme"][value="{theme}"]').click()
    page.wait_for_selector(f'html[data-theme="{theme}"]', state="attached")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language, width", [
    ("en", 1280), ("zh-Hans", 1280), ("zh-Hant", 1280), ("en", 390), ("zh-Hans", 390),
])
def test_axe_finds_nothing(reader, two_sided, customer, shot, theme, language, width):
    page = reader(theme=theme, language=language, width=width)
    origin = page.url.split("/calls")[0]
    for name, path in paths(two_sided, customer).items():
        page.goto(origin + path)
        settle(page)
        shot(page, f"{name}-{language}-{theme}-{width}")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language, width", [
    ("en", 1280), ("zh-Hans", 1280), ("zh-Hant", 1280), ("en", 390), ("zh-Hant", 390),
])
def test_the_doors_please_axe(reader, shot, theme, language, width):
    page = reader("/sign-in", theme=theme, language=language, width=width, signed_in=False)
    origin = page.url.split("/sign-in")[0]
    for path in ("/sign-in", "/invite"):
        page.goto(origin + path)
        shot(page, f"{path[1:]}-{language}-{theme}-{width}")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_has_to_be_scrolled_sideways(reader, two_sided, customer, width):
    page = reader(width=width)
    origin = page.url.split("/calls")[0]
    for path in paths(two_sided, customer).values():
        page.goto(origin + path)
        settle(page)
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"


def test_open_menus_please_axe_too(reader):
    page = reader()
    for summary in page.locator(".filter summary").all():
        summary.click()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, found.generate_report()
