#!/usr/bin/env python3
"""Draws a sample of callaudit again and compares (docs/formats/sample.md).

    redraw-sample.py FILE     says what isn't as it should be, if anything, and exits with 1
"""
import base64
import datetime
import hashlib
import json
import sys

RETRIES, BLOCK = 64, 65_536
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def sized(text):
    data = text.encode()
    return len(data).to_bytes(4, "big") + data


def order(seed, key, count):
    """The ranks of a stratum of `count` calls, one after the other."""
    moved, prefix = {}, seed + b"callaudit-sample-v1" + sized(key)
    for step in range(count):
        bound = count - step
        limit = 2**64 // bound * bound
        for retry in range(RETRIES + 1):
            number = sha(prefix, step.to_bytes(8, "big"), retry.to_bytes(4, "big"))
            number = int.from_bytes(number[:8], "big")
            if number < limit:
                break
        place = step + number % bound
        rank = moved.get(place, place)
        moved[place] = moved.pop(step, step)
        yield rank


def stratum_digest(ids):
    data = b"".join(call.to_bytes(8, "big") for call in ids)
    return sha(*(sha(data[start:start + BLOCK]) for start in range(0, len(data), BLOCK)))


def frame_digest(strata):
    """`strata`: key, size and digest of each."""
    strata = sorted(strata, key=lambda stratum: stratum[0].encode())
    return sha(*(sized(key) + size.to_bytes(8, "big") + digest for key, size, digest in strata))


def number(text):
    """An id of 13 characters as a number."""
    value = 0
    for digit in text:
        value = value * 32 + DIGITS.index(digit)
    return value


def text(value):
    return "".join(DIGITS[value >> shift & 31] for shift in range(60, -1, -5))


def chunk_ids(chunk):
    """The ids of one piece of a frame; ValueError when it was damaged."""
    ids, value, shift, last = [], 0, 0, 0
    for byte in base64.b64decode(chunk["ids"], validate=True):
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            if (not byte and shift > 7) or (ids and not value):
                raise ValueError("longer than it need be, or not rising")
            last, value, shift = last + value, 0, 0
            ids.append(last)
    ends = [number(chunk["first"]), number(chunk["last"]), chunk["count"]]
    if shift or not ids or [ids[0], ids[-1], len(ids)] != ends or last >= 2**63:
        raise ValueError("not as announced")
    return ids


def strata_of(lines):
    """Head and strata of a file; each stratum has its pieces and picks."""
    lines = [json.loads(line) for line in lines]
    if not lines or lines[0].get("format") != "callaudit-sample 1":
        sys.exit("This is no sample file of version 1.")
    if lines[-1] != {"line": "end", "lines": len(lines)}:
        sys.exit("The file ends too early. Fetch it once more.")
    strata = []
    for line in lines[1:-1]:
        if line["line"] == "stratum":
            strata.append({**line, "chunk": [], "pick": [], "replacement": []})
        else:
            strata[-1][line["line"]].append(line)
    return lines[0], strata


def frame_of(stratum):
    """The ids of a stratum; None when they aren't in the file."""
    if len(stratum["chunk"]) != stratum["chunks"]:
        raise ValueError("pieces are missing")
    if not stratum["chunks"] and stratum["size"]:
        return None
    ids = [call for chunk in stratum["chunk"] for call in chunk_ids(chunk)]
    if any(left >= right for left, right in zip(ids, ids[1:])):
        raise ValueError("not rising")
    return ids


