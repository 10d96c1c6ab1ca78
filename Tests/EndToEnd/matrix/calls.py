"""Addresses of calls, quarantine and intake, and those that answer everybody."""

from matrix.row import ANYBODYS, BY_TEAM, Row, one, stored

call = {"owners": BY_TEAM, "thing": stored("calls")}
recording = {"owners": BY_TEAM, "thing": stored("recordings")}
item = {"owners": ANYBODYS, "thing": one(lambda company: company.items.pop())}


def filtered(company, person, ids):
    """A filter that nobody asked for before."""
    return f"text=word{company.number()}"


ROWS = {
    "GET /": Row(done=303),
    "GET /calls": Row(),
    "POST /calls/find": Row(fields={"number": "13800138000"}, done=303),
    "GET /calls/:call": Row(**call),
    "GET /calls/export": Row(),
    "POST /calls/export": Row(query=filtered, fields={"reason": "an audit"}, done=303),
    "GET /calls/export/ask": Row(),
    "GET /recordings/:recording/audio": Row(**recording),
    "GET /recordings/:recording/picture": Row(**recording),
    "GET /api/v1/calls": Row(),
    "POST /api/v1/calls/find": Row(value={"number": "13800138000"}),
    "GET /api/v1/calls/:call": Row(**call),
    "GET /api/v1/calls/export": Row(),
    "POST /api/v1/calls/export": Row(query=filtered, value={"reason": "an audit"}, done=202),
    "GET /api/v1/recordings/:recording/audio": Row(**recording),
    "GET /api/v1/recordings/:recording/waveform": Row(**recording),

    "GET /quarantine": Row(),
    "POST /quarantine/:item/retry": Row(**item, fields={}, done=303),
    "POST /quarantine/:item/discard": Row(**item, fields={"reason": "no sound"}, done=303),
    "GET /intake": Row(),
    "GET /api/v1/quarantine": Row(),
    "POST /api/v1/quarantine/:item/retry": Row(**item, done=204),
    "POST /api/v1/quarantine/:item/discard": Row(**item, value={"reason": "no sound"}, done=204),
    "GET /api/v1/intake": Row(),

    "POST /preferences": Row(fields={"theme": "dark"}, done=303),
    "GET /assets/:version/*": Row(parts={":version": "x", "*": "none.css"}, done=404),
    "GET /healthz": Row(),
    "GET /readyz": Row(),
    "GET /metrics": Row(),
    "GET /api/v1/openapi.json": Row(),
}
