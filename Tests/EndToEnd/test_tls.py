"""The page within TLS: handshakes, renewal without a restart, and what is refused."""

import http.client
import os
import signal
import socket
import ssl
import time

import pytest
from certificates import Authority
from daemon import Daemon

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def secure():
    """A daemon not started yet, with TLS on all addresses."""
    daemon = Daemon()
    daemon.authority = Authority(daemon.folder / "ca")
    daemon.certificate = daemon.folder / "chain.pem"
    daemon.private = daemon.folder / "private.pem"
    daemon.authority.pair(daemon.certificate, daemon.private, 1001)
    text = daemon.settings.read_text().replace("127.0.0.1", "0.0.0.0")
    daemon.settings.write_text(
        f"{text}names: callaudit.test\ntls:\n  certificate: {daemon.certificate}\n"
        f"  key: {daemon.private}\n")
    yield daemon
    daemon.close()


def context(daemon, **limits):
    made = ssl.create_default_context(cafile=daemon.authority.certificate)
    for name, value in limits.items():
        setattr(made, name, value)
    return made


def until_serving(daemon):
    def serves():
        assert daemon.process.poll() is None, daemon.log.read_text()
        try:
            return ask(daemon, "/readyz")[0] == 200
        except OSError:
            return False
    daemon.until_ready = lambda *_, **__: None
    deadline = time.monotonic() + 30
    while not serves():
        assert time.monotonic() < deadline, daemon.log.read_text()
        time.sleep(0.05)


def ask(daemon, path, host="callaudit.test", tls=None):
    """Status and headers over TLS, the certificate verified for `host`."""
    raw = socket.create_connection(("127.0.0.1", daemon.port), timeout=10)
    with (tls or context(daemon)).wrap_socket(raw, server_hostname=host) as sock:
        sock.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = http.client.HTTPResponse(sock)
        answer.begin()
        return answer.status, dict(answer.getheaders()), sock.version()


def serial(daemon):
    raw = socket.create_connection(("127.0.0.1", daemon.port), timeout=10)
    with context(daemon).wrap_socket(raw, server_hostname="callaudit.test") as sock:
        return int(sock.getpeercert()["serialNumber"], 16)


def test_it_serves_tls_of_today_and_says_so_to_browsers(secure):
    secure.start(wait=False)
    until_serving(secure)
    status, headers, version = ask(secure, "/calls")
    assert version == "TLSv1.3"
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    older = context(secure, maximum_version=ssl.TLSVersion.TLSv1_2)
    assert ask(secure, "/healthz", tls=older)[2] == "TLSv1.2"
    # Other names, and this machine's, which are no reason to keep browsers from plain HTTP there.
    assert ask(secure, "/healthz", host="localhost")[0] == 200
    assert "Strict-Transport-Security" not in ask(secure, "/healthz", host="localhost")[1]
    assert "https://" in secure.log.read_text()
    assert secure.stop() == 0


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("old", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_protocols_are_refused(secure, old):
    secure.start(wait=False)
    until_serving(secure)
    tls = context(secure, minimum_version=old, maximum_version=old)
    tls.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        ask(secure, "/healthz", tls=tls)
    assert ask(secure, "/healthz")[0] == 200


def test_plain_http_reads_why(secure):
    secure.start(wait=False)
    until_serving(secure)
    plain = http.client.HTTPConnection("127.0.0.1", secure.port, timeout=10)
    plain.request("GET", "/calls")
    answer = plain.getresponse()
    assert (answer.status, b"https://" in answer.read()) == (400, True)
    for nonsense in (b"\x00" * 40, os.urandom(600), b"\x16\x03\x01\xff\xff" + b"x" * 40, b""):
        with socket.create_connection(("127.0.0.1", secure.port), timeout=10) as sock:
            sock.sendall(nonsense)
            sock.shutdown(socket.SHUT_WR)
            while sock.recv(4096):
                pass
    assert ask(secure, "/healthz")[0] == 200
    assert "Fatal error" not in secure.log.read_text()


def test_a_host_that_is_not_named_is_refused(secure):
    secure.start(wait=False)
    until_serving(secure)
    raw = socket.create_connection(("127.0.0.1", secure.port), timeout=10)
    with context(secure).wrap_socket(raw, server_hostname="callaudit.test") as sock:
        sock.sendall(b"GET /calls HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert sock.recv(100).startswith(b"HTTP/1.1 400")


def healthy(connection):
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: callaudit.test\r\n\r\n")
    answer = http.client.HTTPResponse(connection)
    answer.begin()
    answer.read()
    return answer.status == 200


@pytest.mark.parametrize("reload", [True, False], ids=["on reload", "by itself"])
def test_a_renewed_certificate_is_taken_up_without_a_restart(secure, reload):
    secure.start(wait=False)
    until_serving(secure)
    assert serial(secure) == 1001
    old = socket.create_connection(("127.0.0.1", secure.port), timeout=60)
    with context(secure).wrap_socket(old, server_hostname="callaudit.test") as kept:
        secure.authority.pair(secure.certificate, secure.private, 1002)
        if reload:
            secure.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + (5 if reload else 60)
        while serial(secure) != 1002:
            assert time.monotonic() < deadline, secure.log.read_text()
            time.sleep(0.2)
            # One that asks for nothing would be cut off.
            assert healthy(kept)
        # A connection from before goes on.
        assert healthy(kept)


def test_a_bad_renewal_keeps_the_old_pair_and_says_so(secure):
    secure.start(wait=False)
    until_serving(secure)
    right = secure.private.read_bytes()
    secure.authority.pair(secure.folder / "other.pem", secure.folder / "other.key", 1003)
    bad = [
        (secure.private, (secure.folder / "other.key").read_bytes(), "doesn't belong"),
        (secure.private, b"nonsense", "no private key"),
        (secure.certificate, b"nonsense", "no certificate"),
    ]
    chain = secure.certificate.read_bytes()
    for path, bytes_, words in bad:
        before = secure.log.read_text().count(words)
        path.write_bytes(bytes_)
        secure.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while secure.log.read_text().count(words) == before:
            assert time.monotonic() < deadline, secure.log.read_text()
            time.sleep(0.1)
        assert serial(secure) == 1001
        secure.private.write_bytes(right)
        secure.certificate.write_bytes(chain)
    assert "PRIVATE KEY" not in secure.log.read_text()


def refused(daemon, *words):
    done = daemon.command("serve", timeout=30)
    assert done.returncode == 78, done.stderr
    assert all(word in done.stderr for word in words), done.stderr


def test_a_pair_that_does_not_hold_is_named_at_the_start(secure):
    secure.private.chmod(0o644)
    refused(secure, "private.pem", "0600")
    secure.private.chmod(0o600)
    secure.private.write_text("nonsense")
    refused(secure, "private.pem", "no private key")
    secure.certificate.unlink()
    refused(secure, "chain.pem", "can't be read")


def test_idle_handshakes_hold_nobody_up(secure):
    secure.start(wait=False)
    until_serving(secure)
    # As many from elsewhere as are let in, and some from where the visitor is.
    idle = [socket.create_connection(("127.0.0.1", secure.port), 10, source_address=(address, 0))
            for address in ["127.0.0.9"] * 100 + ["127.0.0.1"] * 60]
    began = time.monotonic()
    assert ask(secure, "/healthz")[0] == 200
    assert time.monotonic() - began < 5
    for sock in idle:
        sock.close()
