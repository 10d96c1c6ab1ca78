"""Something real of every kind that addresses are about, for cases that a machine makes up. None of
it is the account or the session of who asks."""

from matrix import (
    actions, calibrations, coaching, complaints, control, evaluations, notices, returns, roster,
    sampling, scorecards)
from matrix.accounts_and_tokens import program_token, session, token

EACH = 6


def own_ids(company, person):
    """What is the person's own, and the session in use isn't."""
    if person.token:
        return {}
    return {
        "session": [session(company, person, "own") for _ in range(EACH // 2)],
        "token": [token(company, person, "own") for _ in range(EACH // 2)],
        **wishes(company, person),
    }


def wishes(company, person):
    """What the person asked for, and somebody else."""
    if person.role not in ("compliance-officer", "complaint-handler", "qa-lead"):
        return {}
    return {"request": [company.asked(asker) for asker in (person, company.asker)
                        for _ in range(EACH)]}


def real_ids(company):
    """By the names that parts of paths have."""
    agents = [roster.agent(company) for _ in range(EACH)]
    shown = [company.root(f"GET /api/v1/roster/agents/{agent}", role="administrator")
             for agent in agents]
    accounts = [company.account() for _ in range(EACH)]
    tokens = [program_token(company, None, "present") for _ in range(EACH)]
    job = company.root("POST /api/v1/checks", {})["job"]
    call = company.calls["own"]
    scored = [make(company, company.asker, call) for make in (
        evaluations.waiting, evaluations.failed, evaluations.released) for _ in range(EACH // 2)]
    disputes = [evaluations.disputed(company, company.asker, call) for _ in range(EACH)]
    customers = [company.customers.pop() for _ in range(2 * EACH)]
    calls = [*company.calls.values(), *company.spare_calls[:EACH]]
    return {
        "call": calls,
        "evaluation": scored,
        "dispute": disputes,
        "coaching": [make(company, company.asker, "own") for make in (
            coaching.made, coaching.read) for _ in range(EACH // 2)],
        **complaints.real_ids(company, EACH),
        **actions.real_ids(company, EACH),
        **notices.real_ids(company),
        "recording": list(company.recordings.values()),
        "item": list(company.items),
        "customer": customers,
        "approval": [make(company) for make in (control.erasure, control.release, control.export,
                                                control.grant) for _ in range(EACH)],
        "hold": [control.hold(company) for _ in range(EACH)],
        "agent": agents,
        "unassigned": list(company.unassigned),
        "file": ["staff_code,name\nF1,Fay\n", "staff_code,name,team\nF2,Gus,Sales\n"],
        "code": [agent["codes"][0]["id"] for agent in shown],
        "place": [agent["teams"][0]["id"] for agent in shown],
        "agent and code": [[agent["id"], agent["codes"][0]["id"]] for agent in shown],
        "agent and place": [[agent["id"], agent["teams"][0]["id"]] for agent in shown],
        "team": list(company.teams.values()),
        "campaign": [company.campaign],
        "account": [*accounts, *(account for account, _ in tokens)],
        "account and token": tokens,
        "job": [job],
        "card": [scorecards.card(company) for _ in range(EACH)],
        "script": [scorecards.script(company) for _ in range(EACH)],
        "entry": list(range(0, 200, 10)),
        "plan": [sampling.plan(company) for _ in range(EACH)],
        "draw": [sampling.drawn(company), *(sampling.waiting(company) for _ in range(EACH))],
        "calibration": [make(company, company.asker, "own") for make in (
            calibrations.opened, calibrations.closed) for _ in range(EACH // 2)],
        "staff code": [agent["code"] for agent in shown],
        "account name": ["spare-1", "spare-2"],
        "key": [company.root("GET /api/v1/keys")["epochs"][0]["key"]],
        "number": [f"13800138{number:03}" for number in range(EACH)],
        "new number": [f"13700137{number:03}" for number in range(100)],
        "number id": ["first"],
        "shape": [returns.FORM, "uk-disp-1-annex-1r"],
        "period": [returns.PERIOD, "2026", "2026-02-01..2026-07-31"],
        "recipient": [company.recipient],
        "subject": [f"customer:{customers[0]}", f"call:{calls[0]}"],
    }
