"""Rates of complaints: against hand figures, as far as each may see them, and where each number
leads."""

import json
import time

import pytest
import scoring
from daemon import Daemon, put
from sounds import small_call

pytestmark = pytest.mark.timeout(240)

DAYS = "from=2024-01-01&to=2024-03-31"
FIGURES = "GET /api/v1/complaints/figures"
WORDS = {"text": "Heard and seen"}
WAY = (("acknowledge", WORDS), ("assess", {"type": "misleading", "severity": "medium",
                                           "complexity": "simple"}),
       ("take", {}), ("investigate", {}), ("find", {"causes": ["care"], **WORDS}))
CALLS = 4


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Four calls of one day, and three complaints: about one of them, about the same and merged
    into the first, and about none."""
    daemon = Daemon(settings=scoring.SETTINGS)
    try:
        daemon.start()
        folder = tmp_path_factory.mktemp("calls")
        for number in range(CALLS):
            name = f"20240115-10300{number}_agent-201_1380013800{number}_out.wav"
            put(small_call(folder / name, seed=number), daemon.drop() / name)
        daemon.until_decided(CALLS)
        call = ask(daemon, "GET /api/v1/calls", role="auditor")["items"][0]["id"]
        first = register(daemon, calls=[call])
        daemon.about = first["id"]
        for act, body in WAY:
            ask(daemon, f"POST /api/v1/complaints/{daemon.about}/{act}", body)
        merged = register(daemon, calls=[call])["id"]
        ask(daemon, f"POST /api/v1/complaints/{merged}/merge", {"number": first["number"], **WORDS})
        daemon.other = register(daemon)["id"]
        # It counts at once when it starts, and then each minute.
        daemon.stop()
        daemon.start()
        yield daemon
    finally:
        daemon.close()


def register(daemon, **more):
    form = {"channel": "phone", "language": "en", "text": "The agent hung up",
            "parties": [{"kind": "complainant", "name": "Fay"}], **more}
    return ask(daemon, "POST /api/v1/complaints", form)


def ask(daemon, address, value=None, role="complaint-handler", status=range(200, 300)):
    method, path = address.split(" ")
    headers = {"X-Callaudit-Role": role, "Content-Type": "application/json"}
    sent = None if value is None else json.dumps(value)
    found, _, body = daemon.ask(method, path, headers, sent)
    assert found in status, f"{address}: {found} {body.decode()}"
    return json.loads(body or b"null")


def counted(daemon, query, role="compliance-officer"):
    """The figures once all calls are counted, which takes a minute at most."""
    for _ in range(150):
        view = ask(daemon, f"{FIGURES}?{query}", role=role)
        if view["asOf"] and view["whole"]["exposure"]:
            return view
        time.sleep(0.5)
    raise AssertionError("calls aren't counted")


def test_figures_equal_hand_figures(house):
    view = counted(house, f"{DAYS}&by=agent")
    assert (view["whole"]["complaints"], view["whole"]["exposure"]) == (1, CALLS)
    assert view["whole"]["rate"] is None
    only, = view["groups"]
    assert (only["code"], only["complaints"], only["exposure"]) == ("201", 1, CALLS)
    week, = [period for period in view["periods"] if period["exposure"]]
    assert (week["name"], week["complaints"]) == ("2024-W03", 1)
    # One in four, by the week: mid-P of the Poisson mean, per 1,000.
    assert week["rate"]["value"] == 250 and week["rate"]["low"] < 20 < 1200 < week["rate"]["high"]
    assert view["silence"] == "few-periods" or view["silence"] == "few-complaints"
    assert [cause["code"] for cause in view["causes"]][-1] == "care"
    customers = counted(house, f"{DAYS}&base=customers")
    assert customers["whole"]["exposure"] == CALLS
    assert counted(house, f"{DAYS}&cause=care")["whole"]["complaints"] == 1
    today = ask(house, FIGURES, role="compliance-officer")
    assert (today["whole"]["complaints"], today["whole"]["exposure"]) == (1, 0)


def test_a_number_leads_to_its_cases(house):
    query = ("about_from=2024-01-15&about_to=2024-01-15&members=no&agent=201&cause=care"
             "&state=investigating&state=received")
    listed = ask(house, f"GET /api/v1/complaints?{query}")["items"]
    assert [one["id"] for one in listed] == [house.about]
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86_400))
    listed = ask(house, f"GET /api/v1/complaints?about_from={day}&members=no")["items"]
    assert [one["id"] for one in listed] == [house.other]


def test_what_cannot_be_read_is_said(house):
    for query in ("base=hours", "by=colour", "group=campaign", "group=cause:care", "from=x",
                  "from=2026-02-01&to=2026-01-01", "from=2010-01-01", "cycle=day", "nothing=1"):
        ask(house, f"{FIGURES}?{query}", role="compliance-officer", status=(400,))
    ask(house, f"{FIGURES}?group=product:gone", role="compliance-officer", status=(404,))


def test_agents_rates_are_not_for_everybody(house):
    ask(house, f"{FIGURES}?by=agent", role="complaint-handler", status=(403,))
    assert ask(house, FIGURES, role="complaint-handler")["by"] == "campaign"


def test_the_page_and_the_command_say_the_same(house):
    counted(house, DAYS)
    headers = {"X-Callaudit-Role": "compliance-officer"}
    status, _, page = house.ask("GET", f"/complaints/figures?{DAYS}&by=agent", headers, None)
    assert status == 200 and "201" in page.decode() and "2024-W03" in page.decode()
    assert house.ask("GET", "/complaints/board", headers, None)[0] == 200
    said = house.command(
        "--as", "compliance-officer", "complaint", "figures", "--from", "2024-01-01", "--to",
        "2024-03-31", "--by", "agent")
    assert said.returncode == 0 and "2024-W03" in said.stdout and "201" in said.stdout


def test_tallies_survive_a_restart_and_are_verified(house):
    counted(house, DAYS)
    assert house.stop() == 0
    house.start()
    assert counted(house, DAYS)["whole"]["exposure"] == CALLS
    found = house.command("verify")
    assert found.returncode == 0, found.stdout + found.stderr
