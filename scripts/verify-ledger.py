#!/usr/bin/env python3
"""Checks an unpacked export of callaudit's ledger, or the folder `ledger` of one case's file
(docs/formats/ledger.md, checkpoint.md, case-file.md).

    verify-ledger.py FOLDER [KEY]     KEY is the signer's key from elsewhere (name+id+base64)
"""
import base64
import hashlib
import json
import sys
from bisect import bisect_left
from datetime import datetime, timedelta
from pathlib import Path

from nacl.signing import VerifyKey

PERIOD, SCATTERED = (f"callaudit ledger {what} proof 1" for what in ("range", "entries"))


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def read(file):
    return file.read_text(encoding="utf-8").rstrip("\n").split("\n")


def check(holds, sentence):
    holds or sys.exit(f"NOT PROVED: {sentence}")


def signed(key, message, signature, what):
    try:
        VerifyKey(key).verify(message, signature)
    except Exception:  # whatever is wrong with key or signature
        check(False, f"the signature of {what} doesn't hold")


def sums(folder):
    text, lines = (folder / "SHA256SUMS").read_bytes(), read(folder / "SHA256SUMS.minisig")
    public = base64.b64decode(read(folder / "minisign.pub")[1])
    head, trusted = base64.b64decode(lines[1]), lines[2].removeprefix("trusted comment: ")
    check(head[:2] == b"ED" and head[2:10] == public[2:10], "minisign.pub is another key's")
    signed(public[10:], hashlib.blake2b(text).digest(), head[10:], "SHA256SUMS")
    signed(public[10:], head[10:] + trusted.encode(), base64.b64decode(lines[3]), "the comment")
    for digest, name in (line.split("  ") for line in text.decode().splitlines()):
        check(sha((folder / name).read_bytes()).hex() == digest, f"{name} isn't as it was signed")
    return trusted


def checkpoint(folder, key):
    body, _, signatures = (folder / "checkpoint").read_text(encoding="utf-8").rpartition("\n\n")
    name, number, public = (key or (folder / "signer.vkey").read_text()).strip().split("+", 2)
    public = base64.b64decode(public)
    identity = sha(name.encode(), b"\n", public)[:4]
    check(identity.hex() == number and public[:1] == b"\1", "the key's id isn't its own")
    ours = (base64.b64decode(line.split(" ")[2]) for line in signatures.splitlines())
    ours = next((signature[4:] for signature in ours if signature[:4] == identity), b"")
    signed(public[1:], (body + "\n").encode(), ours, "the checkpoint")
    origin, size, root = body.split("\n")
    check(origin == name, "the checkpoint is another installation's")
    return int(size), base64.b64decode(root)


def sized(data, place):
    end = place + 4 + int.from_bytes(data[place:place + 4], "big")
    check(end <= len(data), "an entry is cut")
    return data[place + 4:end], end


def told(entry):
    """An entry as its line of entries.jsonl says it."""
    number, boot, time = (int.from_bytes(entry[at:at + 8], "big", signed=True)
                          for at in (1, 49, 41))
    moment = datetime(1970, 1, 1) + timedelta(microseconds=time)
    said = {"seq": number, "previous": entry[9:41].hex(), "timeMicroseconds": time,
            "bootMicroseconds": boot, "time": moment.isoformat(timespec="microseconds") + "Z",
            "hash": sha(b"\0", entry).hex()}
    place = 57
    for name in ("node", "principal", "role", "action", "object", "reason"):
        text, place = sized(entry, place)
        said[name] = text.decode()
    said["details"], count = {}, int.from_bytes(entry[place:place + 4], "big")
    place += 4
    for _ in range(count):
        name, place = sized(entry, place)
        text, place = sized(entry, place)
        said["details"][name.decode()] = text.decode()
    for name in ("oldRow", "newRow"):
        digest, place = sized(entry, place)
        said[name] = digest.hex()
    outcome, place = sized(entry, place)
    check(entry[0] == 1 and place == len(entry), "an entry is of another form")
    return {**said, "outcome": outcome.decode()}


def entries(data, is_period):
    """Numbers, hashes and what is said of each."""
    numbers, leaves, lines, place = [], [], [], 0
    while place < len(data):
        entry, place = sized(data, place)
        line = told(entry)
        if numbers:
            gap = line["seq"] - numbers[-1] - 1
            check(line["previous"] == leaves[-1].hex() if gap == 0 else gap > 0 and not is_period,
                  f"entry {line['seq']} doesn't follow the one before it")
        numbers.append(line["seq"])
        leaves.append(bytes.fromhex(line["hash"]))
        lines.append(line)
    return numbers, leaves, lines


def root(low, high, numbers, leaves, outside):
    first, end = bisect_left(numbers, low), bisect_left(numbers, high)
    if first == end:
        check(outside, "the proof is too short")
        return outside.pop(0)
    if high - low == 1:
        return leaves[first]
    cut = low + (1 << (high - low - 1).bit_length() - 1)
    left = root(low, cut, numbers, leaves, outside)
    return sha(b"\1", left, root(cut, high, numbers, leaves, outside))


def events(lines):
    """Each event of a complaint has its number, so one that is left out shows."""
    of = {}
    for line in lines:
        if "event" in line["details"] and line["action"] != "complaint.file-exported":
            of.setdefault(line["object"], []).append(int(line["details"]["event"]))
    for name, found in of.items():
        check(found == list(range(1, len(found) + 1)), f"events of {name} are missing")
    return [f"{name}: events 1 to {len(found)}" for name, found in of.items()]


def main(folder, key=None):
    title, *proof = read(folder / "proof")
    check(title in (PERIOD, SCATTERED), "the proof is of another form")
    is_period = title == PERIOD
    size, signed_root = checkpoint(folder, key)
    numbers, leaves, lines = entries((folder / "entries.bin").read_bytes(), is_period)
    bounds = [int(line.split(" ")[1]) for line in proof[:3 if is_period else 1]]
    outside = [bytes.fromhex(line) for line in proof[len(bounds):]]
    check(numbers and bounds[-1] == size and numbers[-1] < size
          and (not is_period or bounds[:2] == [numbers[0], numbers[-1] + 1]),
          "entries are missing or too many")
    check(root(0, size, numbers, leaves, outside) == signed_root and not outside,
          "the entries aren't those of the checkpoint")
    readable = [json.loads(line) for line in read(folder / "entries.jsonl")]
    check(readable == lines, "entries.jsonl tells of other entries")
    notes = [sums(folder)] if is_period else events(lines)
    print(f"proved: {len(numbers)} entries, {numbers[0]} to {numbers[-1]}, in the checkpoint of "
          f"{size}; " + "; ".join(notes))


main(Path(sys.argv[1]), *sys.argv[2:3])
