"""Complaints over the API, step by step, and what must still be so after every step."""

import http.client
import json
import threading

import scoring

# The clocks of a regime that ships, and of no other.
SETTINGS = scoring.SETTINGS + "complaintRegimes: [cn-finance]\n"
# Linked calls that a complaint is about are scored by the card of this code, where there is one.
CARD = {**scoring.CARD, "code": "complaint-call"}
# What readings say that goes by the hour alone.
MOVING = {"level", "daysLeft", "line", "reasons", "notes"}


def form(customer, **more):
    return {"channel": "phone", "language": "zh-Hans", "text": "业务员承诺的收益与合同不符。",
            "parties": [{"kind": "complainant", "customer": customer}], **more}


def status(person, address, value=None):
    """What somebody is answered: the status, and the problem's code."""
    body = [] if address.startswith("GET") else [
        json.dumps({} if value is None else value), "application/json"]
    answer = person.ask(address, *body)
    return answer[0], json.loads(answer[2] or "{}").get("code")


def still(value):
    """`value` without what moves by itself."""
    if isinstance(value, dict):
        return {key: still(part) for key, part in value.items() if key not in MOVING}
    return [still(part) for part in value] if isinstance(value, list) else value


class Case:
    """One complaint. After each step that is done to it `watch` is asked."""

    def __init__(self, by, what, reader, watch=lambda: None):
        self.reader, self.watch = reader, watch
        made = by.json("POST /api/v1/complaints", what)
        self.id, self.number = made["id"], made["number"]
        self.at = f"/api/v1/complaints/{self.id}"
        self.watch()

    def act(self, person, act, **fields):
        """Done by `person`; the answer."""
        made = person.json(f"POST {self.at}/{act}", fields)
        self.watch()
        return made

    def refused(self, person, act, **fields):
        return status(person, f"POST {self.at}/{act}", fields)

    def shown(self, person=None):
        return (person or self.reader).json(f"GET {self.at}")

    @property
    def state(self):
        return self.shown()["complaint"]["state"]

    @property
    def version(self):
        return self.shown()["version"]

    def clock(self, name="decision"):
        """A clock of the one regime."""
        return next(clock for clock in self.shown()["clocks"] if clock["clock"] == name)

    def events(self, act=None):
        """Of its own history, and of no other that was merged into it."""
        return [event for event in self.shown()["timeline"]
                if event["complaint"] == self.id and act in (None, event["act"])]

    def assess(self, person, type="misleading", severity="high", complexity="simple"):
        self.act(person, "assess", type=type, severity=severity, complexity=complexity)

    def until_assessed(self, person, **classes):
        self.act(person, "acknowledge", text="我们已收到您的投诉。")
        self.assess(person, **classes)
        self.act(person, "take")

    def until_found(self, person, *causes):
        self.act(person, "investigate")
        self.act(person, "find", causes=list(causes), text="录音中的说法与合同不同。")

    def until_closed(self, person, redress=0):
        self.act(person, "answer", text="尊敬的客户：经调查，处理结果如下。")
        for place in range(redress):
            self.act(person, "give", redress=place)
        self.act(person, "close")


class Killed:
    """Kills the daemon each time it is asked, starts it anew, and sees to it that nothing became of
    any of `cases` by that."""

    def __init__(self, daemon):
        self.daemon, self.cases, self.kills = daemon, [], 0

    def case(self, by, what, reader):
        case = Case(by, what, reader)
        self.cases.append(case)
        case.watch = self
        self()
        return case

    def __call__(self):
        before = [still(case.shown()) for case in self.cases]
        self.daemon.kill()
        self.daemon.start()
        self.kills += 1
        for case, was in zip(self.cases, before):
            assert still(case.shown()) == was, f"{case.number} isn't what it was"


def told_once(company, case):
    """Its events are numbered without a gap, and each stands in the ledger once; so does nothing
    else that was done to it."""
    events = case.events()
    assert [event["number"] for event in events] == list(range(1, len(events) + 1))
    entries = company.listed(f"/api/v1/ledger?object=complaint:{case.id}", role="auditor")
    done = sorted(entry["action"] for entry in entries
                  if entry["outcome"] == "done" and is_deed(entry["action"]))
    assert done == sorted(f"complaint.{event['act']}" for event in events)


def is_deed(action):
    """Looking at it, and what the daemon notes of its clocks, are no deeds."""
    return action.startswith("complaint.") and action not in (
        "complaint.seen", "complaint.breached", "complaint.duplicate", "complaint.file-exported",
        "complaint.letter-drafted", "complaint.letter-opened")


def held_once(company, case):
    """One hold stands on each of its calls, which names it."""
    holds = company.listed("/api/v1/holds?state=standing")
    for linked in case.shown()["calls"]:
        objects = (linked["call"]["id"], f"call:{linked['call']['id']}")
        assert len([hold for hold in holds if hold["object"] in objects
                    and hold["reason"] == f"complaint {case.number}"]) == 1


def cut_off(daemon, person, address, value, wait):
    """Asks, and kills the daemon after `wait`() has returned, whatever it was about to answer; the
    status, or None where none came."""
    said = []

    def ask():
        try:
            said.append(status(person, address, value)[0])
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            pass

    asking = threading.Thread(target=ask)
    asking.start()
    wait()
    daemon.kill()
    asking.join(timeout=30)
    assert not asking.is_alive()
    daemon.start()
    return said[0] if said else None
