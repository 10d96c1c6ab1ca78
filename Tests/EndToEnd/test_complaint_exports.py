"""Lists of complaints and one case's whole file on their way out of the house, and how a stranger
checks the file without callaudit."""

import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys

import complaints
import pytest
from daemon import REPOSITORY, Daemon, put
from sounds import small_call
from test_ledger import SIGNER, Signer, until_signed

pytestmark = pytest.mark.timeout(240)

WORDS = "业务员承诺的收益与合同不符。<script>alert(1)</script>"
PHONE, NAME = "13800138000", "王小明"
VERIFIER = REPOSITORY / "scripts/verify-ledger.py"
JSON = {"Content-Type": "application/json"}


def begun(tmp_path, settings=""):
    """A daemon with one call; whoever asks at the socket is a complaint handler."""
    daemon = Daemon(settings=complaints.SETTINGS + settings)
    daemon.role = "complaint-handler"
    daemon.start()
    name = f"20240115-103000_agent-201_{PHONE}_out.wav"
    put(small_call(tmp_path / name, seed=1), daemon.drop() / name)
    daemon.until(lambda: as_officer(daemon, "call", "list")["items"], 60, "the call")
    return daemon


@pytest.fixture
def house(tmp_path):
    daemon = begun(tmp_path)
    yield daemon
    daemon.close()


def as_officer(house, *arguments):
    return house.json("--as", "compliance-officer", *arguments)


def did(house, *arguments, role="complaint-handler", given=None, status=0):
    done = house.command("--as", role, "complaint", *arguments, given=given)
    assert done.returncode == status, f"{arguments}: {done.returncode} {done.stderr}"
    return done.stderr if status else done.stdout.strip()


def registered(house, *options):
    """About the one call, by its customer."""
    customer = as_officer(house, "customer", "list")["items"][0]["id"]
    call = as_officer(house, "call", "list")["items"][0]["id"]
    return did(house, "add", "--channel", "phone", "--language", "zh-Hans", "--customer", customer,
               "--call", call, *options, given=WORDS)


def investigated(house):
    number = registered(house)
    did(house, "acknowledge", number, given="我们已收到您的投诉。")
    did(house, "assess", number, "--type", "misleading", "--severity", "high",
        "--complexity", "simple")
    did(house, "take", number)
    did(house, "investigate", number)
    did(house, "note", number, "--text", "合同已调取")
    did(house, "find", number, "--cause", "knowledge", given="录音中承诺了收益。")
    return number


def taken_out(house, number, file, *options):
    did(house, "file", number, "--purpose", "outside-body", "-o", str(file), *options,
        role="compliance-officer")
    return file


def unpacked(archive, folder):
    """The one folder that all lies in."""
    folder.mkdir()
    subprocess.run(["tar", "-xf", archive, "-C", folder], check=True, timeout=60)
    (inner,) = folder.iterdir()
    return inner


def summed(folder):
    done = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder,
                          capture_output=True, text=True, timeout=60)
    return done.returncode == 0


def proved(folder):
    """By the script alone, in an empty environment: the status and what it says."""
    done = subprocess.run([sys.executable, VERIFIER, folder / "ledger"], capture_output=True,
                          text=True, timeout=60, env={})
    return done.returncode, done.stdout + done.stderr


def entries(house, number, action):
    shown = house.json("--as", "auditor", "ledger", "list", "--action", action)
    return shown["items"]


def test_a_list_goes_out_as_it_is_filtered_and_names_nobody(house):
    numbers = [investigated(house), registered(house), registered(house)]
    status, headers, body = house.ask(
        "GET", "/api/v1/complaints/export?state=received&bom=yes",
        {"X-Callaudit-Role": "compliance-officer"})
    assert status == 200 and headers["Content-Type"].startswith("text/csv")
    text = body.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(row["number"] for row in rows) == sorted(numbers[1:])
    zone = next(name for name in rows[0] if name.startswith("received_at"))
    assert zone.endswith(")") and "(" in zone
    assert all(row[zone] and row["state"] == "received" for row in rows)
    sent = entries(house, None, "complaint.export-sent")[0]["details"]
    assert sent["sha256"] == hashlib.sha256(body).hexdigest() and sent["complaints"] == "2"
    assert sent["filter"] == "state=received"
    for said in (WORDS, PHONE, NAME, "138"):
        assert said not in text


