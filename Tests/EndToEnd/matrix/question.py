"""One cell: somebody asks one address about one thing."""

import re

from matrix.row import REACHED

PLAIN = re.compile(r"^GET /(recordings|roster/template|assets)")


def expected(table, address, row, person, owner):
    """The status, worked out from the table alone."""
    need = table.needs[address]
    if need == "none":
        return row.inside if person.proof and row.inside else row.done
    if person.name == "nobody":
        path = address.split(" ")[1]
        return 401 if path.startswith("/api/") or PLAIN.match(address) else 303
    if need == "signed in":
        return row.done
    reach = person.role and table.reached(need, person.role)
    if not reach:
        return 403
    if owner == "absent":
        return row.absent
    if row.beyond and owner == "foreign" and table.reach[row.beyond[0]][person.role]:
        return row.beyond[1]
    if owner in ("own", "team", "foreign") and owner not in REACHED[reach]:
        return row.absent
    if row.knows and not table.reach[row.knows][person.role]:
        return row.absent
    if row.also and not table.reach[row.also][person.role]:
        return 403
    return row.done


def ask(company, address, row, person, owner, is_let=True):
    """Ids that were asked about, and status, headers and text. For those who aren't let through
    nothing is made afresh: they are all refused the same thing."""
    ids = row.ids(company, person, owner) if is_let else row.sample(company, owner)
    method, path = address.split(" ")
    parts = list(ids)
    for name in re.findall(r":\w+", path):
        path = path.replace(name, str(row.parts.get(name) or parts.pop(0)), 1)
    path = path.replace("*", row.parts.get("*", ""))
    if row.query:
        path += "?" + row.query(company, person, ids)
    body, kind = row.body(company, person, ids)
    return ids, person.ask(f"{method} {path}", body, kind)


def alike(answer, ids):
    """An answer without what differs by nature: the ids that were asked about, and dates."""
    status, headers, text = answer
    for known in ids:
        text = text.replace(str(known), "ID")
    headers = {name: value for name, value in headers.items()
               if name not in ("date", "content-length")}
    return status, headers, text
