import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from daemon import REPOSITORY, Daemon  # noqa: E402

sys.path.insert(0, str(REPOSITORY / "scripts"))


class DemoCalls:
    """The demo's calls: `folder` holds one folder a profile, `entries` what each file is."""

    def __init__(self, folder):
        self.folder = folder
        about = json.loads((folder / "calls.json").read_text())
        self.zones, self.entries = about["zones"], about["files"]
        self.profiles = sorted(self.zones)
        self.good = [entry for entry in self.entries if "quarantine" not in entry]

    def path(self, entry):
        return self.folder / entry["profile"] / entry["path"]


@pytest.fixture(scope="session")
def demo_calls(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calls")
    subprocess.run([REPOSITORY / "scripts/make-demo-calls", folder], check=True, timeout=120)
    return DemoCalls(folder)


@pytest.fixture
def daemon():
    """A daemon that isn't started yet, with one folder of the generic profile."""
    daemon = Daemon()
    yield daemon
    daemon.close()
