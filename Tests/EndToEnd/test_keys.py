"""Master keys in the real daemon: rotation under kills, escrow, passphrases, no trace of a key."""

import json
import os
import random
import shutil
import struct
import subprocess
import time

import key_tree
import pytest
from canaries import of_process, places
from daemon import ENVIRONMENT, PROGRAM, put
from sounds import small_call

CUSTOMERS = 100_000
KILLS = 50
WORDS = "correct horse battery staple"

pytestmark = pytest.mark.timeout(600)


def execute(daemon, path, statements):
    """Runs SQL from a file: too long for an argument."""
    path.write_text("\n".join(statements))
    if daemon.address:
        daemon.sql("\n".join(statements))
    else:
        subprocess.run(["sqlite3", daemon.state / "callaudit.db"], stdin=open(path), check=True,
                       timeout=120)


def blob(daemon, value):
    return f"'\\x{value.hex()}'" if daemon.address else f"x'{value.hex()}'"


def customers(daemon, master, epoch, count):
    """SQL that adds customers with wrapped keys, and the keys by id."""
    secrets, statements, values = {}, ["BEGIN;"], []
    wrap = key_tree.derived(master, "subject-wrap")
    for number in range(1, count + 1):
        secret = struct.pack(">Q", number) * 4
        secrets[number] = secret
        wrapped = key_tree.seal(secret, wrap, key_tree.subject_place(epoch, number))
        columns = [number, wrapped, epoch, None, None, 1, 1, *[None] * 6]
        code = key_tree.row_mac(master, "customer", columns)
        values.append(
            f"({number}, {blob(daemon, wrapped)}, {epoch}, 1, 1, {blob(daemon, code)})")
        if len(values) == 500 or number == count:
            statements.append("INSERT INTO customer (id, wrapped_key, key_epoch, version, "
                              f"created_at, row_mac) VALUES {','.join(values)};")
            values = []
    return secrets, statements + ["COMMIT;"]


def epoch_row(daemon, masters, new, source="file"):
    """SQL that begins the epoch after those of `masters` with the key `new`, and its job."""
    old, epoch = masters[-1], len(masters) + 1
    wrapped = bytes.fromhex(daemon.sql("SELECT wrapped_blind_key FROM key_epoch WHERE epoch = "
                                       f"{epoch - 1}")[0][0][2:])
    secret = key_tree.unseal(wrapped, key_tree.derived(old, "blind-wrap"),
                             key_tree.blind_place(epoch - 1))
    assert secret
    again = key_tree.seal(secret, key_tree.derived(new, "blind-wrap"), key_tree.blind_place(epoch))
    carried = key_tree.carried(masters, new, epoch)
    now = 1_705_314_600_000_000
    columns = [epoch, again, now, carried, None, key_tree.key_id(new), source]
    code = key_tree.row_mac(old, "key_epoch", columns)
    b = lambda value: blob(daemon, value)  # noqa: E731
    return [
        "INSERT INTO key_epoch (epoch, wrapped_blind_key, created_at, carried_keys, key_id, "
        f"source, row_mac) VALUES ({epoch}, {b(again)}, {now}, {b(carried)}, "
        f"{b(key_tree.key_id(new))}, '{source}', {b(code)});",
        "INSERT INTO job (id, kind, particulars, asked_by, asked_at, cursor, done, total, beat_at, "
        f"sentence) VALUES ({epoch}, 'key.rotate', '{epoch}', 'test', {now}, '', 0, 0, 0, '');"]


def unreadable(daemon, masters, secrets):
    """Customers whose key doesn't open to what it was, with the epochs that are in use."""
    wraps = {epoch: key_tree.derived(master, "subject-wrap")
             for epoch, master in enumerate(masters, 1)}
    wrong, epochs = [], set()
    for number, wrapped, epoch in daemon.sql("SELECT id, wrapped_key, key_epoch FROM customer"):
        number, epoch = int(number), int(epoch)
        if number not in secrets:
            continue
        epochs.add(epoch)
        opened = key_tree.unseal(bytes.fromhex(wrapped[2:]), wraps[epoch],
                                 key_tree.subject_place(epoch, number))
        if opened != secrets[number]:
            wrong.append(number)
    return wrong, epochs


def test_fifty_kills_of_a_rotation_leave_every_customer_readable(daemon, tmp_path):
    chance = random.Random(20240115)
    daemon.start()
    put(small_call(tmp_path / "a.wav", seed=1), daemon.drop() / "a.wav")
    daemon.until_decided(1)
    daemon.stop()
    masters = [daemon.key.read_bytes()]
    secrets, statements = customers(daemon, masters[0], 1, CUSTOMERS)
    execute(daemon, tmp_path / "customers.sql", statements)
    kills = 0
    while kills < KILLS:
        new = os.urandom(32)
        execute(daemon, tmp_path / "epoch.sql", epoch_row(daemon, masters, new))
        following = daemon.folder / "next.key"
        following.write_bytes(new)
        following.chmod(0o400)
        masters.append(new)
        daemon.write_settings(settings=f"keyNext: {following}\n")
        while kills < KILLS and not ended(daemon, len(masters)):
            daemon.start(wait=False)
            time.sleep(chance.uniform(0.05, 0.5))
            daemon.kill()
            kills += 1
        daemon.start()
        daemon.until(lambda: ended(daemon, len(masters)), seconds=120,
                     what="the rotation to end")
        daemon.stop()
        wrong, epochs = unreadable(daemon, masters, secrets)
        assert wrong == []
        assert epochs == {len(masters)}
        # The old key isn't needed any more: the new one takes its place.
        daemon.key.unlink()
        shutil.move(following, daemon.key)
        daemon.write_settings()
    daemon.start()
    assert len(daemon.details()) == 1
    assert daemon.command("verify").returncode == 0
    retired = daemon.sql("SELECT count(*) FROM key_epoch WHERE retired_at IS NOT NULL")
    assert retired == [[str(len(masters) - 1)]]


