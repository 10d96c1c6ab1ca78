"""Addresses of the ledger, keys, checks and long work."""

from matrix.company import ABSENT
from matrix.row import ANYBODYS, Row, one


def entry(company, person, owner):
    return "999999999" if owner == "absent" else "0"


def check(company):
    """A check that is over."""
    if not company.check:
        idle(company, None, ())
        company.check = company.root("POST /api/v1/checks", {})["job"]
        idle(company, None, ())
    return company.check


def idle(company, person, ids):
    """No fields, once no check is under way."""
    company.daemon.until(
        lambda: all(job["outcome"] for job in company.listed("/api/v1/jobs")), 60,
        "long work to end")
    return {}


def key(company, person, ids):
    known = company.root("GET /api/v1/keys")["epochs"][0]["key"]
    return {"key": known, "recipients": 2}


export = {"owners": ("absent",), "thing": lambda *_: ABSENT}
entries = {"owners": ANYBODYS, "thing": entry}
job = {"owners": ANYBODYS, "thing": one(check)}
why = {"reason": "the key is old"}
signed = {"checkpoint": "x", "noteKey": "x", "minisignKey": "x"}

# No signer runs here, so nothing can be exported, and no key follows, so none can be rotated to.
ROWS = {
    "GET /ledger": Row(),
    "GET /ledger/:entry": Row(**entries),
    "GET /api/v1/ledger": Row(),
    "GET /api/v1/ledger/standing": Row(),
    "GET /api/v1/ledger/entries": Row(),
    "GET /api/v1/ledger/entries/:entry": Row(**entries),
    "GET /api/v1/ledger/checkpoint": Row(done=404),
    "POST /api/v1/ledger/checkpoints": Row(value=signed, done=204),
    "POST /api/v1/ledger/refusals": Row(value={"reason": "x", "entry": 0}, done=204),
    "GET /api/v1/ledger/exports/waiting": Row(),
    "POST /api/v1/ledger/exports": Row(value={}, done=409),
    "GET /api/v1/ledger/exports/:export": Row(**export),
    "GET /api/v1/ledger/exports/:export/archive": Row(**export),
    "POST /api/v1/ledger/exports/:export/signature": Row(**export, value={"signature": "x"}),

    "GET /keys": Row(),
    "POST /keys/rotation": Row(fields=why, done=409),
    "POST /keys/check": Row(fields=idle, done=303),
    "GET /api/v1/keys": Row(),
    "POST /api/v1/keys/rotation": Row(value=why, done=409),
    "POST /api/v1/keys/rotation/resume": Row(done=409),
    "POST /api/v1/keys/escrow": Row(value=key, done=204),
    "GET /api/v1/checks": Row(),
    "POST /api/v1/checks": Row(value=idle),
    "GET /api/v1/checks/:job": Row(**job),

    "GET /jobs": Row(),
    "POST /jobs/:job/cancel": Row(**job, fields={}, done=409),
    "GET /api/v1/jobs": Row(),
    "GET /api/v1/jobs/:job": Row(**job),
    "POST /api/v1/jobs/:job/cancel": Row(**job, done=409),
}
