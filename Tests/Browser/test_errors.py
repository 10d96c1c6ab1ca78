"""What the page says when something can't be done."""

import urllib.error
import urllib.request

import pytest


def status(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize("path, code", [
    ("/nothing", 404), ("/calls/0000000000000", 404), ("/calls/zzz", 404),
    ("/calls?direction=up", 400), ("/calls?colour=red", 400), ("/calls?after=nonsense", 400),
    ("/quarantine/0000000000000/retry", 405), ("/recordings/0000000000000/audio", 404),
])
def test_errors_are_pages_with_their_status(url, cookie, path, code):
    assert status(url + path, Cookie=cookie)[0] == code


def test_another_hosts_name_is_refused(url):
    assert status(url + "/calls", Host="evil.example")[0] == 400


def test_a_change_from_another_site_is_refused(url):
    request = urllib.request.Request(
        url + "/preferences", data=b"theme=dark",
        headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)
    assert refused.value.code == 403


def test_ranges_are_slices_of_the_whole(url, cookie, two_sided):
    audio = f"{url}/recordings/{two_sided['recordings'][0]['id']}/audio"
    _, headers, whole = status(audio, Cookie=cookie)
    assert headers["Accept-Ranges"] == "bytes"
    for first, last in [(0, 0), (1, 100), (1000, 70_000), (len(whole) - 5, len(whole) - 1)]:
        code, headers, part = status(audio, Cookie=cookie, Range=f"bytes={first}-{last}")
        last = min(last, len(whole) - 1)
        assert code == 206
        assert part == whole[first:last + 1]
        assert headers["Content-Range"] == f"bytes {first}-{last}/{len(whole)}"
    assert status(audio, Cookie=cookie, Range="bytes=-7")[2] == whole[-7:]
    assert status(audio, Cookie=cookie, Range=f"bytes={len(whole)}-")[0] == 416
