import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from machine import Machine  # noqa: E402

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("CALLAUDIT_BUILD", REPOSITORY / ".build/release"))


@pytest.fixture(scope="session")
def calls(tmp_path_factory):
    """The demo's calls, one folder for each profile."""
    folder = tmp_path_factory.mktemp("calls")
    subprocess.run([REPOSITORY / "scripts/make-demo-calls", folder], check=True, timeout=120)
    return folder


def install(root):
    subprocess.run(
        ["make", "--silent", "-C", str(REPOSITORY), "install", f"DESTDIR={root}", f"BUILD={BUILD}"],
        check=True, timeout=60)
    settings = Path(root) / "etc/callaudit/callaudit.yaml"
    text = settings.read_text()
    assert "\nlocal:\n" in text
    settings.write_text(text.replace(
        "\nlocal:\n", "\nlocal:\n  root: [compliance-officer, administrator]\n"))


@pytest.fixture(scope="module")
def machine():
    """A booted machine with callaudit installed, its key made and its service enabled."""
    machine = Machine(prepare=install)
    try:
        machine.run("callaudit", "key", "init", "/etc/callaudit/master.key")
        machine.run("useradd", "--groups", "callaudit", "--no-user-group", "recorder")
        machine.run("systemctl", "enable", "callaudit")
        machine.run("systemctl", "start", "callaudit", timeout=120)
        yield machine
    finally:
        machine.shut_down()
