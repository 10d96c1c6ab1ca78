"""How an address is asked, and what it is expected to answer."""

import json
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

from matrix.company import ABSENT
from matrix.people import FORM

# Whose a thing is, as far as the reach of a permission tells them apart.
ANYBODYS = ("present", "absent")
BY_TEAM = ("own", "team", "foreign", "absent")
BY_PERSON = ("own", "foreign", "absent")
PRESENT = ("present",)
NOTHING = ("",)
REACHED = {"own": {"own"}, "teams": {"own", "team"}, "all": {"own", "team", "foreign"}}


@dataclass
class Row:
    """`thing(company, person, owner)` gives the parts of the path, or what `path` makes of them;
    it is made afresh for every question, and asked only where somebody reaches it.

    done     the status for whoever may do it to what is there
    absent   the status for whatever isn't there, or is beyond one's reach
    fields   of the form; `value` of the JSON; either may be a function of company, person, ids
    also     a further permission that this variant takes
    """

    owners: tuple = NOTHING
    thing: Any = None
    done: int = 200
    absent: int = 404
    fields: Any = None
    value: Any = None
    raw: Any = None
    query: Any = None
    also: str = None
    parts: dict = field(default_factory=dict)
    # A permission without which nobody is told that there is such a thing.
    knows: str = None
    # For whoever has come in, where an address answers everybody.
    inside: int = None
    # A permission that reaches everybody's, and the status that it gets there.
    beyond: tuple = None
    name: str = ""

    def body(self, company, person, ids):
        def made(what):
            return what(company, person, ids) if callable(what) else what
        if self.raw:
            return self.raw(company, person, ids)
        if self.fields is not None:
            return urllib.parse.urlencode(made(self.fields), doseq=True), FORM
        if self.value is not None:
            return json.dumps(made(self.value)), "application/json"
        return None, None

    samples: dict = field(default_factory=dict)

    def ids(self, company, person, owner):
        """What stands in the path, in the order of its named parts."""
        if self.thing is None:
            return ()
        found = self.thing(company, person, owner)
        return found if isinstance(found, tuple) else (found,)

    def sample(self, company, owner):
        """As `ids`, the same each time."""
        if owner not in self.samples:
            self.samples[owner] = self.ids(company, company.people["auditor"], owner)
        return self.samples[owner]


def absent(*before):
    """Ids of which the last leads nowhere."""
    return (*before, ABSENT)


def stored(kind):
    """What the company has had from the start, by owner."""
    return lambda company, person, owner: (
        ABSENT if owner == "absent" else getattr(company, kind)[owner])


def one(make):
    """What `make(company)` gives."""
    return lambda company, person, owner: ABSENT if owner == "absent" else make(company)
