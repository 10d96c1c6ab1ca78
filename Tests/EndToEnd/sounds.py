"""Small recordings of known content, each with bytes of its own."""

import array
import random
import wave
from pathlib import Path

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


def many_calls(folder, count, first=0, seconds=1.0):
    """One-sided calls, cheap to make: a few samples of a hiss tell the files apart. `first` is the
    number of the first; another number gives other bytes."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    frames = int(seconds * speech.RATE_HZ)
    pattern = folder / "pattern.part"
    with wave.open(str(pattern), "wb") as file:
        file.setparams((1, 2, speech.RATE_HZ, frames, "NONE", "NONE"))
        file.writeframes(speech.line_noise(frames, seed="many", amplitude=400).tobytes())
    content = bytearray(pattern.read_bytes())
    pattern.unlink()
    files = []
    for number in range(first, first + count):
        # Eight samples of three bits each carry the number.
        for place in range(8):
            content[-4000 + 2 * place] = number >> 3 * place & 7
            content[-4000 + 2 * place + 1] = 0
        files.append(folder / f"call-{number:06}.wav")
        files[-1].write_bytes(content)
    return files
