"""Addresses of scorecards and scripts."""

import json

from matrix.row import ANYBODYS, Row, one

LEAD = "qa-lead"
TEXT = {"en": "a", "zh-Hans": "b", "zh-Hant": "c"}


def body(code):
    return {"format": "callaudit-scorecard-1", "code": code, "title": TEXT, "passMark": 8000,
            "sections": [{"code": "one", "title": TEXT, "weight": 1000, "questions": [
                {"code": "asks", "text": TEXT, "kind": {"type": "yesNo", "best": "yes"},
                 "weight": 1000, "notApplicable": "leavesOut"}]}]}


def fields(code):
    """What the editor sends of such a card."""
    made = {"act": "save", "code": code, "passMark": "80", "sections[1].code": "one",
            "sections[1].weight": "1", "sections[1].questions[1].code": "asks",
            "sections[1].questions[1].kind": "yesNo", "sections[1].questions[1].weight": "1"}
    for place in ("title", "sections[1].title", "sections[1].questions[1].text"):
        made |= {f"{place}.{tongue}": text for tongue, text in TEXT.items()}
    return made


def code(company):
    return f"card-{company.number()}"


def card(company):
    """A new draft."""
    return company.root("POST /api/v1/scorecards", {"card": body(code(company))}, LEAD)["id"]


def script_body(code):
    return {"kind": "script", "code": code, "title": TEXT, "body": TEXT, "from": "2024-01-01"}


def script(company):
    return company.root("POST /api/v1/scripts", script_body(code(company)), LEAD)["id"]


def again(make):
    """The whole of what is there already, whose code stays."""
    def value(company, person, ids):
        status, _, text = company.daemon.ask(
            "GET", f"/api/v1/{make.path}/{ids[0]}", {"X-Callaudit-Role": LEAD})
        return make(company, text if status == 200 else None)
    return value


def changed_card(company, text):
    return {"card": json.loads(text)["card"] if text else body("nothing")}


def changed_script(company, text):
    return script_body(json.loads(text)["code"] if text else "nothing")


changed_card.path, changed_script.path = "scorecards", "scripts"

new = {"owners": ANYBODYS, "thing": one(card)}
new_script = {"owners": ANYBODYS, "thing": one(script)}


def script_fields(company, *_):
    made = {"kind": "script", "code": code(company), "from": "2024-01-01"}
    for tongue, text in TEXT.items():
        made |= {f"title.{tongue}": text, f"body.{tongue}": text}
    return made


def first_shipped(company, *_):
    """One that ships and isn't taken over, as long as there are any."""
    taken = {card["code"] for card in company.listed("/api/v1/scorecards", LEAD)}
    left = [name for name in ("stage-020", "stage-040", "stage-060", "stage-080", "stage-100",
                              "complaint-call", "telesales-conduct") if name not in taken]
    return {"code": left[0]}


PAGES = {
    "GET /scorecards": Row(),
    "GET /scorecards/new": Row(),
    "POST /scorecards/new": Row(fields=lambda company, *_: fields(code(company)), done=303),
    "POST /scorecards/shipped": Row(fields=first_shipped, done=303),
    "GET /scorecards/:card": Row(**new),
    "GET /scorecards/:card/edit": Row(**new),
    "POST /scorecards/:card/edit": Row(**new, fields=fields("kept"), done=303),
    "POST /scorecards/:card/publish": Row(
        **new, fields={"version": 1, "from": "2024-01-01"}, done=303),
    "GET /scorecards/:card/export": Row(**new),
    "GET /scorecards/:card/difference": Row(**new),
    "POST /scorecards/:card/simulate": Row(**new, fields={"version": 1}),
    "GET /scripts": Row(),
    "POST /scripts": Row(fields=script_fields, done=303),
    "GET /scripts/:script": Row(**new_script),
    "POST /scripts/:script": Row(**new_script, fields=script_fields, done=303),
}

API = {
    "GET /api/v1/scorecards": Row(),
    "POST /api/v1/scorecards": Row(
        value=lambda company, *_: {"card": body(code(company))}, done=201),
    "GET /api/v1/scorecards/:card": Row(**new),
    "PUT /api/v1/scorecards/:card": Row(**new, value=again(changed_card)),
    "POST /api/v1/scorecards/:card/publish": Row(
        **new, value={"version": 1, "from": "2024-01-01"}, done=204),
    "GET /api/v1/scorecards/:card/difference": Row(
        **new, query=lambda *_: "from=1&to=1"),
    "POST /api/v1/scorecards/:card/simulate": Row(**new, value={"version": 1}),
    "GET /api/v1/scripts": Row(),
    "POST /api/v1/scripts": Row(
        value=lambda company, *_: script_body(code(company)), done=201),
    "GET /api/v1/scripts/:script": Row(**new_script),
    "PUT /api/v1/scripts/:script": Row(**new_script, value=again(changed_script)),
}

ROWS = PAGES | API
