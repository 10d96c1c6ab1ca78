#!/usr/bin/env python3
"""Checks an unpacked export of callaudit's ledger (docs/formats/ledger.md, checkpoint.md).

    verify-ledger.py FOLDER [KEY]     KEY is the signer's key from elsewhere (name+id+base64)
"""
import base64
import hashlib
import json
import sys
from pathlib import Path

from nacl.signing import VerifyKey


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
    body, _, signatures = (folder / "checkpoint").read_text().rpartition("\n\n")
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


def entries(data, first):
    leaves, previous, place = [], None, 0
    while place < len(data):
        length = int.from_bytes(data[place:place + 4], "big")
        entry, place = data[place + 4:place + 4 + length], place + 4 + length
        check(len(entry) == length > 41 and entry[0] == 1, f"entry {first + len(leaves)} is cut")
        sequence, before = int.from_bytes(entry[1:9], "big"), entry[9:41]
        check(sequence == first + len(leaves) and previous in (None, before),
              f"entry {first + len(leaves)} doesn't follow the one before it")
        leaves.append(previous := sha(b"\0", entry))
    return leaves


def root(low, high, first, leaves, outside):
    if high <= first or low >= first + len(leaves):
        check(outside, "the proof is too short")
        return outside.pop(0)
    if high - low == 1:
        return leaves[low - first]
    cut = low + (1 << (high - low - 1).bit_length() - 1)
    left = root(low, cut, first, leaves, outside)
    return sha(b"\1", left, root(cut, high, first, leaves, outside))


def main(folder, key=None):
    trusted, (size, signed_root) = sums(folder), checkpoint(folder, key)
    title, first, end, whole, *hashes = read(folder / "proof")
    check(title == "callaudit ledger range proof 1", "the proof is of another form")
    first, end, whole = (int(line.split(" ")[1]) for line in (first, end, whole))
    outside = [bytes.fromhex(line) for line in hashes]
    leaves = entries((folder / "entries.bin").read_bytes(), first)
    check(len(leaves) == end - first > 0 and whole == size, "entries are missing or too many")
    check(root(0, size, first, leaves, outside) == signed_root and not outside,
          "the entries aren't those of the checkpoint")
    readable = [json.loads(line)["hash"] for line in read(folder / "entries.jsonl")]
    check(readable == [leaf.hex() for leaf in leaves], "entries.jsonl tells of other entries")
    print(f"proved: entries {first} to {end - 1} in the checkpoint of {size}; {trusted}")


main(Path(sys.argv[1]), *sys.argv[2:3])
