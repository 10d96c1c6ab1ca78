"""The player: playing, seeking, muting a side, zoom, keys."""

from waiting import until

NOW = "document.querySelector('audio').currentTime"
READY = "document.querySelector('audio').readyState >= 3"

# Keeps the last node before the loudspeakers, to listen to what comes out of each ear.
LISTEN = """
    const make = AudioContext.prototype.createChannelMerger
    AudioContext.prototype.createChannelMerger = function (...all) {
      const merger = make.apply(this, all)
      window.ear = this.createAnalyser()
      merger.connect(window.ear)
      return merger
    }
"""
LOUDEST = """async () => {
    let loudest = 0
    const samples = new Float32Array(window.ear.fftSize)
    for (let round = 0; round < 30; round += 1) {
      window.ear.getFloatTimeDomainData(samples)
      loudest = Math.max(loudest, ...samples.map(Math.abs))
      await new Promise((done) => setTimeout(done, 25))
    }
    return loudest
}"""


def player(reader, call, **how):
    page = reader(f"/calls/{call['id']}", **how)
    page.wait_for_selector(".player[data-ready] .w-played[d]", state="attached")
    until(page, READY)
    return page


def test_both_lanes_are_drawn(reader, two_sided, shot):
    page = player(reader, two_sided)
    lanes = page.locator(".lane .w-rest")
    assert lanes.count() == 2
    for lane in lanes.all():
        assert len(lane.get_attribute("d")) > 1000
    assert page.locator(".w-speech").count() > 0
    shot(page, "call")


def test_play_goes_on_and_pause_stops(reader, two_sided):
    page = player(reader, two_sided)
    page.locator("[data-play]").click()
    until(page, f"{NOW} > 0.5")
    page.keyboard.press("k")
    assert page.evaluate("document.querySelector('audio').paused")


def test_a_click_on_the_lanes_seeks(reader, two_sided):
    page = player(reader, two_sided)
    seconds = two_sided["recordings"][0]["durationSeconds"]
    box = page.locator(".lanes").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 20)
    until(page, f"Math.abs({NOW} - {seconds / 2}) < {0.02 * seconds + 0.2}")


def test_keys_seek_and_play(reader, two_sided):
    page = player(reader, two_sided)
    page.keyboard.press("ArrowRight")
    until(page, f"{NOW} > 1")
    page.keyboard.press("Home")
    until(page, f"{NOW} === 0")
    page.keyboard.press("Space")
    until(page, f"{NOW} > 0.2")


def test_a_deep_link_begins_at_its_moment(reader, two_sided, url):
    page = reader(f"/calls/{two_sided['id']}?t=2.5")
    until(page, f"Math.abs({NOW} - 2.5) < 0.05")


def test_speed_is_kept_from_call_to_call(reader, two_sided):
    page = player(reader, two_sided)
    page.locator("[data-speed]").select_option("1.5")
    page.reload()
    until(page, "document.querySelector('audio').playbackRate === 1.5")


def speech(picture, channel):
    """The longest stretch in which only `channel` speaks, as (from, to) in seconds."""
    frames = int.from_bytes(picture[20:24], "little")
    size = (frames + 7) // 8

    def speaks(side, frame):
        return picture[24 + side * size + frame // 8] >> (frame % 8) & 1

    best = (0, 0)
    start = None
    for frame in range(frames + 1):
        alone = frame < frames and speaks(channel, frame) and not speaks(1 - channel, frame)
        if alone and start is None:
            start = frame
        if not alone and start is not None:
            best = max(best, (start, frame), key=lambda span: span[1] - span[0])
            start = None
    return best[0] * 0.02, best[1] * 0.02


def test_a_muted_side_is_not_heard(reader, two_sided, url):
    page = reader("/calls")
    page.context.add_init_script(LISTEN)
    page.goto(f"{url}/calls/{two_sided['id']}")
    until(page, READY)
    recording = two_sided["recordings"][0]
    agent = recording["roles"].index("agent")
    picture = page.request.get(f"{url}/recordings/{recording['id']}/picture").body()
    start, end = speech(picture, agent)
    assert end - start > 0.4

    def loudest_there():
        page.evaluate(f"document.querySelector('audio').currentTime = {start}")
        page.wait_for_timeout(150)
        return page.evaluate(LOUDEST)

    page.evaluate("document.querySelector('audio').loop = true")
    page.locator(f'[data-solo="{agent}"]').click()
    page.locator("[data-play]").click()
    heard = loudest_there()
    page.locator(f'[data-mute="{agent}"]').click()
    assert page.locator(f'[data-mute="{agent}"]').get_attribute("aria-pressed") == "true"
    assert heard > 0.02
    assert loudest_there() < heard / 3


def test_zoom_shows_the_overview(reader, two_sided, shot):
    page = player(reader, two_sided)
    page.keyboard.press("+")
    page.wait_for_selector(".overview:not([data-whole])")
    shot(page, "call-zoomed")
    page.keyboard.press("0")
    page.wait_for_selector(".overview[data-whole]", state="attached")


def test_every_recording_can_be_played(reader, calls, url):
    page = reader()
    seen = set()
    for call in calls:
        for recording in call["recordings"]:
            if recording["codec"] in seen:
                continue
            seen.add(recording["codec"])
            page.goto(f"{url}/calls/{call['id']}?recording={recording['id']}")
            until(page, READY)
            page.locator("[data-play]").click()
            until(page, f"{NOW} > 0.2")
