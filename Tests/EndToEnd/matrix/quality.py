"""Addresses of what scores come to, and of evaluations on their way out."""

from matrix.row import Row

ROWS = {
    "GET /quality": Row(),
    "GET /api/v1/quality": Row(),
    "GET /evaluations/export": Row(),
    "GET /api/v1/evaluations/export": Row(),
}
