"""Schemathesis on the API's description as the daemon serves it: no case ends in a fault, in a
status or in a type that the description doesn't name. Asked in five roles, each at what it may do,
about things that are there."""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import scoring
from daemon import Daemon
from matrix import notices
from matrix.company import Company
from matrix.ids import own_ids, real_ids
from matrix.table import Table
from visitor import SESSION

pytestmark = [pytest.mark.timeout(900), pytest.mark.own_engine]

CASES = 20_000
# Cases for each address, by role; whatever a role may do it is asked for.
EXAMPLES = {"compliance-officer": 140, "administrator": 140, "complaint-handler": 50,
            "qa-lead": 50, "integrator": 50}
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance",
          "unsupported_method")


def headers(person):
    """What makes a request that person's."""
    if person.token:
        return {"Authorization": f"Bearer {person.token}"}
    return {"Cookie": f"{SESSION}={person.visitor.cookies[SESSION]}",
            "X-CSRF-Token": person.proof, "Sec-Fetch-Site": "same-origin"}


def addresses(table, role):
    return [address for address, need in table.needs.items()
            if " /api/" in address and (need == "none" or table.reached(need, role))]


def fuzz(company, table, person, ids):
    """Runs schemathesis to its end, with a file of `ids`; how many cases there were."""
    address = f"http://127.0.0.1:{company.daemon.port}/api/v1/openapi.json"
    command = [Path(sys.executable).parent / "schemathesis", "run", address, "--phases", "fuzzing",
               "-n", EXAMPLES[person.role], "--workers", 1, "--no-shrink", "--checks",
               ",".join(CHECKS), "--generation-database", "none", "--suppress-health-check", "all",
               "--seed", 1, "--no-color", "--request-timeout", 20]
    for name, value in headers(person).items():
        command += ["-H", f"{name}: {value}"]
    for address in addresses(table, person.role):
        command += ["--include-operation-id", address]
    hooks = Path(__file__).parent / "matrix/fuzz_hooks.py"
    done = subprocess.run(
        list(map(str, command)), cwd=ids.parent, capture_output=True, text=True, timeout=800,
        env={**os.environ, "SCHEMATHESIS_HOOKS": str(hooks),
             "CALLAUDIT_TEST_IDS": str(ids), "COLUMNS": "100"})
    words = done.stdout + done.stderr
    found = re.search(r"(\d+) generated", words)
    assert done.returncode == 0 and found, f"{person.name}:\n{words[-12000:]}"
    return int(found.group(1))


def done(daemon):
    """How many requests of every address were done, not refused."""
    text = daemon.get("/metrics")[2].decode()
    return Counter({path: int(float(number)) for path, number in re.findall(
        r'^callaudit_http_requests_total\{route="([^"]+)",status="2xx"\} (\S+)', text, re.M)})


def test_no_case_of_twenty_thousand_ends_in_a_fault(tmp_path):
    table, began = Table(), time.monotonic()
    with Daemon(settings=scoring.SETTINGS + notices.SETTINGS) as daemon:
        company = Company(daemon, tmp_path)
        common, before, asked = real_ids(company), done(daemon), set()
        runs = {}
        # Two at a time, since one of them keeps a core busy.
        with ThreadPoolExecutor(2) as pool:
            for role in EXAMPLES:
                person, ids = company.people[role], tmp_path / role / "ids.json"
                ids.parent.mkdir()
                ids.write_text(json.dumps(common | own_ids(company, person)))
                runs[role] = pool.submit(fuzz, company, table, person, ids)
                asked |= {address.split(" ")[1] for address in addresses(table, role)}
        count = {role: run.result() for role, run in runs.items()}
        undone = {path for path in asked if done(daemon)[path] == before[path]}
        log = daemon.log.read_text()
        assert daemon.process.poll() is None and "web.fault" not in log, log[-4000:]
    print(f"{sum(count.values())} cases in {time.monotonic() - began:.0f} s: {count}; "
          f"not done at any of {len(asked)}: {sorted(undone)}")
    assert sum(count.values()) >= CASES
    # Some can't be done here: no signer runs, no key follows, searches are few a minute.
    assert len(undone) <= len(asked) / 4
