"""Addresses of the roster."""

import re

from matrix.row import ANYBODYS, BY_TEAM, Row, absent, one, stored


def code(company):
    return f"N{company.number()}"


def agent(company):
    """A new one, in Sales and with an extension."""
    made = company.root("POST /api/v1/roster/agents", {
        "code": code(company), "name": "New", "team": "Sales"}, "administrator")
    company.root(f"POST /api/v1/roster/agents/{made['id']}/codes", {"code": code(company)},
                 "administrator")
    return made["id"]


def detail(company, part):
    """A new agent and the id of one of its entries."""
    made = agent(company)
    shown = company.root(f"GET /api/v1/roster/agents/{made}", role="administrator")
    return made, shown[part][0]["id"]


def part_of_agent(part):
    return lambda company, person, owner: (
        absent(company.agents["own"]) if owner == "absent" else detail(company, part))


def draft(company, person, ids):
    """The name under which a file waits that the same person looked at."""
    page = person.ask("POST /roster/import", *upload(company, person, ids))[2]
    found = re.search(r'name="draft" value="([^"]*)"', page)
    return {"draft": found.group(1) if found else "none"}


def upload(company, person, ids):
    file = f"staff_code,name\r\n{code(company)},New\r\n"
    body = ("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n"
            f"{person.proof or ''}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; "
            f"filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--x--\r\n")
    return body, "multipart/form-data; boundary=x"


def csv(company, person, ids):
    return f"staff_code,name\n{code(company)},New\n", "text/csv"


def fresh(**fields):
    """Fields of which those that are None get a new code."""
    return lambda company, person, ids: {
        name: code(company) if value is None else value for name, value in fields.items()}


new = {"owners": ANYBODYS, "thing": one(agent)}
seen = {"owners": BY_TEAM, "thing": stored("agents")}
held_code = {"owners": ANYBODYS, "thing": part_of_agent("codes")}
place = {"owners": ANYBODYS, "thing": part_of_agent("teams")}
campaign = {"owners": ANYBODYS, "thing": one(lambda company: company.campaign)}
unassigned = {"owners": ANYBODYS, "thing": one(lambda company: company.unassigned.pop())}
team = {"owners": ANYBODYS, "thing": one(
    lambda company: company.root("POST /api/v1/roster/teams", {"name": code(company)},
                                 "administrator")["id"])}


def in_other(company, person, ids):
    return {"team": company.teams["Other"], "from": "2030-01-01"}


PAGES = {
    "GET /roster": Row(),
    "GET /roster/teams": Row(),
    "GET /roster/campaigns": Row(),
    "GET /roster/unassigned": Row(),
    "GET /roster/import": Row(),
    "GET /roster/template.csv": Row(),
    "POST /roster/export": Row(fields={}),
    "GET /roster/agents/:agent": Row(**seen),
    "POST /roster/agents": Row(fields=fresh(code=None, name="New"), done=303),
    "POST /roster/agents/:agent/name": Row(**new, fields=fresh(name=None), done=303),
    "POST /roster/agents/:agent/left": Row(**new, fields={"until": "2030-01-01"}, done=303),
    "POST /roster/agents/:agent/account": Row(**new, fields={}, done=303),
    "POST /roster/agents/:agent/codes": Row(
        **new, fields=fresh(kind="login", code=None), done=303),
    "POST /roster/agents/:agent/codes/:code": Row(
        **held_code, fields={"until": "2031-01-01"}, done=303),
    "POST /roster/agents/:agent/teams": Row(**new, fields=in_other, done=303),
    "POST /roster/agents/:agent/teams/:place": Row(
        **place, fields={"until": "2031-01-01"}, done=303),
    "POST /roster/teams": Row(fields=fresh(name=None), done=303),
    "POST /roster/teams/:team": Row(**team, fields=fresh(name=None), done=303),
    "POST /roster/campaigns/:campaign": Row(**campaign, fields=fresh(name=None), done=303),
    "POST /roster/unassigned/:agent/name": Row(**unassigned, fields={"name": "Dee"}, done=303),
    "POST /roster/unassigned/:agent/give": Row(
        **unassigned, fields={"to": "A1", "kind": "login"}, done=303),
    "POST /roster/import": Row(raw=upload),
    "POST /roster/import/apply": Row(fields=draft, done=303),
}

API = {
    "GET /api/v1/roster/agents": Row(),
    "GET /api/v1/roster/agents/:agent": Row(**seen),
    "GET /api/v1/roster/teams": Row(),
    "GET /api/v1/roster/campaigns": Row(),
    "GET /api/v1/roster/unassigned": Row(),
    "POST /api/v1/roster/export": Row(),
    "POST /api/v1/roster/import": Row(raw=csv),
    "POST /api/v1/roster/agents": Row(value=fresh(code=None, name="New"), done=201),
    "POST /api/v1/roster/agents/:agent": Row(**new, value=fresh(name=None), done=204),
    "POST /api/v1/roster/agents/:agent/account": Row(**new, value={}, done=204),
    "POST /api/v1/roster/agents/:agent/codes": Row(
        **new, value=fresh(kind="login", code=None), done=204),
    "POST /api/v1/roster/agents/:agent/codes/:code": Row(
        **held_code, value={"until": "2031-01-01"}, done=204),
    "POST /api/v1/roster/agents/:agent/teams": Row(**new, value=in_other, done=204),
    "POST /api/v1/roster/agents/:agent/teams/:place": Row(
        **place, value={"until": "2031-01-01"}, done=204),
    "POST /api/v1/roster/teams": Row(value=fresh(name=None), done=201),
    "POST /api/v1/roster/teams/:team": Row(**team, value=fresh(name=None), done=204),
    "POST /api/v1/roster/campaigns/:campaign": Row(**campaign, value=fresh(name=None), done=204),
    "POST /api/v1/roster/unassigned/:agent/name": Row(
        **unassigned, value={"name": "Dee"}, done=204),
    "POST /api/v1/roster/unassigned/:agent/give": Row(
        **unassigned, value={"to": "A1", "kind": "login"}, done=204),
}

ROWS = PAGES | API
