"""Addresses of customers, reveals and access for a time."""

from matrix.company import ABSENT
from matrix.row import ANYBODYS, BY_PERSON, Row, one

REASON = "they asked for it"


def shown(company, customer):
    return company.root(f"GET /api/v1/customers/{customer}")


def customer(company):
    """One that nothing was done with."""
    return company.customers.pop()


def known(company):
    """One whom nothing is done to that would matter."""
    return company.customer_of["own"]


def whole(company):
    """One into whom others are merged, and on whom no hold stands."""
    if "whole" not in company.kept:
        company.kept["whole"] = customer(company)
    return company.kept["whole"]


def with_second_number(company):
    """A customer with two numbers."""
    made = customer(company)
    company.root(f"POST /api/v1/customers/{made}/numbers", {
        "number": phone(company), "version": shown(company, made)["version"]})
    return made


def phone(company):
    return f"139{company.number():08}"


def versioned(**fields):
    def made(company, person, ids):
        version = 1 if ids[0] not in company.all_customers else shown(company, ids[0])["version"]
        return {name: value(company) if callable(value) else value
                for name, value in fields.items()} | {"version": version}
    return made


def second(company, person, ids):
    """The id of the customer's second number."""
    if ids[0] not in company.all_customers:
        return {"number": "first"}
    return {"number": shown(company, ids[0])["numbers"][-1]["id"]}


def second_versioned(company, person, ids):
    return second(company, person, ids) | versioned()(company, person, ids)


def package(company, person, ids):
    return {"recipient": company.recipient}


def wish(company, person, ids):
    """What the person didn't ask for before."""
    return {"permission": "recording.listen", "object": f"call:{company.spare_call()}",
            "minutes": 60, "reason": REASON}


def request(company, person, owner):
    """One that `person`, or somebody else, asked for."""
    if owner == "absent":
        return ABSENT
    return company.asked(person if owner == "own" else company.asker)


some = {"owners": ANYBODYS, "thing": one(known)}
spare = {"owners": ANYBODYS, "thing": one(customer)}
double = {"owners": ANYBODYS, "thing": one(with_second_number)}
waiting = {"owners": ANYBODYS, "thing": request}
mine = {"owners": BY_PERSON, "thing": request,
        "beyond": ("access.decide", 409)}
reveal = {"purpose": "complaint", "reason": REASON}
find = {"by": "number", "text": "13800138000"}

PAGES = {
    "GET /customers": Row(),
    "POST /customers/find": Row(fields=find, done=303),
    "GET /customers/:customer": Row(**some),
    "GET /customers/:customer/edit": Row(**some),
    "POST /customers/:customer/edit": Row(**some, fields=versioned(name="Eve"), done=303),
    "POST /customers/:customer/reveal": Row(**some, fields=reveal, done=303),
    "POST /customers/:customer/numbers": Row(**spare, fields=versioned(number=phone), done=303),
    "POST /customers/:customer/numbers/remove": Row(**double, fields=second_versioned, done=303),
    "POST /customers/:customer/merge": Row(
        **spare, fields=lambda company, *_: {"into": whole(company)}, done=303),
    "POST /customers/:customer/split": Row(**double, fields=second, done=303),
    "POST /customers/:customer/package": Row(**some, fields=package),
    "GET /reveals": Row(),
    "GET /access": Row(),
    "POST /access": Row(fields=wish, done=303),
    "POST /access/:request/decide": Row(
        **waiting, fields={"grant": "yes", "minutes": "15"}, done=303),
    "POST /access/:request/withdraw": Row(**mine, fields={}, done=303),
}

API = {
    "GET /api/v1/customers": Row(),
    "POST /api/v1/customers/find": Row(value=find),
    "GET /api/v1/customers/:customer": Row(**some),
    "POST /api/v1/customers/:customer": Row(**some, value=versioned(name="Eve"), done=204),
    "GET /api/v1/customers/:customer/history": Row(**some),
    "POST /api/v1/customers/:customer/reveal": Row(**some, value=reveal),
    "POST /api/v1/customers/:customer/numbers": Row(
        **spare, value=versioned(number=phone), done=204),
    "POST /api/v1/customers/:customer/numbers/remove": Row(
        **double, value=second_versioned, done=204),
    "POST /api/v1/customers/:customer/merge": Row(
        **spare, value=lambda company, *_: {"into": whole(company)}, done=204),
    "POST /api/v1/customers/:customer/split": Row(**double, value=second),
    "POST /api/v1/customers/:customer/package": Row(**some, value=package),
    "GET /api/v1/reveals": Row(),
    "GET /api/v1/reveals/counts": Row(),
    "GET /api/v1/access": Row(),
    "POST /api/v1/access": Row(value=wish),
    "POST /api/v1/access/:request/decide": Row(**waiting, value={"grant": True}, done=204),
    "POST /api/v1/access/:request/withdraw": Row(**mine, done=204),
}

ROWS = PAGES | API
