"""The same addresses about what is held, erased, merged, decided on, or over already."""

from matrix.accounts_and_tokens import disabled, program_token
from matrix.control import WHY, erased, export, hold
from matrix.customers import REASON, customer, known
from matrix.row import PRESENT, Row, one

OFFICER = "compliance-officer"


def once(name, make):
    """What `make` gives, the same each time: it is asked about and not changed."""
    def thing(company):
        if name not in company.kept:
            company.kept[name] = make(company)
        return company.kept[name]
    return one(thing)


def held(company):
    thing = customer(company)
    hold(company, thing)
    return thing


def merged(company):
    """A customer whose calls are another's now."""
    thing = customer(company)
    company.root(f"POST /api/v1/customers/{thing}/merge", {"into": customer(company)})
    return thing


def decided(company):
    """A request for an export that was approved."""
    waits = export(company)
    company.people[OFFICER].json(f"POST /api/v1/approvals/{waits}/approve", {})
    return waits


def released(company):
    thing = hold(company)
    waits = company.root(f"POST /api/v1/holds/{thing}/release", WHY)["approval"]
    company.people[OFFICER].json(f"POST /api/v1/approvals/{waits}/approve", {})
    return thing


def asked_release(company):
    thing = hold(company)
    company.root(f"POST /api/v1/holds/{thing}/release", WHY)
    return thing


def refused_wish(company):
    wish = company.asked(company.asker)
    company.people[OFFICER].json(f"POST /api/v1/access/{wish}/decide", {"grant": False})
    return wish


def discarded(company):
    item = company.items.pop()
    company.root(f"POST /api/v1/quarantine/{item}/discard", {"reason": "no sound"})
    return item


def named(company):
    code = company.unassigned.pop()
    company.root(f"POST /api/v1/roster/unassigned/{code}/name", {"name": "Dee"}, "administrator")
    return code


def revoked_token(company):
    account, token = program_token(company, None, "present")
    company.root(f"POST /api/v1/accounts/{account}/tokens/{token}/revoke", role="administrator")
    return account, token


def row(name, make, done, **how):
    return Row(owners=PRESENT, thing=once(name, make), done=done, name=name, **how)


def both(page, api, name, make, status, how, page_status=None):
    """The row of a page's form and of the API's address."""
    return [(page, row(name, make, page_status or status, fields=how)),
            (api, row(name, make, status, value=how))]


def of_customer(part, *rest):
    return both(f"POST /customers/:customer/{part}", f"POST /api/v1/customers/:customer/{part}",
                *rest)


reveal = {"purpose": "complaint", "reason": REASON}

# What is done already is done once more, where that changes nothing.
STATES = [
    *of_customer("erase", "held", held, 409, WHY),
    *of_customer("erase", "erased", erased, 409, WHY),
    *of_customer("reveal", "erased", erased, 409, reveal),
    *of_customer("numbers", "erased", erased, 409, {"number": "13912345678", "version": 1}),
    *of_customer("split", "erased", erased, 409, {"number": "first"}),
    *of_customer("package", "erased", erased, 409,
                 lambda company, *_: {"recipient": company.recipient}),
    *of_customer("merge", "erased", erased, 409, lambda company, *_: {"into": known(company)}),
    *of_customer("merge", "merged", merged, 409, lambda company, *_: {"into": known(company)}),
    *of_customer("reveal", "merged", merged, 409, reveal),
    ("GET /customers/:customer", row("erased", erased, 200)),
    ("GET /customers/:customer", row("merged", merged, 200)),
    ("GET /api/v1/customers/:customer", row("erased", erased, 200)),
    ("GET /api/v1/customers/:customer", row("merged", merged, 200)),
    ("GET /customers/:customer/certificate", row("not erased", customer, 404)),
    ("GET /api/v1/customers/:customer/certificate", row("not erased", customer, 404)),
    *both("POST /holds/:hold/release", "POST /api/v1/holds/:hold/release", "released", released,
          409, WHY),
    *both("POST /holds/:hold/release", "POST /api/v1/holds/:hold/release", "asked for",
          asked_release, 409, WHY),
    *both("POST /access/:request/decide", "POST /api/v1/access/:request/decide", "refused",
          refused_wish, 409, {"grant": True}),
    *both("POST /quarantine/:item/discard", "POST /api/v1/quarantine/:item/discard", "discarded",
          discarded, 409, WHY),
    *both("POST /quarantine/:item/retry", "POST /api/v1/quarantine/:item/retry", "discarded",
          discarded, 409, {}),
    *both("POST /roster/unassigned/:agent/name", "POST /api/v1/roster/unassigned/:agent/name",
          "named", named, 409, {"name": "Eve"}),
    *both("POST /roster/unassigned/:agent/give", "POST /api/v1/roster/unassigned/:agent/give",
          "named", named, 409, {"to": "A1"}),
    *both("POST /accounts/:account/disable", "POST /api/v1/accounts/:account/disable", "disabled",
          disabled, 204, {}, 303),
    *both("POST /accounts/:account/enable", "POST /api/v1/accounts/:account/enable", "enabled",
          lambda company: company.account(), 204, {}, 303),
    *both("POST /accounts/:account/tokens/:token/revoke",
          "POST /api/v1/accounts/:account/tokens/:token/revoke", "revoked", revoked_token, 204,
          {}, 303),
    *[(address, Row(owners=PRESENT, thing=once("decided", decided), fields={}, done=409,
                    parts={":act": act}, name=f"{act}, decided", also="approval.export",
                    knows="call.list"))
      for address in ("POST /approvals/:approval/:act", "POST /api/v1/approvals/:approval/:act")
      for act in ("approve", "refuse")],
]
