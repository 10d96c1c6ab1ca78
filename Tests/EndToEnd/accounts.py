"""What must be true of every file that was dropped, asked of rows and disk."""

import hashlib

from daemon import put
from sounds import many_calls

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def content_hash(path):
    """As the index keeps it, and as both engines write bytes."""
    return "\\x" + hashlib.blake2b(path.read_bytes(), digest_size=32).hexdigest()


def name_of(number):
    """An id as people, and the names of sealed files, see it."""
    return "".join(DIGITS[int(number) >> 5 * place & 31] for place in reversed(range(13)))


def dropped(daemon):
    """Files that still lie in the source folders; hidden ones are the daemons' own."""
    return [path for path in (daemon.shared / "drop").rglob("*")
            if path.is_file() and not path.name.startswith(".")]


def until_taken_in(daemon, seconds=60):
    daemon.until(lambda: not dropped(daemon), seconds, "the drop folders to be emptied")


def with_calls(daemon, folder, count=5, first=0):
    """Drops as many calls as `many_calls` makes, and returns their files once they are taken in."""
    files = many_calls(folder, count, first=first)
    for file in files:
        put(file, daemon.drop() / file.name)
    until_taken_in(daemon)
    return files


def indexed_once(daemon, files):
    """Every file, or content hash, is a recording of its own; none is twice, nothing else there."""
    wanted = [file if isinstance(file, str) else content_hash(file) for file in files]
    hashes = [row[0] for row in daemon.sql("SELECT content_hash FROM recording")]
    assert len(hashes) == len(wanted)
    assert set(hashes) == set(wanted)
    assert len(set(hashes)) == len(hashes)
    assert daemon.sql("SELECT count(*) FROM call") == [[str(len(files))]]
    assert daemon.sql("SELECT count(*) FROM quarantine") == [["0"]]


def sealed_as_indexed(daemon):
    """Each recording's sealed files stand where they belong, and no other file with them. What a
    commit of unknown outcome left behind is cleared by a later heartbeat, one every 5 s."""
    daemon.until(lambda: not sealed_without_rows(daemon), 15, "files without rows to be cleared")
    ids = {name_of(row[0]) for row in daemon.sql("SELECT id FROM recording")}
    wanted = {f"{id}.{kind}" for id in ids for kind in ("recording", "picture")}
    assert wanted - sealed(daemon) == set(), "rows without their sealed files"
    assert list(daemon.recordings.glob("tmp/*")) == []


def sealed(daemon):
    return {path.name for path in daemon.recordings.glob("????/*")}


def sealed_without_rows(daemon):
    ids = {name_of(row[0]) for row in daemon.sql("SELECT id FROM recording")}
    return {name for name in sealed(daemon) if name.split(".")[0] not in ids}


def same_ledger(*daemons):
    """Every daemon's view of the ledger: size and root; the same for all."""
    heads = {}
    for daemon in daemons:
        checked = daemon.json("database", "check", "--only", "schema", "ledger")
        assert checked["problems"] == [], checked
        heads[daemon.node] = (checked["ledger"]["size"], checked["ledger"]["root"])
    assert len(set(heads.values())) == 1, heads
    return heads
