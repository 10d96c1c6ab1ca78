"""Addresses of rates of complaints: of the house or of teams, whatever the reach leaves of them."""

from matrix.row import Row

ROWS = {"GET /complaints/figures": Row(), "GET /api/v1/complaints/figures": Row()}
