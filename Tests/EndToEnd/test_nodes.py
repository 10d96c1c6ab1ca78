"""Two daemons on one PostgreSQL, with the same key, source folders and folder of recordings."""

import time

import pytest
from accounts import dropped, indexed_once, same_ledger, sealed_as_indexed, until_taken_in
from daemon import Daemon, put
from sounds import many_calls

# A node that hasn't been heard of for so long is dead; then its files are looked at again.
DEAD_AFTER, LOOK_AGAIN = 15, 5

pytestmark = [pytest.mark.timeout(180), pytest.mark.own_engine]


@pytest.fixture
def nodes(shared_postgres):
    """Makes daemons that share everything; the first one's name is a."""
    made = []

    def make(name):
        made.append(Daemon(server=shared_postgres, node=name, beside=made[0] if made else None))
        return made[-1]

    yield make
    for daemon in reversed(made):
        daemon.close()
    if made:
        shared_postgres.drop(made[0].address)


def drop_many(daemon, folder, count, first=0):
    files = many_calls(folder, count, first=first)
    for file in files:
        put(file, daemon.drop() / file.name)
    return files


def taken_in(daemon):
    """Recordings by the node that took them in."""
    return {name: int(count) for name, count in daemon.sql("SELECT name, taken_in FROM node")}


def knows(daemon, one, other):
    """Whether the last heartbeat of `one` came after the other had registered."""
    beats = {name: (int(started), int(beat)) for name, started, beat in
             daemon.sql("SELECT name, started_at, beat_at FROM node")}
    return beats[one][1] > beats[other][0]


def all_once(files, *daemons):
    until_taken_in(daemons[0])
    for daemon in daemons:
        daemon.until_ready()
    indexed_once(daemons[0], files)
    sealed_as_indexed(daemons[0])
    same_ledger(*daemons)


def test_both_take_their_part_and_see_the_same(nodes, tmp_path):
    a, b = nodes("a").start(), nodes("b").start()
    files = drop_many(a, tmp_path, 200)
    all_once(files, a, b)
    assert sorted(call["id"] for call in a.calls()) == sorted(call["id"] for call in b.calls())
    a.until(lambda: sum(taken_in(a).values()) == 200, 15, "both to have told what they took in")
    assert all(count > 40 for count in taken_in(a).values()), taken_in(a)
    recording = b.calls()[0]["recordings"][0]["id"]
    heard = [node.get(f"/api/v1/recordings/{recording}/audio") for node in (a, b)]
    assert heard[0][0] == heard[1][0] == 200
    assert heard[0][2] == heard[1][2]


def test_the_same_bytes_in_both_nodes_hands_are_one_recording(nodes, tmp_path):
    """Copies under many names fall to either node, at the same moment."""
    a, b = nodes("a").start(), nodes("b").start()
    (file,) = many_calls(tmp_path, 1)
    for index in range(60):
        put(file, a.drop() / f"copy-{index}.wav")
    all_once([file], a, b)
    a.until(lambda: a.status()["duplicates"] == 59, 15, "the copies to be known")


def test_a_name_belongs_to_one_machine_at_a_time(nodes, tmp_path):
    first, second = nodes("a").start(), nodes("a")
    second.start(wait=False)
    second.until_unready("under the name a", "node:")
    assert first.ready()
    first.kill()
    files = drop_many(second, tmp_path, 10)
    time.sleep(2)
    assert len(dropped(second)) == 10
    second.until_ready(DEAD_AFTER + LOOK_AGAIN)
    first.start(wait=False)
    first.until_unready("under the name a", "node:")
    until_taken_in(second)
    indexed_once(second, files)
    sealed_as_indexed(second)


def test_a_name_that_was_given_back_can_be_taken_at_once(nodes):
    first, second = nodes("a").start(), nodes("a")
    first.stop()
    began = time.monotonic()
    second.start()
    assert time.monotonic() - began < 5


def test_a_node_that_was_killed_goes_on_at_once(nodes, tmp_path):
    a, b = nodes("a").start(), nodes("b").start()
    files = drop_many(a, tmp_path, 100)
    b.kill()
    began = time.monotonic()
    b.start()
    assert time.monotonic() - began < 5
    all_once(files, a, b)


def test_the_files_of_a_dead_node_are_taken_by_the_other(nodes, tmp_path):
    a, b = nodes("a").start(), nodes("b").start()
    a.until(lambda: knows(a, "a", "b"), 20, "a to have heard of b")
    b.kill()
    began = time.monotonic()
    files = drop_many(a, tmp_path, 60)
    a.until(lambda: 0 < len(dropped(a)) < 55, 10, "its own files to be taken by a")
    a.until(lambda: not dropped(a), DEAD_AFTER + LOOK_AGAIN + 5, "those of b to be taken as well")
    assert time.monotonic() - began > 5
    b.start()
    all_once(files, a, b)


def test_a_node_that_stops_in_order_leaves_its_files_at_once(nodes, tmp_path):
    a, b = nodes("a").start(), nodes("b").start()
    b.stop()
    files = drop_many(a, tmp_path, 60)
    a.until(lambda: not dropped(a), 10, "all files to be taken")
    b.start()
    all_once(files, a, b)


def test_a_folder_of_recordings_that_vanishes_is_noticed(nodes, tmp_path):
    """As a network share that isn't mounted: an empty folder stands in its place."""
    a = nodes("a").start()
    files = drop_many(a, tmp_path, 3)
    until_taken_in(a)
    away = a.recordings.with_name("elsewhere")
    for stand_in in (False, True):
        a.recordings.rename(away)
        if stand_in:
            a.recordings.mkdir(mode=0o700)
        a.until_unready("recordings")
        more = drop_many(a, tmp_path, 3, first=len(files))
        time.sleep(3)
        assert len(dropped(a)) == 3
        if stand_in:
            assert not [path for path in a.recordings.rglob("*") if path.is_file()]
            a.recordings.rename(a.recordings.with_name("stand-in"))
        away.rename(a.recordings)
        files += more
        a.until_ready()
        until_taken_in(a)
    all_once(files, a)


def test_the_folder_of_another_installation_is_refused(nodes, shared_postgres, tmp_path):
    a = nodes("a").start()
    a.stop()
    another = Daemon(server=shared_postgres, node="another")
    try:
        another.start()
        another.stop()
        marks = [path for path in another.recordings.iterdir() if path.is_file()]
        assert marks, "a mark tells whose the folder is"
        own = {mark.name: (a.recordings / mark.name).read_bytes() for mark in marks}
        for mark in marks:
            (a.recordings / mark.name).chmod(0o600)
            (a.recordings / mark.name).write_bytes(mark.read_bytes())
        a.start(wait=False)
        a.until_unready("recordings", "another installation")
        files = drop_many(a, tmp_path, 3)
        time.sleep(2)
        assert len(dropped(a)) == 3
        for name, content in own.items():
            (a.recordings / name).write_bytes(content)
        a.until_ready()
        all_once(files, a)
    finally:
        another.close()
        shared_postgres.drop(another.address)


def test_nodes_are_shown_and_measured(nodes):
    a, b = nodes("a").start(), nodes("b").start()
    for node in (a, b):
        status, _, body = node.get("/intake")
        assert status == 200
        for name in ("a", "b"):
            assert f">{name}<" in body.decode()
        metrics = node.get("/metrics")[2].decode()
        assert 'node="a"' in metrics and 'node="b"' in metrics
