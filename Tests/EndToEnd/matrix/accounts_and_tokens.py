"""Addresses of accounts, one's own and others', of sessions, tokens and signing in."""

from matrix.company import ABSENT
from matrix.people import Person
from matrix.row import ANYBODYS, BY_PERSON, Row, one

OTHER_PASSWORD = "a lantern over wet gravel"


def name(company):
    return f"made-{company.number()}"


def new_account(company, person, ids):
    return {"name": name(company), "title": "Made"}


def disabled(company):
    made = company.account()
    company.root(f"POST /api/v1/accounts/{made}/disable", role="administrator")
    return made


def with_role(company):
    made = company.account()
    company.root(f"POST /api/v1/accounts/{made}/roles/grant", {"role": "qa-analyst"},
                 "administrator")
    return made


def program(company):
    return company.root("POST /api/v1/accounts", {
        "name": name(company), "title": "Program", "origin": "program",
        "roles": ["integrator"]}, "administrator")["id"]


def program_token(company, person, owner):
    made = program(company)
    if owner == "absent":
        return made, ABSENT
    return made, company.root(f"POST /api/v1/accounts/{made}/tokens", {
        "name": "x", "scopes": ["call.list"]}, "administrator")["token"]["id"]


def token(company, person, owner):
    """The person's own, or the token of somebody else."""
    if owner == "absent":
        return ABSENT
    holder = person if owner == "own" else company.people["compliance-officer"]
    if owner == "foreign" and holder is person:
        holder = company.people["auditor"]
    return holder.json("POST /api/v1/tokens", {
        "name": "x", "scopes": ["permission.see"], "days": 1})["token"]["id"]


def session(company, person, owner):
    """Another session of the same person, or somebody else's."""
    if owner == "absent":
        return ABSENT
    holder = person if owner == "own" else company.people["compliance-officer"]
    if owner == "foreign" and holder is person:
        holder = company.people["auditor"]
    other = Person(company.daemon, holder.name, holder.role)
    other.password = holder.password
    sessions = other.sign_in().json("GET /api/v1/account/sessions")["items"]
    return next(one["id"] for one in sessions if one["present"])


def turned(company, person, ids):
    """From the password to the other one, and back the next time."""
    old, person.password = person.password, OTHER_PASSWORD + str(company.number())
    return {"old": old, "new": person.password, "again": person.password}


def confirmed(company, person, ids):
    return {"password": person.password}


account = {"owners": ANYBODYS, "thing": one(lambda company: company.account())}
own_token = {"owners": BY_PERSON, "thing": token}
own_session = {"owners": BY_PERSON, "thing": session}
another_token = {"owners": ANYBODYS, "thing": program_token}
programs = {"owners": ANYBODYS, "thing": one(program)}
new_token = {"name": "x", "scope": ["permission.see"], "days": "1"}
program_scope = {"name": "x", "scope": ["call.list"], "days": "1"}
role = {"role": "qa-analyst"}
wrong = {"name": "nobody-known", "password": "wrong words indeed"}

OWN = {
    "GET /sign-in": Row(inside=303),
    "POST /sign-in": Row(fields=wrong, done=403),
    "POST /sign-in/code": Row(fields={"code": "000000"}, done=401),
    "GET /invite": Row(),
    "POST /invite": Row(fields={"code": "x", "name": "x", "password": "x", "again": "x"},
                        done=400),
    "GET /account": Row(),
    "POST /account/password": Row(fields=turned, done=303),
    "GET /account/second-factor": Row(done=303),
    "POST /account/second-factor/new": Row(fields=confirmed, done=303),
    "POST /account/second-factor": Row(fields={"code": "000000"}, done=403),
    "POST /account/second-factor/remove": Row(fields=confirmed, done=303),
    "POST /account/recovery-codes": Row(fields=confirmed, done=409),
    "POST /account/sessions/end": Row(fields={"which": "others"}, done=303),
    "POST /account/sessions/:session/end": Row(**own_session, fields={}, done=303),
    "GET /api/v1/account": Row(),
    "GET /api/v1/account/sessions": Row(),
    "POST /api/v1/account/sessions/:session/end": Row(**own_session, done=204),
    "GET /account/tokens": Row(),
    "POST /account/tokens": Row(fields=new_token),
    "POST /account/tokens/:token/revoke": Row(**own_token, fields={}, done=303),
    "GET /api/v1/tokens": Row(),
    "POST /api/v1/tokens": Row(value={"name": "x", "scopes": ["permission.see"]}, done=201),
    "POST /api/v1/tokens/:token/revoke": Row(**own_token, done=204),
    # The last one: it ends the session.
    "POST /sign-out": Row(fields={}, done=303),
}

OTHERS = {
    # Only at the machine itself.
    "POST /api/v1/accounts/first": Row(value={"role": "administrator"}, done=403),
    "GET /accounts": Row(),
    "POST /accounts/find": Row(fields={"text": "made"}),
    "POST /accounts": Row(fields=new_account),
    "GET /accounts/:account": Row(**account),
    "POST /accounts/:account/disable": Row(**account, fields={}, done=303),
    "POST /accounts/:account/enable": Row(
        owners=ANYBODYS, thing=one(disabled), fields={}, done=303),
    "POST /accounts/:account/reset": Row(**account, fields={}),
    "POST /accounts/:account/agent": Row(**account, fields={}, done=303),
    "POST /accounts/:account/teams": Row(
        **account, fields=lambda company, *_: {"team": company.teams["Sales"]}, done=303),
    "POST /accounts/:account/roles/grant": Row(**account, fields=role, done=303),
    "POST /accounts/:account/roles/revoke": Row(
        owners=ANYBODYS, thing=one(with_role), fields=role, done=303),
    "POST /accounts/:account/tokens": Row(**programs, fields=program_scope),
    "POST /accounts/:account/tokens/:token/revoke": Row(**another_token, fields={}, done=303),
    "GET /permissions": Row(),

    "GET /api/v1/accounts": Row(),
    "POST /api/v1/accounts/find": Row(value={"text": "made"}),
    "POST /api/v1/accounts": Row(value=new_account, done=201),
    "GET /api/v1/accounts/:account": Row(**account),
    "POST /api/v1/accounts/:account/disable": Row(**account, done=204),
    "POST /api/v1/accounts/:account/enable": Row(
        owners=ANYBODYS, thing=one(disabled), done=204),
    "POST /api/v1/accounts/:account/reset": Row(**account),
    "POST /api/v1/accounts/:account/agent": Row(**account, value={}, done=204),
    "POST /api/v1/accounts/:account/teams": Row(**account, value={"teams": ["Sales"]}, done=204),
    "POST /api/v1/accounts/:account/roles/grant": Row(**account, value=role),
    "POST /api/v1/accounts/:account/roles/revoke": Row(
        owners=ANYBODYS, thing=one(with_role), value=role, done=204),
    "GET /api/v1/accounts/:account/tokens": Row(**programs),
    "POST /api/v1/accounts/:account/tokens": Row(
        **programs, value={"name": "x", "scopes": ["call.list"]}, done=201),
    "POST /api/v1/accounts/:account/tokens/:token/revoke": Row(**another_token, done=204),
}

ROWS = OTHERS | OWN
