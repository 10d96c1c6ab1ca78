"""Letters about complaints: from a template to a PDF, refused while a regime's demand isn't met,
and kept as they went out through kills."""

import http.client
import json
import subprocess

import pytest
import scoring
from complaints import Case, status, told_once
from daemon import Daemon
from matrix.company import Company

pytestmark = pytest.mark.timeout(300)

SETTINGS = scoring.SETTINGS + "complaintRegimes: [uk-disp]\n"
REASONS = "You were promised 4 % a year <b>in writing</b>.\n\nThe contract says otherwise."


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=SETTINGS) as daemon:
        yield Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=4, spare_files=0)


@pytest.fixture
def handler(company):
    return company.people["complaint-handler"]


def received(company, name="Zoë O’Neill", **more):
    what = {"channel": "e-mail", "language": "en", "text": "They promised 4 %.",
            "parties": [{"kind": "complainant", "name": name}], **more}
    return Case(company.people["complaint-handler"], what, company.people["auditor"])


def begun(handler, case, kind, **more):
    return handler.json(f"POST {case.at}/letters", {"kind": kind, **more})["number"]


def saved(handler, case, number, **values):
    shown = handler.json(f"GET {case.at}/letters/{number}")["letter"]
    handler.json(f"POST {case.at}/letters/{number}", {
        "template": shown["template"], "language": shown["language"],
        "revision": shown["revision"], "values": values})
    return handler.json(f"GET {case.at}/letters/{number}")


def sent(handler, case, number, **more):
    return status(handler, f"POST {case.at}/letters/{number}/send", {"channel": "letter", **more})


def pdf_text(content):
    assert content.startswith(b"%PDF-1.5")
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True,
                          timeout=30)
    return done.stdout.decode()


