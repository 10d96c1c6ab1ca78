"""Getting in: the first accounts, passwords and codes, sessions, and what keeps others out."""

import json
import re
import subprocess
import time
from functools import partial

import pytest
from daemon import ROLES, USER
from matrix.people import join
from visitor import DEVICE, PASSWORD, SESSION, Visitor, field, first_account, signed_in

WRONG = "not the password at all"


@pytest.fixture
def house(daemon):
    return daemon.start()


def authenticator(page):
    """The key that the page of a new second factor shows."""
    return re.search(r'class="code">([A-Z2-7 ]+)</span>', page).group(1).replace(" ", "")


def code_of(key):
    """What oathtool, as any authenticator, makes of the key now."""
    return subprocess.run(["oathtool", "--totp", "--base32", key], capture_output=True, text=True,
                          check=True, timeout=10).stdout.strip()


def set_up_second_factor(visitor, password=PASSWORD):
    assert visitor.post("/account/second-factor/new", {"password": password})[0] == 303
    key = authenticator(visitor.get("/account/second-factor")[2])
    status, _, page = visitor.post("/account/second-factor", {"code": code_of(key)})
    assert status == 200, page
    return key, re.findall(r"<li>([0-9A-Z-]{19})</li>", page)


def test_the_first_administrator_comes_in_by_a_code(house):
    assert Visitor(house.port).get("/")[1]["location"] == "/sign-in"
    visitor = signed_in(house, "administrator")
    assert visitor.get(visitor.get("/")[1]["location"])[0] == 200
    assert visitor.get("/calls")[0] == 403
    assert house.command("--as", "administrator", "user", "first").returncode != 0
    assert "sign-in" not in visitor.get("/account")[1].get("location", "")


def test_only_an_administrator_of_this_machine_makes_first_accounts(house):
    refused = house.command("--as", "compliance-officer", "user", "first")
    assert refused.returncode == 77, refused.stderr
    other = house.command("--as", "integrator", "user", "first")
    assert other.returncode == 77 and "compliance-officer" in other.stderr


def test_a_code_is_good_once_and_for_nobody_else(house):
    code = house.json("--as", "administrator", "user", "first")["code"]
    stranger = Visitor(house.port)
    form = {"code": code[:-1] + ("0" if code[-1] != "0" else "1"), "name": "anna",
            "password": PASSWORD, "again": PASSWORD}
    assert stranger.post("/invite", form)[0] == 400
    form["code"] = code.lower().replace("-", " ")
    for poor in ("short", "aaaaaaaaaaaaaaaaaaaa", "password123password", "1qaz2wsx1qaz2wsx",
                 "woaini1314woaini1314", "callaudit callaudit", "annaannaannaanna"):
        assert stranger.post("/invite", {**form, "password": poor, "again": poor})[0] == 400, poor
    assert stranger.post("/invite", {**form, "again": "another"})[0] == 400
    assert stranger.post("/invite", form)[0] == 303
    assert stranger.post("/invite", form)[0] == 400
    assert stranger.sign_in("Anna")[0] == 303


def test_cookies_are_for_this_host_and_no_script(house):
    visitor = signed_in(house)
    kept = {cookie.split("=")[0]: cookie for cookie in visitor.set_cookies}
    assert set(kept) == {SESSION, DEVICE}
    for cookie in kept.values():
        for flag in ("Path=/", "Secure", "HttpOnly", "SameSite=Strict"):
            assert f"; {flag}" in cookie
        assert "Domain" not in cookie
    secret = visitor.cookies[SESSION].split(".")[1]
    for path in [*house.state.rglob("*"), house.log]:
        if path.is_file():
            content = path.read_bytes()
            assert secret.encode() not in content and PASSWORD.encode() not in content, path


def test_a_session_is_never_one_that_was_brought_along(house):
    name = first_account(house)
    visitor = Visitor(house.port)
    visitor.cookies[SESSION] = "0000000000001." + "A" * 43
    assert visitor.sign_in(name)[0] == 303
    first = dict(visitor.cookies)
    assert first[SESSION] != "0000000000001." + "A" * 43
    assert visitor.sign_in(name)[0] == 303
    assert visitor.cookies[SESSION] != first[SESSION]
    old = Visitor(house.port)
    old.cookies[SESSION] = first[SESSION]
    assert old.get("/account")[0] == 303, "the session before a new signing in is over"


