"""Signing in and one's own account, as a person does it."""

import os
import re
import subprocess

NAME, PASSWORD = (os.environ.get(f"CALLAUDIT_TEST_{what}") for what in ("NAME", "PASSWORD"))


def sign_in(page):
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")


def test_the_browser_keeps_the_session_and_comes_back_to_the_page(reader):
    """Chromium takes cookies that are marked Secure from this machine's own names."""
    page = reader("/quarantine", signed_in=False)
    assert "/sign-in?next=%2Fquarantine" in page.url
    sign_in(page)
    page.wait_for_url("**/quarantine")
    assert {cookie["name"] for cookie in page.context.cookies()} == {
        "__Host-callaudit", "__Host-callaudit-device"}
    assert page.evaluate("document.cookie") == ""
    page.locator(".person button").click()
    page.wait_for_url("**/sign-in?done=signedOut")
    page.goto(page.url.split("/sign-in")[0] + "/calls")
    assert "/sign-in" in page.url


def test_it_works_without_script(reader):
    page = reader("/calls", signed_in=False, javascript=False)
    sign_in(page)
    page.wait_for_url("**/calls")
    page.locator(".person a").click()
    page.wait_for_url("**/account")


def test_who_is_idle_is_warned_and_stays_signed_in_by_a_key(reader, shot):
    page = reader("/account")
    page.clock.install()
    page.reload()
    page.wait_for_selector("html[data-mounted]", state="attached")
    notice = page.locator(".idle")
    page.clock.fast_forward("12:00")
    assert notice.is_hidden()
    page.clock.fast_forward("01:30")
    notice.wait_for(state="visible")
    shot(page, "idle")
    with page.expect_request(lambda request: request.method == "HEAD"):
        notice.get_by_role("button").click()
    notice.wait_for(state="hidden")
    page.clock.fast_forward("06:00")
    with page.expect_request(lambda request: request.method == "HEAD"):
        page.keyboard.press("Shift")


def test_a_second_factor_is_set_up_by_its_picture(reader, shot):
    """Ends every other session of the account, so nothing comes after it."""
    page = reader("/account", signed_in=False)
    sign_in(page)
    page.wait_for_url("**/account")
    page.fill("#factor-password", PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    page.wait_for_url("**/account/second-factor")
    shot(page, "second-factor-en-light-1280")
    box = page.locator("svg.qr").bounding_box()
    assert box["width"] == box["height"] >= 200
    key = page.locator(".steps .code").first.inner_text().replace(" ", "")
    code = subprocess.run(["oathtool", "--totp", "--base32", key], capture_output=True, text=True,
                          check=True, timeout=10).stdout.strip()
    page.fill("#code", code)
    page.get_by_role("button", name="Turn it on").click()
    page.wait_for_selector(".codes")
    shot(page, "recovery-codes-en-light-1280")
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10 and all(re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}", code)
                                    for code in codes)
    page.get_by_role("link", name="I have kept them").click()
    shot(page, "account-factor-en-light-1280")
    other = reader("/account", signed_in=False)
    sign_in(other)
    other.wait_for_selector("#code")
    shot(other, "code-en-light-1280")
    other.fill("#code", codes[0])
    other.keyboard.press("Enter")
    other.wait_for_url("**/account?done=recoveryCodeUsed")
    page = other
    page.fill("#factor-password", PASSWORD)
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url("**/account?done=secondFactorRemoved")
