"""Addresses of sampling plans and draws. Plans are everybody's who may see them at all."""

import datetime

from daemon import REPOSITORY
from matrix.row import ANYBODYS, Row, one

CARD = REPOSITORY / "etc/callaudit/scorecards/telesales-conduct.yaml"
CODE = "telesales-conduct"


def card(company):
    """A scorecard in force, made once; its code."""
    if "card" not in company.kept:
        made = company.daemon.command(
            "--as", "qa-lead", "scorecard", "add", CARD, "--publish-from", "2020-01-01")
        assert made.returncode == 0 or "already" in made.stderr, made.stderr
        company.kept["card"] = CODE
    return company.kept["card"]


def body(company, day="2024-01-15"):
    """A plan of the calls that the company has had from the start."""
    return {
        "name": f"Plan {company.number()}", "population": {}, "zone": "UTC",
        "period": {"kind": "closed", "from": day, "until": day},
        "method": {"kind": "simple", "count": 1}, "stream": {"kind": "estimate"},
        "scorecard": card(company), "dueDays": 5, "confidencePercent": 95}


def plan(company):
    return company.root("POST /api/v1/plans", body(company), "qa-lead")["id"]


def waiting(company):
    """A draw that is due, and that the daemon may make meanwhile."""
    return company.listed(f"/api/v1/plans/{plan(company)}/draws")[0]["id"]


def drawn(company):
    """A draw that was made, once for all."""
    if "draw" not in company.kept:
        made = waiting(company)
        company.root(f"POST /api/v1/draws/{made}/draw", {}, "qa-lead")
        company.kept["draw"] = made
    return company.kept["draw"]


def form(company, person, ids):
    today = datetime.date.today().isoformat()
    return {
        "name": f"Plan {company.number()}", "zone": "UTC", "period": "live", "from": today,
        "cycle": "week", "method": "simple", "count": "3", "stream": "estimate",
        "scorecard": card(company), "dueDays": "5", "confidence": "95", "act": "keep"}


def value(company, person, ids):
    return body(company)


new = {"owners": ANYBODYS, "thing": one(plan)}
known = {"owners": ANYBODYS, "thing": one(drawn)}
due = {"owners": ANYBODYS, "thing": one(waiting)}

ROWS = {
    "GET /plans": Row(),
    "GET /plans/new": Row(),
    "POST /plans": Row(fields=form, done=303),
    "GET /plans/:plan": Row(**new),
    "GET /plans/:plan/edit": Row(**new),
    "POST /plans/:plan": Row(**new, fields=form, done=303),
    "POST /plans/:plan/stop": Row(**new, fields={}, done=303),
    "GET /draws/:draw": Row(**known),
    "GET /draws/:draw/file": Row(**known),
    "POST /draws/:draw/draw": Row(**due, fields={}, done=303),

    "GET /api/v1/plans": Row(),
    "POST /api/v1/plans": Row(value=value, done=201),
    "GET /api/v1/plans/:plan": Row(**new),
    "PUT /api/v1/plans/:plan": Row(**new, value=value, done=204),
    "POST /api/v1/plans/:plan/stop": Row(**new, done=204),
    "GET /api/v1/plans/:plan/draws": Row(**new),
    "GET /api/v1/draws/:draw": Row(**known),
    "GET /api/v1/draws/:draw/file": Row(**known),
    "POST /api/v1/draws/:draw/draw": Row(**due, done=204),
}
