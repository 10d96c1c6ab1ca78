"""Notices that leave the house through real commands: sent, tried again, signed, and never with a
word of anybody's unless the settings say so."""

import base64
import email
import email.policy
import hashlib
import hmac
import json
import time

import complaints
import pytest
from daemon import REPOSITORY, Daemon
from sinks import MailSink, WebSink

pytestmark = pytest.mark.timeout(240)

SECRET = "a-secret-of-the-house-and-the-receiver"
NAME, WORDS, PHONE = "Quentin Canary", "The canary words of a customer", "13900139472"
MAIL, WEBHOOK = REPOSITORY / "notices/mail", REPOSITORY / "notices/webhook"


def channel(name, command, **more):
    """A channel as the settings have it; quick to try again."""
    facts = {"name": name, "command": command, "retrySeconds": 1, "secondsMax": 5, **more}
    return "  - " + json.dumps(facts, ensure_ascii=False)


class House:
    """A daemon with channels."""

    def __init__(self, *channels, **more):
        self.daemon = Daemon(settings=complaints.SETTINGS, **more)
        self.folder = self.daemon.folder
        self.secret = self.folder / "notices.secret"
        self.secret.write_text(SECRET + "\n")
        self.secret.chmod(0o600)
        self.names = [f"{made(self)}" for made in channels]
        with open(self.daemon.settings, "a") as settings:
            settings.write("notices:\n" + "\n".join(self.names) + "\n")
        self.daemon.start()

    def register(self):
        """By whoever may register and not work it, so that somebody else is told."""
        return json.loads(self.ask("POST", "/api/v1/complaints", "compliance-officer", {
            "channel": "phone", "text": WORDS,
            "parties": [{"kind": "complainant", "name": NAME, "phone": PHONE}]}))

    def ask(self, method, path, role="administrator", value=None, status=range(200, 300)):
        headers = {"X-Callaudit-Role": role, "Content-Type": "application/json"}
        found, _, body = self.daemon.ask(
            method, path, headers, None if value is None else json.dumps(value))
        assert found in status, (found, body)
        return body

    def handler(self):
        self.ask("POST", "/api/v1/accounts", "administrator", {
            "name": "ha.na", "title": "Ha Na", "roles": ["complaint-handler"],
            "reason": "needed"})

    def notices(self, state=None):
        query = f"?state={state}" if state else ""
        return json.loads(self.ask("GET", f"/api/v1/notices{query}"))["items"]

    def until(self, state, count=1, seconds=60):
        self.daemon.until(lambda: len(self.notices(state)) >= count, seconds,
                          f"{count} notices to be {state}: {self.notices()}")
        return self.notices(state)

    def entries(self, action):
        found = self.ask("GET", f"/api/v1/ledger?action={action}", "auditor")
        return json.loads(found)["items"]


@pytest.fixture
def house():
    houses = []

    def make(*channels, **more):
        houses.append(House(*channels, **more))
        houses[-1].handler()
        return houses[-1]

    yield make
    for one in houses:
        one.daemon.close()


@pytest.fixture
def web():
    sink = WebSink()
    yield sink
    sink.close()


@pytest.fixture
def mails():
    sink = MailSink()
    yield sink
    sink.close()


def receive(headers, body, secret=SECRET.encode(), seconds=300):
    """As docs/formats/notices.md has it."""
    stamp = headers["webhook-timestamp"]
    if abs(time.time() - int(stamp)) > seconds:
        return None
    signed = f"{headers['webhook-id']}.{stamp}.".encode() + body
    code = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    if not hmac.compare_digest(headers["webhook-signature"], f"v1,{code}"):
        return None
    return json.loads(body)


def test_a_webhook_is_signed_and_says_no_word_of_anybodys(house, web):
    here = house(lambda house: channel(
        "hook", [str(WEBHOOK), f"http://127.0.0.1:{web.port}/callaudit"],
        secret=str(house.secret), page="https://callaudit.example.com"))
    made = here.register()
    notice = here.until("sent")[0]
    assert len(web.posts) == 1
    headers, body = web.posts[0]
    message = receive(headers, body)
    assert message["kind"] == notice["kind"] == "complaint.assigned"
    assert message["id"] == headers["webhook-id"] == notice["id"]
    assert message["facts"]["number"] == made["number"]
    assert message["link"] == f"https://callaudit.example.com/complaints/{made['id']}"
    assert receive(headers, body + b" ") is None
    assert receive(headers, body, b"another secret of the same kind") is None
    assert receive({**headers, "webhook-timestamp": "1700000000"}, body) is None
    places = [body, here.daemon.log.read_bytes(),
              json.dumps(here.daemon.sql("SELECT facts, object, recipient FROM notice")).encode(),
              b"".join(f"{name}{value}".encode() for name, value in headers.items())]
    for canary in (NAME, WORDS, PHONE, "Canary", SECRET):
        assert not any(canary.encode() in place for place in places), canary


def test_a_mail_reaches_whoever_it_is_for_once(house, mails):
    here = house(lambda house: channel(
        "mail", [str(MAIL), "--from", "callaudit@example.com", "--language", "zh-Hans",
                 "--server", f"127.0.0.1:{mails.port}"],
        to={"ha.na": ["ha.na@example.com"], "everybody": ["all@example.com"]}))
    made = here.register()
    notice = here.until("sent")[0]
    (recipients, raw), = mails.mails
    assert recipients == ["ha.na@example.com"]
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert mail["Subject"] == f"[callaudit] 投诉 {made['number']} 已分派给您"
    assert notice["id"] in mail["Message-ID"]
    text = mail.get_content()
    assert made["number"] in text
    for canary in (NAME, WORDS, PHONE):
        assert canary not in raw.decode() and canary not in text
    mails.answers["ha.na@example.com"] = 450
    here.register()
    here.daemon.until(lambda: any(one["problem"] == "exit-75" for one in here.notices("waiting")),
                      30, "a try to be put off")
    mails.answers.clear()
    here.until("sent", 2)
    assert len(mails.mails) == 2


