"""Addresses of actions against causes. An action is a team's when it is about an agent of it; none
is theirs who may not work complaints."""

import datetime
import functools

from matrix import complaints
from matrix.company import ABSENT
from matrix.row import Row

WORDS = {"text": "Say the price first"}
OWNERS = ("team", "foreign", "absent")


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def cause(company):
    """The first one that the house has."""
    return company.root("GET /api/v1/complaints/rules")["causes"][0]["code"]


def owner(company):
    return f"account:{company.people['complaint-handler'].account}"


def plan(company, about="A2"):
    return {"kind": "corrective", "cause": cause(company), "dimension": "agent", "key": about,
            "owner": owner(company), "due": day(30), **WORDS}


def opened(company, about="A2"):
    return company.root("POST /api/v1/actions", plan(company, about))["id"]


def made(company, person, whose):
    """A fresh one."""
    return ABSENT if whose == "absent" else opened(company, complaints.ABOUT[whose])


def known(company, person, whose):
    """The same each time."""
    if whose == "absent":
        return ABSENT
    name = f"action {whose}"
    if name not in company.kept:
        company.kept[name] = opened(company, complaints.ABOUT[whose])
    return company.kept[name]


def number(company, person, ids):
    """Nobody has so many."""
    if ids[0] == ABSENT:
        return "n=999999"
    shown = company.root(f"GET /api/v1/actions/{ids[0]}")
    return f"n={shown['action']['number']}"


def filled(company, person, ids):
    sent = plan(company)
    return {"kind": sent["kind"], "cause": sent["cause"], "agent": sent["key"],
            "owner": sent["owner"], "due": sent["due"], **WORDS}


def sent(company, person, ids):
    return plan(company)


def real_ids(company, each):
    actions = [opened(company) for _ in range(2 * each)]
    for action in actions[:each]:
        company.people["compliance-officer"].json(
            f"POST /api/v1/actions/{action}/drop", WORDS)
    return {"action": actions, "cause": [cause(company)]}


def of_cause(company, person, whose):
    return cause(company)


ONE = "/actions/:action"


def act(name, sent, thing=known, done=None):
    """Without `done` it is refused once it is known that whoever asks may do it at all."""
    row = {"owners": OWNERS, "thing": thing, "name": name}
    return {f"POST {ONE}/{name}": Row(**row, fields=sent, done=303 if done else 409),
            f"POST /api/v1{ONE}/{name}": Row(**row, value=sent, done=done or 409)}


def given(company, person, ids):
    return {"person": owner(company), **WORDS}


ACTS = [
    act("note", WORDS, made, 204), act("assign", given, made, 204),
    act("reschedule", {"due": day(40), **WORDS}, made, 204), act("drop", WORDS, made, 204),
    # On a day to come nothing was done.
    act("finish", {"day": day(20), "check": day(60), **WORDS}),
    act("postpone-check", {"check": day(60), **WORDS}),
    act("confirm", {"ground": "otherwise", **WORDS}),
    act("reject", {"ground": "otherwise", "due": day(60), **WORDS}),
    act("reopen", {"due": day(60), **WORDS}),
]

CAUSE = {"owners": ("present",), "thing": of_cause}

ROWS = {
    "GET /actions": Row(), "GET /api/v1/actions": Row(), "GET /actions/new": Row(),
    "POST /actions": Row(fields=filled, done=303),
    "POST /api/v1/actions": Row(value=sent, done=201),
    "GET /api/v1/actions/number": Row(owners=OWNERS, thing=known, query=number),
    f"GET {ONE}": Row(owners=OWNERS, thing=known),
    f"GET /api/v1{ONE}": Row(owners=OWNERS, thing=known),
    "GET /complaints/causes/:cause": Row(**CAUSE),
    "GET /api/v1/complaints/causes/:cause": Row(**CAUSE),
    **functools.reduce(lambda all, part: all | part, ACTS, {}),
}
