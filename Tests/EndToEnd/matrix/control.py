"""Addresses of holds, of what waits for a second person, and of erasure."""

from matrix.company import ABSENT
from matrix.customers import REASON, customer
from matrix.row import ANYBODYS, BY_TEAM, Row, one, stored

WHY = {"reason": REASON}


def hold(company, thing=None):
    return company.root("POST /api/v1/holds", {
        "kind": "customer", "object": thing or customer(company), **WHY})["id"]


def erasure(company):
    return company.root(f"POST /api/v1/customers/{customer(company)}/erase", WHY)["approval"]


def release(company):
    return company.root(f"POST /api/v1/holds/{hold(company)}/release", WHY)["approval"]


def export(company):
    return company.root(f"POST /api/v1/calls/export?text=word{company.number()}", WHY)["approval"]


def grant(company):
    """An auditor to be, for whom an administrator at the socket asked."""
    account = company.account()
    return company.root(f"POST /api/v1/accounts/{account}/roles/grant",
                        {"role": "auditor", **WHY}, "administrator")["approval"]


def erased(company):
    """A customer of whom nothing is left: asked for at the socket, approved at the page."""
    if not company.gone:
        gone = customer(company)
        waits = company.root(f"POST /api/v1/customers/{gone}/erase", WHY)["approval"]
        company.people["compliance-officer"].json(f"POST /api/v1/approvals/{waits}/approve", {})
        company.gone = gone
    return company.gone


def not_theirs(company, person, owner):
    return ABSENT if owner == "absent" else export(company)


def variants(done):
    """Approving takes the permission of the kind, withdrawing that one asked oneself."""
    kinds = {"erasure": (erasure, "customer.see"), "hold-release": (release, "hold.see"),
             "export": (export, "call.list"), "role-grant": (grant, "account.see")}
    rows = [Row(owners=ANYBODYS, thing=one(make), parts={":act": act}, fields={}, done=done,
                also=f"approval.{kind}", knows=knows, name=f"{act} {kind}")
            for kind, (make, knows) in kinds.items() for act in ("approve", "refuse")]
    rows.append(Row(owners=ANYBODYS, thing=not_theirs, fields={}, done=404,
                    parts={":act": "withdraw"}, name="withdraw another's"))
    return rows


def holding(body, done):
    """A hold on each kind of thing; who reaches some teams alone holds their calls, and no agent
    or customer as a whole."""
    rows = []
    for kind, owners, thing in (
            ("call", BY_TEAM, stored("calls")),
            ("agent", ("foreign", "absent"), stored("agents")),
            ("customer", ("foreign", "absent"), stored("customer_of"))):
        def made(company, person, ids, kind=kind):
            return {"kind": kind, "object": ids[0], **WHY}
        rows.append(Row(owners=owners, thing=thing, **{body: made}, done=done, name=kind))
    return rows


held = {"owners": ANYBODYS, "thing": one(hold)}
present = {"owners": ANYBODYS, "thing": one(lambda company: company.customer_of["own"])}
spare = {"owners": ANYBODYS, "thing": one(customer)}
gone = {"owners": ANYBODYS, "thing": one(erased)}

ROWS = {
    "GET /approvals": Row(),
    "POST /approvals/:approval/:act": variants(303),
    "GET /holds": Row(),
    "POST /holds": holding("fields", 303),
    "POST /holds/:hold/release": Row(**held, fields=WHY, done=303),
    "GET /customers/:customer/erase": Row(**present),
    "POST /customers/:customer/erase": Row(**spare, fields=WHY, done=303),
    "GET /customers/:customer/certificate": Row(**gone),

    "GET /api/v1/approvals": Row(),
    "GET /api/v1/approvals/:approval": Row(
        owners=ANYBODYS, thing=one(export), knows="call.list"),
    "POST /api/v1/approvals/:approval/:act": variants(204),
    "GET /api/v1/holds": Row(),
    "POST /api/v1/holds": holding("value", 201),
    "POST /api/v1/holds/:hold/release": Row(**held, value=WHY, done=202),
    "POST /api/v1/customers/:customer/erase": Row(**spare, value=WHY, done=202),
    "GET /api/v1/customers/:customer/certificate": Row(**gone),
}
