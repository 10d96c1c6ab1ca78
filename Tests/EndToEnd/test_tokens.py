"""Tokens: made for programs, used over HTTP and HTTPS, ended."""

import json
import subprocess

import pytest
from certificates import Authority
from daemon import PROGRAM, Daemon, run

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def running(daemon):
    daemon.role = "administrator"
    daemon.start()
    done = daemon.command("user", "add", "reports", "Reports", "--program")
    assert done.returncode == 0, done.stderr
    return daemon


def token(daemon, *scopes, days=1):
    words = [word for scope in scopes for word in ("--scope", scope)]
    done = daemon.command("token", "add", "test", "--for", "reports", "--days", days, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def bearing(secret):
    return {"Authorization": f"Bearer {secret}"}


def test_a_token_does_what_its_scopes_say_and_nothing_else(running):
    secret = token(running, "call.list")
    assert secret.startswith("ca_") and len(secret) == 46
    assert running.get("/api/v1/calls", bearing(secret))[0] == 200
    for path in ("/api/v1/intake", "/api/v1/quarantine", "/accounts", "/account/tokens"):
        assert running.get(path, bearing(secret))[0] == 403, path
    done = running.command("token", "add", "x", "--for", "reports", "--scope", "customer.erase")
    assert done.returncode == 65
    assert "scope" in done.stderr


def test_a_token_that_is_not_good_is_refused_and_never_taken_for_somebody_else(running):
    secret = token(running, "call.list")
    wrong = secret[:-1] + ("A" if secret[-1] != "A" else "E")
    for text in (wrong, secret + "x", "ca_", "x"):
        status, _, body = running.get("/api/v1/calls", bearing(text))
        assert (status, json.loads(body)["code"]) == (401, "bad-token"), text


def test_a_token_ends_when_it_is_revoked_and_while_its_account_is_disabled(running):
    secret, other = token(running, "call.list"), token(running, "call.list")
    tokens = running.json("token", "list", "--for", "reports")["items"]
    assert len(tokens) == 2
    assert running.command("token", "revoke", tokens[1]["id"], "--for", "reports").returncode == 0
    assert running.get("/api/v1/calls", bearing(secret))[0] == 401
    assert running.get("/api/v1/calls", bearing(other))[0] == 200
    assert running.command("user", "disable", "reports").returncode == 0
    assert running.get("/api/v1/calls", bearing(other))[0] == 401


def test_a_program_may_post_without_being_one_of_our_pages(running):
    secret = token(running, "roster.change", "call.list")
    status, _, body = running.ask(
        "POST", "/api/v1/quarantine/0000000000001/retry",
        {**bearing(secret), "Content-Type": "application/json"}, "{}")
    assert json.loads(body)["code"] == "not-allowed", status


def test_the_secret_stands_nowhere(running):
    secret = token(running, "call.list")
    running.get("/api/v1/calls", bearing(secret))
    running.get("/nothing", bearing(secret))
    assert secret not in running.log.read_text()
    for path in running.state.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path


def test_the_command_asks_elsewhere_over_https_with_a_token():
    daemon = Daemon()
    daemon.role = "administrator"
    try:
        authority = Authority(daemon.folder / "ca")
        certificate, key = daemon.folder / "chain.pem", daemon.folder / "private.pem"
        authority.pair(certificate, key, 7)
        daemon.settings.write_text(
            f"{daemon.settings.read_text()}tls:\n  certificate: {certificate}\n  key: {key}\n")
        daemon.start(wait=False)
        daemon.until(lambda: daemon.command("intake", "status").returncode == 0, 30, "the socket")
        assert daemon.command("user", "add", "reports", "Reports", "--program").returncode == 0
        file = daemon.folder / "token"
        file.touch(mode=0o600)
        file.write_text(token(daemon, "call.list") + "\n")
        url = f"https://127.0.0.1:{daemon.port}"
        there = ("--url", url, "--token-file", file)
        done = run("call", "list", "--json", *there, "--ca-file", authority.certificate)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["items"] == []
        by_environment = run("call", "list", environment={
            "CALLAUDIT_URL": url, "CALLAUDIT_TOKEN_FILE": str(file),
            "CALLAUDIT_CA_FILE": str(authority.certificate)})
        assert by_environment.returncode == 0, by_environment.stderr
        refused = run("user", "list", *there, "--ca-file", authority.certificate)
        assert refused.returncode == 77, refused.stderr
        untrusted = run("call", "list", *there)
        assert (untrusted.returncode, "trusted" in untrusted.stderr) == (69, True)
        file.chmod(0o644)
        assert run("call", "list", *there).returncode == 64
        plain = run("call", "list", "--url", "http://192.0.2.1", "--token-file", file)
        assert (plain.returncode, "https" in plain.stderr) == (64, True)
    finally:
        daemon.close()


def test_the_token_stands_in_no_process_list(running):
    # It comes in a file, so no argument holds it.
    shown = subprocess.run([PROGRAM, "call", "list", "--help"], capture_output=True, text=True,
                           timeout=30).stdout
    assert "--token-file" in shown and "--token " not in shown
