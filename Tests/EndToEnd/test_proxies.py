"""A proxy in front that authenticates: believed from its address, and from nowhere else."""

import json
import time

import pytest
from daemon import Daemon

pytestmark = pytest.mark.timeout(120)

PROXIES = """names: [callaudit.test]
proxies:
  addresses: [{address}]
  nameHeader: X-Forwarded-User
  groupsHeader: X-Forwarded-Groups
  groups:
    quality: qa-analyst
    admins: administrator
"""


def proxied(address):
    daemon = Daemon(settings=PROXIES.format(address=address))
    daemon.role = "administrator"
    return daemon


def visit(daemon, path, headers):
    """As the proxy comes: to the page's port."""
    return daemon.ask("GET", path, headers, door="page")


def as_person(name, *groups):
    return {"X-Forwarded-User": name, "X-Forwarded-Groups": ", ".join(groups),
            "Host": "callaudit.test"}


def spoofed(daemon):
    return int(daemon.sql(
        "SELECT count(*) FROM ledger_entry WHERE action = 'proxy.spoofed'")[0][0])


def test_a_declared_proxy_brings_people_with_the_roles_of_their_groups():
    with proxied("127.0.0.1") as daemon:
        assert visit(daemon, "/calls", as_person("li.na", "quality", "other"))[0] == 200
        assert visit(daemon, "/accounts", as_person("li.na", "quality"))[0] == 403
        assert visit(daemon, "/accounts", as_person("chen.wei", "admins"))[0] == 200
        assert visit(daemon, "/calls", as_person("chen.wei", "admins"))[0] == 403
        # Groups change, roles follow.
        assert visit(daemon, "/accounts", as_person("li.na", "admins"))[0] == 200
        status, _, body = visit(daemon, "/calls", as_person("wang.fang", "other"))
        assert (status, b"groups" in body) == (403, True)
        assert visit(daemon, "/calls", as_person("x.y", "quality", "admins"))[0] == 409
        accounts = daemon.json("user", "list")["items"]
        assert {a["name"]: a["roles"] for a in accounts} == {
            "chen.wei": ["administrator"], "li.na": ["administrator"]}
        assert {a["origin"] for a in accounts} == {"proxy"}
        assert spoofed(daemon) == 0


def test_the_headers_of_a_proxy_from_elsewhere_are_refused_and_noted_once_a_minute():
    with proxied("192.0.2.1") as daemon:
        for _ in range(20):
            status, _, body = visit(daemon, "/api/v1/calls", {**as_person("chen.wei", "admins")})
            assert (status, json.loads(body)["code"]) == (403, "spoofed-proxy")
        for header in ("X-Forwarded-User", "x-forwarded-groups"):
            assert visit(daemon, "/calls", {header: "admins"})[0] == 403
        assert spoofed(daemon) == 1
        assert daemon.json("user", "list")["items"] == []
        # Without the headers it is an ordinary visit.
        assert visit(daemon, "/healthz", {})[0] == 200
        assert "chen.wei" not in daemon.log.read_text()


def test_a_header_that_comes_twice_is_not_believed():
    with proxied("127.0.0.1") as daemon:
        import http.client
        connection = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=10)
        connection.putrequest("GET", "/calls")
        for name in ("li.na", "chen.wei"):
            connection.putheader("X-Forwarded-User", name)
        connection.putheader("X-Forwarded-Groups", "admins")
        connection.endheaders()
        assert connection.getresponse().status == 400


@pytest.mark.parametrize("name", ["", " ", "a", "-x", "x y", "名字", "a" * 65, "a/../b"])
def test_a_name_that_is_none_lets_nobody_in_as_somebody(name):
    with proxied("127.0.0.1") as daemon:
        headers = as_person(name.encode().decode("latin-1"), "admins")
        status, _, _ = visit(daemon, "/accounts", headers)
        # An empty name is nobody at all, who comes as without a proxy.
        assert status == 303 if name.strip() == "" else status in (400, 403)
        assert daemon.json("user", "list")["items"] == []


def test_disabling_shuts_the_door_at_once():
    with proxied("127.0.0.1") as daemon:
        assert visit(daemon, "/accounts", as_person("chen.wei", "admins"))[0] == 200
        assert visit(daemon, "/accounts", as_person("li.na", "admins"))[0] == 200
        assert daemon.command("user", "disable", "li.na").returncode == 0
        assert visit(daemon, "/accounts", as_person("li.na", "admins"))[0] == 403
        assert daemon.command("user", "enable", "li.na").returncode == 0
        assert visit(daemon, "/accounts", as_person("li.na", "admins"))[0] == 200


def test_roles_of_proxied_accounts_are_not_given_here():
    with proxied("127.0.0.1") as daemon:
        visit(daemon, "/calls", as_person("li.na", "quality"))
        done = daemon.command("user", "role", "grant", "li.na", "qa-lead")
        assert done.returncode == 65
        assert "proxy" in done.stderr


def test_a_visit_through_the_proxy_costs_little():
    with proxied("127.0.0.1") as daemon:
        visit(daemon, "/accounts", as_person("chen.wei", "admins"))
        entries = int(daemon.sql("SELECT count(*) FROM ledger_entry")[0][0])
        began = time.monotonic()
        for _ in range(50):
            assert visit(daemon, "/accounts", as_person("chen.wei", "admins"))[0] == 200
        assert time.monotonic() - began < 10
        assert int(daemon.sql("SELECT count(*) FROM ledger_entry")[0][0]) == entries
