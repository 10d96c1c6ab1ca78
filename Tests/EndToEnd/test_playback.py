"""A recording is heard by Range, straight from where it lies sealed."""

import random

import pytest
from daemon import Daemon, put
from sounds import small_call

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """A daemon with one call, the address of its sound, and the file that was dropped."""
    call = small_call(tmp_path_factory.mktemp("sound") / "call.wav", seed=77, seconds=12)
    with Daemon() as daemon:
        put(call, daemon.drop() / "call.wav")
        daemon.until_decided(1)
        (summary,) = daemon.calls()
        recording = summary["recordings"][0]["id"]
        yield daemon, f"/api/v1/recordings/{recording}/audio", call.read_bytes()


def test_the_whole_is_what_was_dropped(heard):
    daemon, path, content = heard
    status, headers, body = daemon.get(path)
    assert status == 200
    assert body == content
    assert headers["Accept-Ranges"] == "bytes"


def test_any_range_is_a_slice_of_the_whole(heard):
    daemon, path, content = heard
    chance = random.Random(1)
    size, chunk = len(content), 16 * 1024
    spans = [(0, 0), (0, size - 1), (size - 1, size - 1), (chunk - 1, chunk), (chunk, 2 * chunk)]
    spans += [tuple(sorted((chance.randrange(size), chance.randrange(size)))) for _ in range(60)]
    for first, last in spans:
        status, headers, body = daemon.get(path, {"Range": f"bytes={first}-{last}"})
        assert status == 206
        assert headers["Content-Range"] == f"bytes {first}-{last}/{size}"
        assert body == content[first:last + 1], (first, last)


def test_open_and_suffix_ranges(heard):
    daemon, path, content = heard
    assert daemon.get(path, {"Range": "bytes=100000-"})[2] == content[100000:]
    assert daemon.get(path, {"Range": "bytes=-1000"})[2] == content[-1000:]
    assert daemon.get(path, {"Range": f"bytes=0-{len(content) * 2}"})[2] == content


def test_a_range_behind_the_end_cannot_be_satisfied(heard):
    daemon, path, content = heard
    status, headers, _ = daemon.get(path, {"Range": f"bytes={len(content)}-"})
    assert status == 416
    assert headers["Content-Range"] == f"bytes */{len(content)}"


def test_a_damaged_recording_is_refused_and_never_played(tmp_path):
    call = small_call(tmp_path / "call.wav", seed=78, seconds=6)
    with Daemon() as daemon:
        put(call, daemon.drop() / "call.wav")
        daemon.until_decided(1)
        recording = daemon.calls()[0]["recordings"][0]["id"]
        sealed = max((path for path in daemon.state.rglob("*") if path.is_file()
                      and not path.name.startswith("callaudit")),
                     key=lambda path: path.stat().st_size)
        damaged = bytearray(sealed.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        sealed.chmod(0o600)
        sealed.write_bytes(damaged)
        path = f"/api/v1/recordings/{recording}/audio"
        try:
            _, _, body = daemon.get(path)
        except OSError:
            return
        except Exception as error:  # a body that ends early
            body = getattr(error, "partial", b"")
        assert body != call.read_bytes()
        assert len(body) < call.stat().st_size
