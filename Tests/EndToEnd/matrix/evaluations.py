"""Addresses of the queue, of evaluations and of disputes."""

import scoring
from matrix.company import ABSENT
from matrix.row import BY_TEAM, Row, stored

SCORERS = ("qa-analyst", "qa-lead")
WHY = {"reason": "to be heard again"}


def lead(company):
    """Asks as a lead at the socket."""
    def ask(address, value=None):
        return company.root(address, {} if value is None else value, "qa-lead")
    if "card" not in company.kept:
        company.kept["card"] = scoring.publish(ask)
    return ask


def objector(company):
    """A supervisor of every team."""
    if "objector" not in company.kept:
        company.kept["objector"] = company.newcomer("supervisor")
    return company.kept["objector"]


def fresh(make):
    """What `make(company, person, call)` gives of the owner's call, anew for each question."""
    return lambda company, person, owner: (
        ABSENT if owner == "absent" else make(company, person, company.calls[owner]))


def waiting(company, person, call):
    return scoring.put_up(lead(company), call)


def begun(company, person, call):
    """Claimed by who asks, where they may score it."""
    evaluation = waiting(company, person, call)
    if person.role in SCORERS and call != company.calls["foreign"]:
        scoring.claim(person.json, evaluation)
    return evaluation


def typed(company, person, call):
    """With a draft of who asks."""
    evaluation = begun(company, person, call)
    if person.role in SCORERS and call != company.calls["foreign"]:
        scoring.save(person.json, evaluation, scoring.sheet())
    return evaluation


def failed(company, person, call):
    """Waits for a second look."""
    return scoring.hand_in(
        company.asker.json, waiting(company, person, call), scoring.sheet(promise="no"))


def released(company, person, call):
    return scoring.hand_in(
        company.asker.json, waiting(company, person, call), scoring.sheet(greets="no"))


def disputed(company, person, call):
    """The dispute about an evaluation."""
    evaluation = released(company, person, call)
    return objector(company).json(
        f"POST /api/v1/evaluations/{evaluation}/disputes", {"question": "greets", **WHY})["id"]


def known(company, person, owner):
    """A released evaluation of the owner's call, the same each time."""
    if owner == "absent":
        return ABSENT
    name = f"released {owner}"
    if name not in company.kept:
        company.kept[name] = released(company, person, company.calls[owner])
    return company.kept[name]


def something_waits(company, person, ids):
    """No fields, once there is something to claim."""
    waiting(company, person, company.calls["own"])
    return {}


def put_up(company, person, ids):
    lead(company)
    return {"scorecard": "greeting", "days": 5}


def both(path, name, make, done, sent=None, api_done=204):
    """The rows of a page's form and of the API's address."""
    row = {"owners": BY_TEAM, "thing": fresh(make), "name": name}
    return {f"POST {path}": Row(**row, fields=sent or {}, done=done),
            f"POST /api/v1{path}": Row(**row, value=sent or {}, done=api_done)}


ONE = "/evaluations/:evaluation"
OBJECTION = {"question": "greets", **WHY}
call = {"owners": BY_TEAM, "thing": stored("calls")}

ROWS = {
    "GET /queue": Row(),
    "POST /queue/next": Row(fields=something_waits, done=303),
    "GET /evaluations": Row(),
    f"GET {ONE}": Row(owners=BY_TEAM, thing=known),
    f"POST {ONE}": Row(owners=BY_TEAM, thing=fresh(begun),
                       fields={"act": "save", "revision": 0, "answer.greets": "yes"}, done=303),
    **both(f"{ONE}/claim", "waiting", waiting, 303),
    **both(f"{ONE}/free", "begun", begun, 303),
    # It was chosen, not drawn: nothing stands in for it.
    **both(f"{ONE}/replace", "begun", begun, 409, {"reason": "no-speech"}, 409),
    **both(f"{ONE}/assign", "waiting", waiting, 303, {"analyst": "nobody"}),
    **both(f"{ONE}/confirm", "failed", failed, 303, {"text": "heard it"}),
    **both(f"{ONE}/return", "failed", failed, 303, WHY),
    **both(f"{ONE}/acknowledge", "released", released, 303, {"text": "I see"}),
    **both(f"{ONE}/disputes", "released", released, 303, OBJECTION, 201),
    "POST /disputes/:dispute/decide": Row(
        owners=BY_TEAM, thing=fresh(disputed), done=303,
        fields={"outcome": "rejected", "because": "it is so"}),
    "POST /calls/:call/evaluations": Row(**call, fields=put_up, done=303),

    "GET /api/v1/queue": Row(),
    "POST /api/v1/queue/next": Row(value=something_waits),
    "GET /api/v1/evaluations": Row(),
    f"GET /api/v1{ONE}": Row(owners=BY_TEAM, thing=known),
    f"GET /api/v1{ONE}/draft": Row(owners=BY_TEAM, thing=fresh(begun)),
    f"PUT /api/v1{ONE}/draft": Row(owners=BY_TEAM, thing=fresh(begun),
                                   value={"revision": 0, "sheet": scoring.sheet()}),
    f"POST /api/v1{ONE}/submit": Row(owners=BY_TEAM, thing=fresh(typed), value={"revision": 1},
                                     done=204),
    "POST /api/v1/disputes/:dispute/decide": Row(
        owners=BY_TEAM, thing=fresh(disputed), done=204,
        value={"outcome": "rejected", "reason": "it is so"}),
    "POST /api/v1/calls/:call/evaluations": Row(**call, value=put_up, done=201),
}
