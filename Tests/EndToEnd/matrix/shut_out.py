"""People whose session or token isn't good any more, as officers who could do the most before."""

from visitor import SESSION

MICROSECONDS = 1_000_000
SHUT_OUT = ("signed out", "idle", "altered", "made up", "ended elsewhere", "disabled", "reset",
            "token revoked", "token's account disabled", "no token")


def shut_out(company, way):
    if "token" in way:
        return without_token(company, way)
    person = company.newcomer("complaint-handler")
    account = f"/api/v1/accounts/{person.account}"
    if way == "signed out":
        kept = person.visitor.cookies[SESSION]
        assert person.form("POST /sign-out", {})[0] == 303
        person.visitor.cookies[SESSION] = kept
    elif way == "idle":
        # Twenty minutes without use.
        company.daemon.sql(f"UPDATE session SET seen_at = seen_at - {1200 * MICROSECONDS} "
                           f"WHERE id = {session(person)}")
    elif way == "altered":
        company.daemon.sql("UPDATE session SET ends_at = ends_at + 1 "
                           f"WHERE id = {session(person)}")
    elif way == "made up":
        kept = person.visitor.cookies[SESSION]
        person.visitor.cookies[SESSION] = kept[:-1] + ("A" if kept[-1] != "A" else "E")
    elif way == "ended elsewhere":
        own = person.json("GET /api/v1/account/sessions")["items"][0]["id"]
        person.json(f"POST /api/v1/account/sessions/{own}/end", {})
    elif way == "disabled":
        company.root(f"POST {account}/disable", role="administrator")
    else:
        company.root(f"POST {account}/reset", role="administrator")
    return person


def session(person):
    """The number of a session as the database has it."""
    digits, number = "0123456789abcdefghjkmnpqrstvwxyz", 0
    for sign in person.visitor.cookies[SESSION].split(".")[0]:
        number = number * 32 + digits.index(sign)
    return number


def without_token(company, way):
    program = company.program()
    if way == "token revoked":
        token = company.root(f"GET /api/v1/accounts/{program.account}/tokens",
                             role="administrator")["items"][0]["id"]
        company.root(f"POST /api/v1/accounts/{program.account}/tokens/{token}/revoke",
                     role="administrator")
    elif way == "no token":
        program.token = program.token[:-1] + ("A" if program.token[-1] != "A" else "E")
    else:
        company.root(f"POST /api/v1/accounts/{program.account}/disable", role="administrator")
    return program
