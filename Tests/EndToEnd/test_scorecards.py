"""Scorecards and scripts: read, checked and kept by command, written and published by page."""

import json
import re
import urllib.parse
from html.parser import HTMLParser

import pytest
from daemon import REPOSITORY, run

pytestmark = pytest.mark.timeout(180)

SHIPPED = REPOSITORY / "etc/callaudit/scorecards"

CARD = """\
code: greeting
title: {en: Greeting, zh-Hans: 问候, zh-Hant: 問候}
passMark: 80
sections:
  - code: opening
    title: {en: Opening, zh-Hans: 开场, zh-Hant: 開場}
    weight: 100
    questions:
      - code: greets
        text: {en: "Greets?", zh-Hans: 问好？, zh-Hant: 問候？}
        kind: yesNo
        weight: 5
        notApplicable: leavesOut
      - code: warm
        text: {en: "Warmly?", zh-Hans: 热情？, zh-Hant: 親切？}
        kind: yesNo
        weight: 5
        condition: {question: greets, when: [yes]}
"""

SCRIPT = """\
kind: script
code: opening-2026
title: {en: Opening, zh-Hans: 开场白, zh-Hant: 開場白}
body:
  en: |
    Good morning, this is Spring Bank.
    This call is recorded.
  zh-Hans: 您好，这里是春天银行。
  zh-Hant: 您好，這裡是春天銀行。
from: 2024-01-01
"""


@pytest.fixture
def lead(daemon):
    """A daemon, asked as a QA lead."""
    daemon.start()
    daemon.role = "qa-lead"
    return daemon


def done(answer):
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def written(folder, text, name="card.yaml"):
    path = folder / name
    path.write_text(text)
    return path


