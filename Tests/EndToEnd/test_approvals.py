"""What needs a second person waits for one, by command, API and page alike."""

import csv
import io
import json

import pytest
from daemon import put
from persons import ask, decide, second
from sounds import small_call

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def call(daemon, tmp_path):
    daemon.start()
    name = "20240115-103000_13800138000_out.wav"
    put(small_call(tmp_path / name, seed=1), daemon.drop() / name)
    daemon.until_decided(1)
    return daemon.calls()[0]["id"]


def hold(daemon, call):
    return ask(daemon, "hold", "place", "call", call, "--reason", "dispute 117")


def test_who_asks_does_not_decide_and_somebody_else_does(daemon, call):
    held = hold(daemon, call)
    waiting = ask(daemon, "hold", "release", held, "--reason", "settled")
    own = daemon.command("approval", "approve", waiting)
    assert own.returncode == 65 or own.returncode == 77, own.stderr
    assert "yourself" in own.stderr
    listed = daemon.json("approval", "list")["items"]
    assert [(item["id"], item["isOwn"], item["mayDecide"]) for item in listed] == [
        (waiting, True, False)]
    status, _, page = daemon.get("/approvals")
    assert status == 200 and b"settled" in page and b"data-approve" not in page
    status, _, page = second(daemon)[0].get("/approvals")
    assert status == 200 and "settled" in page and "data-approve" in page
    assert decide(daemon, waiting)[0] == 303
    assert daemon.json("hold", "list", "--state", "standing")["items"] == []
    assert daemon.json("approval", "list")["items"] == []
    closed = daemon.json("approval", "list", "--state", "closed")["items"]
    assert [item["state"] for item in closed] == ["approved"]
    assert decide(daemon, waiting)[0] == 409


def test_what_is_refused_or_withdrawn_changes_nothing(daemon, call):
    held = hold(daemon, call)
    for act in ["refuse", "withdraw"]:
        waiting = ask(daemon, "hold", "release", held, "--reason", "settled")
        if act == "refuse":
            assert decide(daemon, waiting, "refuse")[0] == 303
        else:
            assert daemon.command("approval", "withdraw", waiting).returncode == 0
        assert len(daemon.json("hold", "list")["items"]) == 1
    assert decide(daemon, "0" * 13)[0] == 404


def test_a_list_of_calls_goes_out_as_csv(daemon, call):
    status, headers, body = daemon.get("/calls/export?bom=yes")
    assert status == 200 and headers["Content-Type"].startswith("text/csv")
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [call]
    assert "13800138000" not in body.decode()
    empty = daemon.get("/calls/export?agent=nobody")[2].decode().splitlines()
    assert len(empty) == 1
    entries = daemon.sql("SELECT count(*) FROM ledger_entry WHERE action = 'call.exported'")
    assert int(entries[0][0]) == 2


def test_the_api_says_what_waits(daemon, call):
    status, _, body = daemon.ask("POST", "/api/v1/calls/export", {
        "Origin": f"http://127.0.0.1:{daemon.port}", "Content-Type": "application/json"},
        json.dumps({"reason": "yearly report"}))
    assert status == 202, body
    waiting = json.loads(body)["approval"]
    assert daemon.command("approval", "approve", waiting).returncode == 77
    assert decide(daemon, waiting)[0] == 303
    listed = daemon.json("approval", "list", "--state", "all")["items"]
    assert [(item["id"], item["state"]) for item in listed] == [(waiting, "approved")]
