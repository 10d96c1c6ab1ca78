"""Addresses of complaints. Who registers one sees it as their own; it is about an agent, whose team
is its team."""

import functools

from matrix.company import ABSENT
from matrix.row import BY_TEAM, Row

ABOUT = {"own": "A2", "team": "A2", "foreign": "B1"}
WORDS = {"text": "Heard and seen"}
# Neither makes anybody wait nor is refused for its pace: nobody is looked up by number.
FORM = {"channel": "phone", "language": "en", "complainants": "1", "kind": "complainant",
        "name": "Fay", "text": "The agent hung up"}


def form(agent="A2", **more):
    return {"channel": "phone", "text": "The agent hung up", "agents": [agent],
            "parties": [{"kind": "complainant", "name": "Fay"}], **more}


def register(company, owner):
    """The agent's own one is about a colleague; the others are somebody else's."""
    body = form(ABOUT[owner])
    if owner == "own":
        return company.people["agent"].json("POST /api/v1/complaints", body)
    return company.root("POST /api/v1/complaints", body)


def made(company, person, owner):
    """A fresh one, that nobody has begun."""
    return ABSENT if owner == "absent" else register(company, owner)["id"]


def kept(company, owner):
    """The same each time: id and number."""
    name = f"complaint {owner}"
    if name not in company.kept:
        company.kept[name] = register(company, owner)
    return company.kept[name]


def known(company, person, owner):
    return ABSENT if owner == "absent" else kept(company, owner)["id"]


def by_number(company, person, ids):
    owner = next((owner for owner in ABOUT if kept(company, owner)["id"] == ids[0]), None)
    number = kept(company, owner)["number"] if owner else nobodys(company)
    return f"n={number}"


def nobodys(company):
    """A number that is in order and was never given."""
    for digit in range(10):
        number = f"99-0000001-{digit}"
        status = company.people["auditor"].ask(f"GET /api/v1/complaints/number?n={number}")[0]
        if status == 404:
            return number
    raise AssertionError("no digit fits")


def asked(company, person, owner):
    """A question to somebody else; with its event."""
    if "complaint question" not in company.kept:
        handler = company.people["complaint-handler"]
        complaint = register(company, "team")["id"]
        for act, body in (("acknowledge", WORDS), ("assess", classes(company)), ("take", {}),
                          ("ask", {"agent": "B1", **WORDS})):
            handler.json(f"POST /api/v1/complaints/{complaint}/{act}", body)
        shown = handler.json(f"GET /api/v1/complaints/{complaint}")
        event = next(event for event in shown["timeline"] if event["act"] == "ask")
        company.kept["complaint question"] = (complaint, event["number"])
    complaint, event = company.kept["complaint question"]
    return (ABSENT if owner == "absent" else complaint), event


def classes(company):
    """The finest type and a severity that the house has."""
    rules = company.root("GET /api/v1/complaints/rules")
    branch = rules["types"][0]
    while branch["branches"]:
        branch = branch["branches"][0]
    return {"type": branch["code"], "severity": rules["severities"][0]["code"],
            "complexity": "simple", **WORDS}


def worked(company, acts):
    """A case with which the handler went so far: `acts` in their order."""
    handler, case = company.people["complaint-handler"], register(company, "team")["id"]
    for act in acts:
        handler.json(f"POST /api/v1/complaints/{case}/{act}", {**WORK.get(act, {}), **WORDS,
                     **(classes(company) if act == "assess" else {})})
    return case


WORK = {"decide": {"outcome": "rejected"}, "wait": {"reason": "awaiting-customer"}}
WAY = ("acknowledge", "assess", "take", "investigate", "find", "decide", "answer", "close")