def raw(person, address):
    """Headers and bytes of what a person is answered."""
    visitor = person.visitor
    connection = http.client.HTTPConnection(
        "127.0.0.1", visitor.port, timeout=60, source_address=(visitor.address, 0))
    headers = {"Authorization": f"Bearer {person.token}"} if person.token else {
        "Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())}
    try:
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content
        return {name.lower(): value for name, value in answer.getheaders()}, content
    finally:
        connection.close()


def until_decided(handler, case, **decision):
    case.until_assessed(handler)
    case.until_found(handler)
    case.act(handler, "decide", text="The recording says so.", **decision)


HOUSE = {"house": "Example Bank", "contact": "complaints@bank.example"}


def test_a_final_response_has_all_that_the_regime_demands(company, handler):
    case = received(company)
    until_decided(handler, case, outcome="rejected")
    # Nobody can tell whether free words say what DISP wants.
    assert case.refused(handler, "answer", text="Dear customer") == (409, "complaint-needs")
    plain = begun(handler, case, "answer", template="answer")
    shown = saved(handler, case, plain, reasons=REASONS, **HOUSE)
    assert shown["missing"] == [] and {"leaflet", "six-months", "right-to-refer"} <= {
        demand["code"] for demand in shown["lacks"]}
    assert sent(handler, case, plain) == (409, "complaint-needs")
    assert case.state == "decided"
    number = begun(handler, case, "answer")
    shown = handler.json(f"GET {case.at}/letters/{number}")
    assert shown["letter"]["template"] == "answer-uk"
    assert shown["values"]["customer"] == "Zoë O’Neill"
    assert "reasons" in shown["missing"]
    assert sent(handler, case, number) == (409, "letter-gaps")
    shown = saved(handler, case, number, reasons=REASONS, **HOUSE)
    assert shown["missing"] == [] and shown["lacks"] == []
    assert sent(handler, case, number) == (204, None) and case.state == "answered"
    event = case.events("answer")[0]
    assert event["deed"]["template"] == "answer-uk" and event["deed"]["channel"] == "letter"
    assert event["deed"]["letter"] == number and event["deed"]["lacks"] == []
    # The timeline is for all who see the case; the name isn't.
    assert "O’Neill" not in event["text"] and "six months" in event["text"]
    told_once(company, case)


def test_a_letter_is_printed_as_it_went_out_whatever_happens(company, handler):
    case = received(company)
    number = begun(handler, case, "acknowledgement")
    # What is promised is the clock's last day, and never the one after.
    values = handler.json(f"GET {case.at}/letters/{number}")["values"]
    assert values["due"] == case.clock("final-response")["dueDay"]
    saved(handler, case, number, **HOUSE)
    assert sent(handler, case, number) == (204, None) and case.state == "acknowledged"
    headers, pdf = raw(handler, f"{case.at}/letters/{number}/pdf")
    assert headers["content-type"] == "application/pdf"
    assert "attachment" in headers["content-disposition"]
    words = pdf_text(pdf)
    assert "Zoë O’Neill" in words and case.number in words and "Example Bank" in words
    _, text = raw(handler, f"{case.at}/letters/{number}/text")
    assert "Dear Zoë O’Neill," in text.decode()
    company.daemon.kill()
    company.daemon.start()
    assert raw(handler, f"{case.at}/letters/{number}/pdf")[1] == pdf
    entries = company.listed(f"/api/v1/ledger?object=complaint:{case.id}", role="auditor")
    opened = [entry for entry in entries if entry["action"] == "complaint.letter-opened"]
    assert len(opened) == 3
    assert sent(handler, case, number) == (409, "letter-sent")
    told_once(company, case)


def test_who_may_not_reveal_the_customer_opens_no_letter(company, handler):
    case = received(company)
    number = begun(handler, case, "acknowledgement")
    for role in ("auditor", "qa-lead", "supervisor", "agent"):
        person = company.people[role]
        assert status(person, f"GET {case.at}/letters/{number}/text")[0] in (403, 404)
    listed = company.people["auditor"].json(f"GET {case.at}/letters")
    assert [letter["openable"] for letter in listed["items"]] == [False]
    assert "O’Neill" not in json.dumps(listed) and listed["choices"] == []
    assert company.people["compliance-officer"].json(f"GET {case.at}/letters/{number}")["values"]
    assert status(company.people["agent"], f"POST {case.at}/letters",
                  {"kind": "acknowledgement"})[0] == 404


def test_what_is_wrong_with_a_letter_is_a_sentence_and_loses_nothing(company, handler):
    case = received(company)
    number = begun(handler, case, "delay")
    assert "O’Neill" in json.dumps(saved(handler, case, number, reasons="Because", **HOUSE),
                                   ensure_ascii=False)
    for value, wanted in (
        ({"template": "nothing", "language": "en"}, (409, "no-letter-template")),
        ({"template": "delay", "language": "en", "revision": 1}, (409, "letter-changed")),
        ({"template": "delay", "language": "en", "values": {"today": "x"}},
         (400, "bad-complaint-field")),
        ({"template": "delay", "language": "en", "values": {"reasons": "x" * 20_001}},
         (409, "letter-gaps")),
    ):
        assert status(handler, f"POST {case.at}/letters/{number}", value) == wanted
    assert sent(handler, case, number, day="2199-01-01") == (400, "bad-complaint-field")
    assert sent(handler, case, number, channel="pigeon") == (400, "bad-complaint-field")
    shown = handler.json(f"GET {case.at}/letters/{number}")
    assert shown["values"]["reasons"] == "Because"
    assert status(handler, f"GET {case.at}/letters/7/pdf") == (404, "no-such-letter")
    assert status(handler, f"POST {case.at}/letters", {"kind": "answer"})[0] == 409


def test_a_letter_by_page_without_scripts(company, handler):
    case = received(company)
    shown = handler.visitor.get(f"/complaints/{case.id}")[2]
    assert "Write the acknowledgement" in shown
    code, headers, _ = handler.visitor.post(
        f"/complaints/{case.id}/letters", {"kind": "acknowledgement"})
    assert code == 303
    page = headers["location"]
    shown = handler.visitor.get(page)[2]
    assert 'value="Zoë O’Neill"' in shown and "#letter-house" in shown
    fields = {"template": "acknowledgement en", "revision": "1", "place-customer": "Ms <O’Neill>",
              "place-handler": "Sun Li", "place-due": "2027-01-20", "place-house": "",
              "place-contact": "", "channel": "e-mail", "day": "2199-01-01"}
    code, _, shown = handler.visitor.post(page + "/send", fields)
    assert code == 400 and "Ms &lt;O’Neill&gt;" in shown and 'role="alert"' in shown
    fields |= {"place-house": "Example Bank", "place-contact": "at the counter"}
    assert handler.visitor.post(page, fields)[0] == 303
    code, _, shown = handler.visitor.post(page, fields)
    assert code == 409 and "Save again" in shown and "at the counter" in shown
    shown = handler.visitor.get(page)[2]
    assert "20 January 2027" in shown and "Nothing is missing" in shown
    today = shown.split('name="day" type="date" max="')[1][:10]
    code, headers, shown = handler.visitor.post(
        page + "/send", fields | {"revision": "2", "day": today})
    assert (code, headers.get("location")) == (303, page), shown
    shown = handler.visitor.get(page)[2]
    assert "<form class=\"letter-form\"" not in shown and page + "/pdf" in shown
    shown = handler.visitor.get(f"/complaints/{case.id}")[2]
    assert "Sent by e-mail on" in shown and case.state == "acknowledged"


def test_letters_by_command(tmp_path):
    with Daemon(settings=scoring.SETTINGS) as daemon:
        daemon.role = "complaint-handler"

        def did(*arguments, given=None, code=0):
            done = daemon.command("complaint", *arguments, given=given)
            assert done.returncode == code, (arguments, done.returncode, done.stderr)
            return done.stderr if code > 1 else done.stdout.strip()

        (tmp_path / "form.json").write_text(json.dumps({
            "channel": "letter", "language": "zh-Hant", "text": "等了三個月。",
            "parties": [{"kind": "complainant", "name": "王小明"}]}))
        case = did("add", "--form", str(tmp_path / "form.json"))
        assert "acknowledgement" in did("letter", "list", case)
        number = did("letter", "write", case, "--kind", "acknowledgement")
        shown = json.loads(did("letter", "show", case, number, code=1))
        assert shown["letter"]["language"] == "zh-Hant" and "house" in shown["missing"]
        did("letter", "save", case, number, given=json.dumps(
            {"house": "範例銀行", "contact": "客服中心", "handler": "孫莉"}))
        did("letter", "save", case, number, "--place", "customer", given="王小明先生\n")
        did("letter", "show", case, number)
        assert "王小明先生 您好：" in did("letter", "text", case, number)
        did("letter", "send", case, number, "--by", "letter")
        made = tmp_path / "letter.pdf"
        did("letter", "pdf", case, number, "--output", str(made))
        assert "範例銀行" in pdf_text(made.read_bytes()).replace("\n", "")
        assert "can't be written" in did(
            "letter", "pdf", case, number, "--output", str(made), code=74)
        assert "stays as it is" in did("letter", "send", case, number, "--by", "letter", code=65)
        assert daemon.json("complaint", "show", case)["complaint"]["state"] == "acknowledged"
