"""Complaints that fall into a folder: e-mails and forms, registered once each whatever happens."""

import base64
import io
import json
import os
import random
import time
import zipfile

import complaints
import pytest
from daemon import Daemon

pytestmark = pytest.mark.timeout(300)

NAME, WORDS, PHONE = "张芳蕾", "业务员承诺的收益与合同不符，请退款。", "13900139471"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class Folder:
    """A daemon with a folder of complaints."""

    def __init__(self):
        self.daemon = Daemon(settings=complaints.SETTINGS)
        self.path = self.daemon.folder / "complaints"
        self.path.mkdir()
        with open(self.daemon.settings, "a") as settings:
            settings.write(f"complaints:\n  - name: mail\n    path: {self.path}\n"
                           "    settleSeconds: 0.2\n    pollSeconds: 1\n")
        self.daemon.start()

    def drop(self, name, content):
        waiting = self.path / f".{name}.tmp"
        waiting.write_bytes(content)
        waiting.rename(self.path / name)

    def json(self, address):
        status, _, body = self.daemon.get(address)
        assert status == 200, (status, body)
        return json.loads(body)

    def registered(self):
        return self.json("/api/v1/complaints?limit=200")["items"]

    def until_registered(self, count):
        self.daemon.until(lambda: len(self.registered()) >= count, 60, f"{count} complaints")
        assert len(self.registered()) == count
        return self.registered()

    def shown(self, complaint):
        return self.json(f"/api/v1/complaints/{complaint['id']}")

    def kill(self):
        self.daemon.kill()
        self.daemon.start()


@pytest.fixture
def folder():
    folder = Folder()
    yield folder
    folder.daemon.close()


def mail(number=1, attachment=PDF, name="bill.pdf"):
    """In GBK, with HTML alone, whose script is nobody's words, and with something attached."""
    html = f"<p>{WORDS}</p><script>alert('never shown')</script>".encode("gbk")
    sender = base64.b64encode(NAME.encode("gbk")).decode()
    return "\r\n".join([
        f"From: =?gbk?B?{sender}?= <fang@example.net>", "To: complaints@example.com",
        "Subject: =?gbk?B?" + base64.b64encode("投诉".encode("gbk")).decode() + "?=",
        f"Message-ID: <{number}@example.net>", "Date: Mon, 05 Jan 2026 18:30:00 +0800",
        "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"', "", "--b",
        "Content-Type: text/html; charset=gbk", "Content-Transfer-Encoding: base64", "",
        base64.encodebytes(html).decode(), "--b",
        f'Content-Type: application/pdf; name="{name}"',
        f'Content-Disposition: attachment; filename="{name}"',
        "Content-Transfer-Encoding: base64", "", base64.encodebytes(attachment).decode(),
        "--b--", ""]).encode("ascii")


def form(number=1, **more):
    return json.dumps({
        "format": "callaudit-complaint/1", "id": f"web-{number}", "text": WORDS,
        "complainant": {"name": NAME, "phone": PHONE}, **more}).encode()


def remarks(case):
    return [remark for event in case["timeline"] for remark in event["deed"].get("remarks", [])]


def test_mails_and_forms_are_registered_once_through_kills(folder):
    chance = random.Random(41)
    total = 0
    for turn in range(4):
        for place in range(3):
            number = turn * 10 + place
            folder.drop(f"{number}.eml", mail(number))
            folder.drop(f"{number}.json", form(number))
            total += 2
        time.sleep(chance.uniform(0, 1.5))
        folder.kill()
    found = folder.until_registered(total)
    folder.kill()
    # The same messages under other names, and with other bytes.
    folder.drop("again.eml", mail(0))
    folder.drop("other.json", form(0, remedy="退款"))
    folder.daemon.until(
        lambda: len(folder.daemon.json("--as", "auditor", "ledger", "list", "--action",
                                       "complaint.duplicate")["items"]) == 1,
        60, "the duplicate to be noted")
    folder.until_registered(total)
    assert {case["channel"] for case in found} == {"e-mail", "form"}
    assert not folder.daemon.quarantined()
    case = next(folder.shown(case) for case in found if case["channel"] == "e-mail")
    assert WORDS in case["text"] and "never shown" not in case["text"]
    assert "mark.html-only" in remarks(case)
    assert [document["name"] for document in case["documents"]] == ["bill.pdf"]
    log = folder.daemon.log.read_text()
    for secret in (NAME, WORDS, PHONE, "fang@example.net", "bill.pdf"):
        assert secret not in log


def test_what_cant_be_read_is_quarantined_and_what_is_no_document_refused(folder):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x.txt", "x")
    folder.drop("broken.json", b'{"format": "callaudit-complaint/1", "words": 1}')
    folder.drop("zip.eml", mail(7, attachment=packed.getvalue()))
    with open(folder.path / ".huge.tmp", "wb") as huge:
        huge.truncate(1 << 30)
    os.rename(folder.path / ".huge.tmp", folder.path / "huge.eml")
    (found,) = folder.until_registered(1)
    assert "document.archive" in remarks(folder.shown(found))
    folder.daemon.until(lambda: len(folder.daemon.quarantined()) == 2, 60, "the quarantine")
    broken, huge = sorted(folder.daemon.quarantined(), key=lambda item: item["bytes"])
    assert broken["reason"] == "broken-complaint" and "words" in broken["detail"]
    assert huge["bytes"] == 1 << 30
    folder.kill()
    assert len(folder.until_registered(1)) == 1
