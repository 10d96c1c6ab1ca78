"""Files that come twice, come in pieces, or can't be taken in."""

import json
import os
import shutil
import time

import pytest
from daemon import Daemon, instant, put
from sounds import small_call

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def running(daemon):
    return daemon.start()


def test_the_same_bytes_twice_are_one_call(running, tmp_path):
    call = small_call(tmp_path / "call.wav", seed=1)
    put(call, running.drop() / "first.wav")
    running.until_decided(1)
    put(call, running.drop() / "second.wav")
    running.until_decided(2)
    assert len(running.calls()) == 1
    assert running.status()["duplicates"] == 1
    running.until(lambda: not list(running.drop().iterdir()), seconds=15,
                  what="the second copy to be removed")


def test_a_sidecar_may_come_after_its_recording(running, tmp_path):
    put(small_call(tmp_path / "call.wav", seed=2), running.drop() / "late.wav")
    running.until_decided(1)
    sidecar = tmp_path / "late.wav.json"
    sidecar.write_text(json.dumps({"startedAt": "2024-03-05T10:00:00+08:00", "agent": "Mei"}))
    put(sidecar, running.drop() / "late.wav.json")
    running.until(lambda: running.calls()[0]["agent"] == "Mei", seconds=30,
                  what="the sidecar to be read")
    (call,) = running.calls()
    assert instant(call["startedAt"]) == instant("2024-03-05T02:00:00Z")


def test_a_waiting_name_waits_until_it_is_renamed(running, tmp_path):
    call = small_call(tmp_path / "call.wav", seed=3)
    for name in (".hidden.wav", "a.wav.tmp", "b.wav.part", "c.wav.filepart"):
        shutil.copyfile(call, running.drop() / name)
    time.sleep(2)
    assert running.decided() == 0
    (running.drop() / "a.wav.tmp").rename(running.drop() / "a.wav")
    running.until_decided(1)
    assert len(running.calls()) == 1


def test_a_slow_writer_is_waited_for(running, tmp_path):
    content = small_call(tmp_path / "call.wav", seed=4, seconds=4).read_bytes()
    step = len(content) // 20
    with open(running.drop() / "slow.wav", "wb", buffering=0) as file:
        for start in range(0, len(content), step):
            file.write(content[start:start + step])
            time.sleep(0.1)
    running.until_decided(1)
    (call,) = running.calls()
    assert abs(call["durationSeconds"] - 4) < 0.01


def test_links_and_devices_are_never_followed(running, tmp_path):
    secret = small_call(tmp_path / "secret.wav", seed=5)
    (running.drop() / "link.wav").symlink_to(secret)
    os.link(secret, running.drop() / "hard.wav")
    os.mkfifo(running.drop() / "pipe.wav")
    put(small_call(tmp_path / "call.wav", seed=6), running.drop() / "plain.wav")
    running.until_decided(1)
    time.sleep(2)
    assert len(running.calls()) == 1
    assert secret.exists()


def test_new_and_renamed_folders_are_watched(running, tmp_path):
    for name in ("new/deeper", "made"):
        (running.drop() / name).mkdir(parents=True)
    time.sleep(0.3)
    (running.drop() / "made").rename(running.drop() / "renamed")
    put(small_call(tmp_path / "1.wav", seed=7), running.drop() / "new/deeper/1.wav")
    put(small_call(tmp_path / "2.wav", seed=8), running.drop() / "renamed/2.wav")
    running.until_decided(2)
    assert len(running.calls()) == 2


def test_a_folder_that_vanishes_and_comes_back_is_watched_again(running, tmp_path):
    shutil.rmtree(running.drop())
    time.sleep(1)
    assert running.get("/healthz")[0] == 200
    running.drop().mkdir()
    put(small_call(tmp_path / "1.wav", seed=9), running.drop() / "1.wav")
    running.until_decided(1, seconds=90)


def test_two_one_sided_halves_are_one_call(tmp_path):
    with Daemon(sources=["mikopbx"]) as daemon:
        for index, half in enumerate(("in", "out")):
            put(small_call(tmp_path / f"{half}.wav", seed=30 + index),
                daemon.drop("mikopbx") / f"mikopbx-1640255891.7912_Xy2Dt4_{half}.wav")
        daemon.until_decided(2)
        (call,) = daemon.calls()
        assert len(call["recordings"]) == 2
        assert instant(call["startedAt"]) == instant("2021-12-23T10:38:11Z")


def test_files_that_are_kept_are_not_taken_in_again(tmp_path):
    with Daemon(sources={"generic": {"afterwards": "keep"}}) as daemon:
        kept = daemon.drop() / "kept.wav"
        put(small_call(tmp_path / "call.wav", seed=40), kept)
        daemon.until_decided(1)
        daemon.stop()
        daemon.start()
        time.sleep(1.5)
        assert kept.exists()
        assert len(daemon.calls()) == 1
        assert daemon.status()["duplicates"] == 0


def test_files_are_moved_where_the_settings_say(tmp_path):
    daemon = Daemon()
    try:
        done = daemon.folder / "done"
        done.mkdir()
        daemon.write_settings({"generic": {"afterwards": "move", "moveTo": done}})
        daemon.start()
        put(small_call(tmp_path / "call.wav", seed=41), daemon.drop() / "deeper/call.wav")
        daemon.until_decided(1)
        daemon.until(lambda: (done / "deeper/call.wav").exists(), seconds=15,
                     what="the file to be moved")
        assert not (daemon.drop() / "deeper/call.wav").exists()
    finally:
        daemon.close()


def test_quarantine_is_listed_retried_and_discarded(running, tmp_path):
    (running.drop() / "empty.wav").write_bytes(b"")
    (running.drop() / "text.wav").write_text("not a sound at all\n" * 100)
    running.until_decided(2)
    items = {item["reason"]: item["id"] for item in running.quarantined()}
    assert set(items) == {"empty", "not-sound"}

    retried = running.command("quarantine", "retry", items["not-sound"])
    assert retried.returncode == 0, retried.stderr
    running.until(
        lambda: {"not-sound": 2}.items() <= {
            item["reason"]: item["tries"] for item in running.quarantined()}.items(),
        seconds=30, what="the file to be tried again")

    unreasoned = running.command("quarantine", "discard", items["empty"])
    assert unreasoned.returncode != 0
    assert "reason" in unreasoned.stderr
    discarded = running.command("quarantine", "discard", items["empty"], "--reason", "test file")
    assert discarded.returncode == 0, discarded.stderr
    assert [item["reason"] for item in running.quarantined()] == ["not-sound"]


def test_one_bad_file_stops_nothing(running, tmp_path):
    (running.drop() / "bad.wav").write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt " + b"\xff" * 4000)
    for index in range(5):
        put(small_call(tmp_path / f"{index}.wav", seed=20 + index), running.drop() / f"{index}.wav")
    running.until_decided(6)
    assert len(running.calls()) == 5
    assert running.status()["quarantined"] == 1
