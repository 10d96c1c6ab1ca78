"""Spoken calls: a dialogue becomes two lanes of sound, and two lanes become a file of any codec.

The same text gives the same sound every time. Needs espeak-ng, sox, flac, opusenc and lame.
"""

import array
import random
import subprocess
import tempfile
import wave
from pathlib import Path

RATE_HZ = 8000
FULL_SCALE = 32767

VOICES = {
    "english": {"agent": ["en-gb+f3", 160, 55], "customer": ["en-us+m3", 170, 40]},
    "mandarin": {"agent": ["cmn+f2", 170, 55], "customer": ["cmn+m1", 175, 40]},
}


def spoken(text, voice):
    """The samples of `text` at 8 kHz, without silence before or behind it."""
    name, words_per_minute, pitch = voice
    with tempfile.TemporaryDirectory() as folder:
        said, trimmed = Path(folder, "said.wav"), Path(folder, "trimmed.raw")
        run("espeak-ng", "-v", name, "-s", words_per_minute, "-p", pitch, "-w", said, text)
        run("sox", "-D", said, "-r", RATE_HZ, "-b", 16, "-e", "signed-integer", "-t", "raw",
            trimmed, "silence", 1, 0.02, "0.5%", "reverse", "silence", 1, 0.02, "0.5%", "reverse",
            "gain", "-n", -9)
        return array.array("h", trimmed.read_bytes())


def lanes(dialogue):
    """Agent's and customer's samples, equally long. `dialogue` is a file of lines
    `<seconds> <side>: <words>`, where the seconds pass between the line before and this one;
    a negative figure lets both speak at once."""
    voices = VOICES[dialogue.stem.split("-")[0]]
    turns, end = [], 0
    for line in dialogue.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            head, words = line.split(":", 1)
            pause, side = head.split()
            start = max(0, end + int(float(pause) * RATE_HZ))
            sound = spoken(words.strip(), voices[side])
            turns.append((start, side, sound))
            end = start + len(sound)
    frames = end + RATE_HZ // 2
    sides = {side: line_noise(frames, seed=side) for side in ("agent", "customer")}
    for start, side, sound in turns:
        for place, sample in enumerate(sound, start):
            sides[side][place] = limited(sides[side][place] + sample)
    return sides["agent"], sides["customer"]


def line_noise(frames, seed, amplitude=12):
    """Hiss of a telephone line, about -74 dBFS."""
    chance = random.Random(seed)
    second = [chance.randint(-amplitude, amplitude) for _ in range(RATE_HZ + 311)]
    return array.array("h", (second[place % len(second)] for place in range(frames)))


def limited(sample):
    return max(-FULL_SCALE - 1, min(FULL_SCALE, sample))


def louder(lane, times):
    return array.array("h", (limited(sample * times) for sample in lane))


def mixed(first, second):
    return array.array("h", (limited(a + b) for a, b in zip(first, second)))


def write(path, channels, codec):
    """Writes `channels` (one or two lanes of the same length) as a file of `codec`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.wav")
        with wave.open(str(plain), "wb") as file:
            file.setnchannels(len(channels))
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(interleaved(channels).tobytes())
        ENCODERS[codec](plain, path)


def interleaved(channels):
    if len(channels) == 1:
        return channels[0]
    both = array.array("h", bytes(2 * len(channels) * len(channels[0])))
    for index, lane in enumerate(channels):
        both[index :: len(channels)] = lane
    return both


# Each turns a plain 16-bit WAV into another file; the names are those that ffmpeg gives the codecs.
ENCODERS = {
    "pcm_s16": lambda plain, path: path.write_bytes(plain.read_bytes()),
    "pcm_mulaw": lambda plain, path: run("sox", "-D", plain, "-e", "u-law", "-t", "wav", path),
    "gsm": lambda plain, path: run("sox", "-D", plain, "-e", "gsm-full-rate", "-t", "wav", path),
    "flac": lambda plain, path: run("flac", "--silent", "--force", "-o", path, plain),
    "opus": lambda plain, path: run(
        "opusenc", "--quiet", "--bitrate", 24, "--serial", 1, plain, path),
    "mp3": lambda plain, path: run("lame", "--quiet", "-b", 32, plain, path),
}


def run(*command):
    subprocess.run([str(word) for word in command], check=True, stdin=subprocess.DEVNULL)
