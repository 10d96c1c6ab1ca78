"""Addresses of reviews."""

from matrix.company import ABSENT
from matrix.row import Row


def nobody(company, person, owner):
    """An analyst of whom nothing was reviewed."""
    return ABSENT


ONE = {"owners": ("absent",), "thing": nobody}

ROWS = {
    "GET /reviews": Row(),
    "GET /reviews/:analyst": Row(**ONE),
    "GET /api/v1/reviews": Row(),
    "GET /api/v1/reviews/:analyst": Row(**ONE),
}