def test_the_command_writes_the_same_list(house, tmp_path):
    number = investigated(house)
    registered(house)
    file = tmp_path / "list.jsonl"
    did(house, "export", str(file), "--format", "jsonl", "--state", "investigating",
        role="compliance-officer")
    (line,) = [json.loads(text) for text in file.read_text().splitlines()]
    assert line["number"] == number and line["assignee"] and line["assigneeName"] is None
    assert line["customerName"] is None and line["nearest"]["dueDay"]
    told = did(house, "export", str(tmp_path / "none.csv"), status=77)
    assert "complaint.export" in told and not (tmp_path / "none.csv").exists()


def test_a_case_goes_out_whole_and_every_sum_holds(house, tmp_path):
    number = investigated(house)
    archive = taken_out(house, number, tmp_path / "case.tar", "--recordings")
    assert archive.stat().st_mode & 0o777 == 0o600
    folder = unpacked(archive, tmp_path / "out")
    assert folder.name == f"case-{number}" and summed(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {file["path"] for file in manifest["files"]} | {"manifest.json", "SHA256SUMS"} == held
    assert manifest["purpose"] == "outside-body" and manifest["number"] == number
    (sound,) = (folder / "recordings").iterdir()
    given = next(house.drop().glob("*.wav"), None)
    assert given is None or sound.read_bytes() == given.read_bytes()
    facts = json.loads((folder / "complaint.json").read_text())
    assert facts["text"] == WORDS and facts["parties"][0]["phone"] == f"+86{PHONE}"
    told = json.loads((folder / "timeline.json").read_text())
    assert [event["number"] for event in told] == list(range(1, len(told) + 1))
    assert {"合同已调取", "录音中承诺了收益。"} <= {event["text"] for event in told}
    page = (folder / "timeline.html").read_text()
    assert "<script" not in page and "&lt;script" in page and "default-src 'none'" in page
    (call,) = json.loads((folder / "calls.json").read_text())["calls"]
    assert call["held"] and call["recordings"][0]["path"] == f"recordings/{sound.name}"
    entry = entries(house, number, "complaint.file-exported")[0]
    sums = hashlib.sha256((folder / "SHA256SUMS").read_bytes()).hexdigest()
    assert entry["details"]["sums"] == sums and entry["reason"] == "outside-body"
    # No signer runs: what isn't proved is said to be so.
    assert "pending.jsonl" in (folder / "README.txt").read_text()
    pending = (folder / "ledger/pending.jsonl").read_text().splitlines()
    assert len(pending) == len(told)
    page = folder / "timeline.html"
    page.write_text(page.read_text().replace("合同", "保单"))
    assert not summed(folder)


def test_documents_go_along_and_what_is_damaged_is_left_out(house, tmp_path):
    number = investigated(house)
    paper = tmp_path / "合同.txt"
    paper.write_text("合同第三条：不保证收益。", encoding="utf-8")
    did(house, "attach", number, str(paper))
    (sealed,) = (house.state / "recordings").rglob("*.recording")
    sealed.write_bytes(sealed.read_bytes()[:-1])
    folder = unpacked(taken_out(house, number, tmp_path / "case.tar", "--recordings"),
                      tmp_path / "out")
    assert summed(folder) and not (folder / "recordings").exists()
    (document,) = (folder / "documents").glob("*.txt")
    assert document.read_bytes() == paper.read_bytes()
    (call,) = json.loads((folder / "calls.json").read_text())["calls"]
    assert [sound.get("path") for sound in call["recordings"]] == [None]
    details = entries(house, number, "complaint.file-exported")[0]["details"]
    assert details["recordings"] == "0"


def test_letters_that_went_out_go_along(house, tmp_path):
    number = registered(house)
    letter = did(house, "letter", "write", number, "--kind", "acknowledgement")
    did(house, "letter", "save", number, letter, given=json.dumps(
        {"house": "示例银行", "contact": "客服中心", "handler": "孙莉", "customer": f"{NAME}先生"}))
    did(house, "letter", "send", number, letter, "--by", "letter")
    folder = unpacked(taken_out(house, number, tmp_path / "case.tar"), tmp_path / "out")
    assert summed(folder)
    text = (folder / f"letters/{number}-{letter}.txt").read_text()
    assert "示例银行" in text and f"{NAME}先生" in text
    assert (folder / f"letters/{number}-{letter}.pdf").read_bytes().startswith(b"%PDF-")
    (told,) = json.loads((folder / "letters.json").read_text())
    assert told["path"] == f"letters/{number}-{letter}.txt" and told["pdf"]
    assert len(list((folder / "letters").iterdir())) == 2


def test_a_sealed_file_opens_for_its_key_alone(house, tmp_path):
    number, key = registered(house), tmp_path / "key"
    made = subprocess.run(["age-keygen", "-o", key], capture_output=True, text=True, check=True)
    recipient = made.stderr.split()[-1]
    sealed = taken_out(house, number, tmp_path / "case.tar.age", "--recipient", recipient)
    assert WORDS.encode() not in sealed.read_bytes()
    subprocess.run(["age", "-d", "-i", key, "-o", tmp_path / "case.tar", sealed], check=True,
                   timeout=60)
    assert summed(unpacked(tmp_path / "case.tar", tmp_path / "out"))


def test_what_is_asked_for_wrongly_is_refused_with_what_to_do(house, tmp_path):
    number = registered(house)
    case = house.json("complaint", "show", number)["complaint"]["id"]
    officer = {"X-Callaudit-Role": "compliance-officer", **JSON}
    at = f"/api/v1/complaints/{case}/file"
    for body, code, said in (
            ({}, 400, "purpose is one of"), ({"purpose": "fun"}, 400, "purpose is one of"),
            ({"purpose": "court", "recipient": "age1"}, 400, "age-keygen")):
        status, _, answer = house.ask("POST", at, officer, json.dumps(body))
        assert status == code and said in json.loads(answer)["detail"], answer
    file = tmp_path / "case.tar"
    assert did(house, "file", number, "--purpose", "court", "-o", str(file), status=77)
    assert not file.exists() and not entries(house, number, "complaint.file-exported")
    file.write_text("mine")
    did(house, "file", number, "--purpose", "court", "-o", str(file),
        role="compliance-officer", status=74)
    assert file.read_text() == "mine"


@pytest.mark.needs_root
def test_the_ledgers_entries_are_proved_without_callaudit(tmp_path):
    house = begun(tmp_path, f"signer: {SIGNER}\n")
    signer = Signer(house)
    try:
        signer.start()
        first, second = investigated(house), investigated(house)
        house.role = "auditor"
        until_signed(house, signer)
        folder = unpacked(taken_out(house, first, tmp_path / "case.tar"), tmp_path / "out")
        other = unpacked(taken_out(house, second, tmp_path / "other.tar"), tmp_path / "other")
    finally:
        signer.stop()
        house.close()
    assert summed(folder)
    status, said = proved(folder)
    told = json.loads((folder / "timeline.json").read_text())
    assert status == 0 and f"events 1 to {len(told)}" in said, said
    key = (other / "ledger/signer.vkey").read_text().strip()
    done = subprocess.run([sys.executable, VERIFIER, folder / "ledger", key], timeout=60, env={})
    assert done.returncode == 0
    for name, forge in (
            ("entries.bin", lambda old: flipped(old, 70)),
            ("entries.bin", lambda old: old[:-1]), ("entries.bin", one_left_out),
            ("entries.jsonl", lambda old: old.replace(b"complaint.note", b"complaint.take")),
            ("entries.jsonl", lambda old: b"\n".join(old.split(b"\n")[1:])),
            ("proof", lambda old: flipped(old, len(old) - 5)),
            ("checkpoint", lambda old: flipped(old, len(old) - 30)),
            ("checkpoint", lambda old: flipped(old, 60)),
            ("entries.bin", lambda old: (other / "ledger/entries.bin").read_bytes())):
        forged = tmp_path / "forged"
        shutil.rmtree(forged, ignore_errors=True)
        shutil.copytree(folder, forged)
        file = forged / "ledger" / name
        file.write_bytes(forge(file.read_bytes()))
        assert not summed(forged)
        status, said = proved(forged)
        assert status != 0 and "proved:" not in said, f"{name}: {said}"


def flipped(data, place):
    data = bytearray(data)
    data[place] ^= 1
    return bytes(data)


def one_left_out(frames):
    """Without the second entry."""
    def end(place):
        return place + 4 + int.from_bytes(frames[place:place + 4], "big")
    first = end(0)
    return frames[:first] + frames[end(first):]
