"""scripts/redraw-sample.py: what it finds true, and that it names each thing that isn't."""

import base64
import importlib.util
import json
import random
import subprocess
import sys

import pytest
from daemon import REPOSITORY

pytestmark = pytest.mark.own_engine
SCRIPT = REPOSITORY / "scripts/redraw-sample.py"
VECTOR = REPOSITORY / "Tests/Vectors/sample.jsonl"
QUOTAS = REPOSITORY / "Tests/Vectors/sample-quotas.json"
SEED = bytes(range(32))
# Key, calls there, calls asked for.
STRATA = [("", 20, 5), ("loan", 8_500, 12), ("zero", 0, 1), ("保险", 3, 4)]
PLAN = {
    "confidencePercent": 95, "dueDays": 5, "name": "保险，每月",
    "method": {
        "kind": "stratified", "by": "campaign",
        "allocation": {"kind": "quotas", "other": 5,
                       "quotas": {"loan": 12, "zero": 1, "保险": 4}}},
    "period": {"kind": "live", "cycle": "month", "from": "2026-01-01", "spread": False},
    "population": {"directions": ["outbound"], "stages": [80, 100]},
    "scorecard": "telesales", "stream": {"kind": "estimate"}, "zone": "Asia/Shanghai"}

spec = importlib.util.spec_from_file_location("redraw", SCRIPT)
redraw = importlib.util.module_from_spec(spec)
spec.loader.exec_module(redraw)


def calls(size, start):
    ids, call = [], (1_763_700_000_000 + start) << 20
    for step in range(size):
        call += step * 37 % 500 + 200
        ids.append(call)
    return ids


def chunk(ids):
    """A piece of a frame."""
    data, before = bytearray(), 0
    for call in ids:
        rest, before = call - before, call
        while rest > 127:
            data.append(rest & 127 | 128)
            rest >>= 7
        data.append(rest)
    return {"line": "chunk", "first": redraw.text(ids[0]), "last": redraw.text(ids[-1]),
            "count": len(ids), "ids": base64.b64encode(data).decode()}


def made():
    """The lines of the file in Tests/Vectors, which CallLedgerTests read as well."""
    lines, frame = [], []
    for start, (key, size, asked) in enumerate(STRATA):
        ids = calls(size, start * 1_000_000)
        ranks = redraw.order(SEED, key, size)
        drawn = min(asked, size)
        picks = [(step, next(ranks)) for step in range(drawn + (2 if size > 100 else 0))]
        pieces = [ids[place:place + 5_000] for place in range(0, size, 5_000)]
        digest = redraw.stratum_digest(ids)
        frame.append((key, size, digest))
        lines.append({"line": "stratum", "key": key, "size": size, "asked": asked,
                      "drawn": drawn, "digest": digest.hex(), "chunks": len(pieces)})
        lines += [chunk(piece) for piece in pieces]
        before = redraw.text(ids[picks[0][1]]) if picks else ""
        for step, rank in picks:
            call = redraw.text(ids[rank])
            line = {"line": "pick", "step": step, "rank": rank, "call": call}
            if step >= drawn:
                line |= {"line": "replacement", "replaces": before, "reason": "no-speech"}
                before = call
            lines.append(line)
    head = {"line": "sample", "format": "callaudit-sample 1", "plan": PLAN, "planId":
            "0e5q8rk2m1v7d", "version": 3, "slice": "2026-11", "seed": SEED.hex(),
            "commitment": redraw.sha(SEED).hex(), "digest": redraw.frame_digest(frame).hex()}
    lines = [head, *lines]
    return [*lines, {"line": "end", "lines": len(lines) + 1}]


def text(lines):
    return "".join(json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                   + "\n" for line in lines)


def run(folder, lines):
    file = folder / "sample.jsonl"
    file.write_text(text(lines), encoding="utf-8")
    return subprocess.run([sys.executable, SCRIPT, file], capture_output=True, text=True,
                          timeout=60)


def test_the_file_of_the_vectors_is_drawn_again():
    assert VECTOR.read_text(encoding="utf-8") == text(made())
    done = subprocess.run([sys.executable, SCRIPT, VECTOR], capture_output=True, text=True,
                          timeout=60)
    assert done.returncode == 0, done.stderr
    assert "20 of 8523 calls in 4 strata, 2 replacements. All agree." in done.stdout


