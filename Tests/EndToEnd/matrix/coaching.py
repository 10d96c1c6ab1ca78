"""Addresses of coaching."""

import datetime

from matrix.company import ABSENT
from matrix.people import join
from matrix.row import BY_TEAM, Row

COACHES = ("qa-analyst", "qa-lead", "supervisor")
CODES = {"own": "A1", "team": "A2", "foreign": "B1"}


def due(days=14):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def note(agent="A1", **more):
    return {"kind": "note", "agent": agent, "text": "Say your name first.", "due": due(), **more}


def maker(company, person, owner):
    """Who asks, where they may coach the owner; else a lead of everybody."""
    if person.role in COACHES and owner != "foreign":
        return person.json
    return lambda address, value: company.root(address, value, "qa-lead")


def agent(company, owner):
    """The agent of the owner's calls, as a person."""
    if owner == "own":
        return company.people["agent"]
    if "second agent" not in company.kept:
        company.kept["second agent"] = join(
            company.daemon, company.root, "second-agent", "agent", agent=CODES[owner])
    return company.kept["second agent"]


def made(company, person, owner):
    if owner == "absent":
        return ABSENT
    return maker(company, person, owner)("POST /api/v1/coaching", note(CODES[owner]))["id"]


def read(company, person, owner):
    """Acknowledged; beyond everybody's reach it doesn't matter."""
    coaching = made(company, person, owner)
    if owner in ("own", "team"):
        agent(company, owner).json(f"POST /api/v1/coaching/{coaching}/acknowledge", {})
    return coaching


def known(company, person, owner):
    """The same each time."""
    if owner == "absent":
        return ABSENT
    name = f"coaching {owner}"
    if name not in company.kept:
        company.kept[name] = made(company, company.people["auditor"], owner)
    return company.kept[name]


def both(path, name, thing, sent):
    row = {"owners": BY_TEAM, "thing": thing, "name": name}
    return {f"POST {path}": Row(**row, fields=sent, done=303),
            f"POST /api/v1{path}": Row(**row, value=sent, done=204)}


ONE = "/coaching/:coaching"
WORDS = {"text": "Heard and seen"}

ROWS = {
    "GET /coaching": Row(),
    "GET /coaching/new": Row(),
    "POST /coaching": Row(fields=note(), done=303),
    f"GET {ONE}": Row(owners=BY_TEAM, thing=known),
    **both(f"{ONE}/acknowledge", "made", made, WORDS),
    **both(f"{ONE}/finish", "read", read, WORDS),
    **both(f"{ONE}/withdraw", "made", made, WORDS),
    "GET /api/v1/coaching": Row(),
    "POST /api/v1/coaching": Row(value=note(), done=201),
    f"GET /api/v1{ONE}": Row(owners=BY_TEAM, thing=known),
}
