"""Somebody at the page of a daemon: a browser's cookies, forms and proofs, over HTTP."""

import http.client
import html
import re
import urllib.parse

PASSWORD = "violet trapeze under snow"
SESSION, DEVICE = "__Host-callaudit", "__Host-callaudit-device"


class Visitor:
    """Keeps cookies. `address` is the one of this machine's that it comes from."""

    def __init__(self, port, address="127.0.0.1"):
        self.port, self.address, self.cookies, self.set_cookies = port, address, {}, []

    def ask(self, method, path, headers=None, body=None):
        """Status, headers (names in lower case) and text."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(self.address, 0))
        headers = {"Origin": f"http://127.0.0.1:{self.port}", **(headers or {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            self.set_cookies = answer.headers.get_all("Set-Cookie") or []
            for cookie in self.set_cookies:
                name, value = cookie.split(";")[0].split("=", 1)
                if value:
                    self.cookies[name] = value
                else:
                    self.cookies.pop(name, None)
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, fields, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def get(self, path, headers=None):
        return self.ask("GET", path, headers)

    def post(self, path, fields=None, headers=None, csrf=True):
        """A form; with the proof of the present session unless `csrf` is False."""
        fields = dict(fields or {})
        if csrf and SESSION in self.cookies:
            fields["csrf"] = self.csrf()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, {**kind, **(headers or {})}, urllib.parse.urlencode(fields))

    def csrf(self):
        return field(self.get("/account")[2], "csrf")

    def sign_in(self, name, password=PASSWORD, next="/"):
        return self.post("/sign-in", {"name": name, "password": password, "next": next}, csrf=False)


def field(page, name):
    """The value of a hidden field."""
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page).group(1))


def first_account(daemon, role="compliance-officer", name=None, password=PASSWORD):
    """Makes the first account of `role` by command and page; its name."""
    name = name or role
    code = daemon.json("--as", "administrator", "user", "first", "--role", role)["code"]
    status, headers, page = Visitor(daemon.port).post("/invite", {
        "code": code, "name": name, "title": name.title(), "password": password,
        "again": password})
    assert (status, headers.get("location")) == (303, "/sign-in?done=invitationTaken"), page
    return name


def signed_in(daemon, role="compliance-officer", name=None, password=PASSWORD):
    """A visitor who is in, as the first of `role`."""
    visitor = Visitor(daemon.port)
    status, _, page = visitor.sign_in(first_account(daemon, role, name, password), password)
    assert status == 303, page
    return visitor
