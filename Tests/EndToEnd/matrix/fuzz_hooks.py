"""What schemathesis runs with (SCHEMATHESIS_HOOKS): most made-up ids are replaced by real ones, so
that cases come further than to what isn't there. CALLAUDIT_TEST_IDS names a file of ids by kind."""

import json
import os
import zlib
from pathlib import Path

import schemathesis
from hypothesis.internal import lambda_sources

IDS = json.loads(Path(os.environ["CALLAUDIT_TEST_IDS"]).read_text())
# Four of five cases are about something real.
REAL = 4 / 5


describe = lambda_sources._lambda_description


def described(function, *arguments, **options):
    """Python 3.11 gives up parsing far down in a recursion, and Hypothesis, which only wants to
    name a function, doesn't expect it."""
    try:
        return describe(function, *arguments, **options)
    except SystemError:
        return "lambda"


lambda_sources._lambda_description = described


def real(kind, value):
    """One of the real ids, as `value` decides, or now and then `value`."""
    known = IDS.get(kind)
    place = zlib.crc32(repr(value).encode()) / 2 ** 32
    return known[int(place / REAL * len(known))] if known and place < REAL else value


def number_kind(path):
    """What an address calls a number."""
    if path.endswith(("/remove", "/split")):
        return "number id"
    if path.endswith("/numbers"):
        return "new number"
    if "/complaints/" in path:
        return "complaint number"
    return "account name" if path.endswith("/accounts/find") else "number"


def of_complaint(body):
    """With codes that the house has; no event is missed but now and then."""
    for name, kind in (("type", "complaint type"), ("severity", "complaint severity"),
                       ("call", "call"), ("customer", "customer")):
        if isinstance(body.get(name), str):
            body[name] = real(kind, body[name])
    for name, kind in (("causes", "cause"), ("regimes", "regime"), ("calls", "call"),
                       ("agents", "staff code"), ("links", "complaint")):
        if isinstance(body.get(name), list):
            body[name] = [real(kind, part) for part in body[name]]
    for part in body["redress"] if isinstance(body.get("redress"), list) else []:
        if isinstance(part, dict) and isinstance(part.get("kind"), str):
            part["kind"] = real("redress", part["kind"])
    if isinstance(body.setdefault("text", ""), str):
        body["text"] = body["text"].strip() or "Heard and seen"
    if isinstance(body.get("after"), int) and body["after"] % 5:
        del body["after"]
    return body


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    if not isinstance(path_parameters, dict):
        return path_parameters
    found = {name: real(name, value) for name, value in path_parameters.items()}
    if "/unassigned/" in context.operation.path:
        found["agent"] = real("unassigned", path_parameters["agent"])
    # What belongs to an agent, or to an account, is asked for below its own.
    for owner, parts in (("agent", ("code", "place")), ("account", ("token",))):
        for part in parts:
            if owner in found and part in found:
                pair = real(f"{owner} and {part}", path_parameters[part])
                if isinstance(pair, list):
                    found[owner], found[part] = pair
    return found


@schemathesis.hook
def map_headers(context, headers):
    """Who asks is given by the command; a token that is made up would be refused at the door."""
    return {name: value for name, value in (headers or {}).items()
            if name.lower() != "authorization"}


@schemathesis.hook
def map_body(context, body):
    if isinstance(body, str):
        return real("file", body)
    if not isinstance(body, dict):
        return body
    body = dict(body)
    for name, kind in (("into", "customer"), ("agent", "staff code"), ("to", "staff code"),
                       ("team", "team"), ("account", "account name"), ("key", "key"),
                       ("recipient", "recipient")):
        if isinstance(body.get(name), str):
            body[name] = real(kind, body[name])
    if "file" in body:
        return body
    if "/complaints" in context.operation.path:
        body = of_complaint(body)
    for name in ("number",) if "/complaints" in context.operation.path else ("number", "text"):
        if isinstance(body.get(name), str):
            body[name] = real(number_kind(context.operation.path), body[name])
    if isinstance(body.get("teams"), list):
        body["teams"] = [real("team", team) for team in body["teams"]]
    if "object" in body and isinstance(body.get("kind"), str):
        body["object"] = real(body["kind"], body["object"])
    elif "object" in body:
        body["object"] = real("subject", body["object"])
    if isinstance(body.get("version"), int):
        body["version"] = 1 + body["version"] % 3
    return body
