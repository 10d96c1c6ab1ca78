"""Holds by command: placed, listed, shown, and in the way of every erasure."""

import pytest
from daemon import put
from persons import approved, ask, decide
from sounds import small_call

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def call(daemon, tmp_path):
    daemon.start()
    name = "20240115-103000_13800138000_out.wav"
    put(small_call(tmp_path / name, seed=1), daemon.drop() / name)
    daemon.until_decided(1)
    return daemon.calls()[0]["id"]


def customer(daemon, call):
    """The id of a call's customer, as the database has it."""
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    rows = daemon.sql("SELECT id, customer_id FROM call")

    def text(number):
        return "".join(digits[int(number) >> shift & 31] for shift in range(60, -1, -5))

    return next(text(row[1]) for row in rows if text(row[0]) == call)


def test_what_is_held_is_not_erased_until_the_last_hold_is_released(daemon, call):
    person = customer(daemon, call)
    holds = [ask(daemon, "hold", "place", kind, thing, "--reason", f"matter {kind}")
             for kind, thing in [("call", call), ("customer", person), ("call", call)]]
    assert len(daemon.json("hold", "list", "--kind", "call")["items"]) == 2
    page = daemon.get(f"/calls/{call}")[2].decode()
    assert "matter call" in page and "matter customer" in page
    for hold in holds:
        refused = daemon.command("customer", "erase", person, "--reason", "their wish")
        assert refused.returncode == 65 and "held" in refused.stderr
        approved(daemon, "hold", "release", hold, "--reason", "settled")
    approved(daemon, "customer", "erase", person, "--reason", "their wish")
    assert daemon.calls()[0]["erased"] is True


def test_a_hold_that_comes_between_asking_and_approving_wins(daemon, call):
    person = customer(daemon, call)
    waiting = ask(daemon, "customer", "erase", person, "--reason", "their wish")
    ask(daemon, "hold", "place", "customer", person, "--reason", "inquiry")
    status, body = decide(daemon, waiting)
    assert status == 409 and "held" in body
    assert daemon.calls()[0]["erased"] is False


def test_what_is_not_there_is_not_held(daemon, call):
    for kind in ["call", "customer", "agent"]:
        done = daemon.command("hold", "place", kind, "0" * 13, "--reason", "x")
        assert done.returncode == 65, done.stderr
    no_reason = daemon.command("hold", "place", "call", call, "--reason", " ")
    assert no_reason.returncode == 65 and "Say why" in no_reason.stderr