def quotas():
    """Shares of totals and of days, which CallLedgerTests compute as well."""
    chance, shares, spreads = random.Random(1), [], []
    for _ in range(150):
        sizes = [chance.choice([0, 1, 7, chance.randrange(100), chance.randrange(10**6)])
                 for _ in range(chance.randrange(1, 12))]
        total, least = chance.randrange(400), chance.randrange(6)
        shares.append([total, least, sizes, redraw.proportional(total, sizes, least)])
    for cycle, since, day in [("month", "2026-01-01", "2026-02-28"), ("week", "2026-01-01",
                              "2026-01-01"), ("week", "2026-01-01", "2027-01-02"),
                              ("month", "2026-11-11", "2026-11-20")]:
        for quota, key in [(0, ""), (3, "a"), (40, "保险"), (100, "b"), (17, "c")]:
            name = day[:7] if cycle == "month" else "2026-W01" if day < "2027" else "2026-W53"
            head = {"planId": "0e5q8rk2m1v7d", "version": 3, "slice": name, "day": day, "plan":
                    {"period": {"cycle": cycle, "from": since, "spread": True}}}
            due, is_over = redraw.dues_of(head)
            spreads.append([cycle, since, day, name, quota, key, due(quota, key), is_over])
    return json.dumps({"shares": shares, "spreads": spreads}, ensure_ascii=False) + "\n"


def test_the_quotas_of_the_vectors_are_computed_again():
    assert QUOTAS.read_text(encoding="utf-8") == quotas()


def nth(lines, kind, place=0):
    return [line for line in lines if line["line"] == kind][place]


def another_seed(lines):
    lines[0]["seed"] = (b"\1" + SEED[1:]).hex()


def another_call(lines):
    nth(lines, "pick", 6)["call"] = nth(lines, "pick", 7)["call"]


def another_rank(lines):
    nth(lines, "pick", 6)["rank"] += 1


def picks_swapped(lines):
    first, second = (lines.index(nth(lines, "pick", place)) for place in (6, 7))
    lines[first], lines[second] = lines[second], lines[first]


def pick_left_out(lines):
    lines.remove(nth(lines, "pick", 16))
    nth(lines, "stratum", 1)["drawn"] -= 1
    lines[-1]["lines"] -= 1


def fewer_asked_for(lines):
    pick_left_out(lines)
    nth(lines, "stratum", 1)["asked"] -= 1


def call_left_out_of_the_frame(lines):
    ids = calls(20, 0)
    lines[lines.index(nth(lines, "chunk"))] = chunk(ids[:7] + ids[8:])


def call_slipped_into_the_frame(lines):
    ids = calls(20, 0)
    lines[lines.index(nth(lines, "chunk"))] = chunk(ids[:7] + [ids[7] + 1] + ids[8:])


def digest_of_a_stratum(lines):
    nth(lines, "stratum", 3)["digest"] = "00" * 32


def damaged_frame(lines):
    nth(lines, "chunk", 1)["ids"] = nth(lines, "chunk", 2)["ids"]


def stratum_left_out(lines):
    del lines[lines.index(nth(lines, "stratum", 3)):-1]
    lines[-1]["lines"] = len(lines)


def no_reason(lines):
    nth(lines, "replacement")["reason"] = ""


def replaced_what_was_not_drawn(lines):
    nth(lines, "replacement", 1)["replaces"] = nth(lines, "replacement", 0)["replaces"]


def nonsense(lines):
    nth(lines, "pick")["rank"] = None
    del lines[0]["plan"]["method"]


def cut_short(lines):
    del lines[-1]


@pytest.mark.parametrize("alter, sentence", [
    (another_seed, "The seed isn't the one that was committed to."),
    (another_seed, "Pick 1 isn't the call that the seed leads to."),
    (another_call, "Pick 2 of stratum loan names another call than stands at its rank."),
    (another_rank, "Pick 2 of stratum loan isn't the call that the seed leads to."),
    (picks_swapped, "Pick 2 of stratum loan is missing or stands out of its order."),
    (pick_left_out, "Other than the calls that were asked for were drawn of stratum loan."),
    (fewer_asked_for,
     "Another number of calls was asked for of stratum loan than the plan says."),
    (call_left_out_of_the_frame, "The frame has another number of calls than the file says."),
    (call_slipped_into_the_frame, "The frame isn't the one whose digest was taken."),
    (digest_of_a_stratum, "The strata aren't those whose digest was taken."),
    (damaged_frame, "The frame of stratum loan can't be read: it was damaged."),
    (stratum_left_out,
     "Another number of calls was asked for of stratum 保险 than the plan says."),
    (stratum_left_out, "The strata aren't those whose digest was taken."),
    (no_reason, "Pick 13 of stratum loan replaces a call without a reason."),
    (replaced_what_was_not_drawn,
     "Pick 14 of stratum loan replaces a call that wasn't drawn, or was replaced before."),
    (nonsense, "The file isn't as callaudit writes it. Fetch it once more."),
    (cut_short, "The file ends too early. Fetch it once more."),
])
def test_each_alteration_is_named(tmp_path, alter, sentence):
    lines = made()
    alter(lines)
    done = run(tmp_path, lines)
    assert done.returncode == 1 and sentence in done.stderr.splitlines(), done.stderr