def split(total, weights, caps):
    """`total` by largest remainders; nobody gets more than their cap."""
    parts = [0] * len(weights)
    left = [at for at, weight in enumerate(weights) if weight and caps[at]]
    rest = min(total, sum(caps[at] for at in left))
    while rest and left:
        whole = sum(weights[at] for at in left)
        given = {at: rest * weights[at] // whole for at in left}
        first = sorted(left, key=lambda at: (-(rest * weights[at] % whole), -weights[at], at))
        for at in first[:rest - sum(given.values())]:
            given[at] += 1
        full = [at for at in left if caps[at] <= given[at]]
        for at in full or left:
            parts[at] = min(caps[at], given[at])
        rest = rest - sum(parts[at] for at in full) if full else 0
        left = [at for at in left if at not in full]
    return parts


def proportional(total, sizes, least):
    """`total` by sizes, but `least` of each first."""
    if total > sum(sizes):
        return split(total, sizes, [total] * len(sizes))
    bases, fixed = [min(least, size) for size in sizes], set()
    if sum(bases) >= total:
        return split(total, bases, bases)
    while True:
        left = [0 if at in fixed else size for at, size in enumerate(sizes)]
        parts = split(total - sum(bases[at] for at in fixed), left, left)
        below = {at for at, base in enumerate(bases) if parts[at] < base} - fixed
        if not below:
            return [bases[at] if at in fixed else part for at, part in enumerate(parts)]
        fixed |= below


def days_of(head):
    """The number of days of a spread slice, and which of them, from 0, was drawn from."""
    period, day = head["plan"]["period"], datetime.date.fromisoformat(head["day"])
    one, first = datetime.timedelta(1), day.replace(day=1)
    last = (first + 31 * one).replace(day=1) - one
    if period["cycle"] == "week":
        first = day - (day.isoweekday() - 1) * one
        last = first + 6 * one
    first = max(first, datetime.date.fromisoformat(period["from"]))
    last = min(last, datetime.date.fromisoformat(period.get("until", "2199-12-31")))
    return (last - first).days + 1, (day - first).days


def dues_of(head):
    """Says what of a quota is to be drawn by the end of the day: (by, is it the last day)."""
    if not head["plan"]["period"].get("spread"):
        return (lambda quota, key: quota), True
    days, today = days_of(head)
    seed = sha(b"callaudit-spread-v1", sized(head["planId"]), head["version"].to_bytes(8, "big"),
               sized(head["slice"]))

    def due(quota, key):
        more = [rank for rank, _ in zip(order(seed, key, days), range(quota % days))]
        return quota // days * (today + 1) + sum(rank <= today for rank in more)
    return due, today == days - 1


def asked_by_plan(head, strata):
    """What is asked for of each stratum; None for lots, whose tables aren't here."""
    method, (due, is_over) = head["plan"]["method"], dues_of(head)
    kind, rule = method["kind"], method.get("allocation", {})
    if kind == "acceptance":
        return None
    sizes = [stratum["size"] for stratum in strata]
    gone = [stratum.get("beforeDrawn", 0) for stratum in strata]
    if rule.get("kind") == "proportional":
        total = max(0, due(rule["total"], "") - sum(gone))
        return proportional(total, sizes, rule["least"]) if sum(sizes) else \
            [0 if at else total for at in range(len(sizes))]
    asked = []
    for stratum, size, drawn in zip(strata, sizes, gone):
        if kind == "everything":
            asked.append(size)
        elif kind == "percentage":
            part = -(-(stratum.get("beforeSize", 0) + size) * method["hundredthsOfPercent"]
                     // 10_000)
            asked.append(max(0, (max(part, method["least"]) if is_over else part) - drawn))
        else:
            quota = method.get("count", rule.get("each", rule.get("other")))
            quota = rule.get("quotas", {}).get(stratum["key"], quota)
            asked.append(max(0, due(quota, stratum["key"]) - drawn))
    return asked


def quota_mismatches(head, strata):
    asked = asked_by_plan(head, strata)
    if asked is None:
        print("The size of a lot's sample follows from the tables of ANSI/ASQ Z1.4: look it up.")
        return
    expected = head["plan"]["method"].get("allocation", {}).get("quotas", {})
    missing = {key for key, quota in expected.items() if quota} - {one["key"] for one in strata}
    for key in sorted(missing | {one["key"] for one, number in zip(strata, asked)
                                 if one["asked"] != number}):
        place = f" of stratum {key}" if key else ""
        yield f"Another number of calls was asked for{place} than the plan says."


def stratum_mismatches(seed, stratum):
    place = f" of stratum {stratum['key']}" if stratum["key"] else ""
    ids = None
    try:
        ids = frame_of(stratum)
        if ids is None:
            print(f"The frame{place} isn't in the file; calls are compared by rank alone.")
        else:
            if len(ids) != stratum["size"]:
                yield f"The frame{place} has another number of calls than the file says."
            if stratum_digest(ids).hex() != stratum["digest"]:
                yield f"The frame{place} isn't the one whose digest was taken."
    except ValueError:
        yield f"The frame{place} can't be read: it was damaged."
    picks = stratum["pick"]
    if len({len(picks), stratum["drawn"], min(stratum["asked"], stratum["size"])}) > 1:
        yield f"Other than the calls that were asked for were drawn{place}."
    ranks = order(seed, stratum["key"], stratum["size"])
    for step, pick in enumerate(picks + stratum["replacement"]):
        name = f"Pick {step + 1}{place}"
        if pick["step"] != step:
            yield f"{name} is missing or stands out of its order."
        if pick["rank"] != next(ranks, None):
            yield f"{name} isn't the call that the seed leads to."
        elif ids and ids[min(pick["rank"], len(ids) - 1)] != number(pick["call"]):
            yield f"{name} names another call than stands at its rank."
    standing = {pick["call"] for pick in picks}
    for pick in stratum["replacement"]:
        name = f"Pick {pick['step'] + 1}{place}"
        if not pick["reason"]:
            yield f"{name} replaces a call without a reason."
        if pick["replaces"] not in standing:
            yield f"{name} replaces a call that wasn't drawn, or was replaced before."
        standing = standing - {pick["replaces"]} | {pick["call"]}


def mismatches(lines):
    head, strata = strata_of(lines)
    seed = bytes.fromhex(head["seed"])
    if len(seed) != 32 or sha(seed).hex() != head["commitment"]:
        yield "The seed isn't the one that was committed to."
    keys = [stratum["key"].encode() for stratum in strata]
    if any(left >= right for left, right in zip(keys, keys[1:])):
        yield "The strata don't stand in ascending order, each once."
    frame = [(one["key"], one["size"], bytes.fromhex(one["digest"])) for one in strata]
    if frame_digest(frame).hex() != head["digest"]:
        yield "The strata aren't those whose digest was taken."
    yield from quota_mismatches(head, strata)
    for stratum in strata:
        yield from stratum_mismatches(seed, stratum)


def main(path):
    with open(path, "rb") as file:
        lines = file.read().decode().removesuffix("\n").split("\n")
    try:
        found = list(mismatches(lines))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        sys.exit("The file isn't as callaudit writes it. Fetch it once more.")
    if found:
        sys.exit("\n".join(found))
    head, strata = strata_of(lines)
    drawn = sum(len(stratum["pick"]) for stratum in strata)
    replaced = sum(len(stratum["replacement"]) for stratum in strata)
    size = sum(stratum["size"] for stratum in strata)
    print(f"Plan {head['planId']}, version {head['version']}, slice {head['slice']}: drawn again, "
          f"{drawn} of {size} calls in {len(strata)} strata, {replaced} replacements. All agree.")
    print(f"That the commitment {head['commitment']} stood in the ledger before the slice was "
          "over is for the ledger to prove.")


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
