"""The list of calls: order, filters, search by number, keys."""

import re
from datetime import datetime

ROWS = "[data-row]"


def starts(page):
    times = page.locator(f"{ROWS} time").evaluate_all("all => all.map(t => t.dateTime)")
    return [datetime.fromisoformat(time) for time in times]


def test_the_newest_call_stands_first(reader, calls, shot):
    page = reader()
    times = starts(page)
    assert times == sorted(times, reverse=True)
    assert len(times) == min(len(calls), 50)
    shot(page, "calls")


def test_numbers_are_masked(reader):
    page = reader()
    assert not re.search(r"\d{7,}", page.locator("main").inner_text())


def test_a_filter_narrows_the_list_and_stands_in_the_address(reader, calls):
    page = reader()
    wanted = next(call["direction"] for call in calls if call["direction"])
    page.locator(".filter summary", has_text="Direction").click()
    page.locator(f'.menu a[href*="direction={wanted}"]').click()
    page.wait_for_url(f"**direction={wanted}**")
    assert page.locator(ROWS).count() == min(
        50, sum(call["direction"] == wanted for call in calls)
    )
    page.locator(".clear").first.click()
    page.wait_for_url("**/calls")
    assert page.locator(ROWS).count() == min(50, len(calls))


def test_a_day_without_calls_says_why_and_what_next(reader, shot):
    page = reader("/calls?from=1999-01-01&to=1999-01-02")
    assert page.locator(ROWS).count() == 0
    assert page.locator(".empty a").get_attribute("href") == "/calls"
    shot(page, "calls-empty")


def test_a_verdict_can_be_chosen_by_its_box(reader):
    page = reader()
    page.locator(".filter summary", has_text="Sound").click()
    page.locator('input[name="verdict"][value="one-sided"]').check()
    page.locator('.filter[open] button').click()
    page.wait_for_url("**verdict=one-sided**")


def test_an_unknown_number_is_found_nowhere_and_stands_in_no_address(reader):
    page = reader()
    page.locator('input[name="number"]').fill("+1 202 555 0100")
    page.locator(".number button").click()
    page.wait_for_url("**/calls?customer=**")
    assert "5550100" not in page.url.replace("%20", "")


def test_keys_walk_the_rows_and_open_a_call(reader, calls):
    page = reader()
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    if len(calls) > 1:
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.getAttribute('href')") != first
        page.keyboard.press("k")
    assert page.evaluate("document.activeElement.getAttribute('href')") == first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")


def test_a_click_on_a_row_opens_its_call(reader):
    page = reader()
    page.locator(f"{ROWS} td.length").first.click()
    page.wait_for_url(re.compile(r"/calls/[0-9a-z]{13}$"))


def test_slash_goes_to_the_search_and_letters_stay_letters_there(reader):
    page = reader()
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    assert page.locator('input[name="text"]').input_value() == "jk?"
    assert not page.locator("dialog").is_visible()


def test_the_question_mark_lists_the_keys(reader, shot):
    page = reader()
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    shot(page, "keys")
    page.keyboard.press("Escape")
    assert not page.locator("dialog#keys").is_visible()


def test_single_keys_can_be_switched_off(reader):
    page = reader()
    page.keyboard.press("?")
    page.locator('.key-choice button').click()
    page.wait_for_selector('html[data-keys="off"]')
    page.keyboard.press("?")
    assert not page.locator("dialog#keys").is_visible()


def test_the_list_works_without_javascript(reader, calls):
    page = reader(javascript=False)
    assert page.locator(ROWS).count() == min(50, len(calls))
    page.locator(f"{ROWS} a").first.click()
    assert page.locator("audio[controls]").is_visible()
