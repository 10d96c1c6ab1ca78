"""Addresses of returns to regulators: of the whole house, by name and period."""

from matrix.row import Row

FORM, PERIOD = "us-cfpb-responses", "2026-H1"


def some(company, person, owner):
    return ("no-such-return" if owner == "absent" else FORM), PERIOD


def number(company, person, ids):
    return "number=all%2Freceived"


def workbook(company, person, ids):
    return "form=xlsx"


EACH = {"owners": ("foreign", "absent"), "thing": some}
ROWS = {
    "GET /complaints/returns": Row(), "GET /api/v1/complaints/returns": Row(),
    "GET /complaints/returns/:shape/:period": Row(**EACH),
    "GET /api/v1/complaints/returns/:shape/:period": Row(**EACH),
    "GET /complaints/returns/:shape/:period/cases": Row(**EACH, query=number),
    "GET /api/v1/complaints/returns/:shape/:period/cases": Row(**EACH, query=number),
    "GET /complaints/returns/:shape/:period/file": Row(**EACH, query=workbook),
    "GET /api/v1/complaints/returns/:shape/:period/file": Row(**EACH),
}