def test_signing_out_and_revoking_end_a_session(house):
    name = first_account(house)
    here, there = Visitor(house.port), Visitor(house.port)
    for visitor in (here, there):
        assert visitor.sign_in(name)[0] == 303
    there_id = there.cookies[SESSION].split(".")[0]
    assert here.post(f"/account/sessions/{there_id}/end")[0] == 303
    assert there.get("/account")[0] == 303
    kept = dict(here.cookies)
    assert here.post("/sign-out")[0] == 303
    assert SESSION not in here.cookies and DEVICE in here.cookies
    here.cookies = kept
    assert here.get("/account")[0] == 303
    for visitor in (here, there):
        assert visitor.sign_in(name)[0] == 303
    assert here.post("/account/sessions/end", {"which": "all"})[0] == 303
    assert there.get("/account")[0] == 303 and there.get("/api/v1/account")[0] == 401


def test_nobody_is_let_in_anywhere(house):
    stranger = Visitor(house.port)
    assert stranger.get("/calls?text=a%26b")[1]["location"] == (
        "/sign-in?next=%2Fcalls%3Ftext%3Da%2526b")
    status, headers, _ = stranger.get("/api/v1/calls")
    assert (status, headers["www-authenticate"]) == (401, 'Bearer realm="callaudit"')
    assert stranger.get("/api/v1/calls", {"Authorization": "Bearer nonsense"})[0] == 401
    for path in ("/healthz", "/readyz", "/metrics", "/sign-in", "/invite"):
        assert stranger.get(path)[0] == 200, path


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example", "/\\evil.example",
                                  "/nowhere", "javascript:alert(1)", "/healthz", "/sign-out"])
def test_next_leads_nowhere_else(house, next):
    name = first_account(house)
    page = Visitor(house.port)
    assert field(page.ask("GET", "/sign-in?next=" + next.replace("\\", "%5C"))[2], "next") == "/"
    assert page.sign_in(name, next=next)[1]["location"] == "/"


def writing_routes():
    """Every route that changes something, from the table that the Swift tests hold to the code."""
    from daemon import REPOSITORY
    table = (REPOSITORY / "Tests/CallWebTests/RouteTests.swift").read_text()
    found = re.findall(r'"(POST|PUT|PATCH|DELETE) (/[^"]*)": \.([\w(.]+)', table)
    assert len(found) > 10
    return found


def asked(house, address, value, role):
    """What somebody at the socket is answered, in a role."""
    method, path = address.split(" ", 1)
    status, _, text = house.ask(method, path, {
        "X-Callaudit-Role": role, "Content-Type": "application/json"}, json.dumps(value))
    assert 200 <= status < 300, f"{address}: {status} {text.decode()}"
    return json.loads(text)


def test_no_change_without_a_form_of_the_session(house):
    officer, administrator = signed_in(house), signed_in(house, "administrator")
    visitors = [officer, administrator, *(
        join(house, partial(asked, house), f"the-{role}", role).visitor
        for role in ("qa-lead", "agent"))]
    changes = "SELECT count(*) FROM ledger_entry WHERE action <> 'permission.refused'"
    before = house.sql(changes)
    for method, pattern, need in writing_routes():
        path = re.sub(r":\w+", "0000000000001", pattern)
        expired = []
        for visitor in visitors:
            cross = visitor.ask(method, path, {"Sec-Fetch-Site": "cross-site",
                                               "Origin": "https://evil.example"}, "")
            assert cross[0] == 403, path
            if need == "nothing":
                continue
            for headers in ({}, {"X-CSRF-Token": "A" * 43},
                            {"Content-Type": "application/x-www-form-urlencoded"}):
                status, _, page = visitor.ask(method, path, headers, "csrf=" + "A" * 43)
                assert status == 403, f"{method} {path} answered {status}"
                expired.append("form is of an earlier session" in page)
        # For one of them it was the form, and not a permission, that was wanting.
        if need not in ("nothing", "permission(.signLedger"):
            each = [all(expired[first:first + 3]) for first in range(0, len(expired), 3)]
            assert len(each) == len(visitors) and any(each), f"{method} {path}"
    assert house.sql(changes) == before
    status, _, _ = officer.ask("POST", "/sign-out", {"X-CSRF-Token": officer.csrf()}, "")
    assert status == 303


