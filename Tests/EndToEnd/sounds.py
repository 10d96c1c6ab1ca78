"""Small recordings of known content, each with bytes of its own."""

import array
import random
import wave

import speech


def small_call(path, seed, seconds=1.5):
    """A two-sided call of hiss and bursts; another seed gives other bytes."""
    chance = random.Random(seed)
    frames = int(seconds * speech.RATE_HZ)
    lanes = [array.array("h", (chance.randint(-60, 60) for _ in range(frames))) for _ in range(2)]
    for lane in lanes:
        start = chance.randrange(frames // 2)
        for place in range(start, start + frames // 4):
            lane[place] = chance.randint(-9000, 9000)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(speech.RATE_HZ)
        file.writeframes(speech.interleaved(lanes).tobytes())
    return path
