import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from daemon import REPOSITORY, Daemon  # noqa: E402
from demo_calls import DemoCalls  # noqa: E402

sys.path.insert(0, str(REPOSITORY / "scripts"))


@pytest.fixture(scope="session")
def demo_calls(tmp_path_factory):
    return DemoCalls(tmp_path_factory.mktemp("calls"))


@pytest.fixture
def daemon():
    """A daemon that isn't started yet, with one folder of the generic profile."""
    daemon = Daemon()
    yield daemon
    daemon.close()
