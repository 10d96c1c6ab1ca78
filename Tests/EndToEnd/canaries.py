"""Looks for a secret where it must not be: raw, in hexadecimal and in base64."""

import base64
import os
import re
import threading
import time
from pathlib import Path

PIECE_BYTES = 1 << 20


def forms(secret):
    """What `secret` (bytes) looks like in a file that holds it, by name."""
    found = {"bytes": secret, "hex": secret.hex().encode(), "HEX": secret.hex().upper().encode()}
    # Base64 of it at each of the three places where it may stand in a longer text.
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + secret)
        core = text[4 if shift else 0:-4]
        found[f"base64+{shift}"] = core
        found[f"base64url+{shift}"] = core.replace(b"+", b"-").replace(b"/", b"_")
    return found


def places(secret, folder, except_for=()):
    """Files below `folder` in which `secret` stands, each with its form; `except_for` are paths."""
    skipped = {Path(path).resolve() for path in except_for}
    found = []
    for path in Path(folder).rglob("*"):
        if path.is_symlink() or not path.is_file() or path.resolve() in skipped:
            continue
        found += [(str(path), form) for form in forms_in(path, secret)]
    return found


def forms_in(path, secret):
    wanted = forms(secret)
    kept = max(map(len, wanted.values()))
    found, tail = set(), b""
    try:
        with open(path, "rb") as file:
            while piece := file.read(PIECE_BYTES):
                text = tail + piece
                found |= {name for name, form in wanted.items() if form in text}
                tail = text[-kept:]
    except OSError:
        pass
    return sorted(found)


def of_process(secret, pid):
    """Whether `secret` stands in what others may see of a process: arguments and environment."""
    return [(f"/proc/{pid}/{name}", form) for name in ("cmdline", "environ")
            for form in forms_in(f"/proc/{pid}/{name}", secret)]


class ProcessWatch:
    """While it is open, notes which of `secrets` (bytes by name) stand in the arguments or the
    environment of any process of the machine but this one."""

    def __init__(self, secrets):
        self.wanted = {}
        for name, secret in secrets.items():
            self.add(name, secret)
        self.seen, self.rounds, self.ending = set(), 0, threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.thread.join(timeout=30)

    def add(self, name, secret):
        self.wanted[name] = set(forms(secret).values())

    def look(self):
        while not self.ending.is_set():
            for process in Path("/proc").glob("[0-9]*"):
                if int(process.name) != os.getpid():
                    self.read(process)
            self.rounds += 1
            # Commands live for some tens of milliseconds.
            time.sleep(0.005)

    def read(self, process):
        for name in ("cmdline", "environ"):
            try:
                content = (process / name).read_bytes()
            except OSError:
                continue
            for secret, wanted in list(self.wanted.items()):
                if any(form in content for form in wanted):
                    self.seen.add((secret, name, content[:60]))


def core_of(pid):
    """What a core of a living process would hold, piece by piece: its readable memory but for what
    is left out of cores (proc(5), VmFlags `dd`). As root."""
    with open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for start, end in core_ranges(pid):
            tail = b""
            for place in range(start, end, PIECE_BYTES):
                try:
                    piece = os.pread(memory.fileno(), min(PIECE_BYTES, end - place), place)
                except OSError:
                    break
                yield tail + piece
                tail = piece[-256:]


def core_ranges(pid):
    span = None
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        head = re.match(r"([0-9a-f]+)-([0-9a-f]+) (r)?", line)
        if head:
            kept = head[3] and not line.endswith(("[vvar]", "[vsyscall]"))
            span = (int(head[1], 16), int(head[2], 16)) if kept else None
        elif span and line.startswith("VmFlags:") and "dd" not in line.split()[1:]:
            yield span
