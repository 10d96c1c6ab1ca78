"""Every role at every address about whatever it may be about: all cells have the status that the
table of permissions gives them, and what is out of reach is told like what isn't there."""

import time

import pytest
import scoring
from daemon import Daemon
from matrix import accounts_and_tokens, calibrations, calls, coaching, complaints, control
from matrix import customers, evaluations, proof, quality, returns, reviews, roster, sampling
from matrix import actions, figures, notices, scorecards
from matrix.company import Company
from matrix.shut_out import SHUT_OUT, shut_out
from matrix.question import alike, ask, expected
from matrix.row import NOTHING
from matrix.states import STATES
from matrix.table import Table

pytestmark = pytest.mark.timeout(280)

# One's own account comes last, since it changes passwords and ends sessions.
ROWS = (calls.ROWS | evaluations.ROWS | coaching.ROWS | complaints.ROWS | returns.ROWS | roster.ROWS
        | customers.ROWS | control.ROWS | proof.ROWS | quality.ROWS | scorecards.ROWS
        | sampling.ROWS | calibrations.ROWS | reviews.ROWS | actions.ROWS | figures.ROWS
        | notices.ROWS | accounts_and_tokens.ROWS)


# Guesses at the door, which are counted and make one wait; their own tests are in test_sign_in.
STRANGERS = ("POST /sign-in", "POST /sign-in/code", "POST /invite")


@pytest.fixture(scope="module")
def table():
    return Table()


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=scoring.SETTINGS + notices.SETTINGS) as daemon:
        yield Company(daemon, tmp_path_factory.mktemp("company"))


def rows(address):
    found = ROWS[address]
    return found if isinstance(found, list) else [found]


def is_let(table, address, person):
    """Whether the role gets past the door of the address at all."""
    need = table.needs[address]
    return (need in ("none", "signed in")
            or bool(person.role and table.reached(need, person.role)))


def test_every_address_has_a_row(table):
    assert set(ROWS) == set(table.needs)


def mistakes(company, table, address, row):
    """Cells of one row that differ from the table, and how many cells there were."""
    wrong, cells = [], 0
    for person in company.people.values():
        told = {}
        for owner in row.owners:
            status = expected(table, address, row, person, owner)
            ids, answer = ask(company, address, row, person, owner,
                              is_let=is_let(table, address, person))
            cells += 1
            if answer[0] != status:
                wrong.append((address, row.name, person.name, owner, status, answer[0],
                              answer[2][-300:] if " /api" in address else ""))
            if status == row.absent:
                told[owner] = alike(answer, ids)
        wrong += [(address, row.name, person.name, owner, "differs from what isn't there",
                   told[owner], told["absent"])
                  for owner in told if "absent" in told and told[owner] != told["absent"]]
    return wrong, cells


def none_wrong(wrong):
    assert not wrong, "\n".join(map(str, wrong[:60])) + f"\n{len(wrong)} cells are wrong"


def test_no_list_shows_what_is_out_of_reach(company, table):
    foreign = {company.calls["foreign"], company.recordings["foreign"], company.agents["foreign"],
               company.teams["Other"], "Cem"}
    colleague = {company.calls["team"], company.recordings["team"], "Ben"}
    wrong, lists = [], 0
    for address, need in table.needs.items():
        row = rows(address)[0]
        if row.owners != NOTHING or need not in table.reach:
            continue
        for role, reach in table.reach[need].items():
            if reach not in ("own", "teams"):
                continue
            hidden = foreign | (colleague if reach == "own" else set())
            status, _, text = ask(company, address, row, company.people[role], "")[1]
            lists += 1
            wrong += [(address, role, status, canary) for canary in hidden if canary in text]
    none_wrong(wrong)
    assert lists > 50


def test_what_is_held_erased_or_over_has_its_status(company, table):
    wrong = []
    for address, row in STATES:
        wrong += mistakes(company, table, address, row)[0]
    none_wrong(wrong)


def test_every_cell_has_its_status(company, table):
    # It comes behind the states, since it ends everybody's session last.
    began, all_cells, all_wrong = time.monotonic(), 0, []
    for address in ROWS:
        for row in rows(address):
            wrong, cells = mistakes(company, table, address, row)
            all_cells += cells
            all_wrong += wrong
    print(f"{all_cells} cells of {len(ROWS)} addresses in {time.monotonic() - began:.0f} s")
    none_wrong(all_wrong)
    assert all_cells > 4000


@pytest.mark.parametrize("way", SHUT_OUT)
def test_who_was_shut_out_is_answered_like_nobody(company, table, way):
    person, wrong = shut_out(company, way), []
    for address in ROWS:
        if address in STRANGERS:
            continue
        row = rows(address)[0]
        owner = "present" if "present" in row.owners else row.owners[0]
        need = table.needs[address]
        status = expected(table, address, row, company.people[None], owner)
        if person.token and need != "none":
            status = 401
        answer = ask(company, address, row, person, owner, is_let=False)[1]
        if answer[0] != status:
            wrong.append((address, status, answer[0]))
    none_wrong(wrong)
