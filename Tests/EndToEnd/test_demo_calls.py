"""The demo's calls as their recorders name them, in six codecs, found with everything right."""

import json
import re
import subprocess
from zoneinfo import ZoneInfo

import pytest
from daemon import instant

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def taken_in(demo_calls):
    """A daemon that has taken the demo's calls in, with the pages of all of them by file."""
    daemon = demo_calls.taken_in()
    yield daemon, daemon.details()
    daemon.close()


def shown(taken_in, entry):
    """What the daemon knows of the call that `entry` describes."""
    found = [call for call in taken_in[1]
             if instant(call["startedAt"]) == instant(entry["startedAt"])
             and call["recordings"][0]["profile"] == entry["profile"]]
    assert len(found) == 1, f"{entry['path']}: {[call['startedAt'] for call in taken_in[1]]}"
    return found[0]


def test_every_call_is_indexed_once(taken_in, demo_calls):
    daemon, calls = taken_in
    assert len(calls) == len(demo_calls.good)
    daemon.until(lambda: daemon.status()["waiting"] == 0, seconds=15, what="nothing to wait")
    assert daemon.status()["duplicates"] == 0
    for entry in demo_calls.good:
        shown(taken_in, entry)


def test_all_six_codecs_are_there(taken_in):
    codecs = {recording["codec"] for call in taken_in[1] for recording in call["recordings"]}
    assert codecs == {"pcm_s16", "pcm_mulaw", "gsm", "flac", "opus", "mp3"}


def test_parties_time_and_zone_are_right(taken_in, demo_calls):
    for entry in demo_calls.good:
        call = shown(taken_in, entry)
        for fact in ("direction", "agent", "campaign"):
            if fact in entry:
                assert call[fact] == entry[fact], f"{fact} of {entry['path']}"
        assert same_zone(call, entry), f"{call['zone']} of {entry['path']}"


def same_zone(call, entry):
    """A zone's name, or the offset that it had at that moment; the time is told in it."""
    there = instant(entry["startedAt"]).astimezone(ZoneInfo(entry["zone"])).isoformat()
    return call["zone"] in (entry["zone"], there[-6:]) and call["startedAt"] == there


def test_every_number_finds_its_call(taken_in, demo_calls):
    daemon, _ = taken_in
    for entry in demo_calls.good:
        if "customerNumber" in entry:
            found = daemon.calls("--number", entry["customerNumber"])
            assert shown(taken_in, entry)["id"] in [call["id"] for call in found], entry["path"]
            assert len(found) < len(demo_calls.good)
    assert daemon.calls("--number", "+12025550199") == []


def test_numbers_are_masked(taken_in):
    for call in taken_in[1]:
        text = json.dumps(call)
        for number in ("2155501234", "13800138000", "3125550012", "2155507554", "2079460000"):
            assert number not in text


def test_sides_and_duration_are_right(taken_in, demo_calls):
    for entry in demo_calls.good:
        recording = shown(taken_in, entry)["recordings"][0]
        assert recording["roles"] == entry["roles"], entry["path"]
        assert recording["channels"] == entry["channels"]
        # MP3 and Opus pad their last frame.
        assert abs(recording["durationSeconds"] - entry["durationSeconds"]) < 0.15, entry["path"]


def test_verdicts_are_right(taken_in, demo_calls):
    for entry in demo_calls.good:
        assert shown(taken_in, entry)["verdicts"] == entry["verdicts"], entry["path"]


def test_loudness_agrees_with_ffmpeg(taken_in, demo_calls):
    for entry in demo_calls.good:
        recording = shown(taken_in, entry)["recordings"][0]
        ours = recording["measures"]["loudnessLUFS"]
        assert abs(ours - loudness(demo_calls.path(entry))) <= 0.1, entry["path"]


def loudness(path):
    """Integrated loudness by ffmpeg's ebur128, in LUFS. At the file's own rate: ffmpeg opens
    Opus at 48 kHz, whatever was spoken into it."""
    said = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=framelog=verbose",
         "-f", "null", "-"], capture_output=True, text=True, timeout=60, check=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])


def test_what_cannot_be_taken_in_stands_in_quarantine(taken_in, demo_calls):
    expected = sorted(entry["quarantine"] for entry in demo_calls.entries if "quarantine" in entry)
    assert sorted(item["reason"] for item in taken_in[0].quarantined()) == expected


def test_drop_folders_are_emptied(taken_in):
    daemon, _ = taken_in
    daemon.until(lambda: not [path for path in (daemon.folder / "drop").rglob("*")
                              if path.is_file()], seconds=15, what="all files to be removed")


def test_nothing_personal_lies_in_the_state_or_the_log(taken_in, demo_calls):
    """Numbers, names, file names and the sound itself, looked for in every byte that is kept."""
    daemon, _ = taken_in
    canaries = [b"Jane Example", b"2155501234", b"13800138000", b"3125550012", b"2155507554",
                b"442079460000", b"13900139000", b"886223456789", b"billing-0001", b"shopping-list",
                b"Bread, butter", b"24936.wav"]
    for entry in demo_calls.good:
        content = demo_calls.path(entry).read_bytes()
        middle = len(content) // 2
        canaries.append(content[middle:middle + 24])
    kept = [path for path in [*daemon.state.rglob("*"), daemon.log] if path.is_file()]
    assert len(kept) > len(demo_calls.good)
    for path in kept:
        content = path.read_bytes()
        for canary in canaries:
            assert canary not in content, f"{canary!r} in {path.relative_to(daemon.folder)}"
            assert canary.decode("latin-1") not in path.name


def test_the_pages_answer(taken_in):
    daemon, calls = taken_in
    for path in ("/calls", f"/calls/{calls[0]['id']}", "/quarantine", "/intake", "/healthz",
                 "/readyz", "/metrics"):
        status, _, body = daemon.get(path)
        assert status == 200 and body, path
