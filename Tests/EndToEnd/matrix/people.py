"""Those who ask: one of every role, somebody without a role, and nobody."""

import itertools
import json
import re
import urllib.parse

from visitor import PASSWORD, SESSION, Visitor

ADDRESSES = itertools.count()
FORM = "application/x-www-form-urlencoded"


class Person:
    """By session, by token, or by neither. `account` is the id of the account."""

    def __init__(self, daemon, name, role=None, token=None, account=None):
        self.daemon, self.name, self.role, self.token = daemon, name, role, token
        self.account, self.password, self.proof = account, PASSWORD, None
        # An address of one's own, since wrong guesses make whole addresses wait.
        self.address = f"127.0.1.{1 + next(ADDRESSES)}"
        self.visitor = Visitor(daemon.port, self.address)

    def sign_in(self):
        self.visitor = Visitor(self.daemon.port, self.address)
        status, _, page = self.visitor.sign_in(self.name, self.password)
        assert status == 303, f"{self.name} can't sign in: {page}"
        page = self.visitor.get("/permissions")[2]
        self.proof = re.search(r'name="csrf" value="([^"]+)"', page).group(1)
        return self

    def ask(self, address, body=None, kind=None):
        """Status, headers and text; `address` such as `GET /calls`. A change by a session has its
        proof."""
        method, path = address.split(" ", 1)
        headers = {"Content-Type": kind} if kind else {}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        elif self.proof and SESSION in self.visitor.cookies:
            headers["X-CSRF-Token"] = self.proof
        return self.visitor.ask(method, path, headers, body)

    def json(self, address, value=None):
        status, _, text = self.ask(
            address, *([] if value is None else [json.dumps(value), "application/json"]))
        assert 200 <= status < 300, f"{self.name}: {address}: {status} {text}"
        return json.loads(text or "null")

    def form(self, address, fields):
        return self.ask(address, urllib.parse.urlencode(fields, doseq=True), FORM)


def join(daemon, root, name, role=None, teams=(), agent=None):
    """Makes an account as an administrator does, and takes its invitation; a program gets a
    token."""
    first = {"compliance-officer", "auditor", "administrator"}
    if role in first:
        code = root("POST /api/v1/accounts/first", {"role": role}, "administrator")["code"]
        return invited(daemon, name, role, code)
    added = root("POST /api/v1/accounts", {
        "name": name, "title": name.title(), "roles": [role] if role else [],
        "teams": list(teams), **({"agent": agent} if agent else {}),
        "origin": "program" if role == "integrator" else "local"}, "administrator")
    if role == "integrator":
        token = root(f"POST /api/v1/accounts/{added['id']}/tokens", {
            "name": "matrix", "scopes": ["call.list", "call.see", "intake.see", "roster.see",
                                         "roster.change", "complaint.register"]}, "administrator")
        return Person(daemon, name, role, token["secret"], added["id"])
    return invited(daemon, name, role, added["invite"])


def invited(daemon, name, role, code):
    status, headers, page = Visitor(daemon.port).post("/invite", {
        "code": code, "name": name, "title": name.title(), "password": PASSWORD,
        "again": PASSWORD})
    assert (status, headers.get("location")) == (303, "/sign-in?done=invitationTaken"), page
    person = Person(daemon, name, role).sign_in()
    person.account = person.json("GET /api/v1/account")["id"] if role else None
    return person