def real_ids(company, each):
    """Cases that nobody has begun, and some at every point of their way, with all that they are
    worked with."""
    rules, found = company.root("GET /api/v1/complaints/rules"), classes(company)
    cases = [register(company, "team") for _ in range(4 * each)]
    begun = [worked(company, WAY[:end]) for end in range(3, len(WAY) + 1)
             for _ in range(each // 2)]
    begun += [worked(company, (*WAY[:3], act)) for act in ("wait", "ask-special")
              for _ in range(each // 2)]
    return {
        "complaint": [*(case["id"] for case in cases), *begun,
                      asked(company, None, "team")[0], documented(company, None, "team")[0]],
        "document": [1], "letter": [lettered(company, case["id"]) for case in cases[:2]],
        "complaint number": [case["number"] for case in cases],
        "complaint type": [found["type"]], "complaint severity": [found["severity"]],
        "cause": [branch["code"] for branch in rules["causes"]],
        "redress": [kind["code"] for kind in rules["redress"] if not kind["money"]],
        "regime": [regime["name"] for regime in rules["regimes"]],
    }


def another(company, person, ids):
    """The number of one to be joined with."""
    if "complaint to join" not in company.kept:
        company.kept["complaint to join"] = register(company, "team")["number"]
    return company.kept["complaint to join"]


ONE = "/complaints/:complaint"


def act(name, sent, thing=known, done=None, form_sent=None):
    """A page's form and the address of the API. Without `done` it is refused once it is known that
    whoever asks may do it at all: the case isn't so far."""
    fields, value = (form_sent or sent), sent
    row = {"owners": BY_TEAM, "thing": thing, "name": name}
    return {f"POST {ONE}/{name}": Row(**row, fields=fields, done=303 if done else 409),
            f"POST /api/v1{ONE}/{name}": Row(**row, value=value, done=done or 409)}


def joined(name):
    def sent(company, person, ids):
        return {"number": another(company, person, ids), **WORDS}
    return act(name, sent, made, 204)


def linked(company, person, ids):
    return {"call": company.calls["own"], "subject": False, **WORDS}


def linked_form(company, person, ids):
    return {"call": company.calls["own"], "subject": "no", **WORDS}


def call(company, person, ids):
    return {"call": company.calls["own"], **WORDS}


def calls(company, person, ids):
    return {"calls": [company.calls["own"]], **WORDS}


DECISION = {"outcome": "upheld", **WORDS}
BEGUN = ("acknowledge", "escalate", "follow-up", "note", "withdraw")
LATER = ("investigate", "resume", "close", "reopen", "refer", "come-back", "unmerge",
         "ask-special", "answer")

ACTS = [
    *(act(name, WORDS, made, 204) for name in BEGUN),
    *(act(name, WORDS) for name in LATER),
    *(act(name, DECISION) for name in ("solve", "decide", "settle", "rule")),
    *(act(name, {"request": 1, **WORDS}) for name in ("approve", "refuse")),
    act("take", {}, made, 204), act("assign", {"person": "", **WORDS}, made, 204),
    act("represent", {"representatives": 1, **WORDS}, made, 204,
        {"representatives": "1", **WORDS}),
    act("place", {"regimes": [], **WORDS}, made, 204, WORDS),
    act("link-call", linked, made, 204, linked_form),
    act("unlink-call", call), act("split", calls), joined("link"), joined("merge"),
    act("assess", {"type": "x", "severity": "x", "complexity": "simple", **WORDS}),
    act("ask", {"agent": "A2", **WORDS}), act("find", {"causes": [], **WORDS}, form_sent=WORDS),
    act("wait", {"reason": "awaiting-customer", **WORDS}),
    act("ask-extension", {"extension": "x", **WORDS}),
    act("ask-redress", {"redress": [{"kind": "apology"}], **WORDS},
        form_sent={"redress": "apology", **WORDS}),
    act("give", {"redress": 0, **WORDS}, form_sent={"place": "0", **WORDS}),
    act("hear", {"content": True, **WORDS}, form_sent={"content": "yes", **WORDS}),
]

def document(company, person, ids):
    """One that no case has yet."""
    count = company.kept["documents"] = company.kept.get("documents", 0) + 1
    body = ("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n"
            f"{person.proof or ''}\r\n" + part(count))
    return body, "multipart/form-data; boundary=x"


def document_alone(company, person, ids):
    count = company.kept["documents"] = company.kept.get("documents", 0) + 1
    return part(count), "multipart/form-data; boundary=x"


def part(count):
    return ("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
            f"Content-Type: text/plain\r\n\r\nDocument {count}\r\n--x--\r\n")


def documented(company, person, owner):
    """A case with a document, and its number."""
    name = f"documented {owner}"
    if owner != "absent" and name not in company.kept:
        case = register(company, owner)["id"]
        status, _, answer = company.people["complaint-handler"].ask(
            f"POST /api/v1/complaints/{case}/documents", *document_alone(company, None, None))
        assert status == 201, answer
        company.kept[name] = case
    return (ABSENT if owner == "absent" else company.kept[name]), 1


def lettered(company, case):
    """The number of a draft that the handler has begun."""
    return company.people["complaint-handler"].json(
        f"POST /api/v1/complaints/{case}/letters", {"kind": "acknowledgement"})["number"]


def letterless(company, person, owner):
    """A case, and a letter that it hasn't got: letters open for few who see the case, which is in
    test_complaint_letters."""
    return known(company, person, owner), 99


SAVED = {"template": "acknowledgement", "language": "en"}
SAVED_FORM = {"template": "acknowledgement en"}
# That it has no such letter is told to who sees the case.
OF_A_CASE = ("own", "team", "foreign")
LETTERS = {
    f"POST {ONE}/letters": Row(
        owners=BY_TEAM, thing=made, fields={"kind": "acknowledgement"}, done=303),
    f"POST /api/v1{ONE}/letters": Row(
        owners=BY_TEAM, thing=made, value={"kind": "acknowledgement"}, done=201),
    f"GET /api/v1{ONE}/letters": Row(owners=BY_TEAM, thing=known),
    **{f"GET {door}{ONE}/letters/:letter{what}": Row(owners=OF_A_CASE, thing=letterless, done=404)
       for door in ("", "/api/v1") for what in ("", "/pdf", "/text")},
    f"POST {ONE}/letters/:letter": Row(
        owners=OF_A_CASE, thing=letterless, fields=SAVED_FORM, done=404),
    f"POST /api/v1{ONE}/letters/:letter": Row(
        owners=OF_A_CASE, thing=letterless, value=SAVED, done=404),
    f"POST {ONE}/letters/:letter/send": Row(
        owners=OF_A_CASE, thing=letterless, done=404,
        fields={"channel": "e-mail", "day": "2026-11-23", **SAVED_FORM}),
    f"POST /api/v1{ONE}/letters/:letter/send": Row(
        owners=OF_A_CASE, thing=letterless, value={"channel": "e-mail"}, done=404),
}

# Of the one who is asked; their own ones are in test_complaints.
QUESTION = {"owners": ("foreign", "absent"), "thing": asked}


def question_of(company, person, owner):
    return asked(company, person, owner)[0]


ROWS = {
    **LETTERS,
    "GET /complaints": Row(), "GET /api/v1/complaints": Row(),
    "GET /complaints/export": Row(), "GET /api/v1/complaints/export": Row(),
    f"POST {ONE}/file": Row(owners=BY_TEAM, thing=known, fields={"purpose": "audit"}),
    f"POST /api/v1{ONE}/file": Row(owners=BY_TEAM, thing=known, value={"purpose": "audit"}),
    "GET /complaints/board": Row(), "GET /api/v1/complaints/board": Row(),
    "GET /complaints/mine": Row(), "GET /api/v1/complaints/mine": Row(),
    "GET /complaints/new": Row(), "GET /api/v1/complaints/rules": Row(),
    "POST /complaints": Row(fields=FORM, done=303),
    "POST /api/v1/complaints": Row(value=form(), done=201),
    "POST /complaints/matches": Row(fields=FORM), "POST /api/v1/complaints/matches": Row(value={}),
    "GET /complaints/number": Row(owners=BY_TEAM, thing=known, query=by_number, done=303),
    "GET /api/v1/complaints/number": Row(owners=BY_TEAM, thing=known, query=by_number),
    f"POST {ONE}/documents": Row(owners=BY_TEAM, thing=known, raw=document, done=303),
    f"POST /api/v1{ONE}/documents": Row(
        owners=BY_TEAM, thing=known, raw=document_alone, done=201),
    f"GET /api/v1{ONE}/documents": Row(owners=BY_TEAM, thing=known),
    f"GET {ONE}/documents/:document": Row(owners=BY_TEAM, thing=documented),
    f"GET /api/v1{ONE}/documents/:document": Row(owners=BY_TEAM, thing=documented),
    f"GET {ONE}": Row(owners=BY_TEAM, thing=known),
    f"GET /api/v1{ONE}": Row(owners=BY_TEAM, thing=known),
    "GET /complaints/questions/:complaint/:event": Row(**QUESTION),
    "GET /api/v1/complaints/questions/:complaint/:event": Row(**QUESTION),
    f"POST {ONE}/answer-question": Row(
        owners=("foreign", "absent"), thing=question_of, fields={"event": "1", **WORDS}),
    f"POST /api/v1{ONE}/answer-question": Row(
        owners=("foreign", "absent"), thing=question_of, value={"event": 1, **WORDS}),
    **functools.reduce(lambda all, part: all | part, ACTS, {}),
}
