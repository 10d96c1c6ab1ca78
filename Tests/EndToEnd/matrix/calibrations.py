"""Addresses of calibrations."""

from matrix import evaluations
from matrix.company import ABSENT
from matrix.row import BY_TEAM, Row

WHY = {"reason": "to be done again"}


def raters(company, person, owner):
    """Two analysts; who asks is one of them where it is to be their own."""
    if "rater" not in company.kept:
        company.kept["rater"] = company.newcomer("qa-analyst")
    first = person if person.role == "qa-analyst" and owner == "own" else company.asker
    return [first.account, company.kept["rater"].account]


def order(company, person, owner):
    evaluations.lead(company)
    return {"title": f"Calibration {company.number()}", "scorecard": "greeting", "days": 7,
            "raters": raters(company, person, owner), "calls": [company.calls[owner]]}


def opened(company, person, owner):
    if owner == "absent":
        return ABSENT
    return company.root("POST /api/v1/calibrations", order(company, person, owner),
                        "qa-lead")["id"]


def closed(company, person, owner):
    """The same each time for each who asks."""
    if owner == "absent":
        return ABSENT
    name = f"closed {owner} {person.name}"
    if name not in company.kept:
        made = opened(company, person, owner)
        company.root(f"POST /api/v1/calibrations/{made}/close", WHY, "qa-lead")
        company.kept[name] = made
    return company.kept[name]


def form(company, person, ids):
    made = order(company, person, "own")
    return {**{name: made[name] for name in ("title", "scorecard", "days")},
            "rater": made["raters"], "calls": "\n".join(made["calls"])}


def value(company, person, ids):
    return order(company, person, "own")


ONE = "/calibrations/:calibration"
new = {"owners": BY_TEAM, "thing": opened}
old = {"owners": BY_TEAM, "thing": closed}

ROWS = {
    "GET /calibrations": Row(),
    "GET /calibrations/new": Row(),
    "GET /calibrations/raters": Row(),
    "POST /calibrations": Row(fields=form, done=303),
    f"GET {ONE}": [Row(**old, name="closed"), Row(**new, name="open")],
    f"POST {ONE}/close": Row(**new, fields=WHY, done=303),
    f"POST {ONE}/cancel": Row(**new, fields=WHY, done=303),

    "GET /api/v1/calibrations": Row(),
    "GET /api/v1/calibrations/possible-raters": Row(),
    "GET /api/v1/calibrations/raters": Row(),
    "POST /api/v1/calibrations": Row(value=value, done=201),
    f"GET /api/v1{ONE}": [Row(**old, name="closed"), Row(**new, name="open")],
    f"GET /api/v1{ONE}/report": [Row(**old, name="closed"), Row(**new, name="open", done=409)],
    f"POST /api/v1{ONE}/close": Row(**new, value=WHY, done=204),
    f"POST /api/v1{ONE}/cancel": Row(**new, value=WHY, done=204),
}
