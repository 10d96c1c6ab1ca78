"""Documents of complaints: added, handed out, and whatever somebody sends instead."""

import http.client
import io
import json
import random
import socket
import threading
import time
import zipfile

import complaints
import pytest
from complaints import Case, form
from daemon import Daemon
from matrix.company import Company

pytestmark = pytest.mark.timeout(300)

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
NAME = "张芳蕾的合同.pdf"
MOST = 20 << 20


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=complaints.SETTINGS) as daemon:
        yield Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=0, spare_files=0)


@pytest.fixture
def handler(company):
    return company.people["complaint-handler"]


@pytest.fixture
def case(company, handler):
    return Case(handler, form(company.customer_of["own"]), company.people["auditor"])


def body(content, name=NAME, kind="application/pdf", boundary="xYz"):
    head = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n").encode()
    return head + content + f"\r\n--{boundary}--\r\n".encode()


def add(person, case, content, name=NAME, kind="application/pdf"):
    """Status and JSON."""
    status, _, answer = person.ask(f"POST {case.at}/documents", body(content, name, kind),
                                   "multipart/form-data; boundary=xYz")
    return status, json.loads(answer)


def listed(person, case):
    return person.json(f"GET {case.at}/documents")["items"]


def fetched(person, address):
    """Status, headers and bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", person.daemon.port, timeout=60)
    cookies = "; ".join(f"{name}={value}" for name, value in person.visitor.cookies.items())
    connection.request("GET", address, headers={"Cookie": cookies})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def peak(daemon):
    """The most memory that the daemon ever held, in bytes."""
    for line in open(f"/proc/{daemon.process.pid}/status"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) << 10
    raise AssertionError("no VmHWM")


def sealed(daemon):
    return sorted(daemon.recordings.glob("*/*.document"))


def test_a_document_comes_and_goes_as_it_is(company, handler, case):
    assert add(handler, case, PDF) == (201, {"number": 1, "isNew": True})
    assert add(handler, case, PDF, "other.pdf") == (200, {"number": 1, "isNew": False})
    assert add(handler, case, PNG, "photo.png", "image/png") == (201, {"number": 2, "isNew": True})
    one, two = listed(handler, case)
    assert (one["name"], one["kind"], one["bytes"]) == (NAME, "pdf", len(PDF))
    assert (two["name"], two["kind"], two["source"]) == ("photo.png", "png", "upload")
    auditor = company.people["auditor"]
    status, headers, content = fetched(auditor, f"/complaints/{case.id}/documents/1")
    assert (status, content) == (200, PDF)
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Content-Disposition"].startswith('attachment; filename="document-1.pdf"; ')
    assert headers["Content-Disposition"].endswith("%E5%90%88%E5%90%8C.pdf")
    entries = company.daemon.json("--as", "auditor", "ledger", "list", "--object",
                                  f"complaint:{case.id}")["items"]
    actions = [entry["action"] for entry in entries]
    assert actions.count("complaint.attach") == 2
    assert actions.count("complaint.document-opened") == 1
    assert NAME not in json.dumps(entries, ensure_ascii=False)
    assert fetched(auditor, f"/complaints/{case.id}/documents/3")[0] == 404
    log = company.daemon.log.read_text()
    assert "张芳蕾" not in log and "photo.png" not in log


def test_what_it_isn_t_is_refused_with_a_sentence(handler, case):
    before = sealed(handler.daemon)
    packed, bomb = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x.txt", "x")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("zeros", bytes(200 << 20))
    bad = [
        (b"", "a.pdf", "application/pdf", 400, "document-empty"),
        (PNG, "a.pdf", "application/pdf", 400, "document-mismatch"),
        (PDF, "a.png", "", 400, "document-mismatch"),
        (packed.getvalue(), "a.zip", "application/zip", 400, "document-archive"),
        (packed.getvalue(), "a.pdf", "application/pdf", 400, "document-archive"),
        (bomb.getvalue(), "a.docx", "", 400, "document-archive"),
        (b"MZ" + bytes(100), "a.pdf", "application/pdf", 400, "document-kind"),
        (b"\x7fELF" + bytes(100), "qwx", "", 400, "document-kind"),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt", "text/plain", 400, "document-kind"),
        (b"<html><script>alert(1)</script>", "a.html", "text/html", 400, "document-kind"),
        (b"<svg onload=alert(1)>", "a.svg", "image/svg+xml", 400, "document-kind"),
        (bytes(range(256)) * 4, "a.bin", "", 400, "document-kind"),
    ]
    for content, name, kind, status, code in bad:
        got, answer = add(handler, case, content, name, kind)
        assert (got, answer["code"]) == (status, code), (name, kind, answer)
        assert answer["detail"].endswith(".") and name not in answer["detail"]
    assert listed(handler, case) == []
    assert sealed(handler.daemon) == before


def test_what_is_no_form_with_one_file_is_refused(handler, case):
    address = f"POST {case.at}/documents"
    for sent, kind in [(PDF, "application/pdf"), (b"", "multipart/form-data; boundary=xYz"),
                       (body(PDF)[:-20], "multipart/form-data; boundary=xYz"),
                       (b"--xYz--\r\n", "multipart/form-data; boundary=xYz"),
                       (body(PDF)[:-9] + b"\r\n" + body(PNG), "multipart/form-data; boundary=xYz"),
                       (body(b"", name=""), "multipart/form-data; boundary=xYz")]:
        status, _, answer = handler.ask(address, sent, kind)
        assert status == 400 and json.loads(answer)["code"] in ("bad-request", "document-missing")
    hostile = '../../../etc/cron.d/x"; filename="y\u202efdp.exe\x00.pdf'
    assert add(handler, case, PDF, hostile)[0] in (201, 400)
    for document in listed(handler, case):
        assert "/" not in document["name"] and "\u202e" not in document["name"]


def test_a_gigabyte_is_refused_before_it_is_read(company, handler, case):
    before = peak(company.daemon)
    cookies = "; ".join(f"{name}={value}" for name, value in handler.visitor.cookies.items())
    head = (f"POST {case.at}/documents HTTP/1.1\r\nHost: localhost:{company.daemon.port}\r\n"
            f"Cookie: {cookies}\r\nSec-Fetch-Site: same-origin\r\n"
            f"X-CSRF-Token: {handler.proof}\r\n"
            "Content-Type: multipart/form-data; boundary=xYz\r\n")

    def stream(more, piece, most):
        """What is answered to a body that goes on and on; and how much of it was taken."""
        with socket.create_connection(("127.0.0.1", company.daemon.port), timeout=30) as line:
            line.sendall((head + more + "\r\n").encode())
            sent, answer, left = 0, b"", piece
            line.setblocking(False)
            end = time.monotonic() + 25
            while time.monotonic() < end and sent < most:
                try:
                    got = line.recv(65_536)
                    answer += got
                    if not got or b"\r\n\r\n" in answer:
                        break
                except BlockingIOError:
                    pass
                except ConnectionError:
                    break
                try:
                    count = line.send(left)
                    sent, left = sent + count, left[count:] or piece
                except BlockingIOError:
                    time.sleep(0.005)
                except ConnectionError:
                    break
            line.settimeout(10)
            try:
                while b"document-too-large" not in answer:
                    got = line.recv(65_536)
                    if not got:
                        break
                    answer += got
            except (ConnectionError, TimeoutError):
                pass
            return sent, answer

    sent, answer = stream(f"Content-Length: {1 << 30}\r\n", bytes(1 << 18), 1 << 30)
    assert answer.startswith(b"HTTP/1.1 413") and b"document-too-large" in answer, answer[:200]
    assert sent < 64 << 20
    piece = b"10000\r\n" + bytes(0x10000) + b"\r\n"
    sent, answer = stream("Transfer-Encoding: chunked\r\n", piece, 1 << 30)
    assert answer.startswith(b"HTTP/1.1 413") and b"document-too-large" in answer, answer[:200]
    assert sent < 128 << 20
    status, answer = add(handler, case, PDF + bytes(MOST))
    assert (status, answer["code"]) == (413, "document-too-large")
    assert peak(company.daemon) - before < 250 << 20
    assert listed(handler, case) == []


def test_many_at_once_don_t_use_up_the_memory(company, handler, case):
    before, answers = peak(company.daemon), []
    contents = [PDF + bytes([number]) * (15 << 20) for number in range(10)]

    def one(content):
        answers.append(add(handler, case, content)[0])

    threads = [threading.Thread(target=one, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {201, 503} and 201 in answers
    assert len(listed(handler, case)) == answers.count(201)
    assert peak(company.daemon) - before < 500 << 20


def test_a_daemon_that_is_killed_keeps_all_or_nothing():
    chance = random.Random(7)
    with Daemon(settings=complaints.SETTINGS) as daemon:
        with open(daemon.folder / "form.json", "w") as file:
            json.dump({"channel": "phone", "text": "Nobody called back.",
                       "parties": [{"name": "Fay"}]}, file)
        made = daemon.json("--as", "complaint-handler", "complaint", "add", "--form",
                           str(daemon.folder / "form.json"))
        kept = 0
        for turn in range(5):
            paths = []
            for number in range(6):
                path = daemon.folder / f"{turn}-{number}.pdf"
                path.write_bytes(PDF + bytes([turn, number]) * (1 << 20))
                paths.append(str(path))
            sending = threading.Thread(target=daemon.command, args=(
                "--as", "complaint-handler", "complaint", "attach", made["number"], *paths))
            sending.start()
            time.sleep(chance.uniform(0.1, 1.2))
            daemon.kill()
            sending.join()
            daemon.start()
            documents = daemon.json("--as", "auditor", "complaint", "documents",
                                    made["number"])["items"]
            assert [document["number"] for document in documents] == list(
                range(1, len(documents) + 1))
            assert len(documents) >= kept
            kept = len(documents)
            assert len(sealed(daemon)) == kept
            assert list((daemon.recordings / "tmp").iterdir()) == []
        # What broke off is sent again, and what was there already is kept once.
        answer = daemon.command("--as", "complaint-handler", "complaint", "attach",
                                made["number"], *paths)
        assert answer.returncode == 0, answer.stderr
        assert len(sealed(daemon)) >= 6
        target = daemon.folder / "out.pdf"
        answer = daemon.command("--as", "auditor", "complaint", "document", made["number"],
                                "1", "-o", str(target))
        assert answer.returncode == 0 and target.read_bytes().startswith(PDF)
        answer = daemon.command("--as", "auditor", "complaint", "document", made["number"],
                                "1", "-o", str(target))
        assert answer.returncode != 0, "an existing file was overwritten"
        log = daemon.log.read_text()
        assert "0-0.pdf" not in log
