import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from daemon import REPOSITORY, Daemon  # noqa: E402
from demo_calls import DemoCalls  # noqa: E402
from postgres import Postgres, Server  # noqa: E402

sys.path.insert(0, str(REPOSITORY / "scripts"))


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "own_engine: says itself which engine it is about, so it runs once")
    config.addinivalue_line(
        "markers", "needs_root: mounts disks or makes network namespaces, so it runs as root")


@pytest.fixture(scope="session")
def demo_calls(tmp_path_factory):
    return DemoCalls(tmp_path_factory.mktemp("calls"))


@pytest.fixture
def daemon():
    """A daemon that isn't started yet, with one folder of the generic profile."""
    daemon = Daemon()
    yield daemon
    daemon.close()


@pytest.fixture(scope="session")
def shared_postgres():
    """A server that tests use and don't trouble."""
    if os.environ.get("CALLAUDIT_TEST_POSTGRES"):
        yield Server.given()
    else:
        with Postgres() as server:
            yield server


@pytest.fixture
def postgres():
    """A server for one test, which may stop and kill it."""
    with Postgres() as server:
        yield server
