"""Who is who: codes that turn up, agents that are imported, calls that are given to them."""

import json

import pytest
from daemon import put
from sounds import small_call

pytestmark = pytest.mark.timeout(180)

FILE = """staff_code,name,team,extension,login,alias,from,until,account
A1,王梅,一组,201|202,,,,,
B1,"Bob, Jr",Two,203,,,,,
"""


@pytest.fixture
def running(daemon):
    daemon.role = "administrator"
    return daemon.start()


def take_in(running, tmp_path, *agents):
    for number, agent in enumerate(agents):
        name = f"{number}.wav"
        sidecar = tmp_path / f"{name}.json"
        sidecar.write_text(json.dumps(
            {"startedAt": f"2024-03-0{number + 1}T10:00:00+08:00", "agent": agent}))
        put(sidecar, running.drop() / sidecar.name)
        put(small_call(tmp_path / name, seed=number), running.drop() / name)
    running.until_decided(len(agents))
    running.until(lambda: all(call["agent"] for call in calls(running)), seconds=30,
                  what="the sidecars to be read")


def calls(running, *filters):
    """As somebody has them who may see calls, which whoever changes the roster may not."""
    return running.calls("--as", "auditor", *filters)


def roster(running, *arguments, status=0):
    done = running.command("roster", *arguments)
    assert done.returncode == status, done.stderr
    return done


def test_codes_turn_up_and_are_given_to_agents(running, tmp_path):
    take_in(running, tmp_path, "8004", "8004", "8005")
    waiting = running.json("roster", "unassigned")["items"]
    assert [(code["code"], code["calls"]) for code in waiting] == [("8004", 2), ("8005", 1)]
    roster(running, "teams", "--add", "Sales")
    roster(running, "add", "A1", "Ann", "--team", "Sales")
    roster(running, "give", "8004", "A1", "--until", "2024-03-01")
    running.until(lambda: [c["agent"] for c in calls(running)] == ["8005", "8004", "A1"],
                  seconds=30, what="the first call to be given over")
    roster(running, "name", "8005", "Eve")
    running.until(lambda: calls(running, "--text", "eve"), seconds=30, what="the name to be found")
    assert [c["code"] for c in running.json("roster", "unassigned")["items"]] == ["8004"]
    status, _, page = running.get("/roster/unassigned")
    assert status == 200 and b"8004" in page and b"8005" not in page


def test_a_file_is_looked_at_applied_and_exported(running, tmp_path):
    take_in(running, tmp_path, "202", "9")
    file = tmp_path / "staff.csv"
    file.write_text(FILE)
    looked = roster(running, "import", file, "--dry-run")
    assert "2 added" in looked.stdout and "nothing was written" in looked.stdout
    assert running.json("roster", "list")["items"] == []
    roster(running, "import", file)
    running.until(lambda: calls(running)[-1]["agentName"] == "王梅", seconds=30,
                  what="the call to be given to its agent")
    exported = tmp_path / "export.csv"
    exported.write_text(roster(running, "export").stdout)
    assert "2 unchanged" in roster(running, "import", exported).stdout
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(FILE + "C1,Carl,,203,,,,,\nD1,,,,,,,,\n")
    refused = roster(running, "import", wrong, "--json", status=65)
    problems = json.loads(refused.stdout)["problems"]
    assert [(p["line"], p["code"]) for p in problems] == [(4, "code-taken"), (5, "no-name")]
    assert len(running.json("roster", "list")["items"]) == 2
    wrong.write_bytes("staff_code,name\nA,王梅\n".encode("gb18030"))
    assert "UTF-8" in roster(running, "import", wrong, status=65).stdout


def test_no_name_of_an_agent_is_in_the_log_or_the_ledger(running, tmp_path):
    file = tmp_path / "staff.csv"
    file.write_text("staff_code,name,extension\nA1,Canaryname,201\n")
    roster(running, "import", file)
    running.get("/roster?q=Canaryname")
    assert "Canaryname" not in running.log.read_text()
    for (entry,) in running.sql("SELECT hex(bytes) FROM ledger_entry" if not running.address
                                else "SELECT encode(bytes, 'hex') FROM ledger_entry"):
        assert b"Canaryname" not in bytes.fromhex(entry)
