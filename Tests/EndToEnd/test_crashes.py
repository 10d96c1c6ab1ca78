"""What was dropped is in the index, in quarantine or still in the folder, whatever dies when."""

import random
import subprocess
import time

import pytest
from daemon import put
from sounds import small_call

FILES = 50
KILLS = 50

pytestmark = pytest.mark.timeout(600)


def test_fifty_kills_lose_nothing_and_double_nothing(daemon, tmp_path):
    chance = random.Random(20240115)
    files = [small_call(tmp_path / f"call-{index:03}.wav", seed=index) for index in range(FILES)]
    for index in range(KILLS):
        daemon.start(wait=False)
        put(files[index], daemon.drop() / files[index].name)
        time.sleep(chance.uniform(0.05, 0.9))
        daemon.kill()
    daemon.start()
    daemon.until(lambda: not [path for path in daemon.drop().rglob("*") if path.is_file()],
                 seconds=120, what="the drop folder to be emptied")
    calls = daemon.details()
    hashes = [recording["contentHash"] for call in calls for recording in call["recordings"]]
    assert len(calls) == FILES
    assert sorted(hashes) == sorted(map(blake2b, files))
    assert daemon.quarantined() == []


def test_kills_while_all_files_lie_there_at_once(daemon, tmp_path):
    chance = random.Random(7)
    files = [small_call(tmp_path / f"call-{index:03}.wav", seed=1000 + index)
             for index in range(FILES)]
    for file in files:
        put(file, daemon.drop() / file.name)
    for _ in range(10):
        daemon.start(wait=False)
        time.sleep(chance.uniform(0.2, 0.8))
        daemon.kill()
    daemon.start()
    daemon.until(lambda: not [path for path in daemon.drop().rglob("*") if path.is_file()],
                 seconds=120, what="the drop folder to be emptied")
    assert len(daemon.calls()) == FILES


def test_nothing_temporary_is_left_after_a_crash(daemon, tmp_path):
    for index in range(8):
        put(small_call(tmp_path / f"{index}.wav", seed=index, seconds=20),
            daemon.drop() / f"{index}.wav")
    daemon.start()
    time.sleep(0.35)
    daemon.kill()
    daemon.start()
    daemon.until_decided(8)
    daemon.until(lambda: not list(daemon.state.rglob("tmp/*")), seconds=30,
                 what="unfinished recordings to be removed")


def blake2b(path):
    return subprocess.run(["b2sum", "--length=256", str(path)], check=True, capture_output=True,
                          text=True, timeout=30).stdout.split()[0]