def ended(daemon, epoch):
    outcome = daemon.sql(f"SELECT outcome FROM job WHERE id = {epoch}")[0][0]
    assert outcome in ("", "done"), outcome
    return outcome == "done"


def test_a_key_escrowed_to_age_comes_back_and_opens_everything(daemon, tmp_path):
    identity = tmp_path / "identity.txt"
    subprocess.run(["age-keygen", "-o", identity], check=True, capture_output=True, timeout=30)
    recipient = subprocess.run(["age-keygen", "-y", identity], check=True, capture_output=True,
                               text=True, timeout=30).stdout.strip()
    copy = tmp_path / "master.key.age"
    done = daemon.command("key", "escrow", "--recipient", recipient, copy)
    assert done.returncode == 0, done.stderr
    assert "The ledger doesn't say so" in done.stderr
    again = daemon.command("key", "escrow", "--recipient", recipient, copy)
    assert again.returncode == 64
    assert "already stands" in again.stderr
    restored = subprocess.run(["age", "-d", "-i", identity, copy], check=True,
                              capture_output=True, timeout=30).stdout
    assert restored == daemon.key.read_bytes()
    assert places(restored, tmp_path) == []
    shown = daemon.command("key", "id").stdout.strip()
    assert shown == key_tree.key_id(restored).hex()
    assert shown in done.stdout
    wrong = daemon.command("key", "escrow", "--recipient", "age1x", tmp_path / "other.age")
    assert wrong.returncode == 64
    assert not (tmp_path / "other.age").exists()


def test_a_passphrase_makes_the_key_and_is_needed_at_every_start(daemon, tmp_path):
    daemon.key.unlink()
    made = subprocess.run([PROGRAM, "key", "init", "--passphrase",
                           daemon.key], input=WORDS + "\n", capture_output=True, text=True,
                          timeout=60, env=ENVIRONMENT)
    assert made.returncode == 0, made.stderr
    file = dict(line.split(" ", 1) for line in daemon.key.read_text().splitlines())
    key = key_tree.passphrase_key(WORDS.encode(), bytes.fromhex(file["salt"]))
    assert file["key"] == key_tree.key_id(key).hex()
    words = tmp_path / "passphrase"
    words.write_text(WORDS + "\n")
    words.chmod(0o600)
    refused = daemon.command("serve")
    assert refused.returncode == 78
    assert "passphrase" in refused.stderr and WORDS not in refused.stderr
    daemon.write_settings(settings=f"keyPassphrase: {words}\n")
    daemon.start()
    status = daemon.json("key", "status")
    assert [epoch["source"] for epoch in status["epochs"]] == ["passphrase"]
    assert [epoch["key"] for epoch in status["epochs"]] == [file["key"]]
    for secret in (key, WORDS.encode()):
        assert places(secret, daemon.folder) == []
        assert of_process(secret, daemon.process.pid) == []
    daemon.stop()
    folder = tmp_path / "credentials"
    folder.mkdir()
    shutil.copy(words, folder / "master.passphrase")
    daemon.write_settings()
    daemon.start(environment={"CREDENTIALS_DIRECTORY": str(folder)})
    daemon.stop()
    words.write_text("something else entirely\n")
    daemon.write_settings(settings=f"keyPassphrase: {words}\n")
    wrong = daemon.command("serve")
    assert wrong.returncode == 78
    assert "isn't the one" in wrong.stderr


def test_the_master_key_is_nowhere_but_in_its_file(daemon, tmp_path):
    secret = daemon.key.read_bytes()
    daemon.start()
    put(small_call(tmp_path / "a.wav", seed=1), daemon.drop() / "a.wav")
    daemon.until_decided(1)
    daemon.json("key", "status")
    assert daemon.command("verify", "--files").returncode == 0
    assert places(secret, daemon.folder, except_for=[daemon.key]) == []
    assert of_process(secret, daemon.process.pid) == []
    daemon.stop()
    assert places(secret, daemon.folder, except_for=[daemon.key]) == []
    # And the search finds what is there.
    assert places(secret, daemon.folder) == [(str(daemon.key), "bytes")]


def test_verify_names_an_altered_row_and_exits_with_one(daemon, tmp_path):
    daemon.start()
    put(small_call(tmp_path / "a.wav", seed=1), daemon.drop() / "a.wav")
    daemon.until_decided(1)
    clean = daemon.command("verify")
    assert clean.returncode == 0
    assert "nothing found" in clean.stdout
    daemon.sql("UPDATE call SET duration_ms = duration_ms + 1")
    found = daemon.command("verify", "--json")
    assert found.returncode == 1
    answer = json.loads(found.stdout)
    call = daemon.sql("SELECT id FROM call")[0][0]
    assert [(one["table"], one["kind"]) for one in answer["findings"]] == [("call", "altered")]
    assert call not in found.stderr
    assert daemon.command("verify", "--last").returncode == 1