def test_another_sessions_proof_is_refused(house):
    name = first_account(house)
    one, other = Visitor(house.port), Visitor(house.port)
    for visitor in (one, other):
        visitor.sign_in(name)
    assert one.post("/sign-out", {"csrf": other.csrf()}, csrf=False)[0] == 403


def test_a_second_factor_is_asked_for_and_taken_once(house):
    visitor = signed_in(house)
    key, recovery = set_up_second_factor(visitor)
    assert len(set(recovery)) == 10
    code = code_of(key)
    again = Visitor(house.port)
    status, _, page = again.sign_in("compliance-officer")
    assert status == 200 and SESSION not in again.cookies
    half = field(page, "half")
    # The code that set it up was used by that.
    assert again.post("/sign-in/code", {"half": half, "code": code})[0] == 403
    assert again.post("/sign-in/code", {"half": half + "0", "code": recovery[0]})[0] == 401
    assert again.post("/sign-in/code", {"half": half, "code": recovery[0]})[0] == 303
    third = Visitor(house.port)
    half = field(third.sign_in("compliance-officer")[2], "half")
    assert third.post("/sign-in/code", {"half": half, "code": recovery[0]})[0] == 403
    # Wait for a step of its own.
    time.sleep(30 - time.time() % 30 + 0.2)
    assert third.post("/sign-in/code", {"half": half, "code": code_of(key)})[0] == 303


def test_guesses_are_slowed_down_and_the_owner_comes_in(house):
    visitor = signed_in(house)
    name = "compliance-officer"
    guesser = Visitor(house.port, address="127.0.0.9")
    statuses = [guesser.sign_in(name, WRONG)[0] for _ in range(40)]
    assert statuses.count(403) <= 8 and statuses.count(429) >= 32
    closed = guesser.sign_in(name, WRONG)
    assert closed[0] == 429 and 0 < int(closed[1]["retry-after"]) <= 3600
    known = Visitor(house.port, address="127.0.0.9")
    known.cookies[DEVICE] = visitor.cookies[DEVICE]
    assert known.sign_in(name)[0] == 303, "a known browser isn't held up"
    assert Visitor(house.port).sign_in(name)[0] == 303, "nor is another address"
    entries = house.sql("SELECT count(*) FROM ledger_entry "
                        "WHERE action = 'account.sign-in-failed'")
    assert int(entries[0][0]) <= 10


def test_an_unknown_name_is_answered_like_a_wrong_password(house):
    name = first_account(house)
    known = Visitor(house.port, address="127.0.0.7").sign_in(name, WRONG)
    unknown = Visitor(house.port, address="127.0.0.8").sign_in("nobody-at-all", WRONG)
    assert known[0] == unknown[0] == 403
    assert known[2].replace(name, "") == unknown[2].replace("nobody-at-all", "")


def test_a_local_user_acts_in_one_role_at_a_time(house):
    assert house.command("call", "list").returncode == 0
    for role in ROLES:
        done = house.command("--as", role, "call", "list")
        assert (done.returncode == 0) == (role != "administrator"), role
    assert house.command("call", "list", "--as", "administrator").returncode == 77
    assert house.command("call", "list",
                         environment={"CALLAUDIT_AS": "administrator"}).returncode == 77


def test_a_local_user_who_is_not_named_is_refused(daemon):
    text = daemon.settings.read_text()
    daemon.settings.write_text(re.sub(rf"  {USER}: .*", "  54321: [auditor]", text))
    daemon.start()
    done = daemon.command("call", "list")
    assert done.returncode == 77 and "local:" in done.stderr
    assert daemon.ask("GET", "/healthz")[0] == 200
