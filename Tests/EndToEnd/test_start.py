"""How the daemon starts, refuses to start, and stops."""

import signal
import stat
import time

import pytest
from daemon import Daemon, run
from visitor import Visitor

pytestmark = pytest.mark.timeout(120)

USAGE, UNAVAILABLE, TRY_AGAIN, SETTINGS = 64, 69, 75, 78


def refused(daemon, *words, status=SETTINGS):
    """`serve` ends by itself with `status` and says one clear sentence that has all `words`."""
    done = daemon.command("serve", timeout=30)
    assert done.returncode == status, done.stderr
    for word in words:
        assert str(word) in done.stderr, done.stderr
    assert "Fatal error" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 4, done.stderr


def test_an_unknown_setting_names_file_line_and_remedy(daemon):
    daemon.settings.write_text(daemon.settings.read_text() + "lisen: 127.0.0.1:8080\n")
    line = len(daemon.settings.read_text().splitlines())
    refused(daemon, daemon.settings, line, "lisen", "listen")
    checked = daemon.command("config", "check")
    assert checked.returncode == SETTINGS
    assert f":{line}" in checked.stderr + checked.stdout


def test_settings_that_are_right_pass_the_check(daemon):
    assert daemon.command("config", "check").returncode == 0


def test_an_address_beyond_this_machine_takes_tls_or_a_proxy(daemon):
    text = daemon.settings.read_text().replace("127.0.0.1", "0.0.0.0")
    daemon.settings.write_text(text)
    refused(daemon, "loopback", "tls:", "proxies:")


def test_settings_that_are_missing_are_named(daemon):
    daemon.settings.unlink()
    refused(daemon, daemon.settings)


def test_a_missing_key_is_named_with_its_remedy(daemon):
    daemon.key.unlink()
    refused(daemon, daemon.key, "callaudit key init")


def test_another_key_is_refused(daemon):
    daemon.start()
    daemon.stop()
    daemon.key.unlink()
    assert run("key", "init", daemon.key).returncode == 0
    refused(daemon, "key", status=SETTINGS)


def test_a_key_is_made_once_and_for_its_owner_only(daemon):
    assert daemon.key.stat().st_size == 32
    assert stat.S_IMODE(daemon.key.stat().st_mode) in (0o400, 0o600)
    before = daemon.key.read_bytes()
    again = run("key", "init", daemon.key)
    assert again.returncode != 0
    assert daemon.key.read_bytes() == before


def test_a_state_folder_that_cannot_be_written_is_named(daemon):
    daemon.state.rmdir()
    daemon.state.write_text("a file stands where the folder should")
    refused(daemon, daemon.state, status=SETTINGS)


def test_a_second_daemon_on_the_same_state_is_refused(daemon):
    daemon.start()
    second = Daemon()
    try:
        second.settings.write_text(
            second.settings.read_text().replace(str(second.state), str(daemon.state))
            .replace(str(second.key), str(daemon.key)))
        done = second.command("serve", timeout=30)
        assert done.returncode == TRY_AGAIN
        assert str(daemon.state) in done.stderr
        assert daemon.ready()
    finally:
        second.close()


def test_a_taken_port_is_named(daemon):
    daemon.start()
    second = Daemon()
    try:
        second.port = daemon.port
        second.write_settings()
        done = second.command("serve", timeout=30)
        assert done.returncode != 0
        assert str(daemon.port) in done.stderr
    finally:
        second.close()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_within_seconds_and_well(daemon, ending):
    daemon.start()
    began = time.monotonic()
    assert daemon.stop(ending) == 0
    assert time.monotonic() - began < 5
    daemon.start()
    assert daemon.ready()


def test_reload_keeps_serving_and_refuses_nonsense(daemon):
    daemon.start()
    daemon.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    assert daemon.ready()
    right = daemon.settings.read_text()
    daemon.settings.write_text(right + "nonsense: true\n")
    daemon.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    assert daemon.ready()
    assert "nonsense" in daemon.log.read_text()


def test_the_socket_and_the_state_are_for_their_owner(daemon):
    daemon.start()
    socket = daemon.state / "callaudit.sock"
    assert stat.S_ISSOCK(socket.stat().st_mode)
    assert stat.S_IMODE(socket.stat().st_mode) & 0o007 == 0
    for path in daemon.state.rglob("*"):
        assert stat.S_IMODE(path.lstat().st_mode) & 0o007 == 0, path


def test_a_command_without_a_daemon_says_so(daemon):
    done = daemon.command("call", "list")
    assert done.returncode == UNAVAILABLE
    assert "callaudit serve" in done.stderr


def test_wrong_arguments_are_a_usage_error():
    done = run("call", "lst")
    assert done.returncode == USAGE
    assert run("--help").returncode == 0
    assert run("--version").returncode == 0


def test_a_foreign_site_can_neither_read_nor_change(daemon):
    daemon.start()
    page = Visitor(daemon.port)
    assert page.get("/sign-in")[0] == 200
    assert page.get("/sign-in", {"Host": "evil.example"})[0] == 400
    assert page.get("/calls", {"Host": "evil.example"})[0] == 400
    own = f"http://127.0.0.1:{daemon.port}"
    for path in ("/preferences", "/sign-in", "/invite"):
        for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"},
                        {"Origin": ""}):
            assert page.post(path, headers=headers)[0] == 403, (path, headers)
        assert page.post(path, headers={"Origin": own})[0] != 403 or path == "/sign-in"
