"""Looks for a secret where it must not be: raw, in hexadecimal and in base64."""

import base64
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
