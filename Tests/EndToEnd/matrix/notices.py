"""Addresses of notices that leave the house."""

from matrix.company import ABSENT
from matrix.row import ANYBODYS, Row, one

# Sends to nobody, and says that it was sent.
SETTINGS = "notices:\n  - {name: hook, command: [/bin/true]}\n"


def sent(company):
    """A notice that is over; the same each time."""
    if "notice" not in company.kept:
        if not company.listed("/api/v1/notices"):
            company.root("POST /api/v1/complaints", {
                "channel": "phone", "text": "The agent hung up", "agents": ["A2"],
                "parties": [{"kind": "complainant", "name": "Fay"}]})
        company.daemon.until(lambda: company.listed("/api/v1/notices?state=sent"), 60,
                             "a notice to be sent")
        company.kept["notice"] = company.listed("/api/v1/notices?state=sent")[0]["id"]
    return company.kept["notice"]


def channel(company, person, owner):
    return ABSENT if owner == "absent" else "hook"


def real_ids(company):
    notices = [notice["id"] for notice in company.listed("/api/v1/notices")]
    return {"notice": notices or [sent(company)], "channel": ["hook"]}


notice = {"owners": ANYBODYS, "thing": one(sent)}
named = {"owners": ANYBODYS, "thing": channel}

ROWS = {
    "GET /notices": Row(),
    "POST /notices/:notice/retry": Row(**notice, fields={}, done=409),
    "POST /notices/:notice/drop": Row(**notice, fields={}, done=409),
    "POST /notices/channels/:channel/test": Row(**named, fields={}, done=303),
    "GET /api/v1/notices": Row(),
    "GET /api/v1/notices/channels": Row(),
    "GET /api/v1/notices/:notice": Row(**notice),
    "POST /api/v1/notices/:notice/retry": Row(**notice, done=409),
    "POST /api/v1/notices/:notice/drop": Row(**notice, done=409),
    "POST /api/v1/notices/channels/:channel/test": Row(**named),
}
