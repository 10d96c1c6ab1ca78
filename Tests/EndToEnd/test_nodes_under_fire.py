"""Two nodes on one PostgreSQL: one is killed again and again, the other is cut off for a while.

CALLAUDIT_TEST_FILES   how many files fall in meanwhile, 10000 unless set
"""

import os
import random
import threading
import time

import pytest
from accounts import content_hash, indexed_once, same_ledger, sealed_as_indexed, until_taken_in
from daemon import Daemon, named
from network import SERVER, Network
from postgres import Postgres
from sounds import many_calls

FILES = int(os.environ.get("CALLAUDIT_TEST_FILES", "10000"))
KILLS = 20
# Longer than a node lives on in the eyes of others without being heard of.
CUT_SECONDS = 22

pytestmark = [pytest.mark.timeout(300 + FILES // 100), pytest.mark.own_engine,
              pytest.mark.needs_root]


@pytest.fixture
def network():
    with Network() as network:
        yield network


@pytest.fixture
def server(network):
    with Postgres(host=SERVER, netns=network.server) as server:
        yield server


@pytest.fixture
def nodes(server, network):
    """One comes by the server's socket, the other by a cable that can be cut."""
    near = Daemon(server=server, node="near")
    password = near.shared / "database.password"
    password.touch(mode=0o600)
    password.write_text("correct-horse\n")
    server.sql("ALTER ROLE callaudit PASSWORD 'correct-horse'")
    far = Daemon(beside=near, node="far", netns=network.node, address=server.address(
        host=SERVER, user="callaudit", dbname=named(near.address, "dbname"), sslmode="disable"))
    far.write_settings(settings=f"databasePassword: {password}\n")
    yield near, far
    far.close()
    near.close()


def test_kills_and_a_cut_cable_lose_nothing_and_double_nothing(nodes, network):
    near, far = nodes
    chance = random.Random(20250301)
    files = many_calls(near.shared / "made", FILES)
    hashes = [content_hash(file) for file in files]
    cut = threading.Thread(target=cut_for_a_while, args=(network,))
    far.start()
    for kill in range(KILLS):
        near.start(wait=False)
        drop_share(near, files, kill)
        if kill == KILLS // 4:
            cut.start()
        time.sleep(chance.uniform(0.3, 2.5))
        near.kill()
    near.start()
    cut.join(timeout=60)
    far.until_ready(seconds=30)
    until_taken_in(near, seconds=120 + FILES // 100)
    indexed_once(near, hashes)
    sealed_as_indexed(near)
    heads = same_ledger(near, far)
    assert all(int(size) >= FILES for size, _ in heads.values())
    # It was no easy walk: both worked, kills came amid work, and the cable was missed.
    by_node = near.sql("SELECT id % 256, count(*) FROM recording GROUP BY 1")
    assert len(by_node) == 2 and all(int(count) > FILES / 20 for _, count in by_node), by_node
    assert near.log.read_text().count("cleared sealed files that a crash left") > 3
    assert "event=database.away" in far.log.read_text()


def cut_for_a_while(network):
    network.cut()
    time.sleep(CUT_SECONDS)
    network.mend()


def drop_share(daemon, files, kill):
    """An equal share of the files for each time between two kills."""
    for file in files[len(files) * kill // KILLS:len(files) * (kill + 1) // KILLS]:
        file.rename(daemon.drop() / file.name)
