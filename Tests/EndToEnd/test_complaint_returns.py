"""Returns to regulators: the numbers of a half-year, their cases, and the files that go out."""

import csv
import hashlib
import io
import json
import re
import time

import complaints
import openpyxl
import pytest
import scoring
from daemon import Daemon, put
from sounds import small_call

pytestmark = pytest.mark.timeout(240)

SETTINGS = scoring.SETTINGS + "complaintRegimes: [us-cfpb]\n"
FORM = "us-cfpb-responses"
YEAR = time.strftime("%Y", time.gmtime())
WORDS = {"text": "Heard and seen"}
WAY = (("acknowledge", WORDS), ("assess", {"type": "misleading", "severity": "medium",
                                           "complexity": "simple"}),
       ("take", {}), ("investigate", {}), ("find", {"causes": ["care"], **WORDS}),
       ("decide", None), ("answer", {"text": "Dear customer"}))
DECISIONS = ({"outcome": "upheld", "redress": [{"kind": "refund", "amount": 42_000}]},
             {"outcome": "partly", "redress": [{"kind": "apology"}]}, {"outcome": "rejected"})


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Five complaints under the regime: one with money, one with an apology, one with neither, one
    withdrawn, one open; and one of another regime."""
    daemon = Daemon(settings=SETTINGS)
    try:
        daemon.start()
        name = "20240115-103000_agent-201_13800138000_out.wav"
        put(small_call(tmp_path_factory.mktemp("calls") / name, seed=1), daemon.drop() / name)
        daemon.until_decided(1)
        for made in DECISIONS:
            complaint = register(daemon)
            for act, body in WAY:
                body = {**made, **WORDS} if body is None else body
                ask(daemon, f"POST /api/v1/complaints/{complaint}/{act}", body)
        withdrawn = register(daemon)
        ask(daemon, f"POST /api/v1/complaints/{withdrawn}/withdraw", WORDS)
        register(daemon)
        register(daemon, regimes=["cn-finance"])
        yield daemon
    finally:
        daemon.close()


def register(daemon, **more):
    form = {"channel": "phone", "language": "en", "text": "The agent hung up",
            "parties": [{"kind": "complainant", "name": "Fay"}], **more}
    return ask(daemon, "POST /api/v1/complaints", form)["id"]


def ask(daemon, address, value=None, role="complaint-handler", status=range(200, 300)):
    method, path = address.split(" ")
    headers = {"X-Callaudit-Role": role, "Content-Type": "application/json"}
    found, _, body = daemon.ask(method, path, headers, None if value is None else json.dumps(value))
    assert found in status, f"{address}: {found} {body.decode()}"
    return json.loads(body or b"null")


def officers(daemon, path, status=range(200, 300)):
    return ask(daemon, f"GET /api/v1/complaints/returns{path}", role="compliance-officer",
               status=status)


def numbers(made):
    return {number["key"]: number for table in made["tables"] for row in table["rows"]
            for number in row["numbers"]}


def test_the_numbers_of_a_year_are_those_of_its_cases(house):
    made = officers(house, f"/{FORM}/{YEAR}")
    assert made["complete"] and not made["periodOver"] and not made["verified"]
    found = numbers(made)
    assert {key.split("/")[1]: found[key]["value"] for key in found if key.startswith("all/")} == {
        "received": 5, "untimely-response": 0, "in-progress": 1,
        "closed-with-monetary-relief": 1, "closed-with-non-monetary-relief": 1,
        "closed-with-explanation": 2, "timely": 5}
    for key, number in found.items():
        cases = officers(house, f"/{FORM}/{YEAR}/cases?number={key.replace('/', '%2F')}")["items"]
        assert len(cases) == number["value"], key


def test_a_period_or_return_that_isnt_there_is_named(house):
    assert officers(house, f"/{FORM}/2026-H3", status=[400, 422])["code"] == "bad-return-period"
    assert officers(house, f"/nothing/{YEAR}", status=[404])["code"] == "no-such-return"
    for role in ("complaint-handler", "qa-lead", "agent"):
        ask(house, f"GET /api/v1/complaints/returns/{FORM}/{YEAR}", role=role, status=[403])


def test_files_hold_the_same_numbers_and_the_ledger_their_digest(house, tmp_path):
    path = f"/api/v1/complaints/returns/{FORM}/{YEAR}/file"
    headers = {"X-Callaudit-Role": "compliance-officer"}
    found = numbers(officers(house, f"/{FORM}/{YEAR}"))
    _, _, text = house.ask("GET", path + "?form=csv", headers)
    lines = list(csv.DictReader(io.StringIO(text.decode())))
    assert {line["key"]: int(line["value"]) for line in lines} == {
        key: number["value"] for key, number in found.items()}
    assert {line["verified"] for line in lines} == {"no"}
    _, answered, book = house.ask("GET", path + "?form=xlsx", headers)
    assert answered["Content-Disposition"].endswith(f'{FORM}-{YEAR}.xlsx"')
    opened = openpyxl.load_workbook(io.BytesIO(book))
    assert len(opened.sheetnames) == 4
    whole = opened.worksheets[1]
    shown = {row[4].value: row[1].value for row in whole.iter_rows(min_row=2)}
    assert shown["all/received"] == 5 and shown["all/timely"] == 1
    for sheet in opened.worksheets:
        assert all(cell.data_type in "ns" for row in sheet.iter_rows() for cell in row)
    listed = house.json("--as", "auditor", "ledger", "list",
                        "--action", "complaint.return-exported")
    noted = json.dumps(listed)
    assert hashlib.sha256(book).hexdigest() in noted and hashlib.sha256(text).hexdigest() in noted


def test_the_command_makes_the_same_return(house, tmp_path):
    def run(*arguments):
        return house.command("--as", "compliance-officer", "complaint", "return", *arguments)
    assert FORM in run().stdout
    said = run(FORM, YEAR)
    assert said.returncode == 0 and "all/closed-with-monetary-relief" in said.stdout
    assert "No officer has confirmed" in said.stderr
    file = tmp_path / "return.xlsx"
    assert run(FORM, YEAR, "--xlsx", "-o", str(file)).returncode == 0
    assert openpyxl.load_workbook(file).sheetnames
    assert run(FORM, YEAR, "--csv").stdout.startswith("return,from,through")
    cases = run(FORM, YEAR, "--cases", "all/in-progress")
    assert len(re.findall(r"^\d\d-\d{7}-\d", cases.stdout, re.M)) == 1
    assert run(FORM).returncode != 0
    assert run(FORM, "soon").returncode != 0


def test_the_numbers_survive_a_kill(house):
    before = officers(house, f"/{FORM}/{YEAR}")["tables"]
    house.kill()
    house.start()
    assert officers(house, f"/{FORM}/{YEAR}")["tables"] == before
