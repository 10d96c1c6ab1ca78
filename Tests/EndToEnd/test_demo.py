"""scripts/demo as somebody runs it who sees the product for the first time, without a screen."""

import os
import re
import subprocess

import pytest
from daemon import BUILD, REPOSITORY, free_port
from visitor import Visitor

pytestmark = [pytest.mark.own_engine, pytest.mark.timeout(300)]


@pytest.fixture
def demo(tmp_path):
    folder = tmp_path / "demo"

    def run(*words):
        return subprocess.run(
            [REPOSITORY / "scripts/demo", *words], capture_output=True, text=True, timeout=280,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "CALLAUDIT_BUILD": str(BUILD), "CALLAUDIT_DEMO": str(folder)})

    run.folder = folder
    yield run
    run("--stop")


def people(words):
    """Names and passwords that it says."""
    found = dict(re.findall(r"(?:as|or) (\w+) +with ([0-9a-f-]{24}) ", words))
    assert set(found) == {"demo", "admin", "handler"}, words
    return found


def test_it_shows_calls_and_complaints_and_lets_people_in(demo):
    port = free_port()
    done = demo("--detach", "--port", str(port))
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"http://127.0.0.1:{port}/\n"
    found = people(done.stderr)
    officer, administrator = Visitor(port), Visitor(port)
    assert officer.sign_in("demo", found["demo"])[0] == 303
    assert officer.get("/")[1]["location"] == "/calls"
    assert officer.get("/calls")[2].count("data-row") > 5
    # Every scorecard that ships is there and in force.
    assert officer.get("/scorecards")[2].count("data-row") == len(
        list((REPOSITORY / "etc/callaudit/scorecards").glob("*.yaml")))
    handler = Visitor(port)
    assert handler.sign_in("handler", found["handler"])[0] == 303
    page = handler.get("/complaints")[2]
    assert page.count("data-row") == 2
    assert administrator.sign_in("admin", found["admin"])[0] == 303
    assert administrator.get("/calls")[0] == 403
    assert administrator.get("/accounts")[0] == 200
    again = demo("--detach", "--port", str(free_port()))
    assert again.returncode == 1 and "runs already" in again.stderr
    assert "Stopped." in demo("--stop").stderr
    # What it had is there again, and so are the people.
    later = demo("--detach", "--port", str(port))
    assert later.returncode == 0, later.stderr
    assert people(later.stderr) == found
    assert Visitor(port).sign_in("demo", found["demo"])[0] == 303
    for path in demo.folder.glob("*.password"):
        assert path.stat().st_mode & 0o077 == 0