def test_personal_data_goes_where_the_settings_say_so_and_leaves_an_entry(house, web):
    address = f"http://127.0.0.1:{web.port}/"
    here = house(lambda house: channel("plain", [str(WEBHOOK), address]),
                 lambda house: channel("trusted", [str(WEBHOOK), address], personalData=True))
    made = here.register()
    here.until("sent", 2)
    messages = [json.loads(body) for _, body in web.posts]
    personal = [message for message in messages if "personal" in message]
    assert len(personal) == 1 and len(messages) == 2
    assert personal[0]["personal"]["words"] == WORDS
    entry, = here.entries("notice.personal-data")
    assert entry["object"] == f"complaint:{made['id']}"
    assert WORDS not in here.daemon.log.read_text()


def test_what_fails_wants_somebody_in_the_end_and_goes_out_when_told_to(house, web):
    web.status = 503
    here = house(lambda house: channel(
        "hook", [str(WEBHOOK), f"http://127.0.0.1:{web.port}/"], tries=2))
    here.register()
    failed = here.until("failed")[0]
    assert failed["problem"] == "exit-75" and failed["tries"] == 2
    entry, = here.entries("notice.failed")
    assert entry["object"] == f"notice:{failed['id']}"
    ids = {headers["webhook-id"] for headers, _ in web.posts}
    assert ids == {failed["id"]} and len(web.posts) == 2
    metrics = here.daemon.get("/metrics")[2].decode()
    assert 'callaudit_notices{state="failed"} 1' in metrics
    web.status = 302
    assert here.daemon.command(
        "--as", "administrator", "notice", "retry", failed["id"]).returncode == 0
    # A redirect isn't followed, and is no success.
    here.daemon.until(lambda: len(web.posts) >= 3, 30, "another try")
    web.status = 200
    assert here.until("sent")[0]["id"] == failed["id"]
    done = here.daemon.command("--as", "administrator", "notice", "list", "--state", "sent")
    assert failed["id"] in done.stdout
    assert here.daemon.command("--as", "administrator", "notice", "drop",
                               failed["id"]).returncode != 0


def test_commands_that_hang_keep_nobody_waiting(house):
    here = house(lambda house: channel("stuck", ["/bin/sleep", "600"], secondsMax=1, tries=1),
                 lambda house: channel("quick", ["/bin/true"]))
    here.register()
    assert here.until("sent")[0]["channel"] == "quick"
    failed = here.until("failed")[0]
    assert failed["channel"] == "stuck" and failed["problem"] == "timed-out"
    here.register()
    began = time.monotonic()
    assert here.daemon.stop(seconds=15) == 0
    assert time.monotonic() - began < 12


def test_a_daemon_killed_while_sending_sends_again_under_the_same_id(house, tmp_path):
    log = tmp_path / "sent"
    command = ["/bin/sh", "-c", f"echo $CALLAUDIT_NOTICE_ID >> {log}; sleep 2; exit 0"]
    here = house(lambda house: channel("slow", command, secondsMax=3))
    here.register()
    here.daemon.until(log.exists, 30, "the command to run")
    here.daemon.kill()
    here.daemon.start()
    sent = here.until("sent", seconds=60)
    tried = log.read_text().split()
    assert len(tried) == 2 and set(tried) == {sent[0]["id"]}
    assert sent[0]["tries"] == 2
    time.sleep(2)
    assert len(log.read_text().split()) == 2


def test_a_channel_is_tried_and_says_what_its_command_wrote(house):
    here = house(lambda house: channel("good", ["/bin/echo", "all is well"]),
                 lambda house: channel("bad", ["/bin/sh", "-c", "echo no way >&2; exit 3"]))
    names = here.daemon.command("--as", "administrator", "notice", "channels")
    assert "good" in names.stdout and "/bin/sh" in names.stdout and "no way" not in names.stdout
    good = here.daemon.command("--as", "administrator", "notice", "test", "good")
    assert good.returncode == 0 and "all is well" in good.stdout
    bad = here.daemon.command("--as", "administrator", "notice", "test", "bad")
    assert bad.returncode == 1 and "no way" in bad.stdout and "exit-3" in bad.stderr
    missing = here.daemon.command("--as", "administrator", "notice", "test", "other")
    assert missing.returncode not in (0, 1) and "no channel" in missing.stderr
    assert here.notices() == []


@pytest.mark.parametrize("wrong, said", [
    ("command: [MISSING/mail]", "can't be run"),
    ("command: [/bin/true], secret: SHORT", "holds less than"),
    ("command: [/bin/true], secret: MISSING", "can't be read"),
    ("command: [mail]", "absolute path"),
])
def test_a_daemon_with_a_broken_channel_says_so_and_doesnt_start(daemon, wrong, said):
    short = daemon.folder / "short"
    short.write_text("short")
    short.chmod(0o600)
    wrong = wrong.replace("SHORT", str(short)).replace("MISSING", str(daemon.folder / "missing"))
    with open(daemon.settings, "a") as settings:
        settings.write("notices:\n  - {name: x, " + wrong + "}\n")
    daemon.start(wait=False)
    assert daemon.process.wait(timeout=30) == 78
    assert said in daemon.log.read_text()
