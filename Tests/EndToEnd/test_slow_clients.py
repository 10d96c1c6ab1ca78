"""Peers that take their time on purpose, or send what is no HTTP, hold nobody up and are shown out
in time."""

import http.client
import socket
import subprocess
import time

import pytest
from daemon import Daemon

pytestmark = [pytest.mark.own_engine, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def running():
    daemon = Daemon(engine="sqlite")
    daemon.start()
    yield daemon
    daemon.close()


def asked(daemon, source="127.0.0.2"):
    """Seconds until somebody else, at another address, has an answer."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=10,
                                            source_address=(source, 0))
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        assert answer.status == 200
        answer.read()
    finally:
        connection.close()
    return time.monotonic() - began


def seconds_until_closed(peer, trickle=None, most=90):
    """How long the daemon bears with a peer that sends `trickle` once a second."""
    began = time.monotonic()
    peer.settimeout(1)
    while time.monotonic() - began < most:
        try:
            if trickle:
                peer.sendall(trickle)
            if peer.recv(4096) == b"":
                return time.monotonic() - began
        except TimeoutError:
            continue
        except OSError:
            return time.monotonic() - began
    raise AssertionError(f"still open after {most} s")


def connected(daemon):
    return socket.create_connection(("127.0.0.1", daemon.port), timeout=10)


def test_a_head_that_trickles_in_is_cut_off(running):
    with connected(running) as peer:
        peer.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        assert 8 <= seconds_until_closed(peer, b"X-a: b\r\n") <= 16


def test_a_connection_that_says_nothing_is_cut_off(running):
    with connected(running) as peer:
        assert 8 <= seconds_until_closed(peer) <= 16


def test_a_body_in_broken_pieces_is_refused(running):
    for pieces in (b"zz\r\nname=a\r\n0\r\n\r\n", b"6\r\nname=a\r\n-1\r\n"):
        with connected(running) as peer:
            peer.sendall(b"POST /preferences HTTP/1.1\r\nHost: localhost\r\n"
                         b"Sec-Fetch-Site: same-origin\r\n"
                         b"Content-Type: application/x-www-form-urlencoded\r\n"
                         b"Transfer-Encoding: chunked\r\n\r\n" + pieces)
            peer.settimeout(10)
            answer = peer.recv(4096)
            assert answer.startswith(b"HTTP/1.1 400 "), answer[:200]
    assert asked(running) < 5


def test_a_body_that_trickles_in_is_cut_off(running):
    with connected(running) as peer:
        peer.sendall(b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
                     b"Sec-Fetch-Site: same-origin\r\n"
                     b"Content-Type: application/x-www-form-urlencoded\r\n\r\n")
        assert 12 <= seconds_until_closed(peer, b"a") <= 24


@pytest.mark.parametrize("attack", [
    ["-H", "-i", "2"],
    ["-B", "-i", "2", "-s", "60000"],
    ["-X", "-w", "1", "-y", "2", "-n", "2", "-z", "1", "-k", "3"],
], ids=["slow head", "slow body", "slow read"])
def test_hundreds_of_slow_peers_hold_nobody_else_up(running, attack):
    slow = subprocess.Popen(
        ["slowhttptest", *attack, "-c", "300", "-r", "200", "-l", "20", "-v", "0",
         "-u", f"http://127.0.0.1:{running.port}/assets/x/app.js"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        waits, end = [], time.monotonic() + 15
        while time.monotonic() < end:
            waits.append(asked(running))
            time.sleep(0.3)
        assert len(waits) >= 20
        assert max(waits) < 2, waits
    finally:
        slow.kill()
        slow.wait()
    assert running.get("/readyz")[0] == 200


def test_one_address_gets_only_its_share_of_connections(running):
    held = []
    try:
        for _ in range(150):
            held.append(connected(running))
        time.sleep(0.5)
        open_still = 0
        for peer in held:
            peer.setblocking(False)
            try:
                open_still += peer.recv(1) != b""
            except BlockingIOError:
                open_still += 1
            except OSError:
                pass
        assert open_still <= 96
        assert asked(running) < 2
    finally:
        for peer in held:
            peer.close()