class Fields(HTMLParser):
    """What a browser would send of the form with the most fields."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.select = [], None
        self.feed(page)
        self.pairs = max(self.forms, key=len)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.forms.append([])
        elif tag == "input" and self.forms and given.get("name"):
            if given.get("type") != "checkbox" or "checked" in given:
                self.forms[-1].append((given["name"], given.get("value", "")))
        elif tag == "select":
            self.select = given["name"]
            self.forms[-1].append((self.select, None))
        elif tag == "option" and self.select:
            if self.forms[-1][-1][1] is None or "selected" in given:
                self.forms[-1][-1] = (self.select, given["value"])

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "form":
            self.forms.append([])


def send(daemon, path, fields):
    status, headers, body = daemon.post(path, form=urllib.parse.urlencode(fields))
    return status, headers.get("Location") or headers.get("location"), body.decode()


def test_what_is_exported_reads_back_equal(lead, tmp_path):
    card = SHIPPED / "telesales-conduct.yaml"
    added = done(lead.command("scorecard", "add", card, "--publish-from", "2024-01-01"))
    text = lead.command("scorecard", "export", "telesales-conduct").stdout
    again = written(tmp_path, text.replace("telesales-conduct", "copy-of-conduct"))
    assert "is fine" in done(run("scorecard", "check", again))
    done(lead.command("scorecard", "add", again))
    copy = lead.command("scorecard", "export", "copy-of-conduct").stdout
    assert copy == again.read_text()
    status, _, body = lead.get(f"/scorecards/{added}/export")
    assert status == 200 and body.decode() == text


def test_every_mistake_is_told_with_its_line(tmp_path):
    mistakes = [
        ("zh-Hant: 問候}\n", "}\n", 2, "zh-Hant"),
        ("weight: 100", "weight: 0", 7, "weight"),
        ("question: greets", "question: warm", 18, "comes round to itself"),
        ("when: [yes]", "when: [maybe]", 18, "no answer"),
        ("code: warm", "code: greets", 14, "twice"),
        ("passMark: 80", "passMark: 800", 3, "percentage"),
    ]
    for right, wrong, line, words in mistakes:
        file = written(tmp_path, CARD.replace(right, wrong, 1))
        checked = run("scorecard", "check", file)
        assert checked.returncode == 1, wrong
        assert re.search(rf"card\.yaml:{line}: .*{words}", checked.stdout), (wrong, checked.stdout)
    both = CARD.replace("passMark: 80", "passMark: 800").replace("weight: 100", "weight: many")
    assert len(run("scorecard", "check", written(tmp_path, both)).stdout.splitlines()) >= 2
    assert "is fine" in done(run("scorecard", "check", written(tmp_path, CARD)))


def test_a_draft_comes_into_force_and_stays_as_it_is(lead, tmp_path):
    file = written(tmp_path, CARD)
    done(lead.command("scorecard", "add", file))
    again = lead.command("scorecard", "add", file)
    assert again.returncode == 65 and "already" in again.stderr
    assert lead.json("scorecard", "list")["items"][0]["inForce"] is None
    done(lead.command("scorecard", "publish", "greeting", 1, "--from", "2024-01-01"))
    assert lead.json("scorecard", "list")["items"][0]["inForce"] == 1
    late = lead.command("scorecard", "publish", "greeting", 1, "--from", "2025-01-01")
    assert late.returncode == 65 and "published" in late.stderr
    changed = written(tmp_path, CARD.replace("passMark: 80", "passMark: 60"))
    assert done(lead.command("scorecard", "change", changed)) == "2"
    shown = lead.json("scorecard", "show", "greeting")
    assert shown["inForce"] == 1 and [one["number"] for one in shown["versions"]] == [2, 1]
    told = done(lead.command("scorecard", "diff", "greeting", 1, 2))
    assert "passMark: 80 → 60" in told and "another score" in told
    simulated = lead.json("scorecard", "simulate", "greeting", "--version", 2)
    assert simulated["totals"]["evaluations"] == 0
    done(lead.command("scorecard", "publish", "greeting", 2, "--from", "2024-06-01"))
    assert lead.json("scorecard", "show", "greeting")["inForce"] == 2
    before = lead.command("scorecard", "publish", "greeting", 2, "--from", "2023-01-01")
    assert before.returncode == 65
    lead.role = "compliance-officer"
    refused = lead.command("scorecard", "add", SHIPPED / "stage-020.yaml")
    assert refused.returncode == 77


def test_a_shipped_card_is_taken_over_edited_and_published_by_page(lead):
    page = lead.get("/scorecards")[2].decode()
    assert "stage-020" in page and "complaint-call" in page
    status, where, _ = send(lead, "/scorecards/shipped", {"code": "stage-020"})
    assert status == 303
    card = where.split("?")[0]
    edit = f"{card}/edit"
    pairs = Fields(lead.get(edit)[2].decode()).pairs
    # What is shown and saved unchanged is the same card, so that no version comes of it.
    before = lead.json("scorecard", "show", "stage-020")
    status, where, body = send(lead, edit, [*pairs, ("act", "save")])
    assert status == 303, body
    assert lead.json("scorecard", "show", "stage-020") == before
    fields = dict(pairs)
    fields["passMark"] = "many"
    status, _, body = send(lead, edit, {**fields, "act": "save"})
    assert status == 200 and "from 0 to 100" in body and 'value="many"' in body
    status, _, body = send(lead, edit, {**fields, "passMark": "55", "act": "add:sections"})
    assert status == 200 and 'value="55"' in body
    sections = len(before["card"]["sections"])
    assert f"sections[{sections + 1}].code" in body
    status, _, body = send(lead, edit, {**fields, "passMark": "55", "act": "save"})
    assert status == 303, body
    assert lead.json("scorecard", "show", "stage-020")["card"]["passMark"] == 5500
    # Another form began with what stood there before.
    status, _, body = send(lead, edit, {**fields, "passMark": "56", "act": "save"})
    assert status == 200 and "meanwhile" in body
    status, where, body = send(lead, f"{card}/publish", {"version": 1, "from": "2024-01-01"})
    assert status == 303 and "done=published" in where, body
    assert lead.get(f"{card}/difference")[0] == 200
    status, _, body = send(lead, f"{card}/simulate", {"version": 1})
    assert status == 200 and "nothing to score again" in body


def test_scripts_have_versions_with_days_of_their_own(lead, tmp_path):
    file = written(tmp_path, SCRIPT, "script.yaml")
    added = done(lead.command("script", "add", file))
    assert done(lead.command("script", "change", file)) == "1"
    later = written(tmp_path, SCRIPT.replace("2024-01-01", "2024-03-01\nthrough: 2024-03-31"),
                    "later.yaml")
    assert done(lead.command("script", "change", later)) == "2"
    shown = lead.json("script", "show", "opening-2026", "--version", 2)
    assert shown["version"]["through"] == "2024-03-31" and shown["campaign"] is None
    assert lead.json("script", "list")["items"][0]["version"]["number"] == 1
    assert "This call is recorded." in done(lead.command("script", "show", "opening-2026"))
    page = lead.get(f"/scripts/{added}?version=1")[2].decode()
    assert "This call is recorded." in page
    wrong = written(tmp_path, SCRIPT.replace(", zh-Hant: 開場白", ""), "wrong.yaml")
    refused = lead.command("script", "add", wrong)
    assert refused.returncode == 65 and "zh-Hant" in refused.stderr
    fields = {"kind": "answer", "code": "fees", "from": "2024-01-01"}
    for tongue in ("en", "zh-Hans", "zh-Hant"):
        fields |= {f"title.{tongue}": "Fees", f"body.{tongue}": "None.\r\nNever."}
    assert send(lead, "/scripts", fields)[0] == 303
    assert lead.json("script", "show", "fees")["body"]["en"] == "None.\nNever."
    assert send(lead, "/scripts", {**fields, "code": "Fees 2"})[0] == 200


def test_the_api_takes_a_card_and_names_what_is_wrong(lead):
    def ask(method, path, value):
        status, _, body = lead.ask(method, path, {"Content-Type": "application/json"},
                                   json.dumps(value))
        return status, json.loads(body or "null")

    text = {"en": "a", "zh-Hans": "b", "zh-Hant": "c"}
    card = {"format": "callaudit-scorecard-1", "code": "small", "title": text, "passMark": 8000,
            "sections": [{"code": "one", "title": text, "weight": 1000, "questions": [
                {"code": "asks", "text": text, "kind": {"type": "yesNo", "best": "yes"},
                 "weight": 1000, "notApplicable": "leavesOut"}]}]}
    status, made = ask("POST", "/api/v1/scorecards", {"card": card})
    assert status == 201 and made["version"] == 1
    card["sections"][0]["weight"] = 0
    status, problem = ask("PUT", "/api/v1/scorecards/small", {"card": card})
    assert status == 400 and problem["code"] == "scorecard-problems"
    assert "weight" in problem["detail"]
    status, _ = ask("PUT", "/api/v1/scorecards/nothing", {"card": card})
    assert status == 404
    status, problem = ask("POST", "/api/v1/scorecards", {"card": {"code": "x"}})
    assert status == 400 and problem["code"] == "bad-request"
